//! Words that any reader of front matter knows. A language is one file, a word is one entry on one of its lines; all
//! languages hold at once, since one volume often mixes two.

mod tongue;

use crate::record::script;
use crate::record::slug::{fold_char, key};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

pub use tongue::language;

/// A language in which front matter is read.
pub struct Language {
    /// BCP 47.
    pub tag: &'static str,
    /// Lines of kind, tab, phrases between `|`; `docs/languages.md` tells the kinds.
    text: &'static str,
}

/// Every language. The earlier one settles what a phrase of two languages means.
pub const LANGUAGES: &[Language] = &[
    Language { tag: "en", text: include_str!("lexicon/languages/en.txt") },
    Language { tag: "de", text: include_str!("lexicon/languages/de.txt") },
    Language { tag: "fr", text: include_str!("lexicon/languages/fr.txt") },
    Language { tag: "es", text: include_str!("lexicon/languages/es.txt") },
    Language { tag: "it", text: include_str!("lexicon/languages/it.txt") },
    Language { tag: "pt", text: include_str!("lexicon/languages/pt.txt") },
    Language { tag: "nl", text: include_str!("lexicon/languages/nl.txt") },
    Language { tag: "sv", text: include_str!("lexicon/languages/sv.txt") },
    Language { tag: "pl", text: include_str!("lexicon/languages/pl.txt") },
    Language { tag: "cs", text: include_str!("lexicon/languages/cs.txt") },
    Language { tag: "sk", text: include_str!("lexicon/languages/sk.txt") },
    Language { tag: "ru", text: include_str!("lexicon/languages/ru.txt") },
    Language { tag: "uk", text: include_str!("lexicon/languages/uk.txt") },
    Language { tag: "zh", text: include_str!("lexicon/languages/zh.txt") },
    Language { tag: "ja", text: include_str!("lexicon/languages/ja.txt") },
    Language { tag: "ko", text: include_str!("lexicon/languages/ko.txt") },
];

impl Language {
    /// The lines of its file: a kind and its phrases as printed.
    pub fn lines(&self) -> impl Iterator<Item = (&'static str, std::str::Split<'static, char>)> + use<> {
        let lines = self.text.lines().filter(|l| !l.starts_with('#'));
        lines.filter_map(|l| l.split_once('\t')).map(|(kind, phrases)| (kind, phrases.split('|')))
    }
}

/// The lines of all files by kind, so that a list is gathered without reading every file again.
static LINES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lines: HashMap<_, Vec<_>> = HashMap::new();
    for (kind, phrases) in LANGUAGES.iter().flat_map(Language::lines) {
        lines.entry(kind).or_default().extend(phrases);
    }
    lines
});

/// Phrases of one kind in all languages, as printed.
fn phrases(kind: &str) -> &'static [&'static str] {
    LINES.get(kind).map_or(&[], Vec::as_slice)
}

/// Kinds whose name begins with a word, such as `role`, and what follows it, with their phrases, the earlier language
/// first.
pub fn kinds(of: &str) -> Vec<(&'static str, &'static str)> {
    let lines = LANGUAGES.iter().flat_map(Language::lines);
    let lines = lines.filter_map(|(kind, phrases)| kind.strip_prefix(of)?.strip_prefix(' ').map(|name| (name, phrases)));
    lines.flat_map(|(name, phrases)| phrases.map(move |p| (name, p))).collect()
}

/// A phrase in the form in which it is compared. Most are already.
pub fn folded(phrase: &'static str) -> Cow<'static, str> {
    let plain = phrase.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' ');
    if plain { phrase.into() } else { key(phrase).into() }
}

/// What is known of words, whatever their case, accents and apostrophes. Words stand as hashes: two of one hash would be
/// taken for each other, at 64 bits a chance of one in 10¹⁵ for each word of a text.
#[derive(Clone, Debug)]
pub struct Words<T>(Hashed<T>);

impl<T> Words<T> {
    pub fn with_capacity(words: usize) -> Self {
        Self(HashMap::with_capacity_and_hasher(words, BuildHasherDefault::default()))
    }

