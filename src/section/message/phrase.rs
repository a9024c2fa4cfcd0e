//! Phrases of running text: words in a row, some of them optional, one of them the one that is read.
//!
//! A phrase is written as its words. `a|b` is one of two words, `_` any word, `[x y]` what may be missing, `[x]*2` what
//! may come up to twice, `(x y | z)` one of several. `{N}` is a number that is read, `<a|b>` a word that is read: one of
//! them stands in every phrase, and the search begins there.

use crate::lexicon::hash;
use std::borrow::Cow;
use std::ops::Range;

/// A word or a sign of a text. Case does not count; a number knows its value.
#[derive(Debug)]
pub struct Word<'a> {
    pub range: Range<usize>,
    pub lower: Cow<'a, str>,
    pub number: Option<i64>,
    /// By which it is compared with the words of phrases.
    hash: u64,
}

/// The words and signs of a text in order.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        if c.is_whitespace() {
            continue;
        }
        if c.is_alphanumeric() {
            at = start + length(&text[start..]);
        }
        let word = &text[start..at];
        let lower =
            if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) { word.into() } else { Cow::from(word.to_lowercase()) };
        out.push(Word { range: start..at, number: number(&lower), hash: hash(&lower), lower });
    }
    out
}

/// Bytes of the word that a text begins with: letters and digits, and between them a hyphen, an apostrophe, or the
/// comma of thousands.
fn length(text: &str) -> usize {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let inside = match c {
            '-' | '\'' | '’' => next.is_some_and(char::is_alphanumeric),
            ',' => digits && text[i + 1..].bytes().take_while(u8::is_ascii_digit).count() == 3,
            _ => c.is_alphanumeric(),
        };
        if !inside {
            return i;
        }
    }
    text.len()
}

/// Value of a number in digits or English words up to 59.
pub fn number(lower: &str) -> Option<i64> {
    const WORDS: [&str; 20] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return lower.replace(',', "").parse().ok();
    }
    if lower.len() < 3 || lower.len() > 13 {
        return None;
    }
    if let Some(n) = WORDS.iter().position(|w| *w == lower) {
        return Some(n as i64 + 1);
    }
    let (tens, unit) = lower.split_once('-').unwrap_or((lower, ""));
    let tens = 20 + 10 * ["twenty", "thirty", "forty", "fifty"].iter().position(|t| *t == tens)? as i64;
    match unit {
        "" => Some(tens),
        _ => WORDS[..9].iter().position(|w| *w == unit).map(|n| tens + n as i64 + 1),
    }
}

/// Words that make the number after them approximate.
const APPROXIMATELY: &[&[&str]] = &[
    &["nearly"],
    &["about"],
    &["around"],
    &["approximately"],
    &["almost"],
    &["roughly"],
    &["over"],
    &["some"],
    &["more", "than"],
    &["up", "to"],
    &["close", "to"],
];

/// Words stand as their hashes: comparing them is most of the work.
#[derive(Clone, Debug)]
enum Part {
    Words(Vec<u64>),
    Any,
    Number,
    Read(Vec<u64>),
}

impl Part {
    fn fits(&self, word: &Word<'_>) -> bool {
        match self {
            Part::Words(all) | Part::Read(all) => all.contains(&word.hash),
            Part::Any => word.lower.starts_with(char::is_alphanumeric),
            Part::Number => word.number.is_some(),
        }
    }

    fn is_read(&self) -> bool {
        matches!(self, Part::Number | Part::Read(_))
    }
}

/// Every row of words that a phrase stands for, the longest way first.
#[derive(Debug)]
pub struct Phrase {
    rows: Vec<Row>,
}

/// Words in a row, and the place of the one that is read.
#[derive(Debug)]
pub struct Row {
    read: usize,
    parts: Vec<Part>,
}

/// Which words stand in a text: one bit each, which other words may share.
pub struct Seen([u64; 64]);

impl Seen {
    pub fn of(words: &[Word<'_>]) -> Self {
        let mut bits = [0; 64];
        words.iter().for_each(|w| bits[(w.hash >> 6 & 63) as usize] |= 1 << (w.hash & 63));
        Seen(bits)
    }

    fn may_hold(&self, hash: u64) -> bool {
        self.0[(hash >> 6 & 63) as usize] >> (hash & 63) & 1 == 1
    }
}

/// Where a phrase stands: in words, and the one that is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub words: Range<usize>,
    pub read: usize,
    pub approximate: bool,
}

impl Phrase {
    pub fn new(form: &'static str) -> Phrase {
        let mut tokens: Vec<&'static str> = Vec::new();
        for token in form.split_whitespace() {
            let mut rest = token;
            while let Some(i) = rest.find(['[', ']', '(', ')']) {
                tokens.extend((i > 0).then_some(&rest[..i]));
                tokens.push(&rest[i..=i]);
                rest = &rest[i + 1..];
            }
            tokens.extend((!rest.is_empty()).then_some(rest));
        }
        let rows = rows(&mut tokens.into_iter().peekable());
        let row = |parts: Vec<Part>| parts.iter().position(Part::is_read).map(|read| Row { read, parts });
        Phrase { rows: rows.into_iter().filter_map(row).collect() }
    }

