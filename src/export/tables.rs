//! Tables of papers, authorships and seats as CSV (RFC 4180). A row names its volume and paper, so that tables join.

use super::{Format, Writer};
use crate::catalogue::{Mention, Paper, Volume};
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

/// How a column is filled from rows.
enum Fill<R> {
    Text(fn(&R) -> Option<String>),
    Number(fn(&R) -> Option<i64>),
}

use Fill::{Number, Text};

fn text(value: &str) -> Option<String> {
    Some(value.to_owned()).filter(|v| !v.is_empty())
}

fn list<'t>(values: impl IntoIterator<Item = &'t str>) -> Option<String> {
    text(&values.into_iter().collect::<Vec<_>>().join("; "))
}

fn count(value: usize) -> Option<i64> {
    i64::try_from(value).ok()
}

fn table<R>(rows: &[R], columns: &[(&'static str, Fill<R>)]) -> Table {
    let column = |(name, fill): &(&'static str, Fill<R>)| match fill {
        Text(cell) => (*name, Column::Text(rows.iter().map(cell).collect())),
        Number(cell) => (*name, Column::Number(rows.iter().map(cell).collect())),
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
            ("volume", Text(|(v, _, _)| text(&v.id))),
            ("paper", Text(|(_, _, p)| text(&p.key))),
            ("position", Number(|(_, n, _)| count(*n))),
            ("year", Number(|(v, _, _)| v.year().map(i64::from))),
            ("title", Text(|(_, _, p)| text(&p.title))),
            ("kind", Text(|(_, _, p)| text(&p.kind))),
            ("session", Text(|(v, _, p)| p.session.and_then(|s| v.sessions.get(s)).map(|s| &s.title).cloned())),
            ("first_page", Text(|(_, _, p)| p.pages.first.clone())),
            ("last_page", Text(|(_, _, p)| p.pages.last.clone())),
            ("derived_last_page", Number(|(_, _, p)| p.pages.derived_last.map(i64::from))),
            ("authors", Text(|(_, _, p)| list(p.authors.iter().map(|a| a.printed.as_str())))),
            ("doi", Text(|(_, _, p)| p.doi.clone())),
            ("url", Text(|(_, _, p)| list(p.urls.iter().map(String::as_str)))),
            ("license", Text(|(_, _, p)| p.license.clone())),
            ("links", Text(|(_, _, p)| list(p.links.iter().map(String::as_str)))),
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
            ("volume", Text(|(v, ..)| text(&v.id))),
            ("paper", Text(|(_, p, ..)| text(&p.key))),
            ("position", Number(|(_, _, n, _)| count(*n))),
            ("name", Text(|(.., a)| text(&a.printed))),
            ("given", Text(|(.., a)| a.given.clone())),
            ("family", Text(|(.., a)| a.family.clone())),
            ("suffix", Text(|(.., a)| a.suffix.clone())),
            ("person", Text(|(.., a)| person(a))),
            ("affiliations", Text(|(.., a)| list(a.affiliations.iter().map(|a| a.printed.as_str())))),
            ("organizations", Text(|(.., a)| list(a.affiliations.iter().filter_map(|a| a.organization.as_deref())))),
            ("links", Text(|(.., a)| list(a.links.iter().map(String::as_str)))),
        ],
    )
}

pub fn seats(volumes: &[Volume]) -> Table {
    let rows: Vec<_> = volumes.iter().flat_map(|v| v.seats.iter().map(move |seat| (v, seat))).collect();
    table(
        &rows,
        &[
            ("volume", Text(|(v, _)| text(&v.id))),
            ("committee", Text(|(_, s)| text(&s.committee))),
            ("role", Text(|(_, s)| text(&s.role))),
            ("name", Text(|(_, s)| text(&s.holder.printed))),
            ("given", Text(|(_, s)| s.holder.given.clone())),
            ("family", Text(|(_, s)| s.holder.family.clone())),
            ("person", Text(|(_, s)| person(&s.holder))),
            ("affiliations", Text(|(_, s)| list(s.holder.affiliations.iter().map(|a| a.printed.as_str())))),
            ("organizations", Text(|(_, s)| list(s.holder.affiliations.iter().filter_map(|a| a.organization.as_deref())))),
            ("links", Text(|(_, s)| list(s.holder.links.iter().map(String::as_str)))),
        ],
    )
}

/// The last part of the person's IRI: one within the volume for all their mentions.
fn person(mention: &Mention) -> Option<String> {
    mention.person.as_deref().and_then(|iri| iri.rsplit('/').next()).map(str::to_owned)
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
