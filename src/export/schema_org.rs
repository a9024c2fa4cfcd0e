//! schema.org for a web page: one object a volume, to stand in `<script type="application/ld+json">`.
//! Source: <https://schema.org/docs/gs.html>

use super::{Format, Writer};
use crate::catalogue::{Mention, Paper, Place, Volume};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "schema-jsonld",
    title: "schema.org for a script element of a web page",
    readers: "search engines",
    extensions: &["schema.jsonld", "schema.json"],
    media_type: "application/ld+json",
    write: Writer::Volumes(write),
};

pub(super) fn write(volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    let objects: Vec<Value> = volumes.iter().map(book).collect();
    let one = match objects.as_slice() {
        [one] => serde_json::to_string_pretty(one)?,
        many => serde_json::to_string_pretty(many)?,
    };
    // nothing in a text may end the script or begin a comment
    writeln!(out, "{}", one.replace('<', "\\u003c"))
}

fn book(volume: &Volume) -> Value {
    let event = &volume.event;
    let sponsors = volume.sponsorships.iter().filter(|s| !matches!(s.kind.as_str(), "in-cooperation" | "host"));
    let sponsors: Vec<Value> =
        sponsors.map(|s| object("Organization", vec![("name", text(&s.organization)), ("sameAs", texts(&s.links))])).collect();
    let organizers: Vec<Value> = volume.chairs().map(|seat| person(&seat.holder)).collect();
    let held = object(
        "Event",
        vec![
            ("@id", text(&event.iri)),
            ("name", text(&event.name)),
            ("startDate", event.start.map_or(Value::Null, |d| d.to_string().into())),
            ("endDate", event.end.map_or(Value::Null, |d| d.to_string().into())),
            ("location", event.place.as_ref().map_or(Value::Null, place)),
            ("organizer", organizers.into()),
            ("sponsor", sponsors.into()),
            ("sameAs", texts(&event.links)),
        ],
    );
    let date = match (volume.year_of_publication, volume.month_of_publication) {
        (Some(year), Some(month)) => format!("{year:04}-{month:02}").into(),
        (Some(year), None) => format!("{year:04}").into(),
        _ => Value::Null,
    };
    let mut book = object(
        "Book",
        vec![
            ("@id", text(&volume.iri)),
            ("name", text(&volume.title)),
            ("alternateName", volume.short_title.as_deref().map_or(Value::Null, text)),
            ("inLanguage", volume.language.as_deref().map_or(Value::Null, text)),
            ("isbn", texts(&volume.isbn)),
            ("datePublished", date),
            ("publisher", volume.publisher.as_deref().map_or(Value::Null, |p| object("Organization", vec![("name", text(p))]))),
            ("editor", volume.editors.iter().map(person).collect()),
            ("recordedAt", held),
            ("sameAs", addresses(&volume.links, volume.doi.first())),
            ("hasPart", volume.papers.iter().map(article).collect()),
        ],
    );
    if let Value::Object(members) = &mut book {
        members.insert("@context".into(), "https://schema.org".into());
    }
    book
}

fn article(paper: &Paper) -> Value {
    object(
        "ScholarlyArticle",
        vec![
            ("@id", text(&paper.iri)),
            ("headline", text(&paper.title)),
            ("name", text(&paper.title)),
            ("pageStart", paper.pages.first.as_deref().map_or(Value::Null, text)),
            ("pageEnd", paper.pages.last.as_deref().map_or(Value::Null, text)),
            // the order of authors is that of the list
            ("author", paper.authors.iter().map(person).collect()),
            ("url", paper.url().map_or(Value::Null, text)),
            ("license", paper.license.as_deref().map_or(Value::Null, text)),
            ("sameAs", addresses(&paper.links, paper.doi.as_ref())),
        ],
    )
}

fn person(mention: &Mention) -> Value {
    let places = mention.affiliations.iter().map(|a| {
        let name = a.organization.as_deref().unwrap_or(&a.printed);
        let wholes = a.wholes.iter().map(|whole| object("Organization", vec![("@id", text(whole))]));
        object("Organization", vec![("name", text(name)), ("sameAs", texts(&a.links)), ("parentOrganization", wholes.collect())])
    });
    object(
        "Person",
        vec![
            ("@id", mention.person.as_deref().map_or(Value::Null, text)),
            ("name", text(&mention.printed)),
            ("givenName", mention.given.as_deref().map_or(Value::Null, text)),
            ("familyName", mention.family.as_deref().map_or(Value::Null, text)),
            ("honorificSuffix", mention.suffix.as_deref().map_or(Value::Null, text)),
            ("affiliation", places.collect()),
            ("sameAs", texts(&mention.links)),
        ],
    )
}

fn place(place: &Place) -> Value {
    let parts = [("addressLocality", &place.city), ("addressRegion", &place.region), ("addressCountry", &place.country)];
    let parts: Vec<_> = parts.into_iter().filter_map(|(name, part)| Some((name, text(part.as_deref()?)))).collect();
    let address = if parts.is_empty() { Value::Null } else { object("PostalAddress", parts) };
    object("Place", vec![("name", text(&place.name)), ("address", address), ("sameAs", texts(&place.links))])
}

/// An object without what is not stated.
fn object(kind: &str, members: Vec<(&str, Value)>) -> Value {
    let empty = |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty) || v.as_str().is_some_and(str::is_empty);
    let mut object = Map::new();
    object.insert("@type".into(), kind.into());
    object.extend(members.into_iter().filter(|(_, v)| !empty(v)).map(|(name, v)| (name.to_owned(), v)));
    object.into()
}

fn text(value: &str) -> Value {
    value.into()
}

fn texts(values: &[String]) -> Value {
    json!(values)
}

/// Links, and the address of a DOI.
fn addresses(links: &[String], doi: Option<&String>) -> Value {
    let mut all = links.to_vec();
    all.extend(doi.map(|doi| format!("https://doi.org/{doi}")).filter(|doi| !links.contains(doi)));
    json!(all)
}
