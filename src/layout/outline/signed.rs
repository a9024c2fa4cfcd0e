//! Lists that neither leaders nor times betray: titles with the names of who signed them, one after the other.

use super::{Head, List, View, What, extend};
use crate::layout::cues;
use crate::layout::headings::Opens;
use crate::layout::look::{self, Leader, Look};
use std::ops::Range;

/// An entry: its lines, and what speaks for it beside title and names.
struct Entry {
    lines: Range<usize>,
    number: Option<u32>,
    /// A page of the chain stands at its end.
    paged: bool,
    /// The names leave no doubt.
    sure: bool,
}

/// Such a list below its heading, else the longest that its numbers, its pages or its length betray.
pub fn find(view: &View<'_>, heads: &[Head]) -> Option<List> {
    let opens = |i: &usize| [Opens::Programme, Opens::Papers].iter().any(|kind| view.looks[*i].heads(*kind, &view.lines[*i]));
    let below = |i: usize| list(view, heads, i + 1, 0.0).filter(|list| list.heading);
    (0..view.lines.len()).filter(opens).take(4).find_map(below).or_else(|| list(view, heads, 0, 3.0)).or_else(|| blocks(view, heads))
}

/// Nothing but blocks of a title and names with blank lines between them: what a block is by itself does not matter, if
/// in nearly all its last line is more of names than its first.
fn blocks(view: &View<'_>, heads: &[Head]) -> Option<List> {
    let at: Vec<usize> = (0..view.lines.len()).filter(|i| view.furniture[*i].is_none()).collect();
    let blocks: Vec<&[usize]> = at.chunk_by(|a, b| view.lines[*b].blank_before == 0 && b - a == 1).collect();
    if blocks.len() < 5 || at.iter().any(|i| stops(view, heads, *i)) {
        return None;
    }
    let turn = |block: &&&[usize]| match block {
        [first, .., last] if block.len() < 4 => {
            view.looks[*last].byline - view.looks[*first].byline > 6.0 && view.looks[*last].byline > 0.0
        }
        _ => false,
    };
    let turned = blocks.iter().filter(turn).count();
    (turned * 5 >= blocks.len() * 4).then(|| List { heading: false, lines: at[0]..at[at.len() - 1] + 1 })
}

/// The longest from a line on whose titles and names are by so many nats what they are.
fn list(view: &View<'_>, heads: &[Head], from: usize, least: f32) -> Option<List> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut i = from;
    while i < view.lines.len() {
        let entry = entry(view, heads, i, least);
        i = entry.as_ref().map_or(i + 1, |e| e.lines.end);
        entries.extend(entry);
    }
    let together = |a: &Entry, b: &Entry| {
        let between = a.lines.end..b.lines.start;
        between.len() <= 6 && between.into_iter().all(|j| view.furniture[j].is_some() || !stops(view, heads, j))
    };
    let group = entries.chunk_by(together).max_by_key(|group| group.len())?;
    let (first, last) = (group.first()?.lines.start, group.last()?.lines.end);
    let top = top(view, heads, first);
    let heading = from > 0 && top == from;
    let counted = group.windows(2).all(|w| w[0].number.zip(w[1].number).is_some_and(|(a, b)| b == a + 1));
    let paged = group.iter().all(|e| e.paged);
    // a paper may end in a list of others
    let share = (last - first) as f32 / view.lines.len() as f32;
    // names stand below the heads of committees too
    let others = heads[..first].iter().flatten().any(|(what, _)| !matches!(what, What::Unread));
    let enough = match () {
        () if group.iter().filter(|e| e.sure).count() * 2 < group.len() => return None,
        () if heading || (counted || paged) && share > 0.25 => 3,
        () if !others && share > 0.5 => 5,
        () => return None,
    };
    (group.len() >= enough).then(|| {
        // who signs a title may stand above it
        let above = first == top && first > 0 && view.lines[first].blank_before == 0 && names(view, heads, first - 1, least) && !heading;
        let end = if above { last + 1 } else { last };
        List { heading, lines: top - usize::from(above)..extend(view, heads, end.min(view.lines.len())) }
    })
}

/// Nothing of a list, nor between its entries.
fn stops(view: &View<'_>, heads: &[Head], i: usize) -> bool {
    view.looks[i].prose || heads[i].is_some_and(|(what, _)| what != What::Unread)
}

/// The days and sessions right above the first entry.
fn top(view: &View<'_>, heads: &[Head], first: usize) -> usize {
    let above = |i: &usize| {
        let text = view.lines[*i].text();
        heads[*i].is_none()
            && (view.looks[*i].day.is_some() || cues::session_words(text) || cues::chair(text).is_some() || cues::part(text).is_some())
    };
    let begins = (0..first).rev().take_while(|i| view.furniture[*i].is_some() || above(i)).last().unwrap_or(first);
    (begins..first).find(|i| view.furniture[*i].is_none()).unwrap_or(first)
}

/// The entry that begins on a line.
fn entry(view: &View<'_>, heads: &[Head], i: usize, least: f32) -> Option<Entry> {
    let look = &view.looks[i];
    if view.furniture[i].is_some() || heads[i].is_some() || look.day.is_some() || is_dated(look) {
        return None;
    }
    let paged = look.chained && look.tail.as_ref().is_some_and(|t| t.pages.is_some());
    let body = &view.lines[i].text()[look.body.clone()];
    if paged && let Some(sure) = one_run(look, body) {
        return Some(Entry { lines: i..i + 1, number: look.number, paged, sure });
    }
    if !is_title(view, i, least) || cues::session_words(body) || cues::is_pause(body, look.timed) {
        return None;
    }
    let mut last = i;
    for _ in 0..3 {
        last = view.next(last)?;
        if names(view, heads, last, least) {
            return Some(Entry {
                lines: i..last + 1,
                number: look.number,
                paged: false,
                sure: look.byline < -3.0 && view.looks[last].byline > 3.0,
            });
        }
        if view.lines[last].blank_before > 0 || view.looks[last].number.is_some() || stops(view, heads, last) {
            return None;
        }
    }
    None
}

/// Title and names on one line, `A Title (Ann Lee, Bo Chen and Carl Dahl)`, and whether it is surely so.
fn one_run(look: &Look, body: &str) -> Option<bool> {
    if let Some((_, names)) = body.strip_suffix(')').and_then(|b| b.rsplit_once(" (")) {
        let names = look::byline(names);
        return (names > 0.0).then_some(names > 3.0);
    }
    // far likelier than all title or all names
    let mixed = look.run - look.byline.abs() / 2.0;
    (mixed > 2.0).then_some(mixed > 6.0)
}

/// Ends in a year.
fn is_dated(look: &Look) -> bool {
    let tail = look.tail.as_ref().filter(|t| t.leader == Leader::Space);
    tail.and_then(|t| t.pages.as_ref()?.first.sort).is_some_and(|page| (1900..2100).contains(&page))
}

fn is_title(view: &View<'_>, i: usize, least: f32) -> bool {
    let look = &view.looks[i];
    look.byline < -least && (look.number.is_some() || view.lines[i].bullet || !look.prose && look::capitals(view.lines[i].text()).0 > 1)
}

fn names(view: &View<'_>, heads: &[Head], i: usize, least: f32) -> bool {
    let look = &view.looks[i];
    view.furniture[i].is_none() && heads[i].is_none() && look.byline > least && !look.prose && look.number.is_none()
}
