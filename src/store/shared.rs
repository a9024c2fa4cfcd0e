//! Things that several volumes name: organizations, places, series, periodicals, source files.
//!
//! The store does not record which volume said what about them. A thing that only one volume refers to is what this
//! volume says; a thing that others refer to as well is what all of them said, settled by rules that do not depend on
//! the order of publication.

use super::publish::Owner;
use crate::error::Error;
use crate::graph;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use std::collections::{BTreeMap, HashSet};

pub(super) type Quads = HashSet<Quad>;

/// When a run started.
pub(super) const STARTED: &str = "http://www.w3.org/ns/prov#startedAtTime";

/// When it ended, or a person decided.
pub(super) const ENDED: &str = "http://www.w3.org/ns/prov#endedAtTime";

/// Common statements that a publication touches, as they are and as they should be.
pub(super) struct Settled {
    pub before: Quads,
    pub after: Quads,
}

/// Settles the shared things that the volume's old statements (`before`) or new ones (`common`) name.
pub(super) fn settle(store: &Store, owner: &Owner, before: &Quads, common: Quads) -> Result<Settled, Error> {
    let mut things: BTreeMap<String, (Quads, Quads)> = BTreeMap::new();
    for (node, quads) in reached(store, owner, before)? {
        things.entry(node).or_default().0 = quads;
    }
    let mut loose = Quads::new();
    for quad in common {
        match &quad.subject {
            NamedOrBlankNode::NamedNode(subject) if matches!(&quad.graph_name, GraphName::NamedNode(g) if owner.is_common(g)) => {
                things.entry(subject.as_str().to_owned()).or_default().1.insert(quad);
            }
            // in no graph of ours: added, never taken away
            _ => drop(loose.insert(quad)),
        }
    }
    for (node, (old, _)) in &mut things {
        if old.is_empty() {
            *old = about(store, owner, &NamedNode::new_unchecked(node))?;
        }
    }
    let foreign = foreign(store, owner, &things)?;
    let mut settled = Settled { before: Quads::new(), after: loose };
    for (node, (old, mut new)) in things {
        if foreign.contains(&node) {
            new.extend(old.iter().cloned());
        }
        settled.before.extend(old);
        settled.after.extend(graph::settle(new));
    }
    Ok(settled)
}

/// Shared things that statements lead to, over any number of shared things, each with what is said of it.
pub(super) fn reached(store: &Store, owner: &Owner, from: &Quads) -> Result<BTreeMap<String, Quads>, Error> {
    let mut found = BTreeMap::new();
    let mut seen = HashSet::new();
    let mut open: Vec<NamedNode> = from.iter().filter_map(object).cloned().collect();
    while let Some(node) = open.pop() {
        if owner.names(node.as_str()) || !seen.insert(node.clone()) {
            continue;
        }
        let quads = about(store, owner, &node)?;
        if quads.is_empty() || described_elsewhere(store, owner, &node)? {
            continue;
        }
        open.extend(quads.iter().filter_map(object).cloned());
        found.insert(node.into_string(), quads);
    }
    Ok(found)
}

/// The things that someone besides the volume refers to, and what these name in turn.
fn foreign(store: &Store, owner: &Owner, things: &BTreeMap<String, (Quads, Quads)>) -> Result<HashSet<String>, Error> {
    let mut foreign = HashSet::new();
    let mut open = Vec::new();
    for name in things.keys() {
        let node = NamedNode::new_unchecked(name);
        for quad in store.quads_for_pattern(None, None, Some(node.as_ref().into()), None) {
            let quad = quad?;
            let ours = owner.owns(&quad) || matches!(&quad.subject, NamedOrBlankNode::NamedNode(s) if things.contains_key(s.as_str()));
            if !ours {
                open.push(name.clone());
                break;
            }
        }
    }
    while let Some(name) = open.pop() {
        if let Some((old, new)) = things.get(&name)
            && foreign.insert(name)
        {
            open.extend(old.iter().chain(new).filter_map(object).map(|o| o.as_str().to_owned()));
        }
    }
    Ok(foreign)
}

/// What the common graphs say of a thing.
fn about(store: &Store, owner: &Owner, node: &NamedNode) -> Result<Quads, Error> {
    let mut quads = Quads::new();
    for graph in [&owner.graphs.shared, &owner.graphs.prov] {
        for quad in store.quads_for_pattern(Some(node.as_ref().into()), None, None, Some(graph.as_ref().into())) {
            quads.insert(quad?);
        }
    }
    Ok(quads)
}

/// Whether a thing belongs to another volume: statements about it stand neither in the common graphs nor in this volume's
/// own, as those of its run on what was left unread do, nor among accepted links, or it is a graph.
fn described_elsewhere(store: &Store, owner: &Owner, node: &NamedNode) -> Result<bool, Error> {
    for quad in store.quads_for_pattern(Some(node.as_ref().into()), None, None, None) {
        if !matches!(&quad?.graph_name, GraphName::NamedNode(g) if owner.is_common(g) || *g == owner.graphs.accepted || owner.graphs.owned().contains(&g))
        {
            return Ok(true);
        }
    }
    Ok(store.contains_named_graph(node)?)
}

fn object(quad: &Quad) -> Option<&NamedNode> {
    match &quad.object {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}
