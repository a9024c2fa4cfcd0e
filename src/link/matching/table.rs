//! A list of papers in CSV.

use super::clean;
use crate::document::table::columns::{Column, column};
use crate::error::Error;
use std::collections::HashMap;

/// What a table says of a paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub authors: Vec<String>,
    pub venue: Option<String>,
    pub year: Option<i32>,
    pub pages: Option<String>,
    pub doi: Option<String>,
}

/// A list of papers.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Of its file.
    pub name: String,
    pub rows: Vec<Row>,
    ids: HashMap<String, usize>,
    dois: HashMap<String, Vec<usize>>,
}

impl Table {
    pub fn new(name: &str) -> Table {
        Table { name: name.to_owned(), ..Table::default() }
    }

    /// Adds a row, or says which row has its id already.
    pub fn add(&mut self, row: Row) -> Result<(), usize> {
        if let Some(at) = self.ids.get(&row.id) {
            return Err(*at);
        }
        self.ids.insert(row.id.clone(), self.rows.len());
        if let Some(doi) = &row.doi {
            self.dois.entry(doi.clone()).or_default().push(self.rows.len());
        }
        self.rows.push(row);
        Ok(())
    }

    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id.trim()).copied()
    }

    pub fn by_doi(&self, doi: &str) -> impl Iterator<Item = usize> {
        self.dois.get(doi).into_iter().flatten().copied()
    }

    /// Reads a table with a line of names on top.
    pub fn from_csv(name: &str, bytes: &[u8]) -> Result<Table, Error> {
        let mut lines = Lines::new(name, bytes)?;
        let columns: Vec<Option<Column>> = lines.names.iter().map(|n| column(n)).collect();
        for (needed, said) in [(Column::Id, "id"), (Column::Title, "title")] {
            let count = columns.iter().filter(|c| **c == Some(needed)).count();
            if count != 1 {
                let what = if count == 0 { "no column" } else { "several columns" };
                return Err(lines.wrong(1, &format!("{what} for the {said} among: {}", lines.names.join(", "))));
            }
        }
        let mut table = Table::new(name);
        let mut at = Vec::new();
        while let Some((line, cells)) = lines.row()? {
            let mut row = Row::default();
            for (column, cell) in columns.iter().zip(cells.iter()).filter(|(_, cell)| !cell.trim().is_empty()) {
                match column {
                    Some(Column::Id) => row.id = cell.trim().to_owned(),
                    Some(Column::Title) => row.title = clean::text(cell),
                    Some(Column::Authors) => row.authors = clean::names(cell),
                    Some(Column::Venue) if row.venue.is_none() => row.venue = Some(clean::text(cell)),
                    Some(Column::Year) => row.year = row.year.or(clean::year(cell)),
                    Some(Column::Pages) => row.pages = Some(clean::text(cell)),
                    Some(Column::Doi) => row.doi = row.doi.or(clean::doi(cell)),
                    _ => {}
                }
            }
            if row.id.is_empty() {
                return Err(lines.wrong(line, "this row has no id"));
            }
            let id = row.id.clone();
            if let Err(first) = table.add(row) {
                return Err(lines.wrong(line, &format!("the id {id} stands on line {} already", at[first])));
            }
            at.push(line);
        }
        if table.rows.is_empty() {
            return Err(lines.wrong(1, "the table has no rows"));
        }
        Ok(table)
    }
}

/// A file of comma-separated values, row by row, with what is wrong in words and by line.
pub struct Lines<'a> {
    file: &'a str,
    pub names: Vec<String>,
    reader: csv::Reader<&'a [u8]>,
    cells: csv::StringRecord,
}

impl<'a> Lines<'a> {
    pub fn new(file: &'a str, bytes: &'a [u8]) -> Result<Lines<'a>, Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let wrong = |place: &str, what: &str| Error::Usage(format!("{file}:{place}: {what}"));
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(wrong("1:1", "the file is empty; a table has a line of column names and a line for each paper"));
        }
        if let Err(error) = std::str::from_utf8(bytes) {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|b| **b == b'\n').count() + 1;
            let column = before.len() - before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1) + 1;
            return Err(wrong(&format!("{line}:{column}"), "this is not UTF-8; save the table in that encoding"));
        }
        // the sign that parts cells is the one that parts the names
        let head = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
        let count = |sign: u8| head.iter().filter(|b| **b == sign).count();
        let delimiter = [b',', b'\t', b';'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',');
        if count(delimiter) == 0 {
            return Err(wrong("1:1", "the first line names one column only; a table needs id and title at least, parted by commas"));
        }
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
        let names = reader.headers().map_err(|e| wrong("1:1", &e.to_string()))?.iter().map(str::to_owned).collect();
        Ok(Lines { file, names, reader, cells: csv::StringRecord::new() })
    }

    /// The next row and the line it begins on.
    pub fn row(&mut self) -> Result<Option<(u64, &csv::StringRecord)>, Error> {
        match self.reader.read_record(&mut self.cells) {
            Ok(true) => Ok(Some((self.cells.position().map_or(0, csv::Position::line), &self.cells))),
            Ok(false) => Ok(None),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                let what = match error.kind() {
                    csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                        format!("this row has {len} cells, the first line names {expected_len} columns; is a quotation mark missing?")
                    }
                    _ => error.to_string(),
                };
                Err(self.wrong(line, &what))
            }
        }
    }

    pub fn wrong(&self, line: u64, what: &str) -> Error {
        Error::Usage(format!("{}:{line}:1: {what}", self.file))
    }
}
