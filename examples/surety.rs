//! Learns what speaks against the fields of an entry and writes `src/section/contents/surety.txt`. Deterministic: the same
//! volumes give the same bytes.
//!
//! ```sh
//! FRONTIS_SHARED=… cargo run --release --example surety -- corpus wild edited
//! ```
//!
//! Volumes are invented ones that no test sets, and those of the named folders of `FRONTIS_SHARED` that are not held out.
//! Every volume falls into one of five parts; what is told of a part was learned from the other four, what is written from
//! all.

#[path = "../tests/cases/mod.rs"]
mod cases;
#[allow(dead_code)]
#[path = "../tests/gold/score.rs"]
mod score;
#[allow(dead_code)]
#[path = "../tests/gold/volumes.rs"]
mod volumes;

use frontis::record::Contribution;
use frontis::record::slug::fold;
use frontis::section::contents::surety::{FACTS, Facts, Field, Model};
use frontis::source::{FileId, Sources};
use frontis_typesetter::convention::Carrier;
use score::{Paper, Truth, norm};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Numbers of the invented volumes.
const INVENTED: std::ops::Range<u64> = 70_000..70_100;

const SURE: f64 = 0.95;
const PARTS: usize = 5;
/// Steps of learning, how large they are, and what weights cost.
const STEPS: usize = 1500;
const RATE: f32 = 0.5;
const COST: f32 = 0.3;

/// A field of an entry: what speaks against it, and whether it is right.
struct Seen {
    set: String,
    volume: usize,
    field: Field,
    facts: Facts,
    right: bool,
    /// Other signs make it doubtful: nothing is learned from it.
    told: bool,
}

fn main() {
    let sets: Vec<String> = std::env::args().skip(1).collect();
    let mut seen = Vec::new();
    let mut volume = 0;
    for number in INVENTED {
        let sheet = frontis_typesetter::sheet(number, 0);
        let name = if sheet.setting.carrier == Carrier::Markdown { "sheet.md" } else { "sheet.txt" };
        look("invented", volume, name, sheet.text.as_bytes(), &Truth::of(&sheet.truth.json()), &mut seen);
        volume += 1;
    }
    let shared = cases::shared().unwrap_or_default();
    for set in &sets {
        for folder in cases::sorted(&shared.join(set)) {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if volumes::held_out(&name) {
                continue;
            }
            if let Some((input, truth)) = volumes::best(&folder) {
                let bytes = std::fs::read(&input).expect("a file that can be read");
                let file = input.file_name().unwrap_or_default().to_string_lossy();
                look(set, volume, &file, &bytes, &truth, &mut seen);
                volume += 1;
            }
        }
    }
    let folds: Vec<Model> = (0..PARTS).map(|part| learn(&seen, |s| s.volume % PARTS != part)).map(|text| Model::parse(&text)).collect();
    tell(&seen, &folds);
    let text = learn(&seen, |_| true);
    print!("{text}");
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/section/contents/surety.txt");
    std::fs::write(path, text).expect("a folder to write in");
}

/// Reads a volume and holds the fields of its entries against what is true.
fn look(set: &str, volume: usize, name: &str, bytes: &[u8], truth: &Truth, seen: &mut Vec<Seen>) {
    let mut sources = Sources::default();
    let Ok(file) = frontis::document::open(name, bytes) else { return };
    sources.add(file);
    let facts: BTreeMap<_, _> = frontis::layout::trace::facts(&sources, &[FileId(0)]).into_iter().collect();
    let read = frontis::layout::read(&sources).value;
    let plain = |text: &str| norm(&fold(text)).replace(' ', "");
    let truths: Vec<(String, &Paper)> = truth.papers.iter().map(|p| (plain(&p.title), p)).collect();
    for entry in &read.contributions {
        let Some(facts) = facts.get(&entry.title.span) else { continue };
        let title = plain(&entry.title.value);
        let near = truths.iter().map(|(t, p)| (score::likeness(t, &title), t, p)).max_by(|a, b| a.0.total_cmp(&b.0));
        let near = near.filter(|(likeness, ..)| *likeness >= 0.8);
        let mut add = |field: Field, right: bool| {
            // what the model says is in the confidence of names, but not in this
            let doubted = f64::from(facts[field as usize][fact("doubted")]) > 1.0 - SURE;
            let told = entry.confidence < SURE || field == Field::Authors && doubted;
            seen.push(Seen { set: set.to_owned(), volume, field, facts: facts[field as usize], right, told });
        };
        // a number that counts chapters may stand in what is true of it or not
        let bare = |t: &str| t.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
        add(Field::Title, near.is_some_and(|(_, t, _)| bare(t) == bare(&title)));
        let Some((.., paper)) = near else { continue };
        if !entry.authors.is_empty() && paper.authors_printed {
            add(Field::Authors, names(entry).eq(paper.authors.iter().map(|a| plain(&a.name))));
        }
        if let (Some(pages), Some(start)) = (&entry.pages, &paper.start) {
            add(Field::Page, pages.value.first.label == *start);
        }
    }
}

