//! BibTeX and BibLaTeX: the entries of a bibliography file, with LaTeX's accents and signs read as characters.

mod latex;

use super::bibliography::{self, Entry, Field, Kind, What};
use super::{Document, Passage};
use crate::diagnostic::{BROKEN_MARKUP, Diagnostic};
use crate::source::{FileId, SourceFile, Span};
use latex::{Manner, Name};
use std::collections::HashMap;
use std::ops::Range;

pub const MEDIA: &str = "application/x-bibtex";

/// Types of entries. Sources: the BibTeX and BibLaTeX manuals.
const ENTRIES: &[(&str, Kind)] = &[
    ("proceedings", Kind::Volume),
    ("book", Kind::Book),
    ("collection", Kind::Book),
    ("inproceedings", Kind::Paper),
    ("conference", Kind::Paper),
    ("incollection", Kind::Paper),
    ("article", Kind::Other),
    ("inbook", Kind::Other),
    ("booklet", Kind::Other),
    ("manual", Kind::Other),
    ("mastersthesis", Kind::Other),
    ("phdthesis", Kind::Other),
    ("thesis", Kind::Other),
    ("techreport", Kind::Other),
    ("report", Kind::Other),
    ("online", Kind::Other),
    ("misc", Kind::Other),
    ("unpublished", Kind::Other),
];

/// Entries that describe no work.
const ASIDE: &[&str] = &["string", "comment", "preamble"];

/// The first line that is neither blank nor a comment begins an entry.
pub fn begins(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8 << 10)]).into_owned();
    let mut lines = head.lines().map(|l| l.trim_start_matches('\u{feff}').trim()).filter(|l| !l.is_empty() && !l.starts_with('%'));
    lines.next().is_some_and(|line| entry_type(line).is_some())
}

/// The type of the entry that begins here, in small letters, and how far its mark reaches.
fn entry_type(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('@')?;
    let name: String = rest.chars().take(20).take_while(char::is_ascii_alphabetic).collect();
    let known = ENTRIES.iter().any(|(n, _)| n.eq_ignore_ascii_case(&name)) || ASIDE.iter().any(|n| n.eq_ignore_ascii_case(&name));
    let after = &rest[name.len()..];
    let gap = after.len() - after.trim_start().len();
    (known && after[gap..].starts_with(['{', '('])).then(|| (name.to_ascii_lowercase(), 1 + name.len() + gap + 1))
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let text = source.text.as_str();
    let mut reader = Reader { text, file, at: 0, macros: HashMap::new() };
    let (mut entries, mut diagnostics) = (Vec::new(), Vec::new());
    while let Some(start) = text[reader.at..].find('@').map(|i| reader.at + i) {
        let Some((name, mark)) = entry_type(&text[start..]) else {
            reader.at = start + 1;
            continue;
        };
        reader.at = start + mark;
        match reader.entry(&name, start) {
            Some(entry) => entries.extend(entry),
            None => {
                let help = "what stands before and after it was read";
                let span = Span::new(file, start, reader.at);
                diagnostics.push(Diagnostic::new(&BROKEN_MARKUP, span, "this entry is never closed").help(help));
            }
        }
    }
    bibliography::document(entries, file, diagnostics)
}

