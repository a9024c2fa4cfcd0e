//! What linking the organisations of a volume came to.
//!
//! An organisation of a volume is what several printed strings name alike; it becomes one record of the registry or none.
//! It is accepted where a string surely names one record and no other string of the volume surely names another or hardly
//! allows this one. Where one string names several records, or several strings different ones, or where another volume of
//! the store has it as a different record, all are candidates and say so.

use super::organisation::Relation;
use super::{Context, Desk, Match, Resolver};
use crate::catalogue::Volume;
use crate::link::proposal::{Proposal, Proposals, space};
use crate::record::identifier::country;
use crate::record::{BY_HAND, Link, LinkStatus};
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
        let organisations = named(volume).into_iter().map(|(thing, printed)| {
            let context = Context { year: volume.year(), countries: printed.countries.into_iter().map(str::to_owned).collect() };
            let read = |string: String| {
                let matches = read(&string, &context);
                (string, matches)
            };
            let strings: Vec<(String, Vec<Match>)> = printed.strings.into_iter().map(read).collect();
            Judged { thing: thing.to_owned(), proposals: judge(&strings, resolver), strings }
        });
        Account { organisations: organisations.collect() }
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
            let other = links.iter().filter(accepts).find(|l| l.target != ours.target);
            if let Some(other) = other {
                ours.status = LinkStatus::Candidate;
                ours.evidence = format!("{}; another volume has it as {}", ours.evidence, other.target);
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
                        proposals.propose(&judged.thing, Proposal { target, evidence, ..proposal.clone() });
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

#[derive(Default)]
struct Printed<'v> {
    strings: BTreeSet<String>,
    countries: BTreeSet<&'v str>,
}

/// The organisations that a volume names, and how.
fn named(volume: &Volume) -> BTreeMap<&str, Printed<'_>> {
    let mut found: BTreeMap<&str, Printed<'_>> = BTreeMap::new();
    for affiliation in volume.mentions().flat_map(|mention| &mention.affiliations) {
        let Some(organisation) = &affiliation.organization_iri else { continue };
        let printed = found.entry(organisation).or_default();
        printed.strings.insert(affiliation.printed.clone());
        printed.countries.extend(affiliation.place.as_deref().and_then(country));
    }
    for sponsorship in &volume.sponsorships {
        let Some(organisation) = &sponsorship.organization_iri else { continue };
        found.entry(organisation).or_default().strings.insert(sponsorship.organization.clone());
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
        let mut evidence = format!("\"{}\" is {}: {}", string.get(m.span.clone()).unwrap_or_default(), m.name, m.reasons.join(", "));
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
        (Proposal { target: m.id.clone(), status, confidence: f64::from(m.confidence), evidence }, m.organisation)
    };
    found.into_iter().take(sure.max(DOUBTFUL)).map(propose).collect()
}

fn is_iri(text: &str) -> bool {
    NamedNode::new(text).is_ok()
}

/// Every string that a volume's organisations are printed with.
pub fn strings(volume: &Volume) -> BTreeSet<String> {
    named(volume).into_values().flat_map(|printed| printed.strings).collect()
}
