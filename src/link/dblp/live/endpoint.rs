//! dblp by SPARQL: one query for the pages that list some titles or a venue's year, one for what each page lists.

use super::contents::{first_page, stream};
use super::{PAGES, Wanted, markup};
use crate::error::Error;
use crate::link::client::{Answer, Client, Request};
use crate::link::dblp::{Creator, Entry, Toc};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Titles that one query asks for.
const TITLES: usize = 12;
/// Persons that one query asks about.
const PERSONS: usize = 500;

type Row = BTreeMap<String, String>;

pub fn tocs_for(client: &Client, endpoint: &str, wanted: &Wanted) -> Result<Vec<Toc>, Error> {
    let mut tocs: Vec<Toc> = Vec::new();
    let Some(query) = pages(wanted) else { return Ok(tocs) };
    let rows = rows(client, endpoint, &query)?;
    for page in rows.iter().filter_map(|row| row.get("page")).take(PAGES) {
        tocs.extend(toc(client, endpoint, page)?);
    }
    Ok(tocs)
}

/// The pages that list the titles, most of them first, or the volumes of that name and year.
fn pages(wanted: &Wanted) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let step = wanted.papers.len().div_ceil(TITLES).max(1);
    let titles = wanted.papers.iter().step_by(step).map(|(title, _)| title.trim_end_matches('.')).filter(|t| !t.is_empty());
    let values: String = titles.map(|title| format!("{} {} ", literal(&format!("{title}.")), literal(title))).collect();
    if !values.is_empty() {
        parts.push(format!("{{ VALUES ?title {{ {values}}} ?rec dblp:title ?title ; dblp:listedOnTocPage ?page }}"));
    }
    if let (Some(name), Some(year)) = (&wanted.acronym, wanted.year) {
        let is = format!("dblp:publishedIn {} ; dblp:yearOfPublication ?year ; dblp:listedOnTocPage ?page", literal(name));
        parts.push(format!("{{ ?rec a dblp:Editorship ; {is} FILTER(STR(?year) = \"{year}\") }}"));
    }
    if parts.is_empty() {
        return None;
    }
    let mut query = "PREFIX dblp: <https://dblp.org/rdf/schema#>\nSELECT ?page (COUNT(DISTINCT ?rec) AS ?n) WHERE {\n  ".to_owned();
    let _ = write!(query, "{}\n}} GROUP BY ?page ORDER BY DESC(?n) ?page LIMIT {PAGES}", parts.join("\n  UNION "));
    Some(query)
}

fn toc(client: &Client, endpoint: &str, page: &str) -> Result<Vec<Toc>, Error> {
    if page.contains(['<', '>', '"', ' ', '\\']) {
        return Ok(Vec::new());
    }
    let query = format!(
        "PREFIX dblp: <https://dblp.org/rdf/schema#>
SELECT ?rec ?title ?editorship ?volume ?venue ?year ?pages ?doi ?series ?number ?publisher ?isbn ?n ?name ?person ?ambiguous WHERE {{
  ?rec dblp:listedOnTocPage <{page}> ; dblp:title ?title .
  OPTIONAL {{ ?rec a ?editorship FILTER(?editorship = dblp:Editorship) }}
  OPTIONAL {{ ?rec dblp:publishedAsPartOf ?volume }}
  OPTIONAL {{ ?rec dblp:publishedInBook ?venue }}
  OPTIONAL {{ ?rec dblp:yearOfPublication ?year }}
  OPTIONAL {{ ?rec dblp:pagination ?pages }}
  OPTIONAL {{ ?rec dblp:doi ?doi }}
  OPTIONAL {{ ?rec dblp:publishedInSeries ?series }}
  OPTIONAL {{ ?rec dblp:publishedInSeriesVolume ?number }}
  OPTIONAL {{ ?rec dblp:publishedBy ?publisher }}
  OPTIONAL {{ ?rec dblp:isbn ?isbn }}
  OPTIONAL {{
    ?rec dblp:hasSignature ?signature .
    ?signature dblp:signatureOrdinal ?n ; dblp:signatureDblpName ?name .
    OPTIONAL {{ ?signature dblp:signatureCreator ?person OPTIONAL {{ ?person a ?ambiguous FILTER(?ambiguous = dblp:AmbiguousCreator) }} }}
  }}
}} ORDER BY ?rec ?n"
    );
    Ok(tocs(page, &rows(client, endpoint, &query)?))
}

