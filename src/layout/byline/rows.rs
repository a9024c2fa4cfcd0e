//! One person a line with the affiliation in a column behind: `Family, Given | X`.

use super::pieces::pieces;
use super::{Byline, Lexicon, inverted};
use crate::document::trim;
use crate::layout::words;
use crate::record::{Signature, script};
use std::ops::Range;

/// What stands between the columns.
const RULES: &[&str] = &[" | ", "\t", "   "];

pub fn shows(byline: &Byline<'_>) -> bool {
    if !byline.text.as_bytes().windows(3).any(|w| matches!(w[1], b'|' | b'\t') || w == b"   ") {
        return false;
    }
    let rows = rows(byline);
    let named = |row: &Row| pieces(byline.text, row.0.clone()).iter().all(|p| words::could_be_name(&byline.text[p.range.clone()]));
    // a wide space parts names, too
    let stated = |row: &Row| row.1.clone().is_some_and(|range| script::name(&byline.text[range]).is_none());
    !rows.is_empty() && rows.iter().all(|row| stated(row) && named(row))
}

pub fn read(byline: &Byline<'_>, lexicon: &Lexicon) -> Vec<Signature> {
    let rows = rows(byline);
    if rows.iter().all(|row| row.1.is_none()) {
        return byline.by_names(lexicon);
    }
    let mut out = Vec::new();
    for (names, affiliation) in rows {
        let affiliations = affiliation.map_or_else(Vec::new, |range| byline.affiliations(range, lexicon));
        match inverted::parts(byline, names.clone()) {
            Some((family, given)) => out.extend(byline.turned(family, given, &affiliations)),
            None => out.extend(pieces(byline.text, names).into_iter().filter_map(|p| byline.name(p.range, &affiliations))),
        }
    }
    out
}

/// Names, and the affiliation in the next column.
type Row = (Range<usize>, Option<Range<usize>>);

fn rows(byline: &Byline<'_>) -> Vec<Row> {
    let text = byline.text;
    let mut out: Vec<Row> = Vec::new();
    for line in byline.lines() {
        let rule = RULES.iter().find_map(|rule| text[line.clone()].find(rule).map(|at| (line.start + at, line.start + at + rule.len())));
        match (rule, out.last_mut()) {
            (Some((end, start)), _) => out.push((trim(text, line.start..end), Some(trim(text, start..line.end)))),
            // a row that is too long goes on below
            (None, Some((_, Some(affiliation)))) => affiliation.end = line.end,
            (None, _) => out.push((line, None)),
        }
    }
    out
}
