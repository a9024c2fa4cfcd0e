//! Committees and sponsors.

use super::{Setter, speech};
use crate::convention::{Carrier, Headings, Seats, Sponsors};
use crate::truth::{Person, Seat};

impl Setter<'_> {
    pub(super) fn committees(&mut self) {
        if self.volume.committees.is_empty() {
            return;
        }
        self.open(self.say(&speech::ORGANIZATION));
        if self.dice.chance(500) {
            let heading = self.part.to_owned();
            self.headed(&heading, "##");
        }
        let volume = self.volume;
        for committee in &volume.committees {
            let words = speech::ROLES.iter().find(|(role, _)| *role == committee.role).map(|(_, words)| words);
            let Some(label) = words.map(|w| self.say(w)).filter(|l| !l.is_empty()) else { continue };
            let many = committee.seats.len() > 1 && label.ends_with("Chair");
            let label = format!("{label}{}", if many { "s" } else { "" });
            self.blank();
            // reviewers are listed by name, and columns and prose are for the many
            let form = match (committee.role, self.setting.seats) {
                ("external-reviewer", form) if !matches!(form, Seats::Prose | Seats::Columns) => Seats::NamesOnly,
                (_, Seats::Prose | Seats::Columns | Seats::NamesOnly) if committee.seats.len() < 4 => Seats::Comma,
                (_, form) => form,
            };
            let inline = self.setting.headings == Headings::Inline && committee.seats.len() == 1 && form == Seats::Comma;
            if form != Seats::Prose && !inline {
                self.headed(&label, "###");
                if self.dice.chance(200) {
                    self.blank();
                }
            }
            let mut people = Vec::new();
            for seat in &committee.seats {
                let person = self.person(*seat);
                let (name, is) = self.name(&person);
                let without = matches!(form, Seats::NamesOnly | Seats::Columns | Seats::Prose);
                let country = matches!(form, Seats::CommaCountry | Seats::BracketCountry | Seats::Table | Seats::NewLine);
                let affiliations = if without { Vec::new() } else { self.affiliations(&person, country) };
                let mail = format!("{}@example.org", person.family.split(' ').next_back().unwrap_or("x").to_lowercase());
                people.push((name, affiliations.clone(), mail));
                self.truth.committee.push(Seat { role: committee.role, person: Person::new(is, affiliations) });
            }
            if inline {
                let (name, affiliations, _) = &people[0];
                let text = format!("{label}: {name}, {}", affiliations.join(" and "));
                self.line(text);
            } else {
                self.seats(form, &label, &people);
            }
        }
    }

    fn headed(&mut self, label: &str, sign: &str) {
        let text = match self.setting.headings {
            Headings::Plain | Headings::Inline => label.to_owned(),
            Headings::Colon => format!("{label}:"),
            Headings::Capitals => label.to_uppercase(),
            Headings::Bracketed => format!("[{label}]"),
        };
        self.line(if self.setting.carrier == Carrier::Markdown { format!("{sign} {label}") } else { text });
    }

    fn seats(&mut self, form: Seats, label: &str, people: &[(String, Vec<String>, String)]) {
        let width = self.setting.width;
        let names: Vec<String> = people.iter().map(|(name, ..)| name.clone()).collect();
        match form {
            Seats::Prose => {
                let text = format!("{label}: {}.", names.join(", "));
                let lines = self.wrap(&text, width);
                lines.into_iter().for_each(|l| self.line(l));
                return;
            }
            Seats::Columns => {
                let column = names.iter().map(|n| n.chars().count()).max().unwrap_or(0) + 4;
                for row in names.chunks(3) {
                    let text: String = row.iter().map(|n| format!("{n:<column$}")).collect();
                    self.line(text.trim_end());
                }
                return;
            }
            _ => {}
        }
        let column = names.iter().map(|n| n.chars().count()).max().unwrap_or(0) + 4;
        let second = people.iter().map(|(_, a, _)| cell(a).0.chars().count()).max().unwrap_or(0).min(44) + 4;
        for (name, affiliations, mail) in people {
            let at = affiliations.join(if affiliations[..].iter().any(|a| a.contains(", ")) { "; " } else { " and " });
            match form {
                Seats::Comma | Seats::CommaCountry => self.wrapped(&format!("{name}, {at}")),
                Seats::Bracket | Seats::BracketCountry => self.wrapped(&format!("{name} ({at})")),
                Seats::Bullet => self.wrapped(&format!("• {name}, {at}")),
                Seats::Dash => self.wrapped(&format!("{name} – {at}")),
                Seats::OneSpace => self.wrapped(&format!("{name} {at}")),
                Seats::NewLine => {
                    self.line(name.clone());
                    self.wrapped(&at);
                }
                Seats::NewLineIndented => {
                    self.line(name.clone());
                    self.line(format!("    {at}"));
                }
                Seats::Gap => self.line(format!("{name:<column$}{at}")),
                Seats::Table => {
                    let (organization, country) = cell(affiliations);
                    self.line(format!("{name:<column$}{organization:<second$}  {country}").trim_end());
                }
                Seats::WithMail => {
                    self.line(name.clone());
                    self.line(at);
                    self.line(mail.clone());
                    self.blank();
                }
                Seats::NamesOnly | Seats::Prose | Seats::Columns => self.line(name.clone()),
            }
        }
    }

    fn wrapped(&mut self, text: &str) {
        let lines = self.wrap(text, self.setting.width);
        lines.into_iter().for_each(|l| self.line(l));
    }

    pub(super) fn sponsors(&mut self) {
        if self.setting.sponsors == Sponsors::None {
            return;
        }
        let heading = self.say(&speech::SPONSORS);
        self.open(heading);
        let list = self.volume.sponsors.clone();
        self.truth.sponsors = list.iter().map(|s| (*s).to_owned()).collect();
        let names: Vec<String> = self.truth.sponsors.clone();
        match self.setting.sponsors {
            Sponsors::None => {}
            Sponsors::Lines => {
                self.headed(heading, "##");
                names.into_iter().for_each(|n| self.line(n));
            }
            Sponsors::CommaList => {
                self.headed(heading, "##");
                self.wrapped(&self.listed(&names));
            }
            Sponsors::Levels => {
                self.headed(heading, "##");
                let levels = ["Gold", "Silver", "Bronze"];
                for (level, names) in levels.iter().zip(list.chunks(list.len().div_ceil(3).max(1))) {
                    self.blank();
                    self.headed(level, "###");
                    names.iter().for_each(|n| self.line(*n));
                }
            }
            Sponsors::Sentence => {
                self.line(format!("{}:", self.say(&speech::SPONSORED_BY)));
                self.wrapped(&self.listed(&names));
            }
        }
    }

    fn listed(&self, names: &[String]) -> String {
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} {} {last}", rest.join(", "), self.and()),
            _ => names.join(""),
        }
    }
}

/// Organization and country of a table's row.
fn cell(affiliations: &[String]) -> (String, String) {
    let all = affiliations.join(" and ");
    match all.rsplit_once(", ") {
        Some((organization, country)) => (organization.to_owned(), country.to_owned()),
        None => (all, String::new()),
    }
}
