//! One line of a committee and what is asked of it again and again.

use super::cut::{self, Known};
use super::parting::Part;
use crate::document::{Line, Passage, trim};
use crate::layout::byline::{after_titles, end_of_name};
use crate::layout::joining::is_open;
use crate::layout::words::{self, Tokens};
use crate::layout::{headings, look};
use crate::record::{honorific, script};
use std::borrow::Cow;
use std::ops::Range;

/// What stands between a name and what follows it on its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    Nothing,
    Comma,
    Bracket,
    /// ` – `, ` - `, `: `
    Dash,
    /// A tab or a gap of three spaces.
    Gap,
    /// One space, and then an organization.
    Space,
}

pub struct Row<'a> {
    /// `None` for what stands on the heading's own line.
    pub line: Option<&'a Line>,
    pub indent: usize,
    /// It surely begins an entry.
    pub starts: bool,
    /// How sure it is that the entry stands on its own.
    pub sure: f64,
    /// The text without `(chair)` and the like.
    pub passage: Cow<'a, Passage>,
    /// What was taken out: `chair`.
    pub note: Option<Passage>,
    /// Could be one person's name and nothing else.
    pub bare_name: bool,
    pub organization: bool,
    /// A mail address or a page of the web.
    pub address: bool,
    pub after: After,
    /// The sign after the name, or the space.
    pub sign: Range<usize>,
    /// Nothing but names in columns.
    pub cells_of_names: bool,
    /// Nothing but names between commas and conjunctions: how many.
    pub names: usize,
    /// A bracket stands in it that holds no other spelling of the name.
    pub bracketed: bool,
    /// A name and a comma come after a semicolon.
    pub semicolons: bool,
    /// How much likelier an organization than a person, in nats.
    pub doubt: f32,
    pub words: Tokens,
}

impl<'a> Row<'a> {
    /// `known` where the block is set without signs between names and affiliations.
    pub fn of(part: &Part<'a>, known: Option<&Known<'_>>) -> Self {
        let starts = part.starts || part.line.is_some_and(|l| l.bullet);
        Self { line: part.line, indent: part.indent, starts, sure: part.sure, ..Self::within(part.passage.clone(), known) }
    }

    pub fn within(passage: Cow<'a, Passage>, known: Option<&Known<'_>>) -> Self {
        let (passage, note) = without_note(passage);
        let passage = without_titles(passage);
        let text = passage.text.as_str();
        let words = Tokens::of(text);
        let organization = words.names_organization(0..text.len()) || words::has_acronym(text);
        let bracketed = text.match_indices('(').any(|(i, _)| !is_of_name(text, i));
        let names = if bracketed || text.contains([':', '@']) { 0 } else { names_of_list(text, &words) };
        let bare_name = names < 2 && is_bare_name(text, &words);
        let address = is_address(text);
        let (after, sign) = match first_sign(text, &words) {
            _ if address => (After::Nothing, 0..0),
            Some((After::Comma, sign)) => match known.and_then(|_| cut::space(text, sign.start, &words, known)) {
                // the comma is the affiliation's: `Jane Doe Acme, Inc.`
                Some(at) => (After::Space, at..at + 1),
                None => (After::Comma, sign),
            },
            Some(found) => found,
            None if bare_name && known.is_none() => (After::Nothing, 0..0),
            None => cut::space(text, text.len(), &words, known).map_or((After::Nothing, 0..0), |at| (After::Space, at..at + 1)),
        };
        let bare_name = bare_name && after == After::Nothing;
        let cells_of_names = after == After::Gap && cells(text).into_iter().all(|c| is_name(text, c, &words));
        let semicolons = text.match_indices("; ").any(|(i, _)| {
            let end = text[i + 2..].find(',').map_or(i + 2, |comma| i + 2 + comma);
            is_name(text, i + 2..end, &words)
        });
        let c = words.costs(0..text.len());
        let doubt = c.person - c.organization;
        Row {
            line: None,
            indent: 0,
            starts: false,
            sure: 1.0,
            bare_name,
            organization,
            address,
            after,
            sign,
            cells_of_names,
            names,
            bracketed,
            semicolons,
            doubt,
            words,
            note,
            passage,
        }
    }

    pub fn text(&self) -> &str {
        &self.passage.text
    }

    /// May a row be the last of a list of names that the row before goes on with?
    pub fn may_end_list(&self, before: &Row<'_>) -> bool {
        let blank = |l: &Line| before.line.map_or(l.blank_before, |b| l.blank_after(b));
        let near = self.line.is_none_or(|l| blank(l) == 0);
        near && !self.address
            && (self.names > 1
                || is_open(before.text())
                || self.after == After::Comma && !self.organization
                || words::could_be_name(self.text()))
    }
}

/// The first sign that may end a name, where what stands before it is one.
fn first_sign(text: &str, words: &Tokens) -> Option<(After, Range<usize>)> {
    let (after, sign) = sign(text, words)?;
    let name = text[..sign.start].trim_end();
    // a first cell may hold anything that is no organization
    let first = &name[..first_spelling(name)];
    let ok = (words::could_be_name(first) || script::name(first).is_some()) && !words.names_organization(0..name.len());
    (ok || after == After::Gap).then_some((after, sign))
}

/// Where the first of two spellings of a name ends: `孙伟 (Wei Sun)`.
fn first_spelling(name: &str) -> usize {
    let second = name.match_indices('(').find(|(i, _)| words::spelling(name, *i).is_some());
    second.map_or(name.len(), |(i, _)| name[..i].trim_end().len())
}

