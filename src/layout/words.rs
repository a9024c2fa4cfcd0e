//! Is a stretch of text a person, an organization or a title? A word model learned from dblp and ROR (see
//! `examples/words.rs`) and the shapes of words decide. Costs are negative natural logarithms: less is likelier.

mod conjunctions;
mod eastern;
mod spelling;

use crate::lexicon::Words;
use crate::record::name::PersonName;
use crate::record::script;
use crate::record::slug::key;
use std::ops::Range;
use std::sync::LazyLock;

pub use conjunctions::{conjunction, nickname};
use eastern::eastern;
pub use eastern::{count, eastern_sign, space_of_names};
pub use spelling::spelling;

/// Cost of a stretch of text under each reading.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Costs {
    pub person: f32,
    pub title: f32,
    pub organization: f32,
}

/// What is known of a word, whatever its case and accents.
#[derive(Clone, Copy, Default)]
struct Known {
    costs: Option<Costs>,
    /// Makes a stretch an organization (`University`, `Labs`, `Inc.`).
    organization: bool,
    /// Does so even within a title (`University`, not `Systems`).
    surely: bool,
    /// Of a field of study, which follows "and" inside one name: `Engineering and Applied Sciences`.
    field: bool,
}

static WORDS: LazyLock<Words<Known>> = LazyLock::new(|| {
    let text = include_str!("../lexicon/words.txt");
    let lines = |text: &'static str| text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let mut table = Words::<Known>::with_capacity(text.len() / 16);
    for line in lines(text) {
        let mut columns = line.split('\t');
        let Some(word) = columns.next() else { continue };
        let mut cost = || columns.next().map(|c| c.bytes().fold(0, |n, b| n * 10 + u32::from(b.wrapping_sub(b'0'))) as f32 / 10.0);
        if let (Some(person), Some(title), Some(organization)) = (cost(), cost(), cost()) {
            table.entry(word).costs = Some(Costs { person, title, organization });
        }
    }
    for line in lines(include_str!("../lexicon/organization-words.txt")) {
        let (word, surely) = line.split_once('\t').map_or((line, true), |(word, _)| (word, false));
        let known = table.entry(word);
        (known.organization, known.surely) = (true, surely);
    }
    for word in lines(include_str!("../lexicon/field-words.txt")) {
        table.entry(word).field = true;
    }
    table
});

fn look_up(word: &str) -> Option<Known> {
    WORDS.get(word)
}

/// The least that a known word costs; a name is one only with a capital.
pub fn likeliest(word: &str, capital: bool) -> Option<f32> {
    let costs = look_up(word)?.costs?;
    let words = costs.title.min(costs.organization);
    Some(if capital { words.min(costs.person) } else { costs.title })
}

/// A capitalized word that the model has not seen: names have the longest tail, titles the shortest.
const UNKNOWN: Costs = Costs { person: 13.0, title: 14.6, organization: 13.2 };
/// An unknown word in lower case stands in titles.
const UNKNOWN_LOWER: Costs = Costs { person: 19.0, title: 12.5, organization: 15.5 };
/// `J.`, `W.W.`
const INITIAL: Costs = Costs { person: 3.2, title: 8.0, organization: 7.5 };
/// `A` by itself: an initial without its full stop, but mostly the article that begins a title.
const ARTICLE: Costs = Costs { person: 7.5, title: 4.0, organization: 9.0 };
/// A letter by itself in lower case.
const LETTER: Costs = Costs { person: 14.0, title: 4.5, organization: 8.0 };
/// `NORTA`
const CAPITALS: Costs = Costs { person: 16.5, title: 13.0, organization: 11.0 };
/// A word with a digit, or a number.
const NUMBER: Costs = Costs { person: 19.0, title: 9.0, organization: 13.0 };

/// Signs: what a reading pays to hold one.
fn sign(c: char) -> Option<Costs> {
    let (person, title, organization) = match c {
        ':' => (14.0, 2.5, 9.0),
        '?' => (14.0, 4.0, 12.0),
        '!' => (14.0, 5.0, 10.0),
        '"' | '“' => (9.0, 4.0, 9.0),
        '&' => (14.0, 5.5, 4.0),
        '/' => (12.0, 5.0, 5.0),
        '(' => (7.0, 5.0, 5.0),
        ',' => (8.0, 4.0, 3.5),
        ';' | '@' => (14.0, 9.0, 9.0),
        '—' => (12.0, 5.0, 5.0),
        '–' => (10.0, 5.0, 6.0),
        _ => return None,
    };
    Some(Costs { person, title, organization })
}

