//! Every question of the library, asked of a store: the samples' answers row by row against
//! `tests/questions/*.csv`, the number of rows for the two annotated volumes against `tests/questions/seed-rows.txt`.

mod cases;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn frontis(args: &[&str], paths: &[PathBuf]) -> Output {
    let (head, tail) = args.split_first().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_frontis")).arg(head).args(paths).args(tail).env("NO_COLOR", "1").output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "frontis {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Names of the questions, by the files that ask them.
fn questions() -> Vec<String> {
    let files = cases::sorted(&cases::root().join("queries")).into_iter().filter(|p| p.extension().is_some_and(|e| e == "rq"));
    let names: Vec<String> = files.map(|p| p.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert!(names.len() >= 25, "only {} questions", names.len());
    names
}

fn ask(store: &Path, name: &str, format: &str) -> String {
    let output = frontis(&["query", name, "--store", &store.to_string_lossy(), "--format", format], &[]);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn samples_answer_as_agreed() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    // the same names on every machine
    std::fs::create_dir(folder.path().join("samples")).unwrap();
    let mut inputs = Vec::new();
    for path in cases::samples() {
        let copy = folder.path().join("samples").join(path.file_name().unwrap());
        std::fs::copy(&path, &copy).unwrap();
        inputs.push(copy);
    }
    frontis(&["build", "--store", &store.to_string_lossy()], &inputs);
    let mut complaints = Vec::new();
    for name in questions() {
        let answer = stable(&ask(&store, &name, "csv"), folder.path());
        complaints.extend(cases::golden(&cases::root().join(format!("tests/questions/{name}.csv")), &answer).err());
    }
    for path in cases::files(&cases::root().join("tests/questions"), &["csv"]) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !questions().contains(&name) {
            complaints.push(format!("tests/questions/{name}.csv answers no question"));
        }
    }
    cases::report(complaints);
}

/// Two editions of one conference, as `frontis ask` tells of them.
#[test]
fn editions_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store").to_string_lossy().into_owned();
    let editions = cases::root().join("tests/questions/editions");
    let inputs = [cases::root().join("samples/patient-2014.txt"), editions.join("patient-2015.txt")];
    frontis(&["build", "--store", &store], &inputs);
    let mut complaints = Vec::new();
    for question in [
        vec!["coi", "--volume", "patient-2015"],
        vec!["newcomers"],
        vec!["industry", "--format", "markdown"],
        vec!["turnover"],
        vec!["acceptance-by-year"],
        vec!["homonyms"],
        vec!["person", "sunniva", "DAHL"],
        vec!["person", "Nobody Here"],
    ] {
        let output = frontis(&[&["ask", "--store", &store], question.as_slice()].concat(), &[]);
        let name = question.join(" ").replace(" --volume", "").replace(" --format", "").replace(' ', "-").to_lowercase();
        let answer = String::from_utf8(output.stdout).unwrap();
        complaints.extend(cases::golden(&editions.join(format!("{name}.txt")), &answer).err());
    }
    cases::report(complaints);
}

#[test]
fn ask_says_what_it_wants() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store").to_string_lossy().into_owned();
    frontis(&["build", "--store", &store], &cases::samples());
    let ask = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_frontis")).arg("ask").args(args).args(["--store", &store]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (args, says) in [
        (vec!["person"], "the name of a person"),
        (vec!["coi", "today"], "`today` says nothing"),
        (vec!["nonsense"], "no question nonsense"),
        (vec!["coi", "--volume", "2014-haskell"], "no volume 2014-haskell; the store has annual"),
        (vec!["coi", "--volume", "2"], "no volume 2"),
    ] {
        let (code, error) = ask(&args);
        assert!(code == Some(2) && error.contains(says), "{args:?}: {error}");
    }
    assert_eq!(ask(&["coi", "--volume", "patient"]).0, Some(0));
    assert_eq!(ask(&["26", "--volume", "id:haskell-2011"]).0, Some(0));
}

