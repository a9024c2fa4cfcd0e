//! Golden cases: what is read from each small input, byte for byte. One folder a case, no Rust.
//!
//! `FRONTIS_ACCEPT=1 cargo test --test corpus` writes the golden files; look at the difference before committing it.

mod cases;

use frontis::diagnostic::{Diagnostic, Severity};
use frontis::record::Volume;
use frontis::source::Sources;

#[test]
fn every_case_reads_as_agreed() {
    let mut complaints = Vec::new();
    for case in cases::corpus() {
        let (sources, parsed) = cases::read(&case.input);
        complaints.extend(cases::golden(&case.folder.join("records.json"), &records(&parsed.value)).err());
        complaints.extend(cases::golden(&case.folder.join("diagnostics.txt"), &short(&parsed.diagnostics, &sources)).err());
        if let Some(graph) = graph(&parsed.value, &sources) {
            complaints.extend(cases::golden(&case.folder.join("graph.nq"), &graph).err());
        }
    }
    cases::report(complaints);
}

#[test]
fn folders_hold_nothing_else() {
    for case in cases::corpus() {
        for path in cases::sorted(&case.folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let known = ["input.txt", "input.md", "gold.json", "records.json", "diagnostics.txt", "graph.nq"].contains(&name.as_str());
            assert!(known, "{} does not belong there", path.display());
        }
    }
}

/// The volume without its ledger, which says where each byte went and is checked by its own properties.
fn records(volume: &Volume) -> String {
    let volume = Volume { ledger: Vec::new(), ..volume.clone() };
    serde_json::to_string_pretty(&volume).expect("records are plain") + "\n"
}

/// `file:line:column: severity[code]: message`. To be replaced by the program's own short form.
fn short(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for d in diagnostics {
        let file = sources.file(d.span.file);
        let (line, column) = file.line_column(d.span.start as usize);
        let severity = match d.code.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        out.push_str(&format!("{}:{line}:{column}: {severity}[{}]: {}\n", file.name, d.code.name, d.message));
    }
    out
}

/// The volume as sorted N-Quads, or nothing as long as the graph cannot be described.
fn graph(_volume: &Volume, _sources: &Sources) -> Option<String> {
    None
}