/// The volumes of a page out of rows, of which each record has several.
fn tocs(page: &str, rows: &[Row]) -> Vec<Toc> {
    let mut records: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        if let Some(rec) = row.get("rec") {
            records.entry(rec).or_default().push(row);
        }
    }
    let page = page.find("/db/").map(|at| page[at + 1..].trim_end_matches(".html").to_owned());
    let of = |rows: &[&Row], name: &str| rows.iter().find_map(|row| row.get(name).cloned());
    let mut tocs: BTreeMap<Option<String>, Toc> = BTreeMap::new();
    for (rec, rows) in records {
        let key = after(rec, "/rec/");
        let year = of(&rows, "year").and_then(|year| year.get(..4)?.parse().ok());
        let is_volume = of(&rows, "editorship").is_some();
        let volume = if is_volume { Some(key.clone()) } else { of(&rows, "volume").map(|volume| after(&volume, "/rec/")) };
        let toc = tocs.entry(volume.clone()).or_insert_with(|| Toc { key: volume, page: page.clone(), ..Toc::default() });
        if toc.venue.is_empty() {
            toc.venue = of(&rows, "venue").unwrap_or_default();
        }
        if toc.stream.is_empty() {
            toc.stream = stream(page.as_deref().unwrap_or_default(), &key);
        }
        let title = markup::title(&of(&rows, "title").unwrap_or_default());
        if !is_volume {
            toc.year = toc.year.or(year);
            let doi = of(&rows, "doi").and_then(|doi| markup::doi(&doi));
            toc.entries.push(Entry { key, title, creators: creators(&rows), pages: of(&rows, "pages"), year, doi });
            continue;
        }
        let mut isbn: Vec<String> = rows.iter().filter_map(|row| row.get("isbn")).map(|isbn| after(isbn, "urn:isbn:")).collect();
        isbn.sort();
        isbn.dedup();
        (toc.title, toc.year, toc.isbn, toc.editors) = (title, year.or(toc.year), isbn, creators(&rows));
        (toc.series, toc.number, toc.publisher) = (of(&rows, "series"), of(&rows, "number"), of(&rows, "publisher"));
    }
    let mut tocs: Vec<Toc> = tocs.into_values().filter(|toc| !toc.entries.is_empty()).collect();
    for toc in &mut tocs {
        toc.entries.sort_by_key(|entry| entry.pages.as_deref().map_or(u64::MAX, first_page));
    }
    tocs
}

/// Who signed, in order. Other values of a record repeat its signatures.
fn creators(rows: &[&Row]) -> Vec<Creator> {
    let mut all: BTreeMap<u32, Creator> = BTreeMap::new();
    for row in rows {
        let (Some(n), Some(name)) = (row.get("n").and_then(|n| n.parse().ok()), row.get("name")) else { continue };
        let pid = row.get("person").map(|person| after(person, "/pid/"));
        all.insert(n, Creator { name: name.clone(), pid, ambiguous: row.contains_key("ambiguous") });
    }
    all.into_values().collect()
}

/// Asks which of the persons are pages for several of one name.
pub fn mark_ambiguous(client: &Client, endpoint: &str, tocs: &mut [Toc]) -> Result<(), Error> {
    let mut creators: Vec<&mut Creator> =
        tocs.iter_mut().flat_map(|toc| toc.entries.iter_mut().flat_map(|entry| &mut entry.creators).chain(&mut toc.editors)).collect();
    // a number tells a person from the others of the name
    let open = creators.iter().filter(|creator| creator.plain() == creator.name).filter_map(|creator| creator.pid.clone());
    let pids: BTreeSet<String> = open.filter(|pid| pid.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_=:".contains(&b))).collect();
    let pids: Vec<String> = pids.into_iter().collect();
    let mut ambiguous: BTreeSet<String> = BTreeSet::new();
    for some in pids.chunks(PERSONS) {
        let values: String = some.iter().map(|pid| format!("<https://dblp.org/pid/{pid}> ")).collect();
        let query = format!(
            "PREFIX dblp: <https://dblp.org/rdf/schema#>\nSELECT ?person WHERE {{ VALUES ?person {{ {values}}} ?person a dblp:AmbiguousCreator }}"
        );
        ambiguous.extend(rows(client, endpoint, &query)?.iter().filter_map(|row| row.get("person")).map(|person| after(person, "/pid/")));
    }
    for creator in &mut creators {
        creator.ambiguous = creator.pid.as_ref().is_some_and(|pid| ambiguous.contains(pid));
    }
    Ok(())
}

fn after(iri: &str, mark: &str) -> String {
    iri.split_once(mark).map_or(iri, |(_, rest)| rest).to_owned()
}

fn rows(client: &Client, endpoint: &str, query: &str) -> Result<Vec<Row>, Error> {
    client.ask(&Request::select(endpoint, query), read).map_err(|failure| failure.at(endpoint))
}

/// The rows of an answer, complete or none.
fn read(answer: &Answer) -> Result<Vec<Row>, String> {
    let value: Value = serde_json::from_slice(&answer.bytes).map_err(|_| answer.no("SPARQL result"))?;
    let rows = value["results"]["bindings"].as_array().ok_or_else(|| answer.no("SPARQL result"))?;
    let cell = |(name, value): (&String, &Value)| Some((name.clone(), value["value"].as_str()?.to_owned()));
    Ok(rows.iter().map(|row| row.as_object().into_iter().flatten().filter_map(cell).collect()).collect())
}

fn literal(text: &str) -> String {
    oxigraph::model::Literal::new_simple_literal(text).to_string()
}
