//! The core tests of the W3C's SHACL test suite, where they are at hand.

use crate::cases;
use frontis::check::facts::{Facts, Id};
use frontis::check::path::Path as PropertyPath;
use frontis::check::shape::Shapes;
use frontis::check::{self, Finding};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, Quad, Term};
use std::path::Path;

const SH: &str = "http://www.w3.org/ns/shacl#";
const SHT: &str = "http://www.w3.org/ns/shacl-test#";
const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

/// As many of the tests must pass.
const FLOOR: usize = 98;

#[test]
fn the_standard_is_kept() {
    let Some(shared) = cases::shared() else {
        println!("skipped: FRONTIS_SHARED is not set");
        return;
    };
    let folder = shared.join("w3c/shacl/core");
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let (mut passed, mut failed) = (0, Vec::new());
    for file in cases::files(&folder, &["ttl"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        if !text.contains("sht:Validate") {
            continue;
        }
        match tried(&file) {
            Ok(()) => passed += 1,
            Err(reason) => failed.push(format!("{}: {reason}", file.strip_prefix(&folder).unwrap().display())),
        }
    }
    println!("{passed}/{} of the core tests pass", passed + failed.len());
    assert!(passed >= FLOOR, "{}", failed.join("\n"));
}

fn quads(file: &Path) -> Vec<Quad> {
    let text = std::fs::read_to_string(file).unwrap();
    let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(address(file)).unwrap();
    parser.for_slice(&text).collect::<Result<_, _>>().unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn address(file: &Path) -> String {
    format!("file://{}", file.display())
}

/// One test: what is found is what is expected, no more and no less.
fn tried(file: &Path) -> Result<(), String> {
    // blank nodes are new with each parsing: results can be compared where one parsing serves for all
    let all = quads(file);
    let manifest = Facts::new(check::known(), all.clone());
    let id = |iri: String| manifest.terms.get(&NamedNode::new_unchecked(iri).into());
    let get = |subject: Id, predicate: String| id(predicate).and_then(|p| manifest.object(subject, p));
    let test = id(format!("{SHT}Validate")).and_then(|c| manifest.subjects(0, c).next()).ok_or("no test")?;
    let action = get(test, format!("{MF}action")).ok_or("no action")?;
    let graph = |name: &str| -> Result<Vec<Quad>, String> {
        let graph = get(action, format!("{SHT}{name}")).ok_or("no graph")?;
        let Term::NamedNode(graph) = manifest.term(graph) else { return Err("no graph".to_owned()) };
        if graph.as_str() == address(file) {
            return Ok(all.clone());
        }
        Ok(quads(Path::new(graph.as_str().strip_prefix("file://").unwrap())))
    };
    let (shapes, data) = (graph("shapesGraph")?, graph("dataGraph")?);
    let shapes = Shapes::from_facts(&Facts::new(check::known(), shapes))?;
    let facts = check::facts(&shapes, data);
    let found = check::check(&shapes, &facts).map_err(|e| e.chain())?;

    let report = get(test, format!("{MF}result")).ok_or("no result")?;
    let results: Vec<Id> = id(format!("{SH}result")).map(|p| manifest.objects(report, p).collect()).unwrap_or_default();
    let of = |result: Id, name: &str| get(result, format!("{SH}{name}"));
    let text = |term: Option<Id>| term.map(|t| shown(manifest.term(t))).unwrap_or_default();
    let mut expected: Vec<[String; 6]> = results
        .iter()
        .map(|result| {
            let path = of(*result, "resultPath").and_then(|node| PropertyPath::read(&manifest, node));
            let path = path.map(|path| path.text(&manifest.terms)).unwrap_or_default();
            let component = text(of(*result, "sourceConstraintComponent"));
            let [focus, value, severity, shape] =
                ["focusNode", "value", "resultSeverity", "sourceShape"].map(|name| text(of(*result, name)));
            [focus, path, value, component, severity, shape]
        })
        .collect();
    let mut actual: Vec<[String; 6]> = found.iter().map(result).collect();
    expected.sort();
    actual.sort();
    if expected != actual {
        return Err(format!("\n  expected {expected:#?}\n  found {actual:#?}"));
    }
    let conforms = of(report, "conforms").map(|c| shown(manifest.term(c)).contains("\"true\"")).unwrap_or_default();
    if conforms != found.is_empty() {
        return Err("the report should say whether it conforms".to_owned());
    }
    let messages = results.iter().filter_map(|r| of(*r, "resultMessage")).map(|m| manifest.term(m));
    for message in messages {
        let Term::Literal(message) = message else { continue };
        if !found.iter().any(|finding| finding.message == message.value()) {
            return Err(format!("nothing says {message}"));
        }
    }
    Ok(())
}

fn result(finding: &Finding) -> [String; 6] {
    [
        shown(&finding.focus),
        finding.path.clone().unwrap_or_default(),
        finding.value.as_ref().map(shown).unwrap_or_default(),
        format!("<{SH}{}ConstraintComponent>", finding.component),
        finding.severity.to_string(),
        shown(&finding.shape),
    ]
}

fn shown(term: &Term) -> String {
    term.to_string()
}
