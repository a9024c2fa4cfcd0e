//! Names in a cell: all cells of a column part them in one way.

use crate::document::bibliography::{Field, What};
use crate::document::{Passage, trim};
use crate::record::PersonName;
use std::ops::Range;

/// How a column parts names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// `Ada Quill; Bo Tarn` or `Quill, Ada; Tarn, Bo`, also with bars and line ends
    Signs,
    /// `Quill, Ada and Tarn, Bo`
    Inverted,
    /// `Ada Quill, Bo Tarn and Cy Ember`
    Commas,
}

const SIGNS: [char; 3] = [';', '|', '\n'];

impl Convention {
    pub fn of(cells: impl Iterator<Item = Passage>) -> Convention {
        let (mut signs, mut lists, mut inverted) = (false, 0, 0);
        for cell in cells {
            signs |= outside(&cell.text, |rest| if rest.starts_with(SIGNS) { 1 } else { 0 }).len() > 1;
            let parts = outside(&cell.text, and);
            if parts.len() > 1 {
                lists += 1;
                inverted += usize::from(parts.iter().all(|p| cell.text[p.clone()].matches(',').count() == 1));
            }
        }
        match () {
            () if signs => Convention::Signs,
            () if lists > 0 && inverted == lists => Convention::Inverted,
            () => Convention::Commas,
        }
    }

    /// A field for each name of a cell, and one for the affiliation in brackets behind it.
    pub fn fields(self, cell: &Passage, field: &dyn Fn(Passage) -> Field) -> Vec<Field> {
        let text = cell.text.as_str();
        let parts = match self {
            Convention::Signs => outside(text, |rest| usize::from(rest.starts_with(SIGNS))),
            Convention::Inverted => outside(text, and),
            // `, and ` is one
            Convention::Commas => outside(text, |rest| match and(rest) {
                0 => usize::from(rest.starts_with(',')),
                n => n,
            }),
        };
        // one family name and one given name, or two persons of one name each
        let alone = self == Convention::Commas && parts.len() == 2 && parts.iter().all(|p| !text[p.clone()].trim().contains(' '));
        if alone && text.contains(',') {
            let person = divided(text[parts[1].clone()].trim(), text[parts[0].clone()].trim());
            return vec![Field { person: Some(person), doubtful: true, ..field(cell.clone()) }];
        }
        let mut out = Vec::new();
        for part in parts {
            let (name, place) = bracketed(text, part);
            if !text[name.clone()].chars().any(char::is_alphabetic) || text[name.clone()].starts_with("et al") {
                continue;
            }
            let passage = cell.slice(name.clone());
            let pieces: Vec<&str> = text[name].split(',').map(str::trim).collect();
            let (person, doubtful) = match pieces.as_slice() {
                [family, given] => (divided(given, family), false),
                [family, suffix, given] if PersonName::is_suffix(suffix) => (PersonName::of_parts(given, family, suffix), false),
                [_] => (PersonName::parse(&passage.text), false),
                _ => (PersonName::of_parts("", &passage.text, ""), true),
            };
            out.push(Field { person: Some(person), doubtful, ..field(passage) });
            if let Some(place) = place.map(|range| cell.trimmed(range)).filter(|p| !p.is_empty()) {
                out.push(Field { what: Some(What::Affiliation), ..field(place) });
            }
        }
        out
    }
}

/// A name whose parts stand in cells of their own.
pub fn divided(given: &str, family: &str) -> PersonName {
    PersonName::of_parts(given, family, "")
}

/// The length of ` and ` or ` & ` that a text begins with.
fn and(rest: &str) -> usize {
    [", and ", " and ", ", & ", " & "].iter().find(|sign| rest.starts_with(**sign)).map_or(0, |sign| sign.len())
}

/// The parts of a text between signs outside brackets; `sign` tells the length of one that begins here.
fn outside(text: &str, sign: impl Fn(&str) -> usize) -> Vec<Range<usize>> {
    let (mut out, mut start, mut depth, mut at) = (Vec::new(), 0, 0usize, 0);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let len = if depth == 0 { sign(&text[at..]) } else { 0 };
        if len > 0 {
            out.push(start..at);
            start = at + len;
            at = start;
        } else {
            at += c.len_utf8();
        }
    }
    out.push(start..text.len());
    out.into_iter().filter(|part| !text[part.clone()].trim().is_empty()).collect()
}

/// A name without the marks about it, and what stands in brackets behind it.
fn bracketed(text: &str, part: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let part = trim(text, part);
    let raw = &text[part.clone()];
    let open = raw.find('(').filter(|open| *open > 0 && raw.ends_with(')'));
    let place = open.map(|open| part.start + open + 1..part.end - 1);
    let name = trim(text, part.start..part.start + open.unwrap_or(raw.len()));
    let end = name.start + text[name.clone()].trim_end_matches(['*', '†', '‡', ',', ' ']).len();
    (name.start..end, place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn cell(text: &str) -> Passage {
        let mut out = Passage::new(FileId(0));
        out.push(text, 0);
        out
    }

    #[test]
    fn a_column_parts_names_in_one_way() {
        for (cells, expected) in [
            (&["Ada Quill; Bo Tarn", "Cy Ember"][..], "Ada|Quill Bo|Tarn Cy|Ember"),
            (&["Quill, Ada; Tarn, Bo", "Ember, Cy"], "Ada|Quill Bo|Tarn Cy|Ember"),
            (&["Quill, Ada and Tarn, Bo", "Ember, Cy"], "Ada|Quill Bo|Tarn Cy|Ember"),
            (&["Ada Quill, Bo Tarn and Cy Ember", "Di Frost"], "Ada|Quill Bo|Tarn Cy|Ember Di|Frost"),
            (&["Ada Quill (Acme, Ghent), Bo Tarn, and Cy Ember*"], "Ada|Quill @Acme, Ghent Bo|Tarn Cy|Ember"),
            (&["Ada Quill & Bo Tarn, et al."], "Ada|Quill Bo|Tarn"),
            (&["", " , ;"], ""),
        ] {
            let convention = Convention::of(cells.iter().map(|c| cell(c)));
            let field = |passage: Passage| Field::new(Some(What::Author), 0..0, passage, 0..1);
            let all = cells.iter().flat_map(|c| convention.fields(&cell(c), &field));
            let shown = all.map(|f| match (f.what, f.person) {
                (Some(What::Author), Some(p)) => format!("{}|{}", p.given.unwrap_or_default(), p.family.unwrap_or_default()),
                _ => format!("@{}", f.passage.text),
            });
            let shown: Vec<String> = shown.collect();
            assert_eq!(shown.join(" "), expected, "{cells:?}");
        }
        let field = |passage: Passage| Field::new(Some(What::Author), 0..0, passage, 0..1);
        assert!(Convention::Commas.fields(&cell("Quill, Ada"), &field)[0].doubtful);
    }
}
