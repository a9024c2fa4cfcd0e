//! Wikidata, by its reconciliation service. An answer has no more than names and scores, so that only what cannot well be
//! anything else is accepted: the item that the service takes for the only one and that is called what is printed.

mod reconcile;

pub use reconcile::{Candidate, Query};

use crate::catalogue::Volume;
use crate::error::Error;
use crate::link::affiliation::account::Account;
use crate::link::affiliation::organisation::{Name, NameKind, Organisation};
use crate::link::affiliation::{Alternative, Context, Match, Resolver};
use crate::link::client::{self, Client};
use crate::link::proposal::space;
use crate::link::score::title::letters;
use crate::record::place::country;
use crate::record::{Affiliation, BY_HAND, Link, LinkStatus};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The service that is run for everybody.
pub const SITE: &str = "https://wikidata.reconci.link/en/api";
/// From one request to the next.
pub const INTERVAL: Duration = Duration::from_secs(1);
/// How the methods of its links begin.
pub const METHOD: &str = "wikidata asked on ";
/// Names of one request.
pub const BATCH: usize = 10;

/// Where items are.
const ITEMS: &str = "http://www.wikidata.org/entity/";
/// Letters of a name that can be searched for.
const LONGEST: usize = 200;
/// An item whose score is no more than this below another's may be meant as well.
const NEAR: f64 = 10.0;
/// How sure an accepted item is.
const ACCEPTED: f32 = 0.9;
/// How sure one may be at most that is not.
const DOUBTED: f64 = 0.5;

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

/// Wikidata, asked for each name once.
pub struct Live {
    client: Client,
    site: String,
    found: BTreeMap<Query, Vec<Candidate>>,
}

impl Query {
    /// The organisation of a printed string, and its country: the one printed with it, else the only one that is known.
    pub fn of(printed: &str, countries: &[String]) -> Self {
        let Affiliation { organization: name, place, .. } = Affiliation::parse(printed);
        let only = match countries {
            [only] => Some(only.clone()),
            _ => None,
        };
        Self { name, country: place.as_deref().and_then(country).map(str::to_owned).or(only) }
    }

    fn can_be_asked(&self) -> bool {
        self.name.chars().any(char::is_alphabetic) && self.name.chars().count() <= LONGEST
    }
}

impl Live {
    pub fn new(settings: Settings) -> Result<Self, Error> {
        Ok(Self { client: Client::new(settings.client)?, site: settings.site, found: BTreeMap::new() })
    }

    /// How many requests were sent so far, and how many answers were already here.
    pub fn tally(&self) -> (usize, usize) {
        self.client.tally()
    }

    /// The items that each string names, the surest first.
    pub fn resolve<S: AsRef<str>>(&mut self, strings: &[S], context: &Context) -> Result<Vec<Vec<Match>>, Error> {
        let queries: Vec<Query> = strings.iter().map(|s| Query::of(s.as_ref(), &context.countries)).collect();
        self.ask(&queries)?;
        Ok(strings.iter().zip(&queries).map(|(string, query)| self.matches(string.as_ref(), query)).collect())
    }

    /// What the organisations of a volume are, but for those that `is_known` holds of.
    pub fn account(&mut self, volume: &Volume, mut is_known: impl FnMut(&str) -> Result<bool, Error>) -> Result<Account, Error> {
        let mut queries = Vec::new();
        let printed = Account::with(volume, &Resolver::of(Vec::new()), |string, context| {
            queries.push(Query::of(string, &context.countries));
            Vec::new()
        });
        let (mut unknown, mut asked, mut queries) = (BTreeSet::new(), Vec::new(), queries.into_iter());
        for judged in printed.organisations {
            let own = queries.by_ref().take(judged.strings.len());
            if is_known(&judged.thing)? {
                own.for_each(drop);
            } else {
                asked.extend(own);
                unknown.insert(judged.thing);
            }
        }
        self.ask(&asked)?;
        let items: BTreeMap<&str, &Candidate> =
            asked.iter().filter_map(|query| self.found.get(query)).flatten().map(|item| (item.id.as_str(), item)).collect();
        let resolver = Resolver::of(items.values().map(|item| organisation(item)).collect());
        let rows: BTreeMap<String, u32> = items.keys().map(|id| format!("{ITEMS}{id}")).zip(0..).collect();
        let mut account = Account::with(volume, &resolver, |string, context| {
            let mut matches = self.matches(string, &Query::of(string, &context.countries));
            matches.iter_mut().for_each(|m| m.organisation = rows.get(&m.id).copied().unwrap_or_default());
            matches
        });
        account.organisations.retain(|judged| unknown.contains(&judged.thing));
        Ok(account)
    }

