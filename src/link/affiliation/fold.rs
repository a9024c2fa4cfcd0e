//! Words of a printed string, folded so that spelling, accents and case do not tell them apart.

use super::words;
use std::ops::Range;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    #[default]
    Space,
    /// A hyphen, or a word that joins such as `and`.
    Join,
    /// A comma, a bracket, a dash, a slash.
    Comma,
    /// A semicolon, a line end.
    Strong,
}

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub span: Range<u32>,
    /// Of its folded letters.
    pub hash: u64,
    /// Of its letters folded with `ä` as `ae`, where that differs.
    pub other: Option<u64>,
    /// Of its folded letters without an `s` at the end, where it is long.
    pub stem: Option<u64>,
    pub gap: Gap,
    pub letters: u16,
    /// Two or more letters, all upper case.
    pub capitals: bool,
    pub number: bool,
    /// A full stop follows: perhaps an abbreviation.
    pub dotted: bool,
}

/// The hash by which words are known, of letters that are folded already.
pub fn hash(folded: &str) -> u64 {
    finish(folded.bytes().fold(SEED, step))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Spreads a hash over all its bits, and is never nought.
pub fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (hash ^ (hash >> 32)).max(1)
}

/// Hash of a sequence of numbers.
pub fn sequence(numbers: impl Iterator<Item = u32>) -> u64 {
    finish(numbers.fold(SEED, |hash, n| n.to_le_bytes().into_iter().fold(hash, step)))
}

/// Adds the folded letters of a character to a word; `long` also has `ae` for `ä`.
fn letters(c: char, mut add: impl FnMut(char, bool, bool)) {
    if c.is_ascii() {
        return add(c.to_ascii_lowercase(), true, true);
    }
    let plain = match c {
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => "",
    };
    if !plain.is_empty() {
        plain.chars().for_each(|l| add(l, true, true));
        if matches!(c, 'ø' | 'Ø') {
            add('e', false, true);
        }
        return;
    }
    decompose_compatible(c, |d| {
        if !is_combining_mark(d) {
            d.to_lowercase().filter(|l| l.is_alphanumeric()).for_each(|l| add(l, true, true));
        }
    });
    if matches!(c, 'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü') {
        add('e', false, true);
    }
    if matches!(c, 'å' | 'Å') {
        add('a', false, true);
    }
}

/// A word that is being read.
#[derive(Default)]
struct Open {
    start: usize,
    short: u64,
    long: u64,
    /// Before the last letter, if that is a single `s`.
    stem: u64,
    last: u8,
    folded: u16,
    differs: bool,
    letters: u16,
    upper: bool,
    digits: bool,
    /// Lower-case letters since the last of another kind.
    lower: u16,
}

impl Open {
    fn push(&mut self, c: char) {
        let fresh = self.letters == 0;
        if fresh {
            (self.short, self.long, self.upper, self.digits) = (SEED, SEED, true, true);
        }
        self.letters = self.letters.saturating_add(1);
        self.upper &= !c.is_lowercase();
        self.lower = if c.is_lowercase() { self.lower.saturating_add(1) } else { 0 };
        self.digits &= c.is_ascii_digit();
        let mut buffer = [0; 4];
        letters(c, |l, in_short, in_long| {
            for byte in l.encode_utf8(&mut buffer).bytes() {
                if in_short {
                    self.stem = if byte == b's' && self.last != b's' { self.short } else { 0 };
                    (self.last, self.folded) = (byte, self.folded.saturating_add(1));
                    self.short = step(self.short, byte);
                }
                if in_long {
                    self.long = step(self.long, byte);
                }
            }
            self.differs |= in_short != in_long;
        });
    }

    /// Whether another word begins with no space before it: `TechnischeUniversität`, `CSICUniversidad`.
    fn glued(&self, c: char, next: Option<char>) -> bool {
        let begins = c.is_uppercase() && next.is_some_and(char::is_lowercase);
        begins && (self.lower >= 3 || (self.upper && self.letters >= 4))
    }

    fn close(&mut self, end: usize, gap: Gap) -> Option<Word> {
        if self.letters == 0 {
            return None;
        }
        let word = Word {
            span: self.start as u32..end as u32,
            hash: finish(self.short),
            other: self.differs.then(|| finish(self.long)),
            stem: (self.stem != 0 && self.folded >= 6).then(|| finish(self.stem)),
            gap,
            letters: self.letters,
            capitals: self.upper && !self.digits && self.letters > 1,
            number: self.digits,
            dotted: false,
        };
        *self = Self::default();
        Some(word)
    }
}

