//! Records by seed: a volume that never was, as its editors would know it. How it is printed is another matter.

use crate::convention::Language;
use crate::dice::Dice;
use crate::words::{self, TRADITIONS, Tongue};

#[derive(Clone, Debug)]
pub struct Organization {
    pub name: String,
    pub town: String,
    pub country: &'static str,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub given: String,
    pub family: String,
    /// Index into [`Volume::organizations`]; a few people have two.
    pub at: Vec<usize>,
    /// Who this is to the giver of the volume.
    pub id: Option<String>,
}

impl Person {
    pub fn name(&self) -> String {
        if self.given.is_empty() { self.family.clone() } else { format!("{} {}", self.given, self.family) }
    }
}

#[derive(Clone, Debug)]
pub struct Paper {
    pub title: String,
    /// Indices into [`Volume::people`].
    pub authors: Vec<usize>,
    pub session: usize,
    /// First and last page; empty where nobody knows them.
    pub first: String,
    pub last: String,
    /// What this is to the giver of the volume.
    pub id: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Session {
    pub topic: String,
    pub day: usize,
    pub chair: usize,
}

#[derive(Clone, Debug)]
pub struct Committee {
    pub role: &'static str,
    pub seats: Vec<usize>,
}

/// The title page of a volume that is not invented.
#[derive(Clone, Debug)]
pub struct Front {
    pub title: String,
    /// `Proceedings, Part II`, `Revised Selected Papers`
    pub subtitle: Option<String>,
    /// The books that it is one of, and its number there.
    pub series: Option<String>,
    pub isbn: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Volume {
    pub series: String,
    pub acronym: String,
    pub ordinal: usize,
    pub year: usize,
    /// Month from 1, first day, number of days; the meeting may run into the next month.
    pub month: usize,
    pub day: usize,
    pub days: usize,
    pub place: String,
    pub publisher: String,
    pub organizations: Vec<Organization>,
    pub people: Vec<Person>,
    pub sessions: Vec<Session>,
    pub papers: Vec<Paper>,
    pub committees: Vec<Committee>,
    pub sponsors: Vec<&'static str>,
    pub front: Option<Front>,
}

/// A volume; a small one has a dozen papers and short committees.
pub fn volume(dice: &mut Dice, language: Language, small: bool) -> Volume {
    let organizations = organizations(dice);
    let n = dice.weighted(&[(10, 2), (18, 4), (28, 5), (38, 4), (50, 2)]) + dice.below(9);
    let n = if small { n.min(12) } else { n };
    let people = people(dice, &organizations, n * 3 + 90);
    let days = dice.within(1, 4);
    let sessions = sessions(dice, language, (n / 4).max(2), days, people.len());
    let papers = papers(dice, language, n, sessions.len(), &people);
    let committees = committees(dice, people.len(), small);
    let (series, acronym) = series(dice, language);
    let place = dice.word(words::CITIES).to_owned();
    let sponsors = sponsors(dice);
    Volume {
        series,
        acronym,
        ordinal: dice.within(1, 32),
        year: dice.within(1994, 2025),
        month: dice.within(1, 12),
        day: dice.within(1, 27),
        days,
        place,
        publisher: dice.word(words::PUBLISHERS).to_owned(),
        organizations,
        people,
        sessions,
        papers,
        committees,
        sponsors,
        front: None,
    }
}

pub(crate) fn sponsors(dice: &mut Dice) -> Vec<&'static str> {
    let mut sponsors: Vec<&str> = (0..dice.within(1, 7)).map(|_| dice.word(words::SPONSORS)).collect();
    sponsors.sort();
    sponsors.dedup();
    sponsors
}

/// A series and its initials.
fn series(dice: &mut Dice, language: Language) -> (String, String) {
    let series = match language.tongue() {
        Some(tongue) => dice.word(tongue.series),
        None => dice.word(words::SERIES),
    };
    let small = ["on", "of", "the", "and", "for", "sur", "le", "des", "de", "et", "les", "y", "sui", "di", "e"];
    let capitals = series.split(' ').filter(|w| !small.contains(w)).filter_map(|w| w.chars().next());
    (series.to_owned(), capitals.collect::<String>().to_uppercase())
}

pub(crate) fn organizations(dice: &mut Dice) -> Vec<Organization> {
    let table: Vec<(usize, u32)> = TRADITIONS.iter().enumerate().map(|(i, t)| (i, t.weight)).collect();
    let mut list: Vec<Organization> = Vec::new();
    while list.len() < 40 {
        let tradition = &TRADITIONS[dice.weighted(&table)];
        let town = dice.word(tradition.towns);
        let name = dice.word(tradition.organizations).replace('*', town);
        if list.iter().all(|o| o.name != name) {
            list.push(Organization { name, town: town.to_owned(), country: tradition.country });
        }
    }
    list
}

/// Most people work in the country of their name's tradition, where the volume has an organization there.
pub(crate) fn people(dice: &mut Dice, organizations: &[Organization], n: usize) -> Vec<Person> {
    let table: Vec<(usize, u32)> = TRADITIONS.iter().enumerate().map(|(i, t)| (i, t.weight)).collect();
    let mut list: Vec<Person> = Vec::new();
    let mut tries = 0;
    while list.len() < n && tries < n * 20 {
        tries += 1;
        let tradition = &TRADITIONS[dice.weighted(&table)];
        let mut given = dice.word(tradition.given).to_owned();
        let family = dice.word(tradition.family).to_owned();
        if dice.chance(60) {
            given = format!("{given} {}.", char::from(b'A' + dice.below(23) as u8));
        } else if dice.chance(20) {
            given = initials(&given);
        } else if dice.chance(4) && family.chars().count() > 3 {
            given = String::new();
        }
        if list.iter().any(|p| p.given == given && p.family == family) {
            continue;
        }
        let home: Vec<usize> = (0..organizations.len()).filter(|i| organizations[*i].country == tradition.country).collect();
        let one = if home.is_empty() || dice.chance(250) { dice.below(organizations.len()) } else { *dice.pick(&home) };
        let mut at = vec![one];
        let other = dice.below(organizations.len());
        if dice.chance(30) && other != one {
            at.push(other);
        }
        list.push(Person { given, family, at, id: None });
    }
    list
}

fn initials(given: &str) -> String {
    let first = |part: &str| part.chars().find(|c| c.is_alphabetic()).map(|c| format!("{c}.")).unwrap_or_default();
    given.split(' ').map(|w| w.split('-').map(first).collect::<Vec<_>>().join("-")).collect::<Vec<_>>().join(" ")
}

pub(crate) fn sessions(dice: &mut Dice, language: Language, n: usize, days: usize, people: usize) -> Vec<Session> {
    let list = language.tongue().map_or(words::TOPICS, |t| t.topics);
    let mut topics: Vec<&str> = Vec::new();
    for _ in 0..n * 10 {
        let topic = dice.word(list);
        if topics.len() < n && !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    let count = topics.len();
    let session = |(i, t): (usize, &str)| Session { topic: t.to_owned(), day: i * days / count, chair: dice.below(people) };
    topics.into_iter().enumerate().map(session).collect()
}

fn papers(dice: &mut Dice, language: Language, n: usize, sessions: usize, people: &[Person]) -> Vec<Paper> {
    let mut page = dice.weighted(&[(1, 8), (3, 1), (9, 1), (201, 1)]);
    let length = dice.within(6, 15);
    let mut seen = std::collections::BTreeSet::new();
    let mut list = Vec::new();
    while list.len() < n {
        let title = match language.tongue() {
            // a volume of another language has papers in English too
            Some(tongue) if !dice.chance(150) => foreign(dice, tongue),
            _ => english(dice),
        };
        if !seen.insert(title.clone()) {
            continue;
        }
        let mut authors: Vec<usize> = Vec::new();
        for _ in 0..dice.weighted(&[(1, 4), (2, 7), (3, 7), (4, 5), (5, 2), (8, 1)]) {
            let colleagues = |first: usize| people.iter().enumerate().filter(move |(_, p)| p.at == people[first].at).map(|(i, _)| i);
            let one = match authors.first() {
                Some(first) if dice.chance(600) => *dice.pick(&colleagues(*first).collect::<Vec<_>>()),
                _ => dice.below(people.len()),
            };
            if !authors.contains(&one) {
                authors.push(one);
            }
        }
        let last = page + (length + dice.below(5)).saturating_sub(3).max(1);
        let session = list.len() * sessions / n;
        list.push(Paper { title, authors, session, first: page.to_string(), last: last.to_string(), id: None });
        page = last + 1;
    }
    list
}

fn english(dice: &mut Dice) -> String {
    let pattern = dice.word(words::PATTERNS);
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    let mut at_start = true;
    while let Some(c) = chars.next() {
        let alone = at_start && chars.peek().is_none_or(|n| !n.is_alphabetic());
        at_start = !c.is_alphanumeric();
        // `A` before another sign is an adjective, the article where the pattern begins with `A Study`
        let list = match c {
            'A' if alone && pattern.starts_with("A Study") && out.is_empty() => None,
            'A' if alone => Some(words::ADJECTIVES),
            'N' if alone => Some(words::NOUNS),
            'P' if alone => Some(words::PLURALS),
            'G' if alone => Some(words::GERUNDS),
            'M' if alone => Some(words::METHODS),
            'X' if alone => Some(words::SYSTEMS),
            'D' if alone => Some(words::DOMAINS),
            'O' if alone => Some(words::TAILS),
            _ => None,
        };
        match list {
            Some(list) => out.push_str(dice.word(list)),
            None => out.push(c),
        }
    }
    out
}

fn foreign(dice: &mut Dice, tongue: &Tongue) -> String {
    let pattern = dice.word(tongue.patterns);
    let words: Vec<String> = pattern
        .split(' ')
        .map(|word| {
            let (stem, tail) = word.split_at(word.char_indices().nth(1).map_or(word.len(), |(i, _)| i));
            let list = match stem {
                "N" => tongue.nouns,
                "P" => tongue.things,
                "D" => tongue.places,
                "X" => words::SYSTEMS,
                _ => return word.to_owned(),
            };
            if tail.chars().any(char::is_alphabetic) { word.to_owned() } else { dice.word(list).to_owned() + tail }
        })
        .collect();
    capital(&words.join(" "))
}

pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

const COMMITTEES: &[(&str, usize, usize, usize)] = &[
    ("general-chair", 1, 2, 800),
    ("program-chair", 1, 3, 950),
    ("local-chair", 1, 2, 400),
    ("publicity-chair", 1, 2, 300),
    ("publication-chair", 1, 1, 250),
    ("workshop-chair", 1, 2, 150),
    ("steering-committee-member", 3, 7, 350),
    ("organizing-committee-member", 3, 6, 300),
    ("program-committee-member", 20, 110, 970),
    ("external-reviewer", 5, 60, 450),
    ("sponsorship-chair", 1, 1, 150),
];

pub(crate) fn committees(dice: &mut Dice, people: usize, small: bool) -> Vec<Committee> {
    let mut list = Vec::new();
    for (role, least, most, permille) in COMMITTEES {
        if !dice.chance(*permille) {
            continue;
        }
        let mut seats: Vec<usize> = Vec::new();
        for _ in 0..dice.within(*least, if small { (*most).min(least + 5) } else { *most }) {
            let one = dice.below(people);
            if !seats.contains(&one) {
                seats.push(one);
            }
        }
        list.push(Committee { role, seats });
    }
    list
}
