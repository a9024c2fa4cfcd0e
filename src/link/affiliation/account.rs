//! What linking the organisations of a volume came to.
//!
//! An organisation of a volume is what several printed strings name alike; it becomes one record of the registry or none.
//! It is accepted where a string surely names one record and no other string of the volume surely names another or hardly
//! allows this one. Where one string names several records, or several strings different ones, or where another volume of
//! the store has it as a different record, all are candidates and say so. What is doubtful by itself may be accepted by what
//! the volume says elsewhere ([`support`]).

mod support;

use super::countries::COUNTRIES;
use super::organisation::Relation;
use super::{Context, Desk, Match, Resolver, Tables};
use crate::catalogue::Volume;
use crate::link::proposal::{Proposal, Proposals, space};
use crate::record::place::country;
use crate::record::{Address, BY_HAND, Link, LinkStatus};
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// A volume's organisations against a registry.
pub struct Account {
    pub organisations: Vec<Judged>,
}

/// One organisation, with what was found for it.
pub struct Judged {
    /// IRI.
    pub thing: String,
    /// Each distinct string that names it, in byte order, with what the string was resolved to.
    pub strings: Vec<(String, Vec<Match>)>,
    /// Records it may be, the surest first; at most one is accepted.
    pub proposals: Vec<(Proposal, u32)>,
}

/// Less likely records than this are not proposed, nor do they count as named beside another.
const LEAST: f32 = 0.3;

/// A string that is less likely than this to name a record speaks against it.
const EVEN: f32 = 0.5;

/// More doubtful records of one organisation than this are not proposed.
const DOUBTFUL: usize = 3;

/// Where records of other schemes stand.
const SCHEMES: &[(&str, &str)] = &[("wikidata", "http://www.wikidata.org/entity/"), ("grid", "https://www.grid.ac/institutes/")];

impl Account {
    /// Resolves what a volume's names and sponsors are printed with. The countries printed with an organisation anywhere in
    /// the volume help to read those of its strings that have none.
    pub fn of(volume: &Volume, resolver: &Resolver, desk: &mut Desk) -> Account {
        Self::with(volume, resolver, |string, context| resolver.resolve(string, context, desk))
    }

    /// The same by what `read` says that strings name.
    pub fn with(volume: &Volume, resolver: &Resolver, mut read: impl FnMut(&str, &Context) -> Vec<Match>) -> Account {
        let printed = named(volume);
        let judge = |(thing, printed): (&&str, &Printed<'_>)| {
            let context = Context { year: volume.year(), countries: printed.countries.iter().map(|c| (*c).to_owned()).collect() };
            let read = |string: &String| (string.clone(), read(string, &context));
            let strings: Vec<(String, Vec<Match>)> = printed.strings.iter().map(read).collect();
            Judged { thing: (*thing).to_owned(), proposals: judge(&strings, resolver), strings }
        };
        let mut organisations: Vec<Judged> = printed.iter().map(judge).collect();
        support::lend(&mut organisations, &printed, resolver);
        Account { organisations }
    }

    /// Makes candidates of what other volumes have otherwise. `elsewhere` tells their links of a thing, by its IRI.
    pub fn heed<E>(&mut self, elsewhere: impl Fn(&str) -> Result<Vec<Link>, E>) -> Result<(), E> {
        for judged in &mut self.organisations {
            let Some((ours, _)) = judged.proposals.iter_mut().find(|(p, _)| p.status == LinkStatus::Accepted) else { continue };
            let links = elsewhere(&judged.thing)?;
            let rejected = |target: &str| {
                let by_hand = |l: &&Link| l.method == BY_HAND && l.target == target;
                links.iter().find(by_hand).is_some_and(|l| l.status == LinkStatus::Rejected)
            };
            let accepts = |l: &&Link| l.status == LinkStatus::Accepted && space(&l.target) == space(&ours.target) && !rejected(&l.target);
            let other = links.iter().filter(accepts).find(|l| l.target != ours.target || l.part != ours.part);
            if let Some(other) = other {
                ours.status = LinkStatus::Candidate;
                let what = if other.part { "a part of " } else { "" };
                ours.evidence = format!("{}; another volume has it as {what}{}", ours.evidence, other.target);
            } else if rejected(&ours.target) {
                ours.status = LinkStatus::Candidate;
                ours.evidence = format!("{}; rejected in another volume", ours.evidence);
            }
        }
        Ok(())
    }

    /// The links to propose; what a registry knows an accepted record by elsewhere goes with it. `registry` is the registry's
    /// name for people, `method` begins with the proposer's.
    pub fn links(&self, resolver: &Resolver, registry: &str, mut proposals: Proposals<'_>) -> Vec<Link> {
        for judged in &self.organisations {
            for (proposal, record) in &judged.proposals {
                if proposals.propose(&judged.thing, proposal.clone()) != Some(LinkStatus::Accepted) {
                    continue;
                }
                for (scheme, value) in resolver.tables().external(*record) {
                    let Some((_, start)) = SCHEMES.iter().find(|(name, _)| *name == scheme) else { continue };
                    let target = format!("{start}{value}");
                    let evidence = format!("through {registry}: {}", proposal.target);
                    if is_iri(&target) {
                        proposals.propose(&judged.thing, Proposal { target, address: None, evidence, ..proposal.clone() });
                    }
                }
            }
        }
        proposals.links()
    }
}

impl Judged {
    /// What it is surely.
    pub fn accepted(&self) -> Option<&Proposal> {
        self.proposals.iter().map(|(proposal, _)| proposal).find(|p| p.status == LinkStatus::Accepted)
    }
}