impl Costs {
    fn add(&mut self, other: Costs) {
        self.person += other.person;
        self.title += other.title;
        self.organization += other.organization;
    }

    /// How much likelier a person than an organization, in nats.
    pub fn person_over_organization(self) -> f32 {
        self.organization - self.person
    }
}

/// A word or a sign of a text.
#[derive(Clone, Copy)]
struct Token {
    /// Byte where it begins.
    at: u32,
    costs: Costs,
    /// What it costs among words that are not all in capitals, as it may be itself.
    among: Costs,
    /// Has a small letter.
    small: bool,
    organization: bool,
    surely: bool,
}

impl Token {
    /// What says nothing but its costs.
    fn new(costs: Costs) -> Self {
        Token { at: 0, costs, among: costs, small: false, organization: false, surely: false }
    }
}

/// The words of a text, each looked up once; any stretch of the text can then be judged.
#[derive(Clone)]
pub struct Tokens {
    tokens: Vec<Token>,
}

/// Kinds of bytes, as bits.
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;
const APOSTROPHE: u8 = 8;
const OTHER: u8 = 16;

/// A space that parts words as others do.
const NO_BREAK: &[u8] = "\u{a0}".as_bytes();

/// The kind of each byte, none for what parts words.
static KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut b = 0;
    while b < 256 {
        match b as u8 {
            b'a'..=b'z' => kinds[b] = SMALL,
            b'A'..=b'Z' => kinds[b] = CAPITAL,
            b'0'..=b'9' => kinds[b] = DIGIT,
            b'\'' => kinds[b] = APOSTROPHE,
            b' ' | b'\t' | b'\n' => kinds[b] = 0,
            _ => {}
        }
        b += 1;
    }
    kinds
};

impl Tokens {
    pub fn of(text: &str) -> Self {
        let mut tokens = Tokens { tokens: Vec::with_capacity(text.len() / 5 + 2) };
        // letters in a row that stand alone: `S a n z`
        let (mut alone, mut spaced) = (0, String::new());
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (start, mut kinds) = (at, 0);
            while let Some(byte) = bytes.get(at) {
                let kind = KINDS[*byte as usize];
                if kind == 0 || kind == OTHER && bytes[at..].starts_with(NO_BREAK) {
                    break;
                }
                kinds |= kind;
                at += 1;
            }
            let word = &text[start..at];
            at += if bytes[at..].starts_with(NO_BREAK) { NO_BREAK.len() } else { 1 };
            if word.is_empty() {
                continue;
            }
            if stands_alone(word) {
                alone += 1;
                spaced.push_str(word);
            } else if alone > 0 {
                tokens.close_up(std::mem::take(&mut alone), &std::mem::take(&mut spaced));
            }
            tokens.push(word, start, kinds);
        }
        tokens.close_up(alone, &spaced);
        tokens
    }

    /// Puts one word in the place of four letters or more that stand alone, the last of the text so far.
    fn close_up(&mut self, alone: usize, word: &str) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if alone < 4 || letters == 0 || letters > self.tokens.len() {
            return;
        }
        let first = self.tokens.len() - letters;
        let at = self.tokens[first].at as usize;
        self.tokens.truncate(first);
        self.push(word, at, OTHER);
        self.tokens[first..].iter_mut().for_each(|t| t.at = at as u32);
    }

    /// Adds what stands between two spaces and is made of some kinds of bytes.
    fn push(&mut self, word: &str, at: usize, kinds: u8) {
        if kinds & OTHER == 0 && word.len() > 1 {
            return self.part(word, at, kinds);
        }
        if is_initial(word) {
            let costs = if word == "A" { ARTICLE } else { INITIAL };
            self.tokens.push(Token { at: at as u32, ..Token::new(costs) });
            return;
        }
        let (mut start, mut kinds, mut i) = (0, 0, 0);
        let bytes = word.as_bytes();
        while i < bytes.len() {
            let kind = KINDS[bytes[i] as usize];
            let c = if bytes[i].is_ascii() { bytes[i].into() } else { word[i..].chars().next().unwrap_or_default() };
            if kind != OTHER || !c.is_ascii() && (c.is_alphanumeric() || c == '’') {
                kinds |= kind;
                i += c.len_utf8();
                continue;
            }
            self.part(&word[start..i], at + start, kinds);
            if let Some(costs) = sign(c) {
                self.tokens.push(Token { at: (at + i) as u32, ..Token::new(costs) });
            }
            i += c.len_utf8();
            (start, kinds) = (i, 0);
        }
        self.part(&word[start..], at + start, kinds);
    }

    fn part(&mut self, word: &str, at: usize, kinds: u8) {
        if !word.is_empty() {
            self.tokens.push(Token { at: at as u32, ..token(word, kinds) });
        }
    }

    fn within(&self, range: Range<usize>) -> &[Token] {
        let at = |byte: usize| self.tokens.partition_point(|t| (t.at as usize) < byte);
        &self.tokens[at(range.start)..at(range.end)]
    }

    /// The words in order: where each begins and what it costs.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Costs)> + Clone {
        self.tokens.iter().map(|t| (t.at as usize, t.costs))
    }

    /// Cost of a stretch of the text, cut between words.
    pub fn costs(&self, range: Range<usize>) -> Costs {
        let tokens = self.within(range);
        let shout = !tokens.iter().any(|t| t.small);
        let mut total = Costs::default();
        for token in tokens {
            total.add(if shout { token.costs } else { token.among });
        }
        total
    }

    /// True where some word says that a stretch is an organization (`University`, `Labs`, `Inc.`).
    pub fn names_organization(&self, range: Range<usize>) -> bool {
        self.within(range).iter().any(|t| t.organization)
    }

    /// True where a word says so that hardly stands in titles of papers (`University`, `Inc.`, not `Systems`).
    pub fn surely_organization(&self, range: Range<usize>) -> bool {
        self.within(range).iter().any(|t| t.surely)
    }
}

