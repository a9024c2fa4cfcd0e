//! What registries of organisations share: linking to one, and telling of it.

use super::{Scope, line, written};
use crate::catalogue::Volume;
use crate::cli::outcome::Outcome;
use crate::error::Error;
use crate::link::affiliation::account::{Account, Judged};
use crate::link::affiliation::{Desk, Match, Resolver};
use crate::link::proposal::Proposals;
use crate::link::wikidata;
use crate::record::{Link, LinkStatus};
use crate::store::{Change, Store};
use crate::terminal::plain;
use std::borrow::Borrow;
use std::io::Write;

/// Links the organisations of volumes to a registry, of which `registry` is the name for people.
pub fn link(scope: &Scope, proposer: &str, registry: &str, resolver: &Resolver, out: &mut dyn Write) -> Result<Outcome, Error> {
    let method = match resolver.about() {
        None => format!("{proposer} of well-known names"),
        Some(about) => format!("{proposer} of {}", about.date.as_ref().unwrap_or(&about.source)),
    };
    let mut desk = Desk::default();
    each(scope, &method, registry, |volume| Ok((Account::of(volume, resolver, &mut desk), resolver)), out)
}

/// Links by what `judge` says of the organisations of a volume, and by the resolver that knows their records. `method` begins
/// with the proposer.
pub fn each<R: Borrow<Resolver>>(
    scope: &Scope,
    method: &str,
    registry: &str,
    mut judge: impl FnMut(&Volume) -> Result<(Account, R), Error>,
    out: &mut dyn Write,
) -> Result<Outcome, Error> {
    scope.each(
        method.split(' ').next().unwrap_or_default(),
        out,
        |store, volume, at| {
            let (mut account, resolver) = judge(volume)?;
            heed(&mut account, store, volume)?;
            let known = store.links(&volume.id)?;
            let links = account.links(resolver.borrow(), registry, Proposals::new(store.base(), &known, method, at));
            if !scope.dry_run {
                yield_items(store, volume, &known, &links)?;
            }
            Ok((account, links))
        },
        |volume, account, change, out| tell(volume, account, scope.explain, change, out),
    )
}

/// Takes back what Wikidata's service proposed for organisations that a registry leads to Wikidata now: they have one item.
fn yield_items(store: &Store, volume: &Volume, known: &[Link], links: &[Link]) -> Result<(), Error> {
    let served = known.iter().filter(|link| link.method.starts_with(wikidata::METHOD));
    let (gone, left): (Vec<&Link>, Vec<&Link>) =
        served.partition(|link| wikidata::is_linked(links.iter().filter(|other| other.thing == link.thing)));
    if !gone.is_empty() {
        store.relink(&volume.id, "wikidata", &left.into_iter().cloned().collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Has an account heed what other volumes say.
pub fn heed(account: &mut Account, store: &Store, volume: &Volume) -> Result<(), Error> {
    let things = format!("{}id/", store.base());
    account.heed(|thing| store.links_elsewhere(&volume.id, thing.strip_prefix(&things).unwrap_or(thing)))
}

/// A line for a volume; with `explain` each string with what it names and why.
pub fn tell(volume: &Volume, account: &Account, explain: bool, change: Change, out: &mut dyn Write) -> Result<(), Error> {
    let all = account.organisations.len();
    let linked = account.organisations.iter().filter(|o| o.accepted().is_some()).count();
    let unknown = account.organisations.iter().filter(|o| o.proposals.is_empty()).count();
    writeln!(out, "{}: {linked} of {all} organisations, {} doubtful, {unknown} unknown", volume.id, all - linked - unknown)?;
    if explain {
        account.organisations.iter().try_for_each(|judged| everything(judged, out))?;
        writeln!(out)?;
    }
    written(change, out)
}

fn everything(judged: &Judged, out: &mut dyn Write) -> Result<(), Error> {
    writeln!(out, "\n  {}", judged.thing.rsplit('/').next().unwrap_or_default())?;
    for (string, matches) in &judged.strings {
        writeln!(out, "    {}", plain(string))?;
        if matches.is_empty() {
            writeln!(out, "      names nothing that is known")?;
        }
        matches.iter().try_for_each(|m| named(string, m, out))?;
    }
    for (proposal, _) in &judged.proposals {
        line(out, 4, &format!("→ {}{}", whole(proposal.part), proposal.target), proposal.status, proposal.confidence, &proposal.evidence)?;
    }
    Ok(())
}

fn named(string: &str, m: &Match, out: &mut dyn Write) -> Result<(), Error> {
    let name = format!("{}{}  {}  by \"{}\"", whole(m.part), m.id, m.name, string.get(m.span.clone()).unwrap_or_default());
    let status = if m.accepted { LinkStatus::Accepted } else { LinkStatus::Candidate };
    line(out, 6, &name, status, m.confidence.into(), &m.reasons.join(", "))?;
    if let Some(found) = &m.instead_of {
        writeln!(out, "        instead of {}  {}", plain(&found.id), plain(&found.name))?;
    }
    for other in &m.alternatives {
        writeln!(out, "        or {}  {}  {:.3}", plain(&other.id), plain(&other.name), other.confidence)?;
    }
    Ok(())
}

/// What stands before the record of a whole that only a part of is named.
fn whole(part: bool) -> &'static str {
    if part { "part of " } else { "" }
}
