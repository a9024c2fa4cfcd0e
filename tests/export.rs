//! Every format gives back the quads that it was given.

mod made;

use frontis::export::{Context, FORMATS, Format, Writer, find, of_file};
use made::{BASE, DBLP, FM, SCHEMA, node, quad, text, volume};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, Quad};
use std::collections::BTreeSet;

/// Values that writers get wrong.
fn hard() -> Vec<Quad> {
    let mut quads = volume("a-1", 3, &[("acme", "Acme")], "2026-01-01T00:00:00Z");
    let me = "id/a-1/paper/p1";
    let mut add = |predicate: &str, literal: Literal| quads.push(quad("data/a-1", me, predicate, literal));
    add(&format!("{SCHEMA}name"), text("quote \" slash \\ line\nbreak tab\t Łódź “x” \u{1f600}"));
    add(&format!("{SCHEMA}name"), Literal::new_language_tagged_literal_unchecked("Titel", "de"));
    add(&format!("{SCHEMA}pageStart"), text("007"));
    add(&format!("{SCHEMA}pageStart"), Literal::from(7));
    add(&format!("{SCHEMA}position"), text("four"));
    add(&format!("{SCHEMA}position"), Literal::new_typed_literal("04", xsd::INTEGER));
    add(&format!("{SCHEMA}position"), Literal::new_typed_literal("123456789012345678901234567890", xsd::INTEGER));
    add(&format!("{FM}confidence"), Literal::new_typed_literal("0.98", xsd::DECIMAL));
    add(&format!("{FM}approximate"), Literal::from(true));
    add(&format!("{FM}approximate"), Literal::new_typed_literal("1", xsd::BOOLEAN));
    add(&format!("{SCHEMA}startDate"), Literal::new_typed_literal("2011-03-09", xsd::DATE));
    add(&format!("{SCHEMA}startDate"), Literal::new_typed_literal("2011", xsd::G_YEAR));
    add(&format!("{DBLP}monthOfPublication"), Literal::new_typed_literal("--07", xsd::G_MONTH));
    add("http://elsewhere.example/vocabulary#odd", text("@id"));
    let mut refer = |predicate: &str, iri: &str| quads.push(quad("data/a-1", me, predicate, node(iri)));
    refer(&format!("{SCHEMA}isPartOf"), "https://doi.org/10.1000/x:y//z");
    refer(&format!("{DBLP}isbn"), "urn:isbn:9780000000000");
    refer(&format!("{SCHEMA}name"), "https://schema.org/name");
    refer(&format!("{FM}contributionKind"), "https://w3id.org/frontis/kind/full-paper");
    refer(&format!("{SCHEMA}sameAs"), BASE);
    refer(&format!("{SCHEMA}sameAs"), &format!("{BASE}a:b"));
    refer(&format!("{SCHEMA}sameAs"), &format!("{BASE}id/../x"));
    refer(&format!("{SCHEMA}sameAs"), &format!("{BASE}/double"));
    refer(&format!("{SCHEMA}sameAs"), &format!("{BASE}#part"));
    refer(&format!("{SCHEMA}sameAs"), &format!("{BASE}id/org/%C5%82?q=1"));
    quads.push(Quad::new(node("urn:x:y"), node(format!("{FM}about")), text("default graph"), GraphName::DefaultGraph));
    quads
}

/// The formats that hold any quads.
fn rdf() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|f| f.is_rdf())
}

fn set(quads: impl IntoIterator<Item = Quad>) -> BTreeSet<String> {
    quads.into_iter().map(|q| q.to_string()).collect()
}

fn written(name: &str, quads: Vec<Quad>) -> Vec<u8> {
    let mut bytes = Vec::new();
    find(name).expect("a format").export(quads, &Context { base: BASE }, &mut bytes).expect("written");
    bytes
}

fn read(media_type: &str, bytes: &[u8]) -> Vec<Quad> {
    let format = RdfFormat::from_media_type(media_type).expect("a format");
    let parsed = RdfParser::from_format(format).for_slice(bytes).collect::<Result<Vec<_>, _>>();
    parsed.unwrap_or_else(|e| panic!("{e}\n{}", String::from_utf8_lossy(bytes)))
}

