//! The plain view of volumes that bibliographic formats are written from.

use super::{BASE, patient, quads, volumes};
use crate::cases;
use frontis::catalogue::clean;
use frontis::graph::vocab::{dblp, node, schema};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};

#[test]
fn a_sample_is_seen_as_a_bibliography_sees_it() {
    let all = volumes(&patient());
    let [volume] = all.as_slice() else { panic!("{} volumes", all.len()) };
    assert_eq!(volume.year(), Some(2014));
    assert_eq!((volume.papers.len(), volume.sessions.len()), (8, 5));
    let paper = volume.papers.iter().find(|p| p.key == "p75").expect("a paper on page 75");
    assert_eq!((paper.title.as_str(), paper.kind.as_str()), ("What Batch Queues Remember", "short-paper"));
    assert_eq!(paper.pages.first.as_deref(), Some("75"));
    assert_eq!((paper.pages.last.as_deref(), paper.pages.derived_last), (None, Some(80)));
    let names: Vec<_> = paper.authors.iter().map(|a| a.printed.as_str()).collect();
    assert_eq!(names[0], "Hanneke de Wolff");
    assert_eq!(paper.authors[0].family.as_deref(), Some("de Wolff"));
    assert_eq!(paper.authors[0].affiliations[0].printed, "Harrowgate Research, Estonia");
    assert_eq!(paper.authors[0].affiliations[0].organization.as_deref(), Some("Harrowgate Research"));
    assert!(volume.papers.is_sorted_by_key(|p| p.pages.first.as_ref().and_then(|f| f.parse::<u32>().ok())));
    assert!(volume.editors.is_empty(), "chairs are no editors");
    assert!(volume.chairs().count() > 0);
    assert!(!volume.seats.is_empty() && !volume.sponsorships.is_empty() && !volume.items.is_empty());
    assert_eq!(volume.by_session().map(|(_, papers)| papers.len()).sum::<usize>(), volume.papers.len());
}

#[test]
fn the_order_of_quads_is_of_no_account() {
    let mut quads = patient();
    let before = volumes(&quads);
    quads.reverse();
    assert_eq!(volumes(&quads), before);
}

#[test]
fn what_lies_elsewhere_is_a_link() {
    let mut quads = patient();
    let volume = volumes(&quads).remove(0);
    let node_of = |iri: &str| NamedNode::new(iri).expect("an IRI");
    let graph: GraphName = node_of(&format!("{BASE}graph/links/accepted")).into();
    let mut add = |subject: &str, property, object: &str| {
        quads.push(Quad::new(node_of(subject), node(property), node_of(object), graph.clone()));
    };
    let paper = &volume.papers[0];
    add(&paper.iri, schema::sameAs, "https://dblp.org/rec/conf/x/Y14");
    add(&paper.iri, dblp::doi, "https://doi.org/10.9999/y.14");
    add(&paper.authors[0].iri, dblp::signatureCreator, "https://dblp.org/pid/0/1");
    let again = &volumes(&quads)[0].papers[0];
    assert_eq!(again.links, ["https://dblp.org/rec/conf/x/Y14"]);
    assert_eq!(again.doi.as_deref(), Some("10.9999/y.14"));
    assert_eq!(again.authors[0].links, ["https://dblp.org/pid/0/1"]);
    assert_eq!(again.authors[0].person, paper.authors[0].person);
}

#[test]
fn texts_stand_on_one_line() {
    assert_eq!(clean(" a\r\nb\u{0}\u{7}\tc \u{1b} \u{feff}d\u{ffff}"), "a b c d");
    let mut quads = patient();
    let paper = volumes(&quads)[0].papers[0].iri.clone();
    let title = node(dblp::title);
    for quad in quads.iter_mut().filter(|q| q.predicate == title && q.subject.to_string() == format!("<{paper}>")) {
        quad.object = Literal::new_simple_literal("Two\nLines\u{c}").into();
    }
    assert_eq!(volumes(&quads)[0].papers[0].title, "Two Lines");
}

#[test]
fn real_volumes_keep_their_papers() {
    let papers: Vec<_> = cases::seeds().iter().map(|path| volumes(&quads(path))[0].papers.len()).collect();
    assert!(papers.iter().all(|n| *n > 10), "{papers:?}");
}
