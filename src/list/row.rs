//! One line of a list: what stands at either end of it, before any decision.

use super::roles;
use crate::document::{Line, Role, trim};
use crate::layout::cues;
use crate::layout::headings::{self, Opens};
use crate::layout::joining::is_open;
use crate::layout::look::{self, Leader, Look};
use crate::record::{Pages, pages};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The number of an entry, level by level; no level for a bullet, a time or another mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    levels: [u16; 4],
    depth: u8,
}

impl Number {
    fn levels(&self) -> &[u16] {
        &self.levels[..usize::from(self.depth)]
    }

    /// How many levels it has.
    pub fn depth(&self) -> usize {
        usize::from(self.depth)
    }

    /// True where it is the next after another: the next of the same level, or the first of a later part.
    pub fn follows(&self, last: &Number) -> bool {
        let (Some((n, part)), Some((m, before))) = (self.levels().split_last(), last.levels().split_last()) else { return false };
        part == before && *n == m + 1 || *n == 1 && part > before
    }
}

/// A page number somewhere on a line.
#[derive(Clone, Debug)]
pub struct Paged {
    /// Where it stands in the line's text.
    pub at: Range<usize>,
    /// Its place in the order of pages.
    pub sort: i32,
    /// Where the rest of the line ends, or begins.
    pub rest: usize,
    /// More than a space parts it from the rest.
    pub led: bool,
}

/// Lines of the same text that are no titles.
const AGAIN: usize = 3;

/// Bytes of a line that is too long for a title or a list of people.
pub const LONG: usize = 700;

/// A line with what can be told of it alone.
pub struct Row<'a> {
    pub line: &'a Line,
    pub look: &'a Look,
    pub text: &'a str,
    /// The text without a leader that leads nowhere.
    pub bare: Range<usize>,
    /// The line is a page number.
    pub own: Option<Paged>,
    pub end: Option<Paged>,
    pub left: Option<Paged>,
    /// Its number or mark, and where the rest begins.
    pub number: Option<(Number, usize)>,
    /// How much it looks like people who are left over.
    pub names: f32,
    /// All in capitals.
    pub shout: bool,
    pub open: bool,
    /// The heading of a session, a day, a part; a chair; a break.
    pub heading: Heading,
    /// Opens a committee or another region.
    pub breaks: bool,
    pub contents: bool,
    /// Its text stands on several lines, as `Introduction` below every chapter does.
    pub again: bool,
}

/// What a line would be as a heading between entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    None,
    Session,
    Day,
    Chair,
    Pause,
}

impl<'a> Row<'a> {
    pub fn of(line: &'a Line, look: &'a Look) -> Self {
        let text = line.text();
        let own = whole_page(text).or_else(|| spaced_page(look));
        let end = if own.is_some() { None } else { page_at_end(text, look) };
        let left = if own.is_some() || line.role == Some(Role::Title) { None } else { page_at_start(text) };
        let number = number(line, look);
        let lost = look.tail.as_ref().is_some_and(|t| t.pages.is_none() && t.leader == Leader::Dots);
        let bare = if lost { trim(text, 0..look::leader_start(text, text.len())) } else { 0..text.len() };
        let body = end.as_ref().map_or(&text[bare.clone()], |e| &text[..e.rest]);
        let heading = match () {
            () if look.day.is_some() => Heading::Day,
            () if cues::chair(text).is_some() => Heading::Chair,
            () if cues::is_pause(&text[look.body.clone()], look.timed) || cues::is_award(text) => Heading::Pause,
            () if chaired(text) => Heading::Session,
            () if line.role == Some(Role::Session) || cues::session_words(&text[look.body.clone()]) || cues::part(text).is_some() => {
                Heading::Session
            }
            () => Heading::None,
        };
        let opens = headings::opens(text).filter(|o| o.1 == text.len());
        let breaks = opens.is_some_and(|o| matches!(o.0, Opens::Organization | Opens::Programme))
            || headings::role(text.trim_end_matches(':')).is_some_and(|r| r.1 > 0) && heading != Heading::Chair;
        let people = |text: &str| if text.len() > LONG { -9.0 } else { roles::people(text) };
        let names = 0.6 * people(&text[bare.clone()]).max(if end.is_some() { people(body) } else { -9.0 }).clamp(0.0, 5.0);
        Row {
            shout: text.len() > 3 && !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase),
            open: is_open(body),
            contents: opens.is_some_and(|o| o.0 == Opens::Contents),
            line,
            look,
            text,
            bare,
            own,
            end,
            left,
            number,
            names,
            heading,
            breaks,
            again: false,
        }
    }

    /// Marks the lines whose text comes again and again.
    pub fn mark_again(rows: &mut [Row<'a>]) {
        let mut count: FxHashMap<&str, usize> = FxHashMap::default();
        let texts: Vec<Option<&str>> = rows.iter().map(|r| r.end.as_ref().map(|e| &r.text[..e.rest])).collect();
        texts.iter().flatten().for_each(|text| *count.entry(text).or_default() += 1);
        for (row, text) in rows.iter_mut().zip(texts) {
            row.again = text.is_some_and(|text| count[text] >= AGAIN);
        }
    }

    /// The text from a place on, up to its page if that is taken off.
    pub fn body(&self, from: usize, ended: bool) -> Range<usize> {
        let end = match &self.end {
            Some(end) if ended => end.rest,
            _ => self.bare.end,
        };
        trim(self.text, from.min(end)..end)
    }
}

