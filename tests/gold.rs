//! Scores what is read against truth made by hand or by the organisers, field by field, as F1.
//!
//! Always: the fixtures of `tests/corpus` that have a truth, and volumes set by `tests/typesetter`. Where `FRONTIS_SHARED`
//! names a folder that has them, real volumes in every carrier they come in; a third of these is held out
//! ([`volumes::held_out`] has the rule and its reason), and is told in totals alone.
//!
//! `tests/gold/ratchet.txt` holds every figure reached, `docs/accuracy.md` tells them. The test fails when a figure falls,
//! and when one rises and the files were not renewed with it (`FRONTIS_ACCEPT=1 cargo test --test gold`).

mod cases;
#[allow(dead_code)]
#[path = "typeset/measure.rs"]
mod measure;
#[path = "gold/page.rs"]
mod page;
#[path = "gold/plot.rs"]
mod plot;
#[allow(dead_code)]
#[path = "gold/score.rs"]
mod score;
#[allow(dead_code)]
#[path = "gold/volumes.rs"]
mod volumes;

use frontis::document::Document;
use frontis::document::given::Entry;
use frontis::source::FileId;
use frontis_typesetter::{Sheet, sheet};
use measure::{CLEAN, LIGHT, Outcome, read_all};
use page::{Figures, Row, Text};
use score::Truth;
use std::collections::BTreeMap;
use std::path::Path;
use volumes::{CARRIERS, Case};

#[test]
fn figures_hold() {
    let shared = cases::shared();
    let mut all = fixtures();
    match &shared {
        Some(shared) => all.extend(volumes::seeds(shared).into_iter().chain(volumes::volumes(shared))),
        None => println!("skipped: FRONTIS_SHARED is not set, real volumes are not scored and docs/accuracy.md is left alone"),
    }
    let rows = read_cases(&all);
    let [clean, light] = [(0, CLEAN), (1, LIGHT)].map(|(noise, count)| read_sheets(noise, count));
    let figures = Figures { carriers: CARRIERS.iter().map(|(carrier, _)| *carrier).collect(), rows: &rows, clean: &clean, light: &light };

    let fixtures: Vec<&Row> = rows.iter().filter(|row| row.group == "fixtures").collect();
    let sum = page::total(fixtures.iter().map(|row| &row.outcome));
    println!("Fixtures\n\n{}\n{}", page::by_case(&fixtures), page::totals(&[("", &sum, Vec::new())], Text::Clean));
    println!("{}", if shared.is_some() { figures.page() } else { figures.invented() });
    tell_misses(&rows);

    let mut reached = figures.held_out();
    for row in rows.iter().filter(|row| !row.held_out) {
        reached.extend(row.outcome.tally.figures().map(|(field, f1)| ((row.name.clone(), field.to_owned()), f1)));
    }
    let mut complaints = ratchet(&cases::root().join("tests/gold/ratchet.txt"), &reached, shared.is_some());
    if shared.is_some() {
        complaints.extend(printed(&cases::root().join("docs/accuracy.md"), &figures.page()));
        complaints.extend(printed(&cases::root().join("docs/calibration.svg"), &figures.plot()));
    }
    cases::report(complaints);
}

/// Truth made by hand is about what the input prints, and whoever reads all of it reaches 1.
#[test]
fn truth_can_be_reached() {
    for case in fixtures() {
        let (sources, read) = cases::read(&case.input);
        let document = Document::read(&sources.files[0], FileId(0));
        let printed: String = document.lines.iter().map(|l| format!("{}\n", l.text())).collect();
        let given: String = document.given.iter().flat_map(|given| &given.entries).map(given_words).collect();
        let text = printed + &given + &sources.files[0].text;
        let mut missing = case.truth.unprinted_words(&text);
        // where the input lost its spaces, and the reader says so, words stand in longer ones
        if read.diagnostics.iter().any(|d| d.code.name == "words-parted") {
            let run: String = score::norm(&text).split(' ').collect();
            missing.retain(|word| !run.contains(word.as_str()));
        }
        assert!(missing.is_empty(), "{}: {missing:?} is not printed", case.name);
        let mut tally = score::Tally::default();
        score::score(&score::oracle(&case.truth), &case.truth, &mut tally, &mut |miss| panic!("{}: {miss}", case.name));
        assert!(tally.figures().all(|(_, f1)| f1 == 1.0), "{}", case.name);
    }
}

/// The words of an entry that its form gives.
fn given_words(entry: &Entry) -> String {
    match entry {
        Entry::Session(title) => format!("{}\n", title.passage.text),
        Entry::Paper(paper) => {
            let authors =
                paper.authors.iter().flat_map(|a| [&a.name.full].into_iter().chain(a.affiliations.iter().map(|p| &p.passage.text)));
            let all = authors.chain([&paper.title.passage.text]).chain(paper.session.iter().map(|s| &s.passage.text));
            all.map(|words| format!("{words}\n")).collect()
        }
    }
}

