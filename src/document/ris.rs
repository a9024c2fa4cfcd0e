//! RIS: two letters, a hyphen and a value on each line. Source: the specification of Reference Manager, with the tags of
//! conference papers as EndNote and Zotero write them.

use super::bibliography::{self, Entry, Field, Kind, What};
use super::{Document, Passage, trim};
use crate::diagnostic::{BROKEN_MARKUP, Diagnostic};
use crate::record::PersonName;
use crate::source::{FileId, SourceFile, Span};
use std::ops::Range;

pub const MEDIA: &str = "application/x-research-info-systems";

/// The first line that is not blank begins a record.
pub fn begins(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4 << 10)]).into_owned();
    let mut lines = head.trim_start_matches('\u{feff}').lines().filter(|l| !l.trim().is_empty());
    lines.next().and_then(tag).is_some_and(|(tag, _)| tag == "TY")
}

/// The tag of a line and where its value begins.
fn tag(line: &str) -> Option<(&str, usize)> {
    let start = line.len() - line.trim_start_matches('\u{feff}').len();
    let tag = line.get(start..start + 2)?;
    let known = tag.starts_with(|c: char| c.is_ascii_uppercase()) && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let rest = line[start + 2..].trim_start_matches(' ');
    (known && rest.len() < line.len() - start - 2 && rest.starts_with('-')).then(|| (tag, line.len() - rest.len() + 1))
}

/// Types of records that are books or papers in them; all others are something else.
const TYPES: &[(&str, Kind)] = &[
    ("CONF", Kind::Volume),
    ("CPAPER", Kind::Paper),
    ("CHAP", Kind::Paper),
    ("ECHAP", Kind::Paper),
    ("BOOK", Kind::Book),
    ("EBOOK", Kind::Book),
    ("EDBOOK", Kind::Book),
];

/// What tags say of papers and volumes alike.
const TAGS: &[(&str, What)] = &[
    ("ID", What::Key),
    ("TI", What::Title),
    ("T1", What::Title),
    ("CT", What::Title),
    ("AU", What::Author),
    ("A1", What::Author),
    ("A2", What::Editor),
    ("ED", What::Editor),
    ("T2", What::Booktitle),
    ("BT", What::Booktitle),
    ("T3", What::Series),
    ("VL", What::Number),
    ("SP", What::Pages),
    ("PY", What::Year),
    ("Y1", What::Year),
    ("PB", What::Publisher),
    ("CY", What::Address),
    ("C1", What::Place),
    ("DO", What::Doi),
    ("UR", What::Link),
    ("L1", What::Link),
    ("L2", What::Link),
];

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let (mut entries, mut diagnostics): (Vec<Entry>, Vec<Diagnostic>) = Default::default();
    let mut open: Option<Record> = None;
    let mut start = 0;
    for raw in source.text.split_inclusive('\n') {
        let at = start..start + raw.len();
        start = at.end;
        let line = raw.trim_end();
        match tag(line) {
            Some(("TY", value)) => {
                entries.extend(open.take().map(|record| record.finish(at.start)));
                open = Some(Record::new(file, at.start, line[value..].trim()));
            }
            Some(("ER", _)) => entries.extend(open.take().map(|record| record.finish(at.end))),
            Some((tag, value)) => {
                let inside = trim(line, value..line.len());
                if let Some(record) = open.as_mut() {
                    record.put(tag, at, &line[inside.clone()], inside.start);
                }
            }
            // a value that goes on
            None => {
                let inside = trim(line, 0..line.len());
                if let Some(record) = open.as_mut().filter(|_| !inside.is_empty()) {
                    record.more(at, &line[inside.clone()], inside.start);
                }
            }
        }
    }
    if let Some(record) = open {
        let span = Span::new(file, record.entry.at.start, start);
        diagnostics.push(Diagnostic::new(&BROKEN_MARKUP, span, "this record has no end"));
    }
    bibliography::document(entries, file, diagnostics)
}

/// A record as far as it was read.
struct Record {
    file: FileId,
    entry: Entry,
    last: Option<Passage>,
    /// A title of the proceedings where no other tag has it.
    proceedings: Option<Field>,
}

