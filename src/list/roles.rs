//! What a stretch of text looks like: a title or people. Scores are log-likelihood ratios in nats against the other, from
//! the odds of its words and its form.

use super::tokens::{self, Shape};
use crate::layout::cues;
use crate::layout::joining::is_open;
use crate::layout::words;
use crate::record::PersonName;
use std::ops::Range;

/// A piece of an author line, against a piece of a title.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    pub person: f32,
    pub organization: f32,
}

/// By how many words a name has, initials aside.
const LENGTH: [f32; 7] = [-6.0, -1.5, 0.8, 0.6, -0.3, -3.0, -6.0];

/// A word in a name that no name was ever met with.
const UNMET: f32 = 1.5;

/// How much more like a person, and like an organization, than like a piece of a title.
pub fn chunk(text: &str) -> Chunk {
    let (mut name, mut organization, mut count, mut long) = (0.0, 0.0, 0, 0);
    let (mut initial, mut met, mut bad) = (false, false, 0.0);
    for range in tokens::words(text) {
        let word = &text[range];
        let (odds, shape) = (tokens::odds(word), tokens::shape(word));
        if count == 0 && word.starts_with(char::is_lowercase) && !PersonName::is_particle(word) {
            bad += 3.0;
        }
        count += 1;
        name += odds.name.clamp(-5.0, 5.0);
        organization += odds.organization.clamp(-5.0, 5.0);
        met |= odds.met && odds.name > 1.0;
        match shape {
            Shape::Initial => initial = true,
            Shape::Digits => bad += 2.0,
            Shape::Lower if word.chars().count() < 5 => {}
            _ => long += 1,
        }
    }
    if count == 0 {
        return Chunk { person: -4.0, organization: -4.0 };
    }
    if !met {
        bad += UNMET;
    }
    if text.contains([':', '?', '!', '»', '«', '“', '”', '"']) {
        bad += 2.0;
    }
    // an initial counts half a word
    let length = (long + usize::from(initial)).min(6);
    let mean = |sum: f32| sum / count as f32 * count.min(3) as f32;
    Chunk { person: mean(name).clamp(-7.0, 6.0) + LENGTH[length] - bad, organization: mean(organization).clamp(-6.0, 5.0) }
}

/// How much more like a title than like people.
pub fn title(text: &str) -> f32 {
    if text.len() > LONG {
        return -7.0;
    }
    let (mut name, mut organization, mut count) = (0.0, 0.0, 0);
    for range in tokens::words(text) {
        let odds = tokens::odds(&text[range]);
        name += odds.name.clamp(-4.0, 4.0);
        organization += odds.organization.clamp(-4.0, 4.0);
        count += 1;
    }
    if count == 0 {
        return -6.0;
    }
    let mean = |sum: f32| sum / count as f32 * count.min(4) as f32;
    let mut score = -0.5 * mean(name) - 0.5 * mean(organization).clamp(0.0, 6.0);
    if is_open(text) {
        score -= 2.5;
    }
    if text.starts_with(char::is_lowercase) || text.starts_with([',', ';', '.', ')', '&']) {
        score -= 1.5;
    }
    score -= 0.15 * (count as f32 - 28.0).max(0.0);
    score -= 1.2 * sentences(text) as f32;
    if is_foreign(text) {
        score -= 3.0;
    }
    score.clamp(-7.0, 1.5)
}

/// Addresses, rights, running text: what no title holds.
fn is_foreign(text: &str) -> bool {
    let ended = text.strip_suffix('.').is_some_and(|t| t.ends_with(char::is_alphabetic));
    text.contains(['@', '©']) || ended || text.contains("ISBN") || text.contains("http") || text.contains("www.")
}

/// Full stops between words.
fn sentences(text: &str) -> usize {
    let stop = |(at, _): &(usize, &str)| {
        text[..*at].chars().rev().take_while(|c| c.is_alphabetic()).take(3).count() == 3
            && text[at + 2..].trim_start().starts_with(char::is_alphabetic)
    };
    text.match_indices(". ").filter(stop).count()
}

/// How much more like people, perhaps with affiliations, than like a title.
pub fn people(text: &str) -> f32 {
    let found = split(text);
    let count = found.scores.len() as f32;
    judged(text, &found, found.scores.iter().sum::<f32>() / count.max(1.0) * count.min(3.0).powf(0.7)).clamp(-9.0, 9.0)
}

/// The same where every piece counts, however many there are.
pub fn all_people(text: &str) -> f32 {
    let found = split(text);
    judged(text, &found, found.scores.iter().sum())
}

/// Bytes of a text that is too long to be judged.
const LONG: usize = 3000;

fn judged(text: &str, found: &Split, sum: f32) -> f32 {
    if found.scores.is_empty() {
        return -9.0;
    }
    let mut score = sum + 0.7 * found.scores.iter().copied().fold(0.0, f32::min);
    let end = text.trim_end();
    if end.ends_with([',', '&']) || ends_in_conjunction(end) {
        score -= 3.0;
    }
    let particle = || text.split(' ').next().is_some_and(PersonName::is_particle);
    if text.starts_with(char::is_lowercase) && !particle() && cues::authored(text).is_none() {
        score -= 2.0;
    }
    score
}

