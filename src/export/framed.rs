//! JSON-LD as a tree for each volume: what belongs to a thing stands within it, whatever is named again is named by its
//! IRI. It says what Turtle says.

use super::jsonld::Terms;
use super::{Context, Format, Writer};
use crate::graph::vocab::{dblp, fm, node, rdf, schema};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};
use sophia::api::ns::NsTerm;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "framed",
    title: "JSON-LD by our context, one tree a volume",
    readers: "programs that read JSON",
    extensions: &["framed.jsonld"],
    media_type: "application/ld+json",
    write: Writer::Union(write),
};

/// Properties that lead to what belongs to a thing.
const DOWN: [NsTerm<'static>; 16] = [
    schema::hasPart,
    schema::isPartOf,
    schema::location,
    schema::address,
    schema::publisher,
    dblp::publishedInStream,
    dblp::hasSignature,
    dblp::signatureCreator,
    fm::proceedingsOf,
    fm::alsoIssuedAs,
    fm::hasAffiliation,
    fm::hasSponsorship,
    fm::organization,
    fm::agent,
    fm::onDay,
    schema::workFeatured,
];

/// Properties that lead from what belongs to a thing to the thing.
const UP: [NsTerm<'static>; 8] = [
    schema::superEvent,
    schema::isPartOf,
    schema::observationAbout,
    fm::committeeOf,
    fm::inCommittee,
    fm::inSession,
    fm::ofEvent,
    fm::about,
];

/// Deeper than any data of ours; beyond it things stand by themselves.
const DEEPEST: usize = 16;

pub(super) fn write(quads: &[Quad], context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let terms = Terms::read(context.base)?;
    let mut tree = Tree {
        terms: &terms,
        down: DOWN.map(|p| node(p).into_string()),
        up: UP.map(|p| node(p).into_string()),
        of: BTreeMap::new(),
        naming: BTreeMap::new(),
        seen: HashSet::new(),
    };
    for quad in quads {
        tree.of.entry(name(&quad.subject)).or_default().push(quad);
        if let (Term::NamedNode(object), true) = (&quad.object, tree.up.iter().any(|p| p == quad.predicate.as_str())) {
            tree.naming.entry(object.as_str()).or_default().push((quad.predicate.as_str(), name(&quad.subject)));
        }
    }
    let (class, kind) = (node(fm::Proceedings), node(rdf::type_));
    let volumes = quads.iter().filter(|q| q.predicate == kind && matches!(&q.object, Term::NamedNode(c) if *c == class));
    let mut objects: Vec<Value> = volumes.map(|q| tree.thing(name(&q.subject), 0)).collect();
    let all: Vec<&str> = tree.of.keys().copied().collect();
    for thing in all {
        if !tree.seen.contains(thing) {
            objects.push(tree.thing(thing, 0));
        }
    }
    serde_json::to_writer_pretty(&mut *out, &json!({ "@context": terms.context, "@graph": objects }))?;
    writeln!(out)
}

struct Tree<'q> {
    terms: &'q Terms,
    down: [String; DOWN.len()],
    up: [String; UP.len()],
    of: BTreeMap<&'q str, Vec<&'q Quad>>,
    naming: BTreeMap<&'q str, Vec<(&'q str, &'q str)>>,
    /// What stands somewhere already.
    seen: HashSet<&'q str>,
}

impl<'q> Tree<'q> {
    fn thing(&mut self, iri: &'q str, depth: usize) -> Value {
        self.seen.insert(iri);
        let mut quads = self.of.get(iri).cloned().unwrap_or_default();
        quads.sort_by_key(|q| (q.predicate.as_str(), self.place(&q.object)));
        let terms = self.terms;
        let mut object = terms.thing(terms.name(iri), &quads, &mut |predicate, object: &'q str| {
            let below = depth < DEEPEST && self.down.iter().any(|p| p == predicate) && self.of.contains_key(object);
            (below && !self.seen.contains(object)).then(|| self.thing(object, depth + 1))
        });
        let mut reverse: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let mut parts = self.naming.get(iri).cloned().unwrap_or_default();
        parts.sort_by_key(|(predicate, part)| (*predicate, self.rank(part)));
        for (predicate, part) in parts {
            if depth < DEEPEST && !self.seen.contains(part) {
                let part = self.thing(part, depth + 1);
                reverse.entry(terms.property(predicate)).or_default().push(part);
            }
        }
        if let (Value::Object(members), false) = (&mut object, reverse.is_empty()) {
            members.insert("@reverse".into(), reverse.into_iter().map(|(name, parts)| (name, parts.into())).collect::<Map<_, _>>().into());
        }
        object
    }

    fn place(&self, object: &Term) -> Option<i64> {
        match object {
            Term::NamedNode(node) => self.rank(node.as_str()),
            _ => None,
        }
    }

    /// The number by which a thing is ordered among its like.
    fn rank(&self, thing: &str) -> Option<i64> {
        let numbered = [schema::position, dblp::signatureOrdinal, fm::ordinal, fm::pageSort].map(node);
        let numbers = self.of.get(thing)?.iter().filter(|q| numbered.contains(&q.predicate));
        numbers.filter_map(|q| if let Term::Literal(l) = &q.object { l.value().parse().ok() } else { None }).next()
    }
}

fn name(subject: &NamedOrBlankNode) -> &str {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}
