//! One name of a byline: without titles, marks and full stops, and how sure it is.

use super::Byline;
use crate::document::trim;
use crate::layout::words;
use crate::record::name::spelled_twice;
use crate::record::{Affiliation, PersonName, Signature, honorific, script};
use crate::source::Spanned;
use std::ops::Range;

/// Signs that printers set after a name to point to a note.
pub const MARKS: &[char] = &['*', '∗', '†', '‡', '§', '¶', '#', '⋆', '♠', '♣', '♦', '♥', '+', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

pub fn is_mark(c: char) -> bool {
    matches!(c, '*' | '#' | '+') || !c.is_ascii() && MARKS.contains(&c)
}

impl Byline<'_> {
    /// The name in a piece, if it has letters.
    pub fn name(&self, range: Range<usize>, affiliations: &[Spanned<Affiliation>]) -> Option<Signature> {
        let text = self.text;
        let mut range = trim(text, range);
        loop {
            let piece = &text[range.clone()];
            let (titles, degrees) = (honorific::before(piece), honorific::after(piece));
            if titles > 0 || degrees < piece.len() {
                range = trim(text, range.start + titles..range.start + degrees);
                continue;
            }
            let end = piece.trim_end_matches(|c: char| is_mark(c) || c.is_ascii_digit() || matches!(c, ':' | ';' | ',' | ' ')).len();
            let start = piece.len() - piece.trim_start_matches(|c: char| is_mark(c) || matches!(c, '-' | '–' | '.' | ' ')).len();
            if end < piece.len() || start > 0 {
                range = range.start + start.min(end)..range.start + end;
                continue;
            }
            // a full stop after a whole word ends the line, not the name
            if let Some(cut) = piece.strip_suffix('.') {
                let last = cut.rsplit([' ', '.']).next().unwrap_or("");
                if last.chars().count() > 3 {
                    range.end -= 1;
                    continue;
                }
            }
            break;
        }
        let piece = &text[range.clone()];
        if !piece.chars().any(char::is_alphabetic) {
            return None;
        }
        let own = spelled_twice(piece).map_or(piece.len(), |(name, _)| name.len());
        let confidence = self.confidence(range.start..range.start + own);
        Some(Signature {
            name: Spanned::new(PersonName::parse(piece), self.passage.span(range)),
            affiliations: affiliations.to_vec(),
            orcid: None,
            confidence,
        })
    }

    /// A name printed family name first, in the order in which it is spoken; its span has it as printed.
    pub fn turned(&self, family: Range<usize>, given: Range<usize>, affiliations: &[Spanned<Affiliation>]) -> Option<Signature> {
        let (family, given) = (self.name(family, affiliations)?, self.name(given, &[])?);
        let span = family.name.span.join(given.name.span);
        let name = PersonName::turned(&family.name.value.full, &given.name.value.full);
        // either half is one word, mostly
        let sure = |half: f64| if half < 0.7 { half } else { 1.0 };
        let confidence = sure(family.confidence).min(sure(given.confidence));
        Some(Signature { name: Spanned::new(name, span), affiliations: family.affiliations, orcid: None, confidence })
    }

    /// How sure it is that a piece is one whole name.
    fn confidence(&self, range: Range<usize>) -> f64 {
        let text = &self.text[range.clone()];
        // a mark is no part of the last word
        let marked = self.text[range.end..].starts_with(|c: char| c.is_ascii_digit());
        let c = if marked { words::costs(text) } else { self.costs(range.clone()) };
        let count = text.split_whitespace().count();
        match () {
            () if !words::could_be_name(text) => 0.4,
            () if crate::record::place::is_country(text) => 0.3,
            () if self.words.names_organization(range) && c.person > c.organization => 0.5,
            () if count == 1 && script::name(text).or(script::kana_name(text)).is_none() => 0.7,
            () if c.person > c.title.min(c.organization) + 4.0 => 0.8,
            () if count > 5 => 0.8,
            () => 1.0,
        }
    }
}