    /// The first place in the text where the phrase stands and its word may be read.
    pub fn find(&self, words: &[Word<'_>], may: impl Fn(usize) -> bool) -> Option<Found> {
        (0..words.len()).filter(|at| may(*at)).find_map(|at| self.at(words, at))
    }

    /// The phrase round the word at `at`, where that is the one it reads.
    pub fn at(&self, words: &[Word<'_>], at: usize) -> Option<Found> {
        self.rows.iter().find_map(|row| row.at(words, at))
    }

    /// The rows whose words all stand in a text.
    pub fn rows_in(&self, seen: &Seen) -> Vec<&Row> {
        let stands = |part: &Part| match part {
            Part::Words(all) | Part::Read(all) => all.iter().any(|hash| seen.may_hold(*hash)),
            Part::Any | Part::Number => true,
        };
        self.rows.iter().filter(|row| row.parts.iter().all(stands)).collect()
    }
}

impl Row {
    /// The row round the word at `at`, where that is the one it reads.
    pub fn at(&self, words: &[Word<'_>], at: usize) -> Option<Found> {
        let Row { read, parts } = self;
        if !parts[*read].fits(&words[at]) {
            return None;
        }
        let before = &parts[..*read];
        let end = at + parts.len() - read;
        let after = words.get(at + 1..end)?;
        if !parts[read + 1..].iter().zip(after).all(|(part, word)| part.fits(word)) {
            return None;
        }
        // words of approximation stand right before the number
        let near = APPROXIMATELY
            .iter()
            .filter(|_| matches!(parts[*read], Part::Number))
            .find(|near| at.checked_sub(near.len()).is_some_and(|i| words[i..at].iter().map(|w| &*w.lower).eq(near.iter().copied())));
        let ends = [near.map(|near| at - near.len()), Some(at)];
        ends.into_iter().flatten().find_map(|to| {
            let start = to.checked_sub(before.len())?;
            let fits = before.iter().zip(&words[start..to]).all(|(part, word)| part.fits(word));
            fits.then_some(Found { words: start..end, read: at, approximate: near.is_some() })
        })
    }
}

/// The rows of everything up to a closing bracket.
fn rows(tokens: &mut std::iter::Peekable<std::vec::IntoIter<&'static str>>) -> Vec<Vec<Part>> {
    let mut done: Vec<Vec<Part>> = Vec::new();
    let mut open: Vec<Vec<Part>> = vec![Vec::new()];
    while let Some(token) = tokens.next() {
        let mut ways = match token {
            "]" | ")" => break,
            "|" => {
                done.append(&mut open);
                open.push(Vec::new());
                continue;
            }
            "[" | "(" => rows(tokens),
            "_" => vec![vec![Part::Any]],
            "{N}" => vec![vec![Part::Number]],
            _ => {
                let inner = token.trim_start_matches('<').trim_end_matches('>');
                let all = inner.split('|').map(hash).collect();
                vec![vec![if inner == token { Part::Words(all) } else { Part::Read(all) }]]
            }
        };
        if token == "[" {
            let most = tokens.next_if(|t| t.starts_with('*')).and_then(|t| t[1..].parse().ok()).unwrap_or(1);
            let once = ways.clone();
            for _ in 1..most {
                let longer = ways.iter().flat_map(|way| once.iter().map(|more| [way.as_slice(), more].concat())).collect::<Vec<_>>();
                ways.splice(0..0, longer);
            }
            ways.push(Vec::new());
            ways.dedup_by(|a, b| a.is_empty() && b.is_empty());
        }
        open = open.iter().flat_map(|row| ways.iter().map(|way| [row.as_slice(), way].concat())).collect();
    }
    done.append(&mut open);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        for (text, value) in
            [("1,234", Some(1234)), ("12", Some(12)), ("seven", Some(7)), ("forty-two", Some(42)), ("forty-ish", None), ("papers", None)]
        {
            assert_eq!(number(text), value, "{text}");
        }
    }

    #[test]
    fn finds_phrases() {
        let text = "Of 1,204 manuscripts we took nearly twenty-one (of very high-quality) papers—6 long.";
        let words = words(text);
        let found = |form: &'static str| {
            Phrase::new(form)
                .find(&words, |_| true)
                .map(|f| (&text[words[f.words.start].range.start..words[f.words.end - 1].range.end], words[f.read].number, f.approximate))
        };
        assert_eq!(found("of {N} [_] manuscripts"), Some(("Of 1,204 manuscripts", Some(1204), false)));
        assert_eq!(found("took|chose {N}"), Some(("took nearly twenty-one", Some(21), true)));
        assert_eq!(found("(took nearly | chose) {N}"), Some(("took nearly twenty-one", Some(21), true)));
        assert_eq!(found("<nearly|about> [_]*2 _"), Some(("nearly twenty-one", None, false)));
        assert_eq!(found("papers — {N} long|short"), Some(("papers—6 long", Some(6), false)));
        assert_eq!(found("{N} papers"), None);
    }
}
