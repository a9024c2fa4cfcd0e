//! Invented volumes, set by chance and read back: what is read against what was set.
//!
//! `tests/gold/typeset.txt` holds floors that may only rise (`FRONTIS_ACCEPT=1 cargo test --test typeset` raises them).
//! `FRONTIS_MISSES=1 cargo test --test typeset -- --nocapture` tells every miss, and every convention apart.

mod cases;
#[allow(dead_code)]
#[path = "typeset/measure.rs"]
mod measure;
#[allow(dead_code)]
#[path = "gold/score.rs"]
mod score;

use frontis_typesetter::{Sheet, setting, sheet, small_sheet};
use measure::{CLEAN, LIGHT, Outcome, read_all};
use score::Tally;
use std::collections::BTreeMap;

/// Volumes at each level of the curve.
const CURVE: u64 = 10;

#[test]
fn figures_hold() {
    let mut figures = BTreeMap::new();
    for (level, count) in [(0, CLEAN), (1, LIGHT)] {
        let sheets: Vec<Sheet> = (0..count).map(|seed| sheet(seed, level)).collect();
        let outcomes = read_all(&sheets);
        let all = total(&outcomes);
        println!("\nnoise {level}, {count} volumes: precision, recall, F1, truth");
        all.rows().for_each(|row| println!("  {row}"));
        println!("confidence, true, read");
        for ((tenth, what), [right, all]) in measure::calibration(outcomes.iter().flat_map(|o| &o.judged)) {
            println!("  {:.1} {what:<8} {:.4} {all:6}", f64::from(tenth) / 10.0, right as f64 / all as f64);
        }
        let [sure, right, silent] = measure::certainty(outcomes.iter().flat_map(|o| &o.judged));
        println!("given at 0.95 and more {sure:.4}, true of these {right:.4}, wrong in silence {silent:.4}");
        figures.insert(format!("noise {level}\tsure and true"), right);
        figures.extend(all.figures().map(|(field, f1)| (format!("noise {level}\t{field}"), f1)));
        misses(&sheets, &outcomes);
    }
    floors(&figures);
}

/// One volume for each convention, in a setting that is otherwise the commonest.
#[test]
fn conventions_apart() {
    let each = setting::each();
    let seeds = if told() { 5 } else { 1 };
    let of = |i: usize, s: &setting::Setting| (0..seeds).map(move |n| small_sheet(s.clone(), 1000 + i as u64 * seeds + n, 0)).collect();
    let sheets: Vec<Vec<Sheet>> = each.iter().enumerate().map(|(i, (_, _, s))| of(i, s)).collect();
    let outcomes = read_all(&sheets.into_iter().flatten().collect::<Vec<_>>());
    let rows: Vec<(String, Tally)> = each
        .iter()
        .zip(outcomes.chunks(seeds as usize))
        .map(|((group, name, _), outcomes)| (format!("{group} {name}"), total(outcomes)))
        .collect();
    print!("{}", measure::table(&rows));
    if told() {
        for ((name, _), outcomes) in rows.iter().zip(outcomes.chunks(seeds as usize)) {
            outcomes.iter().flat_map(|o| &o.misses).take(8).for_each(|miss| println!("{name}: {miss}"));
        }
    }
    let all = total(&outcomes);
    let read = all.figures().find(|(field, _)| *field == "title strict").map_or(0.0, |(_, f1)| f1);
    assert!(read > 0.5, "one convention at a time, titles reach {read:.4} only");
}

/// `docs/noise.md`: what noise costs.
#[test]
fn curve() {
    let levels: Vec<Tally> =
        (0..=3).map(|level| total(&read_all(&(500..500 + CURVE).map(|seed| sheet(seed, level)).collect::<Vec<_>>()))).collect();
    let page = measure::page(&levels, CURVE);
    let path = cases::root().join("docs/noise.md");
    if cases::accepting() {
        std::fs::write(&path, page).unwrap();
        return;
    }
    let printed = std::fs::read_to_string(&path).expect("docs/noise.md");
    let figures = |text: &str| text.split_whitespace().filter_map(|w| w.parse::<f64>().ok()).collect::<Vec<_>>();
    let (old, new) = (figures(&printed), figures(&page));
    let far = old.len() != new.len() || old.iter().zip(&new).any(|(a, b)| (a - b).abs() > 0.03);
    assert!(!far, "docs/noise.md is out of date; FRONTIS_ACCEPT=1 writes it:\n{page}");
}

fn told() -> bool {
    std::env::var_os("FRONTIS_MISSES").is_some()
}

fn total(outcomes: &[Outcome]) -> Tally {
    let mut all = Tally::default();
    outcomes.iter().for_each(|o| all.add_all(&o.tally));
    all
}

fn misses(sheets: &[Sheet], outcomes: &[Outcome]) {
    if !told() {
        return;
    }
    for (seed, (sheet, outcome)) in sheets.iter().zip(outcomes).enumerate() {
        let names: Vec<String> = sheet.setting.conventions().into_iter().map(|(group, name)| format!("{group} {name}")).collect();
        let figures: Vec<String> = outcome.tally.figures().map(|(field, f1)| format!("{field} {f1:.2}")).collect();
        println!("seed {seed}: {}\n    {}", figures.join(", "), names.join(", "));
        outcome.misses.iter().for_each(|miss| println!("    miss {miss}"));
    }
}

/// Floors are raised to what is reached and never lowered.
fn floors(figures: &BTreeMap<String, f64>) {
    let path = cases::root().join("tests/gold/typeset.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let lines = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.rsplit_once('\t'));
    let mut held: BTreeMap<String, f64> =
        lines.map(|(key, f1)| (key.to_owned(), f1.parse().unwrap_or_else(|_| panic!("not a figure: {f1:?}")))).collect();
    if cases::accepting() {
        figures.iter().for_each(|(key, f1)| {
            let floor = held.entry(key.clone()).or_insert(0.0);
            *floor = floor.max(*f1);
        });
        let lines: String = held.iter().map(|(key, f1)| format!("{key}\t{f1:.4}\n")).collect();
        std::fs::write(&path, "# noise, field, F1 that must be reached; see tests/typeset.rs\n".to_owned() + &lines).unwrap();
    }
    let fallen = figures.iter().filter_map(|(key, f1)| match held.get(key) {
        None => Some(format!("{key}: {f1:.4} is new")),
        Some(floor) if *f1 < floor - 0.00006 => Some(format!("{key}: fell from {floor:.4} to {f1:.4}")),
        _ => None,
    });
    cases::report(fallen.collect());
}
