//! What several volumes may name: series, periodicals, places, organizations.

use super::Scribe;
use super::iri::part;
use super::vocab::{dblp, node, rdfs, schema, xsd};
use super::volume::{Identifiers, title};
use crate::record::Place;
use crate::record::slug::slug;
use oxigraph::model::{NamedNode, Quad};
use sophia::api::ns::NsTerm;
use std::collections::BTreeMap;

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    series(scribe);
    periodical(scribe);
    let volume = scribe.volume;
    volume.event.places().for_each(|p| place(scribe, &p.value));
    organizations(scribe);
}

fn series(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    let (event, book) = (&volume.event, &volume.proceedings);
    let name = event.name.as_ref().or(event.acronym.as_ref()).map_or_else(|| title(volume), |n| n.value.clone());
    let acronym = event.acronym.as_ref().map(|a| a.value.as_str()).filter(|a| *a != name);
    // a number of a series belongs to the periodical where there is one
    let issn = if book.periodical.is_some() { Vec::new() } else { Identifiers::of(book).issn };
    scribe
        .shared(&iris.series)
        .a(&[dblp::Stream, dblp::Conference, schema::EventSeries])
        .text(rdfs::label, &name)
        .text(schema::name, &name)
        .maybe_text(schema::alternateName, acronym)
        .text(dblp::primaryStreamTitle, &name)
        .texts(dblp::streamTitle, [name.as_str()])
        .nodes(dblp::issn, &issn.iter().map(|n| super::iri::issn(n)).collect::<Vec<_>>())
        .texts(schema::issn, issn);
}

fn periodical(scribe: &mut Scribe<'_, '_>) {
    let (book, base) = (&scribe.volume.proceedings, &scribe.iris.base);
    let Some(periodical) = &book.periodical else { return };
    let title = &periodical.title.value;
    let mut at = base.periodical(title);
    let issn = Identifiers::of(book).issn;
    scribe
        .shared(&at)
        .a(&[schema::Periodical])
        .text(rdfs::label, title)
        .text(schema::name, title)
        .maybe_text(schema::description, periodical.subtitle.as_ref().map(|s| s.value.as_str()))
        .nodes(dblp::issn, &issn.iter().map(|n| super::iri::issn(n)).collect::<Vec<_>>())
        .texts(schema::issn, issn);
    let mut label = title.clone();
    if let Some(number) = &periodical.volume {
        let whole = at;
        at = part(&whole, &format!("/volume/{}", slug(&number.value)));
        label = format!("{label} {}", number.value);
        scribe
            .shared(&at)
            .a(&[schema::PublicationVolume])
            .text(rdfs::label, &label)
            .text(schema::volumeNumber, &number.value)
            .node(schema::isPartOf, &whole);
    }
    if let (Some(number), Some(issue)) = (&periodical.issue, &scribe.iris.issue) {
        let published = book.published.as_ref().map(|d| d.value);
        let (datatype, date) = match published {
            Some(date) if date.month.is_some() => (xsd::gYearMonth, Some(date.to_string())),
            date => (xsd::gYear, date.map(|d| d.to_string())),
        };
        scribe
            .shared(issue)
            .a(&[schema::PublicationIssue])
            .text(rdfs::label, &format!("{label}({})", number.value))
            .text(schema::issueNumber, &number.value)
            .maybe_typed(schema::datePublished, date, datatype)
            .node(schema::isPartOf, &at);
    }
}

fn place(scribe: &mut Scribe<'_, '_>, place: &Place) {
    let iri = scribe.iris.base.place(&place.name);
    let address = part(&iri, "#address");
    let whole = scribe.shared(&iri).a(&[schema::Place]).text(rdfs::label, &place.name).text(schema::name, &place.name);
    if place.city.is_none() && place.region.is_none() && place.country_code.is_none() {
        return;
    }
    whole.node(schema::address, &address);
    scribe
        .shared(&address)
        .a(&[schema::PostalAddress])
        .maybe_text(schema::addressLocality, place.city.as_deref())
        .maybe_text(schema::addressRegion, place.region.as_deref())
        .maybe_text(schema::addressCountry, place.country_code.as_deref());
}

