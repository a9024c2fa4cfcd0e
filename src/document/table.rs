//! Tables of papers in CSV or TSV: a line of column names, and a line for each paper or for each of its authors.

mod cells;
pub mod columns;
mod names;

use super::bibliography::{self, Entry, Field, Kind, What};
use super::{Document, Passage};
use crate::source::{FileId, NotText, SourceFile};
use cells::{Cell, Rows};
use columns::{Column, column};
use names::Convention;

pub const MEDIA: &str = "text/csv";

/// What columns say, as fields say it.
const FIELDS: &[(Column, What)] = &[
    (Column::Title, What::Title),
    (Column::Venue, What::Booktitle),
    (Column::Year, What::Year),
    (Column::Pages, What::Pages),
    (Column::FirstPage, What::Pages),
    (Column::Session, What::Session),
    (Column::Doi, What::Doi),
    (Column::Link, What::Link),
    (Column::License, What::License),
    (Column::Publisher, What::Publisher),
    (Column::Isbn, What::Isbn),
];

/// Decodes a table whose first line names what is known of papers.
pub fn decode(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    let source = SourceFile::decode(name, bytes)?;
    let columns: Vec<Option<Column>> = Rows::new(&source.text).next().map(|head| known(&source.text, &head)).unwrap_or_default();
    let has = |column: Column| columns.contains(&Some(column));
    let more = [Column::Authors, Column::Family, Column::Pages, Column::FirstPage, Column::Doi];
    if has(Column::Title) && more.into_iter().any(has) {
        return Ok(source);
    }
    Err(NotText::Unreadable {
        message: "a table, but its first line names no column of titles with one of authors, pages or DOIs",
        help: "name the columns on the first line: `title`, `authors`, `pages`, `doi`, `booktitle`, `session`",
    })
}

fn known(text: &str, head: &[Cell]) -> Vec<Option<Column>> {
    head.iter().map(|cell| column(&cell.passage(text, FileId::default()).text)).collect()
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let text = source.text.as_str();
    let mut rows = Rows::new(text);
    let head = rows.next().unwrap_or_default();
    let columns = known(text, &head);
    let rows: Vec<Vec<Cell>> = rows.collect();
    let passages = |column: Column| {
        let at = columns.iter().position(|c| *c == Some(column));
        rows.iter().filter_map(move |row| Some(row.get(at?)?.passage(text, file)))
    };
    let reader = Reader {
        text,
        file,
        head: &head,
        columns: &columns,
        authors: Convention::of(passages(Column::Authors)),
        editors: Convention::of(passages(Column::Editors)),
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut unread = Vec::new();
    let mut last = None;
    for row in &rows {
        let Some(entry) = reader.entry(row) else {
            unread.extend(row.first().zip(row.last()).map(|(a, b)| crate::source::Span::new(file, a.at.start, b.at.end)));
            continue;
        };
        // a row for each author of a paper
        let id = reader.id(row);
        match entries.last_mut() {
            Some(before) if columns.contains(&Some(Column::Family)) && id.is_some() && id == last => {
                before.at.end = entry.at.end;
                before
                    .fields
                    .extend(entry.fields.into_iter().filter(|f| matches!(f.what, Some(What::Author | What::Affiliation | What::Orcid))));
            }
            _ => entries.push(entry),
        }
        last = id;
    }
    let mut document = bibliography::document(entries, file, Vec::new());
    document.unread.extend(unread);
    document
}

struct Reader<'a> {
    text: &'a str,
    file: FileId,
    head: &'a [Cell],
    columns: &'a [Option<Column>],
    authors: Convention,
    editors: Convention,
}

impl Reader<'_> {
    /// What tells one paper from the next.
    fn id(&self, row: &[Cell]) -> Option<String> {
        [Column::Id, Column::Number, Column::Title].into_iter().find_map(|wanted| {
            let at = self.columns.iter().position(|c| *c == Some(wanted))?;
            Some(row.get(at)?.passage(self.text, self.file).text).filter(|id| !id.trim().is_empty())
        })
    }

    /// The entry of a row that has a title.
    fn entry(&self, row: &[Cell]) -> Option<Entry> {
        let (first, last) = (row.first()?, row.last()?);
        let mut entry = Entry { kind: Kind::Paper, at: first.at.start..last.at.end, ..Entry::default() };
        let (mut given, mut family): (Option<Field>, Option<Field>) = (None, None);
        for ((cell, name), column) in row.iter().zip(self.head).zip(self.columns) {
            let passage = cell.passage(self.text, self.file);
            let passage = passage.trimmed(0..passage.text.len());
            let Some(column) = column.filter(|_| !passage.is_empty()) else { continue };
            let field = |what: What, passage: Passage| Field::new(Some(what), name.inside.clone(), passage, cell.at.clone());
            match column {
                Column::Authors => entry.fields.extend(self.authors.fields(&passage, &|p| field(What::Author, p))),
                Column::Editors => entry.fields.extend(self.editors.fields(&passage, &|p| field(What::Editor, p))),
                Column::Given => given = Some(field(What::Author, passage)),
                Column::Family => family = Some(field(What::Author, passage)),
                Column::LastPage => {
                    if let Some(pages) = entry.fields.iter_mut().find(|f| f.what == Some(What::Pages))
                        && pages.passage.text != passage.text
                    {
                        pages.passage.join("–", &passage);
                    }
                }
                // several addresses in a cell
                Column::Link => {
                    for part in passage.text.split([';', ' ']).map(str::trim).filter(|part| !part.is_empty()).take(8) {
                        let start = part.as_ptr() as usize - passage.text.as_ptr() as usize;
                        entry.fields.push(field(What::Link, passage.slice(start..start + part.len())));
                    }
                }
                _ => entry.fields.extend(FIELDS.iter().find(|(c, _)| *c == column).map(|(_, what)| field(*what, passage))),
            }
        }
        if let Some(family) = family {
            let person = names::divided(given.as_ref().map(|g| g.passage.text.as_str()).unwrap_or_default(), &family.passage.text);
            let mut author = Field { person: Some(person), ..family };
            if let Some(mut given) = given {
                author.at = author.at.start.min(given.at.start)..author.at.end.max(given.at.end);
                given.passage.join(" ", &author.passage);
                author.passage = given.passage;
            }
            entry.fields.push(author);
            self.beside(row, &mut entry);
        }
        entry.fields.iter().any(|f| f.what == Some(What::Title)).then_some(entry)
    }

    /// What stands beside the one author of a row.
    fn beside(&self, row: &[Cell], entry: &mut Entry) {
        for (cell, column) in row.iter().zip(self.columns) {
            let what = match column {
                Some(Column::Affiliation) => What::Affiliation,
                Some(Column::Orcid) => What::Orcid,
                _ => continue,
            };
            let passage = cell.passage(self.text, self.file);
            if !passage.text.trim().is_empty() {
                entry.fields.push(Field::new(Some(what), cell.at.start..cell.at.start, passage, cell.at.clone()));
            }
        }
    }
}
