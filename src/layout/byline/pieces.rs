//! Where bylines are cut: semicolons, commas, conjunctions, brackets.

use crate::document::trim;
use crate::layout::words;
use crate::record::{PersonName, honorific, script};
use std::ops::Range;

/// A piece of a byline between commas and conjunctions.
#[derive(Clone, Debug)]
pub struct Piece {
    pub range: Range<usize>,
    /// A conjunction stands before it.
    pub and: bool,
    /// A comma stands before it.
    pub comma: bool,
}

/// Cuts a range of text at commas and conjunctions outside brackets.
pub fn pieces(text: &str, range: Range<usize>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let (mut start, mut i, mut depth) = (range.start, range.start, 0i32);
    let (mut and, mut comma) = (false, false);
    let bytes = text.as_bytes();
    // a leading "and " belongs to the list that went before
    let head = &text[range.clone()];
    let small = head.starts_with(|c: char| c.is_lowercase() || c == '&');
    let leading = || words::conjunction(&format!(" {}", &head[..head.floor_char_boundary(200)]));
    if let Some(n) = small.then(leading).flatten() {
        start = range.start + n - 1;
        i = start;
        and = true;
    }
    let push = |out: &mut Vec<Piece>, range: Range<usize>, and: bool, comma: bool| {
        let range = trim(text, range);
        if range.is_empty() {
            return false;
        }
        out.push(Piece { range, and, comma });
        true
    };
    while i < range.end {
        match bytes[i] {
            // letters, digits and most signs
            b'-'..=0x7f => {}
            b'(' => depth += 1,
            b')' => depth -= 1,
            b',' if depth <= 0 => {
                if push(&mut out, start..i, and, comma) {
                    (and, comma) = (false, true);
                } else {
                    comma = true;
                }
                start = i + 1;
            }
            0xc2 | 0xe2 if depth <= 0 && text[i..].starts_with(['·', '•']) => {
                push(&mut out, start..i, and, comma);
                (and, comma) = (false, true);
                start = i + if bytes[i] == 0xc2 { 2 } else { 3 };
            }
            b' ' if depth <= 0 => {
                if let Some(n) = words::conjunction(&text[i..range.end]) {
                    let filled = push(&mut out, start..i, and, comma);
                    (and, comma) = (true, comma && !filled);
                    start = i + n;
                    i = start;
                    continue;
                }
                // `Ann Lee / Bo Chen`
                let space = if text[i..range.end].starts_with(" / ") { " / ".len() } else { words::space_of_names(text, i) };
                if space > 0 {
                    push(&mut out, start..i, and, comma);
                    (and, comma) = (false, true);
                    start = i + space;
                }
            }
            0xe3 if depth <= 0 && text.is_char_boundary(i) && words::eastern_sign(text, i) > 0 => {
                push(&mut out, start..i, and, comma);
                (and, comma) = (false, true);
                start = i + 3;
            }
            _ => {}
        }
        i += 1;
    }
    push(&mut out, start..range.end, and, comma);
    // a generation after a comma belongs to the name before it
    let mut k = 1;
    while k < out.len() {
        let word = text[out[k].range.clone()].trim_end_matches('.');
        let named = || text[out[k - 1].range.clone()].contains(' ') && honorific::is_after_comma(&text[out[k].range.clone()]);
        if matches!(word, "Jr" | "Sr" | "II" | "III" | "IV") || out[k].comma && named() {
            out[k - 1].range.end = out[k].range.end;
            out.remove(k);
        } else {
            k += 1;
        }
    }
    out
}

/// What stands between the semicolons of a part of a text.
pub fn split(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    text[range].split(';').map(move |part| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        trim(text, start..start + part.len())
    })
}

/// Groups between semicolons; a semicolon that no white space follows is a misprint within a group.
pub fn groups(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, _) in text.match_indices(';') {
        let next = text[i + 1..].chars().next();
        if next.is_none_or(|c| c.is_whitespace() || script::is_eastern(c)) {
            out.push(trim(text, start..i));
            start = i + 1;
        }
    }
    out.push(trim(text, start..text.len()));
    out.retain(|r| !r.is_empty());
    out
}

/// Bracketed stretches that hold an affiliation: the range between the brackets.
pub fn brackets_of(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if !text.contains('(') {
        return out;
    }
    let (mut depth, mut start) = (0, 0);
    for (i, b) in text.bytes().enumerate() {
        match b {
            b'(' => {
                if depth == 0 {
                    start = i + 1;
                }
                depth += 1;
            }
            b')' if depth > 0 => {
                depth -= 1;
                if depth == 0 && start > 1 && start < i && !is_nickname(text, start..i) && words::spelling(text, start - 1).is_none() {
                    out.push(start..i);
                }
            }
            _ => {}
        }
    }
    // brackets that the page does not close reach to the end
    if depth > 0 && start > 1 && start < text.len() {
        out.push(start..text.len());
    }
    out
}

/// `Ann (Nancy) Lee`: a nickname has the rest of the name right after it, and no whole name on either side.
fn is_nickname(text: &str, bracket: Range<usize>) -> bool {
    let (inner, after) = (&text[bracket.clone()], &text[bracket.end + 1..]);
    let rest = after.trim_start();
    let organization = || words::names_organization(inner) || words::has_acronym(inner);
    let named = rest.starts_with(char::is_uppercase) || rest.split(' ').next().is_some_and(PersonName::is_particle);
    if inner.contains(' ') || !named || organization() || words::conjunction(after).is_some() {
        return false;
    }
    const SIGNS: &[char] = &[',', ';', '(', ')'];
    let large = |w: &&str| w.starts_with(char::is_uppercase);
    let before = text[..bracket.start - 1].rsplit(SIGNS).next().unwrap_or("");
    // a conjunction ends the name before it
    let name = before.split_whitespace().rev().take_while(|w| large(w) || PersonName::is_particle(w));
    let next = rest.split(SIGNS).next().unwrap_or("");
    name.filter(large).count() < 2 || next.split(' ').filter(large).count() < 2
}
