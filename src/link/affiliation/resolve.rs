//! The resolver: a string in, organisations out.

use super::build::{build, country_number};
use super::candidates::{Candidate, How, Search};
use super::choose::{Choice, Model};
use super::features;
use super::organisation::{NameKind, Organisation, Relation, Status};
use super::part::is_part;
use super::reading::Reading;
use super::tables::{Bank, Tables};
use crate::error::Error;
use crate::link::index::{About, Kind, Place};
use std::ops::Range;

const MODEL: &str = include_str!("model.txt");

/// What is known beside the string.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Of the volume.
    pub year: Option<i32>,
    /// ISO codes of countries it may be in.
    pub countries: Vec<String>,
}

/// An organisation that a string names.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its number in the tables.
    pub organisation: u32,
    pub id: String,
    pub name: String,
    pub confidence: f32,
    pub accepted: bool,
    /// Of the string.
    pub span: Range<usize>,
    /// The string names a part of it, such as a department, and not the organisation itself.
    pub part: bool,
    /// What speaks for and against it, for people.
    pub reasons: Vec<String>,
    pub alternatives: Vec<Alternative>,
    /// What the record that was found is to this one, where the year asked for another.
    pub instead_of: Option<Alternative>,
}

/// Another organisation that was weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    pub id: String,
    pub name: String,
    pub confidence: f32,
}

/// A choice without words about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picked {
    pub organisation: u32,
    pub likely: f32,
    pub accepted: bool,
}

/// Room for the work on one string after another.
#[derive(Debug, Default)]
pub struct Desk {
    reading: Reading,
    search: Search,
    candidates: Vec<Candidate>,
    choice: Choice,
}

impl Desk {
    pub(super) fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    pub(super) fn choice(&self) -> &Choice {
        &self.choice
    }
}

/// Finds organisations in strings.
#[derive(Debug)]
pub struct Resolver {
    pub(super) bank: Bank,
    pub(super) model: Model,
}

/// The day that a name of a dump has in it: `v2.9-2026-06-23-ror-data.zip`.
fn dated(name: &str) -> Option<String> {
    let day = |at: usize| name.get(at..at + 10).filter(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok());
    (0..name.len()).find_map(day).map(str::to_owned)
}

/// Matches and alternatives below this are not told.
const TOLD: f32 = 0.05;

impl Resolver {
    /// Of organisations, with the well-known names among them.
    pub fn of(mut organisations: Vec<Organisation>) -> Self {
        super::aliases::add(&mut organisations);
        super::usage::add(&mut organisations);
        Self::only(&organisations)
    }

    /// Of organisations and no other, as a file of one's own has them.
    pub fn only(organisations: &[Organisation]) -> Self {
        Self { bank: build(organisations), model: Model::read(MODEL).unwrap_or_default() }
    }

    /// Of the table of well-known names alone, where no registry is there.
    pub fn of_well_known() -> Self {
        Self::only(&super::aliases::organisations())
    }

    /// Of tables that were built before.
    pub fn over(bank: Bank) -> Self {
        Self { bank, model: Model::read(MODEL).unwrap_or_default() }
    }

    /// Writes the tables as an index of a kind; how many bytes it has. `source` is what they were made of.
    pub fn keep(&self, kind: Kind, source: String, place: Place) -> Result<(About, u64), Error> {
        let tables = self.tables();
        let counts = [("organisations", tables.organisations()), ("names", tables.names())];
        let about = About {
            date: dated(&source),
            program: concat!("frontis ", env!("CARGO_PKG_VERSION")).to_owned(),
            counts: counts.into_iter().map(|(what, count)| (what.to_owned(), count as u64)).collect(),
            source,
        };
        let sections = self.bank.sections();
        let size = place.fill(|out| sections.write(kind, &about, out))?;
        Ok((about, size))
    }

    /// What the index was made of, where there is one.
    pub fn about(&self) -> Option<&About> {
        self.bank.about()
    }

    pub fn with_model(mut self, model: Model) -> Self {
        self.model = model;
        self
    }

