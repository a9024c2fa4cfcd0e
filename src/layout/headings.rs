//! Headings of regions and roles, by lexicon.

use super::cues;
use crate::lexicon::{self, Hashed, Phrases, Words};
use crate::record::script;
use crate::record::slug::key;
use std::borrow::Cow;
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
    /// What the papers may stand below: `Papers`, `Articles`.
    Papers,
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
    ("papers", Opens::Papers),
    ("invited", Opens::Invited),
];

static HEADINGS: LazyLock<Phrases<Opens>> = LazyLock::new(|| {
    let opens = |kind: &str| KINDS.iter().find(|(k, _)| *k == kind).map(|k| k.1);
    Phrases::new(lexicon::kinds("heading").into_iter().filter_map(|(kind, phrase)| opens(kind).map(|o| (phrase, o))))
});

/// Role phrases by their last and by their first word, longest first.
struct Roles {
    /// By the hash of the last word.
    by_last: Hashed<Vec<(Cow<'static, str>, &'static str)>>,
    by_first: Phrases<&'static str>,
    /// Nouns of groups, which name their role in company too.
    groups: Words<()>,
    /// What may stand after a role: small words, and the meeting itself where its case says whose: `Комитет конференции`.
    of: Words<()>,
    /// Those of scripts that part no words, the longest first.
    unspaced: Vec<(String, &'static str)>,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let all: Vec<(&str, &str)> = lexicon::kinds("role").into_iter().map(|(role, phrase)| (phrase, role)).collect();
    let mut by_last: Hashed<Vec<(Cow<str>, &str)>> = Hashed::default();
    for (phrase, role) in &all {
        let phrase = lexicon::folded(phrase);
        by_last.entry(lexicon::hash(last(&phrase))).or_default().push((phrase, role));
    }
    by_last.values_mut().for_each(|list| list.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.split(' ').count())));
    let mut unspaced: Vec<(String, &str)> =
        all.iter().filter(|(phrase, _)| script::has_eastern(phrase)).map(|(phrase, role)| (key(phrase), *role)).collect();
    unspaced.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    Roles {
        by_last,
        by_first: Phrases::new(all),
        groups: lexicon::words([("group", ())]),
        of: lexicon::words([("of", ()), ("meeting", ())]),
        unspaced,
    }
});

fn last(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or("")
}

/// What a line opens as a heading: the kind, and the text after the phrase where the line goes on (`Sponsored by X`).
pub fn opens(text: &str) -> Option<(Opens, usize)> {
    if text.len() > 120 {
        return None;
    }
    if let Some(closed) = closed_up(text) {
        return opens(closed).filter(|(_, end)| *end == closed.len()).map(|(opens, _)| (opens, text.len()));
    }
    if text.starts_with(script::is_eastern) {
        return eastern(text);
    }
    if !HEADINGS.may_start(text) {
        return of_part(text).then_some((Opens::Contents, text.len()));
    }
    let whole = key(text);
    let (end, open, opens) = HEADINGS.start(&whole)?;
    if end == whole.len() || opens == Opens::Contents && names_part(text, &whole[end..]) {
        return Some((opens, text.len()));
    }
    if !open {
        return None;
    }
    Some((opens, printed_end(text, whole[..end].split(' ').count())))
}

/// Where a phrase of so many words ends in the printed text that begins with it.
fn printed_end(text: &str, words: usize) -> usize {
    let mut seen = 0;
    let mut inside = false;
    for (i, c) in text.char_indices() {
        let word = c.is_alphanumeric();
        if inside && !word {
            seen += 1;
            if seen == words {
                return i;
            }
        }
        inside = word;
    }
    text.len()
}

/// Where the role ends that a line begins with and goes on behind: `Members Jane Doe, Acme`.
pub fn leading_role(text: &str) -> Option<usize> {
    if !text.starts_with(char::is_uppercase) || !ROLES.by_first.may_start(text) {
        return None;
    }
    let head = text.char_indices().nth(80).map_or(text, |(end, _)| &text[..end]);
    let folded = key(head);
    let (end, ..) = ROLES.by_first.start(&folded).filter(|(end, ..)| *end < folded.len())?;
    Some(printed_end(text, folded[..end].split(' ').count()))
}

/// A heading where no words are parted, up to the colon or the space that ends it.
fn eastern(text: &str) -> Option<(Opens, usize)> {
    let whole = |end: usize| HEADINGS.start(&key(&text[..end])).map(|(_, open, opens)| (opens, end, open));
    let ends = [text.find(':').map(|colon| colon + 1), text.find(char::is_whitespace)].into_iter().flatten();
    let folded = key(text);
    let found = HEADINGS.start(&folded).filter(|(end, ..)| *end == folded.len()).map(|(_, _, opens)| (opens, text.len()));
    found.or_else(|| ends.filter_map(whole).find(|(_, _, open)| *open).map(|(opens, end, _)| (opens, end)))
}

/// `Table of Contents – Part II`, `Contents of Volume 2`: what follows the phrase names a part of a set.
fn names_part(text: &str, rest: &str) -> bool {
    if rest.split(' ').skip_while(|w| w.is_empty() || ROLES.of.get(w).is_some()).count() != 2 {
        return false;
    }
    let part = |(at, _): (usize, &str)| cues::part(&text[at + 1..]).map(|end| &text[at + 1 + end..]);
    text.match_indices([' ', '(', '[']).filter_map(part).any(|after| after.trim_matches([')', ']', '.', ':', ' ']).is_empty())
}

/// `Part II: Table of Contents`
fn of_part(text: &str) -> bool {
    let rest = cues::part(text).map(|end| text[end..].trim_start_matches(|c: char| !c.is_alphabetic()));
    rest.is_some_and(|rest| HEADINGS.printed(rest) == Some(Opens::Contents))
}

