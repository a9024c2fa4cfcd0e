//! Triples as sorted tables of numbers: what shapes are read from, and what they are held against. A triple counts once,
//! whatever graphs it stands in.

mod asked;

use oxigraph::model::{GraphName, Quad, Term};
use std::collections::{HashMap, HashSet};

/// A term by its place in [`Terms`].
pub type Id = u32;

/// Stands for the graph without a name.
const DEFAULT: Id = Id::MAX;

/// Terms and their numbers. The terms of shapes come first in every table of facts, so that a shape means the same in all.
#[derive(Clone, Debug)]
pub struct Terms {
    list: Vec<Term>,
    ids: HashMap<Term, Id>,
}

/// Facts to look things up in.
#[derive(Debug)]
pub struct Facts {
    pub terms: Terms,
    /// Subject, predicate, object.
    spo: Vec<[Id; 3]>,
    /// Object, predicate, subject.
    ops: Vec<[Id; 3]>,
    /// Predicate, subject, object.
    pso: Vec<[Id; 3]>,
    /// Triples that stand in several graphs, with these.
    pub repeated: Vec<([Id; 3], Vec<Id>)>,
}

impl Terms {
    /// A table that begins with some IRIs, which so have known numbers.
    pub fn new(iris: &[&str]) -> Terms {
        let mut terms = Terms { list: Vec::new(), ids: HashMap::new() };
        for iri in iris {
            terms.add(oxigraph::model::NamedNode::new_unchecked(*iri).into());
        }
        terms
    }

    /// The number of a term, new where it was unknown.
    pub fn add(&mut self, term: Term) -> Id {
        if let Some(id) = self.ids.get(&term) {
            return *id;
        }
        let id = self.list.len() as Id;
        self.list.push(term.clone());
        self.ids.insert(term, id);
        id
    }

    pub fn get(&self, term: &Term) -> Option<Id> {
        self.ids.get(term).copied()
    }

    pub fn term(&self, id: Id) -> &Term {
        &self.list[id as usize]
    }
}

impl Facts {
    pub fn new(mut terms: Terms, quads: impl IntoIterator<Item = Quad>) -> Facts {
        let mut all: Vec<([Id; 3], Id)> = quads
            .into_iter()
            .map(|quad| {
                let graph = match quad.graph_name {
                    GraphName::NamedNode(graph) => terms.add(graph.into()),
                    GraphName::BlankNode(graph) => terms.add(graph.into()),
                    GraphName::DefaultGraph => DEFAULT,
                };
                ([terms.add(quad.subject.into()), terms.add(quad.predicate.into()), terms.add(quad.object)], graph)
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        let same = all.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
        let repeated = same.map(|group| (group[0].0, group.iter().map(|(_, graph)| *graph).collect())).collect();
        let mut spo: Vec<[Id; 3]> = all.into_iter().map(|(triple, _)| triple).collect();
        spo.dedup();
        let mut ops: Vec<[Id; 3]> = spo.iter().map(|[s, p, o]| [*o, *p, *s]).collect();
        ops.sort_unstable();
        let mut pso: Vec<[Id; 3]> = spo.iter().map(|[s, p, o]| [*p, *s, *o]).collect();
        pso.sort_unstable();
        Facts { terms, spo, ops, pso, repeated }
    }

    pub fn term(&self, id: Id) -> &Term {
        self.terms.term(id)
    }

    /// The name of a graph of [`Facts::repeated`].
    pub fn graph(&self, id: Id) -> String {
        if id == DEFAULT { "the default graph".to_owned() } else { self.term(id).to_string() }
    }

    /// What a thing has for a predicate.
    pub fn objects(&self, subject: Id, predicate: Id) -> impl Iterator<Item = Id> + '_ {
        begin(&self.spo, &[subject, predicate]).iter().map(|row| row[2])
    }

    /// The one thing, or the first, that a thing has for a predicate.
    pub fn object(&self, subject: Id, predicate: Id) -> Option<Id> {
        self.objects(subject, predicate).next()
    }

    /// What has a thing for a predicate.
    pub fn subjects(&self, predicate: Id, object: Id) -> impl Iterator<Item = Id> + '_ {
        begin(&self.ops, &[object, predicate]).iter().map(|row| row[2])
    }

    /// Predicates and objects of a thing.
    pub fn about(&self, subject: Id) -> impl Iterator<Item = (Id, Id)> + '_ {
        begin(&self.spo, &[subject]).iter().map(|row| (row[1], row[2]))
    }

    /// Predicates and subjects that refer to a thing.
    pub fn referring(&self, object: Id) -> impl Iterator<Item = (Id, Id)> + '_ {
        begin(&self.ops, &[object]).iter().map(|row| (row[1], row[2]))
    }

    /// Subjects and objects of a predicate.
    pub fn uses(&self, predicate: Id) -> impl Iterator<Item = (Id, Id)> + '_ {
        begin(&self.pso, &[predicate]).iter().map(|row| (row[1], row[2]))
    }

    pub fn has(&self, triple: [Id; 3]) -> bool {
        self.spo.binary_search(&triple).is_ok()
    }

    /// Members of an RDF list; a list that does not end well is cut where it goes wrong or comes back to itself.
    pub fn list(&self, head: Id) -> Vec<Id> {
        let (mut members, mut node, mut seen) = (Vec::new(), head, HashSet::new());
        while let Some(first) = self.object(node, super::FIRST)
            && seen.insert(node)
        {
            members.push(first);
            let Some(rest) = self.object(node, super::REST) else { break };
            node = rest;
        }
        members
    }
}

/// The rows that begin so.
fn begin<'a>(rows: &'a [[Id; 3]], start: &[Id]) -> &'a [[Id; 3]] {
    let from = rows.partition_point(|row| row[..start.len()] < *start);
    let to = from + rows[from..].partition_point(|row| row[..start.len()] <= *start);
    &rows[from..to]
}