/// How an organisation is printed in a volume.
#[derive(Default)]
struct Printed<'v> {
    strings: BTreeSet<String>,
    /// The strings without the places after them.
    names: BTreeSet<String>,
    countries: BTreeSet<&'v str>,
    /// Who is printed with it, by name, and where.
    people: BTreeMap<&'v str, BTreeSet<&'v str>>,
}

/// The organisations that a volume names, and how.
fn named(volume: &Volume) -> BTreeMap<&str, Printed<'_>> {
    let mut found: BTreeMap<&str, Printed<'_>> = BTreeMap::new();
    for mention in volume.mentions() {
        for affiliation in &mention.affiliations {
            let Some(organisation) = &affiliation.organization_iri else { continue };
            let printed = found.entry(organisation).or_default();
            printed.strings.insert(affiliation.printed.clone());
            printed.names.extend(affiliation.organization.clone());
            printed.countries.extend(affiliation.place.as_deref().and_then(country));
            printed.people.entry(&mention.printed).or_default().insert(&mention.iri);
        }
    }
    let sponsors = volume.sponsorships.iter().map(|s| (&s.organization_iri, Some(&s.organization)));
    for (organisation, name) in sponsors.chain([(&volume.publisher_iri, volume.publisher.as_ref())]) {
        if let (Some(organisation), Some(name)) = (organisation, name) {
            let printed = found.entry(organisation).or_default();
            printed.strings.insert(name.clone());
            printed.names.insert(name.clone());
        }
    }
    found
}

/// What the matches of an organisation's strings make of it.
fn judge(strings: &[(String, Vec<Match>)], resolver: &Resolver) -> Vec<(Proposal, u32)> {
    let mut best: BTreeMap<&str, (&str, &Match)> = BTreeMap::new();
    for (string, matches) in strings {
        for m in matches.iter().filter(|m| (m.accepted || m.confidence >= LEAST) && is_iri(&m.id)) {
            let (_, known) = best.entry(&m.id).or_insert((string, m));
            if (m.accepted, m.confidence) > (known.accepted, known.confidence) {
                best.insert(&m.id, (string, m));
            }
        }
    }
    // beside what is sure; a whole and its part are one, unless both are sure
    let kin = |m: &Match, other: &Match| {
        let row = resolver.tables().organisation(m.organisation);
        let relation = resolver.tables().relation(&row, other.organisation);
        !other.accepted && matches!(relation, Some(Relation::Parent | Relation::Child))
    };
    let beside = |m: &Match, other: &Match| (other.accepted || other.confidence >= LEAST) && other.id != m.id && !kin(m, other);
    let several = strings.iter().any(|(_, matches)| matches.iter().any(|m| m.accepted && matches.iter().any(|other| beside(m, other))));
    let sure = best.values().filter(|(_, m)| m.accepted).count();
    let mut found: Vec<(&str, &Match)> = best.into_values().collect();
    found.sort_by(|(_, a), (_, b)| b.accepted.cmp(&a.accepted).then(b.confidence.total_cmp(&a.confidence)).then(a.id.cmp(&b.id)));
    let propose = |(string, m): (&str, &Match)| {
        let part =
            strings.iter().flat_map(|(_, matches)| matches).any(|other| other.id == m.id && other.accepted == m.accepted && other.part);
        let words = string.get(m.span.clone()).unwrap_or_default();
        let mut evidence = format!("\"{words}\" is {}: {}", m.name, m.reasons.join(", "));
        if part {
            evidence.push_str("; a part of it is named");
        }
        if m.accepted && several {
            evidence.push_str("; one string names several organisations");
        } else if m.accepted && sure > 1 {
            evidence.push_str("; the volume's strings name different organisations");
        }
        let hardly = |matches: &[Match]| matches.iter().any(|other| other.id == m.id && !other.accepted && other.confidence < EVEN);
        let doubting = strings.iter().find(|(_, matches)| m.accepted && hardly(matches));
        if let Some((string, _)) = doubting {
            evidence = format!("{evidence}; \"{string}\" hardly is");
        }
        let holds = m.accepted && sure == 1 && !several && doubting.is_none();
        let status = if holds { LinkStatus::Accepted } else { LinkStatus::Candidate };
        let address = address(resolver.tables(), m.organisation);
        let proposal = Proposal { target: m.id.clone(), part, address, status, confidence: f64::from(m.confidence), evidence };
        (proposal, m.organisation)
    };
    found.into_iter().take(sure.max(DOUBTFUL)).map(propose).collect()
}

/// Where the registry has an organisation: the country, if it is one; city and region, if it is one place. Where it states
/// none, none is inferred.
fn address(tables: Tables<'_>, organisation: u32) -> Option<Address> {
    let row = tables.organisation(organisation);
    let places: BTreeSet<[u32; 3]> = tables.places(&row).collect();
    let [city, region, country] = *places.first().filter(|_| !row.bare)?;
    let one = places.len() == 1;
    let name = |name: Option<&str>| name.filter(|_| one).map(str::to_owned);
    let (code, _) = COUNTRIES.get(country as usize).filter(|_| places.iter().all(|[.., other]| *other == country))?;
    Some(Address { city: name(tables.city_name(city)), region: name(tables.region_name(region)), country: Some((*code).to_owned()) })
}

fn is_iri(text: &str) -> bool {
    NamedNode::new(text).is_ok()
}

/// Every string that a volume's organisations are printed with.
pub fn strings(volume: &Volume) -> BTreeSet<String> {
    named(volume).into_values().flat_map(|printed| printed.strings).collect()
}