/// The phrase that letters set apart spell: `P R O G R A M C H A I R`.
fn closed_up(text: &str) -> Option<&'static str> {
    let apart = text.len() > 10 && text.split(' ').all(|w| w.chars().count() == 1 && w.starts_with(char::is_alphabetic));
    let letters = apart.then(|| text.replace(' ', "").to_lowercase())?;
    let mut phrases = ["heading", "role"].into_iter().flat_map(lexicon::kinds).map(|(_, phrase)| phrase.trim_end_matches('*'));
    phrases.find(|p| p.replace([' ', '-'], "").to_lowercase() == letters)
}

/// The role that a heading names, and how many of its words do so. Words before the phrase (an acronym, a year, "The …")
/// are allowed, words after it only in brackets or as a year.
pub fn role(text: &str) -> Option<(&'static str, usize)> {
    let text = &text[..text.bytes().position(|b| matches!(b, b'(' | b'[')).unwrap_or(text.len())];
    if text.len() > 160 {
        return None;
    }
    if let Some(closed) = closed_up(text) {
        return role(closed);
    }
    if script::has_eastern(text) {
        return eastern_role(text);
    }
    let inside = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
    let end = text.rfind(inside).map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
    let start = text[..end].rfind(|c| !inside(c)).map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
    if !ROLES.by_last.contains_key(&lexicon::hash(&text[start..end])) && !ROLES.by_first.may_start(text) {
        return None;
    }
    let folded = key(text);
    let mut words = folded.as_str();
    while let Some((before, year)) = words.rsplit_once(' ')
        && year.bytes().all(|b| b.is_ascii_digit())
    {
        words = before;
    }
    let count = words.split(' ').count();
    if words.is_empty() || count > 9 {
        return None;
    }
    let ends = |phrase: &str| words.strip_suffix(phrase).is_some_and(|before| before.is_empty() || before.ends_with(' '));
    let found = ROLES.by_last.get(&lexicon::hash(last(words))).and_then(|list| list.iter().find(|(phrase, _)| ends(phrase)));
    if let Some((phrase, role)) = found {
        let length = phrase.split(' ').count();
        // one word alone (`Chair`, `Registration`) must be the whole heading, but for nouns of groups
        return (length == count || length > 1 || ROLES.groups.get(phrase).is_some()).then_some((*role, length));
    }
    // `Comité de programme de la conférence`
    let (end, _, role) = ROLES.by_first.start(words)?;
    let length = words[..end].split(' ').count();
    let next = words[end..].split(' ').nth(1)?;
    (length > 1 && ROLES.of.get(next).is_some()).then_some((role, length))
}

/// The role that a heading ends in where no words are parted: `第3回砂漠研究会 プログラム委員会`. A short word must be the whole.
fn eastern_role(text: &str) -> Option<(&'static str, usize)> {
    const LONGEST: usize = 40;
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let folded = key(text);
    let words = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let named = |phrase: &str| {
        words.strip_suffix(phrase).is_some_and(|before| before.is_empty() || before.ends_with(' ') || phrase.chars().count() > 3)
    };
    ROLES.unspaced.iter().find(|(phrase, _)| named(phrase)).map(|(_, role)| (*role, 1))
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
            ("Table of Contents – Part II", Some(Opens::Contents)),
            ("CONTENTS OF VOLUME 2", Some(Opens::Contents)),
            ("Contents (Part I)", Some(Opens::Contents)),
            ("Inhaltsverzeichnis, Teil 2", Some(Opens::Contents)),
            ("Volume III: Table of Contents", Some(Opens::Contents)),
            ("Contents in Part", None),
            ("Part 2 of the Contents of a Paper", None),
            ("Prefaced thoughts", None),
            ("目　次", Some(Opens::Contents)),
            ("目次の自動生成", None),
            ("主催:砂漠情報学会", Some(Opens::Sponsor)),
            ("Оглавление", Some(Opens::Contents)),
        ] {
            assert_eq!(opens(text).map(|o| o.0), want, "{text}");
        }
        assert_eq!(opens("Sponsored by Acme Corp."), Some((Opens::Sponsor, 12)));
        assert_eq!(opens("主催:砂の会"), Some((Opens::Sponsor, 7)));
    }

    #[test]
    fn knows_every_role_of_every_language() {
        for (role, phrase) in lexicon::kinds("role") {
            assert_eq!(super::role(phrase).map(|r| r.0), Some(role), "{phrase}");
            assert_eq!(super::role(&format!("{} 2014", phrase.to_uppercase())).map(|r| r.0), Some(role), "{phrase}");
        }
        for (kind, phrase) in lexicon::kinds("heading") {
            let found = opens(phrase.trim_end_matches('*')).map(|o| o.0);
            assert_eq!(found, KINDS.iter().find(|k| k.0 == kind).map(|k| k.1), "{phrase}");
        }
    }

    #[test]
    fn roles_lead_lines() {
        for (text, want) in [
            ("Members Jo Bakker, Acme", Some("Members")),
            ("General Co-Chairs Jane Doe, Acme", Some("General Co-Chairs")),
            ("Members", None),
            ("members of a family", None),
            ("Jane Doe, Acme", None),
        ] {
            assert_eq!(leading_role(text).map(|end| &text[..end]), want, "{text}");
        }
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
            ("第3回砂漠研究会 プログラム委員会", Some("program-committee-member")),
            ("大会程序委员会主席", Some("program-chair")),
            ("Программный комитет конференции", Some("program-committee-member")),
            ("委員会の設計", None),
            ("Jane Doe", None),
            ("Table of Contents", None),
        ] {
            assert_eq!(role(text.trim_end_matches(':')).map(|r| r.0), want, "{text}");
        }
    }
}
