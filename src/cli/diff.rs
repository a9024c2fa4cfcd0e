//! `frontis diff`

use super::StoreOption;
use super::outcome::Outcome;
use crate::curation::Decision;
use crate::error::Error;
use crate::graph::{Base, Iris};
use crate::history::difference::Difference;
use crate::history::html::{self, Side};
use crate::history::{Decided, Version, against, patch, text};
use crate::store::Store;
use crate::terminal::plain;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::io::{self, Write};

/// Show what changed between two versions of a volume, or how it differs from another source
///
/// A and B are numbers from `frontis log`, or `read`: the last version as it was read, without any decision. By default
/// the last two versions are compared; A alone is compared with the last one. Things are matched by what they are called:
/// a title that differs by a letter is one changed paper. A patch is of the statements that the volume makes by itself.
///
/// Exit status: 0 the two are equal, 1 they differ, 2 could not run.
#[derive(Args)]
#[command(after_help = "\
Examples:
  frontis diff qm-2014                             the last two versions
  frontis diff qm-2014 read                        what people corrected
  frontis diff qm-2014 1 3 --format html > changes.html
  frontis diff qm-2014 1 3 --format patch          the quads to take away and to add
  frontis diff qm-2014 --against dblp.xml          what dblp says otherwise")]
pub struct Diff {
    /// The volume, by its id or words of it
    volume: String,
    /// The old version
    #[arg(value_name = "A")]
    old: Option<String>,
    /// The new version
    #[arg(value_name = "B")]
    new: Option<String>,
    /// Another source on the same volume: dblp XML, BibTeX, JATS, any front matter, or RDF
    #[arg(long, value_name = "FILE", conflicts_with = "new")]
    against: Option<String>,
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    Json,
    /// One page that needs nothing else
    Html,
    /// RDF patch
    Patch,
}

/// Most decisions that a page shows at its top.
const MANY: usize = 12;

/// One of the two versions.
struct Kept {
    /// `3`, or `3-read`.
    name: String,
    version: Version,
    decided: Decided,
}

#[derive(Serialize)]
struct Compared<'a> {
    volume: &'a str,
    old: &'a str,
    new: &'a str,
    summary: String,
    #[serde(flatten)]
    difference: &'a Difference,
}

impl Diff {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let store = Store::open(&self.store.store)?;
        let base = Store::base_of(&self.store.store).unwrap_or_default();
        let volume = store.volume_named(&self.volume)?;
        if let Some(source) = &self.against {
            return self.hold_against(&store, &base, &volume, source, out);
        }
        let [old, new] = self.chosen(&store, &base, &volume)?;
        if self.format == Format::Patch {
            return write_patch(&base, &volume, &old, &new, out);
        }
        let difference = Difference::between(&old.decided.parsed.value, &new.decided.parsed.value, &base);
        let title = format!("{volume}: version {} → {}", old.name, new.name);
        match self.format {
            Format::Json => {
                let summary = difference.summary();
                let all = Compared { volume: &volume, old: &old.name, new: &new.name, summary, difference: &difference };
                super::json(&all, out)?;
            }
            Format::Html => html::write(&title, [&old.side(), &new.side()], &difference, out)?,
            Format::Text | Format::Patch => {
                writeln!(out, "{title}\n{}", difference.summary())?;
                text::write(&difference, super::colour(&io::stdout()), out)?;
            }
        }
        Ok(if difference.is_empty() { Outcome::Clean } else { Outcome::Different })
    }

    /// A version, or what the store holds, against another source.
    fn hold_against(&self, store: &Store, base: &Base, volume: &str, source: &str, out: &mut dyn Write) -> Result<Outcome, Error> {
        let numbers = store.version_numbers(volume)?;
        let Some(last) = numbers.last() else { return Err(Error::Usage(none(volume))) };
        let name = self.old.clone().unwrap_or_else(|| last.to_string());
        let record = kept(store, base, volume, &numbers, &name)?.decided.parsed.value;
        let ids: Vec<String> =
            Iris::new(base, &record).papers.iter().map(|p| p.as_str().replacen(&format!("{base}id/"), "id:", 1)).collect();
        let here = against::listed(&record, &ids);
        let comparison = against::compare(&here, &against::source::read(source, &here)?);
        let title = format!("{volume} against {source}");
        match self.format {
            Format::Text => {
                writeln!(out, "{}\n{}", plain(&title), comparison.summary())?;
                against::table::write(&comparison, super::width(), out)?;
            }
            Format::Json => super::json(&comparison, out)?,
            Format::Html => against::html::write(&title, &comparison, out)?,
            Format::Patch => return Err(Error::Usage("a patch is between two versions; take text, json or html".to_owned())),
        }
        Ok(if comparison.is_equal() { Outcome::Clean } else { Outcome::Different })
    }

    /// The two versions that are compared.
    fn chosen(&self, store: &Store, base: &Base, volume: &str) -> Result<[Kept; 2], Error> {
        let numbers = store.version_numbers(volume)?;
        let Some(last) = numbers.last().copied() else {
            return Err(Error::Usage(none(volume)));
        };
        let before = || match numbers.len() {
            1 => Err(Error::Usage(format!("there is one version of {volume}; `frontis diff {volume} read` tells what people decided"))),
            n => Ok(numbers[n - 2].to_string()),
        };
        let old = self.old.clone().map_or_else(before, Ok)?;
        let new = self.new.clone().unwrap_or_else(|| last.to_string());
        Ok([kept(store, base, volume, &numbers, &old)?, kept(store, base, volume, &numbers, &new)?])
    }
}

fn none(volume: &str) -> String {
    format!("the store keeps no reading of {volume}; build it again from its inputs")
}

fn kept(store: &Store, base: &Base, volume: &str, numbers: &[u32], name: &str) -> Result<Kept, Error> {
    let read = name == "read";
    let number = if read { numbers.last().copied() } else { name.parse().ok().filter(|n| numbers.contains(n)) };
    let Some(number) = number else {
        let known: Vec<String> = numbers.iter().map(u32::to_string).collect();
        return Err(Error::Usage(format!("there is no version {name} of {volume}; there are {} and read", known.join(", "))));
    };
    let mut version = store.version(volume, number)?;
    let mut name = number.to_string();
    if read {
        version.decisions.clear();
        version.moved.clear();
        name.push_str("-read");
    }
    let decided = version.decided(store, base)?;
    Ok(Kept { name, version, decided })
}

impl Kept {
    /// How a page introduces it.
    fn side(&self) -> Side {
        let files = self.version.files.iter().map(|f| format!("{} ({})", f.name, f.short()));
        let decisions = self.version.decisions.len();
        let told = self.version.decisions.iter().take(MANY).map(Decision::summary);
        let decided = match decisions {
            0 => None,
            1 => Some("1 decision".to_owned()),
            n => Some(format!("{n} decisions")),
        };
        let program = format!("frontis {}", self.version.program);
        Side {
            title: format!("Version {}", self.name),
            lines: [self.version.at.clone(), program].into_iter().chain(files).chain(decided).chain(told).collect(),
        }
    }
}

fn write_patch(base: &Base, volume: &str, old: &Kept, new: &Kept, out: &mut dyn Write) -> Result<Outcome, Error> {
    let lines = |kept: &Kept| patch::lines(kept.decided.describe(base, Some(kept.version.at.clone()), None), base);
    let name = |kept: &Kept| format!("{}#version-{}", base.volume(volume).as_str(), kept.name);
    let differs = patch::write((&name(old), &name(new)), &lines(old), &lines(new), out)?;
    Ok(if differs { Outcome::Different } else { Outcome::Clean })
}
