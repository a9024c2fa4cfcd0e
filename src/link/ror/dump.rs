//! ROR's dump: an array of records in schema 2 or 1, alone or in the archive it comes in.

use crate::link::affiliation::organisation::{Name, NameKind, Organisation, Place, Relation, Status, type_bit};
use serde::Deserialize;
use std::io::{self, Read};

/// A record of either schema.
#[derive(Deserialize)]
pub struct Record {
    pub id: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    types: Vec<String>,
    established: Option<i32>,
    #[serde(default)]
    names: Vec<RecordName>,
    #[serde(default)]
    locations: Vec<Location>,
    #[serde(default)]
    relationships: Vec<Relationship>,
    #[serde(default)]
    external_ids: serde_json::Value,
    #[serde(default)]
    links: serde_json::Value,
    // schema 1
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    acronyms: Vec<String>,
    #[serde(default)]
    labels: Vec<Label>,
    #[serde(default)]
    addresses: Vec<Address>,
    country: Option<Country>,
    wikipedia_url: Option<String>,
}

#[derive(Deserialize)]
struct RecordName {
    value: String,
    #[serde(default)]
    types: Vec<String>,
}

#[derive(Deserialize)]
struct Location {
    geonames_details: Option<Details>,
}

#[derive(Deserialize)]
struct Details {
    name: Option<String>,
    country_code: Option<String>,
    country_subdivision_name: Option<String>,
}

#[derive(Deserialize)]
struct Relationship {
    id: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Label {
    label: String,
}

#[derive(Deserialize)]
struct Address {
    city: Option<String>,
    state: Option<String>,
}

#[derive(Deserialize)]
struct Country {
    country_code: Option<String>,
}

/// Reads the organisations of a dump, as it is or as the archive it comes in.
pub fn read(bytes: &[u8]) -> io::Result<Vec<Organisation>> {
    if bytes.starts_with(b"PK\x03\x04") {
        return parse(&super::archive::json(bytes)?);
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(bytes).take(super::archive::MOST).read_to_end(&mut text)?;
        return parse(&text);
    }
    parse(bytes)
}

fn parse(json: &[u8]) -> io::Result<Vec<Organisation>> {
    let records: Vec<Record> = serde_json::from_slice(json)?;
    Ok(records.into_iter().map(organisation).collect())
}

pub fn organisation(record: Record) -> Organisation {
    let mut names = Vec::new();
    let mut add = |text: &str, kind| {
        let text = text.trim();
        if !text.is_empty() {
            names.push(Name { text: text.to_owned(), kind });
        }
    };
    for name in &record.names {
        let has = |kind: &str| name.types.iter().any(|t| t == kind);
        let kind = if has("ror_display") {
            NameKind::Display
        } else if has("acronym") {
            NameKind::Acronym
        } else if has("label") {
            NameKind::Label
        } else {
            NameKind::Alias
        };
        add(&name.value, kind);
    }
    record.name.iter().for_each(|name| add(name, NameKind::Display));
    record.labels.iter().for_each(|label| add(&label.label, NameKind::Label));
    record.aliases.iter().for_each(|alias| add(alias, NameKind::Alias));
    record.acronyms.iter().for_each(|acronym| add(acronym, NameKind::Acronym));
    let mut places: Vec<Place> = record.locations.into_iter().filter_map(|l| l.geonames_details).map(place).collect();
    if places.is_empty() {
        let country = record.country.and_then(|c| c.country_code).unwrap_or_default();
        let older = |a: Address| Place { city: a.city.unwrap_or_default(), region: a.state.unwrap_or_default(), country: country.clone() };
        places.extend(record.addresses.into_iter().map(older));
        if places.is_empty() && !country.is_empty() {
            places.push(Place { country, ..Place::default() });
        }
    }
    Organisation {
        article: record.wikipedia_url.is_some_and(|url| !url.is_empty()) || has_article(&record.links),
        id: record.id,
        names,
        places,
        types: record.types.iter().fold(0, |bits, t| bits | type_bit(t)),
        status: match record.status.to_ascii_lowercase().as_str() {
            "inactive" => Status::Inactive,
            "withdrawn" => Status::Withdrawn,
            _ => Status::Active,
        },
        established: record.established,
        relations: record.relationships.into_iter().filter_map(|r| Some((Relation::named(&r.kind)?, r.id))).collect(),
        external: external(&record.external_ids),
        ..Organisation::default()
    }
}

fn place(details: Details) -> Place {
    Place {
        city: details.name.unwrap_or_default(),
        region: details.country_subdivision_name.unwrap_or_default(),
        country: details.country_code.unwrap_or_default(),
    }
}

fn has_article(links: &serde_json::Value) -> bool {
    links.as_array().is_some_and(|links| links.iter().any(|l| l.get("type").and_then(|t| t.as_str()) == Some("wikipedia")))
}

/// Identifiers elsewhere: a list in schema 2, a map in schema 1.
fn external(ids: &serde_json::Value) -> Vec<(String, String)> {
    let entries: Vec<(String, &serde_json::Value)> = match ids {
        serde_json::Value::Array(list) => list.iter().filter_map(|e| Some((e.get("type")?.as_str()?.to_ascii_lowercase(), e))).collect(),
        serde_json::Value::Object(map) => map.iter().map(|(scheme, e)| (scheme.to_ascii_lowercase(), e)).collect(),
        _ => Vec::new(),
    };
    let value = |e: &serde_json::Value| {
        let all = e.get("all");
        let first = all.and_then(|all| all.as_str().or_else(|| all.get(0)?.as_str()));
        e.get("preferred").and_then(|p| p.as_str()).or(first).map(str::to_owned)
    };
    let mut found: Vec<(String, String)> = entries.into_iter().filter_map(|(scheme, e)| Some((scheme, value(e)?))).collect();
    found.sort();
    found
}
