//! Accepted links and printed DOIs reach the formats that have a place for them, and nothing else does.

use super::{BASE, patient, volumes, written};
use frontis::graph::vocab::{dblp, node, schema};
use oxigraph::model::{GraphName, NamedNode, Quad};
use sophia::api::ns::NsTerm;

fn linked(links: &[(&str, NsTerm<'static>, &str)]) -> Vec<Quad> {
    let iri = |iri: &str| NamedNode::new(iri).expect("an IRI");
    let graph: GraphName = iri(&format!("{BASE}graph/links/accepted")).into();
    let mut quads = patient();
    quads.extend(links.iter().map(|(s, p, o)| Quad::new(iri(s), node(*p), iri(o), graph.clone())));
    quads
}

#[test]
fn wikidata_items_are_created_once() {
    let volume = volumes(&patient()).remove(0);
    let first = written("quickstatements", &patient());
    assert_eq!(first.matches("CREATE\n").count(), 2, "the event and the volume");
    assert!(!first.contains("P1433"), "papers wait for the item of their volume");
    let (paper, author) = (&volume.papers[1], &volume.papers[1].authors[0]);
    let second = written(
        "quickstatements",
        &linked(&[
            (&volume.iri, schema::sameAs, "http://www.wikidata.org/entity/Q77"),
            (&volume.event.iri, schema::sameAs, "http://www.wikidata.org/entity/Q78"),
            (&paper.iri, schema::sameAs, "http://www.wikidata.org/entity/Q79"),
            (&author.iri, dblp::signatureCreator, "http://www.wikidata.org/entity/Q80"),
        ]),
    );
    assert_eq!(second.matches("CREATE\n").count(), volume.papers.len() - 1);
    assert!(second.contains("Q77\tP4745\tQ78\tS248\tQ77\n"));
    assert!(second.contains("Q79\tP1433\tQ77\tS248\tQ77\n"));
    assert!(second.contains(&format!("Q79\tP50\tQ80\tP1545\t\"1\"\tP1932\t\"{}\"", author.printed)), "{second}");
    let name = &volume.papers[0].authors[0].printed;
    assert!(second.contains(&format!("LAST\tP2093\t\"{name}\"\tP1545\t\"1\"\tS248\tQ77\n")), "{second}");
}

#[test]
fn printed_dois_and_dblp_keys_are_written() {
    let volume = volumes(&patient()).remove(0);
    let paper = &volume.papers[0];
    let quads = linked(&[
        (&paper.iri, dblp::doi, "https://doi.org/10.9999/y_1"),
        (&paper.iri, schema::sameAs, "https://dblp.org/rec/conf/x/Y14"),
        (&volume.iri, schema::sameAs, "https://dblp.org/rec/conf/x/2014"),
    ]);
    assert!(written("bibtex", &quads).contains("doi = {10.9999/y\\_1}"));
    let dblp = written("dblp", &quads);
    assert!(dblp.contains("<inproceedings key=\"conf/x/Y14\">") && dblp.contains("<crossref>conf/x/2014</crossref>"));
    assert!(dblp.contains("<ee>https://doi.org/10.9999/y_1</ee>"));
    let crossref = written("crossref", &quads);
    assert!(crossref.contains("<doi>10.9999/y_1</doi>") && crossref.contains("<resource>https://dblp.org/rec/conf/x/Y14</resource>"));
    assert!(written("schema-jsonld", &quads).contains("https://doi.org/10.9999/y_1"));
}

#[test]
fn a_linked_doi_is_cited_and_not_deposited() {
    let paper = volumes(&patient()).remove(0).papers.remove(0);
    let quads = linked(&[(&paper.iri, schema::sameAs, "https://doi.org/10.9999/z")]);
    assert!(written("bibtex", &quads).contains("doi = {10.9999/z}") && written("ris", &quads).contains("DO  - 10.9999/z"));
    assert!(!written("crossref", &quads).contains("<doi>"), "only who printed it registers it");
}

#[test]
fn another_vocabulary_has_every_paper() {
    let papers = volumes(&patient())[0].papers.len();
    let spar = written("spar", &patient());
    assert_eq!(spar.matches("a fabio:ConferencePaper").count(), papers);
    assert!(written("conference-ontology", &patient()).contains("scholarlydata/role/programme-committee-member"));
    assert!(!written("schema-org", &patient()).contains("fm:"));
}
