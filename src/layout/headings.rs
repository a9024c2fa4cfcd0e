//! Headings of regions and roles, by lexicon.

use crate::record::slug::{fold, key};
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

/// Heading phrases by their first word: the rest of the phrase, whether more may follow, and what it opens.
static HEADINGS: LazyLock<HashMap<&'static str, Vec<Heading>>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Vec<Heading>> = HashMap::new();
    for line in include_str!("../lexicon/headings.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((kind, phrases)) = line.split_once('\t') else { continue };
        let Some((_, opens)) = KINDS.iter().find(|(k, _)| *k == kind) else { continue };
        for phrase in phrases.split('|') {
            let stem = phrase.strip_suffix('*');
            let heading = Heading { phrase: stem.unwrap_or(phrase), prefix: stem.is_some(), opens: *opens };
            table.entry(heading.phrase.split(' ').next().unwrap_or("")).or_default().push(heading);
        }
    }
    // a whole heading before the beginning of one, the longer beginning first
    table.values_mut().for_each(|all| all.sort_by_key(|h| (h.prefix, std::cmp::Reverse(h.phrase.len()))));
    table
});

struct Heading {
    phrase: &'static str,
    prefix: bool,
    opens: Opens,
}

/// Role phrases by their last word, longest first, with the number of their words.
static ROLES: LazyLock<HashMap<String, Vec<(String, usize, &'static str)>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<(String, usize, &str)>> = HashMap::new();
    for line in include_str!("../lexicon/roles.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((role, phrases)) = line.split_once('\t') else { continue };
        for phrase in phrases.split('|').map(key) {
            let last = phrase.rsplit(' ').next().unwrap_or("").to_owned();
            let words = phrase.split(' ').count();
            table.entry(last).or_default().push((phrase, words, role));
        }
    }
    table.values_mut().for_each(|all| all.sort_by_key(|(_, words, _)| std::cmp::Reverse(*words)));
    table
});

/// A word of the text, folded, without making a copy where none is needed.
fn folded(word: &str) -> std::borrow::Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) { word.into() } else { fold(word).into() }
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

/// What a line opens as a heading: the kind, and the text after the phrase where the line goes on (`Sponsored by X`).
pub fn opens(text: &str) -> Option<(Opens, usize)> {
    if text.len() > 120 {
        return None;
    }
    let first = text.trim_start_matches(|c: char| !is_part(c)).split(|c: char| !is_part(c)).next()?;
    let candidates = HEADINGS.get(&*folded(first.trim_matches('\'')))?;
    let whole = key(text);
    let after = |h: &&Heading| whole.strip_prefix(h.phrase).filter(|rest| rest.is_empty() || h.prefix && rest.starts_with(' '));
    let Heading { phrase: stem, opens, .. } = candidates.iter().find(|h| after(h).is_some())?;
    if whole.len() == stem.len() {
        return Some((*opens, text.len()));
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
    let text = text.trim_end_matches(|c: char| !is_part(c) || c.is_ascii_digit());
    let last = text.rsplit(|c: char| !is_part(c)).next()?;
    let candidates = ROLES.get(&*folded(last))?;
    let whole = key(text);
    let count = whole.split(' ').count();
    if count > 9 {
        return None;
    }
    let ends = |phrase: &str| whole.strip_suffix(phrase).is_some_and(|before| before.is_empty() || before.ends_with(' '));
    let (phrase, words, role) = candidates.iter().find(|(phrase, ..)| ends(phrase))?;
    // one word alone (`Chair`, `Registration`) must be the whole heading, but for nouns of groups
    let group = phrase
        .rsplit(' ')
        .next()
        .is_some_and(|last| matches!(last, "committee" | "chairs" | "reviewers" | "staff" | "organizers" | "organisers" | "board"));
    (*words == count || *words > 1 || group).then_some((*role, *words))
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
