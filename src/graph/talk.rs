//! Keynotes and other talks: those with an entry in the contents first, then those that running text announces.

use super::Scribe;
use super::iri::{Iris, part, signature};
use super::vocab::{fm, kind, rdfs, role, schema};
use crate::record::{Contribution, ContributionKind, TalkKind, Volume};
use oxigraph::model::NamedNode;

/// Contributions that are talks, with their index.
pub fn featured(volume: &Volume) -> impl Iterator<Item = (usize, &Contribution)> {
    let talk = |c: &Contribution| matches!(c.kind, ContributionKind::Keynote | ContributionKind::Invited);
    volume.contributions.iter().enumerate().filter(move |(_, c)| talk(c))
}

/// The speaker's role at the n-th talk (from 1).
pub fn speaker(iris: &Iris, n: usize) -> NamedNode {
    part(&iris.numbered("talk", n), "#speaker")
}

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    let mut n = 0;
    for (i, paper) in featured(volume) {
        n += 1;
        let (iri, work) = (iris.numbered("talk", n), &iris.papers[i]);
        let people = scribe.people;
        let authors: Vec<NamedNode> = (1..=paper.authors.len()).filter_map(|a| people.of(&signature(work, a)).cloned()).collect();
        let kind = if paper.kind == ContributionKind::Keynote { kind::keynote } else { kind::invited };
        scribe
            .data(&iri)
            .a(&[fm::Talk, schema::Event])
            .text(rdfs::label, &paper.title.value)
            .text(schema::name, &paper.title.value)
            .term(fm::talkKind, kind)
            .node(schema::superEvent, &iris.event)
            .nodes(schema::performer, &authors)
            .node(schema::workFeatured, work)
            .confidence(paper.title.confidence.min(paper.confidence));
        scribe.evidence(&iri, &[paper.span]);
    }
    for talk in &volume.talks {
        n += 1;
        let (iri, role_iri) = (iris.numbered("talk", n), speaker(iris, n));
        let (kind, word) = match talk.kind {
            TalkKind::Keynote => (kind::keynote, "Keynote"),
            TalkKind::Plenary => (kind::plenary, "Plenary talk"),
            TalkKind::Invited => (kind::invited, "Invited talk"),
        };
        let name = &talk.speaker.name.value.full;
        let topic = talk.topic.as_ref().map(|t| t.value.as_str());
        let by = format!("{word} by {name}");
        let performer = scribe.people.of(&role_iri);
        scribe
            .data(&iri)
            .a(&[fm::Talk, schema::Event])
            .text(rdfs::label, &topic.map_or(by.clone(), |topic| format!("{name}: {topic}")))
            .text(schema::name, topic.unwrap_or(&by))
            .maybe_text(schema::description, topic)
            .term(fm::talkKind, kind)
            .node(schema::superEvent, &iris.event)
            .maybe_node(schema::performer, performer);
        scribe.evidence(&iri, &[talk.span]);
        scribe.mention(&role_iri, (&talk.speaker).into(), |subject, person| {
            subject
                .a(&[fm::RoleAssignment, schema::OrganizationRole])
                .term(fm::role, role::speaker)
                .maybe_node(fm::agent, person)
                .node(fm::ofEvent, &iri)
                .number(fm::ordinal, 1)
                .maybe_text(schema::description, talk.described_as.as_ref().map(|d| d.value.as_str()))
        });
    }
}
