//! Learns how affiliations are weighed, from strings whose organisations are known, and writes the model and how often each
//! organisation was meant into the source. The same data gives the same bytes:
//! `FRONTIS_SHARED=… cargo run --release --no-default-features --example train_affiliations`.

use frontis::link::affiliation::evaluate;
use frontis::link::affiliation::fit::{self, Lesson};
use frontis::link::affiliation::{Resolver, usage};
use frontis::link::ror;
use std::path::{Path, PathBuf};

/// Sets to learn from, and what a string of each weighs.
const SETS: [(&str, f32); 7] = [
    ("s2aff-train", 2.0),
    ("rorlogs-train", 2.0),
    ("xref-asserted-train", 0.6),
    ("springer-10k", 1.0),
    ("affilgood-CORDIS", 0.5),
    ("openalex-gold-ror", 1.0),
    ("rorapi-names", 1.0),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shared = std::env::var_os("FRONTIS_SHARED").map(PathBuf::from).ok_or("FRONTIS_SHARED names no folder")?;
    let organisations = ror::read(&std::fs::read(shared.join("data/ror/v2.9-ror-data-partial.zip"))?)?;
    let mut lessons: Vec<Lesson> = Vec::new();
    for (set, (name, weight)) in SETS.into_iter().enumerate() {
        let text = std::fs::read_to_string(shared.join("data/affiliations").join(name).with_extension("jsonl"))?;
        lessons.extend(evaluate::examples(&text)?.into_iter().map(|example| Lesson { example, weight, set }));
    }
    let learned = fit::fit(&Resolver::of(organisations), &lessons, &mut |line| eprintln!("{line}"));
    println!("judged by what had not seen them, covered strings, threshold {}", learned.model.threshold);
    println!("set                       P     R    F1");
    for ((name, _), score) in SETS.iter().zip(&learned.judged) {
        println!("{name:<24} {:.3} {:.3} {:.3}", score.precision(), score.recall(), score.f1());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/link/affiliation");
    std::fs::write(folder.join("model.txt"), learned.model.write())?;
    std::fs::write(folder.join("usage.tsv"), usage::write(&learned.usage))?;
    Ok(())
}
