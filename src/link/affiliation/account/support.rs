//! What a volume says elsewhere of organisations whose own strings are doubtful: a short form beside the name it is short
//! for, a name that several records have, people who are printed with both.

use super::{Judged, Printed, address};
use crate::link::affiliation::organisation::NameKind;
use crate::link::affiliation::reading::Reading;
use crate::link::affiliation::tables::{NameRow, PLACE};
use crate::link::affiliation::{Match, Resolver, Tables};
use crate::link::proposal::Proposal;
use crate::record::LinkStatus;
use std::collections::{BTreeMap, BTreeSet};

/// What is accepted by what the volume says elsewhere is held to be no surer than this.
const SUREST: f64 = 0.9;

/// A doubtful organisation is not accepted over another record that its own strings make likelier than this.
const RIVAL: f32 = 0.5;

/// A record that the volume surely names.
struct Sure<'j> {
    judged: &'j Judged,
    proposal: &'j Proposal,
    organisation: u32,
}

/// What a doubtful organisation may be, and why.
struct Support {
    organisation: u32,
    part: bool,
    confidence: f64,
    reasons: Vec<String>,
}

/// Accepts doubtful organisations where the volume's sure ones speak for exactly one record.
pub(super) fn lend(organisations: &mut [Judged], printed: &BTreeMap<&str, Printed<'_>>, resolver: &Resolver) {
    let found: Vec<(usize, Support)> = {
        let sure: Vec<Sure<'_>> = organisations.iter().filter_map(sure).collect();
        let doubtful = organisations.iter().enumerate().filter(|(_, j)| j.strings.iter().all(|(_, all)| all.iter().all(|m| !m.accepted)));
        let asked = doubtful.filter_map(|(n, judged)| Some((n, support(judged, printed, &sure, resolver)?)));
        asked.collect()
    };
    for (n, support) in found {
        accept(&mut organisations[n], support, resolver.tables());
    }
}

fn sure(judged: &Judged) -> Option<Sure<'_>> {
    let (proposal, organisation) = judged.proposals.iter().find(|(p, _)| p.status == LinkStatus::Accepted)?;
    Some(Sure { judged, proposal, organisation: *organisation })
}

fn support(judged: &Judged, printed: &BTreeMap<&str, Printed<'_>>, sure: &[Sure<'_>], resolver: &Resolver) -> Option<Support> {
    let tables = resolver.tables();
    let here = printed.get(judged.thing.as_str())?;
    let bearers = bearers(&here.names, tables);
    let bears = |record: u32, wanted: fn(NameKind) -> bool| bearers.iter().any(|(other, kind)| *other == record && wanted(*kind));
    let told = |record: u32| judged.strings.iter().flat_map(|(_, all)| all).find(move |m| m.organisation == record);
    let mut found: BTreeMap<u32, Support> = BTreeMap::new();
    for one in sure {
        let record = one.organisation;
        let mut reasons = Vec::new();
        if let Some(string) = here.names.iter().find_map(|name| beside(one, name)) {
            reasons.push(format!("short for what \"{string}\" names"));
        }
        if bears(record, in_full) {
            reasons.push(format!("of the records of this name the volume surely names one, by \"{}\"", first(one)));
        }
        let named = printed.get(one.judged.thing.as_str());
        if (bears(record, |_| true) || told(record).is_some()) && named.is_some_and(|there| same_people(here, there)) {
            reasons.push(format!("who is printed with it is also printed with \"{}\"", first(one)));
        }
        if !reasons.is_empty() {
            let part = told(record).is_some_and(|m| m.part) && !bears(record, |_| true);
            let confidence = one.proposal.confidence.min(SUREST);
            found.entry(record).or_insert(Support { organisation: record, part, confidence, reasons });
        }
    }
    let (record, support) = found.pop_first().filter(|_| found.is_empty())?;
    let rival = |m: &Match| m.organisation != record && m.confidence >= RIVAL;
    let rivals = judged.strings.iter().flat_map(|(_, all)| all).any(rival);
    let country = address(tables, record).and_then(|a| a.country);
    let elsewhere = country.is_some_and(|c| here.countries.iter().any(|printed| *printed != c));
    (!rivals && !elsewhere).then_some(support)
}

/// A string of a sure organisation that has a short form in brackets beside the name.
fn beside<'s>(one: &Sure<'s>, short: &str) -> Option<&'s str> {
    let form = !short.contains(char::is_whitespace) && short.chars().filter(|c| c.is_uppercase()).count() > 1;
    let both = |(string, matches): &&(String, Vec<Match>)| {
        matches.iter().filter(|m| m.accepted && !m.part && m.organisation == one.organisation).any(|m| {
            let (before, after) = (string.get(..m.span.start).unwrap_or_default(), string.get(m.span.end..).unwrap_or_default());
            let bracketed =
                |text: &str| text.trim_start().strip_prefix('(').and_then(|t| t.split_once(')')).map(|(t, _)| t.trim() == short);
            bracketed(after) == Some(true)
                || (after.trim_start().starts_with(')') && before.trim_end().strip_suffix('(').is_some_and(|b| b.trim() == short))
        })
    };
    one.judged.strings.iter().filter(|_| form).find(both).map(|(string, _)| string.as_str())
}

/// The records that have one of these names, and what kind of name it is to them.
fn bearers(names: &BTreeSet<String>, tables: Tables<'_>) -> Vec<(u32, NameKind)> {
    let mut reading = Reading::default();
    let mut found = Vec::new();
    for name in names {
        reading.read(name, &tables);
        let all = reading.tokens.len() as u16;
        let whole = reading.hits.iter().filter(|hit| hit.from == 0 && hit.to == all && hit.entry & PLACE == 0);
        // short forms are read as the words that they may stand for, as UC is
        let printed = |name: &NameRow| name.kind != NameKind::Acronym || name.letters == reading.letters(0, all);
        found.extend(whole.map(|hit| tables.name(hit.entry)).filter(printed).map(|name| (name.organisation, name.kind)));
    }
    found
}

/// Names that an organisation has, not those that were made of them: a university without its city is any of its campuses.
fn in_full(kind: NameKind) -> bool {
    matches!(kind, NameKind::Display | NameKind::Label | NameKind::Alias | NameKind::Acronym | NameKind::Known)
}

/// Whether everybody who is printed with an organisation is also printed elsewhere with the other one.
fn same_people(here: &Printed<'_>, there: &Printed<'_>) -> bool {
    let both = |(name, mentions): (&&str, &BTreeSet<&str>)| there.people.get(name).is_some_and(|others| mentions.is_disjoint(others));
    !here.people.is_empty() && here.people.iter().all(both)
}

fn first<'s>(one: &Sure<'s>) -> &'s str {
    let names = |all: &[Match]| all.iter().any(|m| m.accepted && m.organisation == one.organisation);
    one.judged.strings.iter().find(|(_, all)| names(all)).map_or("", |(string, _)| string)
}

fn accept(judged: &mut Judged, support: Support, tables: Tables<'_>) {
    let Support { organisation, part, confidence, reasons } = support;
    let target = tables.id(organisation).to_owned();
    let known = judged.proposals.iter().position(|(p, _)| p.target == target).map(|n| judged.proposals.remove(n).0);
    let mut evidence = known.map_or_else(|| tables.display(organisation).to_owned(), |p| p.evidence);
    reasons.iter().for_each(|reason| evidence = format!("{evidence}; {reason}"));
    let address = address(tables, organisation);
    let proposal = Proposal { target, part, address, status: LinkStatus::Accepted, confidence, evidence };
    judged.proposals.insert(0, (proposal, organisation));
}
