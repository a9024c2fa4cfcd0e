//! A name as words, and where its family name may begin.

use crate::record::PersonName;
use crate::record::slug::fold;

/// No name has more words, no word more letters.
const WORDS: usize = 8;
const LETTERS: usize = 32;

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "filho", "phd", "dr", "prof"];

/// A name made ready to be compared.
#[derive(Clone, Debug)]
pub struct Name {
    /// Folded, without signs, given names first; without particles lost to hyphens, suffixes and the numbers of
    /// homonyms.
    pub(super) words: Vec<String>,
    /// Where the family name begins by its own signs.
    family: usize,
    /// Whether a comma or particles say so.
    certain: bool,
    /// The first letters of the words, a bit each.
    pub(super) initials: u32,
}

/// Given names and family name.
type Division<'a> = (&'a [String], &'a [String]);

impl Name {
    pub fn new(text: &str) -> Name {
        let end = text.char_indices().nth(WORDS * LETTERS).map_or(text.len(), |(at, _)| at);
        let text = crate::link::dblp::plain(text[..end].trim());
        let (mut words, family, certain) = match text.split_once(',') {
            Some((family, given)) if !suffix(given) && !given.trim().is_empty() => {
                let (family, mut given) = (words(family), words(given));
                let cut = given.len();
                given.extend(family);
                (given, cut, true)
            }
            _ => {
                let words = words(text);
                let cut = cut(&words);
                let certain = cut + 1 < words.len();
                (words, cut, certain)
            }
        };
        words.truncate(WORDS);
        let initials = words.iter().filter_map(|w| w.bytes().next()).fold(0, |bits, b| bits | 1 << (b & 31));
        let family = family.min(words.len().saturating_sub(1));
        Name { words, family, certain, initials }
    }

    /// The ways to divide the name, with how usual each is.
    pub(super) fn divisions(&self) -> Vec<(f64, Division<'_>)> {
        let (words, cut) = (&self.words[..], self.family);
        let at = |cut: usize| (&words[..cut], &words[cut..]);
        let mut all = vec![(1.0, at(cut))];
        if self.certain {
            return all;
        }
        let unusual = super::UNUSUAL;
        // two family names
        if cut >= 2 && words[cut - 1].chars().count() > 2 {
            all.push((unusual, at(cut - 1)));
        }
        // family name first
        if words.len() >= 2 && words[0].chars().count() > 1 {
            all.push((unusual, (&words[1..], &words[..1])));
        }
        all
    }

    /// Its words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    pub(super) fn letters(&self) -> String {
        self.words.concat()
    }
}

/// The words of a name, each folded; a hyphen and a full stop part words, an apostrophe does not.
fn words(text: &str) -> Vec<String> {
    let mut all = Vec::with_capacity(4);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '‐' | '‑' | '–' | '_' | ',' | '~' | '(' | ')')) {
        let word: String = fold(word).chars().filter(|c| c.is_alphanumeric()).take(LETTERS).collect();
        if !word.is_empty() {
            all.push(word);
        }
    }
    while all.len() > 2 && all.last().is_some_and(|w| suffix(w)) {
        all.pop();
    }
    all
}

/// Where the family name begins: the last word with the particles before it.
fn cut(words: &[String]) -> usize {
    let mut cut = words.len().saturating_sub(1);
    while cut > 1 && particle(&words[cut - 1]) {
        cut -= 1;
    }
    cut
}

fn suffix(text: &str) -> bool {
    SUFFIXES.iter().any(|s| text.trim().trim_end_matches('.').eq_ignore_ascii_case(s))
}

pub(super) fn particle(word: &str) -> bool {
    word.len() > 1 && PersonName::is_particle(word)
}

/// A name without particles, and with letters for which there are two transliterations as the shorter one.
pub(super) fn plain(words: &[String]) -> String {
    let mut text: String = words.iter().filter(|w| words.len() == 1 || !particle(w)).map(String::as_str).collect();
    for (two, one) in [("oe", "o"), ("ae", "a"), ("ue", "u"), ("aa", "a"), ("ij", "y")] {
        if text.contains(two) {
            text = text.replace(two, one);
        }
    }
    text
}
