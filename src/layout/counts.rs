//! Counts of pages: where a volume counts its pages anew, as the parts of a set do.

use super::cues;
use super::headings::Opens;
use super::look::{self, Leader, Look};
use crate::document::Line;

/// Chains the page numbers of each count, and marks the lines where a new one begins.
pub fn chain(lines: &[Line], looks: &mut [Look]) {
    let places: Vec<usize> = (1..lines.len()).filter(|i| may_begin(lines, looks, *i)).collect();
    let mut start = 0;
    for (k, place) in places.iter().enumerate() {
        let next = places.get(k + 1).copied().unwrap_or(lines.len());
        if falls(&looks[start..*place], &looks[place + 1..next]) {
            looks[*place].anew = true;
            look::chain(&mut looks[start..*place]);
            start = *place;
        }
    }
    look::chain(&mut looks[start..]);
}

/// A heading of contents, or of a part of a set.
fn may_begin(lines: &[Line], looks: &[Look], i: usize) -> bool {
    let led = looks[i].tail.as_ref().is_some_and(|t| t.leader != Leader::Space);
    !led && (looks[i].heads(Opens::Contents, &lines[i]) || cues::part(lines[i].text()).is_some())
}

/// The first pages below are all less than the last above; a year among them is no page.
fn falls(above: &[Look], below: &[Look]) -> bool {
    let page = |look: &Look| look.tail.as_ref()?.pages.as_ref()?.first.sort.filter(|s| (0..1900).contains(s));
    let last = above.iter().rev().filter_map(page).take(3).max();
    let first = below.iter().filter_map(page).take(3).max();
    last.zip(first).is_some_and(|(last, first)| first < last)
}