/// `Threads, 11:00–12:30 Chair: Ann Lee`: who chairs, or from when to when, behind the name of a session.
fn chaired(text: &str) -> bool {
    let chair = || text.match_indices(' ').any(|(at, _)| cues::chair(&text[at + 1..]).is_some());
    let bracket = || text.strip_suffix(')').and_then(|t| t.rsplit_once('(')).is_some_and(|(_, inner)| cues::in_the_chair(inner));
    let minutes = |at: usize| {
        let digits = |r: Range<usize>| text.as_bytes().get(r).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
        at > 0 && digits(at - 1..at) && digits(at + 1..at + 3) && !digits(at + 3..at + 4)
    };
    text.len() < 160 && (text.match_indices(':').filter(|(at, _)| minutes(*at)).count() > 1 || text.contains(':') && chair() || bracket())
}

/// A line that is all page number, with signs round it.
fn whole_page(text: &str) -> Option<Paged> {
    let signs = |c: char| c.is_whitespace() || look::is_leader_sign(c) || matches!(c, '-' | '–' | '[' | ']' | '(' | ')');
    let start = text.len() - text.trim_start_matches(signs).len();
    let end = text.trim_end_matches(signs).len();
    if start >= end || end - start > 20 {
        return None;
    }
    let inner = &text[start..end];
    let at = start + pages::label(inner).unwrap_or(0)..end;
    let sort = Pages::parse(&text[at.clone()])?.first.sort?;
    Some(Paged { at, sort, rest: 0, led: true })
}

/// A line that is all page number with spaces between its digits.
fn spaced_page(look: &Look) -> Option<Paged> {
    let tail = look.tail.as_ref().filter(|t| t.leader == Leader::Alone)?;
    let sort = tail.pages.as_ref()?.first.sort?;
    Some(Paged { at: tail.at.clone(), sort, rest: 0, led: true })
}

fn page_at_end(text: &str, look: &Look) -> Option<Paged> {
    let tail = look.tail.as_ref().filter(|t| t.leader != Leader::Alone);
    if let Some(tail) = tail
        && let Some(sort) = tail.pages.as_ref().and_then(|p| p.first.sort)
    {
        let start = look::leader_start(text, tail.at.start);
        let word = text[..start].rsplit(' ').next().unwrap_or("");
        let start = if pages::is_label(word) { start - word.len() } else { start };
        let rest = text[..start].trim_end_matches([' ', '\t', ',', '(', '[']).len();
        return (rest > 0).then(|| Paged { at: tail.at.clone(), sort, rest, led: tail.leader != Leader::Space });
    }
    // glued to the last of several names: `Ann Lee, Bo Chen12`
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let letters = text[..start].chars().rev().take_while(|c| c.is_lowercase()).take(2).count();
    let glued = look.tail.is_none() && start + 4 >= text.len() && start < text.len() && letters == 2 && text[..start].contains([',', ' ']);
    glued.then(|| text[start..].parse().ok()).flatten().map(|sort| Paged { at: start..text.len(), sort, rest: start, led: false })
}

fn page_at_start(text: &str) -> Option<Paged> {
    let end = text.find(char::is_whitespace)?;
    let word = text[..end].trim_end_matches(':');
    if word.len() > 9 {
        return None;
    }
    let sort = Pages::parse(word)?.first.sort?;
    let rest = text.len() - text[end..].trim_start().len();
    let gap = rest - end;
    text[rest..].starts_with(|c: char| c.is_alphanumeric() || !c.is_ascii() || matches!(c, '"' | '\'' | '(' | '[')).then_some(Paged {
        at: 0..word.len(),
        sort,
        rest,
        led: gap > 2 || text[end..rest].contains('\t'),
    })
}

/// The number, mark or time that a line begins with, and where the rest begins.
fn number(line: &Line, look: &Look) -> Option<(Number, usize)> {
    let text = line.text();
    if look.timed && look.body.start > 0 {
        return Some((Number::default(), look.body.start));
    }
    let lead = text.len() - text.trim_start_matches(['•', '*', '∗', '▪', '●', '-', '–', ' ', '[', '(']).len();
    let word = cues::chapter(&text[lead..]).unwrap_or(0);
    let mut number = Number::default();
    let mut at = lead + word;
    loop {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) || number.depth() == 4 {
            break;
        }
        number.levels[number.depth()] = text[at..at + digits].parse().ok()?;
        number.depth += 1;
        at += digits;
        match text[at..].strip_prefix('.') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => at += 1,
            _ => break,
        }
    }
    let mark = line.bullet || lead > 0 && text[..lead].contains(['•', '*', '∗', '▪', '●']);
    let rest = &text[at..];
    let signs = rest.len() - rest.trim_start_matches([']', ')', '.', ':', '–', '-']).len();
    let gap = rest[signs..].starts_with(char::is_whitespace);
    let start = text.len() - rest[signs..].trim_start().len();
    if number.depth > 0 && (gap || signs > 0 && rest.as_bytes()[signs - 1] != b'-') && start < text.len() {
        return Some((number, start));
    }
    mark.then_some((Number::default(), lead.min(text.len())))
}
