//! What words say of the text they stand in: how much likelier each is in names of persons, and in names of
//! organizations, than in titles. Learned from dblp and ROR by `examples/tokens.rs`; a word that was not met is judged by
//! its ending.
//!
//! The table is text, `key`, tab, person, tab, organization, sorted by the bytes of its keys. A key is the
//! case of the word, as a letter of [`Shape`], with its letters without case and accents, or with `~` and the last of them
//! for all words that end so.

use crate::record::slug::fold_char;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

static TABLE: &str = include_str!("tokens.txt");
/// Letters of the longest ending in the table.
pub const ENDING: usize = 5;
/// How much of what an ending says holds for a word.
pub const TRUST: f32 = 0.8;
/// A longer word is judged by its first and last letters.
const LONG: usize = 40;

/// What a word says, in nats: a natural logarithm of how much likelier it is than in a title.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Odds {
    /// Of persons.
    pub name: f32,
    pub organization: f32,
    /// The very form is in the table, not only its ending.
    pub met: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Digits,
    /// One capital letter.
    Initial,
    Lower,
    Capital,
    /// Capitals throughout.
    Caps,
}

impl Shape {
    /// What keys of its words begin with.
    const fn letter(self) -> u8 {
        match self {
            Self::Digits => b'0',
            Self::Initial => b'I',
            Self::Lower => b'l',
            Self::Capital => b'C',
            Self::Caps => b'A',
        }
    }
}

/// The case of a word; a script without case is as small letters are.
pub fn shape(word: &str) -> Shape {
    let word = word.trim_end_matches('.');
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    match letters.next() {
        Some(c) if c.is_numeric() => Shape::Digits,
        Some(c) if c.is_uppercase() => match letters.next() {
            None => Shape::Initial,
            Some(second) if std::iter::once(second).chain(letters).all(|c| !c.is_lowercase()) => Shape::Caps,
            _ => Shape::Capital,
        },
        _ => Shape::Lower,
    }
}

/// A word as keys have it.
struct Key {
    bytes: [u8; LONG + 8],
    len: usize,
}

impl Key {
    /// None for a script that the table does not know, and for no word.
    fn of(shape: Shape, word: &str) -> Option<Self> {
        let mut key = Key { bytes: [shape.letter(); LONG + 8], len: 1 };
        // `J.`; a letter without its full stop may be a word
        if shape == Shape::Digits || shape == Shape::Initial && word.ends_with('.') {
            return Some(key);
        }
        let word = word.trim_end_matches('.');
        let mut folded = String::new();
        for c in word.chars() {
            if c.is_ascii() {
                key.push(c.to_ascii_lowercase() as u8);
            } else if matches!(c, '’' | '‐') {
                key.push(if c == '’' { b'\'' } else { b'-' });
            } else {
                folded.clear();
                fold_char(c, &mut folded);
                if !folded.is_ascii() {
                    return None;
                }
                folded.bytes().for_each(|b| key.push(b));
            }
        }
        key.whole().iter().skip(1).any(u8::is_ascii_alphabetic).then_some(key)
    }

    /// What is too long loses letters in its middle.
    fn push(&mut self, letter: u8) {
        if self.len > LONG {
            self.bytes.copy_within(self.len - ENDING + 1..self.len, self.len - ENDING);
            self.len -= 1;
        }
        self.bytes[self.len] = letter;
        self.len += 1;
    }

