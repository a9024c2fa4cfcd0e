//! Hand-made volumes, so that the store is tested without the reader.
#![allow(dead_code)]

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use std::path::Path;

pub const BASE: &str = "https://example.org/p/";
pub const FM: &str = "https://w3id.org/frontis/ns#";
pub const SCHEMA: &str = "https://schema.org/";
pub const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
pub const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
pub const PROV: &str = "http://www.w3.org/ns/prov#";
pub const DBLP: &str = "https://dblp.org/rdf/schema#";
pub fn base() -> frontis::graph::Base {
    base_of(BASE)
}

pub fn base_of(text: &str) -> frontis::graph::Base {
    text.parse().expect("a base")
}

/// The text that made volumes are read from, and the first digits of its hash.
pub const TEXT: &str = "Contents\n\n1  Łóng Title One\n   A. Author\n";
pub const HASH: &str = "0123456789abcdef";

pub fn node(iri: impl Into<String>) -> NamedNode {
    NamedNode::new(iri).expect("an IRI")
}

pub fn quad(graph: &str, subject: &str, predicate: &str, object: impl Into<Term>) -> Quad {
    let graph = GraphName::NamedNode(node(format!("{BASE}graph/{graph}")));
    Quad::new(node(format!("{BASE}{subject}")), node(predicate), object, graph)
}

pub fn text(value: &str) -> Literal {
    Literal::new_simple_literal(value)
}

/// A volume of papers, each with one organization given as slug and name.
pub fn volume(id: &str, papers: usize, organizations: &[(&str, &str)], started: &str) -> Vec<Quad> {
    let (data, evidence, me) = (format!("data/{id}"), format!("evidence/{id}"), format!("id/{id}"));
    let iri = |rest: &str| node(format!("{BASE}{rest}"));
    let mut quads = vec![
        quad(&data, &me, TYPE, node(format!("{FM}Proceedings"))),
        quad(&data, &me, &format!("{DBLP}title"), text(&format!("Proceedings of {id}"))),
        quad(&data, &me, &format!("{DBLP}yearOfEvent"), Literal::new_typed_literal("2011", oxigraph::model::vocab::xsd::G_YEAR)),
    ];
    for n in 1..=papers {
        let paper = format!("{me}/paper/p{n}");
        quads.push(quad(&data, &paper, TYPE, node(format!("{SCHEMA}ScholarlyArticle"))));
        quads.push(quad(&data, &paper, &format!("{SCHEMA}name"), text(&format!("Paper {n} \"of\" {id}"))));
        quads.push(quad(&data, &paper, &format!("{SCHEMA}position"), Literal::from(n as i64)));
        quads.push(quad(&data, &paper, &format!("{DBLP}hasSignature"), iri(&format!("{paper}#a1"))));
        quads.push(quad(&data, &format!("{paper}#a1"), &format!("{FM}printedName"), text("A. Author")));
        let place = iri(&format!("id/source/sha256-{HASH}#char=13,27"));
        quads.push(quad(&evidence, &paper, &format!("{FM}evidence"), place));
        for (slug, _) in organizations {
            let organization = iri(&format!("id/org/{slug}"));
            quads.push(quad(&data, &format!("{paper}#a1"), &format!("{FM}affiliatedWith"), organization));
        }
    }
    for (slug, name) in organizations {
        let organization = format!("id/org/{slug}");
        quads.push(quad("shared", &organization, TYPE, node(format!("{SCHEMA}Organization"))));
        quads.push(quad("shared", &organization, &format!("{SCHEMA}name"), text(name)));
        quads.push(quad("shared", &organization, LABEL, text(name)));
        quads.push(quad("shared", &organization, &format!("{SCHEMA}location"), iri("id/place/town")));
    }
    if !organizations.is_empty() {
        quads.push(quad("shared", "id/place/town", &format!("{SCHEMA}name"), text("Town")));
    }
    let (graph, run, source) = (format!("graph/data/{id}"), format!("{me}/run"), format!("id/source/sha256-{HASH}"));
    let date_time = oxigraph::model::vocab::xsd::DATE_TIME;
    quads.push(quad("prov", &graph, &format!("{PROV}wasGeneratedBy"), iri(&run)));
    quads.push(quad("prov", &graph, &format!("{PROV}wasDerivedFrom"), iri(&source)));
    quads.push(quad("prov", &run, &format!("{PROV}used"), iri(&source)));
    quads.push(quad("prov", &run, &format!("{PROV}startedAtTime"), Literal::new_typed_literal(started, date_time)));
    quads.push(quad("prov", &source, LABEL, text("contents.txt")));
    quads.push(quad("prov", &format!("{me}/warning/1"), &format!("{FM}about"), iri(&format!("{me}/paper/p1"))));
    quads
}

/// A store on disk with one made volume and its text.
pub fn store(dir: &Path) {
    let store = frontis::store::Store::create(dir, &base()).expect("a new store");
    store.keep_source(&format!("{HASH}ff"), TEXT).expect("a source");
    let quads = volume("made-2011", 3, &[("acme", "Acme")], "2026-01-01T00:00:00Z");
    store.publish("made-2011", quads).expect("published");
}

/// The quads of a store as sorted lines.
pub fn lines(store: &frontis::store::Store) -> Vec<String> {
    let mut lines: Vec<String> = store.quads().expect("quads").iter().map(ToString::to_string).collect();
    lines.sort();
    lines
}
