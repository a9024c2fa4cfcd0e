//! Scores what is read against truth made by hand or by the organisers, field by field, as F1.
//!
//! `tests/gold/ratchet.txt` holds every figure reached. The test fails when one falls, and when one rises and the file
//! was not raised with it (`FRONTIS_ACCEPT=1 cargo test --test gold`). Further volumes are scored where
//! `FRONTIS_SHARED` names a folder that has them.

mod cases;
#[path = "gold/score.rs"]
mod score;

use frontis::document::Document;
use frontis::source::FileId;
use score::{Tally, Truth};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One input, what is true of it, and whether truth that the input does not print is to be left out.
struct Case {
    name: String,
    input: PathBuf,
    truth: Truth,
}

#[test]
fn figures_hold() {
    let mut cases = fixtures();
    match cases::shared() {
        Some(shared) => cases.extend(volumes(&shared)),
        None => println!("skipped: FRONTIS_SHARED is not set, only the fixtures are scored"),
    }
    let mut figures: BTreeMap<(String, String), f64> = BTreeMap::new();
    let (mut totals, mut misses) = (BTreeMap::<&str, Tally>::new(), Vec::new());
    for case in &cases {
        let (_, parsed) = cases::read(&case.input);
        let mut tally = Tally::default();
        score::score(&parsed.value, &case.truth, &mut tally, &mut |miss| misses.push(format!("{}: {miss}", case.name)));
        let group = case.name.split('/').next().unwrap_or_default();
        totals.entry(if group == "corpus" { "fixtures" } else { "volumes" }).or_default().add_all(&tally);
        figures.extend(tally.figures().map(|(field, f1)| ((case.name.clone(), field.to_owned()), f1)));
    }
    print!("{}", table(&figures));
    for (group, tally) in &totals {
        println!("\nall {group}: precision, recall, F1, truth");
        tally.rows().for_each(|row| println!("  {row}"));
    }
    if std::env::var_os("FRONTIS_MISSES").is_some() {
        misses.iter().for_each(|miss| println!("miss {miss}"));
    } else {
        println!("\n{} misses; FRONTIS_MISSES=1 lists them", misses.len());
    }
    ratchet(&cases::root().join("tests/gold/ratchet.txt"), &figures);
}

/// Truth made by hand is about what the input prints, and whoever reads all of it reaches 1.
#[test]
fn truth_can_be_reached() {
    for case in fixtures() {
        let (sources, _) = cases::read(&case.input);
        let document = Document::read(&sources.files[0], FileId(0));
        let printed: String = document.lines.iter().map(|l| format!("{}\n", l.text())).collect();
        let missing = case.truth.unprinted_words(&(printed + &sources.files[0].text));
        assert!(missing.is_empty(), "{}: {missing:?} is not printed", case.name);
        let mut tally = Tally::default();
        score::score(&score::oracle(&case.truth), &case.truth, &mut tally, &mut |miss| panic!("{}: {miss}", case.name));
        assert!(tally.figures().all(|(_, f1)| f1 == 1.0), "{}", case.name);
    }
}

fn fixtures() -> Vec<Case> {
    let with_truth = cases::corpus().into_iter().filter(|case| case.folder.join("gold.json").exists());
    with_truth
        .map(|case| {
            let truth = Truth::of(&json(&case.folder.join("gold.json")));
            Case { name: format!("corpus/{}", case.name), input: case.input, truth }
        })
        .collect()
}

/// Names under which a folder holds its front matter as text; the first that prints half of the true titles counts.
const INPUTS: &[&str] = &["frontmatter.txt", "proceedings-first12.txt"];

fn volumes(shared: &Path) -> Vec<Case> {
    let mut found = Vec::new();
    for folder in cases::sorted(&shared.join("corpus")) {
        let gold = folder.join("gold.norm.json");
        if !gold.exists() {
            continue;
        }
        let truth = Truth::of(&json(&gold));
        for input in INPUTS.iter().map(|name| folder.join(name)).filter(|path| path.exists()) {
            let text = String::from_utf8_lossy(&std::fs::read(&input).unwrap()).into_owned();
            let printed = truth.only_printed(&text);
            if printed.papers.len() * 2 >= truth.papers.len() {
                let name = format!("{}/{}", folder.file_name().unwrap().display(), input.file_name().unwrap().display());
                found.push(Case { name, input, truth: printed });
                break;
            }
        }
    }
    for gold in ["vee11", "usenix09"] {
        let truth = json(&shared.join("gold").join(gold).with_extension("json"));
        let input = shared.join("seeds").join(truth["seed"].as_str().expect("the seed's file name"));
        found.push(Case { name: format!("seeds/{gold}"), input, truth: Truth::of(&truth) });
    }
    found
}

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn table(figures: &BTreeMap<(String, String), f64>) -> String {
    let mut out = String::new();
    let mut last = "";
    for ((case, field), f1) in figures {
        if case != last {
            out.push_str(&format!("\n{case}\n"));
            last = case;
        }
        out.push_str(&format!("  {field:<28} {f1:.4}\n"));
    }
    out
}

/// Holds figures against the file; figures of cases that are not at hand are left as they are.
fn ratchet(path: &Path, figures: &BTreeMap<(String, String), f64>) {
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
        held.extend(figures.iter().map(|(key, f1)| (key.clone(), *f1)));
        let lines = held.iter().map(|((case, field), f1)| format!("{case}\t{field}\t{f1:.4}\n"));
        std::fs::write(path, "# case, field, F1 reached; see tests/gold.rs\n".to_owned() + &lines.collect::<String>()).unwrap();
        return;
    }
    let mut complaints = Vec::new();
    for ((case, field), f1) in figures {
        let key = (case.clone(), field.clone());
        match held.get(&key) {
            None => complaints.push(format!("{case}, {field}: {f1:.4} is new")),
            Some(h) if *f1 < h - 0.00006 => complaints.push(format!("{case}, {field}: fell from {h:.4} to {f1:.4}")),
            Some(h) if *f1 > h + 0.00006 => complaints.push(format!("{case}, {field}: rose from {h:.4} to {f1:.4}")),
            _ => {}
        }
    }
    cases::report(complaints);
}
