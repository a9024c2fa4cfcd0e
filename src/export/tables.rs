//! Tables of papers, authorships and seats as CSV (RFC 4180). A row names its volume and paper, so that tables join.

use super::catalogue::{Mention, Paper, Volume};
use super::{Format, Writer};
use std::io::{self, Write};

const CSV: &str = "spreadsheets, R, pandas";

pub const PAPERS: Format = Format {
    name: "papers-csv",
    title: "a table of papers",
    readers: CSV,
    extensions: &["papers.csv", "csv"],
    media_type: "text/csv",
    write: Writer::Volumes(|volumes, out| csv(&papers(volumes), out)),
};

pub const AUTHORSHIPS: Format = Format {
    name: "authorships-csv",
    title: "a table of authors, one row for each name on a paper",
    readers: CSV,
    extensions: &["authorships.csv"],
    media_type: "text/csv",
    write: Writer::Volumes(|volumes, out| csv(&authorships(volumes), out)),
};

pub const SEATS: Format = Format {
    name: "seats-csv",
    title: "a table of committees, one row for each seat",
    readers: CSV,
    extensions: &["seats.csv"],
    media_type: "text/csv",
    write: Writer::Volumes(|volumes, out| csv(&seats(volumes), out)),
};

/// Columns by name, all of one length.
pub struct Table {
    pub columns: Vec<(&'static str, Column)>,
}

/// Values of one kind; nothing where nothing is stated.
pub enum Column {
    Text(Vec<Option<String>>),
    Number(Vec<Option<i64>>),
}

/// A column of a table as it is filled from rows.
type Filled<R> = (&'static str, fn(&R) -> Cell);

enum Cell {
    Text(Option<String>),
    Number(Option<i64>),
}

fn text(value: &str) -> Cell {
    Cell::Text(Some(value.to_owned()).filter(|v| !v.is_empty()))
}

fn maybe(value: Option<&String>) -> Cell {
    Cell::Text(value.cloned())
}

fn list<'t>(values: impl IntoIterator<Item = &'t str>) -> Cell {
    text(&values.into_iter().collect::<Vec<_>>().join("; "))
}

fn number(value: Option<impl Into<i64>>) -> Cell {
    Cell::Number(value.map(Into::into))
}

fn count(value: usize) -> Cell {
    Cell::Number(i64::try_from(value).ok())
}

fn table<R>(rows: &[R], columns: &[Filled<R>]) -> Table {
    let column = |(name, cell): &Filled<R>| {
        let (mut texts, mut numbers, mut numeric) = (Vec::new(), Vec::new(), false);
        for row in rows {
            match cell(row) {
                Cell::Text(value) => texts.push(value),
                Cell::Number(value) => {
                    numeric = true;
                    numbers.push(value);
                }
            }
        }
        (*name, if numeric { Column::Number(numbers) } else { Column::Text(texts) })
    };
    Table { columns: columns.iter().map(column).collect() }
}

/// A paper and its place in the volume.
type PaperRow<'v> = (&'v Volume, usize, &'v Paper);

pub fn papers(volumes: &[Volume]) -> Table {
    let rows: Vec<PaperRow<'_>> =
        volumes.iter().flat_map(|v| v.papers.iter().enumerate().map(move |(n, paper)| (v, n + 1, paper))).collect();
    table(
        &rows,
        &[
            ("volume", |(v, _, _)| text(&v.id)),
            ("paper", |(_, _, p)| text(&p.key)),
            ("position", |(_, n, _)| count(*n)),
            ("year", |(v, _, _)| number(v.year())),
            ("title", |(_, _, p)| text(&p.title)),
            ("kind", |(_, _, p)| text(&p.kind)),
            ("session", |(v, _, p)| maybe(p.session.and_then(|s| v.sessions.get(s)).map(|s| &s.title))),
            ("first_page", |(_, _, p)| maybe(p.pages.first.as_ref())),
            ("last_page", |(_, _, p)| maybe(p.pages.last.as_ref())),
            ("derived_last_page", |(_, _, p)| number(p.pages.derived_last)),
            ("authors", |(_, _, p)| list(p.authors.iter().map(|a| a.printed.as_str()))),
            ("doi", |(_, _, p)| maybe(p.doi.as_ref())),
            ("links", |(_, _, p)| list(p.links.iter().map(String::as_str))),
        ],
    )
}

/// An author and the place on the paper.
type AuthorRow<'v> = (&'v Volume, &'v Paper, usize, &'v Mention);

pub fn authorships(volumes: &[Volume]) -> Table {
    let papers = volumes.iter().flat_map(|v| v.papers.iter().map(move |paper| (v, paper)));
    let rows: Vec<AuthorRow<'_>> =
        papers.flat_map(|(v, p)| p.authors.iter().enumerate().map(move |(n, author)| (v, p, n + 1, author))).collect();
    table(
        &rows,
        &[
            ("volume", |(v, ..)| text(&v.id)),
            ("paper", |(_, p, ..)| text(&p.key)),
            ("position", |(_, _, n, _)| count(*n)),
            ("name", |(.., a)| text(&a.printed)),
            ("given", |(.., a)| maybe(a.given.as_ref())),
            ("family", |(.., a)| maybe(a.family.as_ref())),
            ("person", |(.., a)| person(a)),
            ("affiliations", |(.., a)| list(a.affiliations.iter().map(|a| a.printed.as_str()))),
            ("organizations", |(.., a)| list(a.affiliations.iter().filter_map(|a| a.organization.as_deref()))),
            ("links", |(.., a)| list(a.links.iter().map(String::as_str))),
        ],
    )
}

pub fn seats(volumes: &[Volume]) -> Table {
    let rows: Vec<_> = volumes.iter().flat_map(|v| v.seats.iter().map(move |seat| (v, seat))).collect();
    table(
        &rows,
        &[
            ("volume", |(v, _)| text(&v.id)),
            ("committee", |(_, s)| text(&s.committee)),
            ("role", |(_, s)| text(&s.role)),
            ("name", |(_, s)| text(&s.holder.printed)),
            ("given", |(_, s)| maybe(s.holder.given.as_ref())),
            ("family", |(_, s)| maybe(s.holder.family.as_ref())),
            ("person", |(_, s)| person(&s.holder)),
            ("affiliations", |(_, s)| list(s.holder.affiliations.iter().map(|a| a.printed.as_str()))),
            ("organizations", |(_, s)| list(s.holder.affiliations.iter().filter_map(|a| a.organization.as_deref()))),
            ("links", |(_, s)| list(s.holder.links.iter().map(String::as_str))),
        ],
    )
}

/// The last part of the person's IRI: one within the volume for all their mentions.
fn person(mention: &Mention) -> Cell {
    Cell::Text(mention.person.as_deref().and_then(|iri| iri.rsplit('/').next()).map(str::to_owned))
}

fn csv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|(name, _)| name))?;
    let rows = table.columns.first().map_or(0, |(_, column)| column.len());
    for row in 0..rows {
        writer.write_record(table.columns.iter().map(|(_, column)| column.shown(row)))?;
    }
    writer.flush()
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Column::Text(values) => values.len(),
            Column::Number(values) => values.len(),
        }
    }

    fn shown(&self, row: usize) -> String {
        match self {
            Column::Text(values) => values[row].clone().unwrap_or_default(),
            Column::Number(values) => values[row].map(|n| n.to_string()).unwrap_or_default(),
        }
    }
}
