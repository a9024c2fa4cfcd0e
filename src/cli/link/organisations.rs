//! What registries of organisations share: linking to one, and telling of it.

use super::{Scope, line, written};
use crate::catalogue::Volume;
use crate::cli::outcome::Outcome;
use crate::error::Error;
use crate::link::affiliation::account::{Account, Judged};
use crate::link::affiliation::{Desk, Match, Resolver};
use crate::link::proposal::Proposals;
use crate::record::LinkStatus;
use crate::store::Change;
use crate::terminal::plain;
use std::io::Write;

/// Links the organisations of volumes to a registry, of which `registry` is the name for people.
pub fn link(scope: &Scope, proposer: &str, registry: &str, resolver: &Resolver, out: &mut dyn Write) -> Result<Outcome, Error> {
    let method = match resolver.about() {
        None => format!("{proposer} of well-known names"),
        Some(about) => format!("{proposer} of {}", about.date.as_ref().unwrap_or(&about.source)),
    };
    let mut desk = Desk::default();
    scope.each(
        proposer,
        out,
        |store, volume, at| {
            let mut account = Account::of(volume, resolver, &mut desk);
            let things = format!("{}id/", store.base());
            account.heed(|thing| store.links_elsewhere(&volume.id, thing.strip_prefix(&things).unwrap_or(thing)))?;
            let known = store.links(&volume.id)?;
            let links = account.links(resolver, registry, Proposals::new(store.base(), &known, &method, at));
            Ok((account, links))
        },
        |volume, account, change, out| tell(volume, account, scope.explain, change, out),
    )
}

/// A line for a volume; with `explain` each string with what it names and why.
fn tell(volume: &Volume, account: &Account, explain: bool, change: Change, out: &mut dyn Write) -> Result<(), Error> {
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
