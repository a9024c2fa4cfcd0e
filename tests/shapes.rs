//! What is written must fit the project's own shapes, judged by an engine that is not ours: pySHACL.
//!
//! Needs Python with `pyshacl` and `pyoxigraph` (`FRONTIS_PYTHON` names the interpreter), else says that it was skipped.

mod cases;

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn volumes_fit_the_shapes() {
    let Some(python) = cases::python() else { return };
    let named = |input: PathBuf| (input.file_stem().map_or(String::new(), |n| n.to_string_lossy().into_owned()), input);
    let inputs = cases::samples()
        .into_iter()
        .chain(cases::seeds())
        .map(named)
        // the small cases share an event and so an id: each is a volume of its own
        .chain(
            cases::corpus()
                .into_iter()
                .filter(|c| !c.name.starts_with("other/") && c.name != FALLING)
                .map(|c| (c.name.replace('/', "-"), c.input)),
        );
    let folder = tempfile::tempdir().unwrap();
    let mut data: Vec<PathBuf> =
        inputs.enumerate().map(|(i, (name, input))| parsed(folder.path(), &format!("{i:03}-{name}"), &input)).collect();
    // several volumes in one store, where shared things were settled
    for (name, inputs) in [("samples", cases::samples()), ("annotated", cases::seeds())] {
        if !inputs.is_empty() {
            data.push(stored(folder.path(), name, &inputs));
        }
    }
    conforms(&python, &cases::root().join("ontologies/shapes.ttl"), &data);
    // the draft that the shapes began as knows less
    let draft = cases::shared().map(|s| s.join("vocabulary/design/ontologies/shapes.ttl")).filter(|p| p.exists());
    if let Some(draft) = draft {
        let stem = |path: &PathBuf| path.file_stem().map_or(String::new(), |n| n.to_string_lossy().into_owned());
        let later = |path: &PathBuf| LATER.iter().any(|case| stem(path).get(4..) == Some(&case.replace('/', "-")));
        let dated = |path: &PathBuf| std::fs::read_to_string(path).unwrap().contains("#yearOf");
        let known = |path: &PathBuf| dated(path) && !later(path);
        data.retain(known);
        conforms(&python, &draft, &data);
    }
}

/// Cases of what the draft does not know: pages that begin anew, and two places. It wants a year, too, and some print none.
const LATER: [&str; 3] = ["page/parts", "page/volumes", "imprint/two-editions-two-places"];

/// The case whose pages fall, as its print does.
const FALLING: &str = "message/contradiction";

#[test]
fn a_volume_whose_pages_fall_does_not_fit() {
    let Some(python) = cases::python() else { return };
    let case = cases::corpus().into_iter().find(|c| c.name == FALLING).expect("the case is there");
    let folder = tempfile::tempdir().unwrap();
    let data = parsed(folder.path(), "falling", &case.input);
    let output = judged(&python, &cases::root().join("ontologies/shapes.ttl"), &[data]);
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success() && report.contains("starts before the contribution printed above it"), "{report}");
}

/// What `parse` writes for one input.
fn parsed(folder: &Path, name: &str, input: &Path) -> PathBuf {
    let output = Command::new(env!("CARGO_BIN_EXE_frontis")).arg("parse").arg(input).args(["--format", "nquads"]).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{input:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(!output.stdout.is_empty(), "{input:?}: no quads");
    let path = folder.join(name).with_extension("nq");
    std::fs::write(&path, output.stdout).unwrap();
    path
}

/// The export of a store that holds some volumes.
fn stored(folder: &Path, name: &str, inputs: &[PathBuf]) -> PathBuf {
    let (store, path) = (folder.join(name), folder.join(name).with_extension("nq"));
    for (command, inputs) in [("build", inputs), ("export", &[])] {
        let mut frontis = Command::new(env!("CARGO_BIN_EXE_frontis"));
        frontis.arg(command).args(inputs).arg("--store").arg(&store);
        if command == "export" {
            frontis.arg("-o").arg(&path);
        }
        let output = frontis.output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{command} {name}: {}", String::from_utf8_lossy(&output.stderr));
    }
    path
}

fn conforms(python: &str, shapes: &Path, data: &[PathBuf]) {
    assert!(shapes.exists(), "{} is missing", shapes.display());
    let output = judged(python, shapes, data);
    let report = String::from_utf8_lossy(&output.stdout);
    println!("{}: {report}", shapes.display());
    assert!(output.status.success(), "{}:\n{report}{}", shapes.display(), String::from_utf8_lossy(&output.stderr));
}

fn judged(python: &str, shapes: &Path, data: &[PathBuf]) -> std::process::Output {
    Command::new(python).arg(cases::root().join("tests/shapes.py")).arg(shapes).args(data).output().unwrap()
}
