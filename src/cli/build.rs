//! `frontis build`

use super::StoreOption;
use super::outcome::{Manner, Outcome, Report};
use super::parse::Inputs;
use super::progress::Progress;
use crate::check::{self, shape::Shapes};
use crate::curation::{self, Curation};
use crate::diagnostic::{Severity, VOLUME_ID_TAKEN};
use crate::error::Error;
use crate::graph::Base;
use crate::history::{self, Version};
use crate::intake::Remark;
use crate::intake::volumes::Reading;
use crate::record::Volume;
use crate::store::{Change, Store};
use crate::terminal::plain;
use clap::Args;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

/// Read front matter into a store
///
/// A volume that is built again becomes what it now reads as; only the difference is written, and nothing where nothing
/// changed. A store keeps the base it was first built with.
#[derive(Args)]
pub struct Build {
    #[command(flatten)]
    input: Inputs,
    #[command(flatten)]
    store: StoreOption,
    /// Where the IRIs begin [default: the store's, else http://localhost:7878/]
    #[arg(long, value_name = "IRI", env = "FRONTIS_BASE")]
    base: Option<Base>,
    /// How to report what was noticed
    #[arg(long, value_enum, default_value = "human")]
    diagnostics: Manner,
}

impl Build {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let dir = &self.store.store;
        let known = Store::base_of(dir);
        let base = &self.base.clone().or_else(|| known.clone()).unwrap_or_default();
        let started = history::now();
        let (readings, remarks) = self.input.read()?;
        let mut report = Report::new(self.diagnostics);
        report.remarks(&remarks)?;
        if readings.iter().all(|r| r.parsed.value.id.is_empty()) {
            for Reading { sources, parsed } in &readings {
                report.diagnostics(&parsed.diagnostics, sources)?;
            }
            report.fail();
            let _ = writeln!(io::stderr(), "nothing was built: no input is front matter of a volume");
            return Ok(report.outcome());
        }
        let store = Store::create(dir, base)?;
        let keepers = keepers(&readings);
        let progress = Progress::new(readings.len());
        for (at, reading) in readings.iter().enumerate() {
            let Reading { sources, parsed } = reading;
            let volume = &parsed.value;
            let name = sources.files.first().map_or("", |f| f.name.as_str());
            progress.next(name);
            if volume.id.is_empty() {
                progress.beside(|| report.diagnostics(&parsed.diagnostics, sources))?;
                report.fail();
                continue;
            }
            if let Some(keeper) = keepers.get(volume.id.as_str()).filter(|keeper| **keeper != at) {
                let keeper = readings[*keeper].sources.files.first().map_or("", |f| f.name.as_str());
                let remark = Remark {
                    name: name.to_owned(),
                    code: &VOLUME_ID_TAKEN,
                    message: format!("this gives the volume {}, which {keeper} gives as well", volume.id),
                    help: Some("build it by itself with --id, or read both as parts with --one-volume".to_owned()),
                };
                progress.beside(|| report.remarks(&[remark]))?;
                continue;
            }
            for file in &sources.files {
                store.keep_source(&file.sha256, &file.text)?;
            }
            // those beside the input first, then those of the store
            let curations = [self.input.curation(sources)?, Curation::read(&dir.join(curation::NAME))?];
            let decisions = curations.iter().flat_map(|c| c.decisions.clone()).collect();
            let mut version = Version {
                arguments: self.input.arguments(),
                beside: curations[0].decisions.len(),
                ..Version::of(sources, parsed, decisions, &started)
            };
            store.keep_version(&volume.id, &mut version)?;
            let decided = version.decided(&store, base)?;
            let (beside, own) = decided.applied.split_at(curations[0].decisions.len());
            progress.beside(|| {
                report.diagnostics(&decided.parsed.diagnostics, sources)?;
                report.remarks(&super::parse::decided(&curations[0], beside, &version.moved))?;
                report.remarks(&super::parse::decided(&curations[1], own, &version.moved))
            })?;
            let change = store.publish(&volume.id, decided.describe(base, Some(started.clone()), Some(history::now())))?;
            progress.beside(|| summary(&decided.parsed.value, change, out))?;
        }
        store.finish()?;
        drop(progress);
        let volumes: Vec<String> = keepers.into_keys().map(str::to_owned).collect();
        let check = check::report::Report::of(&store, &Shapes::own()?, store.volume_quads(&volumes)?)?;
        report.diagnostics(&check::report::diagnostics(&check, Severity::Error), &check.sources)?;
        let _ = writeln!(io::stderr(), "{}", super::check::summary(&check));
        if known.is_none() {
            super::warn_of_local_base(base.as_str());
        }
        let option = if dir.as_os_str() == "frontis.store" { String::new() } else { format!(" --store {}", dir.display()) };
        let _ = writeln!(io::stderr(), "next: frontis ask lists what can be asked; frontis ask contents{option}");
        Ok(report.outcome())
    }
}

/// Which reading has an id that several claim: the one that lists most, of equals the one whose texts have the least
/// digests. The order of the inputs is of no account.
fn keepers(readings: &[Reading]) -> BTreeMap<&str, usize> {
    let rank = |at: usize| {
        let Reading { sources, parsed } = &readings[at];
        let (entries, seats) = (parsed.value.contributions.len(), parsed.value.committees.iter().map(|c| c.seats.len()).sum::<usize>());
        let digests: Vec<&str> = sources.files.iter().map(|f| f.sha256.as_str()).collect();
        (Reverse(entries), Reverse(seats), digests)
    };
    let mut keepers: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate().filter(|(_, r)| !r.parsed.value.id.is_empty()) {
        let keeper = keepers.entry(reading.parsed.value.id.as_str()).or_insert(at);
        if rank(at) < rank(*keeper) {
            *keeper = at;
        }
    }
    keepers
}

/// One line for a volume, and one below for its numbers.
fn summary(volume: &Volume, change: Change, out: &mut dyn Write) -> Result<(), Error> {
    let name = |s: &Option<crate::source::Spanned<String>>| s.as_ref().map(|s| s.value.clone());
    let title = name(&volume.proceedings.title).or_else(|| name(&volume.event.name)).unwrap_or_else(|| "(no title)".into());
    let authors: HashSet<String> =
        volume.contributions.iter().flat_map(|c| &c.authors).filter_map(|a| serde_json::to_string(&a.name.value).ok()).collect();
    let seats: usize = volume.committees.iter().map(|c| c.seats.len()).sum();
    let counts = [
        (volume.contributions.len(), "contribution", "contributions"),
        (authors.len(), "author", "authors"),
        (seats, "seat", "seats"),
        (volume.sponsorships.len(), "sponsor", "sponsors"),
        (volume.statistics.len(), "statistic", "statistics"),
    ];
    let counts = counts.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }));
    let mut parts: Vec<String> = counts.collect();
    let kept = volume.checks.iter().filter(|c| c.holds).count();
    let broken = volume.checks.len() - kept;
    if kept > 0 {
        parts.push(format!("{kept} ✓"));
    }
    if broken > 0 {
        parts.push(format!("{broken} ✗"));
    }
    parts.push(match change {
        Change { inserted: 0, removed: 0 } => "unchanged".to_owned(),
        Change { inserted, removed: 0 } => format!("{inserted} quads"),
        Change { inserted, removed } => format!("+{inserted} −{removed} quads"),
    });
    writeln!(out, "{}  {}\n  {}", volume.id, plain(&title), parts.join(", "))?;
    Ok(out.flush()?)
}
