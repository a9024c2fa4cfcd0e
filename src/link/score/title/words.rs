//! A title as words.

use crate::record::pages::roman;
use crate::record::slug::fold_char;

/// No title has more words or letters; what stands behind is left out, so that no text takes long.
const WORDS: usize = 48;
const LETTERS: usize = 400;

/// Words that are lost or changed without changing what a title is about. Source: articles, prepositions and
/// conjunctions of English, articles of German, French and Spanish.
const LIGHT: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "das", "de", "der", "des", "die", "ein", "eine", "el", "for", "from", "in", "into", "is", "its",
    "la", "le", "les", "of", "on", "or", "over", "s", "the", "through", "to", "un", "und", "using", "via", "with", "within",
];

/// A title made ready to be compared.
#[derive(Clone, Debug)]
pub struct Form {
    pub(super) letters: String,
    pub(super) words: Vec<Word>,
    /// How often each letter occurs, by its remainder.
    pub(super) counts: [u8; 32],
}

#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it stands in the letters.
    pub at: std::ops::Range<usize>,
    pub hash: u64,
    pub weight: f64,
    pub kind: Kind,
    /// A sign that ends a clause stands before it.
    pub opens: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An article, a preposition.
    Light,
    Plain,
    /// With digits, or a Roman number, or one letter.
    Number,
}

impl Form {
    pub fn new(title: &str) -> Form {
        let mut letters = String::with_capacity(title.len().min(LETTERS + 8));
        let mut words = Vec::with_capacity(16);
        let (mut start, mut opens, mut next_opens) = (0, false, false);
        let mut chars = title.chars().peekable();
        while let Some(c) = chars.next() {
            let before = letters.len();
            if c.is_ascii() {
                if c.is_ascii_alphanumeric() {
                    letters.push(c.to_ascii_lowercase());
                }
            } else {
                fold_char(c, &mut letters);
                let kept: String = letters[before..].chars().filter(|c| c.is_alphanumeric()).collect();
                letters.truncate(before);
                letters.push_str(&kept);
            }
            if letters.len() > before {
                continue;
            }
            // the s behind an apostrophe belongs to its word, a combining mark to its letter
            if matches!(c, '\'' | '’' | '\u{ad}') || !c.is_ascii() && !c.is_whitespace() && !c.is_ascii_punctuation() && mark(c) {
                continue;
            }
            next_opens |= matches!(c, ':' | '?' | '!' | ';' | '(' | '–' | '—' | '.') || c == '-' && chars.peek() == Some(&' ');
            if start < letters.len() {
                words.push(Word::new(&letters, start, opens));
                start = letters.len();
                opens = false;
            }
            opens |= std::mem::take(&mut next_opens);
            if words.len() == WORDS || letters.len() > LETTERS {
                break;
            }
        }
        if start < letters.len() {
            words.push(Word::new(&letters, start, opens));
        }
        let mut counts = [0u8; 32];
        letters.bytes().for_each(|b| counts[usize::from(b & 31)] = counts[usize::from(b & 31)].saturating_add(1));
        Form { letters, words, counts }
    }

    /// Its letters and digits, as far as it is compared.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// Numbers for its words but articles and the like.
    pub fn telling_words(&self) -> Vec<u64> {
        self.words.iter().filter(|w| w.kind != Kind::Light).map(|w| w.hash).collect()
    }

    pub(super) fn weight(&self) -> f64 {
        self.words.iter().map(|w| w.weight).sum()
    }

    pub(super) fn text(&self, word: &Word) -> &str {
        &self.letters[word.at.clone()]
    }
}

fn mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

impl Word {
    fn new(letters: &str, start: usize, opens: bool) -> Word {
        let text = &letters[start..];
        // Part II is Part 2
        let value = counts(text).then(|| roman(text)).flatten().map(|n| n.to_string());
        let hash = value.as_deref().unwrap_or(text).bytes();
        let hash = hash.fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        let kind = if LIGHT.binary_search(&text).is_ok() {
            Kind::Light
        } else if text.bytes().any(|b| b.is_ascii_digit()) || counts(text) || text.len() == 1 {
            Kind::Number
        } else {
            Kind::Plain
        };
        let weight = match kind {
            Kind::Light => 0.5,
            Kind::Plain => text.len().min(12) as f64,
            Kind::Number => text.len().clamp(3, 12) as f64,
        };
        Word { at: start..letters.len(), hash, weight, kind, opens }
    }
}

/// The Roman numbers that titles count parts with.
fn counts(text: &str) -> bool {
    matches!(text, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii" | "xiii" | "xiv")
}
