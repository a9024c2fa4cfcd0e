//! One person a line with the affiliation behind a comma: `A, X`.

use super::{Byline, Lexicon};
use crate::document::trim;
use crate::layout::words;
use crate::record::Signature;
use std::ops::Range;

pub fn shows(byline: &Byline<'_>) -> bool {
    let rows: Vec<Option<Row>> = byline.lines().map(|line| row(byline, line)).collect();
    rows.len() > 1 && rows.iter().all(Option::is_some)
}

pub fn read(byline: &Byline<'_>, lexicon: &Lexicon) -> Vec<Signature> {
    let signature = |(name, at): Row| byline.name(name, &byline.affiliations(at, lexicon));
    byline.lines().filter_map(|line| row(byline, line)).filter_map(signature).collect()
}

/// A name, and where the person works.
type Row = (Range<usize>, Range<usize>);

fn row(byline: &Byline<'_>, line: Range<usize>) -> Option<Row> {
    let text = &byline.text[line.clone()];
    let comma = text.find(", ")?;
    let (name, works) = (trim(byline.text, line.start..line.start + comma), trim(byline.text, line.start + comma + 1..line.end));
    let (person, place) = (&byline.text[name.clone()], &byline.text[works.clone()]);
    // a state has two letters
    let acronym = || words::has_acronym(place) && place.len() > 2;
    let is_row = person.contains(' ') && words::could_be_name(person) && !words::names_organization(person) && !place.ends_with([',', ';']);
    (is_row && (words::names_organization(place) || acronym())).then_some((name, works))
}
