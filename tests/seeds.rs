//! The two volumes that the reader was first built for, statement by statement against their complete annotation.
//!
//! `tests/gold/seed-misses.txt` lists what is known to differ, each with its reason. The test fails when another
//! statement differs, and when a listed one is right again. Needs `FRONTIS_SHARED`.

mod cases;
#[path = "gold/statements.rs"]
mod statements;

use statements::Statement;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn every_statement_is_read() {
    let Some(shared) = cases::shared() else {
        println!("skipped: FRONTIS_SHARED is not set");
        return;
    };
    let (mut all, mut right) = (0, 0);
    let mut wrong = BTreeMap::new();
    for name in ["vee11", "usenix09"] {
        let text = std::fs::read_to_string(shared.join("gold").join(name).with_extension("json")).unwrap();
        let gold: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(gold["items"].as_array().is_some_and(|items| items.len() > 20), "the annotation of {name} has gone");
        for Statement { key, want, got } in statements::compare(&gold, &read(&shared, &gold)) {
            all += 1;
            if want == got {
                right += 1;
            } else {
                wrong.insert(format!("{name}: {key}"), format!("expected {want}, read {got}"));
            }
        }
    }
    println!("{right} of {all} statements of the two volumes are read as annotated");
    hold(&cases::root().join("tests/gold/seed-misses.txt"), &wrong);
}

fn read(shared: &Path, gold: &serde_json::Value) -> (frontis::source::Sources, frontis::record::Volume) {
    let input: PathBuf = shared.join("seeds").join(gold["seed"].as_str().expect("the seed's file name"));
    let (sources, parsed) = cases::read(&input);
    (sources, parsed.value)
}

/// Lines of `volume: statement` tab `reason`.
fn hold(path: &Path, wrong: &BTreeMap<String, String>) {
    const OPEN: &str = "(no reason yet)";
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let (head, lines): (Vec<&str>, Vec<&str>) = text.lines().filter(|l| !l.is_empty()).partition(|l| l.starts_with('#'));
    let listed: BTreeMap<&str, &str> = lines.iter().map(|l| l.split_once('\t').unwrap_or((l, OPEN))).collect();
    if cases::accepting() {
        let lines = wrong.keys().map(|key| format!("{key}\t{}", listed.get(key.as_str()).unwrap_or(&OPEN)));
        let all: Vec<String> = head.iter().map(|l| (*l).to_owned()).chain(lines).collect();
        std::fs::write(path, all.join("\n") + "\n").unwrap();
        return;
    }
    let new = wrong.iter().filter(|(key, _)| !listed.contains_key(key.as_str())).map(|(key, what)| format!("{key}: {what}"));
    let fixed = listed.keys().filter(|key| !wrong.contains_key(**key)).map(|key| format!("{key}: is right now, take it off the list"));
    let bare = listed.iter().filter(|(_, reason)| **reason == OPEN).map(|(key, _)| format!("{key}: is listed without a reason"));
    cases::report(new.chain(fixed).chain(bare).collect());
}
