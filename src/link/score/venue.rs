//! Names of venues: an acronym and what it stands for, abbreviated words, and whether it is a journal or a meeting.

use crate::record::slug::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// No name has more words.
const WORDS: usize = 24;

/// Acronyms and the words they stand for.
static ACRONYMS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("venues.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ').map(|(name, full)| (name, full.split(' ').collect()))).collect()
});

/// Words that say nothing about which venue it is.
const LIGHT: &[&str] = &[
    "acm",
    "annual",
    "and",
    "conf",
    "conference",
    "der",
    "european",
    "first",
    "for",
    "ieee",
    "in",
    "int",
    "international",
    "intl",
    "j",
    "jour",
    "journal",
    "lecture",
    "meeting",
    "national",
    "notes",
    "of",
    "on",
    "proc",
    "proceedings",
    "second",
    "symp",
    "symposium",
    "the",
    "third",
    "trans",
    "transactions",
    "usenix",
    "workshop",
    "workshops",
];

/// Words of what appears in issues, and of what meets.
const ISSUES: &[&str] = &[
    "bulletin",
    "bull",
    "communications",
    "j",
    "jour",
    "journal",
    "letters",
    "magazine",
    "newsletter",
    "notices",
    "record",
    "rec",
    "review",
    "trans",
    "transactions",
];
const MEETS: &[&str] = &["conf", "conference", "congress", "meeting", "proc", "proceedings", "symp", "symposium", "workshop", "workshops"];

/// A name made ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Venue {
    /// Without light words, acronyms written out.
    words: Vec<String>,
    /// The first letters of its words, with light ones and without.
    initials: [String; 2],
    /// The words as they stand.
    printed: Vec<String>,
    /// Whether it appears in issues.
    issues: bool,
}

/// How alike the names of two venues are: 1 the same, 0 nothing in common. Nothing where one has no name.
pub fn likeness(a: &str, b: &str) -> Option<f64> {
    Venue::new(a).likeness(&Venue::new(b))
}

impl Venue {
    pub fn new(text: &str) -> Venue {
        let folded = fold(text.get(..600).unwrap_or(text));
        let mut printed: Vec<String> =
            folded.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(WORDS).map(str::to_owned).collect();
        // an acronym beside the words it stands for says nothing more
        let first = |words: &[String], light: bool| -> String {
            words.iter().filter(|w| light || !LIGHT.contains(&w.as_str())).filter_map(|w| w.chars().next()).collect()
        };
        let all = printed.clone();
        printed.retain(|w| {
            let rest: Vec<String> = all.iter().filter(|o| *o != w).cloned().collect();
            w.len() < 3 || ![true, false].iter().any(|light| first(&rest, *light).contains(w.as_str()))
        });
        let mut words: Vec<String> = Vec::new();
        for word in printed.iter().filter(|w| !LIGHT.contains(&w.as_str()) && w.len() > 1) {
            match ACRONYMS.get(word.as_str()) {
                Some(full) => words.extend(full.iter().map(|w| (*w).to_owned())),
                None => words.push(word.clone()),
            }
        }
        let issues =
            printed.iter().chain(&words).any(|w| ISSUES.contains(&w.as_str())) && !printed.iter().any(|w| MEETS.contains(&w.as_str()));
        words.retain(|w| !LIGHT.contains(&w.as_str()));
        words.sort_unstable();
        words.dedup();
        Venue { words, initials: [first(&printed, true), first(&printed, false)], printed, issues }
    }

    pub fn likeness(&self, other: &Venue) -> Option<f64> {
        if self.printed.is_empty() || other.printed.is_empty() {
            return None;
        }
        // a bare name is that of the meeting
        let part = if self.issues != other.issues { 0.5 } else { 1.0 };
        if self.stands_for(other) || other.stands_for(self) {
            return Some(part);
        }
        if self.words.is_empty() || other.words.is_empty() {
            return Some(if self.printed == other.printed { 1.0 } else { 0.4 * part });
        }
        let found = |a: &Venue, b: &Venue| a.words.iter().filter(|x| b.words.iter().any(|y| abbreviated(x, y))).count() as f64;
        let (n, m) = (self.words.len() as f64, other.words.len() as f64);
        let both = found(self, other).min(found(other, self));
        Some(part * both * (0.7 / n.min(m) + 0.3 / n.max(m)))
    }

    /// Whether a word of this is the acronym of the other.
    fn stands_for(&self, other: &Venue) -> bool {
        self.printed.iter().any(|w| w.len() >= 3 && other.initials.iter().any(|i| i.len() >= w.len() && i.contains(w.as_str())))
    }
}

/// Whether two words are the same, one perhaps cut: syst, systems.
fn abbreviated(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || short.len() >= 3 && long.starts_with(short)
}

#[cfg(test)]
mod tests {
    #[test]
    fn acronyms_and_abbreviations() {
        for (a, b) in [
            ("VLDB", "Very Large Data Bases"),
            ("vldb", "Proceedings of the 27th International Conference on Very Large Data Bases"),
            ("SIGMOD Conference", "International Conference on Management of Data"),
            ("ACM SIGMOD Record", "SIGMOD Record"),
            ("VLDB J.", "The VLDB Journal — The International Journal on Very Large Data Bases"),
            ("ACM Trans. Database Syst.", "ACM Transactions on Database Systems (TODS)"),
            ("TODS", "ACM Transactions on Database Systems"),
            ("SOSP", "Symposium on Operating Systems Principles"),
        ] {
            let likeness = [super::likeness(a, b), super::likeness(b, a)];
            assert!(likeness.iter().all(|l| l.is_some_and(|l| l > 0.8)), "{a} / {b}: {likeness:?}");
        }
        for (a, b) in
            [("VLDB", "SIGMOD Conference"), ("VLDB", "ACM Transactions on Database Systems"), ("SIGMOD Record", "SIGMOD Conference")]
        {
            let likeness = super::likeness(a, b);
            assert!(likeness.is_some_and(|l| l < 0.7), "{a} / {b}: {likeness:?}");
        }
        assert_eq!(super::likeness("", "VLDB"), None);
    }
}
