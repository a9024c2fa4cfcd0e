//! Is a stretch of text a person, an organization or a title? A word model learned from dblp and ROR (see
//! `examples/words.rs`) and the shapes of words decide. Costs are negative natural logarithms: less is likelier.

use crate::lexicon::{self, Words};
use crate::record::name::PersonName;
use crate::record::slug::fold;
use std::sync::LazyLock;

/// Cost of a stretch of text under each reading.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Costs {
    pub person: f32,
    pub title: f32,
    pub organization: f32,
}

static WORDS: LazyLock<Words<Costs>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/words.txt").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let word = columns.next()?;
            let mut cost = || columns.next().map(|c| c.bytes().fold(0, |n, b| n * 10 + u32::from(b.wrapping_sub(b'0'))) as f32 / 10.0);
            Some((word.into(), Costs { person: cost()?, title: cost()?, organization: cost()? }))
        })
        .collect()
});

/// A capitalized word that the model has not seen: names have the longest tail, titles the shortest.
const UNKNOWN: Costs = Costs { person: 13.0, title: 14.6, organization: 13.2 };
/// An unknown word in lower case stands in titles.
const UNKNOWN_LOWER: Costs = Costs { person: 19.0, title: 12.5, organization: 15.5 };
/// `J.`, `W.W.`
const INITIAL: Costs = Costs { person: 3.2, title: 8.0, organization: 7.5 };
/// `NORTA`
const CAPITALS: Costs = Costs { person: 16.5, title: 13.0, organization: 11.0 };
/// A word with a digit, or a number.
const NUMBER: Costs = Costs { person: 19.0, title: 9.0, organization: 13.0 };
/// Signs: what a reading pays to hold one.
const SIGNS: &[(char, Costs)] = &[
    (':', Costs { person: 14.0, title: 2.5, organization: 9.0 }),
    ('?', Costs { person: 14.0, title: 4.0, organization: 12.0 }),
    ('!', Costs { person: 14.0, title: 5.0, organization: 10.0 }),
    ('"', Costs { person: 9.0, title: 4.0, organization: 9.0 }),
    ('“', Costs { person: 9.0, title: 4.0, organization: 9.0 }),
    ('&', Costs { person: 14.0, title: 5.5, organization: 4.0 }),
    ('/', Costs { person: 12.0, title: 5.0, organization: 5.0 }),
    ('(', Costs { person: 7.0, title: 5.0, organization: 5.0 }),
    (',', Costs { person: 8.0, title: 4.0, organization: 3.5 }),
    (';', Costs { person: 14.0, title: 9.0, organization: 9.0 }),
    ('@', Costs { person: 14.0, title: 9.0, organization: 9.0 }),
    ('—', Costs { person: 12.0, title: 5.0, organization: 5.0 }),
    ('–', Costs { person: 10.0, title: 5.0, organization: 6.0 }),
];

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

/// Cost of a stretch of text.
pub fn costs(text: &str) -> Costs {
    let text = &*closed_up(text);
    let mut total = Costs::default();
    let shout = !text.chars().any(char::is_lowercase);
    for word in text.split_whitespace() {
        for sign in word.chars() {
            if let Some((_, cost)) = SIGNS.iter().find(|(c, _)| *c == sign) {
                total.add(*cost);
            }
        }
        if is_initial(word) {
            total.add(INITIAL);
            continue;
        }
        for part in word.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|p| !p.is_empty()) {
            total.add(word_cost(part, shout));
        }
    }
    total
}

/// The text with letter-spaced words (`S a n z - G i l`: four signs or more, each alone) closed up, for judging only.
fn closed_up(text: &str) -> std::borrow::Cow<'_, str> {
    let alone = |word: &str| word.chars().nth(1).is_none() && word.chars().any(|c| c.is_alphabetic() || c == '-');
    // no run of four signs without ` x y `
    if !text.as_bytes().windows(5).any(|w| w[0] == b' ' && w[2] == b' ' && w[4] == b' ') {
        return text.into();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut runs = vec![0; words.len() + 1];
    for (i, word) in words.iter().enumerate().rev() {
        runs[i] = if alone(word) { runs[i + 1] + 1 } else { 0 };
    }
    if runs.iter().all(|n| *n < 4) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < words.len() {
        if i > 0 {
            out.push(' ');
        }
        let n = if runs[i] < 4 { 1 } else { runs[i] };
        out.extend(words[i..i + n].iter().copied());
        i += n;
    }
    out.into()
}

