//! `frontis eval`

mod answers;

use super::outcome::Outcome;
use crate::error::Error;
use crate::link::affiliation::evaluate::{self, Cause, Figures, Score};
use crate::link::affiliation::{Model, Resolver};
use crate::terminal::plain;
use clap::{Args, Subcommand};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const EXAMPLES: &str = "\
Examples:
  frontis eval affiliations strings.jsonl                   how well, and how fast
  frontis eval affiliations a.jsonl b.json --misses m.txt   and each string that was not answered as it should be
  frontis eval affiliations a.jsonl --answers a.txt         and every string: what it was taken for, by which words, why";

/// Measure against data whose truth is known
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Eval {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Strings with the organisations they name: JSON lines or an array of {\"affiliation\", \"ror\": [ids]}
    Affiliations(Affiliations),
}

/// Rows are covered if the index has all that they name; `\"covered\"` in a row says so too.
#[derive(Args)]
struct Affiliations {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Where to write the strings that were not answered as they should be
    #[arg(long, value_name = "FILE")]
    misses: Option<PathBuf>,
    /// Where to write every string with what it was taken for, how sure, by which words, why, and whether that is true
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Accept from this likelihood on [default: what the model says]
    #[arg(long, value_name = "NUMBER")]
    threshold: Option<f32>,
    /// An index of `frontis index ror` [default: ror.idx in the folder of indexes]
    #[arg(long, value_name = "FILE")]
    index: Option<PathBuf>,
}

impl Eval {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        match &self.what {
            What::Affiliations(affiliations) => affiliations.run(out),
        }
    }
}

impl Affiliations {
    fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let start = Instant::now();
        let mut resolver = super::resolve::resolver(self.index.as_deref())?;
        let opened = start.elapsed();
        if let Some(threshold) = self.threshold {
            let model = resolver.model().clone();
            resolver = resolver.with_model(Model { threshold, ..model });
        }
        let (mut all, mut skipped, mut answers) = (Vec::new(), 0, Vec::new());
        for file in &self.files {
            let path = file.display().to_string();
            let bytes = std::fs::read(file).map_err(|source| Error::Read { path: path.clone(), source })?;
            let bad = |error| Error::Usage(format!("{path} has no affiliations with their organisations: {error}"));
            let (examples, unread) = evaluate::readable(&String::from_utf8_lossy(&bytes)).map_err(bad)?;
            let name = file.file_stem().map_or(path, |name| name.to_string_lossy().into_owned());
            if self.answers.is_some() {
                answers::write(&name, &resolver, &examples, &mut answers)?;
            }
            all.push((name, evaluate::measure(&resolver, &examples)));
            skipped += unread;
        }
        table(&all, out)?;
        beside(&resolver, opened, skipped, &all, out)?;
        calibration(&all, out)?;
        causes(&all, out)?;
        if let Some(path) = &self.misses {
            let mut text = Vec::new();
            misses(&all, &mut text)?;
            save(path, &text)?;
        }
        if let Some(path) = &self.answers {
            save(path, &answers)?;
        }
        Ok(Outcome::Clean)
    }
}

fn save(path: &Path, text: &[u8]) -> Result<(), Error> {
    std::fs::write(path, text).map_err(|source| Error::Write { path: path.display().to_string(), source })
}

/// What the table does not say: how long the index took to open, how many rows were no examples, how many
/// wrong answers may be right, as the truth knows only records of the registry.
fn beside(resolver: &Resolver, opened: Duration, skipped: usize, all: &[(String, Figures)], out: &mut dyn Write) -> io::Result<()> {
    let organisations = resolver.tables().organisations();
    writeln!(out, "\nindex: {organisations} organisations, opened in {:.1} ms", opened.as_secs_f64() * 1e3)?;
    writeln!(out, "rows skipped, which are no examples: {skipped}")?;
    let items: usize = all.iter().map(|(_, f)| f.items).sum();
    writeln!(out, "wrong answers that are items of Wikidata: {items}")
}

fn table(all: &[(String, Figures)], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "set                       rows   full P     R    F1  covered   P     R    F1  strings/s    p50 us   p99 us")?;
    for (name, f) in all {
        let three = |s: &Score| format!("{:.3} {:.3} {:.3}", s.precision(), s.recall(), s.f1());
        let micros = |share| f.within(share).as_secs_f64() * 1e6;
        let (full, covered) = (three(&f.full), three(&f.covered));
        write!(out, "{:<24} {:>5}    {full}    {:>5} {covered}", plain(name), f.rows, f.covered_rows)?;
        writeln!(out, " {:>9.0} {:>9.1} {:>8.1}", f.each_second(), micros(0.5), micros(0.99))?;
    }
    Ok(())
}

/// What is said to be so sure, and how often it held.
fn calibration(all: &[(String, Figures)], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nconfidence   matches   said   held")?;
    for bin in 0..10 {
        let (mut count, mut said, mut held) = (0, 0.0, 0);
        for (_, f) in all {
            let b = f.bins[bin];
            (count, said, held) = (count + b.0, said + b.1, held + b.2);
        }
        if count > 0 {
            let n = count as f64;
            writeln!(
                out,
                "{:.1} to {:.1} {count:>10}  {:.3}  {:.3}",
                bin as f64 / 10.0,
                (bin + 1) as f64 / 10.0,
                said / n,
                held as f64 / n
            )?;
        }
    }
    let errors: Vec<String> = all.iter().map(|(name, f)| format!("{} {:.3}", plain(name), f.calibration_error())).collect();
    writeln!(out, "mean distance: {}", errors.join(", "))
}

fn causes(all: &[(String, Figures)], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "\n{:<24}", "misses of covered rows")?;
    Cause::ALL.iter().try_for_each(|cause| write!(out, " {:>15}", cause.title()))?;
    for (name, f) in all {
        write!(out, "\n{:<24}", plain(name))?;
        Cause::ALL.iter().try_for_each(|cause| write!(out, " {:>15}", f.misses.iter().filter(|m| m.cause == *cause).count()))?;
    }
    writeln!(out)
}

fn misses(all: &[(String, Figures)], out: &mut dyn Write) -> io::Result<()> {
    for (name, f) in all {
        for miss in &f.misses {
            writeln!(out, "{name}: {}: {}", miss.cause.title(), plain(&miss.affiliation))?;
            for (what, list) in [("missed", &miss.missed), ("wrong", &miss.wrong)] {
                list.iter().try_for_each(|(id, name)| writeln!(out, "  {what} {id} {}", plain(name)))?;
            }
        }
    }
    Ok(())
}
