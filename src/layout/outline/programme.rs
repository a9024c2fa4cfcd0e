//! Programmes: lists without pages that days, times, chairs and breaks betray.

use super::{Head, View};
use crate::layout::cues;
use crate::record::clock;
use std::ops::Range;

/// The lines of a programme: at least two times of day, or two chairs of sessions, and a third mark, none far from the
/// next.
pub fn find(view: &View<'_>, heads: &[Head]) -> Option<Range<usize>> {
    const FAR: usize = 16;
    let marks: Vec<usize> = (0..view.lines.len()).filter(|i| is_mark(view, *i)).collect();
    let group = marks.chunk_by(|a, b| b - a <= FAR).max_by_key(|group| group.len())?;
    let strong = |i: &&usize| is_timed(view, **i) || cues::chair(view.lines[**i].text()).is_some();
    if group.len() < 3 || group.iter().filter(strong).count() < 2 {
        return None;
    }
    let (first, last) = (group[0], group[group.len() - 1]);
    // what follows the last mark up to a heading or running text, but no further than the others reach
    let reach = group.windows(2).map(|w| w[1] - w[0]).max().unwrap_or(0).max(3);
    let stop = |i: &usize| heads[*i].is_some() && !is_mark(view, *i) || view.looks[*i].prose && !view.looks[*i].timed;
    let end = (last + 1..view.lines.len().min(last + 1 + 2 * reach)).find(stop).unwrap_or(view.lines.len().min(last + 1 + 2 * reach));
    Some(first..end)
}

fn is_timed(view: &View<'_>, i: usize) -> bool {
    view.looks[i].timed || view.furniture[i] == Some("time") || clock::is_time(view.lines[i].text())
}

fn is_mark(view: &View<'_>, i: usize) -> bool {
    let text = view.lines[i].text();
    is_timed(view, i)
        || view.furniture[i].is_none()
            && text.len() < 100
            && (view.looks[i].day.is_some() || cues::chair(text).is_some() || cues::is_break(text) || cues::session_words(text))
}
