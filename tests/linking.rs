//! Volumes linked to an index of invented proceedings: front matters of the hard cases, and the proceedings themselves,
//! typeset. `tests/link/README.md` says what is hard about them. The same over the real dump is `cargo bench --bench linking`.

mod cases;
#[allow(dead_code)]
#[path = "../benches/linking/reading.rs"]
mod reading;
#[allow(dead_code)]
#[path = "../benches/linking/score.rs"]
mod score;
#[allow(dead_code)]
#[path = "../benches/linking/volumes.rs"]
mod volumes;

use frontis::catalogue::{self, Volume};
use frontis::graph::{Base, Run, describe};
use frontis::link::dblp::account::Account;
use frontis::link::dblp::find;
use frontis::link::dblp::tables::{self, Dblp, TocId};
use frontis::link::index::Place;
use frontis::link::score::title::letters;
use frontis::record::LinkStatus::{Accepted, Candidate};
use frontis::source::Sources;
use frontis_typesetter::given_sheet;
use serde_json::Value;
use std::path::Path;

/// House styles that each of the proceedings is typeset in.
const STYLES: u64 = 6;

fn index(folder: &Path) -> Dblp {
    let dump = std::fs::read(cases::root().join("tests/link/dblp.xml")).unwrap();
    let path = folder.join("dblp.idx");
    tables::build(dump.as_slice(), "dblp.xml", Place::take(&path).unwrap(), &Default::default(), &mut || {}).unwrap();
    Dblp::open(&path).unwrap()
}

fn read(sources: &Sources) -> Option<Volume> {
    let parsed = frontis::layout::read(sources);
    let (base, run, mut quads) = (Base::default(), Run { version: "test", ..Run::default() }, Vec::new());
    describe(&parsed.value, sources, &base, &run, &parsed.diagnostics, &mut |quad| quads.push(quad));
    catalogue::volumes(&quads, base.as_str()).into_iter().next()
}

#[test]
fn hard_cases() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path());
    let mut names: Vec<String> = std::fs::read_dir(cases::root().join("tests/link"))
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".json")?.to_owned()))
        .collect();
    names.sort();
    let (mut figures, mut wrong) = (String::new(), Vec::new());
    for name in &names {
        let path = |ending: &str| cases::root().join(format!("tests/link/{name}.{ending}"));
        let truth: Value = serde_json::from_slice(&std::fs::read(path("json")).unwrap()).unwrap();
        let mut sources = Sources::default();
        sources.add(frontis::document::open("front.txt", &std::fs::read(path("txt")).unwrap()).unwrap());
        let volume = read(&sources).unwrap_or_else(|| panic!("{name}: nothing was read"));
        let account = Account::of(&volume, find::candidates(&index, &volume, &[]).unwrap(), Some(&index)).unwrap();
        figures.push_str(&format!("{name}\t{}\n", judge(name, &truth, &volume, &account, &mut wrong)));
    }
    cases::report(wrong);
    print!("{figures}");
    let path = cases::root().join("tests/link/figures.txt");
    if cases::accepting() {
        std::fs::write(&path, &figures).unwrap();
    }
    assert_eq!(figures, std::fs::read_to_string(&path).unwrap_or_default(), "FRONTIS_ACCEPT=1 writes tests/link/figures.txt");
}

