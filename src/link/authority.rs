//! An authority file of one's own, as CSV, into an index like that of a registry.

use crate::error::Error;
use crate::link::affiliation::organisation::{Name, NameKind, Organisation, Place as Where, Relation, Status, type_bit};
use crate::link::affiliation::{Bank, Resolver};
use crate::link::index::{About, Index, Kind, Place};
use std::path::Path;

pub const KIND: Kind = Kind { name: "authority", version: 2 };

/// Reads organisations: a line of column names, of which `id` and `name` are needed; `aliases`, `acronyms`, `types`, `parent`
/// and `successor` may hold several with `|` between them; `city`, `region`, `country` (ISO code), `established`, `status`
/// and `wikidata` help.
pub fn read(csv: &[u8]) -> Result<Vec<Organisation>, csv::Error> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(csv);
    let columns: Vec<String> = reader.headers()?.iter().map(str::to_lowercase).collect();
    reader.records().map(|row| row.map(|row| organisation(&columns, &row))).collect()
}

fn organisation(columns: &[String], row: &csv::StringRecord) -> Organisation {
    let one = |name: &str| columns.iter().position(|c| c == name).and_then(|n| row.get(n)).unwrap_or_default();
    let many = |name: &str| one(name).split('|').map(str::trim).filter(|s| !s.is_empty()).collect::<Vec<_>>();
    let named = |column: &str, kind| many(column).into_iter().map(|text| Name { text: text.to_owned(), kind }).collect::<Vec<_>>();
    let kin = |column: &str, relation| many(column).into_iter().map(|id| (relation, id.to_owned())).collect::<Vec<_>>();
    let place = Where { city: one("city").to_owned(), region: one("region").to_owned(), country: one("country").to_uppercase() };
    let shown = Name { text: one("name").to_owned(), kind: NameKind::Display };
    Organisation {
        id: one("id").to_owned(),
        names: [vec![shown], named("aliases", NameKind::Alias), named("acronyms", NameKind::Acronym)].concat(),
        places: if place == Where::default() { Vec::new() } else { vec![place] },
        types: many("types").into_iter().fold(0, |bits, name| bits | type_bit(name)),
        status: match one("status").to_lowercase().as_str() {
            "inactive" => Status::Inactive,
            "withdrawn" => Status::Withdrawn,
            _ => Status::Active,
        },
        established: one("established").parse().ok(),
        relations: [kin("parent", Relation::Parent), kin("successor", Relation::Successor)].concat(),
        external: many("wikidata").into_iter().map(|id| ("wikidata".to_owned(), id.to_owned())).collect(),
        ..Organisation::default()
    }
}

/// Builds an index of a table and puts it in its place; how many bytes it has. `name` is the table's.
pub fn build(csv: &[u8], name: &str, place: Place) -> Result<(About, u64), Error> {
    let unusable = |reason: String| Error::Dump { path: name.to_owned(), reason };
    let organisations = read(csv).map_err(|error| unusable(error.to_string()))?;
    if !organisations.iter().any(|o| !o.id.is_empty() && o.names.iter().any(|n| !n.text.is_empty())) {
        return Err(unusable("it has no organisation with id and name: the first line names columns".to_owned()));
    }
    let source = Path::new(name).file_name().map_or(name.into(), |n| n.to_string_lossy()).into_owned();
    Resolver::only(&organisations).keep(KIND, source, place)
}

/// A resolver over an index.
pub fn open(path: &Path) -> Result<Resolver, Error> {
    Ok(Resolver::over(Bank::open(Index::open(path, KIND)?)?))
}