/// `and Bo Chen`: what is not the first of a list.
pub fn begins_in_conjunction(text: &str) -> bool {
    text.find(' ').is_some_and(|end| words::conjunction(&format!(" {}", &text[..=end])).is_some())
}

fn ends_in_conjunction(text: &str) -> bool {
    text.rfind(' ').is_some_and(|at| words::conjunction(&format!("{} ", &text[at..])).is_some())
}

/// The people of an author line, with what follows each.
#[derive(Debug, Default)]
pub struct Split {
    /// Byte ranges of the names, and how many affiliations follow each.
    pub people: Vec<(Range<usize>, usize)>,
    /// What each piece says for the whole being people.
    scores: Vec<f32>,
}

/// Cuts an author line at commas, semicolons, bars and conjunctions; each piece is a person, or, after one, an
/// affiliation.
pub fn split(text: &str) -> Split {
    let mut out = Split::default();
    if text.len() > LONG {
        return out;
    }
    let start = cues::authored(text).unwrap_or(0);
    // depth of brackets; what they hold belongs to the name before
    let mut fresh = true;
    let mut comma = false;
    for piece in pieces(text, start) {
        match piece {
            Piece::Bracket(range) => {
                if let Some(last) = out.people.last_mut() {
                    last.1 += 1;
                    if text[range].bytes().any(|b| b.is_ascii_digit()) {
                        out.scores.push(-3.0);
                    }
                }
                fresh = true;
                comma = false;
            }
            Piece::Sign(sign) => {
                comma = sign == ',';
                fresh |= sign == ';';
            }
            Piece::Text(range) => {
                let part = text[range.clone()].trim_matches(super::roles::is_mark);
                if part.is_empty() {
                    continue;
                }
                let Chunk { person, organization } = chunk(part);
                let affiliated = out.people.last().is_some_and(|p| p.1 > 0);
                let after = affiliated && !fresh && comma;
                let numbers = part.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).count();
                if numbers > 1 && !out.people.is_empty() {
                    // an address
                } else if !out.people.is_empty()
                    && match () {
                        () if after => organization > person - 3.0 && person < 4.0,
                        () if affiliated && !fresh => organization > person,
                        () => person < 1.0 && organization - 2.0 > person || organization - 4.5 > person,
                    }
                {
                    if let Some(last) = out.people.last_mut() {
                        last.1 = last.1.max(1) + usize::from(fresh && affiliated);
                    }
                    out.scores.push((organization - 1.5).clamp(-6.0, 3.0));
                    fresh = false;
                } else if !out.people.is_empty() && person < -2.0 && !part.starts_with(char::is_alphabetic) {
                    out.scores.push(-1.0);
                } else {
                    out.people.push((range, 0));
                    out.scores.push(person.clamp(-6.0, 5.0));
                    fresh = true;
                }
                comma = false;
            }
        }
    }
    out
}

/// Signs that stand before or behind a name and say nothing of it.
pub fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '*' | '†' | '‡' | '§' | '∗' | '_' | '¹' | '²' | '³' | '⁰' | '.')
        || ('\u{2074}'..='\u{2079}').contains(&c)
}

enum Piece {
    Text(Range<usize>),
    Bracket(Range<usize>),
    Sign(char),
}

/// The pieces of an author line and the signs between them.
fn pieces(text: &str, from: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let (mut start, mut i) = (from, from);
    while i < bytes.len() {
        let cut = match bytes[i] {
            b'(' => match words::nickname(&text[i + 1..]) {
                Some(end) => {
                    i += end + 2;
                    continue;
                }
                None => {
                    if let Some(end) = text[i..].find(')') {
                        out.push(Piece::Text(start..i));
                        out.push(Piece::Bracket(i + 1..i + end));
                        i += end + 1;
                        start = i;
                        continue;
                    }
                    None
                }
            },
            // a generation belongs to the name
            b',' if is_generation(&text[i + 1..]) => None,
            b',' => Some((',', 1)),
            b';' => Some((';', 1)),
            b'|' => Some(('|', 1)),
            b'\t' => Some((';', 1)),
            b' ' if text[i..].starts_with(" – ") || text[i..].starts_with(" — ") => Some(('–', " – ".len())),
            b' ' if text[i..].starts_with(" / ") => Some(('/', 3)),
            b' ' => words::conjunction(&text[i..]).map(|n| ('&', n)),
            0xc2 if text[i..].starts_with('·') => Some((';', 2)),
            0xe2 if text[i..].starts_with('•') => Some((';', 3)),
            0xe3 if text[i..].starts_with(['、', '・']) => Some((',', 3)),
            0xef if text[i..].starts_with(['，', '；']) => Some((',', 3)),
            _ => None,
        };
        match cut {
            Some((sign, length)) => {
                out.push(Piece::Text(start..i));
                out.push(Piece::Sign(sign));
                i += length;
                start = i;
            }
            None => i += 1,
        }
    }
    out.push(Piece::Text(start.min(text.len())..text.len()));
    out
}

fn is_generation(after: &str) -> bool {
    PersonName::is_suffix(after.trim_start().split([' ', ',', ';', '.']).next().unwrap_or(""))
}
