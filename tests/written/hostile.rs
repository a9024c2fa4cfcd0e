//! Bad data give no broken file.

use super::valid::check;
use super::{patient, texts, volumes, written};
use frontis::graph::vocab::{dblp, fm, node, schema};
use oxigraph::model::{Literal, Quad, Term};

/// Texts that some format has a meaning for.
const NASTY: &[&str] = &[
    "]]> & < > \" ' </script><!-- -- -->",
    "a\nb\r\nc\td\u{0}e\u{1b}[31m\u{fffe}",
    "{ } \\ } $x_1^2$ # % ~ @article{a, \\",
    "{",
    "}",
    "\\",
    "\"",
    "'",
    "%",
    ",",
    "and",
    "and others",
    "- - -",
    "--",
    "TY  - X",
    "|",
    "=1+1",
    "  ",
    "\u{feff}",
    "\u{202e}tfel",
    "李 Łódź 🦀 e\u{301}",
    "Lee, Ann and Bo",
    "Madonna",
];

/// A small volume: it is written many times.
fn small() -> Vec<Quad> {
    super::quads(&crate::cases::root().join("tests/corpus/html/ceur/input.html"))
}

/// Every text replaced.
fn with(quads: &[Quad], text: &str) -> Vec<Quad> {
    let mut quads = quads.to_vec();
    for quad in &mut quads {
        if let Term::Literal(literal) = &quad.object
            && literal.datatype() == oxigraph::model::vocab::xsd::STRING
        {
            quad.object = Literal::new_simple_literal(text).into();
        }
    }
    quads
}

#[test]
fn any_text_anywhere() {
    let quads = small();
    for text in NASTY {
        let nasty = with(&quads, text);
        let volumes = volumes(&nasty);
        texts().for_each(|format| check(format, &written(format.name, &nasty), &volumes));
    }
}

#[test]
fn any_statement_missing() {
    let quads = small();
    let properties = [
        node(dblp::title),
        node(schema::name),
        node(schema::familyName),
        node(schema::givenName),
        node(dblp::yearOfEvent),
        node(dblp::yearOfPublication),
        node(dblp::publishedAsPartOf),
        node(dblp::hasSignature),
        node(dblp::signatureCreator),
        node(schema::pageStart),
        node(schema::startDate),
        node(schema::endDate),
        node(fm::proceedingsOf),
        node(fm::inSession),
        node(fm::printedName),
        node(dblp::publishedBy),
        node(dblp::publishedInStream),
    ];
    for missing in properties {
        let rest: Vec<Quad> = quads.iter().filter(|q| q.predicate != missing).cloned().collect();
        let volumes = volumes(&rest);
        texts().for_each(|format| check(format, &written(format.name, &rest), &volumes));
    }
}

#[test]
fn what_is_not_printed_is_not_written() {
    let years = [node(dblp::yearOfEvent), node(dblp::yearOfPublication)];
    let quads: Vec<Quad> = patient().into_iter().filter(|q| !years.contains(&q.predicate)).collect();
    assert!(!written("bibtex", &quads).contains("year ="));
    assert!(!written("dblp", &quads).contains("<year>"));
    assert!(written("crossref", &quads).contains("missing: publication_date"));
    assert!(!written("crossref", &patient()).contains("<doi>"));
}

#[test]
fn names_that_do_not_divide_stay_whole() {
    let parts = [node(schema::familyName), node(schema::givenName)];
    let quads: Vec<Quad> = patient().into_iter().filter(|q| !parts.contains(&q.predicate)).collect();
    assert!(written("bibtex", &quads).contains("{Hanneke de Wolff}"));
    assert!(written("csl-json", &quads).contains("\"literal\": \"Hanneke de Wolff\""));
    assert!(written("ris", &quads).contains("AU  - Hanneke de Wolff\r\n"));
    assert!(written("crossref", &quads).contains("<surname>Hanneke de Wolff</surname>"));
}
