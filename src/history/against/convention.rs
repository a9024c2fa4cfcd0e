//! Manners of writing: what bibliographies do to titles and names that says nothing else.

use crate::record::slug::{fold, key};
use std::borrow::Cow;

/// A manner by its name, and a text without it.
type Manner = (&'static str, fn(&str) -> String);

const OF_TITLES: &[Manner] = &[
    ("entities", |t| unescaped(t).into_owned()),
    ("full stop", |t| stopped(t).to_owned()),
    ("capitals", |t| t.to_lowercase()),
    ("accents", fold),
    ("signs", bare),
];

const OF_NAMES: &[Manner] = &[
    ("entities", |t| unescaped(t).into_owned()),
    ("number of a namesake", |t| unnumbered(t).to_owned()),
    ("capitals", |t| t.to_lowercase()),
    ("accents", fold),
    ("signs", bare),
];

/// The manners in which alone two titles differ, if they differ in nothing else.
pub fn of_titles(a: &str, b: &str) -> Option<String> {
    manners(OF_TITLES, a, b)
}

/// The same of two names.
pub fn of_names(a: &str, b: &str) -> Option<String> {
    manners(OF_NAMES, a, b)
}

/// Whether two names differ at most in manners.
pub fn one(a: &str, b: &str) -> bool {
    a == b || bare(unnumbered(a)) == bare(unnumbered(b))
}

/// The letters and digits alone.
pub fn bare(text: &str) -> String {
    key(&unescaped(text)).replace(' ', "")
}

fn manners(all: &[Manner], a: &str, b: &str) -> Option<String> {
    let equal = |left_out: &[usize]| {
        let without = |text: &str| {
            let kept = all.iter().enumerate().filter(|(i, _)| !left_out.contains(i));
            kept.fold(text.split_whitespace().collect::<Vec<_>>().join(" "), |text, (_, (_, manner))| manner(&text))
        };
        without(a) == without(b)
    };
    if !equal(&[]) {
        return None;
    }
    // the last ones undo the most: what is equal without them needs the others only
    let mut idle: Vec<usize> = Vec::new();
    for i in (0..all.len()).rev() {
        idle.push(i);
        if !equal(&idle) {
            idle.pop();
        }
    }
    let names: Vec<&str> = all.iter().enumerate().filter(|(i, _)| !idle.contains(i)).map(|(_, (name, _))| *name).collect();
    Some(if names.is_empty() { "blanks".to_owned() } else { names.join(" and ") })
}

/// A title without the full stop that ends it in dblp.
fn stopped(title: &str) -> &str {
    title.strip_suffix('.').filter(|t| !t.ends_with('.')).unwrap_or(title)
}

/// A name without the four digits by which dblp tells namesakes apart.
pub fn unnumbered(name: &str) -> &str {
    let number = |rest: &str| rest.len() == 4 && rest.bytes().all(|b| b.is_ascii_digit());
    name.rsplit_once(' ').filter(|(_, rest)| number(rest)).map_or(name, |(name, _)| name)
}

/// Text in which character references of XML were left.
fn unescaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manners_are_named_and_nothing_else_is_small() {
        for (a, b, manner) in [
            ("Rain Later", "Rain Later.", Some("full stop")),
            ("Rain Later", "Rain later.", Some("full stop and capitals")),
            ("Rain's End", "Rain&apos;s End", Some("entities")),
            ("Rain’s End – Now", "Rain's End - Now", Some("signs")),
            ("Déjà Vu", "Deja Vu", Some("accents")),
            ("Rain  Later", "Rain Later", Some("blanks")),
            ("Rain Later", "Rain Latter", None),
            ("Rain & Snow", "Rain &amp; Snow", Some("entities")),
        ] {
            assert_eq!(of_titles(a, b).as_deref(), manner, "{a} / {b}");
        }
        assert_eq!(of_names("Ana Lima", "Ana Lima 0002").as_deref(), Some("number of a namesake"));
        assert_eq!(of_names("Ana Lima", "Ana M. Lima"), None);
        assert!(one("Zoë Löw", "Zoe Low 0001") && !one("Zoë Löw", "Zoe Lowe"));
    }
}