/// A bracket with a nickname, or with another spelling of the name.
fn is_of_name(text: &str, open: usize) -> bool {
    words::nickname(&text[open + 1..]).is_some() || words::spelling(text, open).is_some()
}

fn sign(text: &str, words: &Tokens) -> Option<(After, Range<usize>)> {
    let bytes = text.as_bytes();
    let end = end_of_name(text, words);
    for (i, b) in text.bytes().enumerate().skip(1) {
        let after = &text.as_bytes()[i + 1..];
        match b {
            b',' if end.is_none_or(|end| i < end) => {}
            b',' => return Some((After::Comma, i..i + 1)),
            b'(' if is_of_name(text, i) => {}
            b'(' => return Some((After::Bracket, i..i + 1)),
            b':' if after.starts_with(b" ") => return Some((After::Dash, i..i + 1)),
            b'\t' => return Some((After::Gap, i..i + 1)),
            b' ' if after.starts_with(b"  ") => return Some((After::Gap, i..i + 3)),
            b' ' if after.starts_with(b"- ") => return Some((After::Dash, i..i + 3)),
            // en dash, em dash
            b' ' if after.starts_with(b"\xe2\x80") && matches!(bytes.get(i + 3), Some(0x93 | 0x94)) && bytes.get(i + 4) == Some(&b' ') => {
                return Some((After::Dash, i..i + 5));
            }
            _ => {}
        }
    }
    None
}

/// How many names a line lists, where it has nothing else. The first and the last may go on beyond the line.
fn names_of_list(text: &str, words: &Tokens) -> usize {
    let all: Vec<Range<usize>> = look::segments(text).collect();
    let inner = if all.len() > 2 { &all[1..all.len() - 1] } else { &all[..] };
    // "Jane Doe, Acme and Ladle Labs"
    let likelier = |p: &Range<usize>| words.costs(p.clone()).organization - words.costs(p.clone()).person;
    let persons = all.len() > 3 || all.iter().skip(1).map(likelier).sum::<f32>() > 0.0;
    let ok = all.len() > 1 && persons && inner.iter().all(|p| is_name(text, p.clone(), words)) && !words.surely_organization(0..text.len());
    if ok { all.len() } else { 0 }
}

pub fn is_name(text: &str, range: Range<usize>, words: &Tokens) -> bool {
    let range = range.start + after_titles(&text[range.clone()])..range.end;
    let range = range.start..range.start + first_spelling(&text[range.clone()]);
    let name = &text[range.clone()];
    let c = words.costs(range.clone());
    let whole = name.contains(' ') || script::name(name).is_some();
    whole && c.person < c.organization + 6.0 && !words.names_organization(range) && words::could_be_name(name)
}

fn is_bare_name(text: &str, words: &Tokens) -> bool {
    !text.contains(',') && is_name(text, 0..text.len(), words)
}

/// The first tab or gap of three spaces.
fn gap(text: &str) -> Option<usize> {
    text.find('\t').or_else(|| text.find("   "))
}

/// What stands between gaps.
pub fn cells(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = gap(&text[from..]) {
        out.push(crate::document::trim(text, from..from + at));
        from += at + text[from + at..].len() - text[from + at..].trim_start().len();
    }
    out.push(crate::document::trim(text, from..text.len()));
    out
}

/// The sign after the name of an entry with an affiliation: `Name, Affiliation`, `Name (Affiliation)`, `Name – Affiliation`.
pub fn entry_sign(text: &str) -> Option<After> {
    let words = Tokens::of(text);
    let (after, sign) = first_sign(text, &words)?;
    let signed = matches!(after, After::Comma | After::Bracket | After::Dash) && !text[sign.end..].trim().is_empty();
    (signed && is_name(text, trim(text, 0..sign.start), &words)).then_some(after)
}

/// Does a line begin with a name, and go on as lists of committees do?
pub fn begins_with_name(text: &str) -> bool {
    let words = Tokens::of(text);
    match first_sign(text, &words) {
        Some((After::Gap, sign)) => words::could_be_name(&text[..sign.start]),
        Some(_) => true,
        None => words::could_be_name(text) || cut::space(text, text.len(), &words, None).is_some(),
    }
}

fn is_address(text: &str) -> bool {
    !text.contains(' ') && text.contains('@') || text.contains("://") || text.starts_with("www.")
}

fn without_titles(passage: Cow<'_, Passage>) -> Cow<'_, Passage> {
    let text = passage.text.as_str();
    // degrees at the end of a line that is nothing but a name
    let end = Some(honorific::after(text)).filter(|end| !text[..*end].contains([',', '('])).unwrap_or(text.len());
    match after_titles(text) {
        0 if end == text.len() => passage,
        at => Cow::Owned(passage.trimmed(at..end.max(at))),
    }
}

/// An entry without `(chair)` and the like, and that.
fn without_note(passage: Cow<'_, Passage>) -> (Cow<'_, Passage>, Option<Passage>) {
    let text = passage.text.as_str();
    for (open, _) in text.match_indices('(') {
        let Some(close) = text[open..].find(')') else { break };
        let note = text[open + 1..open + close].trim();
        if note.split_whitespace().count() <= 3 && headings::role(note).is_some() {
            let mut out = passage.trimmed(0..open);
            let rest = passage.trimmed(open + close + 1..text.len());
            out.join(if rest.text.starts_with(',') { "" } else { " " }, &rest);
            return (Cow::Owned(out), Some(passage.trimmed(open + 1..open + close)));
        }
    }
    (passage, None)
}
