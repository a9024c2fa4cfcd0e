//! Lines between entries that head those below them: boards and tracks, countries, letters of the alphabet.

use super::row::{entry_sign, is_name};
use crate::document::Line;
use crate::layout::joining::is_open;
use crate::layout::words::{self, Costs, Tokens};
use crate::lexicon::{self, Phrases};
use crate::record::place::country;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a line between entries says of those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subhead {
    /// They are a committee of their own: `Track A`, `Dissertations`.
    Board,
    /// They are set together, no more: `Belgium`, `A`, the heads of columns.
    Group,
}

static COLUMNS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("column"));

/// Which lines head those below them.
pub fn find(lines: &[&Line]) -> Vec<Option<Subhead>> {
    let mut out = vec![None; lines.len()];
    if lines.first().is_some_and(|l| heads_columns(l.text())) {
        out[0] = Some(Subhead::Group);
    }
    let entries: Vec<bool> = lines.iter().map(|l| entry_sign(l.text()).is_some() || l.text().contains('\t')).collect();
    if entries.iter().filter(|e| **e).count() * 5 < lines.len() * 2 {
        return out;
    }
    let width = lines.iter().map(|l| l.text().chars().count()).max().unwrap_or(0);
    let stands = |i: usize| stands_alone(lines, &entries, i, width);
    let heads: Vec<usize> = (0..lines.len()).filter(|i| out[*i].is_none() && stands(*i)).collect();
    let text = |i: usize| lines[i].text().trim_end_matches([':', ' ', '.']);
    let mut alike: HashMap<&str, usize> = HashMap::new();
    heads.iter().filter_map(|i| numbered(text(*i))).for_each(|first| *alike.entry(first).or_default() += 1);
    let again = |text: &str| numbered(text).is_some_and(|first| alike.get(first).is_some_and(|n| *n > 1));
    let boards: Vec<bool> = heads.iter().map(|i| again(text(*i)) || is_board(lines, *i, text(*i))).collect();
    let some = boards.contains(&true);
    // countries above the first entry and between others; below an entry one country is the rest of it
    let grouped = heads.first().is_some_and(|i| entries[..*i].iter().all(|e| !e) && country(text(*i)).is_some());
    for (i, board) in heads.into_iter().zip(boards) {
        out[i] = match () {
            () if text(i).chars().count() == 1 => Some(Subhead::Group),
            () if country(text(i)).is_some() => grouped.then_some(Subhead::Group),
            () if board || some && !is_member(text(i)) => Some(Subhead::Board),
            () => None,
        };
    }
    out
}

/// `Name`, `Affiliation`, `Country` in columns.
fn heads_columns(text: &str) -> bool {
    let mut cells = text.split(['\t', '|']).flat_map(|c| c.split("  ")).map(str::trim).filter(|c| !c.is_empty()).peekable();
    let several = cells.clone().nth(1).is_some();
    several && cells.all(|c| COLUMNS.is(c))
}

/// A short line above an entry that the line before it hardly goes on with.
fn stands_alone(lines: &[&Line], entries: &[bool], i: usize, width: usize) -> bool {
    let (line, text) = (lines[i], lines[i].text());
    let next = entries.get(i + 1).copied().unwrap_or(false);
    let short = text.chars().count() <= 60 && !text.contains([',', '(', ')', '@', '\t', ';']);
    if !next || !short || entries[i] || line.bullet || text.starts_with(char::is_lowercase) || text.contains("://") {
        return false;
    }
    let Some(before) = i.checked_sub(1).map(|b| lines[b]) else { return true };
    let first = text.split(' ').next().unwrap_or("").chars().count();
    let full = !before.whole && width > 50 && before.text().chars().count() + 1 + first > width;
    let marked = line.heading > 0 || line.blank_before > 0;
    !is_open(before.text()) && (marked || (!full || is_complete(before.text())) && line.indent <= before.indent)
}

/// An entry that ends in a country does not go on.
pub fn is_complete(text: &str) -> bool {
    text.rsplit_once(", ").is_some_and(|(_, last)| country(last).is_some())
}

/// `Track A`, `Area 2`: what stands before the number of a part.
fn numbered(text: &str) -> Option<&str> {
    text.rsplit_once(' ').filter(|(first, last)| last.chars().count() <= 3 && !words::is_initial(first)).map(|(first, _)| first)
}

/// Surely no rest of an affiliation and no member: its markup says so, the entry above ends in a country, or its words are
/// those of titles.
fn is_board(lines: &[&Line], i: usize, text: &str) -> bool {
    if lines[i].heading > 0 || i.checked_sub(1).is_some_and(|b| is_complete(lines[b].text())) {
        return !is_member(text);
    }
    let Costs { person, title, organization } = words::costs(text);
    title + 1.0 < person.min(organization) && !words::names_organization(text) && !words::has_acronym(text)
}

/// Could be a person's name, or names an organization.
fn is_member(text: &str) -> bool {
    let words = Tokens::of(text);
    let c = words.costs(0..text.len());
    words.names_organization(0..text.len()) || words::has_acronym(text) || is_name(text, 0..text.len(), &words) && c.person < c.title
}
