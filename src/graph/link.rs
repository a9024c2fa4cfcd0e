//! Links to other data sets: each a node with its status, and where it is accepted a flat statement and the place of the
//! target.

use super::vocab::{dblp, fm, kind, node, prov, schema, xsd};
use super::write::{Emit, Subject};
use super::{Base, Graphs, Scribe};
use crate::record::slug::slug;
use crate::record::{Address, BY_HAND, Link, LinkStatus};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use sophia::api::ns::NsTerm;
use std::collections::{BTreeMap, BTreeSet};

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

/// The flat statements: what a person accepted, and what is accepted otherwise and no person rejected; with the places of the
/// targets, which are the same whatever is linked to them.
pub fn accepted(links: &[Link], base: &Base, graphs: &Graphs) -> Vec<Quad> {
    let mut decided: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for link in links.iter().filter(|l| l.method == BY_HAND) {
        decided.insert((&link.thing, &link.target), link.status == LinkStatus::Accepted);
    }
    let mut held: BTreeSet<(&str, &str)> = decided.iter().filter(|(_, accepted)| **accepted).map(|(pair, _)| *pair).collect();
    let proposed = links.iter().filter(|l| l.status == LinkStatus::Accepted).map(|l| (l.thing.as_str(), l.target.as_str()));
    held.extend(proposed.filter(|pair| !decided.contains_key(pair)));
    let mut quads = Vec::new();
    for link in links.iter().filter(|l| held.contains(&(l.thing.as_str(), l.target.as_str()))) {
        if link.status == LinkStatus::Accepted {
            quads.push(Quad::new(source(link, base), node(predicate(link)), target(link), graphs.accepted.clone()));
        }
        quads.extend(address(link, base, graphs));
    }
    quads.sort_by_key(Quad::to_string);
    quads.dedup();
    quads
}

/// Where the other data set has the target of a link.
pub fn address(link: &Link, base: &Base, graphs: &Graphs) -> Vec<Quad> {
    let mut quads = Vec::new();
    if let Some(Address { city, region, country }) = &link.address {
        let (iri, emit) = (base.address(&link.target), &mut |quad| quads.push(quad));
        Subject::new(&target(link), &graphs.accepted, emit).node(schema::address, &iri);
        Subject::new(&iri, &graphs.accepted, emit)
            .a(&[schema::PostalAddress])
            .maybe_text(schema::addressLocality, city.as_deref())
            .maybe_text(schema::addressRegion, region.as_deref())
            .maybe_text(schema::addressCountry, country.as_deref());
    }
    quads
}

/// Nodes in which people's decisions say of a target what its proposers do: the thing itself, or what it is a part of. The
/// quads that go and those that come.
pub fn agreed(links: &[Link], base: &Base, graphs: &Graphs) -> (Vec<Quad>, Vec<Quad>) {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for link in links.iter().filter(|l| l.method == BY_HAND) {
        let same = |l: &&Link| l.method != BY_HAND && l.thing == link.thing && l.target == link.target;
        let part = links.iter().filter(same).any(|l| l.part);
        if part != link.part {
            let said =
                |link: &Link| Quad::new(iri(link, base, graphs), node(fm::linkPredicate), node(predicate(link)), graphs.links.clone());
            gone.push(said(link));
            come.push(said(&Link { part, ..link.clone() }));
        }
    }
    (gone, come)
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
        let address = Address { city: value(fm::targetCity), region: value(fm::targetRegion), country: value(fm::targetCountry) };
        let statuses = [LinkStatus::Candidate, LinkStatus::Accepted, LinkStatus::Rejected];
        Some(Link {
            thing: value(fm::linkSource)?.strip_prefix(&things)?.to_owned(),
            target: value(fm::linkTarget)?,
            part: value(fm::linkPredicate).is_some_and(|p| p == node(schema::parentOrganization).as_str()),
            address: Some(address).filter(|a| *a != Address::default()),
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

/// Leads from a link to what the other data set has.
pub fn target_property() -> NamedNode {
    node(fm::linkTarget)
}

/// The method of a link, where a quad states one.
pub fn method(quad: &Quad) -> Option<&str> {
    match &quad.object {
        Term::Literal(method) if quad.predicate == node(fm::method) => Some(method.value()),
        _ => None,
    }
}

fn node_of(link: &Link, base: &Base, graphs: &Graphs, emit: &mut Emit<'_>) {
    let person = link.by.as_ref().map(|by| super::iri::curator(&base.volume(volume(graphs)), by));
    let place = link.address.as_ref();
    Subject::new(&iri(link, base, graphs), &graphs.links, emit)
        .a(&[fm::Link, prov::Entity])
        .node(fm::linkSource, &source(link, base))
        .node(fm::linkTarget, &target(link))
        .term(fm::linkPredicate, predicate(link))
        .term(fm::linkStatus, concept(link.status))
        .maybe_typed(fm::confidence, Some(format!("{:.4}", link.confidence)), xsd::decimal)
        .text(fm::method, &link.method)
        .maybe_text(fm::linkEvidence, Some(link.evidence.as_str()).filter(|e| !e.is_empty()))
        .maybe_text(fm::targetCity, place.and_then(|a| a.city.as_deref()))
        .maybe_text(fm::targetRegion, place.and_then(|a| a.region.as_deref()))
        .maybe_text(fm::targetCountry, place.and_then(|a| a.country.as_deref()))
        .maybe_node(prov::wasAttributedTo, person.as_ref())
        .maybe_typed(prov::generatedAtTime, link.at.clone(), xsd::dateTime);
}

/// What several volumes name is linked by each for itself.
fn iri(link: &Link, base: &Base, graphs: &Graphs) -> NamedNode {
    let names = format!("{}--{}", link.thing, link.target);
    let names = if link.method == BY_HAND { names } else { format!("{names}--{}", proposer(&link.method)) };
    let volume = volume(graphs);
    let own = link.thing.strip_prefix(volume).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#']));
    let names = if own { names } else { format!("{volume}--{names}") };
    NamedNode::new_unchecked(format!("{}id/link/{}", base.as_str(), slug(&names)))
}

fn volume(graphs: &Graphs) -> &str {
    graphs.links.as_str().rsplit('/').next().unwrap_or_default()
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

/// Who signs is a person of the other data set, a volume stands in a stream and on a page, a part of an organisation has it
/// for its whole; all else is the thing itself.
fn predicate(link: &Link) -> NsTerm<'static> {
    let signature = link.thing.split_once("#a").is_some_and(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()));
    let volume = !link.thing.contains(['/', '#']);
    match link.target.strip_prefix("https://dblp.org/").and_then(|rest| rest.split('/').next()) {
        _ if link.part => schema::parentOrganization,
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
