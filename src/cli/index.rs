//! `frontis index`

use super::outcome::Outcome;
use super::progress::Progress;
use crate::error::Error;
use crate::link::dblp::dump::Watch;
use crate::link::dblp::tables;
use crate::link::index::{About, Index as File, Place};
use crate::link::{authority, ror};
use clap::{Args, Subcommand};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Instant;

const EXAMPLES: &str = "\
Examples:
  frontis index dblp dblp.xml.gz                the dump as dblp gives it
  frontis index dblp dblp.nt.gz -o dblp.idx     the dump as N-Triples
  curl -s https://dblp.org/xml/dblp.xml.gz | frontis index dblp -
  frontis index ror v2.9-ror-data.zip           ROR's dump, in the archive it comes in
  frontis index authority orgs.csv -o orgs.idx  organisations of your own
  frontis index show dblp.idx                   what an index holds";

/// Build what links are looked up in
///
/// An index is one file that is built once of the dump that a catalogue gives away; linking needs no network then. It is
/// kept in the folder FRONTIS_INDEX, else with the user's data (~/.local/share/frontis).
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Index {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Of dblp's dump: dblp.xml or its N-Triples, plain or packed (.gz, .xz, .zst)
    Dblp(Build),
    /// Of ROR's dump: the JSON (schema 2 or 1), plain, .gz or in its .zip
    Ror(Ror),
    /// Of organisations of your own: CSV with the columns id, name and perhaps aliases, acronyms, city, country
    Authority(Authority),
    /// What an index was made of, and what is in it
    Show(Show),
}

#[derive(Args)]
struct Build {
    /// The dump; - is standard input
    #[arg(value_name = "DUMP")]
    dump: PathBuf,
    /// The index [default: dblp.idx in the folder of indexes]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Args)]
struct Ror {
    /// The dump; - is standard input
    #[arg(value_name = "DUMP")]
    dump: PathBuf,
    /// The index [default: ror.idx in the folder of indexes]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Args)]
struct Authority {
    /// The table; - is standard input
    #[arg(value_name = "CSV")]
    table: PathBuf,
    /// The index, for `frontis resolve --index`
    #[arg(short, long, value_name = "FILE", default_value = "authority.idx")]
    output: PathBuf,
}

#[derive(Args)]
struct Show {
    /// [default: dblp.idx in the folder of indexes]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Read all of it and hold it against its checksums
    #[arg(long)]
    check: bool,
}

impl Index {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        match &self.what {
            What::Dblp(build) => build.dblp(),
            What::Ror(ror) => organisations(&ror.dump, ror.output.clone().map_or_else(ror::default_path, Ok)?, ror::build),
            What::Authority(table) => organisations(&table.table, table.output.clone(), authority::build),
            What::Show(show) => show.run(out),
        }
    }
}

impl Build {
    fn dblp(&self) -> Result<Outcome, Error> {
        let started = Instant::now();
        let target = self.output.clone().map_or_else(tables::default_path, Ok)?;
        let place = Place::take(&target)?;
        let watch = Watch::default();
        let (about, size) = if self.dump.as_os_str() == "-" {
            tables::build(io::stdin(), "standard input", place, &watch, &mut bar(0, &watch))?
        } else {
            let name = self.dump.display().to_string();
            let failed = |source| Error::Read { path: name.clone(), source };
            let file = std::fs::File::open(&self.dump).map_err(failed)?;
            let about = file.metadata().map_err(failed)?;
            if about.is_dir() {
                return Err(Error::Usage(format!("{name} is a folder; name the dump in it")));
            }
            tables::build(file, &name, place, &watch, &mut bar(about.len(), &watch))?
        };
        let unpacked = watch.unpacked.load(Ordering::Relaxed) as f64 / 1e6;
        let seconds = started.elapsed().as_secs_f64();
        let mut err = io::stderr().lock();
        writeln!(err, "{}: {}", target.display(), describe(&about, size))?;
        writeln!(err, "{unpacked:.0} MB of records in {seconds:.1} s, {:.0} MB/s", unpacked / seconds)?;
        Ok(Outcome::Clean)
    }
}

/// Builds an index of organisations.
type Builds = fn(&[u8], &str, Place) -> Result<(About, u64), Error>;

fn organisations(input: &Path, target: PathBuf, build: Builds) -> Result<Outcome, Error> {
    let started = Instant::now();
    let place = Place::take(&target)?;
    let name = input.display().to_string();
    let mut bytes = Vec::new();
    let read = if name == "-" { io::stdin().read_to_end(&mut bytes).map(drop) } else { std::fs::read(input).map(|b| bytes = b) };
    read.map_err(|source| Error::Read { path: name.clone(), source })?;
    let (about, size) = build(&bytes, &name, place)?;
    let mut err = io::stderr().lock();
    writeln!(err, "{}: {}, in {:.1} s", target.display(), describe(&about, size), started.elapsed().as_secs_f64())?;
    Ok(Outcome::Clean)
}

impl Show {
    fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let file = self.file.clone().map_or_else(tables::default_path, Ok)?;
        show(&file, self.check, out)?;
        Ok(Outcome::Clean)
    }
}

fn show(path: &Path, check: bool, out: &mut dyn Write) -> Result<(), Error> {
    let index = File::any(path)?;
    if check {
        index.check()?;
    }
    let about = index.about();
    writeln!(out, "index of {} by {}", index.kind(), about.program)?;
    writeln!(out, "{}", describe(about, index.size() as u64))?;
    for (name, length) in index.sections() {
        writeln!(out, "{length:>12} {name}")?;
    }
    Ok(())
}

/// On one line.
fn describe(about: &About, size: u64) -> String {
    let counts: Vec<String> = about.counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let date = about.date.as_deref().map(|date| format!(" of {date}")).unwrap_or_default();
    format!("{}{date}: {}; {:.1} MB", about.source, counts.join(", "), size as f64 / 1e6)
}

/// Shows how far reading is, on a terminal; `length` is 0 where nobody knows it.
fn bar(length: u64, watch: &Watch) -> impl FnMut() {
    let progress = Progress::bytes(length);
    let (mut ticks, shown) = (0u32, io::stderr().is_terminal());
    move || {
        ticks = ticks.wrapping_add(1);
        if shown && ticks.is_multiple_of(4096) {
            let records = watch.records.load(Ordering::Relaxed);
            progress.at(watch.packed.load(Ordering::Relaxed), &format!("{records} records"));
        }
    }
}
