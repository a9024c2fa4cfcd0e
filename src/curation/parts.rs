//! The parts of a record that a decision can be about: their IRIs, and where they stand in the record as JSON.

use super::fields::Kind;
use crate::graph::{self, Base, Iris};
use crate::record::{Signature, Volume};
use crate::source::{Sources, Span};
use oxigraph::model::NamedNode;

/// One part of a volume's record.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub iri: NamedNode,
    /// JSON pointer into the record.
    pub at: String,
    pub kind: Kind,
    /// What it was read from.
    pub span: Span,
}

/// Every part, the whole before its own parts.
pub fn parts(volume: &Volume, base: &Base) -> Vec<Part> {
    let iris = Iris::new(base, volume);
    let mut all = Parts(Vec::new());
    let title = volume.proceedings.title.as_ref().map(|t| t.span).unwrap_or_default();
    all.push(&iris.volume, "/proceedings", Kind::Proceedings, title);
    all.push(&iris.event, "/event", Kind::Event, volume.event.name.as_ref().map_or(title, |n| n.span));
    for (j, editor) in volume.proceedings.editors.iter().enumerate() {
        all.signature(&iris.editor(j + 1), &format!("/proceedings/editors/{j}"), editor);
    }
    for (i, (paper, iri)) in volume.contributions.iter().zip(&iris.papers).enumerate() {
        all.push(iri, &format!("/contributions/{i}"), Kind::Paper, paper.span);
        for (j, author) in paper.authors.iter().enumerate() {
            all.signature(&graph::signature(iri, j + 1), &format!("/contributions/{i}/authors/{j}"), author);
        }
    }
    for (i, (session, iri)) in volume.sessions.iter().zip(&iris.sessions).enumerate() {
        all.push(iri, &format!("/sessions/{i}"), Kind::Session, session.title.span);
        for (j, chair) in session.chairs.iter().enumerate() {
            all.signature(&iris.session_chair(i, j + 1), &format!("/sessions/{i}/chairs/{j}"), chair);
        }
    }
    for (i, (item, iri)) in volume.items.iter().zip(&iris.items).enumerate() {
        all.push(iri, &format!("/items/{i}"), Kind::Item, item.title.span);
        for (j, signatory) in item.signatures.iter().enumerate() {
            all.signature(&graph::signature(iri, j + 1), &format!("/items/{i}/signatures/{j}"), signatory);
        }
    }
    for (i, (committee, iri)) in volume.committees.iter().zip(&iris.committees).enumerate() {
        all.push(iri, &format!("/committees/{i}"), Kind::Committee, committee.label.span);
        for (j, seat) in committee.seats.iter().enumerate() {
            all.signature(&iris.seat(i, j + 1), &format!("/committees/{i}/seats/{j}"), seat);
        }
    }
    for (i, sponsorship) in volume.sponsorships.iter().enumerate() {
        all.push(&iris.numbered("sponsorship", i + 1), &format!("/sponsorships/{i}"), Kind::Sponsorship, sponsorship.name.span);
    }
    for (i, (statistic, iri)) in volume.statistics.iter().zip(&iris.statistics).enumerate() {
        all.push(iri, &format!("/statistics/{i}"), Kind::Statistic, statistic.quote.span);
    }
    all.0
}

struct Parts(Vec<Part>);

impl Parts {
    fn push(&mut self, iri: &NamedNode, at: &str, kind: Kind, span: Span) {
        self.0.push(Part { iri: iri.clone(), at: at.to_owned(), kind, span });
    }

    fn signature(&mut self, iri: &NamedNode, at: &str, signature: &Signature) {
        self.push(iri, at, Kind::Signature, signature.name.span);
        for (k, affiliation) in signature.affiliations.iter().enumerate() {
            self.push(&graph::affiliation(iri, k + 1), &format!("{at}/affiliations/{k}"), Kind::Affiliation, affiliation.span);
        }
    }
}

/// The part that a decision's `thing` names: by its IRI, or the narrowest that holds a place.
pub fn find(thing: &str, volume: &Volume, sources: &Sources, base: &Base) -> Option<Part> {
    let mut all = parts(volume, base);
    if let Some((source, start, end)) = graph::evidence::parse(thing) {
        let file = sources.files.iter().position(|f| format!("sha256-{}", f.sha256).starts_with(source))?;
        let text = &sources.files[file].text;
        let byte = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
        let span = Span::new(crate::source::FileId(file as u32), byte(start), byte(end));
        all.retain(|part| part.span.contains(span) && !part.span.is_empty());
        return all.into_iter().rev().min_by_key(|part| part.span.len());
    }
    let start = format!("{}id/", base.as_str());
    all.into_iter().find(|part| part.iri.as_str().strip_prefix(&start) == Some(thing))
}
