//! What linking came to, for people.

use crate::catalogue::Volume;
use crate::cli::link::{line, written};
use crate::error::Error;
use crate::link::dblp::account::Account;
use crate::link::dblp::align;
use crate::link::dblp::persons::Identified;
use crate::record::LinkStatus;
use crate::store::Change;
use crate::terminal::plain;
use std::io::Write;

/// A line for a volume, one for what is missing on either side.
pub fn summary(volume: &Volume, account: &Account, change: Change, out: &mut dyn Write) -> Result<(), Error> {
    writeln!(out, "{}: {}", volume.id, plain(&figures(volume, account)))?;
    for line in missing(volume, account) {
        writeln!(out, "  {line}")?;
    }
    written(change, out)
}

/// Everything that was looked at, with what speaks for it and against it.
pub fn everything(volume: &Volume, account: &Account, out: &mut dyn Write) -> Result<(), Error> {
    writeln!(out, "{}: {}", volume.id, plain(&figures(volume, account)))?;
    for considered in &account.alignment.tocs {
        let toc = &account.tocs[considered.toc];
        let name = toc.key.clone().unwrap_or_else(|| format!("{}, without a record", toc.stream));
        line(out, 2, &name, considered.status, considered.confidence, &considered.reasons.join(", "))?;
    }
    let short = |iri: &str| iri.rsplit('/').next().unwrap_or_default().to_owned();
    for (at, (work, matched)) in align::works(volume).zip(account.alignment.works()).enumerate() {
        // of the front matter's own items few have records
        if matched.is_empty() && at >= volume.papers.len() {
            continue;
        }
        writeln!(out, "\n  {}  {}", short(work.iri), plain(work.title))?;
        if matched.is_empty() {
            writeln!(out, "    nothing in dblp is like it")?;
        }
        for matched in matched {
            let entry = &account.tocs[matched.toc].entries[matched.entry];
            line(out, 4, &entry.key, matched.status, matched.confidence, &matched.evidence)?;
            if matched.title < 1.0 {
                writeln!(out, "      there: {}", plain(&entry.title))?;
            }
        }
        let signatures = account.signatures.iter().filter(|s| s.thing.starts_with(&format!("{}#", work.iri)));
        signatures.into_iter().try_for_each(|signature| person(signature, out))?;
        if matched.first().is_some_and(|m| m.status == LinkStatus::Accepted) {
            let unknown = work.authors.iter().filter(|author| account.signatures.iter().all(|s| s.thing != author.iri));
            unknown.into_iter().try_for_each(|author| writeln!(out, "      {}  not in the record", plain(&author.printed)))?;
        }
    }
    if !account.members.is_empty() {
        writeln!(out, "\n  committees")?;
        account.members.iter().try_for_each(|member| person(member, out))?;
    }
    for considered in account.alignment.tocs.iter().filter(|c| !c.missing.is_empty()) {
        let toc = &account.tocs[considered.toc];
        writeln!(out, "\n  in {} and not here", toc.key.as_deref().unwrap_or(&toc.stream))?;
        for entry in &considered.missing {
            let entry = &toc.entries[*entry];
            writeln!(out, "    {}  {}  {}", entry.key, entry.pages.as_deref().unwrap_or("-"), plain(&entry.title))?;
        }
    }
    Ok(writeln!(out)?)
}

fn figures(volume: &Volume, account: &Account) -> String {
    let accepted = |identified: &[Identified]| identified.iter().filter(|i| i.status == LinkStatus::Accepted).count();
    let tocs: Vec<&str> = account
        .alignment
        .tocs
        .iter()
        .filter(|c| c.status == LinkStatus::Accepted)
        .map(|c| account.tocs[c.toc].key.as_deref().unwrap_or(&account.tocs[c.toc].stream))
        .collect();
    if tocs.is_empty() {
        let doubtful = account.alignment.tocs.iter().filter(|c| c.status == LinkStatus::Candidate).count();
        return match doubtful {
            0 => "not found in dblp".to_owned(),
            n => format!("not linked; {n} tables of contents are candidates (--explain shows them)"),
        };
    }
    let papers = account.alignment.papers.iter().filter(|m| m.first().is_some_and(|m| m.status == LinkStatus::Accepted)).count();
    let authors: usize = volume.papers.iter().map(|p| p.authors.len()).sum();
    let of_papers = account.signatures.iter().filter(|s| s.status == LinkStatus::Accepted && s.thing.contains("/paper/")).count();
    let people: std::collections::BTreeSet<&str> = volume.seats.iter().filter_map(|s| s.holder.person.as_deref()).collect();
    format!(
        "{}: {papers} of {} papers, {} of {authors} signatures, {} of {} members of committees",
        tocs.join(" and "),
        volume.papers.len(),
        of_papers,
        accepted(&account.members),
        people.len()
    )
}

fn missing(volume: &Volume, account: &Account) -> Vec<String> {
    if account.alignment.tocs.iter().all(|c| c.status != LinkStatus::Accepted) {
        return Vec::new();
    }
    let (mut papers, mut authors) = (0, 0);
    for (paper, matched) in volume.papers.iter().zip(&account.alignment.papers) {
        papers += usize::from(matched.is_empty());
        if matched.first().is_some_and(|m| m.status == LinkStatus::Accepted) {
            let known = |iri: &str| account.signatures.iter().any(|s| s.thing == iri);
            authors += paper.authors.iter().filter(|author| !known(&author.iri)).count();
        }
    }
    let there: usize = account.alignment.tocs.iter().map(|c| c.missing.len()).sum();
    let told = [
        (papers, "paper", "not in dblp"),
        (authors, "author", "not in dblp's records of their papers"),
        (there, "record", "of dblp and no paper here"),
    ];
    let line = |(n, what, lacking): (usize, &str, &str)| match n {
        1 => format!("1 {what} is {lacking}"),
        n => format!("{n} {what}s are {lacking}"),
    };
    told.into_iter().filter(|(n, ..)| *n > 0).map(line).collect()
}

fn person(identified: &Identified, out: &mut dyn Write) -> Result<(), Error> {
    let name = match identified.printed == identified.creator.name {
        true => identified.printed.clone(),
        false => format!("{} → {}", identified.printed, identified.creator.name),
    };
    line(out, 6, &name, identified.status, identified.confidence, &identified.evidence)
}