    pub fn tables(&self) -> Tables<'_> {
        self.bank.tables()
    }

    pub fn model(&self) -> &Model {
        &self.model
    }

    pub(super) fn find(&self, text: &str, context: &Context, desk: &mut Desk) {
        let tables = &self.tables();
        desk.reading.read(text, tables);
        let countries: Vec<u32> = context.countries.iter().map(|c| country_number(c)).collect();
        desk.search.candidates(&mut desk.reading, tables, &countries, &mut desk.candidates);
        features::first(&desk.candidates, &desk.reading, tables, &mut desk.choice.first);
    }

    /// Chooses, and says nothing about it.
    pub fn pick<'a>(&'a self, text: &str, context: &Context, desk: &'a mut Desk) -> impl Iterator<Item = Picked> + 'a {
        self.find(text, context, desk);
        desk.choice.choose(&desk.candidates, &self.model, &self.tables());
        let candidates = &desk.candidates;
        desk.choice.chosen.iter().map(move |(likely, n)| Picked {
            organisation: candidates[*n].organisation,
            likely: *likely,
            accepted: *likely >= self.model.threshold,
        })
    }

    /// The organisations that a string names, the surest first.
    pub fn resolve(&self, text: &str, context: &Context, desk: &mut Desk) -> Vec<Match> {
        self.find(text, context, desk);
        desk.choice.choose(&desk.candidates, &self.model, &self.tables());
        let told = desk.choice.chosen.iter().filter(|(likely, _)| *likely >= TOLD);
        told.map(|(likely, n)| self.tell(*likely, *n, context, desk)).collect()
    }

    fn tell(&self, likely: f32, n: usize, context: &Context, desk: &Desk) -> Match {
        let candidate = &desk.candidates[n];
        let accepted = likely >= self.model.threshold;
        let (organisation, moved) = match self.in_year(candidate.organisation, context.year) {
            Some((other, why)) => (other, Some(why)),
            None => (candidate.organisation, None),
        };
        let mut reasons = self.reasons(candidate, desk);
        reasons.extend(moved);
        let sure = desk.choice.chosen.iter().filter(|(likely, other)| *other != n && *likely >= self.model.threshold);
        let sure: Vec<&Candidate> = sure.map(|(_, other)| &desk.candidates[*other]).collect();
        let beaten = desk.choice.beaten.iter().filter(|(likely, _, by)| *by == n && *likely >= TOLD);
        Match {
            organisation,
            id: self.tables().id(organisation).to_owned(),
            name: self.tables().display(organisation).to_owned(),
            confidence: self.model.confidence(likely),
            accepted,
            span: desk.reading.span(candidate.from, candidate.to),
            part: is_part(candidate, &sure, &desk.reading, &self.tables()),
            reasons,
            alternatives: beaten
                .take(3)
                .map(|(likely, other, _)| self.alternative(desk.candidates[*other].organisation, *likely))
                .collect(),
            instead_of: (organisation != candidate.organisation).then(|| self.alternative(candidate.organisation, likely)),
        }
    }

    fn alternative(&self, organisation: u32, likely: f32) -> Alternative {
        let (id, name) = (self.tables().id(organisation).to_owned(), self.tables().display(organisation).to_owned());
        Alternative { id, name, confidence: self.model.confidence(likely) }
    }

    /// What existed of an organisation in a year, if that was another, and why.
    fn in_year(&self, organisation: u32, year: Option<i32>) -> Option<(u32, String)> {
        let year = year?;
        let tables = self.tables();
        let row = tables.organisation(organisation);
        let kin = |wanted: Relation, holds: &dyn Fn(i32) -> bool| {
            let mut all = tables.relations(&row).filter(|(relation, _)| *relation == wanted).map(|(_, other)| other);
            let mut known = all.by_ref().filter(|other| tables.organisation(*other).established.is_some_and(holds));
            match (known.next(), known.next()) {
                (Some(only), None) => Some(only),
                _ => None,
            }
        };
        if row.established.is_some_and(|from| from > year) {
            let before = kin(Relation::Predecessor, &|from| from <= year)?;
            return Some((before, format!("{} was founded after {year}", self.tables().display(organisation))));
        }
        if row.status == Status::Inactive {
            let after = kin(Relation::Successor, &|from| from <= year)?;
            return Some((after, format!("{} had become it by {year}", self.tables().display(organisation))));
        }
        None
    }

    fn reasons(&self, candidate: &Candidate, desk: &Desk) -> Vec<String> {
        let tables = self.tables();
        // of the names that were found in these words, the one that is spelled as they are
        let letters = desk.reading.letters(candidate.from, candidate.to);
        let there = desk.reading.hits.iter().filter(|h| h.from == candidate.from && h.to == candidate.to);
        let mut names = there.map(|h| tables.name(h.entry)).filter(|name| name.organisation == candidate.organisation);
        let name = names.find(|name| name.letters == letters).unwrap_or_else(|| tables.name(candidate.name));
        let text = tables.name_text(&name);
        let mut reasons = Vec::new();
        if candidate.known {
            reasons.push("well-known name".to_owned());
        }
        reasons.push(match (candidate.how, name.kind) {
            (How::Whole, NameKind::Acronym) => format!("acronym \"{text}\""),
            (How::Whole, NameKind::Part) => format!("part of the name \"{text}\""),
            (How::Whole, NameKind::Cityless) => format!("name \"{text}\" without its city"),
            (How::Whole | How::Bag, _) => format!("name \"{text}\""),
            (How::Some, _) => format!("{:.0} % of the name \"{text}\"", 100.0 * candidate.shared / candidate.name_weight.max(0.1)),
        });
        match candidate.country {
            2 => reasons.push("its country is named".to_owned()),
            1 => reasons.push("its country is meant".to_owned()),
            -2 => reasons.push("another country is named".to_owned()),
            -1 => reasons.push("another country is meant".to_owned()),
            _ => {}
        }
        match candidate.city {
            2 => reasons.push("its city is named".to_owned()),
            -1 => reasons.push("another city is named".to_owned()),
            _ => {}
        }
        if name.sharing > 1 {
            reasons.push(format!("{} organisations share the name", name.sharing));
        }
        let others = desk.candidates.iter().filter(|c| c.from >= candidate.to || c.to <= candidate.from);
        for other in others.filter(|c| c.how != How::Some) {
            let kin = match self.tables().relation(&candidate.row, other.organisation) {
                Some(Relation::Parent) => "its parent",
                Some(Relation::Child) => "a part of it",
                _ => continue,
            };
            reasons.push(format!("{kin} \"{}\" stands beside it", self.tables().display(other.organisation)));
            break;
        }
        reasons
    }
}
