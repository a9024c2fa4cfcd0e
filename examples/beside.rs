//! Figures of two programs side by side: what each reads of the folders with truth, and how often it is wrong though sure.
//!
//! ```sh
//! cargo run --example beside -- OLD NEW shared/corpus shared/wild shared/edited
//! ```

#[path = "../tests/cases/mod.rs"]
mod cases;
#[allow(dead_code)]
#[path = "../tests/typeset/measure.rs"]
mod measure;
#[allow(dead_code)]
#[path = "../tests/gold/score.rs"]
mod score;
#[allow(dead_code)]
#[path = "../tests/gold/volumes.rs"]
mod volumes;

use frontis::record::Volume;
use frontis::source::{FileId, Span};
use measure::Judged;
use score::{Tally, Truth};
use std::path::Path;
use std::process::Command;

const FIELDS: [&str; 3] = ["title strict", "author list exact", "first page"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [old, new, sets @ ..] = &arguments[..] else { panic!("usage: beside OLD NEW FOLDER...") };
    println!("| set | field | F1 old | F1 new | sure and wrong old | sure and wrong new | sure of the right old | new |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for set in sets {
        let found: Vec<_> = cases::sorted(Path::new(set)).iter().filter_map(|folder| volumes::best(folder)).collect();
        let read = [old, new].map(|program| {
            let (mut tally, mut judged) = (Tally::default(), Vec::new());
            found.iter().for_each(|(input, truth)| read(program, input, truth, &mut tally, &mut judged));
            (tally, judged)
        });
        let name = Path::new(set).file_name().unwrap_or_default().to_string_lossy().into_owned();
        for field in FIELDS {
            let f1 = read.each_ref().map(|(tally, _)| tally.of(field).map_or("–".to_owned(), |([.., f1], _)| format!("{f1:.3}")));
            let silent =
                read.each_ref().map(|(_, judged)| measure::silent(judged.iter(), field)).map(|[sure, wrong]| format!("{wrong} of {sure}"));
            let known = read.each_ref().map(|(_, judged)| known(judged, field)).map(|share| format!("{share:.3}"));
            println!("| {name} | {field} | {} | {} | {} |", f1.join(" | "), silent.join(" | "), known.join(" | "));
        }
    }
}

/// Of the values that are right, the share that is given for sure.
fn known(judged: &[Judged], field: &str) -> f64 {
    let right: Vec<_> = judged.iter().filter(|one| one.what == field && one.right).collect();
    right.iter().filter(|one| one.confidence >= 0.95 && !one.told).count() as f64 / right.len().max(1) as f64
}

/// What a program reads of a file, scored; one that fails has read nothing.
fn read(program: &str, input: &Path, truth: &Truth, tally: &mut Tally, judged: &mut Vec<Judged>) {
    let output = Command::new(program).arg("parse").arg(input).args(["--format", "json", "--diagnostics", "json"]).output();
    let output = output.unwrap_or_else(|e| panic!("{program}: {e}"));
    let volumes: Vec<Volume> = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let volume = volumes.into_iter().next().unwrap_or_default();
    let told = String::from_utf8_lossy(&output.stderr);
    let place = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        let at = |key: &str| value[key].as_u64().and_then(|n| u32::try_from(n).ok());
        Some(Span { file: FileId(0), start: at("start")?, end: at("end")? })
    };
    score::score(&volume, truth, tally, &mut |_| {});
    judged.extend(measure::judged(&volume, told.lines().filter_map(place).collect(), truth));
}
