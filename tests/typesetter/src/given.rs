//! Proceedings that are. What the caller knows of them is set as it stands; sessions, affiliations, committees and messages
//! are invented round it.

mod imprint;
mod names;

use crate::convention::{Language, Letters, PageAt, Times};
use crate::dice::Dice;
use crate::invent::{self, Committee, Front, Person, Volume};
use crate::setting::Setting;
use crate::words;
use imprint::Imprint;
use std::collections::BTreeMap;

/// What is known of proceedings.
#[derive(Clone, Debug, Default)]
pub struct Proceedings {
    /// Name, place and dates in one, as a catalogue has them: `… - 8th Conference, ABC 2012, Ghent, Belgium, May 4-7, 2012`.
    pub title: String,
    /// What the venue is called in short.
    pub venue: String,
    pub year: usize,
    pub editors: Vec<String>,
    pub publisher: Option<String>,
    /// The books that it is one of, and its number there.
    pub series: Option<String>,
    pub isbn: Option<String>,
    pub papers: Vec<Paper>,
}

#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// Not printed; the truth names the paper by it.
    pub id: String,
    pub title: String,
    pub authors: Vec<Author>,
    /// `3-14`
    pub pages: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Author {
    /// Not printed; the truth names the person by it, and the same person is printed alike throughout.
    pub id: String,
    pub name: String,
}

/// The volume as its editors would know it.
pub(crate) fn volume(dice: &mut Dice, given: &Proceedings, language: Language) -> Volume {
    let imprint = Imprint::of(&given.title);
    let organizations = invent::organizations(dice);
    let (mut people, authors) = people(dice, given, organizations.len());
    people.extend(given.editors.iter().map(|name| person(dice, name, None, organizations.len())));
    let editors = people.len() - given.editors.len()..people.len();
    people.extend(invent::people(dice, &organizations, 90));
    let days = imprint.days.unwrap_or_else(|| dice.within(1, 4));
    let sessions = invent::sessions(dice, language, (given.papers.len() / 4).max(2), days, people.len());
    let mut committees = invent::committees(dice, people.len(), false);
    if !editors.is_empty() {
        committees.retain(|c| c.role != "program-chair");
        committees.insert(0, Committee { role: "program-chair", seats: editors.collect() });
    }
    let printed = [as_it_is, headline][usize::from(dice.chance(500))];
    let count = given.papers.len();
    let papers = given.papers.iter().zip(authors).enumerate().map(|(at, (paper, authors))| {
        let (first, last) = ends(paper.pages.as_deref().unwrap_or_default());
        let session = at * sessions.len() / count;
        invent::Paper { title: printed(&paper.title), authors, session, first, last, id: Some(paper.id.clone()) }
    });
    let papers = papers.collect();
    let place = imprint.place.unwrap_or_else(|| dice.word(words::CITIES).to_owned());
    let acronym = imprint.acronym.unwrap_or_else(|| given.venue.clone());
    Volume {
        series: if acronym.is_empty() { imprint.title.clone() } else { acronym.clone() },
        acronym,
        ordinal: 1,
        year: imprint.year.unwrap_or(given.year),
        month: imprint.month.unwrap_or_else(|| dice.within(1, 12)),
        day: imprint.day.unwrap_or_else(|| dice.within(1, 27)),
        days,
        place,
        publisher: given.publisher.clone().unwrap_or_default(),
        organizations,
        people,
        sessions,
        papers,
        committees,
        sponsors: invent::sponsors(dice),
        front: Some(Front { title: imprint.title, subtitle: imprint.subtitle, series: given.series.clone(), isbn: given.isbn.clone() }),
    }
}

