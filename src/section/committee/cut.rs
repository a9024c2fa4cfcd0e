//! Where a name ends that only a space parts from its affiliation.

use crate::layout::byline::Lexicon;
use crate::layout::words::{self, Tokens};
use crate::record::PersonName;
use crate::record::place::country;
use crate::record::slug::key;
use std::collections::{HashMap, HashSet};

/// Affiliations that the document has taught, and ends of lines that come again.
pub struct Known<'a> {
    pub lexicon: &'a Lexicon,
    ends: &'a Ends,
}

/// How often ends of lines come, from each space on where a name may stop.
#[derive(Default)]
pub struct Ends {
    seen: HashSet<String>,
    ends: HashMap<String, u32>,
}

impl Ends {
    pub fn learn(&mut self, text: &str) {
        // one person may sit in several committees
        if !self.seen.insert(key(text)) {
            return;
        }
        for at in spaces(text).skip(1) {
            *self.ends.entry(key(&text[at..])).or_default() += 1;
        }
    }
}

impl<'a> Known<'a> {
    pub fn of(lexicon: &'a Lexicon, ends: &'a Ends) -> Self {
        Self { lexicon, ends }
    }

    /// What it speaks for a stretch to be an affiliation.
    fn evidence(&self, text: &str) -> f32 {
        let key = key(text);
        let words = key.split(' ').count();
        // of several ends that come again the longest is the whole affiliation
        let again = words > 1 && self.ends.ends.get(&key).is_some_and(|n| *n > 1);
        let taught = self.lexicon.knows_organization(text);
        let base = (if again { 3.0 } else { 0.0 }) + (if taught { 6.0 } else { 0.0 });
        if base > 0.0 { base + 2.0 * words as f32 } else { 0.0 }
    }
}

/// Spaces where a name of one to seven words may end.
fn spaces(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(' ').map(|(i, _)| i).take(7)
}

/// The space before `end` between a name and an organization, by the words on either side. Where the block is set in this way
/// (`known`), words that say nothing may be an organization too.
pub fn space(text: &str, end: usize, words: &Tokens, known: Option<&Known<'_>>) -> Option<usize> {
    let all = 0..end;
    let mut best = match known {
        Some(_) if !words.names_organization(all.clone()) => Some((words.costs(all).person + length(&text[..end]) + 1.0, None)),
        _ => None,
    };
    for at in spaces(&text[..end]) {
        let (name, rest) = (&text[..at], text[at + 1..].trim_start());
        if words.names_organization(0..at) || !words::could_be_name(name) {
            break;
        }
        let after = at + 1..end;
        if name.ends_with(',') || !rest.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase()) {
            continue;
        }
        let rare = is_rare(rest, text.len() - rest.len(), words);
        let evidence = known.filter(|_| rare).map_or(0.0, |k| k.evidence(rest));
        let doubt = match () {
            // `Technical University` is no whole name
            () if !rare && words.names_organization(after.clone()) => 3.0,
            () if evidence > 0.0 || words.names_organization(after.clone()) => 0.0,
            () if words::has_acronym(&text[after.clone()]) => 2.0,
            // before a country some organization is due
            () if known.is_some() && country(text[end..].trim_start_matches([',', ' '])).is_some() => 1.0,
            () if known.is_some() => 4.0,
            () => continue,
        };
        let shouts = words::has_acronym(name) && name.contains(char::is_lowercase);
        let doubt = doubt + if shouts { 6.0 } else { 0.0 };
        let cost = words.costs(0..at).person + words.costs(after).organization + length(name) + doubt - evidence;
        if best.is_none_or(|b| cost < b.0) {
            best = Some((cost, Some(at)));
        }
    }
    best.and_then(|b| b.1)
}

/// True where some word is not one that many organizations have in their names.
fn is_rare(rest: &str, from: usize, words: &Tokens) -> bool {
    let mut at = from;
    rest.split(' ').any(|word| {
        let start = at;
        at += word.len() + 1;
        word.starts_with(char::is_uppercase) && words.costs(start..start + word.len()).organization > 9.0
    })
}

/// What it costs that a name has so many words; initials and particles are none, and hardly end a name.
pub fn length(name: &str) -> f32 {
    let counts = |w: &&str| !words::is_initial(w) && w.starts_with(char::is_uppercase);
    let last = name.rsplit(' ').next().unwrap_or("");
    let unended = words::is_initial(last) || last.ends_with('.') || PersonName::is_particle(&last.to_lowercase());
    let count = match name.split_whitespace().filter(counts).count() {
        0 => 12.0,
        1 if name.contains(' ') => 1.0,
        1 => 13.0,
        2 => 0.0,
        3 => 1.2,
        4 => 4.0,
        _ => 9.0,
    };
    count + if unended { 5.0 } else { 0.0 }
}
