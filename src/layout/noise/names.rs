//! Letters that were read as digits in names, where digits never stand, and organizations that are spelled in one way
//! all over the volume but once.

use super::{LETTERS, Mended, SPELLING};
use crate::layout::words;
use crate::record::slug::fold;
use crate::record::{Affiliation, PersonName, Signature, Volume};
use crate::source::Spanned;
use std::collections::HashMap;

/// What one sign of print is read as, or the other way round.
pub(super) const ALIKE: &[(&str, &str)] = &[
    ("rn", "m"),
    ("cl", "d"),
    ("l", "1"),
    ("l", "I"),
    ("i", "l"),
    ("i", "1"),
    ("e", "c"),
    ("h", "b"),
    ("n", "u"),
    ("a", "o"),
    ("o", "0"),
    ("O", "0"),
    ("S", "5"),
    ("B", "8"),
    ("vv", "w"),
    ("t", "f"),
    ("ti", "h"),
    ("fi", "h"),
    ("g", "q"),
    ("y", "v"),
    ("T", "I"),
    ("D", "O"),
    ("-", " "),
    ("", " "),
];
/// Organizations compared with one, at most.
const COMPARED: usize = 32;

pub fn mend(volume: &mut Volume, damaged: bool, out: &mut Mended) {
    for signature in signatures(volume) {
        let Some(repaired) = letters(&signature.name.value.full) else { continue };
        let printed = std::mem::replace(&mut signature.name.value, PersonName::parse(&repaired)).full;
        signature.confidence = signature.confidence.min(LETTERS.confidence);
        let message = format!("`{printed}` is read as `{repaired}`: no digit stands in a name");
        out.add(&LETTERS, signature.name.span, &printed, &repaired, message);
    }
    if damaged {
        organizations(volume, out);
    }
}

fn signatures(volume: &mut Volume) -> impl Iterator<Item = &mut Signature> {
    let authors = volume.contributions.iter_mut().flat_map(|c| &mut c.authors);
    authors.chain(volume.committees.iter_mut().flat_map(|c| &mut c.seats))
}

/// A name with letters for the digits before or between its letters. A digit at a word's end is a mark of a footnote.
pub fn letters(name: &str) -> Option<String> {
    if !name.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut out = String::with_capacity(name.len());
    for (i, word) in name.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let mut signs = word.chars().peekable();
        let mut last = None;
        while let Some(c) = signs.next() {
            let small = signs.peek().is_some_and(|n| n.is_lowercase());
            // `5.` among initials
            let initial = i > 0 && last.is_none() && signs.peek() == Some(&'.');
            let read = match (c, last.is_none_or(|l: char| !l.is_alphabetic())) {
                ('0', true) if small || initial => 'O',
                ('5', true) if small || initial => 'S',
                ('8', true) if small || initial => 'B',
                ('0', false) if small => 'o',
                ('1', false) if small && last.is_some_and(char::is_lowercase) => one(word).unwrap_or(c),
                ('8', false) if small => 'b',
                (c, _) => c,
            };
            out.push(read);
            last = Some(read);
        }
    }
    (out != name && !out.bytes().any(|b| b.is_ascii_digit())).then_some(out)
}

/// A word with `l` or `i` for its `1`, whichever alone makes a known word.
fn one(word: &str) -> Option<char> {
    let known = |c: &char| words::is_known(&word.replace('1', &c.to_string()));
    let mut read = ['l', 'i'].into_iter().filter(known);
    read.next().filter(|_| read.next().is_none())
}

/// An organization that is named once and differs by one sign from one that is named again and again is that one.
fn organizations(volume: &mut Volume, out: &mut Mended) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for affiliation in signatures(volume).flat_map(|s| &s.affiliations) {
        *counts.entry(affiliation.value.organization.clone()).or_default() += 1;
    }
    let mut known: Vec<&String> = counts.iter().filter(|(name, n)| **n > 1 && name.len() > 11).map(|(name, _)| name).collect();
    known.sort();
    let mut near: HashMap<String, Vec<&str>> = HashMap::new();
    for name in known {
        for end in ends(name) {
            near.entry(end).or_default().push(name);
        }
    }
    let repair = |name: &str| {
        let all: Vec<&str> = ends(name).iter().filter_map(|end| near.get(end)).flat_map(|n| n.iter().copied().take(COMPARED)).collect();
        let mut found: Vec<&str> = all.into_iter().filter(|other| alike(name, other)).collect();
        found.sort_unstable();
        found.dedup();
        if let [one] = found[..] { Some(one.to_owned()) } else { None }
    };
    let mut repairs: HashMap<String, String> = HashMap::new();
    for name in counts.iter().filter(|(name, n)| **n == 1 && name.len() > 11).map(|(name, _)| name) {
        if let Some(other) = repair(name) {
            repairs.insert(name.clone(), other);
        }
    }
    for affiliation in signatures(volume).flat_map(|s| &mut s.affiliations) {
        if let Some(repaired) = repairs.get(&affiliation.value.organization) {
            spell(affiliation, repaired, out);
        }
    }
}

fn spell(affiliation: &mut Spanned<Affiliation>, repaired: &str, out: &mut Mended) {
    let printed = std::mem::replace(&mut affiliation.value.organization, repaired.to_owned());
    let message = format!("`{printed}` is read as `{repaired}`, as it is spelled elsewhere");
    out.add(&SPELLING, affiliation.span, &printed, repaired, message);
}

/// How a name begins and how it ends: one of them is whole where one sign is damaged.
fn ends(name: &str) -> [String; 2] {
    let plain: Vec<char> = name.chars().collect();
    let half = plain.len() / 2;
    let start: String = plain[..half.saturating_sub(1).min(8)].iter().collect();
    let end: String = plain[plain.len() - half.saturating_sub(1).min(8)..].iter().collect();
    [format!("^{start}"), format!("{end}$")]
}

/// Whether two texts differ by accents alone, or by one sign that is read as another.
fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    if fold(one) == fold(other) {
        // what has accents is what was printed
        return other.chars().filter(|c| !c.is_ascii()).count() > one.chars().filter(|c| !c.is_ascii()).count();
    }
    let start: usize = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (&one[start..], &other[start..]);
    let end: usize = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    ALIKE.iter().any(|(x, y)| (a, b) == (*x, *y) || (a, b) == (*y, *x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_digits_in_names_as_letters() {
        for (name, read) in [
            ("Emily Wa1ker", Some("Emily Walker")),
            ("Rika 5himoda", Some("Rika Shimoda")),
            ("P. V. 5. Rao", Some("P. V. S. Rao")),
            ("Hélène Le G0ff", Some("Hélène Le Goff")),
            ("Jane Doe1", None),
            ("Jane Doe", None),
            ("1Jane Doe", None),
            ("Jane Doe2John", None),
        ] {
            assert_eq!(letters(name).as_deref(), read, "{name}");
        }
    }

    #[test]
    fn one_sign_may_differ() {
        for (one, other) in
            [("Univcrsity of Moor", "University of Moor"), ("Acrne Systems", "Acme Systems"), ("Universite du Nord", "Université du Nord")]
        {
            assert!(alike(one, other), "{one}");
        }
        for (one, other) in [("Paris 3", "Paris 8"), ("University of Moor", "University of Moon"), ("Université X", "Universite X")] {
            assert!(!alike(one, other), "{one}");
        }
    }
}