fn fixtures() -> Vec<Case> {
    let with_truth = cases::corpus().into_iter().filter(|case| case.folder.join("gold.json").exists());
    with_truth
        .map(|case| {
            let truth = Truth::of(&volumes::json(&case.folder.join("gold.json")));
            Case { name: format!("corpus/{}", case.name), group: "fixtures", held_out: false, input: case.input, truth }
        })
        .collect()
}

/// Reads every case, on all cores.
fn read_cases(cases: &[Case]) -> Vec<Row> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut rows: Vec<(usize, Row)> = std::thread::scope(|scope| {
        let every = |core| cases.iter().enumerate().skip(core).step_by(cores).map(|(i, case)| (i, row(case))).collect::<Vec<_>>();
        let parts: Vec<_> = (0..cores).map(|core| scope.spawn(move || every(core))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("no input makes the reader panic")).collect()
    });
    rows.sort_by_key(|(i, _)| *i);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row(case: &Case) -> Row {
    let read = cases::read(&case.input).1;
    let mut outcome = Outcome::default();
    let misses = &mut outcome.misses;
    score::score(&read.value, &case.truth, &mut outcome.tally, &mut |miss| misses.push(miss));
    outcome.judged = measure::confidences(&read, &case.truth);
    if case.truth.seats.is_empty() {
        outcome.judged.retain(|one| one.what != "seat"); // no truth to judge them by
    }
    Row { name: case.name.clone(), group: case.group, held_out: case.held_out, outcome }
}

fn read_sheets(noise: u8, count: u64) -> Vec<Outcome> {
    read_all(&(0..count).map(|seed| sheet(seed, noise)).collect::<Vec<Sheet>>())
}

fn tell_misses(rows: &[Row]) {
    let misses: Vec<(&str, &String)> =
        rows.iter().filter(|row| !row.held_out).flat_map(|row| row.outcome.misses.iter().map(|miss| (row.name.as_str(), miss))).collect();
    if std::env::var_os("FRONTIS_MISSES").is_some() {
        misses.iter().for_each(|(name, miss)| println!("miss {name}: {miss}"));
    } else {
        println!("{} misses; FRONTIS_MISSES=1 lists them", misses.len());
    }
}

/// Holds figures against the file; those of cases that are not at hand are left as they are.
fn ratchet(path: &Path, figures: &BTreeMap<(String, String), f64>, all_at_hand: bool) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut held: BTreeMap<(String, String), f64> = BTreeMap::new();
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let mut parts = line.split('\t');
        let (Some(case), Some(field), Some(f1)) = (parts.next(), parts.next(), parts.next()) else {
            panic!("{}: {line:?}", path.display())
        };
        held.insert((case.to_owned(), field.to_owned()), f1.parse().unwrap_or_else(|_| panic!("not a figure: {line:?}")));
    }
    if cases::accepting() {
        if all_at_hand {
            held.retain(|key, _| figures.contains_key(key));
        }
        // accepting raises what is held; who lowers a floor writes so by hand
        for (key, f1) in figures {
            let floor = held.entry(key.clone()).or_insert(*f1);
            *floor = floor.max(*f1);
        }
        let lines = held.iter().map(|((case, field), f1)| format!("{case}\t{field}\t{f1:.4}\n"));
        std::fs::write(path, "# case, field, F1 reached; see tests/gold.rs\n".to_owned() + &lines.collect::<String>()).unwrap();
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for ((case, field), f1) in figures {
        match held.remove(&(case.clone(), field.clone())) {
            None => complaints.push(format!("{case}, {field}: {f1:.4} is new")),
            Some(h) if *f1 < h - 0.00006 => complaints.push(format!("{case}, {field}: fell from {h:.4} to {f1:.4}")),
            Some(h) if *f1 > h + 0.00006 => complaints.push(format!("{case}, {field}: rose from {h:.4} to {f1:.4}")),
            _ => {}
        }
    }
    if all_at_hand {
        complaints.extend(held.keys().map(|(case, field)| format!("{case}, {field}: is no longer measured")));
    }
    complaints
}

/// Holds the page against what it should say, or writes it.
fn printed(path: &Path, page: &str) -> Option<String> {
    if cases::accepting() {
        std::fs::write(path, page).unwrap();
        return None;
    }
    let old = std::fs::read_to_string(path).unwrap_or_default();
    let same = |(old, new): (&str, &str)| match (old.parse::<f64>(), new.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 0.0006,
        _ => old == new || [old, new].iter().all(|word| word.chars().all(|c| "-:".contains(c))),
    };
    let fresh = old.split_whitespace().count() == page.split_whitespace().count();
    let fresh = fresh && old.split_whitespace().zip(page.split_whitespace()).all(same);
    (!fresh).then(|| format!("{} is out of date: FRONTIS_ACCEPT=1 cargo test --test gold writes it", path.display()))
}