/// How much was linked; what was linked wrongly goes to `wrong`.
fn judge(name: &str, truth: &Value, volume: &Volume, account: &Account, wrong: &mut Vec<String>) -> String {
    let papers = truth["papers"].as_array().unwrap();
    let known = papers.iter().filter(|p| p["key"].is_string()).count();
    let (mut linked, mut waiting, mut signed) = (0, 0, 0);
    for (paper, matched) in volume.papers.iter().zip(&account.alignment.papers) {
        let title = |p: &&Value| letters(p["printed_title"].as_str().or(p["title"].as_str()).unwrap());
        let printed = letters(&paper.title);
        let of_title = |p: &&Value| reading::likeness(&title(p), &printed) > 0.85;
        let meant: Vec<&Value> = papers.iter().filter(of_title).collect();
        for one in matched {
            let key = account.tocs[one.toc].entries[one.entry].key.as_str();
            let right = meant.iter().any(|p| p["key"] == key);
            linked += usize::from(one.status == Accepted && right);
            waiting += usize::from(one.status == Candidate && right);
            if one.status == Accepted && !right {
                wrong.push(format!("{name}: {:?} linked to {key}: {}", paper.title, one.evidence));
            }
        }
        let authors: Vec<&str> = meant.iter().flat_map(|p| p["authors"].as_array().unwrap()).filter_map(Value::as_str).collect();
        for mention in &paper.authors {
            for one in account.signatures.iter().filter(|s| s.thing == mention.iri && s.status == Accepted) {
                signed += 1;
                if !authors.contains(&one.creator.name.as_str()) {
                    wrong.push(format!("{name}: {:?} is not {:?}: {}", mention.printed, one.creator.name, one.evidence));
                }
            }
        }
    }
    let tocs: Vec<&str> = truth["volumes"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let accepted: Vec<_> = account.alignment.tocs.iter().filter(|t| t.status == Accepted).map(|t| &account.tocs[t.toc]).collect();
    for toc in &accepted {
        let other = toc.key.as_deref().is_some_and(|key| !tocs.contains(&key));
        if other {
            wrong.push(format!("{name}: is not {:?}", toc.key));
        }
    }
    format!("volumes {} of {}, papers {linked} of {known}, waiting {waiting}, signatures {signed}", accepted.len(), tocs.len())
}

/// Every one of the proceedings in some styles, with itself in the index and without.
#[test]
fn typeset_proceedings() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path());
    let mut all = score::Score::default();
    let mut wrong = Vec::new();
    for id in (0..index.tocs()).map(TocId) {
        let toc = index.toc(id).unwrap();
        if toc.key.is_none() || toc.entries.len() < *volumes::PAPERS.start() {
            continue;
        }
        for style in 0..STYLES {
            let sheet = given_sheet(&volumes::proceedings(&toc), u64::from(id.0) * STYLES + style, 0);
            let sources = reading::sources(&sheet);
            let judged = reading::judge(&frontis::layout::read(&sources), &sheet.truth);
            let Some(volume) = read(&sources) else { continue };
            for without in [false, true] {
                let left_out = if without { vec![id] } else { Vec::new() };
                let account = Account::of(&volume, find::candidates(&index, &volume, &left_out).unwrap(), Some(&index)).unwrap();
                let score = score::score(&toc, without, &volume, &account, &judged, &sheet.truth);
                let key = toc.key.as_deref().unwrap_or_default();
                let false_ones = score.misses.iter().filter(|m| m.starts_with("FALSE") || m.starts_with("PERSON"));
                wrong.extend(false_ones.map(|m| format!("{key} in style {style}{}: {m}", if without { ", left out" } else { "" })));
                all.papers.add(score.papers);
                all.persons.add(score.persons);
                all.volumes.add(score.volumes);
            }
        }
    }
    for (name, count) in [("papers", all.papers), ("persons", all.persons), ("volumes", all.volumes)] {
        println!("{name:<8} {}", count.row());
    }
    cases::report(wrong);
    assert!(all.papers.right * 100 >= all.papers.truth * 90, "papers: {}", all.papers.row());
}

/// Front matter that was linked by hand, against an index of the real dump where the bench left one.
#[test]
fn linked_by_hand() {
    let index = Dblp::open(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("dblp.idx"));
    let (Some(shared), Ok(index)) = (cases::shared(), index) else {
        eprintln!("skipped: no index of the real dump; cargo bench --bench linking makes one where FRONTIS_SHARED names a dump");
        return;
    };
    let gold = |name: &str| -> Vec<Value> { serde_json::from_slice(&std::fs::read(shared.join("gold").join(name)).unwrap()).unwrap() };
    let (papers, authors) = (gold("papers_dblp.json"), gold("authors_dblp.json"));
    let [mut linked, mut right, mut signed, mut signed_right] = [0; 4];
    let mut wrong = Vec::new();
    for path in cases::seeds() {
        let mut sources = Sources::default();
        sources.add(frontis::document::open("front.txt", &std::fs::read(path).unwrap()).unwrap());
        let volume = read(&sources).unwrap();
        let account = Account::of(&volume, find::candidates(&index, &volume, &[]).unwrap(), Some(&index)).unwrap();
        for (paper, matched) in volume.papers.iter().zip(&account.alignment.papers) {
            let printed = |p: &&Value| letters(p["printed_title"].as_str().unwrap_or_default()) == letters(&paper.title);
            let truth = papers.iter().find(printed).and_then(|p| p["dblp_key"].as_str());
            for one in matched.iter().filter(|m| m.status == Accepted) {
                let key = account.tocs[one.toc].entries[one.entry].key.as_str();
                (linked, right) = (linked + 1, right + usize::from(truth == Some(key)));
                if truth != Some(key) {
                    wrong.push(format!("{:?} linked to {key}, not {truth:?}: {}", paper.title, one.evidence));
                }
            }
            for mention in &paper.authors {
                let is = |a: &&Value| a["paper"].as_str() == truth && a["printed"] == mention.printed.as_str();
                let truth = authors.iter().find(is).and_then(|a| a["dblp_name"].as_str());
                for one in account.signatures.iter().filter(|s| s.thing == mention.iri && s.status == Accepted) {
                    let same = truth == Some(one.creator.name.as_str());
                    (signed, signed_right) = (signed + 1, signed_right + usize::from(same));
                    if !same {
                        println!("{:?} is {:?}, in the truth {truth:?}: {}", mention.printed, one.creator.name, one.evidence);
                    }
                }
            }
        }
    }
    let known = papers.iter().filter(|p| p["dblp_key"].is_string()).count();
    println!("papers {right} of {known}, {linked} linked; authors {signed_right} of {}, {signed} linked", authors.len());
    cases::report(wrong);
}
