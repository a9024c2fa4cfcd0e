//! How many affiliations are resolved in a second, how long the slowest take, and what the index costs. Needs the registry
//! and the strings that `FRONTIS_SHARED` has: `FRONTIS_SHARED=… cargo bench --bench affiliations`. With `python3` and
//! rapidfuzz there, a plain single search in Python over the same strings is measured beside it.

use frontis::link::affiliation::evaluate;
use frontis::link::index::Place;
use frontis::link::ror;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

fn main() {
    let shared = std::env::var_os("FRONTIS_SHARED").filter(|v| !v.is_empty()).map(PathBuf::from);
    let Some(shared) = shared.filter(|s| s.join("data/ror").is_dir()) else {
        println!("skipped: FRONTIS_SHARED names no folder with a registry");
        return;
    };
    let dump = shared.join("data/ror/v2.9-ror-data-partial.zip");
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("ror.idx");
    let start = Instant::now();
    let bytes = std::fs::read(&dump).expect("the dump");
    let (about, size) = ror::build(&bytes, "dump", Place::take(&target).expect("a place")).expect("an index");
    let counts: Vec<String> = about.counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    println!("index: {} in {:.1} s, {:.1} MB", counts.join(", "), start.elapsed().as_secs_f64(), size as f64 / 1e6);
    let start = Instant::now();
    let resolver = ror::open(&target).expect("the index");
    println!("opened in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let strings = shared.join("data/affiliations/springer-10k.jsonl");
    let examples = evaluate::examples(&std::fs::read_to_string(&strings).expect("strings")).expect("examples");
    let mut rates = Vec::new();
    for _ in 0..5 {
        let found = evaluate::measure(&resolver, &examples);
        let micros = |share| found.within(share).as_secs_f64() * 1e6;
        println!("{:.0} strings/s; half within {:.1} µs, 99 % within {:.1} µs", found.each_second(), micros(0.5), micros(0.99));
        rates.push(found.each_second());
    }
    rates.sort_by(f64::total_cmp);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/affiliations.py");
    let output = Command::new("python3").arg(script).arg(&dump).arg(&strings).output();
    let python = output.ok().and_then(|o| String::from_utf8(o.stdout).ok()).and_then(|text| text.trim().parse::<f64>().ok());
    match python {
        Some(rate) => println!("a single search in Python: {rate:.1} strings/s, {:.0} times slower", rates[2] / rate),
        None => println!("no python3 with rapidfuzz: the single search in Python was not measured"),
    }
}