#[test]
fn annotated_volumes_give_as_many_rows() {
    if cases::seeds().is_empty() {
        println!("skipped: FRONTIS_SHARED is not set");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    frontis(&["build", "--store", &store.to_string_lossy()], &cases::seeds());
    let agreed = std::fs::read_to_string(cases::root().join("tests/questions/seed-rows.txt")).unwrap();
    let agreed: Vec<(&str, usize)> = agreed
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, rows) = line.split_once(char::is_whitespace).unwrap_or_else(|| panic!("{line:?}"));
            (name, rows.trim().parse().unwrap_or_else(|_| panic!("{line:?}")))
        })
        .collect();
    let mut complaints = Vec::new();
    for name in questions() {
        let rows = ask(&store, &name, "tsv").lines().count().saturating_sub(1);
        match agreed.iter().find(|(n, _)| *n == name) {
            Some((_, want)) if *want == rows => {}
            Some((_, want)) => complaints.push(format!("{name}: {rows} rows, not {want}")),
            None => complaints.push(format!("{name}: {rows} rows, and no agreed number")),
        }
    }
    assert!(complaints.is_empty(), "see tests/questions/seed-rows.txt:\n  {}", complaints.join("\n  "));
}

/// A store of real volumes: built fast, written once, every triple in one graph, no blank node, little evidence.
#[test]
fn a_store_is_sound_and_stays_as_it_is() {
    for (name, inputs) in [("samples", cases::samples()), ("annotated", cases::seeds())] {
        if inputs.is_empty() {
            println!("skipped: FRONTIS_SHARED is not set");
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store").to_string_lossy().into_owned();
        let started = std::time::Instant::now();
        frontis(&["build", "--store", &store], &inputs);
        let took = started.elapsed();
        let most = if cfg!(debug_assertions) { 60 } else { 1 };
        assert!(took.as_secs() < most, "{name}: {took:?}");
        let export = || String::from_utf8(frontis(&["export", "--format", "nquads", "--store", &store], &[]).stdout).unwrap();
        let first = export();
        let again = frontis(&["build", "--store", &store], &inputs);
        let unchanged = String::from_utf8_lossy(&again.stdout).matches("unchanged").count();
        assert_eq!(unchanged, inputs.len(), "{name}: built again, all is as it was");
        assert_eq!(export(), first, "{name}");

        let parse = || {
            let text = String::from_utf8(frontis(&["parse", "--format", "nquads"], &inputs).stdout).unwrap();
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(parse(), parse(), "{name}: read twice, the same");

        let quads: Vec<oxigraph::model::Quad> = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::NQuads)
            .for_slice(first.as_bytes())
            .collect::<Result<_, _>>()
            .unwrap();
        assert!(quads.len() > 2000, "{name}: {} quads", quads.len());
        let triples: std::collections::HashSet<_> = quads.iter().map(|q| (&q.subject, &q.predicate, &q.object)).collect();
        assert_eq!(triples.len(), quads.len(), "{name}: a triple stands in one graph");
        assert!(!quads.iter().any(|q| q.subject.is_blank_node() || q.object.is_blank_node()), "{name}: no blank nodes");
        let evidence = quads.iter().filter(|q| q.graph_name.to_string().contains("/graph/evidence/")).count();
        println!("{name}: built in {took:?}, {} quads, {evidence} of them evidence", quads.len());
        assert!(evidence > 0 && evidence * 4 < quads.len(), "{name}: {evidence} of {}", quads.len());
    }
}

/// What differs from run to run and from machine to machine, by a name: times, the folder, the version.
fn stable(answer: &str, folder: &Path) -> String {
    let time = regex::Regex::new(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?").unwrap();
    let answer = time.replace_all(answer, "(time)").replace(&*folder.to_string_lossy(), "(folder)");
    let version = format!("(?m)\\b{}\\b", regex::escape(env!("CARGO_PKG_VERSION")));
    regex::Regex::new(&version).unwrap().replace_all(&answer, "(version)").replace("\r\n", "\n")
}
