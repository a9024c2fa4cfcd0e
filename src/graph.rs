//! A volume as quads: the dblp schema and schema.org side by side, with terms of our own where both are silent.
//! `docs/vocabulary.md` tells it to people.
//!
//! Four named graphs: what the volume states, where each statement was read, what several volumes may name, and which
//! file and run it comes from. No blank nodes; the same volume gives the same quads in the same order; a triple stands
//! in one graph.

mod committee;
mod correction;
pub mod dataset;
mod event;
pub mod evidence;
mod finding;
mod iri;
mod item;
pub mod link;
mod mention;
mod moved;
mod paper;
mod person;
mod programme;
mod provenance;
mod shared;
mod sponsor;
mod talk;
pub mod vocab;
mod volume;
mod write;

use crate::diagnostic::Diagnostic;
use crate::record::Volume;
use crate::source::{Sources, Span};
use oxigraph::model::{NamedNode, Quad};
use sophia::api::ns::NsTerm;
use std::collections::{BTreeMap, BTreeSet};
use write::{Emit, Subject};

pub use iri::{Base, InvalidBase, Iris, affiliation, signature};
pub use moved::moved;
pub use shared::settle;

/// The run that reads a volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Start as an `xsd:dateTime`; left out where output must not depend on the clock.
    pub started: Option<String>,
    /// End, as the start.
    pub ended: Option<String>,
    /// Version of the program.
    pub version: &'static str,
    /// Options that change what is read, such as `--as-printed`.
    pub arguments: Vec<String>,
}

/// Writes a volume as quads. Warnings become statements about the things they concern.
pub fn describe(volume: &Volume, sources: &Sources, base: &Base, run: &Run, warnings: &[Diagnostic], emit: &mut dyn FnMut(Quad)) {
    let iris = iri::Iris::new(base, volume);
    let people = person::People::find(volume, &iris);
    let mut scribe = Scribe {
        volume,
        iris: &iris,
        people: &people,
        places: evidence::Places::new(sources, base),
        graphs: Graphs::of(base, &volume.id),
        described: evidence::Described::default(),
        doubts: doubts(volume),
        organizations: BTreeMap::new(),
        emit,
    };
    volume::describe(&mut scribe);
    event::describe(&mut scribe);
    programme::describe(&mut scribe);
    paper::describe(&mut scribe);
    item::describe(&mut scribe);
    talk::describe(&mut scribe);
    committee::describe(&mut scribe);
    sponsor::describe(&mut scribe);
    person::describe(&mut scribe);
    finding::describe(&mut scribe, warnings);
    correction::describe(&mut scribe);
    link::describe(&mut scribe);
    shared::describe(&mut scribe);
    provenance::describe(&mut scribe, sources, run, warnings);
}

/// Uncertain repairs in order.
fn doubts(volume: &Volume) -> Vec<(Span, f64)> {
    let mut all: Vec<(Span, f64)> = volume.repairs.iter().filter(|r| r.confidence < 1.0).map(|r| (r.span, r.confidence)).collect();
    all.sort_by_key(|(span, _)| *span);
    all
}

/// The person of every mention of a volume, both by their IRIs without the base and `id/`.
pub fn persons(volume: &Volume, base: &Base) -> BTreeMap<String, String> {
    let iris = iri::Iris::new(base, volume);
    let start = format!("{}id/", base.as_str());
    let path = |iri: &NamedNode| iri.as_str().strip_prefix(&start).unwrap_or(iri.as_str()).to_owned();
    person::People::find(volume, &iris).mentions().map(|(mention, person)| (path(mention), path(person))).collect()
}

/// The IRIs of the talks that running text announces, which follow those with an entry in the contents.
pub fn announced_talks(volume: &Volume, iris: &Iris) -> Vec<NamedNode> {
    let first = talk::featured(volume).count() + 1;
    (0..volume.talks.len()).map(|i| iris.numbered("talk", first + i)).collect()
}

