//! Learns which words stand in names of persons, in titles and in names of organizations, and writes
//! `src/lexicon/words.txt`. Deterministic: the same input gives the same bytes.
//!
//! ```sh
//! xzcat dblp.xml.xz | cargo run --release --example words -- ror-data.json > src/lexicon/words.txt
//! ```
//!
//! dblp's XML comes on standard input (one element a line, as dblp writes it); the argument is a ROR dump (v2 JSON).

use frontis::record::slug::fold;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::BufRead;

/// A word is kept when it was seen this often in names, titles or organizations.
const LEAST: [u64; 3] = [120, 900, 25];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ror = std::env::args().nth(1).ok_or("usage: words ROR.json < dblp.xml")?;
    let mut counts: [BTreeMap<String, u64>; 3] = Default::default();
    let mut seen = HashSet::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if let Some(name) = element(&line, "author") {
            let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().to_owned();
            if seen.insert(name.clone()) {
                count(&name, &mut counts[0]);
            }
        } else if let Some(title) = element(&line, "title") {
            count(&title, &mut counts[1]);
        }
    }
    let dump: serde_json::Value = serde_json::from_reader(std::io::BufReader::new(std::fs::File::open(ror)?))?;
    for organization in dump.as_array().into_iter().flatten() {
        for name in organization["names"].as_array().into_iter().flatten() {
            if let Some(value) = name["value"].as_str() {
                count(value, &mut counts[2]);
            }
        }
    }
    let totals: Vec<f64> = counts.iter().map(|c| c.values().sum::<u64>() as f64).collect();
    let words: BTreeSet<&String> =
        counts.iter().zip(LEAST).flat_map(|(c, least)| c.iter().filter(move |(_, n)| **n >= least).map(|(w, _)| w)).collect();
    println!("# word, tab, ten times the negative natural logarithm of its share among words of names of persons, of titles,");
    println!("# of names of organizations. Learned from dblp (CC0) and ROR (CC0) by examples/words.rs.");
    for word in words {
        let cost = |i: usize| {
            let n = counts[i].get(word).copied().unwrap_or(0) as f64 + 0.3;
            (-10.0 * (n / totals[i]).ln()).round() as i64
        };
        println!("{word}\t{}\t{}\t{}", cost(0), cost(1), cost(2));
    }
    Ok(())
}

fn element(line: &str, tag: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix('<')?.strip_prefix(tag)?;
    let start = rest.find('>')? + 1;
    let end = rest.rfind(&format!("</{tag}>"))?;
    Some(decode(rest.get(start..end)?))
}

/// Character entities of dblp's DTD are letters with an accent; the letter is their first.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find(';') else { break };
        let name = &rest[at + 1..at + end];
        match name {
            "amp" => out.push('&'),
            "lt" | "gt" | "quot" | "apos" => out.push(' '),
            "szlig" => out.push_str("ss"),
            "aelig" | "AElig" => out.push_str("ae"),
            "oslash" | "Oslash" => out.push('o'),
            "aring" | "Aring" => out.push('a'),
            _ => out.extend(name.chars().next()),
        }
        rest = &rest[at + end + 1..];
    }
    out + rest
}

fn count(text: &str, into: &mut BTreeMap<String, u64>) {
    for word in fold(text).split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 1) {
        *into.entry(word.to_owned()).or_default() += 1;
    }
}
