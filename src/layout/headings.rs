//! Headings of regions and roles, by lexicon.

use crate::record::slug::key;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opens {
    Contents,
    Message,
    Organization,
    Sponsor,
    InCooperation,
    Supporter,
    Index,
    Programme,
    Invited,
}

const KINDS: &[(&str, Opens)] = &[
    ("contents", Opens::Contents),
    ("message", Opens::Message),
    ("organization", Opens::Organization),
    ("sponsor", Opens::Sponsor),
    ("in-cooperation", Opens::InCooperation),
    ("supporter", Opens::Supporter),
    ("index", Opens::Index),
    ("programme", Opens::Programme),
    ("invited", Opens::Invited),
];

struct Table {
    whole: HashMap<&'static str, Opens>,
    prefix: Vec<(&'static str, Opens)>,
}

static HEADINGS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { whole: HashMap::new(), prefix: Vec::new() };
    for line in include_str!("../lexicon/headings.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((kind, phrases)) = line.split_once('\t') else { continue };
        let Some((_, opens)) = KINDS.iter().find(|(k, _)| *k == kind) else { continue };
        for phrase in phrases.split('|') {
            match phrase.strip_suffix('*') {
                Some(stem) => table.prefix.push((stem, *opens)),
                None => {
                    table.whole.entry(phrase).or_insert(*opens);
                }
            }
        }
    }
    table
});

/// Role phrases by their last word, longest first.
static ROLES: LazyLock<Vec<(Vec<String>, &'static str)>> = LazyLock::new(|| {
    let mut out = Vec::new();
    for line in include_str!("../lexicon/roles.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((role, phrases)) = line.split_once('\t') else { continue };
        out.extend(phrases.split('|').map(|p| (key(p).split(' ').map(str::to_owned).collect::<Vec<_>>(), role)));
    }
    out.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    out
});

/// What a line opens as a heading: the kind, and the text after the phrase where the line goes on (`Sponsored by X`).
pub fn opens(text: &str) -> Option<(Opens, usize)> {
    if text.len() > 120 {
        return None;
    }
    let whole = key(text);
    if let Some(opens) = HEADINGS.whole.get(whole.as_str()) {
        return Some((*opens, text.len()));
    }
    let (stem, opens) = HEADINGS.prefix.iter().filter(|(stem, _)| whole.starts_with(stem)).max_by_key(|(stem, _)| stem.len())?;
    if whole.as_bytes().get(stem.len()).is_some_and(|b| *b != b' ') {
        return None;
    }
    // where the phrase ends in the printed text: after as many words
    let words = stem.split(' ').count();
    let mut seen = 0;
    let mut inside = false;
    for (i, c) in text.char_indices() {
        let word = c.is_alphanumeric();
        if inside && !word {
            seen += 1;
            if seen == words {
                return Some((*opens, i));
            }
        }
        inside = word;
    }
    Some((*opens, text.len()))
}

/// The role that a heading names, and how many of its words do so. Words before the phrase (an acronym, a year, "The …")
/// are allowed, words after it only in brackets or as a year.
pub fn role(text: &str) -> Option<(&'static str, usize)> {
    let text = text.split(['(', '[']).next().unwrap_or(text);
    let folded = key(text);
    let mut words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit())) {
        words.pop();
    }
    if words.is_empty() || words.len() > 9 {
        return None;
    }
    let found =
        ROLES.iter().find(|(phrase, _)| words.len() >= phrase.len() && words[words.len() - phrase.len()..].iter().eq(phrase.iter()))?;
    let exact = found.0.len() == words.len();
    // one word alone (`Chair`, `Registration`) must be the whole heading, but for nouns of groups
    let group = matches!(
        found.0.last().map(String::as_str),
        Some("committee" | "chairs" | "reviewers" | "staff" | "organizers" | "organisers" | "board")
    );
    (exact || found.0.len() > 1 || group).then_some((found.1, found.0.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_headings() {
        for (text, want) in [
            ("Table of Contents", Some(Opens::Contents)),
            ("Sponsored by:", Some(Opens::Sponsor)),
            ("In cooperation with:", Some(Opens::InCooperation)),
            ("Message from the Program Co-Chairs", Some(Opens::Message)),
            ("Préface", Some(Opens::Message)),
            ("Contents of a Paper", None),
            ("Prefaced thoughts", None),
        ] {
            assert_eq!(opens(text).map(|o| o.0), want, "{text}");
        }
        assert_eq!(opens("Sponsored by Acme Corp."), Some((Opens::Sponsor, 12)));
    }

    #[test]
    fn knows_roles() {
        for (text, want) in [
            ("Program Co-Chairs", Some("program-chair")),
            ("VEX 2011 Programme Committee", Some("program-committee-member")),
            ("Poster Session Co-Chairs", Some("poster-chair")),
            ("The Imaginary Association Staff", Some("staff")),
            ("Invited Talks Program Committee", Some("invited-talks-committee-member")),
            ("External Reviewers", Some("external-reviewer")),
            ("Publicity Chair:", Some("publicity-chair")),
            ("Program Committee (Main Track)", Some("program-committee-member")),
            ("Jane Doe", None),
            ("Table of Contents", None),
        ] {
            assert_eq!(role(text.trim_end_matches(':')).map(|r| r.0), want, "{text}");
        }
    }
}