    /// Asks for names that were not asked for before, several at a time.
    fn ask(&mut self, queries: &[Query]) -> Result<(), Error> {
        let mut new: Vec<Query> = queries.iter().filter(|q| q.can_be_asked() && !self.found.contains_key(*q)).cloned().collect();
        new.sort();
        new.dedup();
        for batch in new.chunks(BATCH) {
            let request = reconcile::request(&self.site, batch);
            let answers = self.client.ask(&request, |answer| reconcile::read(answer, batch.len()));
            self.found.extend(batch.iter().cloned().zip(answers.map_err(|failure| failure.at(&request.address))?));
        }
        Ok(())
    }

    /// What the items that a query found are to the string it was made of.
    fn matches(&self, string: &str, query: &Query) -> Vec<Match> {
        let found = self.found.get(query).map_or(&[][..], Vec::as_slice);
        let start = string.find(&query.name);
        let span = start.map_or(0..string.len(), |start| start..start + query.name.len());
        let mut matches: Vec<Match> = found.iter().map(|candidate| judged(candidate, found, query, span.clone())).collect();
        // they are for one name: beside one that holds the others are its alternatives
        if matches.iter().any(|m| m.accepted) {
            matches.retain(|m| m.accepted);
        }
        matches
    }
}

/// An item as the tables of a resolver take it.
fn organisation(item: &Candidate) -> Organisation {
    let name = Name { text: item.name.clone(), kind: NameKind::Display };
    Organisation { id: format!("{ITEMS}{}", item.id), names: vec![name], ..Organisation::default() }
}

/// One of the items that were found for a query.
fn judged(candidate: &Candidate, found: &[Candidate], query: &Query, span: std::ops::Range<usize>) -> Match {
    let mut reasons = vec![format!("score {:.0} of Wikidata's reconciliation service", candidate.score)];
    let printed = letters(&query.name);
    let same = letters(&candidate.name) == printed && !printed.is_empty();
    reasons.push(if same { "its name is the printed one" } else { "its name is another" }.to_owned());
    let rival = found.iter().find(|other| other.id != candidate.id && other.score + NEAR >= candidate.score);
    if let Some(rival) = rival {
        reasons.push(format!("{} has {:.0}", rival.id, rival.score));
    }
    // a single word names many things
    let alone = query.country.is_none() && !query.name.trim().contains(' ');
    if let Some(code) = query.country.as_ref().filter(|_| candidate.is_match) {
        reasons.push(format!("its country is {code}"));
    } else if alone {
        reasons.push("one word, and no country is known".to_owned());
    }
    let accepted = candidate.is_match && same && rival.is_none() && !alone;
    let doubted = (candidate.score.clamp(0.0, 100.0) / 100.0 * DOUBTED) as f32;
    let others = found.iter().filter(|other| other.id != candidate.id).take(3);
    let alternative = |other: &Candidate| Alternative {
        id: format!("{ITEMS}{}", other.id),
        name: other.name.clone(),
        confidence: (other.score.clamp(0.0, 100.0) / 100.0 * DOUBTED) as f32,
    };
    Match {
        organisation: 0,
        id: format!("{ITEMS}{}", candidate.id),
        name: candidate.name.clone(),
        confidence: if accepted { ACCEPTED } else { doubted },
        accepted,
        span,
        part: false,
        reasons,
        alternatives: if accepted { others.map(alternative).collect() } else { Vec::new() },
        instead_of: None,
    }
}

/// Whether others than this service have linked a thing to an item, given the links of it.
pub fn is_linked<'l>(links: impl IntoIterator<Item = &'l Link> + Clone) -> bool {
    let rejected = |target: &str| {
        let by_hand = |l: &&Link| l.method == BY_HAND && l.target == target;
        links.clone().into_iter().find(by_hand).is_some_and(|l| l.status == LinkStatus::Rejected)
    };
    links.clone().into_iter().any(|l| {
        let other = !l.method.starts_with(METHOD) && space(&l.target) == space(ITEMS);
        other && l.status == LinkStatus::Accepted && !rejected(&l.target)
    })
}
