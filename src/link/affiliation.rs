//! Printed affiliations as organisations of an authority file: which, how sure, by which words; or none.

mod build;
mod candidates;
pub mod countries;
mod features;
mod fold;
mod forest;
pub mod organisation;
mod reading;
mod tables;
pub mod train;
mod words;

pub use build::build;
pub use features::{FIRST, SECOND};
pub use forest::Forest;
pub use tables::Tables;

use candidates::{Candidate, Search};
use features::{First, Second};
use reading::Reading;

/// What is known beside the string.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Of the volume.
    pub year: Option<i32>,
    /// ISO codes of countries it may be in.
    pub countries: Vec<String>,
}

/// Room for the work on one string after another.
#[derive(Debug, Default)]
pub struct Desk {
    pub(crate) reading: Reading,
    search: Search,
    candidates: Vec<Candidate>,
    first: Vec<First>,
    second: Vec<Second>,
    said: Vec<f32>,
    odds: Vec<f32>,
}

/// Finds organisations in strings.
#[derive(Debug)]
pub struct Resolver {
    pub tables: Tables,
    pub first: Forest,
    pub second: Forest,
}

/// A candidate as training and measuring see it.
#[derive(Debug)]
pub struct Weighed<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub first: &'a [f32],
    pub likely: f32,
    pub from: u16,
    pub to: u16,
}

impl Resolver {
    pub fn of(organisations: &[organisation::Organisation], model: &str) -> Self {
        let all: Vec<&str> = FIRST.iter().chain(&SECOND).copied().collect();
        Self {
            tables: build(organisations),
            first: Forest::read(model, "first", &all).unwrap_or_default(),
            second: Forest::read(model, "second", &all).unwrap_or_default(),
        }
    }

    fn find(&self, text: &str, context: &Context, desk: &mut Desk) {
        desk.reading.read(text, &self.tables);
        let countries: Vec<u32> = context.countries.iter().map(|c| build::country_number(c)).collect();
        desk.search.candidates(&mut desk.reading, &self.tables, &countries, &mut desk.candidates);
        features::first(&desk.candidates, &desk.reading, &self.tables, &mut desk.first);
    }

    /// Candidates with the features of the first look.
    pub fn weigh_first<'a>(&'a self, text: &str, context: &Context, desk: &'a mut Desk) -> Vec<Weighed<'a>> {
        self.find(text, context, desk);
        let weighed = desk.candidates.iter().zip(&desk.first);
        weighed
            .map(|(c, row)| Weighed {
                id: self.tables.id(c.organisation),
                name: self.tables.name_text(&self.tables.name(c.name)),
                first: row,
                likely: self.first.likely(row),
                from: c.from,
                to: c.to,
            })
            .collect()
    }

    /// Features of the second look, after [`Self::weigh_first`], with what a first forest says.
    pub fn second_rows(&self, desk: &mut Desk, first: &Forest) -> Vec<Vec<f32>> {
        desk.said.clear();
        desk.said.extend(desk.first.iter().map(|row| first.likely(row)));
        features::second(&desk.candidates, &desk.first, &desk.said, &self.tables, &mut desk.second);
        desk.second.iter().map(|row| row.to_vec()).collect()
    }
}

impl Resolver {
    /// The name to show of an organisation by its id; slow.
    pub fn name_of(&self, id: &str) -> String {
        let found = (0..self.tables.organisations() as u32).find(|n| self.tables.id(*n) == id);
        found.map_or(String::new(), |n| self.tables.display(n).to_owned())
    }
}
