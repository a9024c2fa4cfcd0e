//! What there is to count in quads.

use super::super::iri::Base;
use super::super::vocab::{PREFIXES, node, rdf};
use crate::record::slug::slug;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet, HashSet};

pub struct Counts<'q> {
    /// Different triples, in whatever graph.
    pub triples: usize,
    pub subjects: usize,
    pub objects: usize,
    pub properties: BTreeSet<&'q str>,
    /// The things of each class.
    pub classes: BTreeMap<&'q str, BTreeSet<&'q str>>,
    /// Accepted links, by where they lead and by what property.
    pub links: BTreeMap<(String, &'q str), usize>,
}

impl<'q> Counts<'q> {
    pub fn of(quads: &'q [Quad], base: &Base) -> Counts<'q> {
        let (type_, accepted) = (node(rdf::type_), GraphName::from(base.accepted_graph()));
        let (mut triples, mut subjects, mut objects) = (HashSet::new(), HashSet::new(), HashSet::new());
        let mut counts =
            Counts { triples: 0, subjects: 0, objects: 0, properties: BTreeSet::new(), classes: BTreeMap::new(), links: BTreeMap::new() };
        for quad in quads {
            triples.insert((&quad.subject, &quad.predicate, &quad.object));
            subjects.insert(&quad.subject);
            objects.insert(&quad.object);
            counts.properties.insert(quad.predicate.as_str());
            let Term::NamedNode(object) = &quad.object else { continue };
            if quad.predicate == type_ {
                counts.classes.entry(object.as_str()).or_default().insert(name(&quad.subject));
            } else if quad.graph_name == accepted && !object.as_str().starts_with(base.as_str()) {
                *counts.links.entry((root(object.as_str()), quad.predicate.as_str())).or_default() += 1;
            }
        }
        (counts.triples, counts.subjects, counts.objects) = (triples.len(), subjects.len(), objects.len());
        counts
    }

    /// The first thing of a class.
    pub fn first_of(&self, class: &str) -> Option<&'q str> {
        self.classes.get(class)?.first().copied()
    }

    /// The properties and classes.
    pub fn terms(&self) -> impl Iterator<Item = &'q str> {
        self.properties.iter().chain(self.classes.keys()).copied()
    }
}

fn name(node: &NamedOrBlankNode) -> &str {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

/// The site of an IRI, or of a name that has none what stands before its last colon.
fn root(iri: &str) -> String {
    match iri.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}/", rest.split(['/', '?', '#']).next().unwrap_or_default()),
        None => iri.rsplit_once(':').map_or(iri, |(start, _)| start).to_owned() + ":",
    }
}

/// The vocabulary that a term belongs to, of those that we know.
pub fn namespace(term: &str) -> Option<&'static str> {
    PREFIXES.iter().map(|(_, space)| *space).find(|space| term.starts_with(space))
}

/// What a term or site is called inside of an IRI: `dblp-person`, `www-wikidata-org`.
pub fn short(iri: &str) -> String {
    let prefixed = PREFIXES.iter().find_map(|(prefix, space)| Some(format!("{prefix} {}", iri.strip_prefix(space)?)));
    slug(&prefixed.unwrap_or_else(|| iri.strip_prefix("https://").unwrap_or(iri).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_and_terms_have_names() {
        assert_eq!(root("https://dblp.org/pid/1#x"), "https://dblp.org/");
        assert_eq!(root("urn:isbn:978"), "urn:isbn:");
        assert_eq!(short("https://www.wikidata.org/"), "www-wikidata-org");
        assert_eq!(short("https://dblp.org/rdf/schema#Person"), "dblp-person");
        assert_eq!(namespace("https://schema.org/Person"), Some("https://schema.org/"));
    }
}