    fn whole(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The same word in another case.
    fn of_shape(mut self, shape: Shape) -> Self {
        self.bytes[0] = shape.letter();
        self
    }

    /// What its longest ending in the table says.
    fn ending(&self) -> Option<(f32, f32)> {
        (0..=ENDING.min(self.len - 1)).rev().find_map(|letters| {
            let mut key = [b'~'; ENDING + 2];
            key[0] = self.bytes[0];
            key[2..2 + letters].copy_from_slice(&self.bytes[self.len - letters..self.len]);
            find(&key[..2 + letters])
        })
    }
}

/// What a word says of the text it stands in.
pub fn odds(word: &str) -> Odds {
    let shape = shape(word);
    let Some(key) = Key::of(shape, word) else { return Odds::default() };
    let plain = matches!(shape, Shape::Digits | Shape::Initial);
    if let Some((name, organization)) = find(key.whole()) {
        return Odds { name, organization, met: !plain };
    }
    let key = if shape == Shape::Caps {
        let capital = key.of_shape(Shape::Capital);
        if let Some((name, organization)) = find(capital.whole()) {
            return Odds { name, organization, met: true };
        }
        capital.of_shape(shape)
    } else {
        key
    };
    if shape == Shape::Initial {
        let (name, organization) = find(&[shape.letter()]).unwrap_or_default();
        return Odds { name, organization, met: false };
    }
    let parts = || word.split(['-', '‐']);
    if parts().nth(1).is_some() && parts().all(|part| !part.is_empty()) {
        let mut sum = Odds::default();
        let mut count = 0.0;
        for part in parts().map(odds) {
            sum = Odds { name: sum.name + part.name, organization: sum.organization + part.organization, met: sum.met || part.met };
            count += 1.0;
        }
        return Odds { name: sum.name / count, organization: sum.organization / count, ..sum };
    }
    let (name, organization) = key.ending().unwrap_or_default();
    Odds { name: name * TRUST, organization: organization * TRUST, met: false }
}

/// What stands for a word in the table; none for a script that it does not know.
pub fn form(word: &str) -> Option<String> {
    Some(String::from_utf8_lossy(Key::of(shape(word), word)?.whole()).into_owned())
}

/// A word of the table, small or capital.
pub fn is_known(word: &str) -> bool {
    [Shape::Lower, Shape::Capital].into_iter().any(|shape| Key::of(shape, word).is_some_and(|key| find(key.whole()).is_some()))
}

/// This very form, with its case, is in the table.
pub fn is_form(word: &str) -> bool {
    Key::of(shape(word), word).is_some_and(|key| find(key.whole()).is_some())
}

/// What the table says of persons and of organizations, by its keys.
static ODDS: LazyLock<FxHashMap<&[u8], (f32, f32)>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut fields = line.split('\t');
        let key = fields.next()?.as_bytes();
        let mut tenths = fields.map_while(|n| n.parse::<i16>().ok()).map(|n| f32::from(n) / 10.0);
        Some((key, (tenths.next()?, tenths.next()?)))
    };
    TABLE.lines().filter_map(line).collect()
});

/// What the table says of a key.
fn find(key: &[u8]) -> Option<(f32, f32)> {
    ODDS.get(key).copied()
}

/// The words of a text: letters with what joins them (`O'Hara`, `Anne-Marie`), an initial with its full stop, digits.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let (start, first) = rest.char_indices().find(|(_, c)| c.is_alphabetic() || c.is_ascii_digit()).map(|(i, c)| (at + i, c))?;
        let end = match first.is_ascii_digit() {
            true => start + text[start..].bytes().take_while(u8::is_ascii_digit).count(),
            false => initial(text, start, first).unwrap_or_else(|| word(text, start)),
        };
        at = end;
        Some(start..end)
    })
}

/// Where an initial with its full stop ends.
fn initial(text: &str, start: usize, letter: char) -> Option<usize> {
    let rest = text[start + letter.len_utf8()..].strip_prefix('.')?;
    let ends = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | ',');
    rest.chars().next().is_none_or(ends).then_some(text.len() - rest.len())
}

/// Where a word of letters ends.
fn word(text: &str, start: usize) -> usize {
    let mut end = start;
    for (i, c) in text[start..].char_indices() {
        if is_letter(c) {
            end = start + i + c.len_utf8();
        } else if end < start + i || !matches!(c, '\'' | '’' | '-' | '‐') {
            break;
        }
    }
    end
}