    /// What stands for a word, made where there is nothing yet.
    pub fn entry(&mut self, word: &str) -> &mut T
    where
        T: Default,
    {
        self.0.entry(hash(word)).or_default()
    }
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Words<()> {
    /// Learns a text by its [`key`].
    pub fn learn(&mut self, text: &str) {
        self.0.insert(hash_of_key(text), ());
    }

    /// Whether a text of this [`hash_of_key`] was learned.
    pub fn has(&self, hash: u64) -> bool {
        self.0.contains_key(&hash)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Copy> Words<T> {
    pub fn get(&self, word: &str) -> Option<T> {
        self.0.get(&hash(word)).copied()
    }
}

impl<W: AsRef<str>, T> FromIterator<(W, T)> for Words<T> {
    /// The earlier of two equal words stays.
    fn from_iter<I: IntoIterator<Item = (W, T)>>(words: I) -> Self {
        let words = words.into_iter();
        let mut table = Self::with_capacity(words.size_hint().0);
        words.for_each(|(word, value)| {
            table.0.entry(hash(word.as_ref())).or_insert(value);
        });
        table
    }
}

/// Hash of a word whatever its case, accents and apostrophes.
pub fn hash(word: &str) -> u64 {
    match mix(word.as_bytes()) {
        (hash, false) => hash,
        _ => {
            let mut letters = String::with_capacity(word.len());
            word.chars().filter(|c| !matches!(c, '\'' | '’')).for_each(|c| fold_char(c, &mut letters));
            mix(letters.as_bytes()).0
        }
    }
}

/// A hash of the [`key`] of a text.
pub fn hash_of_key(text: &str) -> u64 {
    let folded;
    let text = if text.is_ascii() {
        text
    } else {
        folded = key(text);
        &folded
    };
    let add = |hash: u64, b: u8| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    let (mut hash, mut gap, mut begun) = (0xcbf2_9ce4_8422_2325, false, false);
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || !b.is_ascii() {
            if std::mem::take(&mut gap) && begun {
                hash = add(hash, b' ');
            }
            begun = true;
            hash = add(hash, b.to_ascii_lowercase());
        } else {
            gap |= b != b'\'';
        }
    }
    hash
}

/// Hash of letters and digits, eight at a time; and whether there is anything else among them.
fn mix(mut bytes: &[u8]) -> (u64, bool) {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let (mut hash, mut other) = (bytes.len() as u64, 0);
    while !bytes.is_empty() {
        let (letters, rest) = eight(bytes);
        let apostrophes = letters ^ (EACH * u64::from(b'\''));
        other |= letters | apostrophes.wrapping_sub(EACH) & !apostrophes;
        // this bit makes capitals small and leaves digits as they are
        let mixed = (hash ^ (letters | EACH << 5)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (hash, bytes) = (mixed ^ mixed >> 32, rest);
    }
    (hash, other & EACH << 7 != 0)
}

/// Up to eight bytes as a number, and the bytes after them.
fn eight(bytes: &[u8]) -> (u64, &[u8]) {
    if let Some((first, rest)) = bytes.split_first_chunk::<8>() {
        return (u64::from_le_bytes(*first), rest);
    }
    let four = |at: usize| bytes[at..].first_chunk::<4>().map_or(0, |c| u64::from(u32::from_le_bytes(*c)));
    let n = bytes.len();
    let few = || bytes.iter().rev().fold(0, |all, b| all << 8 | u64::from(*b));
    (if n < 4 { few() } else { four(0) | four(n - 4) << (8 * (n - 4)) }, &[])
}

/// A table whose keys are hashes already.
pub type Hashed<T> = HashMap<u64, T, BuildHasherDefault<Given>>;

/// Gives back the hash that the key is.
#[derive(Default)]
pub struct Given(u64);

impl Hasher for Given {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, b| hash << 8 | u64::from(*b));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The single words of some kinds, each with a value.
pub fn words<T: Copy + 'static>(kinds: impl IntoIterator<Item = (&'static str, T)>) -> Words<T> {
    kinds.into_iter().flat_map(|(kind, value)| phrases(kind).iter().map(move |p| (*p, value))).collect()
}

/// Phrases of several words, found by their first word.
pub struct Phrases<T> {
    by_first: Hashed<Vec<Phrase<T>>>,
    /// Two letters that some phrase begins with, a bit each.
    pairs: [u64; 16],
    /// Bytes of the longest phrase.
    longest: usize,
}

struct Phrase<T> {
    text: Cow<'static, str>,
    /// Anything may follow it (`*` in the file).
    open: bool,
    value: T,
}

impl<T: Copy> Phrases<T> {
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: Hashed<Vec<Phrase<T>>> = HashMap::default();
        let (mut pairs, mut longest) = ([0; 16], 0);
        for (phrase, value) in phrases {
            let (phrase, open) = phrase.strip_suffix('*').map_or((phrase, false), |p| (p, true));
            let text = folded(phrase);
            if let Some(pair) = pair(&text) {
                pairs[pair / 64] |= 1 << (pair % 64);
            }
            longest = longest.max(text.len());
            by_first.entry(hash(first(&text))).or_default().push(Phrase { text, open, value });
        }
        by_first.values_mut().for_each(|list| list.sort_by_key(|p| std::cmp::Reverse(p.text.len())));
        Self { by_first, pairs, longest }
    }

