//! Links from the things of a volume to other data sets. People's decisions come with the volume, proposals from whoever
//! proposes them; what holds follows from both, so that a decision that is taken back brings the proposal back.

use super::Store;
use super::publish::{Change, Owner, as_stored};
use super::shared::Quads;
use crate::error::Error;
use crate::graph::{Graphs, link};
use crate::record::{BY_HAND, Link};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad};
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Store {
    /// The links of a volume, whoever made them.
    pub fn links(&self, volume: &str) -> Result<Vec<Link>, Error> {
        let owner = Owner::new(&self.base, volume);
        let quads: Vec<Quad> = of(&self.inner, &owner)?.into_iter().collect();
        Ok(link::read(&quads, &self.base, &owner.graphs))
    }

    /// The links of a thing that other volumes have.
    pub fn links_elsewhere(&self, volume: &str, thing: &str) -> Result<Vec<Link>, Error> {
        let source = NamedNode::new_unchecked(format!("{}id/{thing}", self.base));
        let others = elsewhere(&self.inner, &Owner::new(&self.base, volume), &link::source_property(), &source)?;
        Ok(others.iter().flat_map(|(graphs, quads)| link::read(quads, &self.base, graphs)).collect())
    }

    /// Makes what `proposer` proposes for a volume these links and no others, in one transaction that writes only the
    /// difference. A link that is as it was keeps its time.
    pub fn relink(&self, volume: &str, proposer: &str, links: &[Link]) -> Result<Change, Error> {
        let owner = Owner::new(&self.base, volume);
        let writer = self.writer.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let known = own(&self.inner, &owner)?;
        let mut old: HashMap<(String, String), Link> = HashMap::new();
        let all: Vec<Quad> = known.iter().cloned().collect();
        for link in link::read(&all, &self.base, &owner.graphs) {
            if link.method != BY_HAND && link::proposer(&link.method) == proposer {
                old.insert((link.thing.clone(), link.target.clone()), link);
            }
        }
        let mut links = links.to_vec();
        for new in &mut links {
            if let Some(old) = old.get(&(new.thing.clone(), new.target.clone())) {
                let at = new.at.take();
                let same =
                    Link { at: None, confidence: new.confidence, ..old.clone() } == *new && (old.confidence - new.confidence).abs() < 1e-4;
                new.at = if same { old.at.clone() } else { at };
            }
        }
        let kept = nodes(&known, &owner, |method| link::proposer(method) != proposer || method == BY_HAND);
        let mut after = kept;
        after.extend(as_stored(link::nodes(&links, &self.base, &owner.graphs))?);
        let after = settled(after, &owner);
        let change = self.write(&owner, known, after)?;
        drop(writer);
        Ok(change)
    }
}

/// What should stand in the store once people decided `wanted`, beside what others proposed.
pub(super) fn decided(known: &Quads, wanted: Quads, owner: &Owner) -> Quads {
    let mut after = nodes(known, owner, |method| method != BY_HAND);
    after.extend(wanted.into_iter().filter(|q| in_links(q, owner)));
    settled(after, owner)
}

/// Nodes of links with what follows from them.
fn settled(mut nodes: Quads, owner: &Owner) -> Quads {
    let read = |nodes: &Quads| link::read(&nodes.iter().cloned().collect::<Vec<_>>(), &owner.base, &owner.graphs);
    let (gone, come) = link::agreed(&read(&nodes), &owner.base, &owner.graphs);
    gone.iter().for_each(|quad| _ = nodes.remove(quad));
    nodes.extend(come);
    let holds = link::accepted(&read(&nodes), &owner.base, &owner.graphs);
    nodes.extend(holds);
    nodes
}

/// What [`of`] gives without the statements that other volumes make as well: what this one may take away.
pub(super) fn own(store: &oxigraph::store::Store, owner: &Owner) -> Result<Quads, Error> {
    let mut quads = of(store, owner)?;
    let all: Vec<Quad> = quads.iter().cloned().collect();
    let mut shared: BTreeSet<(NamedNode, NamedNode)> = BTreeSet::new();
    for link in link::read(&all, &owner.base, &owner.graphs) {
        let thing = format!("{}id/{}", owner.base, link.thing);
        if !owner.names(&thing) {
            shared.insert((link::source_property(), NamedNode::new_unchecked(thing)));
        }
        if link.address.is_some() {
            shared.insert((link::target_property(), NamedNode::new_unchecked(link.target)));
        }
    }
    for (property, end) in &shared {
        for (graphs, said) in elsewhere(store, owner, property, end)? {
            link::accepted(&link::read(&said, &owner.base, &graphs), &owner.base, &graphs).iter().for_each(|quad| _ = quads.remove(quad));
        }
    }
    Ok(quads)
}

/// Every link of a volume, with the flat statements of those accepted and the places of what they lead to.
pub(super) fn of(store: &oxigraph::store::Store, owner: &Owner) -> Result<Quads, Error> {
    let graph = owner.graphs.links.as_ref().into();
    let mut quads = store.quads_for_pattern(None, None, None, Some(graph)).collect::<Result<Quads, _>>()?;
    let all: Vec<Quad> = quads.iter().cloned().collect();
    let mut held = link::flats(&quads, &owner.graphs);
    for link in link::read(&all, &owner.base, &owner.graphs) {
        held.extend(link::address(&link, &owner.base, &owner.graphs));
    }
    for quad in held {
        if store.contains(&quad)? {
            quads.insert(quad);
        }
    }
    Ok(quads)
}

/// What other volumes say of links that a property leads from to this end, with the graphs of each volume.
fn elsewhere(
    store: &oxigraph::store::Store,
    owner: &Owner,
    property: &NamedNode,
    end: &NamedNode,
) -> Result<Vec<(Graphs, Vec<Quad>)>, Error> {
    let mut found: BTreeMap<String, (Graphs, Vec<Quad>)> = BTreeMap::new();
    for naming in store.quads_for_pattern(None, Some(property.as_ref()), Some(end.as_ref().into()), None) {
        let naming = naming?;
        let GraphName::NamedNode(graph) = &naming.graph_name else { continue };
        if *graph == owner.graphs.links {
            continue;
        }
        let graphs = Graphs { links: graph.clone(), ..owner.graphs.clone() };
        let (_, quads) = found.entry(graph.as_str().to_owned()).or_insert_with(|| (graphs, Vec::new()));
        for quad in store.quads_for_pattern(Some(naming.subject.as_ref()), None, None, Some(graph.as_ref().into())) {
            quads.push(quad?);
        }
    }
    Ok(found.into_values().collect())
}

/// The nodes of the links whose method is wanted; a link that states none has an empty one.
fn nodes(quads: &Quads, owner: &Owner, wanted: impl Fn(&str) -> bool) -> Quads {
    let methods: HashMap<&NamedOrBlankNode, &str> = quads.iter().filter_map(|q| Some((&q.subject, link::method(q)?))).collect();
    let chosen = |quad: &&Quad| in_links(quad, owner) && wanted(methods.get(&quad.subject).copied().unwrap_or_default());
    quads.iter().filter(chosen).cloned().collect()
}

fn in_links(quad: &Quad, owner: &Owner) -> bool {
    quad.graph_name == owner.graphs.links.clone().into()
}
