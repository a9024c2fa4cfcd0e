//! Reads one entry: a reader for each setting.

use super::cut::Known;
use super::row::{After, Row, cells};
use super::setting::Setting;
use crate::document::trim;
use crate::layout::byline::{self, Byline, Grouping, Lexicon};
use crate::layout::joining::{Hyphens, join};
use crate::layout::words::Tokens;
use crate::layout::{look, words};
use crate::record::Signature;
use crate::record::place::country;
use std::borrow::Cow;
use std::ops::Range;

pub fn entry(rows: &[Row<'_>], setting: Setting, known: &Known<'_>) -> Vec<Signature> {
    let lexicon = known.lexicon;
    let whole = || join(rows.iter().map(|r| &*r.passage), Hyphens::InNames);
    let joined;
    let byline = match (setting, rows) {
        (Setting::Columns, _) => return columns(rows, lexicon),
        (Setting::Below | Setting::Cards, _) => return below(rows, lexicon),
        (Setting::Dashes | Setting::Spaces, _) => {
            // a name may go on below as well
            let row = Row::within(Cow::Owned(whole()), Some(known));
            let byline = Byline::known(&row.passage, &row.words);
            return match row.after {
                After::Dash | After::Space => cut(&byline, row.sign.clone(), lexicon),
                _ => commas(&byline, lexicon),
            };
        }
        (_, [row]) => Byline::known(&row.passage, &row.words),
        _ => {
            joined = whole();
            Byline::of(&joined)
        }
    };
    match setting {
        Setting::Brackets => byline.read(Grouping::Brackets, lexicon),
        Setting::Names => names(&byline, lexicon),
        Setting::Semicolons => byline.read(Grouping::Commas, lexicon),
        Setting::Prose => prose(&byline, lexicon),
        _ => commas(&byline, lexicon),
    }
}

/// `Name`, a sign, `Affiliation`
fn cut(entry: &Byline<'_>, sign: Range<usize>, lexicon: &Lexicon) -> Vec<Signature> {
    let rest = trim(entry.text(), sign.end..entry.text().len());
    entry.entry(0..sign.start, (!rest.is_empty()).then_some(rest), lexicon).into_iter().collect()
}

fn commas(entry: &Byline<'_>, lexicon: &Lexicon) -> Vec<Signature> {
    let text = entry.text();
    match byline::end_of_name(text, &Tokens::of(text)) {
        Some(comma) => cut(entry, comma..comma + 1, lexicon),
        None if !byline::has_brackets(text) => entry.entry(0..text.len(), None, lexicon).into_iter().collect(),
        None => entry.read(Grouping::Brackets, lexicon),
    }
}

/// Names alone, in columns, or joined by commas and conjunctions.
fn names(byline: &Byline<'_>, lexicon: &Lexicon) -> Vec<Signature> {
    let text = byline.text();
    let cells = cells(text);
    let listed = || text.contains([',', ';']) || text.match_indices(' ').any(|(i, _)| words::conjunction(&text[i..]).is_some());
    if cells.len() == 1 && listed() {
        return byline.read(Grouping::Names, lexicon);
    }
    cells.into_iter().filter_map(|cell| byline.entry(cell, None, lexicon)).collect()
}

/// Nothing but names: no cut is looked for where their affiliation begins, unless some word names one.
fn prose(byline: &Byline<'_>, lexicon: &Lexicon) -> Vec<Signature> {
    let text = byline.text();
    let parts: Vec<Range<usize>> = look::segments(text).collect();
    let generation = |p: &Range<usize>| matches!(text[p.clone()].trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV");
    if words::names_organization(text) || parts.iter().any(generation) {
        return byline.read(Grouping::Names, lexicon);
    }
    parts.into_iter().filter_map(|p| byline.entry(p, None, lexicon)).collect()
}

/// `Name    Affiliation    Country`
fn columns(rows: &[Row<'_>], lexicon: &Lexicon) -> Vec<Signature> {
    let Some((first, rest)) = rows.split_first() else { return Vec::new() };
    let cells = cells(first.text());
    if cells.len() > 2 && first.cells_of_names {
        let byline = Byline::of(&first.passage);
        return cells.into_iter().filter_map(|c| byline.entry(c, None, lexicon)).collect();
    }
    let mut whole = first.passage.slice(cells[0].clone());
    for cell in &cells[1..] {
        whole.join(", ", &first.passage.slice(cell.clone()));
    }
    let whole = join(std::iter::once(&whole).chain(rest.iter().map(|r| &*r.passage)), Hyphens::InNames);
    let name = cells[0].len();
    let rest = (cells.len() > 1).then(|| name + 2..whole.text.len());
    Byline::of(&whole).entry(0..name, rest, lexicon).into_iter().collect()
}

/// A name and the lines of its affiliation below.
fn below(rows: &[Row<'_>], lexicon: &Lexicon) -> Vec<Signature> {
    let Some((name, rest)) = rows.split_first() else { return Vec::new() };
    let rest: Vec<&Row<'_>> = rest.iter().filter(|r| !r.address).collect();
    // a country on a line of its own has no comma before it
    let land = rest.len().checked_sub(1).filter(|last| *last > 0 && country(rest[*last].text()).is_some());
    let mut affiliation = join(rest[..land.unwrap_or(rest.len())].iter().map(|r| &*r.passage), Hyphens::InNames);
    if let Some(land) = land {
        affiliation.join(if affiliation.text.ends_with(',') { " " } else { ", " }, &rest[land].passage);
    }
    let mut whole = (*name.passage).clone();
    whole.join(", ", &affiliation);
    let end = name.text().len();
    let affiliation = (!affiliation.is_empty()).then(|| end + 2..whole.text.len());
    Byline::of(&whole).entry(0..end, affiliation, lexicon).into_iter().collect()
}
