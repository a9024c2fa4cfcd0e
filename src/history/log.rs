//! The versions of a volume, told.

use super::difference::{self, Difference};
use super::{KeptFile, Version};
use crate::curation::Decision;
use crate::error::Error;
use crate::graph::Base;
use crate::record::Volume;
use crate::store::Store;
use crate::terminal::{Paint, Style, plain};
use serde::Serialize;
use std::io::{self, Write};

/// One version.
#[derive(Debug, Serialize)]
pub struct Entry {
    pub number: u32,
    pub at: String,
    pub program: String,
    pub files: Vec<KeptFile>,
    /// What changed against the version before, in a line; of the first one, what it holds.
    pub summary: String,
    /// What people decided since the version before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<String>,
    /// What they took back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken_back: Vec<String>,
}

/// Every version of a volume, the newest first.
pub fn log(store: &Store, base: &Base, volume: &str) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    let mut before: Option<(Version, Volume)> = None;
    for number in store.version_numbers(volume)? {
        let version = store.version(volume, number)?;
        let now = version.decided(store, base)?.parsed.value;
        let summary = match &before {
            None => difference::holds(&now),
            Some((_, old)) => Difference::between(old, &now, base).summary(),
        };
        let earlier = before.as_ref().map_or(&[][..], |(v, _)| v.decisions.as_slice());
        let beside =
            |a: &[Decision], b: &[Decision]| a.iter().filter(|d| !b.contains(d)).map(|d| signed(d.summary(), d)).collect::<Vec<_>>();
        entries.push(Entry {
            number,
            at: version.at.clone(),
            program: version.program.clone(),
            files: version.files.clone(),
            summary,
            decided: beside(&version.decisions, earlier),
            taken_back: beside(earlier, &version.decisions),
        });
        before = Some((version, now));
    }
    entries.reverse();
    Ok(entries)
}

fn signed(summary: String, decision: &Decision) -> String {
    let by = decision.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
    let why = decision.why.as_ref().map(|why| format!(", because {why}")).unwrap_or_default();
    format!("{summary}{by}{why}")
}

/// Writes versions for people.
pub fn write(entries: &[Entry], colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint(colour);
    for entry in entries {
        let head = paint.with(Style::Bold, &format!("version {}", entry.number));
        writeln!(out, "{head}  {}  frontis {}", plain(&entry.at), plain(&entry.program))?;
        for file in &entry.files {
            writeln!(out, "  {}  {}", paint.with(Style::Dim, &plain(file.short())), plain(&file.name))?;
        }
        writeln!(out, "  {}", plain(&entry.summary))?;
        for decision in &entry.decided {
            writeln!(out, "  decided: {}", plain(decision))?;
        }
        for decision in &entry.taken_back {
            writeln!(out, "  taken back: {}", plain(decision))?;
        }
    }
    Ok(())
}