struct Reader<'a> {
    text: &'a str,
    file: FileId,
    at: usize,
    /// Abbreviations and where their values stand.
    macros: HashMap<String, Vec<Range<usize>>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | ',' | '{' | '}' | '"' | '#' | '(' | ')' | '@'));
        self.at += end.unwrap_or(rest.len());
        &rest[..end.unwrap_or(rest.len())]
    }

    /// The entry after its opening bracket; nothing where it is never closed, `Some(None)` where it is no work.
    fn entry(&mut self, name: &str, start: usize) -> Option<Option<Entry>> {
        if name == "comment" || name == "preamble" {
            self.at -= 1;
            return self.group().map(|_| None);
        }
        let kind = ENTRIES.iter().find(|(n, _)| *n == name).map_or(Kind::Other, |(_, kind)| *kind);
        let mut entry = Entry { kind, ..Entry::default() };
        self.skip_space();
        if name != "string" {
            let end = self.rest().find([',', '}', '\n']).unwrap_or(self.rest().len());
            entry.key = self.rest()[..end].trim().to_owned();
            self.at += end;
        }
        loop {
            self.at += self.rest().len() - self.rest().trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
            if self.rest().is_empty() || entry_type(self.rest()).is_some() {
                return None;
            }
            if self.rest().starts_with(['}', ')']) {
                self.at += 1;
                entry.at = start..self.at;
                return Some((name != "string").then_some(entry));
            }
            let at = self.at;
            let word = self.word();
            self.skip_space();
            if word.is_empty() || !self.rest().starts_with('=') {
                // not a field: go on after whatever it is
                self.at += self.rest().chars().next().filter(|_| word.is_empty()).map_or(0, char::len_utf8);
                continue;
            }
            self.at += 1;
            let value = self.value()?;
            if name == "string" {
                self.macros.insert(word.to_ascii_lowercase(), value);
            } else {
                entry.fields.extend(self.fields(word, at, value));
            }
        }
    }

    /// The stretches of a value that are put together by `#`.
    fn value(&mut self) -> Option<Vec<Range<usize>>> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            match self.rest().chars().next()? {
                '{' | '"' => parts.push(self.group()?),
                _ => {
                    let at = self.at;
                    let word = self.word();
                    match self.macros.get(&word.to_ascii_lowercase()) {
                        // abbreviations are short, and what grows by them is no bibliography
                        Some(value) if value.iter().map(Range::len).sum::<usize>() < 300 && value.len() < 8 => {
                            parts.extend(value.iter().cloned())
                        }
                        _ => parts.push(at..self.at),
                    }
                }
            }
            self.skip_space();
            if parts.len() > 256 || !self.rest().starts_with('#') {
                return Some(parts);
            }
            self.at += 1;
        }
    }

    /// What stands between brackets or quotes, which are left out; ends in vain where another entry begins.
    fn group(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let quoted = bytes.get(self.at) == Some(&b'"');
        let close = if bytes.get(self.at) == Some(&b'(') { b')' } else { b'}' };
        let start = self.at + 1;
        let mut depth = 0;
        self.at = start;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 1,
                b'"' if quoted && depth == 0 => {
                    self.at += 1;
                    return Some(start..self.at - 1);
                }
                b'{' => depth += 1,
                b if !quoted && depth == 0 && *b == close => {
                    self.at += 1;
                    return Some(start..self.at - 1);
                }
                b'}' => depth -= 1,
                b'@' if bytes[self.at - 1] == b'\n' && entry_type(&self.text[self.at..]).is_some() => return None,
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.text.len();
        None
    }

    /// The field, or one for each name of a list.
    fn fields(&self, name: &str, at: usize, value: Vec<Range<usize>>) -> Vec<Field> {
        let what = match name.to_ascii_lowercase().as_str() {
            // in BibLaTeX these belong to the book, not to the meeting
            "location" => Some(What::Aside),
            // `22-24 May 2031` are days of a meeting, `2031-05` says when it came out
            "date"
                if value.first().is_some_and(|v| {
                    !self.text[v.clone()].trim_start().starts_with(|c: char| c.is_ascii_digit())
                        || self.text[v.clone()].split_whitespace().count() > 1
                }) =>
            {
                Some(What::Date)
            }
            "date" => Some(What::Year),
            "eventdate" => Some(What::Date),
            "note" | "annote" => None,
            "id" | "month_numeric" | "archiveprefix" | "primaryclass" | "ids" | "langid" | "urldate" | "numpages" | "issue_date" => {
                Some(What::Aside)
            }
            name => bibliography::what(name),
        };
        let mut raw = Passage::new(self.file);
        value.into_iter().for_each(|part| raw.push(&self.text[part.clone()], part.start));
        let field = |passage: Passage| Field::new(what, at..at + name.len(), passage, at..self.at);
        if matches!(what, Some(What::Author | What::Editor)) {
            let person = |n: Name| Field { person: Some(n.parts), doubtful: n.doubtful, ..field(n.passage) };
            return latex::names(&raw).into_iter().map(person).collect();
        }
        let manner = match what {
            Some(What::Pages) => Manner::Pages,
            Some(What::Link | What::Doi | What::License) => Manner::Address,
            _ => Manner::Prose,
        };
        vec![field(latex::text(&raw, 0..raw.text.len(), manner))]
    }
}