    /// False where the first word of a printed text begins no phrase.
    pub fn may_start(&self, text: &str) -> bool {
        // where no words are parted, phrases are
        if text.starts_with(script::is_eastern) {
            return true;
        }
        let part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let text =
            if text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) { text } else { text.trim_start_matches(|c| !part(c)) };
        if pair(text).is_some_and(|pair| self.pairs[pair / 64] >> (pair % 64) & 1 == 0) {
            return false;
        }
        let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let end = plain + text[plain..].find(|c| !part(c)).unwrap_or(text.len() - plain);
        self.by_first.contains_key(&hash(&text[..end]))
    }

    /// The longest phrase that a folded text begins with: its length, whether anything may follow, its value.
    pub fn start(&self, folded: &str) -> Option<(usize, bool, T)> {
        let ends = |p: &Phrase<T>| folded.len() == p.text.len() || folded.as_bytes()[p.text.len()] == b' ';
        let found = self.by_first.get(&hash(first(folded)))?.iter().find(|p| folded.starts_with(&*p.text) && ends(p))?;
        Some((found.text.len(), found.open, found.value))
    }

    /// The value of a text that is one of the phrases, or begins with one that anything may follow.
    pub fn whole(&self, folded: &str) -> Option<T> {
        let list = self.by_first.get(&hash(first(folded)))?;
        let found = list.iter().find(|p| p.text == folded);
        found.map(|p| p.value).or_else(|| self.start(folded).filter(|(_, open, _)| *open).map(|(_, _, value)| value))
    }

    /// [`Phrases::whole`] of a printed text, which is folded only where it is short enough.
    pub fn printed(&self, text: &str) -> Option<T> {
        // an accent takes a byte or two more than its letter
        if text.len() > 2 * self.longest + 8 || !self.may_start(text) {
            return None;
        }
        self.whole(&key(text))
    }

    pub fn is(&self, text: &str) -> bool {
        self.printed(text).is_some()
    }

    /// Whether one of the phrases stands in a folded text.
    pub fn within(&self, folded: &str) -> bool {
        let starts = std::iter::once(0).chain(folded.match_indices(' ').map(|(i, _)| i + 1));
        starts.into_iter().any(|i| self.start(&folded[i..]).is_some())
    }
}

/// The phrases of one kind.
pub fn list(kind: &str) -> Phrases<()> {
    Phrases::new(phrases(kind).iter().map(|p| (*p, ())))
}

/// The phrases of several kinds, each with a value.
pub fn lists<T: Copy + 'static>(kinds: impl IntoIterator<Item = (&'static str, T)>) -> Phrases<T> {
    Phrases::new(kinds.into_iter().flat_map(|(kind, value)| phrases(kind).iter().map(move |p| (*p, value))))
}

