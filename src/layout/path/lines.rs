//! What the labels ask of the lines of a list, found once for each line.

use super::super::cues::{chair, is_award, is_pause, part, session_words};
use super::super::joining::is_open;
use super::super::look::Look;
use crate::document::{Line, Role};

/// What is asked of a list of lines.
pub struct Lines<'a> {
    pub lines: &'a [&'a Line],
    pub looks: &'a [&'a Look],
    pub(super) facts: Vec<Facts>,
    /// Marks stand before the entries of this list, or before many.
    pub(super) marks: bool,
    /// Marks stand before many lines that read like titles.
    pub(super) marked_titles: bool,
    /// Bylines of this list stand on several lines, one for each name or affiliation.
    pub(super) stacked: bool,
}

/// What the labels ask of a line again and again, found once.
pub(super) struct Facts {
    /// Share of a full line that the text fills, page and leader aside.
    pub filled: f32,
    /// It cannot be the end of what it says.
    pub open: bool,
    /// It begins in lower case.
    pub small: bool,
    pub session: bool,
    pub chair: bool,
    /// The next line names a chair.
    pub chaired: bool,
    pub pause: bool,
    /// At most twelve.
    pub words: usize,
    /// Evidence that the next line goes on with this one.
    pub goes_on: f32,
}

impl<'a> Lines<'a> {
    pub fn new(lines: &'a [&'a Line], looks: &'a [&'a Look]) -> Self {
        let body = |i: usize| &lines[i].text()[looks[i].body.clone()];
        // to the end of the text: a number or a time before it fills the line too
        let edge = |i: usize| lines[i].indent + lines[i].text()[..looks[i].body.end].chars().count();
        let widths: Vec<usize> = (0..lines.len()).map(edge).collect();
        let mut sorted = widths.clone();
        sorted.sort_unstable();
        // characters in a full line of this list
        let full = sorted.get(sorted.len() * 9 / 10).copied().unwrap_or(0).max(30) as f32;
        let fact = |i: usize| {
            let (text, filled) = (body(i), widths[i] as f32 / full);
            let open = is_open(text);
            let next = lines.get(i + 1).map_or(0.0, |next| goes_on(filled, open, body(i + 1), lines[i], next));
            Facts {
                filled,
                open,
                small: begins_small(text),
                session: session_words(text) || part(lines[i].text()).is_some(),
                chair: chair(text).is_some(),
                chaired: false,
                pause: is_pause(text, looks[i].timed) || is_award(text),
                words: text.split_whitespace().take(12).count(),
                goes_on: next,
            }
        };
        let mut facts: Vec<Facts> = (0..lines.len()).map(fact).collect();
        for i in 1..facts.len() {
            facts[i - 1].chaired = facts[i].chair;
        }
        // below a title two lines of names, of which the first does not ask for the second
        let names = |i: usize| looks[i].byline > 3.0 && !looks[i].chained;
        let signed = (0..lines.len().saturating_sub(2)).filter(|i| (looks[*i].chained || looks[*i].byline < -3.0) && names(i + 1));
        let stacks = signed.clone().filter(|i| names(i + 2) && facts[i + 1].goes_on < 0.0);
        let stacked = stacks.count() * 4 > signed.count();
        let mut list = Self { lines, looks, facts, marks: false, marked_titles: false, stacked };
        let marked_title = |i: &usize| list.marked(*i) && looks[*i].byline < -3.0 && !list.facts[*i].pause && !list.facts[*i].session;
        list.marked_titles = (0..lines.len()).filter(marked_title).count() * 6 > lines.len();
        list.marks = (0..lines.len()).filter(|i| list.marked(*i)).count() * 6 > lines.len();
        list
    }

    pub(super) fn body(&self, i: usize) -> &str {
        &self.lines[i].text()[self.looks[i].body.clone()]
    }

    pub(super) fn is_author(&self, i: usize) -> bool {
        matches!(self.lines[i].role, Some(Role::Author | Role::Affiliation))
    }

    /// A bullet, a number or a time stands before it.
    pub(super) fn marked(&self, i: usize) -> bool {
        self.lines[i].bullet || self.looks[i].number.is_some() || self.looks[i].timed
    }

    /// Ends in a page of the front matter.
    pub(super) fn is_front(&self, i: usize) -> bool {
        let page = self.looks[i].tail.as_ref().and_then(|t| t.pages.as_ref());
        self.has_page(i) && page.and_then(|p| p.first.sort).is_some_and(|s| s < 0)
    }

    pub(super) fn has_page(&self, i: usize) -> bool {
        self.looks[i].chained && self.looks[i].tail.is_some()
    }

    /// A leader that is no mere space stands before its page.
    pub(super) fn has_leader(&self, i: usize) -> bool {
        self.has_page(i) && self.looks[i].tail.as_ref().is_some_and(|t| t.leader.is_strong())
    }
}

/// Begins in lower case, but not with a name of its own making such as `eLabs`.
fn begins_small(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    text.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase)
}

/// Evidence that a line goes on with the one before it, which fills this share of a full line.
fn goes_on(filled: f32, open: bool, text: &str, last: &Line, line: &Line) -> f32 {
    let mut score = match filled {
        _ if last.whole => -4.0,
        f if f > 0.92 => 3.5,
        f if f > 0.84 => 2.0,
        f if f > 0.76 => 0.0,
        f if f > 0.6 => -2.0,
        _ => -4.0,
    };
    score += 6.0 * f32::from(open);
    score += 5.0 * f32::from(begins_small(text) || text.starts_with([')', ',']));
    score -= 3.0 * f32::from(line.blank_after(last) > 0);
    score + 0.5 * f32::from(line.indent > last.indent + 2)
}