#[test]
fn every_format_parses_back_to_the_same_quads() {
    let quads = hard();
    let union = quads
        .iter()
        .filter(|q| !q.graph_name.to_string().contains("/graph/evidence/"))
        .map(|q| Quad { graph_name: GraphName::DefaultGraph, ..q.clone() });
    let union = set(union);
    for format in rdf() {
        let back = set(read(format.media_type, &written(format.name, quads.clone())));
        let expected = if format.has_graphs() { set(quads.clone()) } else { union.clone() };
        let missing: Vec<_> = expected.difference(&back).collect();
        let extra: Vec<_> = back.difference(&expected).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{}: lost {missing:#?}, made up {extra:#?}", format.name);
    }
}

#[test]
fn the_order_of_quads_does_not_matter() {
    let quads = hard();
    let mut turned = quads.clone();
    turned.reverse();
    for format in FORMATS.iter().filter(|f| !matches!(f.write, Writer::Volume(_)) && !f.name.ends_with("-parquet")) {
        assert_eq!(written(format.name, quads.clone()), written(format.name, turned.clone()), "{}", format.name);
    }
}

#[test]
fn nothing_is_written_as_a_valid_document() {
    for format in rdf() {
        assert!(read(format.media_type, &written(format.name, Vec::new())).is_empty(), "{}", format.name);
    }
}

#[test]
fn turtle_is_for_people() {
    let text = String::from_utf8(written("turtle", hard())).expect("text");
    assert!(text.starts_with(&format!("BASE <{BASE}>\nPREFIX ")), "{text}");
    assert!(text.contains("<id/a-1> a fm:Proceedings"), "{text}");
    assert!(!text.contains("PREFIX oa:"), "only prefixes that are used");
}

#[test]
fn json_ld_uses_the_context() {
    let document: serde_json::Value = serde_json::from_slice(&written("jsonld", hard())).expect("JSON");
    let graph = document["@graph"].as_array().expect("graphs");
    let data = graph.iter().find(|g| g["id"] == "graph/data/a-1").expect("the volume's graph");
    let paper = data["@graph"].as_array().expect("things").iter().find(|t| t["id"] == "id/a-1/paper/p2").expect("a paper");
    assert_eq!(paper["type"], "schema:ScholarlyArticle");
    assert_eq!(paper["position"], 2);
    assert_eq!(paper["signatures"][0], "id/a-1/paper/p2#a1");
}

#[test]
fn names_and_endings_are_unique() {
    let (mut names, mut endings) = (BTreeSet::new(), BTreeSet::new());
    for format in FORMATS {
        assert!(names.insert(format.name));
        assert!(format.extensions.iter().all(|ending| endings.insert(ending)), "{}", format.name);
    }
}

#[test]
fn the_longest_ending_decides() {
    let named = |file: &str| of_file(file).map(|f| f.name);
    assert_eq!(named("out/x.bib"), Some("bibtex"));
    assert_eq!(named("X.DBLP.XML"), Some("dblp"));
    assert_eq!(named("x.xml"), Some("rdfxml"));
    assert_eq!(named("x.framed.jsonld"), Some("framed"));
    assert_eq!(named("x.spar.ttl"), Some("spar"));
    assert_eq!(named("seats.csv"), Some("papers-csv"));
    assert_eq!((named("bib"), named("x.docx")), (None, None));
}

/// Two syntaxes and two shapes of one graph, compared by another library.
#[test]
fn json_ld_and_turtle_are_isomorphic() {
    use sophia::api::source::TripleSource;
    use sophia::isomorphism::isomorphic_graphs;
    let lines = |name: &str, media: &str| -> Vec<[sophia::api::term::SimpleTerm<'static>; 3]> {
        let quads = read(media, &written(name, hard()));
        // a tree may say a thing from both ends
        let lines: BTreeSet<String> = quads.into_iter().map(|q| format!("{} .\n", oxigraph::model::Triple::from(q))).collect();
        let text: String = lines.into_iter().collect();
        sophia::turtle::parser::nt::parse_str(&text).collect_triples().expect("triples")
    };
    let (turtle, framed) = (lines("turtle", "text/turtle"), lines("framed", "application/ld+json"));
    assert!(isomorphic_graphs(&turtle, &framed).expect("compared"));
    assert!(turtle.len() > 30);
}

#[test]
fn every_map_has_its_line() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/map");
    let files = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path());
    let files: BTreeSet<String> = files.filter_map(|p| Some(p.file_stem()?.to_string_lossy().into_owned())).collect();
    let maps = FORMATS.iter().filter(|f| matches!(f.write, Writer::Map(_)));
    assert_eq!(files, maps.map(|f| f.name.to_owned()).collect());
}
