//! A second volume in the same file: another title of proceedings, with contents of its own.

use super::super::headings::Opens;
use super::{Region, View, What};
use crate::record::slug::key;
use crate::section::imprint;

/// The line that begins a second volume: a title of proceedings below the first contents, that says something else than
/// the `first` title, and below which contents begin again at a page that comes before those above.
pub fn second(view: &View<'_>, regions: &[Region], first: Option<&str>) -> Option<usize> {
    let first = first?;
    let contents = regions.iter().find(|r| r.what == What::Contents)?;
    let page = |i: usize| {
        let look = &view.looks[i];
        look.tail
            .as_ref()
            .filter(|_| look.chained || look.tail.as_ref().is_some_and(|t| t.leader < super::Leader::Space))?
            .pages
            .as_ref()?
            .first
            .sort
    };
    let file = view.lines[contents.lines.start.min(view.lines.len() - 1)].span.file;
    let titles = (contents.lines.start + 1..view.lines.len()).filter(|i| {
        let (line, text) = (&view.lines[*i], view.lines[*i].text());
        line.span.file == file
            && view.furniture[*i].is_none()
            && text.len() < 200
            && text.starts_with(char::is_uppercase)
            && page(*i).is_none()
            && imprint::says_proceedings(text)
            && imprint::names_meeting(text)
            && !view.looks[*i].prose
            && !says_the_same(first, text)
    });
    let heads = |i: &usize| view.looks[*i].heads(Opens::Contents, &view.lines[*i]);
    titles.take(20).find(|title| {
        let above = (contents.lines.start..*title).filter_map(page).max();
        let below = (title + 1..view.lines.len().min(title + 60)).find(heads);
        let first = below.and_then(|at| (at + 1..view.lines.len().min(at + 30)).find_map(page));
        above.zip(first).is_some_and(|(above, first)| first < above)
    })
}

/// Four in five of the words that tell meetings apart stand in both.
fn says_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (key(one), key(other));
    let telling = |text: &'_ str| -> Vec<String> {
        let words = text.split(' ').filter(|w| w.len() > 2 && *w != "the" && !imprint::names_meeting(w) && !imprint::says_proceedings(w));
        words.map(str::to_owned).collect()
    };
    let (one, other) = (telling(&one), telling(&other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    short.iter().filter(|w| long.contains(w)).count() * 5 >= short.len() * 4
}
