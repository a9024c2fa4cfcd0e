//! ROR's live service. Asked for a string, it sends the records that come nearest, and may choose one. What the string names
//! is judged here as it is with an index, by a resolver of the records that came; what the service chose is told beside.

use super::dump::{Record, organisation};
use crate::catalogue::Volume;
use crate::error::Error;
use crate::link::affiliation::account::{self, Account};
use crate::link::affiliation::organisation::Organisation;
use crate::link::affiliation::{Context, Desk, Match, Resolver, aliases};
use crate::link::client::{self, Answer, Client, Failure, Request, encode};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// Where the service is.
pub const SITE: &str = "https://api.ror.org";

/// From one request to the next: anybody may make 50 in five minutes.
pub const INTERVAL: Duration = Duration::from_secs(6);
/// With a registered client id 2000 may be made.
pub const INTERVAL_REGISTERED: Duration = Duration::from_millis(200);

/// Bytes of a string that are sent: no affiliation needs more, and addresses have an end.
const LONGEST: usize = 1000;

/// How sure a record is at least that the service chose: of those that our reading did not accept, a third held.
const CHOSEN: f32 = 0.3;

/// How sure one must be that the service did not choose: a better one may not be among the few that came.
const ALONE: f32 = 0.85;

/// Who is asked, and how.
#[derive(Clone, Debug)]
pub struct Settings {
    pub site: String,
    pub client: client::Settings,
}

impl Default for Settings {
    fn default() -> Self {
        Self { site: SITE.to_owned(), client: client::Settings::usual(INTERVAL) }
    }
}

/// ROR, asked for each string once.
pub struct Live {
    client: Client,
    site: String,
    found: BTreeMap<String, Found>,
}

/// What the service finds for a string.
#[derive(Clone, Debug, Default)]
struct Found {
    organisations: Vec<Organisation>,
    /// IRI of the record that it chose, and with which score of at most 1.
    chosen: Option<(String, f64)>,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    errors: Vec<String>,
    #[serde(default)]
    items: Option<Vec<Item>>,
}

#[derive(Deserialize)]
struct Item {
    score: f64,
    chosen: bool,
    organization: Record,
}

impl Live {
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let site = settings.site.trim_end_matches('/').to_owned();
        Ok(Self { client: Client::new(settings.client)?, site, found: BTreeMap::new() })
    }

    /// How many requests were sent so far, and how many answers were already here.
    pub fn tally(&self) -> (usize, usize) {
        self.client.tally()
    }

    /// The organisations that a string names, the surest first.
    pub fn resolve(&mut self, text: &str, context: &Context, desk: &mut Desk) -> Result<Vec<Match>, Error> {
        self.ask(text)?;
        let Some(found) = self.found.get(&query(text)) else { return Ok(Vec::new()) };
        let resolver = resolver([found]);
        let mut matches = resolver.resolve(text, context, desk);
        found.beside(text, &resolver, &mut matches);
        Ok(matches)
    }

    /// What the organisations of a volume are, and the resolver of all records that came for it.
    pub fn account(&mut self, volume: &Volume, desk: &mut Desk) -> Result<(Account, Resolver), Error> {
        let strings = account::strings(volume);
        strings.iter().try_for_each(|string| self.ask(string))?;
        let resolver = resolver(strings.iter().filter_map(|string| self.found.get(&query(string))));
        let account = Account::with(volume, &resolver, |string, context| {
            let mut matches = resolver.resolve(string, context, desk);
            if let Some(found) = self.found.get(&query(string)) {
                found.beside(string, &resolver, &mut matches);
            }
            matches
        });
        Ok((account, resolver))
    }

    /// Asks for a string, unless it was asked for before or nothing could be in it.
    fn ask(&mut self, text: &str) -> Result<(), Error> {
        let query = query(text);
        if self.found.contains_key(&query) || !query.chars().any(char::is_alphabetic) {
            return Ok(());
        }
        let address = format!("{}/v2/organizations?affiliation={}&single_search", self.site, encode(&query));
        let request = Request { address, accept: "application/json", body: None };
        let found = match self.client.ask(&request, read) {
            Ok(found) => found,
            // it takes no such string
            Err(Failure::Refused(400)) => Found::default(),
            Err(failure) => return Err(failure.at(&request.address)),
        };
        self.found.insert(query, found);
        Ok(())
    }
}

impl Found {
    /// Holds the matches of a string against what the service chose. What it alone found is not accepted, nor is what
    /// our reading alone found, unless that is very sure and the service did not choose another instead.
    fn beside(&self, text: &str, resolver: &Resolver, matches: &mut Vec<Match>) {
        let chosen = |m: &Match| {
            let is_it = |id: &str| self.chosen.as_ref().is_some_and(|(chosen, _)| chosen == id);
            is_it(&m.id) || m.instead_of.as_ref().is_some_and(|other| is_it(&other.id))
        };
        let agreed = matches.iter().any(|m| m.accepted && chosen(m));
        for m in matches.iter_mut() {
            if chosen(m) {
                m.confidence = m.confidence.max(CHOSEN);
            } else if m.accepted {
                m.accepted = m.confidence >= ALONE && (agreed || self.chosen.is_none());
                m.reasons.push("not chosen by ROR's own service".to_owned());
            }
        }
        let Some((id, score)) = &self.chosen else { return };
        let reason = format!("chosen by ROR's own service with {score:.2}");
        if let Some(known) = matches.iter_mut().find(|m| chosen(m)) {
            known.reasons.push(reason);
            return;
        }
        let tables = resolver.tables();
        let Some(row) = (0..tables.organisations() as u32).find(|row| tables.id(*row) == id) else { return };
        matches.push(Match {
            organisation: row,
            id: id.clone(),
            name: tables.display(row).to_owned(),
            confidence: CHOSEN,
            accepted: false,
            span: 0..text.len(),
            part: false,
            reasons: vec![reason],
            alternatives: Vec::new(),
            instead_of: None,
        });
    }
}

/// A string as it is asked for: on one line, and not endless.
fn query(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line[..line.floor_char_boundary(LONGEST)].to_owned()
}

/// Of the records that came, with the well-known names that are always there.
fn resolver<'f>(found: impl IntoIterator<Item = &'f Found>) -> Resolver {
    let well_known = aliases::organisations().into_iter();
    let records = found.into_iter().flat_map(|found| found.organisations.iter().cloned());
    let mut all: BTreeMap<String, Organisation> = well_known.map(|o| (o.id.clone(), o)).collect();
    all.extend(records.map(|o| (o.id.clone(), o)));
    Resolver::of(all.into_values().collect())
}

fn read(answer: &Answer) -> Result<Found, String> {
    let body: Body = serde_json::from_slice(&answer.bytes).map_err(|_| answer.no("answer of ROR"))?;
    if let Some(error) = body.errors.first() {
        return Err(format!("the service says {error}"));
    }
    let items = body.items.ok_or_else(|| answer.no("answer of ROR"))?;
    let chosen = items.iter().find(|item| item.chosen).map(|item| (item.organization.id.clone(), item.score));
    Ok(Found { organisations: items.into_iter().map(|item| organisation(item.organization)).collect(), chosen })
}