/// Phrases of a kind in scripts that part no words, without the spaces of Korean: they stand within other letters.
pub fn unspaced(kind: &str) -> Vec<String> {
    let phrases = phrases(kind).iter().map(|p| p.trim_end_matches('*')).filter(|p| script::has_eastern(p));
    let mut found: Vec<String> = phrases.map(key).collect();
    found.sort_by_key(|p| std::cmp::Reverse(p.len()));
    found
}

/// Phrases round a number, which `#` stands for: `第#回`, `#. Tagung`.
pub struct Numbered(Vec<(&'static str, &'static str)>);

impl Numbered {
    pub fn new(kind: &str) -> Self {
        Self(phrases(kind).iter().filter_map(|p| p.split_once('#')).collect())
    }

    /// The first place where such a phrase stands: its number, and where it begins and ends. A phrase that begins with its
    /// number begins a word.
    pub fn find(&self, text: &str) -> Option<(u32, std::ops::Range<usize>)> {
        let space = |t: &str| t.len() - t.trim_start_matches(' ').len();
        let sign = |c: char| c.is_alphanumeric() && !script::is_kana(c) && !script::is_hangul(c);
        let read = |(before, after): (&str, &str), at: usize| {
            let from = at + before.len();
            let from = from + space(&text[from..]);
            let rest = &text[from..];
            // digits, or the numerals of the script
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let stop = |(i, c): &(usize, char)| !sign(*c) || !after.is_empty() && rest[*i..].starts_with(after);
            let end = if digits > 0 { digits } else { rest.char_indices().find(stop).map_or(rest.len(), |(i, _)| i) };
            let number = script::number(&rest[..end])?;
            let gap = space(&rest[end..]);
            let whole = rest[end + gap..].strip_prefix(after)?;
            // `6-й`, not `6-йота`
            let ends = after.ends_with(script::is_eastern) || !whole.starts_with(char::is_alphanumeric);
            let begins = !before.is_empty() || !text[..at].ends_with(char::is_alphanumeric);
            (ends && begins).then(|| (number, at..text.len() - whole.len()))
        };
        let starts = |(before, after): (&'static str, &'static str)| {
            let first = move |c: char| if before.is_empty() { c.is_ascii_digit() } else { before.starts_with(c) };
            text.match_indices(first)
                .filter(move |(i, _)| text[*i..].starts_with(before))
                .take(8)
                .filter_map(move |(i, _)| read((before, after), i))
                .next()
        };
        self.0.iter().filter_map(|phrase| starts(*phrase)).min_by_key(|(_, at)| at.start)
    }
}

/// The first two letters of a word as one number below 1024, whatever their case; nothing where one has an accent.
fn pair(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let letter = |at: usize| match bytes.get(at) {
        Some(b) if b.is_ascii_alphanumeric() => Some(usize::from(b & 0x1f)),
        Some(b) if !b.is_ascii() || *b == b'\'' => None,
        _ => Some(0),
    };
    Some(letter(0)? << 5 | letter(1)?)
}

fn first(text: &str) -> &str {
    &text[..text.bytes().position(|b| b == b' ').unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whatever_their_case_and_accents() {
        let table = Phrases::new([("préface", 1), ("mot de bienvenue*", 2), ("mot", 3)]);
        assert_eq!(table.whole("preface"), Some(1));
        assert_eq!(table.whole("preface de la presidente"), None);
        assert_eq!(table.whole("mot de bienvenue de la presidente"), Some(2));
        assert_eq!(table.start("mot du jour"), Some((3, false, 3)));
        assert!(table.is("PRÉFACE") && table.within("une belle preface") && !table.within("unepreface"));
    }

    #[test]
    fn texts_are_found_by_their_keys() {
        let mut table = Words::default();
        table.learn("obrien of St-Ives 2");
        for (text, found) in [("O'Brien, of  (St. Ives) 2.", true), ("o’brien of st ives 2", true), ("O'Brien of St. Ives", false)] {
            assert_eq!(table.has(hash_of_key(text)), found, "{text}");
        }
    }
}
