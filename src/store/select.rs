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

    /// The volume that a name means: its id, its IRI, or words of the id that no other volume has all of
    /// (`patient-2014`).
    pub fn volume_named(&self, name: &str) -> Result<String, Error> {
        let known = self.volumes()?;
        let start = format!("{}id/", self.base);
        let id = name.strip_prefix(&start).or(name.strip_prefix("id:")).unwrap_or(name).trim_matches('/');
        if known.iter().any(|v| v == id) {
            return Ok(id.to_owned());
        }
        let has = |volume: &String| id.split('-').all(|word| volume.split('-').any(|w| w == word));
        let mut found: Vec<&String> = known.iter().filter(|v| has(v)).collect();
        match (found.pop(), found.as_slice()) {
            (Some(volume), []) => Ok(volume.clone()),
            (Some(last), others) => {
                let list: Vec<&str> = others.iter().map(|v| v.as_str()).chain([last.as_str()]).collect();
                Err(Error::Usage(format!("{name} may be {}; name one of them", list.join(" or "))))
            }
            _ if known.is_empty() => Err(Error::Usage(format!("there is no volume {name}; the store has no volumes"))),
            _ => Err(Error::Usage(format!("there is no volume {name}; the store has {}", known.join(", ")))),
        }
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

    /// The label of a thing.
    pub fn label(&self, iri: &NamedNode) -> Result<Option<String>, Error> {
        let labels = self.objects(iri, "http://www.w3.org/2000/01/rdf-schema#label")?;
        Ok(labels.into_iter().find_map(|term| if let Term::Literal(label) = term { Some(label.value().to_owned()) } else { None }))
    }

    /// Quads with these parts, in any graph and in no particular order.
    pub fn find(
        &self,
        subject: Option<&NamedNode>,
        predicate: Option<&NamedNode>,
        object: Option<&Term>,
    ) -> impl Iterator<Item = Result<Quad, Error>> + use<> {
        let subject = subject.map(|s| s.as_ref().into());
        self.inner.quads_for_pattern(subject, predicate.map(NamedNode::as_ref), object.map(Term::as_ref), None).map(|quad| Ok(quad?))
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
        let mut quads = Quads::new();
        for volume in volumes {
            let owner = Owner::new(&self.base, &self.volume_named(volume)?);
            let owned = super::publish::owned(&self.inner, &owner)?;
            quads.extend(shared::reached(&self.inner, &owner, &owned)?.into_values().flatten());
            quads.extend(owned);
            quads.extend(super::links::of(&self.inner, &owner)?);
        }
        Ok(quads.into_iter().collect())
    }
}