/// The place of a fact.
fn fact(name: &str) -> usize {
    FACTS.iter().position(|f| f.0 == name).expect("a fact of this name")
}

fn names(entry: &Contribution) -> impl Iterator<Item = String> + '_ {
    entry.authors.iter().map(|a| norm(&fold(&a.name.value.full)).replace(' ', ""))
}

/// The weights of all three fields, as they are written.
fn learn(seen: &[Seen], of: impl Fn(&Seen) -> bool) -> String {
    let learned = Field::ALL.map(|field| fit(&seen.iter().filter(|s| s.field == field && !s.told && of(s)).collect::<Vec<_>>()));
    let line = |name: &str, k: usize| format!("{name}\t{:.2}\t{:.2}\t{:.2}\n", learned[0][k], learned[1][k], learned[2][k]);
    let head = "# what speaks against a field, and what that weighs in nats: title, authors, page; written by examples/surety.rs\n";
    let facts: String = FACTS.iter().enumerate().map(|(k, fact)| line(fact.0, k + 1)).collect();
    head.to_owned() + &line("base", 0) + &facts
}

/// Logistic regression whose facts can only speak against a field: first what is so without any, then a weight each.
fn fit(seen: &[&Seen]) -> Vec<f32> {
    let mut weights = vec![0.5; FACTS.len() + 1];
    weights[0] = 4.0;
    let mut slope = vec![0.0_f32; weights.len()];
    let mut size = vec![1e-3_f32; weights.len()];
    for _ in 0..STEPS {
        slope.iter_mut().zip(&weights).skip(1).for_each(|(s, w)| *s = COST * w);
        slope[0] = 0.0;
        for one in seen {
            let against: f32 = weights[1..].iter().zip(&one.facts).map(|(w, f)| w * f).sum();
            let wrong = 1.0 / (1.0 + (weights[0] - against).exp());
            let error = wrong - if one.right { 0.0 } else { 1.0 };
            slope[0] -= error;
            slope[1..].iter_mut().zip(&one.facts).for_each(|(s, f)| *s += error * f);
        }
        for ((weight, slope), size) in weights.iter_mut().zip(&slope).zip(&mut size) {
            *size += slope * slope;
            *weight = (*weight - RATE * slope / size.sqrt()).clamp(0.0, 9.0);
        }
    }
    weights
}

/// What the parts say that were not learned from: of each set and field how many are right, how many of these are sure, and
/// how many of the sure are wrong; then how often each confidence is right.
fn tell(seen: &[Seen], folds: &[Model]) {
    let mut sets: BTreeMap<(&str, Field), [usize; 4]> = BTreeMap::new();
    let mut bins: BTreeMap<u32, [usize; 2]> = BTreeMap::new();
    for one in seen {
        let confidence = folds[one.volume % PARTS].right(one.field, &one.facts);
        let row = sets.entry((&one.set, one.field)).or_default();
        let sure = confidence >= SURE && !one.told;
        for (k, is) in [one.right, one.right && sure, sure, sure && !one.right].into_iter().enumerate() {
            row[k] += usize::from(is);
        }
        if one.told {
            continue;
        }
        let bin = bins.entry((confidence * 20.0) as u32).or_default();
        *bin = [bin[0] + usize::from(one.right), bin[1] + 1];
    }
    println!("set, field: right, sure of the right, sure, wrong among the sure");
    for ((set, field), [right, known, sure, wrong]) in sets {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        println!("{set:<12} {:<8} {right:5} {:.3} {sure:5} {wrong:3} {:.4}", field.name(), share(known, right), share(wrong, sure));
    }
    println!("confidence: right, all");
    bins.iter().rev().for_each(|(bin, [right, all])| println!("{:.2} {:.3} {all}", f64::from(*bin) / 20.0, *right as f64 / *all as f64));
}
