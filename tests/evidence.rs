//! The way from a statement back to the page: `why`, the evidence in exports, and what a run says it did.

mod cases;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};
use std::path::{Path, PathBuf};
use std::process::Command;

const FM: &str = "https://w3id.org/frontis/ns#";

fn frontis(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
    let output = command.current_dir(dir).args(arguments).env("NO_COLOR", "1").env_remove("FRONTIS_STORE").output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn sample(name: &str) -> PathBuf {
    cases::root().join("samples").join(name)
}

/// A folder with a store of one file.
fn built(input: &Path, options: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let (status, _, err) = frontis(dir.path(), &[&["build", &input.to_string_lossy()], options].concat());
    assert!(status < 2, "{err}");
    dir
}

fn why(dir: &tempfile::TempDir, asked: &[&str]) -> String {
    let (status, out, err) = frontis(dir.path(), &[&["why"], asked].concat());
    assert_eq!(status, 0, "{asked:?}: {err}");
    out
}

fn objects(lines: &str) -> Vec<serde_json::Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

#[test]
fn a_value_is_found_by_its_words() {
    let dir = built(&sample("patient-2014.txt"), &["--id", "patient-2014"]);
    let exact = why(&dir, &["Waiting Well"]);
    assert!(exact.starts_with("id:patient-2014/event/session/1  Waiting Well\n  rdfs:label, schema:name \"Waiting Well\"\n"), "{exact}");
    assert!(exact.contains("| ^^^^^^^^^^^^"), "{exact}");
    // without accents and capitals, in any order, several words without quotes
    for asked in [&["what", "batch", "queues"][..], &["QUEUES what remember"], &["What Batch Queues Remember"]] {
        assert!(why(&dir, asked).starts_with("id:patient-2014/paper/p75"), "{asked:?}");
    }
    let figure = why(&dir, &["41"]);
    assert!(figure.contains("fm:submittedPapers 41") && figure.contains("patient-2014.txt:84:"), "{figure}");
    let some = why(&dir, &["of", "--limit", "2"]);
    assert!(some.contains("\n… and of ") && some.contains(" more; --limit "), "{some}");
    let (status, _, err) = frontis(dir.path(), &["why", "Nothing of the sort"]);
    assert!(status == 2 && err.contains("says `Nothing of the sort`"), "{err}");
}

#[test]
fn a_predicate_and_what_was_derived_have_their_lines() {
    let dir = built(&sample("patient-2014.txt"), &["--id", "patient-2014"]);
    let all = why(&dir, &["fm:submittedPapers"]);
    assert!(all.contains("fm:submittedPapers 41\nread from id:patient-2014/event/statistic/submittedpapers"), "{all}");
    let end = why(&dir, &["id:patient-2014/paper/p75", "fm:derivedPageEnd"]);
    assert!(end.contains("the page before the next entry") && end.contains("read from id:patient-2014/paper/p81"), "{end}");
    let creators = why(&dir, &["id:patient-2014/paper/p75", "dblp:numberOfCreators"]);
    assert!(creators.contains("counted from the signatures") && creators.contains("read from id:patient-2014/paper/p75#a2"), "{creators}");
    let person = why(&dir, &["id:patient-2014/person/tiberiu-vansloan", "fm:identityBasis"]);
    assert!(person.contains("taken for one person") && person.matches("read from").count() == 3, "{person}");
    let shared = why(&dir, &["id:org/harrowgate-research"]);
    assert!(shared.contains("/sponsorship/") && shared.contains("#a1-aff1"), "{shared}");
    let place = why(&dir, &["id:place/galway-ireland"]);
    assert!(place.contains("it stands in id:patient-2014/event") && place.matches("-->").count() > 0, "{place}");
}

#[test]
fn doubt_and_repair_are_told_below_the_lines() {
    let case = cases::corpus().into_iter().find(|c| c.name == "byline/digits-in-names").expect("the case is there");
    let dir = built(&case.input, &[]);
    let person = why(&dir, &["Anna Stern"]);
    assert!(person.contains("repaired (name-letters): `Anna 5tern` is read as `Anna Stern`"), "{person}");
    assert!(person.contains("read with confidence 0.8") && person.contains("warning[letters-repaired]: "), "{person}");
    let found = objects(&why(&dir, &["Anna Stern", "--format", "json"]));
    let signature =
        found.iter().find(|o| o["predicate"] == format!("{FM}printedName") && !o["repairs"][0].is_null()).expect("the signature");
    assert_eq!(signature["repairs"][0]["printed"], "Anna 5tern");
    assert!(signature["confidence"].as_f64().is_some_and(|c| c <= 0.8));
    let place = &signature["places"][0];
    assert_eq!(place["quote"], "Anna 5tern");
    let line = std::fs::read_to_string(&case.input).expect("text").lines().position(|l| l.contains("Anna 5tern")).map(|n| n + 1);
    assert_eq!(place["line"].as_u64(), line.map(|n| n as u64));
}

fn export(dir: &tempfile::TempDir, format: &str, evidence: &[&str]) -> Vec<Quad> {
    let (status, out, err) = frontis(dir.path(), &[&["export", "--format", format], evidence].concat());
    assert_eq!(status, 0, "{err}");
    let parser = RdfParser::from_format(if format == "nquads" { RdfFormat::NQuads } else { RdfFormat::Turtle });
    parser.for_slice(out.as_bytes()).collect::<Result<_, _>>().expect("RDF")
}

#[test]
fn exports_tell_as_much_of_the_places_as_is_asked_for() {
    let dir = built(&sample("patient-2014.txt"), &[]);
    let of = |quads: &[Quad], name: &str| quads.iter().filter(|q| q.predicate.as_str().ends_with(name)).count();
    let plain = export(&dir, "nquads", &[]);
    assert_eq!(export(&dir, "nquads", &["--evidence", "compact"]), plain);
    let none = export(&dir, "nquads", &["--evidence", "none"]);
    assert!(of(&none, "#evidence") == 0 && none.len() < plain.len());
    for format in ["turtle", "nquads"] {
        assert_eq!(of(&export(&dir, format, &["--evidence", "compact"]), "#evidence"), of(&plain, "#evidence"), "{format}");
        let written = export(&dir, format, &["--evidence", "oa"]);
        assert!(of(&written, "oa#exact") > 50 && of(&written, "oa#hasSource") == of(&written, "oa#exact"), "{format}");
        let triples: std::collections::HashSet<_> = written.iter().map(|q| (&q.subject, &q.predicate, &q.object)).collect();
        assert_eq!(triples.len(), written.len(), "{format}: a triple stands in one graph");
        let silent = export(&dir, format, &["--evidence", "oa", "--no-quotes"]);
        assert!(of(&silent, "oa#exact") == 0 && of(&silent, "oa#start") == of(&written, "oa#start"), "{format}");
    }
    // a quote is what stands there
    let text: Vec<char> = std::fs::read_to_string(sample("patient-2014.txt")).expect("text").chars().collect();
    for quad in export(&dir, "nquads", &["--evidence", "oa"]).iter().filter(|q| q.predicate.as_str().ends_with("oa#exact")) {
        let place = quad.subject.to_string();
        let (_, range) = place.trim_end_matches(".quote>").split_once("#char=").expect("a place");
        let (start, end) = range.split_once(',').map(|(a, b)| (a.parse::<usize>().unwrap(), b.parse::<usize>().unwrap())).expect("a range");
        let Term::Literal(exact) = &quad.object else { panic!("{quad}") };
        assert_eq!(exact.value(), text[start..end].iter().collect::<String>());
    }
}

#[test]
fn a_run_accounts_for_every_byte() {
    let case = cases::corpus().into_iter().find(|c| c.name == "alto/broken-off").expect("the case is there");
    let dir = built(&case.input, &["--as-printed", "--id", "torn-2001"]);
    let quads = export(&dir, "nquads", &[]);
    let run = "<http://localhost:7878/id/run/torn-2001>";
    let values = |name: &str| -> Vec<String> {
        let of = |q: &&Quad| q.subject.to_string() == run && q.predicate.as_str().ends_with(&format!("#{name}"));
        let value = |q: &Quad| if let Term::Literal(l) = &q.object { l.value().to_owned() } else { q.object.to_string() };
        quads.iter().filter(of).map(value).collect()
    };
    let number = |name: &str| values(name)[0].parse::<u64>().expect("a number");
    assert_eq!(number("bytes"), std::fs::metadata(&case.input).expect("a file").len());
    assert_eq!(number("bytes"), number("bytesRead") + number("bytesFurniture") + number("bytesUnread"));
    assert!(number("bytesUnread") > 0 && values("unread").len() == 1);
    assert_eq!(values("argument"), ["--as-printed", "--id torn-2001"]);
    assert!(values("startedAtTime")[0] <= values("endedAtTime")[0]);
    let about_run = quads.iter().filter(|q| q.subject.to_string().starts_with(run.trim_end_matches('>'))).count();
    assert!(about_run < 100, "{about_run} quads of the run");
    // the same again, with other times, writes nothing
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let again = frontis(dir.path(), &["build", &case.input.to_string_lossy(), "--as-printed", "--id", "torn-2001"]);
    assert!(again.1.contains("unchanged"), "{}", again.1);
    // what was left unread keeps the run with its volume
    assert!(!again.2.contains("ExtractionRun"), "{}", again.2);
    assert_eq!(export(&dir, "nquads", &[]), quads);
    // another reading leaves nothing of the run before, whatever that one left unread
    let (_, _, said) = frontis(dir.path(), &["build", &sample("patient-2014.txt").to_string_lossy(), "--id", "torn-2001"]);
    assert!(said.contains("no violations"), "{said}");
    let of_run = |name: &str| {
        export(&dir, "nquads", &[]).iter().filter(|q| q.subject.to_string() == run && q.predicate.as_str().ends_with(name)).count()
    };
    assert_eq!((of_run("#bytes"), of_run("#bytesUnread"), of_run("#unread")), (1, 1, 0));
}
