//! Golden cases: what is read from each small input, byte for byte. One folder a case, no Rust.
//!
//! `FRONTIS_ACCEPT=1 cargo test --test corpus` writes the golden files; look at the difference before committing it.

mod cases;

use frontis::diagnostic::Diagnostic;
use frontis::graph::{Base, Run, describe};
use frontis::record::Volume;
use frontis::source::Sources;
use std::collections::BTreeSet;

#[test]
fn every_case_reads_as_agreed() {
    let mut complaints = Vec::new();
    for case in cases::corpus() {
        let (sources, parsed) = cases::read(&case.input);
        complaints.extend(cases::golden(&case.folder.join("records.json"), &records(&parsed.value)).err());
        complaints.extend(cases::golden(&case.folder.join("diagnostics.txt"), &short(&parsed.diagnostics, &sources)).err());
        let graph = graph(&parsed.value, &sources, &parsed.diagnostics);
        complaints.extend(cases::golden(&case.folder.join("graph.nq"), &graph).err());
    }
    cases::report(complaints);
}

#[test]
fn folders_hold_nothing_else() {
    for case in cases::corpus() {
        for path in cases::sorted(&case.folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let known = name.starts_with("input.") || ["gold.json", "records.json", "diagnostics.txt", "graph.nq"].contains(&name.as_str());
            assert!(known, "{} does not belong there", path.display());
        }
    }
}

/// The volume without its ledger, which says where each byte went and is checked by its own properties.
fn records(volume: &Volume) -> String {
    let volume = Volume { ledger: Vec::new(), ..volume.clone() };
    serde_json::to_string_pretty(&volume).expect("records are plain") + "\n"
}

fn short(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = Vec::new();
    frontis::diagnostic::render::short(diagnostics, sources, false, &mut out).expect("writing into memory");
    String::from_utf8(out).expect("text")
}

/// The volume as sorted N-Quads, without what changes from run to run.
fn graph(volume: &Volume, sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let run = Run { version: "(version)", ..Run::default() };
    let mut quads = BTreeSet::new();
    describe(volume, sources, &Base::default(), &run, diagnostics, &mut |quad| {
        quads.insert(format!("{quad} .\n"));
    });
    quads.into_iter().collect()
}
