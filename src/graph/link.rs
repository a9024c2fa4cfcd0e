//! Links to other data sets: each a node with its status, and a flat statement where it is accepted.

use super::vocab::{dblp, fm, kind, node, prov, schema, xsd};
use super::write::{Emit, Subject};
use super::{Base, Graphs, Scribe};
use crate::record::slug::slug;
use crate::record::{BY_HAND, Link, LinkStatus};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use sophia::api::ns::NsTerm;
use std::collections::BTreeMap;

pub(super) fn describe(scribe: &mut Scribe<'_, '_>) {
    let (base, graphs) = (&scribe.iris.base, scribe.graphs.clone());
    for link in &scribe.volume.links {
        node_of(link, base, &graphs, scribe.emit);
    }
    for flat in accepted(&scribe.volume.links, base, &graphs) {
        (scribe.emit)(flat);
    }
}

/// Links as quads: the nodes, without the flat statements.
pub fn nodes(links: &[Link], base: &Base, graphs: &Graphs) -> Vec<Quad> {
    let mut quads = Vec::new();
    for link in links {
        node_of(link, base, graphs, &mut |quad| quads.push(quad));
    }
    quads
}

/// The flat statements: what a person accepted, and what is accepted otherwise and no person rejected.
pub fn accepted(links: &[Link], base: &Base, graphs: &Graphs) -> Vec<Quad> {
    let rejected = |link: &Link| {
        let by_hand = |l: &&Link| l.method == BY_HAND && l.thing == link.thing && l.target == link.target;
        links.iter().find(by_hand).is_some_and(|l| l.status != LinkStatus::Accepted)
    };
    let holds = |link: &&Link| link.status == LinkStatus::Accepted && !rejected(link);
    let flat = |link: &Link| Quad::new(source(link, base), node(predicate(link)), target(link), graphs.accepted.clone());
    let mut quads: Vec<Quad> = links.iter().filter(holds).map(flat).collect();
    quads.sort_by_key(Quad::to_string);
    quads.dedup();
    quads
}

/// The links that nodes in a graph describe; what is no link of a thing of ours is left out.
pub fn read(quads: &[Quad], base: &Base, graphs: &Graphs) -> Vec<Link> {
    let mut found: BTreeMap<&str, Vec<&Quad>> = BTreeMap::new();
    for quad in quads {
        if let (GraphName::NamedNode(graph), NamedOrBlankNode::NamedNode(link)) = (&quad.graph_name, &quad.subject)
            && *graph == graphs.links
        {
            found.entry(link.as_str()).or_default().push(quad);
        }
    }
    let things = format!("{}id/", base.as_str());
    let text = |term: &Term| match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        _ => String::new(),
    };
    let link = |said: Vec<&Quad>| {
        let value = |property| said.iter().find(|q| q.predicate == node(property)).map(|q| text(&q.object));
        let status = value(fm::linkStatus)?;
        let statuses = [LinkStatus::Candidate, LinkStatus::Accepted, LinkStatus::Rejected];
        Some(Link {
            thing: value(fm::linkSource)?.strip_prefix(&things)?.to_owned(),
            target: value(fm::linkTarget)?,
            status: statuses.into_iter().find(|s| node(concept(*s)).as_str() == status)?,
            confidence: value(fm::confidence)?.parse().ok()?,
            method: value(fm::method)?,
            evidence: value(fm::linkEvidence).unwrap_or_default(),
            by: None,
            at: value(prov::generatedAtTime),
        })
    };
    found.into_values().filter_map(link).collect()
}

/// The flat statement of every link that nodes describe, whatever its status.
pub fn flats<'q>(quads: impl IntoIterator<Item = &'q Quad>, graphs: &Graphs) -> Vec<Quad> {
    let mut ends: BTreeMap<String, [Option<NamedNode>; 3]> = BTreeMap::new();
    for quad in quads {
        let part = [fm::linkSource, fm::linkPredicate, fm::linkTarget].iter().position(|p| node(*p) == quad.predicate);
        if let (Some(part), Term::NamedNode(end)) = (part, &quad.object) {
            ends.entry(quad.subject.to_string()).or_default()[part] = Some(end.clone());
        }
    }
    let flat = |[source, predicate, target]: [Option<NamedNode>; 3]| Some(Quad::new(source?, predicate?, target?, graphs.accepted.clone()));
    ends.into_values().filter_map(flat).collect()
}

/// Leads from a link to the thing it is of.
pub fn source_property() -> NamedNode {
    node(fm::linkSource)
}

/// The method of a link, where a quad states one.
pub fn method(quad: &Quad) -> Option<&str> {
    match &quad.object {
        Term::Literal(method) if quad.predicate == node(fm::method) => Some(method.value()),
        _ => None,
    }
}

fn node_of(link: &Link, base: &Base, graphs: &Graphs, emit: &mut Emit<'_>) {
    let names = format!("{}--{}", link.thing, link.target);
    let names = if link.method == BY_HAND { names } else { format!("{names}--{}", proposer(&link.method)) };
    // what several volumes name is linked by each for itself
    let volume = graphs.links.as_str().rsplit('/').next().unwrap_or_default();
    let own = link.thing.strip_prefix(volume).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']));
    let names = if own { names } else { format!("{volume}--{names}") };
    let iri = NamedNode::new_unchecked(format!("{}id/link/{}", base.as_str(), slug(&names)));
    let person = link.by.as_ref().map(|by| super::iri::curator(&base.volume(volume), by));
    Subject::new(&iri, &graphs.links, emit)
        .a(&[fm::Link, prov::Entity])
        .node(fm::linkSource, &source(link, base))
        .node(fm::linkTarget, &target(link))
        .term(fm::linkPredicate, predicate(link))
        .term(fm::linkStatus, concept(link.status))
        .maybe_typed(fm::confidence, Some(format!("{:.4}", link.confidence)), xsd::decimal)
        .text(fm::method, &link.method)
        .maybe_text(fm::linkEvidence, Some(link.evidence.as_str()).filter(|e| !e.is_empty()))
        .maybe_node(prov::wasAttributedTo, person.as_ref())
        .maybe_typed(prov::generatedAtTime, link.at.clone(), xsd::dateTime);
}

/// Who proposes links by a method.
pub fn proposer(method: &str) -> &str {
    method.split(' ').next().unwrap_or_default()
}

fn source(link: &Link, base: &Base) -> NamedNode {
    NamedNode::new_unchecked(format!("{}id/{}", base.as_str(), link.thing))
}

fn target(link: &Link) -> NamedNode {
    NamedNode::new_unchecked(&link.target)
}

/// Who signs is a person of the other data set, a volume stands in a stream and on a page; all else is the thing itself.
fn predicate(link: &Link) -> NsTerm<'static> {
    let signature = link.thing.split_once("#a").is_some_and(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()));
    let volume = !link.thing.contains(['/', '#']);
    match link.target.strip_prefix("https://dblp.org/").and_then(|rest| rest.split('/').next()) {
        _ if signature => dblp::signatureCreator,
        Some("streams") if volume => dblp::publishedInStream,
        Some("db") if volume => dblp::listedOnTocPage,
        _ => schema::sameAs,
    }
}

fn concept(status: LinkStatus) -> NsTerm<'static> {
    match status {
        LinkStatus::Candidate => kind::candidate,
        LinkStatus::Accepted => kind::accepted,
        LinkStatus::Rejected => kind::rejected,
    }
}
