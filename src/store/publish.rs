//! Making a volume's part of the store what it should be.

use super::shared::{self, Quads};
use super::{Store, database, links};
use crate::error::Error;
use crate::graph::{Base, Graphs};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use std::sync::atomic::Ordering;

/// How many quads a publication wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub inserted: usize,
    pub removed: usize,
}

impl Change {
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// What belongs to one volume.
pub(super) struct Owner {
    id: NamedNode,
    pub base: Base,
    pub graphs: Graphs,
}

impl Owner {
    pub fn new(base: &Base, volume: &str) -> Self {
        Self { id: base.volume(volume), base: base.clone(), graphs: Graphs::of(base, volume) }
    }

    /// The volume itself and its graphs: where its part of the provenance begins.
    pub fn roots(&self) -> [NamedNode; 3] {
        [self.id.clone(), self.graphs.data.clone(), self.graphs.evidence.clone()]
    }

    /// Whether a thing is the volume, a part of it or one of its graphs.
    pub fn names(&self, node: &str) -> bool {
        let below = |rest: &str| rest.is_empty() || rest.starts_with(['/', '#']);
        let is_graph = self.roots()[1..].iter().any(|graph| graph.as_str() == node);
        is_graph || node.strip_prefix(self.id.as_str()).is_some_and(below)
    }

    /// Whether a statement is this volume's alone.
    pub fn owns(&self, quad: &Quad) -> bool {
        let GraphName::NamedNode(graph) = &quad.graph_name else { return false };
        if *graph == self.graphs.data || *graph == self.graphs.evidence {
            return true;
        }
        self.is_common(graph) && matches!(&quad.subject, NamedOrBlankNode::NamedNode(s) if self.names(s.as_str()))
    }

    /// Whether a statement is a link, which others may make as well.
    pub fn links(&self, quad: &Quad) -> bool {
        matches!(&quad.graph_name, GraphName::NamedNode(g) if *g == self.graphs.links || *g == self.graphs.accepted)
    }

    /// Whether a statement is a time of a run, which tells nothing of the volume; the time of a correction does.
    fn tells_time(&self, quad: &Quad) -> bool {
        let part = matches!(&quad.subject, NamedOrBlankNode::NamedNode(s) if self.names(s.as_str()));
        quad.predicate.as_str() == shared::STARTED || quad.predicate.as_str() == shared::ENDED && !part
    }

    /// Whether a graph holds statements of several volumes.
    pub fn is_common(&self, graph: &NamedNode) -> bool {
        *graph == self.graphs.shared || *graph == self.graphs.prov
    }
}

impl Store {
    /// Makes a volume's statements these and no others, in one transaction that writes only the difference. Nothing is
    /// written where only the times of the run differ. No quads at all: the volume is removed.
    ///
    /// Statements about shared things stay while another volume refers to them; two spellings of one shared thing
    /// become one name and alternate names, whichever volume came first.
    pub fn publish(&self, volume: &str, quads: impl IntoIterator<Item = Quad>) -> Result<Change, Error> {
        let wanted = as_stored(quads)?;
        let owner = Owner::new(&self.base, volume);
        let _writer = self.writer.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // no other writer: what is read here is what the transaction will see
        let mut before = owned(&self.inner, &owner)?;
        let gone = wanted.is_empty();
        let (links, wanted): (Quads, Quads) = wanted.into_iter().partition(|q| owner.links(q));
        let (mut after, common): (Quads, Quads) = wanted.into_iter().partition(|q| owner.owns(q));
        let settled = shared::settle(&self.inner, &owner, &before, common)?;
        before.extend(settled.before);
        after.extend(settled.after);
        let known = links::own(&self.inner, &owner)?;
        after.extend(if gone { Quads::new() } else { links::decided(&known, links, &owner) });
        before.extend(known);
        self.write(&owner, before, after)
    }

    /// Makes a volume's statements in the store others, in one transaction.
    pub(super) fn write(&self, owner: &Owner, before: Quads, after: Quads) -> Result<Change, Error> {
        let removed: Vec<&Quad> = before.difference(&after).collect();
        let mut inserted = Vec::new();
        for quad in after.difference(&before) {
            if !self.inner.contains(quad)? {
                inserted.push(quad);
            }
        }
        if removed.iter().chain(&inserted).all(|q| owner.tells_time(q)) {
            return Ok(Change::default());
        }
        let mut transaction = self.inner.start_transaction()?;
        for quad in &removed {
            transaction.remove(*quad);
        }
        for quad in &inserted {
            transaction.insert(*quad);
        }
        let change = Change { inserted: inserted.len(), removed: removed.len() };
        transaction.commit()?;
        if let Some(directory) = &self.directory {
            database::save(&self.inner, &directory.database())?;
        }
        self.inserted.fetch_add(change.inserted as u64, Ordering::Relaxed);
        Ok(change)
    }
}

/// The quads as the engine gives them back: numbers in canonical form, duplicates gone.
pub(super) fn as_stored(quads: impl IntoIterator<Item = Quad>) -> Result<Quads, Error> {
    let store = oxigraph::store::Store::new()?;
    store.extend(quads)?;
    Ok(store.iter().collect::<Result<_, _>>()?)
}

/// What the store holds of the volume alone.
pub(super) fn owned(store: &oxigraph::store::Store, owner: &Owner) -> Result<Quads, Error> {
    let mut quads = Quads::new();
    for graph in [&owner.graphs.data, &owner.graphs.evidence] {
        for quad in store.quads_for_pattern(None, None, None, Some(graph.as_ref().into())) {
            quads.insert(quad?);
        }
    }
    // nodes of the common graphs that are the volume's parts: the roots, what refers to its things, what those name
    let mut open: Vec<NamedNode> = owner.roots().into();
    open.extend(quads.iter().filter_map(|q| match &q.subject {
        NamedOrBlankNode::NamedNode(subject) => Some(subject.clone()),
        NamedOrBlankNode::BlankNode(_) => None,
    }));
    let mut seen = std::collections::HashSet::new();
    while let Some(node) = open.pop() {
        if !owner.names(node.as_str()) || !seen.insert(node.clone()) {
            continue;
        }
        for graph in [&owner.graphs.prov, &owner.graphs.shared] {
            let graph = graph.as_ref().into();
            for quad in store.quads_for_pattern(Some(node.as_ref().into()), None, None, Some(graph)) {
                let quad = quad?;
                if let Term::NamedNode(object) = &quad.object {
                    open.push(object.clone());
                }
                quads.insert(quad);
            }
            for quad in store.quads_for_pattern(None, None, Some(node.as_ref().into()), Some(graph)) {
                if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                    open.push(subject);
                }
            }
        }
    }
    Ok(quads)
}