fn word_cost(word: &str, shout: bool) -> Costs {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return NUMBER;
    }
    let lower = word.chars().next().is_some_and(char::is_lowercase);
    let letters = if word.contains(['\'', '’']) { word.replace(['\'', '’'], "").into() } else { std::borrow::Cow::Borrowed(word) };
    if letters.len() <= 4 && fold(&letters).chars().filter(|c| c.is_alphabetic()).count() == 1 {
        return if lower { Costs { person: 14.0, title: 4.5, organization: 8.0 } } else { INITIAL };
    }
    let capitals = !shout && word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase());
    match WORDS.get(&letters) {
        Some(cost) if lower => {
            // a name is printed with a capital, but for particles
            let extra = if PersonName::is_particle(&fold(&letters)) { 0.0 } else { 5.0 };
            Costs { person: cost.person + extra, ..cost }
        }
        Some(cost) if capitals => Costs { person: cost.person + 2.5, ..cost },
        Some(cost) => cost,
        None if lower => UNKNOWN_LOWER,
        None if capitals => CAPITALS,
        None => UNKNOWN,
    }
}

/// Conjunctions of lists, and whether they also stand within names (`Ortega y Gasset`).
static AND: LazyLock<Words<bool>> = LazyLock::new(|| lexicon::words([("and", false), ("and in names", true)]));

/// Length of a conjunction with the spaces round it at the start of a text, e.g. 5 for ` and `.
pub fn conjunction(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(' ')?;
    let end = rest.bytes().take(8).position(|b| b == b' ')?;
    let word = &rest[..end];
    let in_names = if word == "&" { false } else { AND.get(word).filter(|_| word.starts_with(|c: char| c.is_ascii_lowercase()))? };
    (!in_names || begins_a_name(&rest[end + 1..])).then_some(end + 2)
}

/// A given name and a family name stand before the next sign or conjunction.
fn begins_a_name(text: &str) -> bool {
    let near = text.char_indices().take(100);
    let end = near
        .clone()
        .find(|(_, c)| matches!(c, ',' | ';' | '(' | ')'))
        .or(near.last())
        .map_or(0, |(i, c)| if matches!(c, ',' | ';' | '(' | ')') { i } else { i + c.len_utf8() });
    let part = text[..end].split_whitespace().take(7).take_while(|w| AND.get(w).is_none());
    let words: Vec<&str> = part.collect();
    let capitals = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    let name = words.join(" ");
    (2..=6).contains(&words.len()) && capitals >= 2 && could_be_name(&name) && !names_organization(&name)
}

/// One to four capital letters with full stops: `J.`, `W.W.`, `J.-P.`, or one bare capital.
pub fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dots = word.chars().filter(|c| *c == '.').count();
    let shape = word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'));
    shape && (letters == 1 || (dots >= 2 && letters <= 4 && dots >= letters))
}

/// True where a word is in the model, so that a hyphen at a line's end can be told from a typesetter's.
pub fn is_known(word: &str) -> bool {
    WORDS.get(word).is_some()
}

/// Words that make a stretch an organization, and whether they do so even within a title.
static ORGANIZATION_WORDS: LazyLock<Words<bool>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/organization-words.txt").lines().filter(|l| !l.starts_with('#'));
    lines.map(|l| l.split_once('\t').map_or((l.into(), true), |(word, _)| (word.into(), false))).collect()
});

/// Words of fields of study, which follow "and" inside one name: `Engineering and Applied Sciences`.
static FIELD_WORDS: LazyLock<Words<()>> =
    LazyLock::new(|| include_str!("../lexicon/field-words.txt").lines().filter(|l| !l.starts_with('#')).map(|l| (l.into(), ())).collect());

/// True where some word says that this is an organization (`University`, `Labs`, `Inc.`).
pub fn names_organization(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).any(|w| ORGANIZATION_WORDS.get(w).is_some())
}

/// True where a word says so that hardly stands in titles of papers (`University`, `Inc.`, not `Systems`).
pub fn surely_organization(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).any(|w| ORGANIZATION_WORDS.get(w) == Some(true))
}

/// True where a word of all capitals stands in the text (`NORTA`, `TU`), initials aside.
pub fn has_acronym(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '.').any(|w| {
        !is_initial(w) && w.chars().filter(|c| c.is_uppercase()).count() >= 2 && w.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    })
}

/// True where the text begins with a word for a field of study.
pub fn begins_with_field(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).is_some_and(|w| FIELD_WORDS.get(w).is_some())
}

/// Could this be printed as one person's name? Shape only: one to seven words, capitals, initials and particles.
pub fn could_be_name(text: &str) -> bool {
    let text = &*closed_up(text);
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let plain = word.trim_matches(|c: char| matches!(c, '(' | ')' | '"' | '“' | '”' | ',' | '.' | '*' | '†'));
        let Some(first) = plain.chars().next() else { return false };
        let ok = first.is_uppercase()
            || first.is_alphabetic() && !first.is_lowercase()
            || PersonName::is_particle(plain)
            || matches!(first, '\'' | '’' | '`')
            // d'Aubrac
            || plain.split_once(['\'', '’']).is_some_and(|(particle, name)| particle.len() < 3 && name.starts_with(char::is_uppercase));
        if !(ok || words > 1 && matches!(plain, "jr" | "filho"))
            || plain.chars().any(|c| c.is_ascii_digit() || matches!(c, ':' | ';' | '/' | '@' | '&'))
        {
            return false;
        }
    }
    (1..=7).contains(&words)
}
