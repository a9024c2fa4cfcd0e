//! What is no front matter gives no papers and no committees.
//!
//! `tests/gold/negative.txt` lists the inputs that still give some. Its figures may only fall
//! (`FRONTIS_ACCEPT=1 cargo test --test negative` lowers them); an input that is not listed gives none.

mod cases;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Real ones, where they are at hand: collections of papers whose files list neither papers nor committees.
const REAL: &[&str] = &["lamas-sr2023/proceedings.txt", "lamas-sr2023/proceedings.pdf", "cscan16/proceedings.txt"];

/// What is told of a file beside it: where it is from and what it is.
#[test]
fn a_note_of_origin_is_no_volume() {
    let mut notes = vec![cases::root().join("tests/negative/origin.txt")];
    match cases::shared() {
        Some(shared) => {
            let folders = ["corpus", "wild", "edited"].into_iter().flat_map(|folder| cases::sorted(&shared.join(folder)));
            notes.extend(folders.map(|folder| folder.join("source.txt")).filter(|note| note.exists()));
        }
        None => println!("skipped: FRONTIS_SHARED is not set, only the invented note is read"),
    }
    let read = notes.iter().filter(|note| !cases::read(note).1.value.id.is_empty());
    cases::report(read.map(|note| format!("{} is read as a volume", note.display())).collect());
}

#[test]
fn nothing_is_read_where_nothing_is() {
    let folder = cases::root().join("tests/negative");
    let mut inputs: Vec<(String, PathBuf)> = cases::sorted(&folder).into_iter().map(|path| (name(&path), path)).collect();
    assert!(inputs.len() >= 6, "the negative cases have gone: {} are left", inputs.len());
    match cases::shared() {
        Some(shared) => inputs.extend(REAL.iter().map(|name| (name.to_string(), shared.join("corpus").join(name)))),
        None => println!("skipped: FRONTIS_SHARED is not set, only the invented cases are read"),
    }
    let path = cases::root().join("tests/gold/negative.txt");
    let mut known = held(&path);
    let mut complaints = Vec::new();
    for (name, input) in inputs {
        let (_, parsed) = cases::read(&input);
        let read = [parsed.value.contributions.len(), parsed.value.committees.len()];
        println!("{name:<32} {:3} papers {:3} committees", read[0], read[1]);
        let most = known.get(&name).copied().unwrap_or_default();
        if read.iter().zip(&most).any(|(read, most)| read > most) {
            complaints.push(format!("{name}: papers and committees rose from {most:?} to {read:?}"));
        } else if read != most && !cases::accepting() {
            complaints.push(format!("{name}: papers and committees fell from {most:?} to {read:?}"));
        } else {
            known.insert(name, read);
        }
    }
    if cases::accepting() {
        known.retain(|_, read| *read != [0, 0]);
        let lines: String = known.iter().map(|(name, [papers, committees])| format!("{name}\t{papers}\t{committees}\n")).collect();
        std::fs::write(&path, "# input, papers and committees still read; see tests/negative.rs\n".to_owned() + &lines).unwrap();
    }
    cases::report(complaints);
}

fn name(path: &Path) -> String {
    path.file_name().expect("a file name").to_string_lossy().into_owned()
}

fn held(path: &Path) -> BTreeMap<String, [usize; 2]> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let figure = |part: Option<&str>, line: &str| part.and_then(|p| p.parse().ok()).unwrap_or_else(|| panic!("no figure: {line:?}"));
    let lines = text.lines().filter(|l| !l.starts_with('#'));
    lines
        .map(|line| {
            let mut parts = line.split('\t');
            let name = parts.next().unwrap_or_default().to_owned();
            (name, [figure(parts.next(), line), figure(parts.next(), line)])
        })
        .collect()
}