/// A letter, or an accent that follows it.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        let keys: Vec<&str> = TABLE.lines().map(|line| line.split('\t').next().unwrap()).collect();
        assert!(keys.len() > 10_000 && TABLE.len() <= 700_000, "{} keys, {} bytes", keys.len(), TABLE.len());
        let out = keys.windows(2).find(|two| two[0].as_bytes() >= two[1].as_bytes());
        assert_eq!(out, None, "sorted by the bytes of the keys, each once");
        for line in TABLE.lines() {
            let mut fields = line.split('\t');
            let (key, name, organization) = (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
            let want = (name.parse::<i32>().unwrap() as f32 / 10.0, organization.parse::<i32>().unwrap() as f32 / 10.0);
            assert_eq!(find(key.as_bytes()), Some(want), "{key}");
            assert_eq!(fields.next(), None);
        }
        for key in ["", "\0", "~", "zzz", "C", "Cqqqqqqq"] {
            assert_eq!(find(key.as_bytes()), None, "{key}");
        }
    }

    #[test]
    fn cuts_words() {
        for (text, want) in [
            ("", &[][..]),
            ("J. R. O'Hara and Anne-Marie d’Arc", &["J.", "R.", "O'Hara", "and", "Anne-Marie", "d’Arc"]),
            ("M.-C. Dupont, A.B. Lee, Plan B.", &["M.", "C.", "Dupont", "A.", "B.", "Lee", "Plan", "B."]),
            ("3D- and C++-Code 2.0 (x.)", &["3", "D", "and", "C", "Code", "2", "0", "x"]),
            ("-- ' ... '-a-' ", &["a"]),
            ("Jose\u{301} Muñoz_Łuk", &["Jose\u{301}", "Muñoz", "Łuk"]),
            ("漢字 かな, Иван Ё.", &["漢字", "かな", "Иван", "Ё."]),
        ] {
            let found: Vec<&str> = words(text).map(|at| &text[at]).collect();
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn tells_case() {
        use Shape::{Capital, Caps, Digits, Initial, Lower};
        for (word, want) in [
            ("12", Digits),
            ("J.", Initial),
            ("É", Initial),
            ("of", Lower),
            ("iPod", Lower),
            ("漢字", Lower),
            ("McKay", Capital),
            ("O'Hara", Capital),
            ("SAT", Caps),
            ("O'HARA", Caps),
            ("", Lower),
        ] {
            assert_eq!(shape(word), want, "{word}");
        }
    }

    #[test]
    fn says_what_words_are() {
        for name in ["Maria", "Jürgen", "JÜRGEN", "Schmidt", "Kowalski", "Anne-Marie", "J.", "J", "Ł.", "Vandenbroekski"] {
            assert!(odds(name).name > 1.0, "{name}: {:?}", odds(name));
        }
        for word in ["A", "the", "Learning", "LEARNING", "of", "Untersuchungen", "für", "Geschichte", "2012", "Zwangsverbreitung"] {
            assert!(odds(word).name < -1.0, "{word}: {:?}", odds(word));
        }
        for word in ["University", "Universität", "Institut", "GmbH"] {
            assert!(odds(word).organization > 1.0 && odds(word).name < 0.0, "{word}: {:?}", odds(word));
        }
    }

    #[test]
    fn knows_forms_from_endings_and_other_scripts() {
        for (word, met) in [("Maria", true), ("MARIA", true), ("Maria-Qxyzw", true), ("Qxyzwski", false), ("J.", false), ("7", false)] {
            assert_eq!(odds(word).met, met, "{word}");
        }
        for word in ["漢字", "Иван", "Ελλάδα", "", "-"] {
            assert_eq!(odds(word), Odds::default(), "{word}");
        }
        assert!(is_known("learning") && is_known("Learning") && !is_known("qxyzwing"));
    }

    #[test]
    fn long_words_are_bounded() {
        let long = "a".repeat(100_000) + "tion";
        assert!(!odds(&long).met);
        assert_eq!(odds(&long).name, odds("Qqqqqqqqqqqqation".to_lowercase().as_str()).name);
        odds(&"a-".repeat(10_000));
        odds(&("a-".repeat(10_000) + "b"));
    }
}