/// Cost of a stretch of text.
pub fn costs(text: &str) -> Costs {
    Tokens::of(text).costs(0..text.len())
}

/// A letter, or a hyphen between letters, with a space on either side.
fn stands_alone(word: &str) -> bool {
    if word.len() > 4 || word.len() > 1 && word.is_ascii() {
        return false;
    }
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() && !script::is_eastern(c) || c == '-') && chars.next().is_none()
}

/// The text with letter-spaced words (`S a n z - G i l`: four signs or more, each alone) closed up, for judging only.
fn closed_up(text: &str) -> std::borrow::Cow<'_, str> {
    // no run of four signs without ` x y `
    let bytes = text.as_bytes();
    let spaces = |from: usize| bytes.get(from..).unwrap_or_default().iter().map(|b| *b == b' ');
    if !spaces(0).zip(spaces(2)).zip(spaces(4)).fold(false, |found, ((a, b), c)| found | (a & b & c)) {
        return text.into();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < words.len() {
        if i > 0 {
            out.push(' ');
        }
        let alone = words[i..].iter().take_while(|w| stands_alone(w)).count();
        let n = if alone < 4 { alone.max(1) } else { alone };
        let joint = if alone < 4 { " " } else { "" };
        out.push_str(&words[i..i + n].join(joint));
        i += n;
    }
    out.into()
}

/// A word of some kinds of bytes.
fn token(word: &str, kinds: u8) -> Token {
    let plain = kinds & OTHER == 0;
    let small = kinds & SMALL != 0 || !plain && word.chars().any(char::is_lowercase);
    if kinds & DIGIT != 0 {
        if let Some(read) = super::noise::misread(word) {
            return token(&read, read.bytes().fold(0, |kinds, b| kinds | KINDS[b as usize]));
        }
        // the mark of an affiliation behind a name: `Lee1`
        let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
        if !plain && word.len() < name.len() + 3 && script::name(name).is_some() {
            return eastern(name);
        }
        if small && word.len() < name.len() + 3 && name.len() > 2 && begins_as_name(name) {
            return token(name, kinds & !DIGIT);
        }
        return Token { small, ..Token::new(NUMBER) };
    }
    if !plain && script::has_eastern(word) {
        return eastern(word);
    }
    let lower = small && word.starts_with(char::is_lowercase);
    // a letter and apostrophes
    if word.len() <= 7 && (!plain || word.len() == 1 || kinds & APOSTROPHE != 0) && word.chars().filter(|c| c.is_alphabetic()).count() == 1
    {
        return Token { small, ..Token::new(if lower { LETTER } else { INITIAL }) };
    }
    let known = look_up(word).unwrap_or_default();
    let costs = match known.costs {
        // a name is printed with a capital, but for particles
        Some(cost) if lower && !PersonName::is_particle(word) => Costs { person: cost.person + 5.0, ..cost },
        Some(cost) => cost,
        None if lower => UNKNOWN_LOWER,
        None => UNKNOWN,
    };
    let among = match known.costs {
        _ if small || word.chars().nth(1).is_none() => costs,
        Some(cost) => Costs { person: cost.person + 2.5, ..cost },
        None => CAPITALS,
    };
    Token { at: 0, costs, among, small, organization: known.organization, surely: known.surely }
}

