//! Learns how affiliations are weighed, from strings whose organisations are known, and writes the model into the source.
//! The same data gives the same model: `FRONTIS_SHARED=… cargo run --release --no-default-features --example train_affiliations`.

use frontis::link::affiliation::evaluate::{self, Example};
use frontis::link::affiliation::{Resolver, fit};
use frontis::link::ror;
use std::path::{Path, PathBuf};

/// Sets to learn from, what a string of each weighs, and whether only the half that is not kept out.
const SETS: [(&str, f32, bool); 7] = [
    ("s2aff-train", 2.0, false),
    ("rorlogs-train", 2.0, false),
    ("xref-asserted-train", 0.6, false),
    ("springer-10k", 1.0, true),
    ("affilgood-CORDIS", 0.5, true),
    ("openalex-gold-ror", 1.0, true),
    ("rorapi-names", 1.0, true),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shared = std::env::var_os("FRONTIS_SHARED").map(PathBuf::from).ok_or("FRONTIS_SHARED names no folder")?;
    let organisations = ror::read(&std::fs::read(shared.join("data/ror/v2.9-ror-data-partial.zip"))?)?;
    let mut examples: Vec<(Example, f32)> = Vec::new();
    for (set, weight, half) in SETS {
        let text = std::fs::read_to_string(shared.join("data/affiliations").join(set).with_extension("jsonl"))?;
        let all = evaluate::examples(&text)?.into_iter();
        examples.extend(all.filter(|e| !half || !evaluate::kept_out(&e.affiliation)).map(|e| (e, weight)));
    }
    let model = fit::fit(Resolver::of(organisations), &examples, &mut |line| eprintln!("{line}"));
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/link/affiliation/model.txt");
    std::fs::write(target, model.write())?;
    Ok(())
}
