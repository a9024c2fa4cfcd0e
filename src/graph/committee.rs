//! Headings and the names below them: who held which role at the event.

use super::Scribe;
use super::vocab::{self, fm, rdfs, schema};
use oxigraph::model::NamedNode;

/// Persons under the heading of a chair, except those of sessions: they organize the event.
pub fn organizers(scribe: &Scribe<'_, '_>) -> Vec<NamedNode> {
    let chairs = |role: &Option<String>| role.as_deref().is_some_and(|r| r.ends_with("-chair") && r != "session-chair");
    let mut all = Vec::new();
    for (c, committee) in scribe.volume.committees.iter().enumerate().filter(|(_, c)| chairs(&c.role)) {
        all.extend((1..=committee.seats.len()).filter_map(|n| scribe.people.of(&scribe.iris.seat(c, n)).cloned()));
    }
    all
}

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    for (c, committee) in volume.committees.iter().enumerate() {
        let (iri, label) = (&iris.committees[c], &committee.label.value);
        let people = scribe.people;
        let members: Vec<NamedNode> = (1..=committee.seats.len()).filter_map(|n| people.of(&iris.seat(c, n)).cloned()).collect();
        scribe
            .data(iri)
            .a(&[fm::Committee, schema::Organization])
            .text(rdfs::label, label)
            .text(schema::name, label)
            .text(fm::printedLabel, label)
            .number(fm::ordinal, c as i64 + 1)
            .node(fm::committeeOf, &iris.event)
            .nodes(schema::member, &members);
        scribe.evidence(iri, &[committee.label.span]);
        let role = vocab::role_named(committee.role.as_deref());
        for (i, seat) in committee.seats.iter().enumerate() {
            scribe.mention(&iris.seat(c, i + 1), seat.into(), |subject, person| {
                subject
                    .a(&[fm::RoleAssignment, schema::OrganizationRole])
                    .term(fm::role, role)
                    .text(schema::roleName, label)
                    .maybe_node(fm::agent, person)
                    .node(fm::inCommittee, iri)
                    .node(fm::ofEvent, &iris.event)
                    .number(fm::ordinal, i as i64 + 1)
            });
        }
    }
}
