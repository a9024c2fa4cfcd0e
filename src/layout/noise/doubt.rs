//! How sure a reading can be of a text that recognition damaged: a word that nothing else bears out may be misread.

use super::names::ALIKE;
use crate::diagnostic::{self, Diagnostic};
use crate::layout::words::{self, Costs};
use crate::lexicon;
use crate::record::Volume;
use crate::source::Span;
use std::collections::HashMap;

/// How sure a reading is that holds a doubtful word.
const SURE: f64 = 0.9;
/// What signs of damage must weigh before words are doubted.
const ENOUGH: usize = 12;
/// Words looked at for signs of damage, at most.
const TRIED: usize = 300;

/// The words of titles and names, by their letters without case and accents.
#[derive(Default)]
struct Print {
    by_letters: HashMap<u64, Printed>,
    words: usize,
}

#[derive(Default)]
struct Printed {
    times: u32,
    /// Most and least letters with accents.
    accents: usize,
    least: usize,
}

impl Print {
    fn of(volume: &Volume) -> Self {
        let mut print = Self::default();
        for word in titles(volume).chain(names(volume)).flat_map(words_of) {
            print.words += 1;
            let printed = print.by_letters.entry(lexicon::hash(word)).or_default();
            let accents = accents(word);
            printed.least = if printed.times == 0 { accents } else { printed.least.min(accents) };
            printed.accents = printed.accents.max(accents);
            printed.times += 1;
        }
        print
    }

    /// Words that stand with their accents and without.
    fn uneven(&self) -> usize {
        self.by_letters.values().filter(|p| p.least < p.accents).count()
    }

    fn once(&self, word: &str) -> bool {
        self.by_letters.get(&lexicon::hash(word)).is_none_or(|p| p.times < 2)
    }

    /// The first word of a text that no model knows and that stands nowhere else, or that has more accents elsewhere.
    fn doubtful<'t>(&self, text: &'t str) -> Option<&'t str> {
        let bare = |word: &str| self.by_letters.get(&lexicon::hash(word)).is_some_and(|p| p.accents > accents(word));
        words_of(text).find(|w| bare(w) || self.once(w) && !words::is_known(w))
    }
}

/// Words of two letters and more.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    words.filter(|w| w.chars().nth(1).is_some() && w.chars().any(char::is_alphabetic))
}

fn accents(word: &str) -> usize {
    word.chars().filter(|c| !c.is_ascii()).count()
}

fn titles(volume: &Volume) -> impl Iterator<Item = &str> {
    volume.contributions.iter().map(|c| c.title.value.as_str())
}

fn names(volume: &Volume) -> impl Iterator<Item = &str> {
    let authors = volume.contributions.iter().flat_map(|c| &c.authors);
    authors.chain(volume.committees.iter().flat_map(|c| &c.seats)).map(|s| s.name.value.full.as_str())
}

/// Lowers the confidence of what holds a doubtful word, if the text is damaged: `marks` counts the repairs that say so.
pub fn doubt(volume: &mut Volume, marks: usize) -> Vec<Diagnostic> {
    let (titles, names) = (misread(titles(volume), |c| c.title < c.person), misread(names(volume), |c| c.person < c.title));
    if marks == 0 && titles.is_empty() && names.is_empty() {
        return Vec::new();
    }
    let print = Print::of(volume);
    let [titles, names] = [titles, names].map(|words| words.into_iter().filter(|w| print.once(w)).count());
    // names are spelled in many ways
    let signs = 4 * marks + ENOUGH * titles + names + 2 * print.uneven();
    if signs < ENOUGH || signs * 250 < print.words {
        return Vec::new();
    }
    let mut told = Vec::new();
    let mut check = |text: &str, span: Span, confidence: &mut f64| {
        if *confidence > SURE
            && let Some(word) = print.doubtful(text)
        {
            *confidence = SURE;
            told.push(Diagnostic::new(&diagnostic::LETTERS_DOUBTFUL, span, format!("`{word}` may be misread")));
        }
    };
    for entry in &mut volume.contributions {
        check(&entry.title.value, entry.title.span, &mut entry.confidence);
        entry.authors.iter_mut().for_each(|a| check(&a.name.value.full, a.name.span, &mut a.confidence));
    }
    for seat in volume.committees.iter_mut().flat_map(|c| &mut c.seats) {
        check(&seat.name.value.full, seat.name.span, &mut seat.confidence);
    }
    told
}

/// Bytes of the longest word that may be another, misread.
const LONGEST: usize = 60;

/// Words that are not known, and are with one sign read as another, and fit where they stand.
fn misread<'t>(texts: impl Iterator<Item = &'t str>, fits: fn(Costs) -> bool) -> Vec<&'t str> {
    // a short word is near to many
    let near = |w: &&str| (w.len() > 5 || odd(w)) && w.len() <= LONGEST && !words::is_known(w);
    let unknown = texts.flat_map(words_of).filter(near).take(TRIED);
    unknown.filter(|w| swapped(w).any(|w| words::is_known(&w) && fits(words::costs(&w)))).collect()
}

/// `FoIk`, `Teap0t`: a capital or a nought between small letters.
fn odd(word: &str) -> bool {
    let small = |b: Option<&u8>| b.is_some_and(u8::is_ascii_lowercase);
    let bytes = word.as_bytes();
    (1..bytes.len()).any(|i| matches!(bytes[i], b'I' | b'0') && small(bytes.get(i - 1)) && small(bytes.get(i + 1)))
}

/// A word with one sign as what it is taken for.
fn swapped(word: &str) -> impl Iterator<Item = String> {
    let signs =
        ALIKE.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).filter(|(from, to)| ![*from, *to].iter().any(|s| ["", " ", "-"].contains(s)));
    let at = |at: usize, from: &str, to: &str| format!("{}{to}{}", &word[..at], &word[at + from.len()..]);
    signs.flat_map(move |(from, to)| word.match_indices(from).map(move |(i, _)| at(i, from, to)))
}
