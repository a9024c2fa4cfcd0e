//! Parts of the store: the volumes it holds, and what belongs to some of them.

use super::Store;
use super::publish::Owner;
use super::shared::{self, Quads};
use crate::error::Error;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};

const TITLE: &str = "https://dblp.org/rdf/schema#title";
const NAME: &str = "https://schema.org/name";
const EVIDENCE: &str = "https://w3id.org/frontis/ns#evidence";

impl Store {
    /// The volumes by id.
    pub fn volumes(&self) -> Result<Vec<String>, Error> {
        let start = format!("{}graph/data/", self.base);
        let mut volumes = Vec::new();
        for graph in self.inner.named_graphs() {
            if let NamedOrBlankNode::NamedNode(graph) = graph?
                && let Some(volume) = graph.as_str().strip_prefix(&start)
                // a volume that was removed leaves the name of its graph
                && self.inner.quads_for_pattern(None, None, None, Some(graph.as_ref().into())).next().is_some()
            {
                volumes.push(volume.to_owned());
            }
        }
        volumes.sort();
        Ok(volumes)
    }

    /// What a thing is called.
    pub fn title(&self, iri: &NamedNode) -> Result<Option<String>, Error> {
        for predicate in [TITLE, NAME] {
            let mut values = self.objects(iri, predicate)?;
            values.sort_by_key(Term::to_string);
            if let Some(Term::Literal(title)) = values.into_iter().next() {
                return Ok(Some(title.value().to_owned()));
            }
        }
        Ok(None)
    }

    /// The values of a predicate.
    pub fn objects(&self, subject: &NamedNode, predicate: &str) -> Result<Vec<Term>, Error> {
        let predicate = NamedNode::new_unchecked(predicate);
        self.inner
            .quads_for_pattern(Some(subject.as_ref().into()), Some(predicate.as_ref()), None, None)
            .map(|quad| Ok(quad?.object))
            .collect()
    }

    /// The things that refer to a thing.
    pub fn subjects(&self, object: &NamedNode) -> Result<Vec<NamedNode>, Error> {
        let mut found = Vec::new();
        for quad in self.inner.quads_for_pattern(None, None, Some(object.as_ref().into()), None) {
            if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                found.push(subject);
            }
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// The places that a thing was read from, as IRIs of source and character range, in order.
    pub fn evidence(&self, iri: &NamedNode) -> Result<Vec<String>, Error> {
        let mut places: Vec<String> = self
            .objects(iri, EVIDENCE)?
            .into_iter()
            .filter_map(|term| match term {
                Term::NamedNode(place) => Some(place.into_string()),
                _ => None,
            })
            .collect();
        places.sort_by_key(|place| (place.len(), place.clone()));
        Ok(places)
    }

    /// What belongs to some volumes: their own statements and those about the shared things that they name.
    pub fn volume_quads(&self, volumes: &[String]) -> Result<Vec<Quad>, Error> {
        let known = self.volumes()?;
        let mut quads = Quads::new();
        for volume in volumes {
            if !known.contains(volume) {
                let list = if known.is_empty() { "no volumes".to_owned() } else { known.join(", ") };
                return Err(Error::Usage(format!("there is no volume {volume}; the store has {list}")));
            }
            let owner = Owner::new(&self.base, volume);
            let owned = super::publish::owned(&self.inner, &owner)?;
            quads.extend(shared::reached(&self.inner, &owner, &owned)?.into_values().flatten());
            quads.extend(owned);
        }
        Ok(quads.into_iter().collect())
    }
}
