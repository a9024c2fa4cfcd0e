//! Lists that nothing betrays but that they read as one: tried on every stretch between headings.

use super::{Head, List, View, What};
use crate::list;
use std::ops::Range;

/// Nats that a list must be worth, and for each entry.
const LEAST: f32 = 12.0;
const EACH: f32 = 2.0;

/// Lines of the longest stretch that is tried.
const LONGEST: usize = 1500;

/// Ends or begins with a page, or looks like people.
fn is_sign(view: &View<'_>, i: usize) -> bool {
    let look = &view.looks[i];
    look.byline > 6.0 || look.tail.as_ref().is_some_and(|t| t.pages.is_some())
}

/// The best list of all stretches.
pub fn find(view: &View<'_>, heads: &[Head]) -> Option<List> {
    let ends = |i: &usize| heads[*i].is_some_and(|(what, _)| what != What::Unread);
    let mut bounds: Vec<usize> = (0..view.lines.len()).filter(ends).collect();
    bounds.push(view.lines.len());
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut start = 0;
    for end in bounds {
        let at: Vec<usize> = (start..end).filter(|i| view.furniture[*i].is_none()).collect();
        start = end + 1;
        // front matter is short, and signs of entries are cheap to see
        if at.len() > LONGEST || at.iter().filter(|i| is_sign(view, **i)).count() < 4 {
            continue;
        }
        let (lines, looks): (Vec<_>, Vec<_>) = at.iter().map(|i| (&view.lines[*i], &view.looks[*i])).unzip();
        let Some(list) = list::read(&lines, &looks, false) else { continue };
        let entries: Vec<&Range<usize>> = list.entries().map(|e| &e.lines).collect();
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { continue };
        let score = list.reading.score;
        if entries.len() > 2 && score > LEAST + EACH * entries.len() as f32 && best.as_ref().is_none_or(|b| score > b.0) {
            best = Some((score, at[first.start]..at[last.end - 1] + 1));
        }
    }
    best.map(|(_, lines)| List { heading: false, lines })
}
