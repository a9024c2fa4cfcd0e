//! Conjunctions between names.

use super::{costs, could_be_name, has_acronym, names_organization, split};
use crate::lexicon::{self, Words};
use std::sync::LazyLock;

/// Conjunctions of lists, whether they also stand within names (`Ortega y Gasset`), and whether they are other words of
/// titles in other languages (`Jan Novák a Eva Malá`).
static AND: LazyLock<Words<(bool, bool)>> =
    LazyLock::new(|| lexicon::words([("and", (false, false)), ("and in names", (true, false)), ("and in titles", (true, true))]));

/// Length of a conjunction with the spaces round it at the start of a text, e.g. 5 for ` and `.
pub fn conjunction(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(' ')?;
    let shouts = rest.as_bytes().first()?.is_ascii_uppercase();
    if !shouts && !matches!(rest.as_bytes().first()?, b'a'..=b'z' | b'&' | 0x80..) {
        return None;
    }
    let end = rest.bytes().take(8).position(|b| b == b' ')?;
    let word = &rest[..end];
    // `JANE DOE AND JOHN ROE`, but a capital by itself is an initial
    let capitals = shouts && end > 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    if !capitals && word.starts_with(char::is_uppercase) {
        return None;
    }
    let (in_names, in_titles) = if word == "&" { (false, false) } else { AND.get(word)? };
    let after = &rest[end + 1..];
    // `von und zu Hafen`
    if after.starts_with("zu ") {
        return None;
    }
    let name = || {
        let name = &after[..after.find([',', ';', '(', '.']).unwrap_or(after.len())];
        let c = costs(name);
        split(name).nth(4).is_none() && c.person + 2.0 < c.title
    };
    ((!in_names || begins_a_name(after)) && (!in_titles || name())).then_some(end + 2)
}

/// `Vivian) Lee`: one word in brackets, and the rest of the name. Where the bracket closes.
pub fn nickname(after: &str) -> Option<usize> {
    // no further than the word goes: a text may be all brackets
    let (inner, rest) = after.split_at(after.find([')', ' ', ',', '('])?);
    let named = rest.strip_prefix(") ").is_some_and(|name| name.starts_with(char::is_uppercase));
    let is = named && !names_organization(inner) && !has_acronym(inner);
    is.then_some(inner.len())
}

/// A given name and a family name stand before the next sign or conjunction.
fn begins_a_name(text: &str) -> bool {
    let near = text.char_indices().take(100);
    let given = text.find([' ', ',', ';']).unwrap_or(text.len());
    let named = text[given..].strip_prefix(" (").is_some_and(|after| nickname(after).is_some());
    if named && text.starts_with(char::is_uppercase) {
        return true;
    }
    let end = near
        .clone()
        .find(|(_, c)| matches!(c, ',' | ';' | '(' | ')'))
        .or(near.last())
        .map_or(0, |(i, c)| if matches!(c, ',' | ';' | '(' | ')') { i } else { i + c.len_utf8() });
    let part = text[..end].split_whitespace().take(7).take_while(|w| AND.get(w).is_none());
    let words: Vec<&str> = part.collect();
    let capitals = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    let name = words.join(" ");
    (2..=6).contains(&words.len()) && capitals >= 2 && could_be_name(&name) && !names_organization(&name)
}