/// Reads the words of a text, at most so many.
pub fn words(text: &str, most: usize, out: &mut Vec<Word>) {
    out.clear();
    let (mut open, mut gap) = (Open::default(), Gap::Strong);
    let mut chars = text.char_indices().peekable();
    let mut initials = false;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c)) {
            if open.glued(c, chars.peek().map(|(_, c)| *c))
                && let Some(word) = open.close(at, gap)
            {
                gap = Gap::Space;
                out.push(word);
                if out.len() >= most {
                    return;
                }
            }
            if open.letters == 0 {
                open.start = at;
                if is_combining_mark(c) {
                    continue;
                }
            }
            open.push(c);
            continue;
        }
        let next = chars.peek().map(|(_, c)| *c);
        if matches!(c, '\'' | '’' | '`' | '´' | 'ʼ' | '‘') && open.letters > 1 && matches!(next, Some('s' | 'S')) {
            continue;
        }
        if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{202a}'..='\u{202e}') {
            continue;
        }
        // AT&T is one word, and not the words at and t
        if c == '&' && (1..=3).contains(&open.letters) && open.upper && next.is_some_and(|c| c.is_uppercase()) {
            open.push('N');
            continue;
        }
        // initials are one word: U.S.A., T. J.
        if c == '.' && open.letters == 1 && !open.digits {
            let mut ahead = text[at + 1..].chars();
            let mut first = ahead.next();
            if first == Some(' ') {
                first = ahead.next();
            }
            let second = ahead.next();
            if first.is_some_and(|c| c.is_uppercase()) && second.is_none_or(|c| c == '.' || (initials && !c.is_alphanumeric())) {
                initials = true;
                if next == Some(' ') {
                    chars.next();
                }
                continue;
            }
        }
        if initials && c == '.' && open.letters < 6 && next.is_some_and(|c| c.is_uppercase()) && text[at + 1..].chars().nth(1) == Some('.')
        {
            continue;
        }
        initials = false;
        if let Some(mut word) = open.close(at, gap) {
            word.dotted = c == '.';
            gap = Gap::Space;
            out.push(word);
            if out.len() >= most {
                return;
            }
        }
        gap = gap.max(match c {
            ';' | '\n' | '\r' | '|' | '•' | '؛' | '；' => Gap::Strong,
            ',' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | ':' | '–' | '—' | '"' | '“' | '”' | '#' | '·' | '،' | '，' | '、' | '（'
            | '）' => Gap::Comma,
            '-' | '‐' | '‑' if out.last().is_some_and(|w| w.span.end as usize == at) && next.is_some_and(char::is_alphanumeric) => {
                Gap::Join
            }
            '-' | '‐' | '‑' | '−' => Gap::Comma,
            '&' | '+' => Gap::Join,
            _ => Gap::Space,
        });
    }
    out.extend(open.close(text.len(), gap));
}

/// The words of a name that carry it, by their folded hash; for tables, where there is time.
pub fn folded(text: &str) -> Vec<(String, Option<String>, Word)> {
    let mut list = Vec::new();
    words(text, 64, &mut list);
    list.into_iter()
        .map(|word| {
            let (mut short, mut long) = (String::new(), String::new());
            let printed = &text[word.span.start as usize..word.span.end as usize];
            for c in printed.chars().map(|c| if c == '&' { 'N' } else { c }).filter(|c| c.is_alphanumeric()) {
                letters(c, |l, in_short, in_long| {
                    if in_short {
                        short.push(l);
                    }
                    if in_long {
                        long.push(l);
                    }
                });
            }
            let long = word.other.map(|_| long);
            (short, long, word)
        })
        .collect()
}

/// The canonical form of a folded word: `universidad` is `university`, `systems` is `system`.
pub fn canonical(folded: &str) -> &str {
    if let Some(word) = words::canonical(folded) {
        return word;
    }
    match folded.strip_suffix('s') {
        Some(stem) if folded.len() >= 6 && !stem.ends_with('s') => words::canonical(stem).unwrap_or(stem),
        _ => folded,
    }
}
