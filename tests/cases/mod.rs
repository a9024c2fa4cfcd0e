//! Where the inputs of tests are, and how a golden file is compared.
#![allow(dead_code)] // each test crate uses its part

use frontis::diagnostic::Parsed;
use frontis::record::Volume;
use frontis::source::Sources;
use std::path::{Path, PathBuf};

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with further real front matter and its truth, none of it part of this repository.
pub fn shared() -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os("FRONTIS_SHARED").filter(|v| !v.is_empty())?);
    assert!(path.is_dir(), "FRONTIS_SHARED is not a folder: {}", path.display());
    Some(path)
}

/// Whether golden files are to be written instead of compared.
pub fn accepting() -> bool {
    std::env::var_os("FRONTIS_ACCEPT").is_some_and(|v| v != "0")
}

/// Folders and files in a folder, by name.
pub fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<_> = entries.map(|e| e.expect("a folder entry").path()).collect();
    paths.sort();
    paths
}

/// Every file below a folder that has one of the extensions.
pub fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in sorted(folder) {
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path.extension().is_some_and(|e| extensions.iter().any(|x| e == *x)) {
            found.push(path);
        }
    }
    found
}

/// A folder of `tests/corpus`: one convention, a few lines.
pub struct Case {
    /// `layout/case`
    pub name: String,
    pub folder: PathBuf,
    pub input: PathBuf,
}

pub fn corpus() -> Vec<Case> {
    let mut cases = Vec::new();
    for layout in sorted(&root().join("tests/corpus")).into_iter().filter(|p| p.is_dir()) {
        for folder in sorted(&layout).into_iter().filter(|p| p.is_dir()) {
            let input = sorted(&folder).into_iter().find(|p| p.file_stem().is_some_and(|s| s == "input"));
            let input = input.unwrap_or_else(|| panic!("{} has no input", folder.display()));
            let name = format!("{}/{}", layout.file_name().unwrap().display(), folder.file_name().unwrap().display());
            cases.push(Case { name, folder, input });
        }
    }
    assert!(cases.len() >= 30, "the corpus has gone: {} cases", cases.len());
    cases
}

pub fn samples() -> Vec<PathBuf> {
    files(&root().join("samples"), &["txt"])
}

/// The two volumes that the reader was first built for, where they are at hand.
pub fn seeds() -> Vec<PathBuf> {
    shared().map(|shared| files(&shared.join("seeds"), &["txt"])).unwrap_or_default()
}

/// The interpreter of Python that has pySHACL, if there is one.
pub fn python() -> Option<String> {
    let python = std::env::var("FRONTIS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    match std::process::Command::new(&python).args(["-c", "import pyshacl, pyoxigraph"]).output() {
        Ok(output) if output.status.success() => Some(python),
        _ => {
            println!("skipped: {python} with pyshacl and pyoxigraph is not installed");
            None
        }
    }
}

/// Reads one file as a volume of its own, named by its file name alone.
pub fn read(path: &Path) -> (Sources, Parsed<Volume>) {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let name = path.file_name().expect("a file name").to_string_lossy();
    let file = frontis::document::open(&name, &bytes).unwrap_or_else(|e| panic!("{}: {e:?}", path.display()));
    let mut sources = Sources::default();
    sources.add(file);
    let parsed = frontis::layout::read(&sources);
    (sources, parsed)
}

/// Compares with a golden file, or writes it. Gives a complaint with the first line that differs.
pub fn golden(path: &Path, actual: &str) -> Result<(), String> {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == actual && path.exists() {
        return Ok(());
    }
    if accepting() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder to write in");
        std::fs::write(path, actual).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        return Ok(());
    }
    let shown = path.strip_prefix(root()).unwrap_or(path).display();
    if !path.exists() {
        return Err(format!("{shown} is missing"));
    }
    let (mut old, mut new) = (expected.lines(), actual.lines());
    let mut line = 1;
    loop {
        match (old.next(), new.next()) {
            (Some(a), Some(b)) if a == b => line += 1,
            (None, None) => return Err(format!("{shown}: line ends differ")),
            (a, b) => {
                return Err(format!("{shown}:{line}\n    expected {}\n    read     {}", a.unwrap_or("(end)"), b.unwrap_or("(end)")));
            }
        }
    }
}

/// Fails with all complaints at once and says how golden files are renewed.
pub fn report(complaints: Vec<String>) {
    if complaints.is_empty() {
        return;
    }
    let n = complaints.len();
    panic!("{n} differ:\n  {}\nReview, then renew with FRONTIS_ACCEPT=1.", complaints.join("\n  "));
}
