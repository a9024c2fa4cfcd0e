//! Links from the things of a volume to other data sets. People's decisions come with the volume, proposals from whoever
//! proposes them; what holds follows from both, so that a decision that is taken back brings the proposal back.

use super::Store;
use super::publish::{Change, Owner, as_stored};
use super::shared::Quads;
use crate::error::Error;
use crate::graph::{Base, link};
use crate::record::{BY_HAND, Link};
use oxigraph::model::{NamedOrBlankNode, Quad};
use std::collections::HashMap;

impl Store {
    /// The links of a volume, whoever made them.
    pub fn links(&self, volume: &str) -> Result<Vec<Link>, Error> {
        let owner = Owner::new(&self.base, volume);
        let quads: Vec<Quad> = of(&self.inner, &owner)?.into_iter().collect();
        Ok(link::read(&quads, &self.base, &owner.graphs))
    }

    /// Makes what `proposer` proposes for a volume these links and no others, in one transaction that writes only the
    /// difference. A link that is as it was keeps its time.
    pub fn relink(&self, volume: &str, proposer: &str, links: &[Link]) -> Result<Change, Error> {
        let owner = Owner::new(&self.base, volume);
        let writer = self.writer.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let known = of(&self.inner, &owner)?;
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
        let quads: Vec<Quad> = after.iter().cloned().collect();
        after.extend(link::accepted(&link::read(&quads, &self.base, &owner.graphs), &self.base, &owner.graphs));
        let change = self.write(&owner, known, after)?;
        drop(writer);
        Ok(change)
    }
}

/// What should stand in the store once people decided `wanted`, beside what others proposed.
pub(super) fn decided(known: &Quads, wanted: Quads, owner: &Owner, base: &Base) -> Result<Quads, Error> {
    let mut after = nodes(known, owner, |method| method != BY_HAND);
    after.extend(wanted.into_iter().filter(|q| in_links(q, owner)));
    let quads: Vec<Quad> = after.iter().cloned().collect();
    after.extend(link::accepted(&link::read(&quads, base, &owner.graphs), base, &owner.graphs));
    Ok(after)
}

/// Every link of a volume, with the flat statements of those accepted.
pub(super) fn of(store: &oxigraph::store::Store, owner: &Owner) -> Result<Quads, Error> {
    let graph = owner.graphs.links.as_ref().into();
    let mut quads = store.quads_for_pattern(None, None, None, Some(graph)).collect::<Result<Quads, _>>()?;
    for flat in link::flats(&quads, &owner.graphs) {
        if store.contains(&flat)? {
            quads.insert(flat);
        }
    }
    Ok(quads)
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
