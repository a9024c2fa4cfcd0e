//! Sets records as text, and says what of them is printed.

mod byline;
mod committee;
mod contents;
pub(crate) mod glyphs;
mod page;
mod preface;
mod speech;
mod title;

pub(crate) use speech::{MONTHS, later};

use crate::convention::{Names, TitlePage};
use crate::dice::Dice;
use crate::invent::{Person, Volume};
use crate::setting::Setting;
use crate::truth::{self, Truth};

/// A volume on its way to print.
pub(crate) struct Setter<'a> {
    volume: &'a Volume,
    setting: Setting,
    dice: &'a mut Dice,
    truth: Truth,
    /// Printed lines, each with the name of the part that it belongs to.
    lines: Vec<(String, &'static str)>,
    part: &'static str,
    /// Affiliations of this volume end in the country.
    with_country: bool,
}

pub fn set(volume: &Volume, setting: &Setting, dice: &mut Dice) -> (String, Truth) {
    let with_country = dice.chance(300);
    let mut setter = Setter { volume, setting: setting.clone(), dice, truth: Truth::default(), lines: Vec::new(), part: "", with_country };
    if setting.title_page != TitlePage::None {
        setter.title();
    }
    let (early, message) = (setter.dice.chance(250), setter.dice.chance(550));
    if early {
        setter.contents();
    }
    if message {
        setter.preface();
    }
    setter.committees();
    setter.sponsors();
    if !early {
        setter.contents();
    }
    let Setter { lines, truth, dice, .. } = setter;
    (page::pages(lines, volume, setting, dice), truth)
}

impl Setter<'_> {
    fn line(&mut self, text: impl Into<String>) {
        self.lines.push((text.into(), self.part));
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|(l, _)| !l.is_empty()) {
            self.line("");
        }
    }

    /// A new part of the front matter; its heading is also its running head.
    fn open(&mut self, part: &'static str) {
        self.blank();
        self.part = part;
    }

    /// The name in the style of the volume: as printed, and as it is.
    fn name(&mut self, person: &Person) -> (String, String) {
        let full = person.name();
        match self.setting.names {
            _ if person.given.is_empty() => (full.clone(), full),
            Names::FamilyCapitals => {
                let printed = format!("{} {}", person.given, person.family.to_uppercase());
                (printed.clone(), printed)
            }
            Names::Initials => {
                let first = |part: &str| part.chars().find(|c| c.is_alphabetic()).map(|c| format!("{c}.")).unwrap_or_default();
                let given: Vec<String> = person.given.split(' ').map(|w| w.split('-').map(first).collect::<Vec<_>>().join("-")).collect();
                let printed = format!("{} {}", given.join(" "), person.family);
                (printed.clone(), printed)
            }
            Names::Degrees if self.dice.chance(500) => (format!("{}{full}", self.dice.word("Dr. |Prof. |Dr |Professor |Prof. Dr. ")), full),
            _ => (full.clone(), full),
        }
    }

    /// Affiliations of a person as the style of the volume prints them.
    fn affiliations(&self, person: &Person, with_country: bool) -> Vec<String> {
        let printed = |at: &usize| {
            let org = &self.volume.organizations[*at];
            // nobody prints the country of those who work alone, nor twice
            if with_country && org.name != "Independent Researcher" && !org.name.ends_with(org.country) {
                format!("{}, {}", org.name, org.country)
            } else {
                org.name.clone()
            }
        };
        person.at.iter().map(printed).collect()
    }

    fn person(&self, index: usize) -> Person {
        self.volume.people[index].clone()
    }

    /// Breaks a line between words, and inside of them where the style hyphenates.
    fn wrap(&mut self, text: &str, width: usize) -> Vec<String> {
        let hyphenates = self.setting.carrier == crate::convention::Carrier::Hyphenated;
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let last = lines.last_mut().expect("begins with a line");
            let room = width.saturating_sub(last.chars().count() + usize::from(!last.is_empty()));
            if word.chars().count() <= room || last.is_empty() {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
                continue;
            }
            match cut(word, room).filter(|_| hyphenates && self.dice.chance(700)) {
                Some((head, tail)) => {
                    last.push_str(&format!(" {head}"));
                    lines.push(tail);
                }
                None => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

/// Cuts a word at its own hyphen or between two of its letters, so that the first part and its hyphen fit the room.
fn cut(word: &str, room: usize) -> Option<(String, String)> {
    let chars: Vec<char> = word.chars().collect();
    if let Some(at) = chars.iter().position(|c| *c == '-').filter(|at| *at >= 2 && *at < room && *at + 3 < chars.len()) {
        return Some((chars[..=at].iter().collect(), chars[at + 1..].iter().collect()));
    }
    let letters = chars.iter().take_while(|c| c.is_alphabetic()).count();
    let vowel = |c: char| "aeiouyäöüáéíóúàèâêôåø".contains(c);
    // after a vowel and before a consonant with a vowel behind it: right in most languages, most of the time
    let at = (2..letters.saturating_sub(2)).rev().find(|i| {
        *i < room && vowel(chars[i - 1]) && !vowel(chars[*i]) && chars.get(i + 1).copied().is_some_and(vowel) && chars[*i].is_lowercase()
    })?;
    Some((chars[..at].iter().collect::<String>() + "-", chars[at..].iter().collect()))
}

impl truth::Person {
    fn new(name: String, affiliations: Vec<String>) -> Self {
        Self { name, affiliations, id: None }
    }
}