/// One name each, the byte-wise smallest of the spellings that give one IRI; the others beside it.
fn organizations(scribe: &mut Scribe<'_, '_>) {
    for (iri, spellings) in std::mem::take(&mut scribe.organizations) {
        let mut names = spellings.iter().map(String::as_str);
        let Some(name) = names.next() else { continue };
        scribe
            .shared(&NamedNode::new_unchecked(iri))
            .a(&[schema::Organization])
            .text(rdfs::label, name)
            .text(schema::name, name)
            .texts(schema::alternateName, names);
    }
}

/// Properties that a shared thing has once.
const ONCE: [NsTerm<'static>; 10] = [
    schema::name,
    rdfs::label,
    dblp::primaryStreamTitle,
    schema::description,
    schema::datePublished,
    schema::volumeNumber,
    schema::issueNumber,
    schema::addressLocality,
    schema::addressRegion,
    schema::addressCountry,
];

/// What the shared graph should say of things of which several volumes have stated the given: one name each, the
/// byte-wise smallest, with the other spellings beside it. The order of the volumes does not matter, and what is settled
/// can be settled again with more: `settle(settle(a) + b) = settle(a + b)`.
pub fn settle(stated: impl IntoIterator<Item = Quad>) -> Vec<Quad> {
    let once: Vec<NamedNode> = ONCE.map(node).into();
    let (name, other_name) = (node(schema::name), node(schema::alternateName));
    let mut by_key: BTreeMap<(String, String), BTreeMap<String, Quad>> = BTreeMap::new();
    for quad in stated {
        let key = (quad.subject.to_string(), quad.predicate.as_str().to_owned());
        by_key.entry(key).or_default().insert(quad.object.to_string(), quad);
    }
    let mut settled = BTreeMap::new();
    for ((subject, property), values) in &by_key {
        let single = once.iter().any(|p| p.as_str() == property);
        for (n, (value, quad)) in values.iter().enumerate() {
            let mut quad = quad.clone();
            if single && n > 0 {
                if *property != name.as_str() {
                    continue;
                }
                quad.predicate = other_name.clone();
            }
            let chosen = by_key.get(&(subject.clone(), name.as_str().to_owned())).and_then(|names| names.keys().next());
            if quad.predicate != other_name || chosen != Some(value) {
                settled.insert((subject.clone(), quad.predicate.as_str().to_owned(), value.clone()), quad);
            }
        }
    }
    settled.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::super::write::Subject;
    use super::*;

    fn named(names: &[&str]) -> Vec<Quad> {
        let (iri, graph) = (NamedNode::new_unchecked("http://b/id/org/x"), NamedNode::new_unchecked("http://b/graph/shared"));
        let mut quads = Vec::new();
        for name in names {
            Subject::new(&iri, &graph, &mut |q| quads.push(q)).a(&[schema::Organization]).text(rdfs::label, name).text(schema::name, name);
        }
        quads
    }

    fn names(quads: &[Quad], property: NsTerm<'static>) -> Vec<String> {
        quads.iter().filter(|q| q.predicate == node(property)).map(|q| q.object.to_string()).collect()
    }

    #[test]
    fn volumes_settle_on_one_name_in_any_order() {
        let settled = settle(named(&["Lamp, Inc.", "LAMP Inc.", "Lamp Inc."]));
        assert_eq!(names(&settled, schema::name), ["\"LAMP Inc.\""]);
        assert_eq!(names(&settled, rdfs::label), ["\"LAMP Inc.\""]);
        assert_eq!(names(&settled, schema::alternateName), ["\"Lamp Inc.\"", "\"Lamp, Inc.\""]);
        let first = settle(named(&["Lamp, Inc."]));
        let second = settle(first.into_iter().chain(named(&["Lamp Inc."])));
        assert_eq!(settle(second.into_iter().chain(named(&["LAMP Inc.", "Lamp, Inc."]))), settled);
        assert_eq!(settle(settled.clone()), settled);
    }
}
