//! Several readings of one volume, put together: what is in `tests/readings`, and what holds of any.

mod cases;

use frontis::diagnostic::Parsed;
use frontis::intake::volumes::{Reading, one_each, volumes};
use frontis::intake::{Group, Remark};
use frontis::record::Volume;
use frontis::source::{SourceFile, Sources, Span};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn inputs(folder: &Path) -> Vec<PathBuf> {
    let golden = |p: &Path| p.file_name().is_some_and(|n| n == "records.json" || n == "diagnostics.txt");
    cases::sorted(folder).into_iter().filter(|p| !golden(p)).collect()
}

fn open(path: &Path) -> SourceFile {
    let name = path.file_name().expect("a name").to_string_lossy();
    frontis::document::open(&name, &std::fs::read(path).expect("a file")).expect("text")
}

fn folders() -> Vec<PathBuf> {
    let folders = cases::sorted(&cases::root().join("tests/readings"));
    assert!(folders.len() > 3);
    folders
}

/// Files given one by one.
fn given(paths: &[PathBuf]) -> (Vec<Reading>, Vec<Remark>) {
    let alone = |path: &PathBuf| volumes(Group { files: vec![open(path)], folder: false }, false).0;
    one_each(paths.iter().flat_map(alone).collect())
}

/// The one volume of a folder.
fn folder(paths: &[PathBuf]) -> Reading {
    let files = paths.iter().map(|path| open(path)).collect();
    let (mut found, _) = volumes(Group { files, folder: true }, false);
    assert_eq!(found.len(), 1, "{paths:?}");
    found.remove(0)
}

/// What a volume says, without where it stands.
fn said(volume: &Volume) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for place in ["span", "spans", "body", "parallels", "ledger"] {
                    fields.remove(place);
                }
                fields.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(volume).expect("plain records");
    strip(&mut value);
    value
}

#[test]
fn every_case_reads_as_agreed() {
    let mut complaints = Vec::new();
    for case in folders() {
        let Reading { sources, parsed } = folder(&inputs(&case));
        let volume = Volume { ledger: Vec::new(), ..parsed.value };
        let records = serde_json::to_string_pretty(&volume).expect("plain records") + "\n";
        let mut out = Vec::new();
        frontis::diagnostic::render::short(&parsed.diagnostics, &sources, false, &mut out).expect("written");
        complaints.extend(cases::golden(&case.join("records.json"), &records).err());
        complaints.extend(cases::golden(&case.join("diagnostics.txt"), &String::from_utf8(out).expect("text")).err());
    }
    cases::report(complaints);
}

#[test]
fn the_order_of_inputs_is_of_no_account() {
    for case in folders() {
        let mut paths = inputs(&case);
        let one = folder(&paths);
        paths.reverse();
        assert_eq!(said(&one.parsed.value), said(&folder(&paths).parsed.value), "{}", case.display());
    }
}

/// Only places are added: the same file twice says what it says once.
#[test]
fn a_volume_collated_with_itself_stays_what_it_is() {
    for path in cases::corpus().into_iter().map(|case| case.input).chain(cases::samples()).chain(cases::seeds()) {
        let (_, once) = cases::read(&path);
        let mut sources = Sources::default();
        let ids = [sources.add(open(&path)), sources.add(open(&path))];
        let readings = ids.map(|id| frontis::layout::read_part(&sources, &[id])).into();
        let twice = frontis::collate::collate(&sources, readings);
        assert_eq!(said(&once.value), said(&twice.value), "{}", path.display());
        assert!(!twice.diagnostics.iter().any(|d| d.code.name == "readings-differ"), "{}", path.display());
        accounted(&sources, &twice);
    }
}

/// Every byte of every file has one claim, and what is said of another reading stands in it.
fn accounted(sources: &Sources, parsed: &Parsed<Volume>) {
    let mut ends = vec![0; sources.files.len()];
    for claim in &parsed.value.ledger {
        let end = &mut ends[claim.span.file.0 as usize];
        assert_eq!(*end, claim.span.start);
        *end = claim.span.end;
    }
    assert!(ends.iter().zip(&sources.files).all(|(end, file)| *end as usize == file.text.len()));
    let held = |span: &Span| sources.files[span.file.0 as usize].text.get(span.range()).is_some();
    assert!(parsed.value.parallels.iter().all(|p| held(&p.span) && p.others.iter().all(held)));
    assert!(parsed.value.parallels.windows(2).all(|w| w[0].span < w[1].span));
}

#[test]
fn files_are_accounted_for_in_company() {
    for case in folders() {
        let Reading { sources, parsed } = folder(&inputs(&case));
        accounted(&sources, &parsed);
        assert!(!parsed.value.parallels.is_empty(), "{}", case.display());
    }
}

#[test]
fn readings_find_each_other_and_volumes_stay_apart() {
    let two = inputs(&cases::root().join("tests/readings/two-scans"));
    let other = cases::root().join("tests/corpus/session/days-and-chairs/input.txt");
    let (found, remarks) = given(&[two[0].clone(), other, two[1].clone()]);
    assert_eq!(found.iter().map(|r| r.sources.files.len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(remarks.len(), 1);
    // what is stated has evidence in both files
    let mut places = Vec::new();
    let Reading { sources, parsed } = &found[0];
    let (run, base) = (frontis::graph::Run { version: "0", ..Default::default() }, frontis::graph::Base::default());
    frontis::graph::describe(&parsed.value, sources, &base, &run, &[], &mut |quad| places.push(quad.to_string()));
    for file in &sources.files {
        let here = format!("sha256-{}#char=", &file.sha256[..16]);
        assert!(places.iter().filter(|quad| quad.contains(&here)).count() > 10);
    }
}

/// No value is made of two: each stands in one of the files as it is.
#[test]
fn nothing_is_made_up() {
    for case in folders() {
        let Reading { sources, parsed } = folder(&inputs(&case));
        let text: Vec<String> = sources.files.iter().map(|f| f.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let volume = &parsed.value;
        let titles = volume.contributions.iter().map(|c| &c.title.value);
        let names = volume.contributions.iter().flat_map(|c| &c.authors).chain(volume.committees.iter().flat_map(|c| &c.seats));
        for value in titles.chain(names.map(|s| &s.name.value.full)) {
            assert!(text.iter().any(|t| t.contains(value.as_str())), "{value}");
        }
    }
}