/// The authors as people, and who of them signs which paper. Those who sign together often work together.
fn people(dice: &mut Dice, given: &Proceedings, organizations: usize) -> (Vec<Person>, Vec<Vec<usize>>) {
    let mut people: Vec<Person> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut signed = Vec::new();
    for paper in &given.papers {
        let mut authors: Vec<usize> = Vec::new();
        for author in &paper.authors {
            let at = *known.entry(&author.id).or_insert_with(|| {
                let mut one = person(dice, &author.name, Some(&author.id), organizations);
                if let Some(first) = authors.first().filter(|_| dice.chance(600)) {
                    one.at = people[*first].at.clone();
                }
                people.push(one);
                people.len() - 1
            });
            authors.push(at);
        }
        signed.push(authors);
    }
    (people, signed)
}

fn person(dice: &mut Dice, name: &str, id: Option<&str>, organizations: usize) -> Person {
    let (given, family) = names::split(name);
    let one = dice.below(organizations);
    let other = dice.below(organizations);
    let at = if dice.chance(30) && other != one { vec![one, other] } else { vec![one] };
    Person { given, family, at, id: id.map(str::to_owned) }
}

/// First and last page.
fn ends(pages: &str) -> (String, String) {
    let first = pages.split(',').next().unwrap_or_default();
    let (first, last) = first.split_once(['-', '–']).unwrap_or((first, ""));
    (first.trim().to_owned(), last.trim().to_owned())
}

fn as_it_is(title: &str) -> String {
    title.to_owned()
}

/// Every Word but the Small Ones with a Capital.
fn headline(title: &str) -> String {
    const SMALL: &[&str] = &["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "via", "with"];
    let mut start = true;
    let word = |w: &str| {
        let first = std::mem::replace(&mut start, w.ends_with([':', '?']));
        let small = w.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
        if small && (first || !SMALL.contains(&w)) { invent::capital(w) } else { w.to_owned() }
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

impl Setting {
    /// What does not go with given proceedings.
    pub(crate) fn suit(&mut self, given: &Proceedings) {
        self.language = language(given);
        // which words of a title are names is not known
        if self.letters == Letters::Sentence {
            self.letters = Letters::Headline;
        }
        let with_pages = given.papers.iter().filter(|p| p.pages.is_some()).count();
        if with_pages * 2 < given.papers.len() {
            self.page_at = PageAt::Lost;
        }
        // a programme of so many talks would not end before midnight
        if given.papers.len() > 30 {
            self.times = Times::None;
        }
        self.settle();
    }
}

/// The language of most titles, by the small words in them.
fn language(given: &Proceedings) -> Language {
    const SMALL: &[(Language, &[&str])] = &[
        (Language::English, &["the", "of", "and", "for", "in", "on", "with", "to", "a", "an", "by", "from", "using"]),
        (Language::German, &["und", "der", "die", "das", "für", "von", "zur", "mit", "eine", "im", "ein", "auf", "zum"]),
        (Language::French, &["et", "des", "les", "pour", "une", "du", "par", "dans", "à", "sur", "la", "aux", "le"]),
        (Language::Spanish, &["y", "del", "para", "los", "las", "una", "el", "en", "con", "por"]),
        (Language::Italian, &["di", "della", "per", "il", "una", "nel", "delle", "dei", "con"]),
        (Language::Portuguese, &["do", "da", "para", "uma", "em", "dos", "das", "um", "no", "na", "com"]),
    ];
    let words: Vec<String> = given.papers.iter().flat_map(|p| p.title.split(' ')).map(str::to_lowercase).collect();
    let count = |list: &[&str]| words.iter().filter(|w| list.contains(&w.as_str())).count();
    let most = SMALL.iter().rev().max_by_key(|(_, list)| count(list));
    most.filter(|(_, list)| count(list) > 0).map_or(Language::English, |(language, _)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines() {
        assert_eq!(headline("On the use of iButtons: a survey"), "On the Use of iButtons: A Survey");
    }

    #[test]
    fn pages_have_ends() {
        let pair = |text| ends(text);
        assert_eq!(pair("3-14"), ("3".into(), "14".into()));
        assert_eq!(pair("1:1-1:28"), ("1:1".into(), "1:28".into()));
        assert_eq!(pair("7"), ("7".into(), String::new()));
        assert_eq!(pair(""), (String::new(), String::new()));
    }
}
