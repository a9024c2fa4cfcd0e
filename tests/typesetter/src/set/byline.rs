//! Authors below, before or behind a title.

use super::Setter;
use crate::convention::{Byline, Separator};
use crate::truth::Person;

impl Setter<'_> {
    /// The lines of a byline before they are broken, and who signs.
    pub(super) fn byline(&mut self, authors: &[usize]) -> (Vec<String>, Vec<Person>) {
        let form = self.setting.byline;
        if authors.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let (mut printed, mut people) = (Vec::new(), Vec::new());
        for author in authors {
            let person = self.person(*author);
            let (name, is) = self.name(&person);
            let affiliations = if form == Byline::NamesOnly { Vec::new() } else { self.affiliations(&person, self.with_country) };
            printed.push(if form == Byline::Rows && !person.given.is_empty() {
                format!("{}, {}", person.family, person.given)
            } else {
                name
            });
            people.push(Person { id: person.id, ..Person::new(is, affiliations) });
        }
        let joint = if self.with_country && form != Byline::Semicolons { "; " } else { " and " };
        let both = |p: &Person| p.affiliations.join(joint);
        let groups = groups(&people);
        let named = |range: &std::ops::Range<usize>| &printed[range.clone()];
        let lines = match form {
            Byline::NamesOnly => vec![self.joined(&printed)],
            Byline::BracketEach => {
                let each: Vec<String> = printed.iter().zip(&people).map(|(n, p)| format!("{n} ({})", both(p))).collect();
                vec![self.joined(&each)]
            }
            Byline::BracketGroups => {
                let each: Vec<String> = groups.iter().map(|g| format!("{} ({})", self.joined(named(g)), both(&people[g.start]))).collect();
                let last = each.len() - 1;
                match self.setting.separator {
                    Separator::CommaAnd if last > 0 => vec![format!("{}, {} {}", each[..last].join(", "), self.and(), each[last])],
                    _ => vec![each.join(", ")],
                }
            }
            Byline::GroupLines => groups.iter().map(|g| format!("{} ({})", self.joined(named(g)), both(&people[g.start]))).collect(),
            Byline::Semicolons => {
                let each: Vec<String> = groups.iter().map(|g| format!("{}, {}", self.joined(named(g)), both(&people[g.start]))).collect();
                vec![each.join("; ")]
            }
            Byline::BracketBelow => groups.iter().flat_map(|g| [self.joined(named(g)), format!("({})", both(&people[g.start]))]).collect(),
            Byline::LineBelow => groups.iter().flat_map(|g| [self.joined(named(g)), both(&people[g.start])]).collect(),
            Byline::Superscripts => self.marked(&printed, &people),
            Byline::Rows => printed.iter().zip(&people).map(|(n, p)| format!("{n} | {}", both(p))).collect(),
        };
        self.truth.affiliations_printed |= form != Byline::NamesOnly;
        (lines, people)
    }

    /// `A1, B2 and C1`, then what the marks stand for.
    fn marked(&mut self, printed: &[String], people: &[Person]) -> Vec<String> {
        let signs = ["†", "‡", "§", "♠", "♣", "♦", "♥", "∗"];
        let numbers = self.dice.chance(700);
        let mark = |at: usize| signs.get(at).filter(|_| !numbers).map_or_else(|| (at + 1).to_string(), |s| (*s).to_owned());
        let mut known: Vec<&String> = Vec::new();
        let mut names = Vec::new();
        for (name, person) in printed.iter().zip(people) {
            let mut marks = Vec::new();
            for affiliation in &person.affiliations {
                let at = known.iter().position(|k| *k == affiliation).unwrap_or_else(|| {
                    known.push(affiliation);
                    known.len() - 1
                });
                marks.push(mark(at));
            }
            names.push(format!("{name}{}", marks.join(if numbers { "," } else { "" })));
        }
        let meanings = known.iter().enumerate().map(|(i, k)| format!("{} {k}", mark(i)));
        std::iter::once(self.joined(&names)).chain(meanings).collect()
    }

    pub(super) fn joined(&self, names: &[String]) -> String {
        let and = self.and();
        let Some((last, rest)) = names.split_last().filter(|(_, rest)| !rest.is_empty()) else { return names.join("") };
        match self.setting.separator {
            // where an affiliation follows behind a comma, a comma alone does not end the names
            Separator::Comma if self.setting.byline != Byline::Semicolons => names.join(", "),
            Separator::CommaAnd if names.len() > 2 => format!("{}, {and} {last}", rest.join(", ")),
            Separator::Dot => names.join(" · "),
            Separator::Bullet => names.join(" • "),
            Separator::OnlyAnd => names.join(&format!(" {and} ")),
            _ => format!("{} {and} {last}", rest.join(", ")),
        }
    }
}

/// Neighbours who work at the same places.
fn groups(people: &[Person]) -> Vec<std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, person) in people.iter().enumerate() {
        match groups.last_mut() {
            Some(last) if people[last.start].affiliations == person.affiliations => last.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    groups
}
