//! `frontis eval`

use super::outcome::Outcome;
use crate::error::Error;
use crate::link::affiliation::evaluate::{self, Cause, Example, Figures, Score};
use crate::terminal::plain;
use clap::{Args, Subcommand};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  frontis eval affiliations strings.jsonl                   how well, and how fast
  frontis eval affiliations a.jsonl b.json --misses m.txt   and each string that was not answered as it should be";

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
    /// Only the half of the rows that training never sees of files it sees the other half of
    #[arg(long)]
    kept_out: bool,
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
        let mut resolver = super::resolve::resolver(self.index.as_deref())?;
        if let Some(threshold) = self.threshold {
            let model = resolver.model().clone();
            resolver = resolver.with_model(crate::link::affiliation::Model { threshold, ..model });
        }
        let mut all: Vec<(String, Figures)> = Vec::new();
        for file in &self.files {
            let path = file.display().to_string();
            let text = std::fs::read_to_string(file).map_err(|source| Error::Read { path: path.clone(), source })?;
            let bad = |error| Error::Usage(format!("{path} has no affiliations with their organisations: {error}"));
            let mut examples: Vec<Example> = evaluate::examples(&text).map_err(bad)?;
            if self.kept_out {
                examples.retain(|example| evaluate::kept_out(&example.affiliation));
            }
            let name = file.file_stem().map_or(path, |name| name.to_string_lossy().into_owned());
            all.push((name, evaluate::measure(&resolver, &examples)));
        }
        table(&all, out)?;
        calibration(&all, out)?;
        causes(&all, out)?;
        if let Some(path) = &self.misses {
            let failed = |source| Error::Write { path: path.display().to_string(), source };
            let mut text = Vec::new();
            misses(&all, &mut text).and_then(|()| std::fs::write(path, text)).map_err(failed)?;
        }
        Ok(Outcome::Clean)
    }
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