/// A capital, and no digit after it.
fn begins_as_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
}

/// One to four capital letters with full stops: `J.`, `W.W.`, `J.-P.`, or one bare capital.
pub fn is_initial(word: &str) -> bool {
    if word.len() > 16 || !word.starts_with(|c: char| c.is_ascii_uppercase() || c == '-' || c == '.' || !c.is_ascii() && c.is_uppercase()) {
        return false;
    }
    let (mut letters, mut dots) = (0, 0);
    for c in word.chars() {
        match c {
            '.' => dots += 1,
            '-' => {}
            _ if c.is_uppercase() => letters += 1,
            _ => return false,
        }
    }
    letters == 1 || dots >= 2 && letters <= 4 && dots >= letters
}

/// True where a word is in the model, so that a hyphen at a line's end can be told from a typesetter's.
pub fn is_known(word: &str) -> bool {
    look_up(word).is_some_and(|known| known.costs.is_some())
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// True where some word says that this is an organization (`University`, `Labs`, `Inc.`).
pub fn names_organization(text: &str) -> bool {
    parts(text).any(|w| look_up(w).is_some_and(|known| known.organization) || script::has_eastern(w) && eastern(w).organization)
}

/// The legal form of a company, which a comma may part from its name: `NetKettle, Inc.`
pub fn is_legal_form(text: &str) -> bool {
    matches!(key(text).as_str(), "inc" | "ltd" | "llc" | "corp" | "gmbh" | "limited")
}

/// True where a word of all capitals stands in the text (`NORTA`, `TU`), initials aside.
pub fn has_acronym(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '.').any(|w| {
        !is_initial(w) && w.chars().filter(|c| c.is_uppercase()).count() >= 2 && w.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    })
}

/// True where the text begins with a word for a field of study.
pub fn begins_with_field(text: &str) -> bool {
    parts(text).next().is_some_and(|w| look_up(w).is_some_and(|known| known.field))
}

/// The words between white space.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if !rest.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
            rest = rest.trim_start();
        }
        let plain = rest.bytes().take_while(|b| b.is_ascii_graphic()).count();
        let end = plain + rest[plain..].find(char::is_whitespace).unwrap_or(rest.len() - plain);
        let word = &rest[..end];
        rest = &rest[end..];
        rest = rest.strip_prefix(' ').unwrap_or(rest);
        (!word.is_empty()).then_some(word)
    })
}

/// Could this be printed as one person's name? Shape only: one to seven words, capitals, initials and particles.
pub fn could_be_name(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace() || matches!(c, '†' | '‡' | '○'));
    if bare.starts_with(script::is_eastern) {
        return script::could_be_name(bare);
    }
    let text = &*closed_up(text);
    let mut words = 0;
    for word in split(text) {
        words += 1;
        let sign = |c: char| matches!(c, '(' | ')' | '"' | '“' | '”' | ',' | '.' | '*' | '†');
        let bare = matches!(word.as_bytes(), [a, .., b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
        let plain = if bare { word } else { word.trim_matches(sign) };
        let Some(first) = plain.chars().next() else { return false };
        let ok = first.is_uppercase()
            || first.is_alphabetic() && !first.is_lowercase()
            || PersonName::is_particle(plain)
            || matches!(first, '\'' | '’' | '`')
            // d'Aubrac
            || plain.split_once(['\'', '’']).is_some_and(|(particle, name)| particle.len() < 3 && name.starts_with(char::is_uppercase))
            // al-Rashid
            || plain.split_once('-').is_some_and(|(particle, name)| PersonName::is_particle(particle) && name.starts_with(char::is_uppercase));
        if !(ok || words > 1 && matches!(plain, "jr" | "ml" | "filho"))
            || plain.bytes().any(|b| matches!(b, b'0'..=b'9' | b':' | b';' | b'/' | b'@' | b'&'))
        {
            return false;
        }
    }
    (1..=7).contains(&words)
}
