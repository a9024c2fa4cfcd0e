//! From a finding to the lines that it is about: the evidence of what does not fit, else of the nearest thing that has any.

use super::facts::{Facts, Id};
use super::{EVIDENCE, Finding};
use crate::error::Error;
use crate::graph::evidence;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::store::Store;
use oxigraph::model::{NamedNode, Term};
use std::collections::{HashMap, HashSet};

/// The figure of a statistic.
const VALUE: &str = "https://schema.org/value";

/// As many places are given for a finding.
const MANY: usize = 4;

/// Texts of sources as they are needed, with the byte that each character starts at.
pub struct Places<'a> {
    facts: &'a Facts,
    store: &'a Store,
    pub sources: Sources,
    files: HashMap<String, Option<(FileId, Vec<u32>)>>,
}

impl<'a> Places<'a> {
    pub fn new(facts: &'a Facts, store: &'a Store) -> Self {
        Self { facts, store, sources: Sources::default(), files: HashMap::new() }
    }

    /// The places of a finding in the sources, the best first.
    pub fn of(&mut self, finding: &Finding) -> Result<Vec<Span>, Error> {
        let mut spans = Vec::new();
        for place in concerned(self.facts, finding) {
            if let Some(span) = self.span(&place)?
                && !spans.contains(&span)
            {
                spans.push(span);
            }
            if spans.len() == MANY {
                break;
            }
        }
        Ok(spans)
    }

    fn span(&mut self, place: &str) -> Result<Option<Span>, Error> {
        let Some((source, start, end)) = evidence::parse(place) else { return Ok(None) };
        if !self.files.contains_key(source) {
            let file = self.open(source)?;
            self.files.insert(source.to_owned(), file);
        }
        let Some(Some((file, starts))) = self.files.get(source) else { return Ok(None) };
        let last = starts.len().saturating_sub(1);
        let byte = |character: usize| starts[character.min(last)] as usize;
        Ok(Some(Span::new(*file, byte(start), byte(end.max(start)))))
    }

    /// The text of a source that the store keeps, by the name that it was read under.
    fn open(&mut self, source: &str) -> Result<Option<(FileId, Vec<u32>)>, Error> {
        let Some((_, hash)) = source.rsplit_once("sha256-") else { return Ok(None) };
        let Some(text) = self.store.source(hash)? else { return Ok(None) };
        let label = self.store.objects(&NamedNode::new_unchecked(source), "http://www.w3.org/2000/01/rdf-schema#label")?;
        let name = match label.first() {
            Some(Term::Literal(label)) => label.value().to_owned(),
            _ => format!("sha256-{hash}"),
        };
        let starts = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        let file = self.sources.add(SourceFile::new(&name, text.as_bytes(), text.clone(), "utf-8"));
        Ok(Some((file, starts)))
    }
}

/// The places that a finding is about, the best first.
fn concerned(facts: &Facts, finding: &Finding) -> Vec<String> {
    let value = finding.value.as_ref();
    if let Some(Term::NamedNode(place)) = value
        && evidence::parse(place.as_str()).is_some()
    {
        return vec![place.as_str().to_owned()];
    }
    let Some(focus) = facts.terms.get(&finding.focus) else { return Vec::new() };
    let value = value.and_then(|value| facts.terms.get(value)).filter(|value| *value != focus);
    // the figure or seat that makes the statement says more than the thing that has it
    let valued = facts.terms.get(&super::judge::iri(VALUE));
    let makes = |node: Id| match value {
        Some(value) if matches!(facts.term(value), Term::Literal(_)) => valued.is_some_and(|valued| facts.has([node, valued, value])),
        Some(value) => facts.about(node).any(|(_, object)| object == value),
        None => false,
    };
    let measures = |node: Id| facts.about(node).any(|(_, object)| Some(object) == finding.predicate);
    let makers = facts.referring(focus).map(|(_, node)| node).filter(|node| measures(*node) || makes(*node));
    let nodes: Vec<Id> = makers.chain([focus]).chain(value).collect();
    let found: Vec<String> = nodes.into_iter().flat_map(|node| places(facts, node)).collect();
    if found.is_empty() { carried(facts, focus) } else { found }
}

/// The places that a thing was read from.
fn places(facts: &Facts, node: Id) -> Vec<String> {
    let iris = facts.objects(node, EVIDENCE).filter_map(|place| match facts.term(place) {
        Term::NamedNode(place) => Some(place.as_str().to_owned()),
        _ => None,
    });
    let mut found: Vec<String> = iris.collect();
    found.sort_by_key(|place| (place.len(), place.clone()));
    found
}

/// The places of the nearest things that have any: what a part belongs to, else what refers to the thing, else what it
/// is below, else what it refers to.
fn carried(facts: &Facts, node: Id) -> Vec<String> {
    let Term::NamedNode(iri) = facts.term(node) else { return Vec::new() };
    let at = |iri: &str| facts.terms.get(&NamedNode::new_unchecked(iri).into()).map(|id| places(facts, id)).unwrap_or_default();
    if let Some((whole, part)) = iri.as_str().split_once('#') {
        // A#a2-aff1 stands in A#a2, which stands in A
        let parts = part.rmatch_indices('-').map(|(at, _)| format!("{whole}#{}", &part[..at]));
        if let Some(found) = parts.chain([whole.to_owned()]).map(|iri| at(&iri)).find(|found| !found.is_empty()) {
            return found;
        }
    }
    // who says the same of it, as a signature has its person's name, before who only mentions it
    let literal = |id: &Id| matches!(facts.term(*id), Term::Literal(_));
    let said: HashSet<Id> = facts.about(node).map(|(_, object)| object).filter(literal).collect();
    let agrees = |subject: Id| facts.about(subject).any(|(_, object)| said.contains(&object));
    let mut referring: Vec<(bool, usize, String)> = Vec::new();
    for (_, subject) in facts.referring(node) {
        let stands = places(facts, subject);
        referring.extend(stands.into_iter().map(|place| (!agrees(subject), place.len(), place)));
    }
    referring.sort();
    let mut found: Vec<String> = referring.into_iter().map(|(.., place)| place).collect();
    let mut above = iri.as_str();
    while found.is_empty()
        && let Some((parent, _)) = above.rsplit_once('/')
        && !parent.ends_with('/')
    {
        above = parent;
        found = at(parent);
    }
    if found.is_empty() {
        found = facts.about(node).flat_map(|(_, object)| places(facts, object)).collect();
    }
    found
}
