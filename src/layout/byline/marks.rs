//! Marks after names, and below what they stand for: `A1, B2` over `1 X, 2 Y`.

use super::names::is_mark;
use super::pieces::pieces;
use super::{Byline, Lexicon};
use crate::record::Signature;
use std::collections::HashMap;
use std::ops::Range;

/// A name and the marks after it.
type Marked<'t> = (Range<usize>, Vec<&'t str>);
/// A mark and what stands behind it.
type Meaning<'t> = (&'t str, Range<usize>);

pub fn shows(byline: &Byline<'_>) -> bool {
    divide(byline).is_some()
}

pub fn read(byline: &Byline<'_>, lexicon: &Lexicon) -> Vec<Signature> {
    let Some((names, meanings)) = divide(byline) else { return byline.by_names(lexicon) };
    let meanings: HashMap<&str, _> = meanings.into_iter().map(|(mark, range)| (mark, byline.affiliations(range, lexicon))).collect();
    let of = |(name, marks): Marked<'_>| {
        let affiliations: Vec<_> = marks.iter().filter_map(|m| meanings.get(m)).flatten().cloned().collect();
        byline.name(name, &affiliations)
    };
    names.into_iter().filter_map(of).collect()
}

/// The marked names and the meanings of their marks, if there are both.
fn divide<'t>(byline: &'t Byline<'_>) -> Option<(Vec<Marked<'t>>, Vec<Meaning<'t>>)> {
    let text = byline.text;
    if !text.contains(|c: char| c.is_ascii_digit() || is_mark(c)) {
        return None;
    }
    let mut names: Vec<Marked<'_>> = Vec::new();
    let mut meanings: Vec<Meaning<'_>> = Vec::new();
    let mut tries = 0;
    for (at, _) in text.char_indices().skip(1) {
        let Some((mark, range)) = meaning(byline, at) else { continue };
        if meanings.is_empty() {
            names = marked(text, 0..at);
            tries += 1;
        }
        let known = meanings.iter().any(|(m, _)| *m == mark);
        // numbers rise, so that a number within a name is none of them
        let follows = match (mark.parse::<u32>(), meanings.last().and_then(|(m, _)| m.parse::<u32>().ok())) {
            (Ok(number), Some(last)) => number == last + 1,
            _ => true,
        };
        if !known && follows && names.iter().any(|(_, marks)| marks.contains(&mark)) {
            if let Some(last) = meanings.last_mut() {
                last.1.end = at;
            }
            meanings.push((mark, range));
        } else if tries > 20 {
            return None;
        }
    }
    (!meanings.is_empty()).then_some((names, meanings))
}

/// A mark that begins a line or follows a sign, with text behind it.
fn meaning<'t>(byline: &'t Byline<'_>, at: usize) -> Option<Meaning<'t>> {
    let text = byline.text;
    let length = mark(&text[at..])?;
    let rest = text[at + length..].trim_start_matches(' ');
    let before = text[..at].trim_end();
    let fresh = byline.breaks.contains(&at) || before.ends_with([';', ',', '.', '/']) || before.len() < at;
    (fresh && rest.starts_with(char::is_alphabetic)).then(|| (&text[at..at + length], text.len() - rest.len()..text.len()))
}

/// Length of the mark at the beginning of a text: a number, or a sign, which may be doubled.
fn mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.chars().next() {
        _ if (1..=2).contains(&digits) => Some(digits),
        Some(sign) if is_mark(sign) => Some(text.len() - text.trim_start_matches(sign).len()),
        _ => None,
    }
}

/// Names with their marks; `A1,2` is one name with two.
fn marked(text: &str, range: Range<usize>) -> Vec<Marked<'_>> {
    let mut out: Vec<Marked<'_>> = Vec::new();
    for piece in pieces(text, range) {
        let part = &text[piece.range.clone()];
        let name = part.trim_end_matches(|c: char| c.is_ascii_digit() || is_mark(c) || matches!(c, ' ' | ','));
        let mut marks = Vec::new();
        let mut rest = &part[name.len()..];
        while let Some(first) = rest.chars().next() {
            let length = mark(rest).unwrap_or(first.len_utf8());
            if !matches!(first, ' ' | ',') {
                marks.push(&rest[..length]);
            }
            rest = &rest[length..];
        }
        match out.last_mut() {
            Some(last) if name.is_empty() => last.1.extend(marks),
            _ => out.push((piece.range.start..piece.range.start + name.len(), marks)),
        }
    }
    out
}
