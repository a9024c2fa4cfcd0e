//! Words of scripts that part none: what they cost, how many they are, and what stands between names.

use super::{Costs, Token, split};
use crate::record::script;
use std::sync::LazyLock;

/// Words of organizations that others run into: `東京大学`.
static ENDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../lexicon/organization-words.txt").lines().filter(|l| !l.starts_with('#'));
    lines.map(|l| l.split('\t').next().unwrap_or(l)).filter(|w| script::has_eastern(w)).collect()
});

/// A word of scripts that part no words: a name, an organization, or whatever stands in titles.
pub(super) fn eastern(word: &str) -> Token {
    let n = word.chars().count() as f32;
    let organization = n > 2.0 && ENDS.iter().any(|end| word.ends_with(end));
    let name = script::name(word).is_some();
    let (person, title, costly) = match () {
        () if organization => (14.0 + 3.0 * n, 6.0 + 1.2 * n, 5.0 + 0.3 * n),
        // Hangul names of two syllables are as many words
        () if name && word.starts_with(script::is_hangul) => (9.0, if n < 3.0 { 9.0 } else { 13.5 }, 14.0),
        () if name => (8.0, 8.0 + 2.0 * n, 12.0 + n),
        () if script::is_family(word) => (6.0, 11.0, 12.0),
        () if script::kana_name(word).is_some() => (12.0, 18.0, 20.0),
        () if n <= 3.0 => (9.0, 9.5, 11.0),
        () => (8.0 + 3.0 * n, 6.0 + 1.2 * n, 8.0 + 1.6 * n),
    };
    Token { organization, surely: organization, ..Token::new(Costs { person, title, organization: costly }) }
}

/// How many words a text has: scripts that part none have about two letters to a word.
pub fn count(text: &str) -> usize {
    let letters = |w: &str| if w.is_ascii() { 0 } else { w.chars().filter(|c| script::is_eastern(*c)).count() };
    split(text).map(|w| (letters(w) / 2).max(1)).sum()
}

/// Length of white space at a place of a text that parts two names of scripts that need no comma, 0 for others.
pub fn space_of_names(text: &str, at: usize) -> usize {
    if at == 0 || text.as_bytes()[at - 1].is_ascii() {
        return 0;
    }
    let space = text[at..].bytes().take_while(|b| *b == b' ').count();
    if script::parts_names(text, at..at + space) { space } else { 0 }
}

/// Length of a sign that parts names where no words are parted: `、`, and `・` where a whole name stands beside it.
pub fn eastern_sign(text: &str, at: usize) -> usize {
    match text[at..].chars().next() {
        Some('、') => 3,
        Some('・') if script::beside_name(text, at..at + 3) => 3,
        _ => 0,
    }
}
