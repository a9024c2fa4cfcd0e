//! Lines that extraction glued together where a page ended: the next page's heading, its folio and running head, or the
//! next entry behind the page number of the last.

use crate::document::{Line, trim};
use crate::layout::headings::{self, Opens};
use crate::layout::look::is_leader_sign;
use crate::list::tokens::is_known;
use crate::record::pages::roman;
use std::collections::HashSet;
use std::ops::Range;

/// A longer line holds more than the end of one page and the head of the next.
const LONG: usize = 200;
/// How far the page of the next entry may be from that of the last.
const LEAP: u32 = 80;

/// What a document teaches of where its lines end.
pub struct Glued {
    /// Whole lines in small letters, which are what running heads repeat.
    whole: HashSet<String>,
    /// The page at the end of the entry before.
    last: u32,
}

impl Glued {
    pub fn new(lines: &[Line]) -> Self {
        let short = lines.iter().map(Line::text).filter(|t| (5..70).contains(&t.len()) && t.starts_with(char::is_uppercase));
        Self { whole: short.map(str::to_lowercase).collect(), last: 0 }
    }

    /// The parts of a line that was several.
    pub fn parts(&mut self, text: &str) -> Option<Vec<Range<usize>>> {
        let bounds = if text.len() > LONG { None } else { self.page_end(text) };
        let bounds = if text.len() > 4 * LONG { None } else { bounds.or_else(|| self.next_entry(text)) };
        if bounds.is_none() {
            self.remember(text);
        }
        let bounds = bounds?;
        let ends = bounds.iter().copied().skip(1).chain([text.len()]);
        Some(bounds.iter().copied().zip(ends).map(|(a, b)| trim(text, a..b)).filter(|r| !r.is_empty()).collect())
    }

    /// `Ann LeeContents`, `Ann Lee6 Contents`, `rooms.xii Quiet Rooms`: where each part begins.
    fn page_end(&self, text: &str) -> Option<Vec<usize>> {
        let turn = |a: char, b: char| {
            (a.is_lowercase() || matches!(a, '.' | ')' | '”' | '"') || a.is_ascii_digit()) && (b.is_uppercase() || b.is_ascii_digit())
                || a.is_uppercase() && b.is_ascii_digit()
        };
        let mut before = text.chars().next()?;
        for (at, c) in text.char_indices().skip(1) {
            let a = std::mem::replace(&mut before, c);
            let numeral = a.is_alphabetic() && "ivxl".contains(c);
            if !turn(a, c) && !numeral {
                continue;
            }
            let rest = &text[at..];
            // a heading right away
            // unless the line is one word: a heading that lost its spaces
            if c.is_uppercase() && !a.is_ascii_digit() && text.contains(' ') && contents(rest) {
                return Some(vec![0, at]);
            }
            // a folio, and a heading or a running head
            let folio = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let head = rest[folio..].trim_start();
            let number = rest[..folio].bytes().all(|b| b.is_ascii_digit()) || c.is_lowercase() && roman(&rest[..folio]).is_some();
            let digits = a.is_ascii_digit() && c.is_ascii_digit();
            // one stroke may be the last letter of a word, and so may more
            // nor is the end of one folio another
            let run = text[..at + folio].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            let word = c.is_lowercase() && (folio < 2 || is_known(run) || roman(run).is_some());
            if number
                && !digits
                && !word
                && folio < 5
                && head.len() < rest.len() - folio
                && (contents(head) || self.whole.contains(&head.to_lowercase()))
            {
                return Some(vec![0, at]);
            }
        }
        None
    }

    /// `Quiet Rooms ..... 87Loud Halls`: behind which digits the next entry begins. Of `..... 1677 Die Uhr` those that
    /// go on from the page before, the rest are the number of the next entry.
    fn next_entry(&self, text: &str) -> Option<Vec<usize>> {
        let mut from = 0;
        while let Some(dots) = text[from..].find("....").map(|at| from + at) {
            let run = dots + text[dots..].find(|c: char| !is_leader_sign(c) && !c.is_whitespace())?;
            let digits = text[run..].bytes().take_while(u8::is_ascii_digit).count();
            let behind = &text[run + digits..];
            let space = behind.len() - behind.trim_start().len();
            let letters = behind.trim_start();
            from = run + digits.max(1);
            if !text.is_char_boundary(from) {
                return None;
            }
            if digits == 0 || digits > 6 || letters.len() < 5 || !letters.starts_with(char::is_alphabetic) {
                continue;
            }
            let value = |n: usize| text[run..run + n].parse::<u32>().ok();
            let fits = |n: &usize| value(*n).is_some_and(|p| p > self.last && p <= self.last + LEAP) && (*n < digits || space == 0);
            if let Some(n) = (1..=digits.min(4)).rev().find(fits) {
                return Some(vec![0, run + n]);
            }
        }
        None
    }

    fn remember(&mut self, text: &str) {
        let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if start < text.len() && text[..start].trim_end().ends_with(is_leader_sign) {
            self.last = text[start..].parse().unwrap_or(self.last);
        }
    }
}

/// The heading of a list of contents, perhaps with a folio.
fn contents(text: &str) -> bool {
    let heads = |t: &str| headings::opens(t) == Some((Opens::Contents, t.len()));
    heads(text) || text.rsplit_once(' ').is_some_and(|(head, folio)| roman(folio).is_some() && heads(head.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::text;
    use crate::source::{FileId, Span};

    #[test]
    fn parts_what_a_page_end_glued() {
        let line = |raw: &str| text::line(raw, Span::new(FileId(0), 0, raw.len())).unwrap();
        let lines = [line("Quiet Rooms"), line("A Study of Bells ..... 80")];
        for (text, want) in [
            ("Ann LeeContents", Some("Ann Lee|Contents")),
            ("Ann Lee6 Contents", Some("Ann Lee|6 Contents")),
            ("Printed in Riga.Table of Contents", Some("Printed in Riga.|Table of Contents")),
            ("Ann Leexii Quiet Rooms", Some("Ann Lee|xii Quiet Rooms")),
            ("Bells at Night ....... 87Loud Halls of Sleep", Some("Bells at Night ....... 87|Loud Halls of Sleep")),
            ("Bells at Night ....... 1047 The Clock in Winter", Some("Bells at Night ....... 104|7 The Clock in Winter")),
            ("viii Quiet Rooms", None),
            ("A Table of Contents", None),
            ("TableofContents", None),
            ("Room 6 Quiet Halls", None),
            ("iPhones and Contents", None),
        ] {
            let mut glued = Glued::new(&lines);
            lines.iter().for_each(|l| assert!(glued.parts(l.text()).is_none()));
            let got = glued.parts(text).map(|parts| parts.into_iter().map(|p| &text[p]).collect::<Vec<_>>().join("|"));
            assert_eq!(got.as_deref(), want, "{text}");
        }
    }
}