impl Record {
    fn new(file: FileId, start: usize, kind: &str) -> Record {
        let kind = TYPES.iter().find(|(name, _)| *name == kind).map_or(Kind::Other, |(_, kind)| *kind);
        Record { file, entry: Entry { kind, at: start..start, ..Entry::default() }, last: None, proceedings: None }
    }

    fn put(&mut self, tag: &str, at: Range<usize>, value: &str, shift: usize) {
        let mut passage = Passage::new(self.file);
        passage.push(value, at.start + shift);
        let digits = value.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x')).count();
        let what = match tag {
            "SN" if digits == 8 => What::Issn,
            "SN" => What::Isbn,
            _ => TAGS.iter().find(|(name, _)| *name == tag).map_or(What::Aside, |(_, what)| *what),
        };
        let name = at.start..at.start + 2;
        match (tag, what) {
            ("EP", _) if !value.is_empty() => self.last = Some(passage),
            ("C3", _) => self.proceedings = Some(Field::new(Some(What::Booktitle), name, passage, at)),
            (_, What::Key) => self.entry.key = value.to_owned(),
            // the year alone, in front of month and day
            (_, What::Year) => {
                let year = passage.slice(0..value.bytes().take(4).take_while(u8::is_ascii_digit).count());
                self.entry.fields.push(Field::new(Some(what), name, year, at));
            }
            (_, What::Author | What::Editor) => {
                let (person, doubtful) = named(value);
                self.entry.fields.push(Field { person: Some(person), doubtful, ..Field::new(Some(what), name, passage, at) });
            }
            _ => self.entry.fields.push(Field::new(Some(what), name, passage, at)),
        }
    }

    fn more(&mut self, at: Range<usize>, value: &str, shift: usize) {
        let Some(last) = self.entry.fields.last_mut().filter(|f| f.person.is_none() && f.what != Some(What::Year)) else { return };
        let mut passage = Passage::new(self.file);
        passage.push(value, at.start + shift);
        last.passage.join(" ", &passage);
        last.at.end = at.end;
    }

    fn finish(self, end: usize) -> Entry {
        let Record { mut entry, last, proceedings, .. } = self;
        entry.at.end = end;
        let has = |entry: &Entry, what: What| entry.fields.iter().any(|f| f.what == Some(what));
        // Zotero writes papers as it writes conferences, and the proceedings under `C3`
        if entry.kind == Kind::Volume && (has(&entry, What::Booktitle) || has(&entry, What::Pages)) {
            entry.kind = Kind::Paper;
        }
        if entry.kind == Kind::Paper && !has(&entry, What::Booktitle) {
            entry.fields.extend(proceedings);
        }
        for field in &mut entry.fields {
            match field.what {
                // of a book, this is the series
                Some(What::Booktitle) if entry.kind != Kind::Paper => field.what = Some(What::Series),
                // who wrote a whole book of proceedings edited it
                Some(What::Author) if entry.kind == Kind::Volume => field.what = Some(What::Editor),
                _ => {}
            }
        }
        if let (Some(pages), Some(last)) = (entry.fields.iter_mut().find(|f| f.what == Some(What::Pages)), last)
            && !pages.passage.text.contains(['-', '–'])
            && pages.passage.text != last.text
        {
            pages.passage.join("–", &last);
        }
        entry
    }
}

/// `Family, Given, Suffix`, or a name that does not divide.
fn named(value: &str) -> (PersonName, bool) {
    let parts: Vec<&str> = value.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [family, given] => (PersonName::of_parts(given, family, ""), false),
        [family, given, suffix] if PersonName::is_suffix(suffix) => (PersonName::of_parts(given, family, suffix), false),
        [_] => (PersonName::parse(value), false),
        _ => (PersonName::of_parts("", value, ""), true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_lines() {
        for (line, expected) in [
            ("TY  - CONF", Some(("TY", 5))),
            ("T1  -Waiting", Some(("T1", 5))),
            ("ER  -", Some(("ER", 5))),
            ("ER  - ", Some(("ER", 5))),
            ("To be - or", None),
            ("TY-1", None),
            ("É", None),
            ("", None),
        ] {
            assert_eq!(tag(line), expected, "{line}");
        }
    }
}
