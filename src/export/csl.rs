//! Items for citation styles. Source: the schema csl-data.json, version 1.0.2, of the Citation Style Language.

use super::{Format, Writer};
use crate::catalogue::{Mention, Volume};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "csl-json",
    title: "items for citation styles (CSL)",
    readers: "Zotero, pandoc, citeproc",
    extensions: &["csl.json", "csl"],
    media_type: "application/vnd.citationstyles.csl+json",
    write: Writer::Volumes(write),
};

pub(super) fn write(volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    let items: Vec<Value> = volumes.iter().flat_map(items).collect();
    serde_json::to_writer_pretty(&mut *out, &items)?;
    writeln!(out)
}

/// The volume as a book, then its papers.
fn items(volume: &Volume) -> Vec<Value> {
    let of_book = of_book(volume);
    let mut book = Map::new();
    book.insert("id".into(), volume.id.clone().into());
    book.insert("type".into(), "book".into());
    book.insert("title".into(), volume.title.clone().into());
    maybe(&mut book, "title-short", volume.short_title.as_deref());
    maybe(&mut book, "DOI", volume.doi.first().map(String::as_str));
    book.extend(of_book.clone());
    let mut items = vec![Value::Object(book)];
    for paper in &volume.papers {
        let mut item = Map::new();
        item.insert("id".into(), format!("{}/{}", volume.id, paper.key).into());
        item.insert("type".into(), "paper-conference".into());
        item.insert("title".into(), paper.title.clone().into());
        item.insert("container-title".into(), volume.title.clone().into());
        if !paper.authors.is_empty() {
            item.insert("author".into(), names(&paper.authors));
        }
        // `page` would pass a first page off as the only one
        maybe(&mut item, "page-first", paper.pages.first.as_deref());
        maybe(&mut item, "page", paper.pages.last.as_ref().and(paper.pages.printed()).as_deref());
        maybe(&mut item, "DOI", paper.doi());
        maybe(&mut item, "URL", paper.url());
        item.extend(of_book.clone());
        items.push(Value::Object(item));
    }
    items
}

/// What a book and its papers have in common.
fn of_book(volume: &Volume) -> Map<String, Value> {
    let mut item = Map::new();
    if !volume.editors.is_empty() {
        item.insert("editor".into(), names(&volume.editors));
    }
    if let Some(year) = volume.year() {
        let month = volume.month_of_publication.filter(|_| volume.year_of_publication.is_some());
        let parts: Vec<Value> = [Value::from(year)].into_iter().chain(month.map(Value::from)).collect();
        item.insert("issued".into(), json!({ "date-parts": [parts] }));
    }
    let event = &volume.event;
    let parts = |d: chrono::NaiveDate| d.format("%Y-%-m-%-d").to_string().split('-').filter_map(|n| n.parse().ok()).collect::<Vec<i32>>();
    if let Some(start) = event.start {
        let days: Vec<Vec<i32>> = [Some(start), event.end.filter(|end| *end != start)].into_iter().flatten().map(parts).collect();
        item.insert("event-date".into(), json!({ "date-parts": days }));
    } else if let Some(printed) = &event.printed_dates {
        item.insert("event-date".into(), json!({ "literal": printed }));
    }
    maybe(&mut item, "event-title", Some(event.name.as_str()).filter(|n| !n.is_empty()));
    maybe(&mut item, "event-place", event.place.as_ref().map(|p| p.name.as_str()));
    maybe(&mut item, "publisher", volume.publisher.as_deref());
    maybe(&mut item, "ISBN", volume.isbn.first().map(String::as_str));
    maybe(&mut item, "language", volume.language.as_deref());
    if let Some(series) = volume.periodical.as_ref().filter(|p| p.whole) {
        maybe(&mut item, "collection-title", Some(&series.title));
        maybe(&mut item, "collection-number", series.volume.as_deref());
        maybe(&mut item, "ISSN", series.issn.first().map(String::as_str));
    }
    item
}

fn names(mentions: &[Mention]) -> Value {
    let name = |m: &Mention| match (&m.family, &m.given) {
        (Some(family), Some(given)) => match &m.suffix {
            Some(suffix) => json!({ "family": family, "given": given, "suffix": suffix }),
            None => json!({ "family": family, "given": given }),
        },
        _ => json!({ "literal": m.printed }),
    };
    mentions.iter().map(name).collect()
}

fn maybe(item: &mut Map<String, Value>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        item.insert(name.to_owned(), value.into());
    }
}
