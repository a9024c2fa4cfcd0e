//! Cells of comma-separated values with their places, by RFC 4180; tabs and semicolons part them as well.

use crate::document::Passage;
use crate::source::FileId;
use std::ops::Range;

/// Cells of the longest row that is looked at.
const MOST: usize = 1000;

/// One cell: the whole of it, and what is inside its quotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub at: Range<usize>,
    pub inside: Range<usize>,
    quoted: bool,
}

impl Cell {
    /// The text of a cell; a doubled quote is one.
    pub fn passage(&self, text: &str, file: FileId) -> Passage {
        let mut out = Passage::new(file);
        let raw = &text[self.inside.clone()];
        if !self.quoted || !raw.contains("\"\"") {
            out.push(raw, self.inside.start);
            return out;
        }
        let mut start = 0;
        for (at, _) in raw.match_indices("\"\"") {
            out.push(&raw[start..at], self.inside.start + start);
            out.push_as("\"", self.inside.start + at, 2);
            start = at + 2;
        }
        out.push(&raw[start..], self.inside.start + start);
        out
    }
}

/// The rows of a table that hold anything.
pub struct Rows<'a> {
    text: &'a str,
    at: usize,
    sign: u8,
    /// A quote was opened that nothing closes.
    unclosed: bool,
}

impl<'a> Rows<'a> {
    /// The sign that parts cells is the one that parts the names of columns.
    pub fn new(text: &'a str) -> Self {
        let at = text.len() - text.trim_start_matches('\u{feff}').len();
        let head = text[at..].lines().next().unwrap_or_default().as_bytes();
        let count = |sign: u8| head.iter().filter(|b| **b == sign).count();
        let sign = [b';', b'\t', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',');
        Rows { text, at, sign, unclosed: false }
    }

    fn cell(&mut self) -> Cell {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let ends = |b: u8| b == self.sign || b == b'\n' || b == b'\r';
        if bytes.get(start) == Some(&b'"') && !self.unclosed {
            let mut at = start + 1;
            while at < bytes.len() {
                match (bytes[at], bytes.get(at + 1)) {
                    (b'"', Some(b'"')) => at += 2,
                    (b'"', next) if next.is_none_or(|b| ends(*b)) => {
                        self.at = at + 1;
                        return Cell { at: start..at + 1, inside: start + 1..at, quoted: true };
                    }
                    _ => at += 1,
                }
            }
            self.unclosed = true;
        }
        // a quote that is never closed is a sign like any other
        let end = bytes[start..].iter().position(|b| ends(*b)).map_or(bytes.len(), |n| start + n);
        self.at = end;
        Cell { at: start..end, inside: start..end, quoted: false }
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<Cell>;

    fn next(&mut self) -> Option<Vec<Cell>> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let mut row = Vec::new();
            loop {
                let cell = self.cell();
                if row.len() < MOST {
                    row.push(cell);
                }
                match bytes.get(self.at) {
                    Some(b) if *b == self.sign => self.at += 1,
                    Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => {
                        self.at += 2;
                        break;
                    }
                    Some(_) => {
                        self.at += 1;
                        break;
                    }
                    None => break,
                }
            }
            if row.iter().any(|cell| !self.text[cell.inside.clone()].trim().is_empty()) {
                return Some(row);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_those_that_csv_has() {
        for text in ["a,b\n1,2\n", "a,b\r\n\"1, one\",\"say \"\"so\"\"\"\r\n\r\n,3", "a\tb\n\"two\nlines\"\tc\n", "a;b\n;\n1;\"\"\n"] {
            let sign = if text.contains(';') {
                b';'
            } else if text.contains('\t') {
                b'\t'
            } else {
                b','
            };
            let mut reader = csv::ReaderBuilder::new().delimiter(sign).has_headers(false).flexible(true).from_reader(text.as_bytes());
            let records = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
            let expected: Vec<Vec<String>> = records.filter(|r| r.iter().any(|c| !c.is_empty())).collect();
            let found: Vec<Vec<String>> =
                Rows::new(text).map(|row| row.iter().map(|c| c.passage(text, FileId(0)).text).collect()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_quote_without_an_end_costs_its_line() {
        let text = "a,b\n\"one,2\nthree,4\n";
        assert_eq!(Rows::new(text).count(), 3);
    }
}