/// The named graphs that statements of a volume stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graphs {
    /// What the volume states; its own.
    pub data: NamedNode,
    /// Where it was read; its own.
    pub evidence: NamedNode,
    /// Organizations, places, series and periodicals, which other volumes may name too.
    pub shared: NamedNode,
    /// Source documents and runs of all volumes.
    pub prov: NamedNode,
    /// Links proposed from things of the volume; its own, written by linking and never by [`describe`].
    pub links: NamedNode,
    /// Flat statements of accepted links of all volumes.
    pub accepted: NamedNode,
}

impl Graphs {
    pub fn of(base: &Base, volume_id: &str) -> Graphs {
        Graphs {
            data: base.data_graph(volume_id),
            evidence: base.evidence_graph(volume_id),
            shared: base.shared_graph(),
            prov: base.prov_graph(),
            links: base.links_graph(volume_id),
            accepted: base.accepted_graph(),
        }
    }

    /// Those that only this volume writes to.
    pub fn owned(&self) -> [&NamedNode; 3] {
        [&self.data, &self.evidence, &self.links]
    }
}

/// What the parts of the description share.
struct Scribe<'v, 'e> {
    volume: &'v Volume,
    iris: &'v iri::Iris,
    people: &'v person::People<'v>,
    places: evidence::Places,
    graphs: Graphs,
    described: evidence::Described,
    /// Where uncertain repairs were made, in order, and how sure each is.
    doubts: Vec<(Span, f64)>,
    /// Spellings of each organization that was named.
    organizations: BTreeMap<String, BTreeSet<String>>,
    emit: &'v mut Emit<'e>,
}

impl<'e> Scribe<'_, 'e> {
    /// A subject in the volume's data.
    fn data(&mut self, subject: &NamedNode) -> Subject<'_, 'e> {
        Subject::new(subject, &self.graphs.data, self.emit)
    }

    fn shared(&mut self, subject: &NamedNode) -> Subject<'_, 'e> {
        Subject::new(subject, &self.graphs.shared, self.emit)
    }

    fn prov(&mut self, subject: &NamedNode) -> Subject<'_, 'e> {
        Subject::new(subject, &self.graphs.prov, self.emit)
    }

    /// Says where a thing was read; once for each thing.
    fn evidence(&mut self, thing: &NamedNode, spans: &[Span]) {
        let spans: Vec<Span> = spans.iter().flat_map(|s| std::iter::once(s).chain(self.others(*s))).copied().collect();
        self.described.evidence(thing, &spans, &self.places, &self.graphs.evidence, self.emit);
    }

    /// Places in the graph of evidence that say something other than where a thing was read.
    fn places_of(&mut self, subject: &NamedNode, property: NsTerm<'static>, places: &[NamedNode]) {
        Subject::new(subject, &self.graphs.evidence, self.emit).nodes(property, places);
    }

    /// Places of other readings that say what a place says.
    fn others(&self, span: Span) -> &[Span] {
        let parallels = &self.volume.parallels;
        parallels.binary_search_by_key(&span, |p| p.span).map_or(&[], |at| &parallels[at].others)
    }

    /// How sure the reading of a place is by the repairs that were made there.
    fn certainty(&self, place: Span) -> f64 {
        let first = self.doubts.partition_point(|(span, _)| (span.file, span.start) < (place.file, place.start));
        let within = self.doubts[first..].iter().take_while(|(span, _)| span.file == place.file && span.start < place.end);
        within.fold(1.0, |least, (_, sure)| least.min(*sure))
    }

    /// The organization of that name, to be described at the end.
    fn organization(&mut self, name: &str) -> NamedNode {
        let iri = self.iris.base.organization(name);
        self.organizations.entry(iri.as_str().to_owned()).or_default().insert(name.to_owned());
        iri
    }
}

#[cfg(test)]
mod tests;
