use super::*;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad};
use regex::Regex;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const SPACES: [(&str, &str); 3] =
    [("fm", "https://w3id.org/frontis/ns#"), ("role", "https://w3id.org/frontis/role/"), ("kind", "https://w3id.org/frontis/kind/")];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, ending, out);
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
    out.sort();
}

fn vocabulary() -> Vec<Quad> {
    let text = std::fs::read(root().join("ontologies/fm.ttl")).expect("the vocabulary");
    RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).collect::<Result<_, _>>().expect("Turtle")
}

/// Terms of ours that have a statement, as `fm:agent`.
fn declared() -> BTreeSet<String> {
    let short = |iri: &str| SPACES.iter().find_map(|(p, space)| iri.strip_prefix(space).map(|name| format!("{p}:{name}")));
    let subject = |quad: &Quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => short(node.as_str()),
        _ => None,
    };
    vocabulary().iter().filter_map(subject).collect()
}

/// Terms that match a pattern of prefix and name in the files.
fn found(pattern: &str, folder: &str, ending: &str) -> BTreeSet<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    let mut paths = Vec::new();
    files(&root().join(folder), ending, &mut paths);
    let texts = paths.iter().filter(|p| !p.ends_with("tests.rs")).map(|p| std::fs::read_to_string(p).expect("text"));
    let terms = |text: String| pattern.captures_iter(&text).map(|c| format!("{}:{}", &c[1], c[2].replace('_', "-"))).collect::<Vec<_>>();
    texts.flat_map(terms).filter(|t| !t.ends_with(":PREFIX")).collect()
}

fn in_code() -> BTreeSet<String> {
    let mut all = found(r"\b(fm|role|kind)::([A-Za-z][A-Za-z_0-9]*)", "src/graph", "rs");
    all.extend(ROLES.iter().map(|n| format!("role:{n}")));
    all.extend(METRICS.iter().map(|n| format!("fm:{n}")));
    all
}

fn in_texts() -> BTreeSet<String> {
    let pattern = r"(?:^|[^\w:])(fm|role|kind):([A-Za-z][\w-]*)";
    let mut all = found(pattern, "queries", "rq");
    let shapes = std::fs::read_to_string(root().join("ontologies/shapes.ttl")).expect("the shapes");
    for (prefix, space) in SPACES {
        let term = Regex::new(&format!(r"(?:[^\w:]{prefix}:|{})([A-Za-z][\w-]*)", regex::escape(space))).expect("a pattern");
        all.extend(term.captures_iter(&shapes).map(|c| format!("{prefix}:{}", &c[1])));
    }
    all
}

#[test]
fn every_used_term_is_declared() {
    let declared = declared();
    let used: BTreeSet<String> = in_code().union(&in_texts()).cloned().collect();
    assert!(used.len() > 120, "the scan finds terms: {}", used.len());
    assert_eq!(used.difference(&declared).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn every_declared_term_is_used_or_a_scheme() {
    let used: BTreeSet<String> = in_code().union(&in_texts()).cloned().collect();
    let unused: Vec<String> = declared().difference(&used).filter(|t| !t.ends_with("scheme")).cloned().collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_term_has_a_label() {
    let labelled: BTreeSet<String> = vocabulary()
        .into_iter()
        .filter(|q| q.predicate.as_str().ends_with("#label") || q.predicate.as_str().ends_with("#prefLabel"))
        .map(|q| q.subject.to_string())
        .collect();
    for term in declared() {
        let (prefix, name) = term.split_once(':').expect("a prefix");
        let space = SPACES.iter().find(|(p, _)| *p == prefix).expect("a space of ours").1;
        assert!(labelled.contains(&format!("<{space}{name}>")), "{term}");
    }
}

#[test]
fn every_role_of_the_lexicon_is_a_role() {
    for (role, _) in crate::lexicon::kinds("role") {
        assert_eq!(role_named(Some(role)).to_string(), format!("https://w3id.org/frontis/role/{role}"));
    }
    assert_eq!(node(role_named(Some("no such role"))), node(role::committee_member));
}

#[test]
fn every_ontology_is_turtle() {
    for name in ["fm", "alignments", "shapes"] {
        let text = std::fs::read(root().join(format!("ontologies/{name}.ttl"))).expect("a file");
        let quads: Result<Vec<_>, _> = RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).collect();
        assert!(quads.is_ok_and(|q| q.len() > 20), "{name}");
    }
    let context = std::fs::read_to_string(root().join("ontologies/context.jsonld")).expect("a file");
    assert!(serde_json::from_str::<serde_json::Value>(&context).is_ok_and(|v| v["@context"].is_object()));
}
