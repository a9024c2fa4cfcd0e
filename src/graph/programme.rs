//! Days and sessions, and who chairs them.

use super::Scribe;
use super::vocab::{fm, rdfs, role, schema, xsd};
use crate::source::Span;
use oxigraph::model::NamedNode;
use std::collections::BTreeSet;

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    days(scribe);
    sessions(scribe);
}

fn days(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    let mut seen = BTreeSet::new();
    for (i, iri) in iris.days.iter().enumerate() {
        if !seen.insert(iri.as_str()) {
            continue;
        }
        let same = || volume.days.iter().zip(&iris.days).filter(|(_, other)| *other == iri).map(|(day, _)| day);
        let (label, date) = (&volume.days[i].label.value, volume.days[i].date.map(|d| d.to_string()));
        scribe
            .data(iri)
            .a(&[fm::ProgramDay, schema::Event])
            .text(rdfs::label, label)
            .text(schema::name, label)
            .texts(fm::printedLabel, same().map(|day| day.label.value.as_str()))
            .maybe_typed(schema::startDate, date.clone(), xsd::date)
            .maybe_typed(schema::endDate, date, xsd::date)
            .node(schema::superEvent, &iris.event);
        let spans: Vec<Span> = same().map(|day| day.label.span).collect();
        scribe.evidence(iri, &spans);
    }
}

fn sessions(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    let mut papers: Vec<Vec<&NamedNode>> = vec![Vec::new(); volume.sessions.len()];
    for (paper, iri) in volume.contributions.iter().zip(&iris.papers) {
        if let Some(list) = paper.session.and_then(|s| papers.get_mut(s)) {
            list.push(iri);
        }
    }
    for (i, session) in volume.sessions.iter().enumerate() {
        let iri = &iris.sessions[i];
        let date = session.day.and_then(|d| volume.days.get(d)).and_then(|day| day.date);
        let sure = scribe.certainty(session.title.span);
        scribe
            .data(iri)
            .a(&[fm::Session, schema::Event])
            .text(rdfs::label, &session.title.value)
            .text(schema::name, &session.title.value)
            .number(fm::ordinal, i as i64 + 1)
            .maybe_text(fm::printedNumber, session.number.as_deref())
            .node(schema::superEvent, &iris.event)
            .maybe_node(fm::onDay, session.day.and_then(|d| iris.days.get(d)))
            .maybe_typed(schema::startDate, date.map(|d| d.to_string()), xsd::date)
            .nodes(schema::workFeatured, papers[i].iter().copied())
            .confidence(sure);
        scribe.evidence(iri, &[session.title.span]);
        for (n, chair) in session.chairs.iter().enumerate() {
            let seat = iris.session_chair(i, n + 1);
            scribe.mention(&seat, chair.into(), |subject, person| {
                subject
                    .a(&[fm::RoleAssignment, schema::OrganizationRole])
                    .term(fm::role, role::session_chair)
                    .maybe_node(fm::agent, person)
                    .node(fm::inSession, iri)
                    .node(fm::ofEvent, &iris.event)
                    .number(fm::ordinal, n as i64 + 1)
            });
        }
    }
}
