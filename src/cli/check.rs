//! `frontis check`

use super::StoreOption;
use super::outcome::Outcome;
use crate::check::report::{self, Report};
use crate::check::shape::Shapes;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::store::Store;
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  frontis check                        all that the store holds
  frontis check qm-2014                one volume
  frontis check --format sarif > check.sarif
  frontis check --shapes mine.ttl      other shapes than those of Frontis";

/// Hold published volumes against the shapes of the linked data
///
/// SHACL says what a graph must hold: a title, pages that do not fall, figures that add up. What does not fit is shown
/// with the lines that it was read from. The exit status is 1 where something is violated; warnings and notes are told
/// and change nothing.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// Only these volumes and what they name [default: everything]
    #[arg(value_name = "VOLUME")]
    volumes: Vec<String>,
    /// human, short, json, sarif or junit
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: String,
    /// SHACL shapes in Turtle, instead of those of Frontis
    #[arg(long, value_name = "FILE")]
    shapes: Option<PathBuf>,
    #[command(flatten)]
    store: StoreOption,
}

impl Check {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let format = report::find(&self.format).ok_or_else(|| {
            let names: Vec<&str> = report::FORMATS.iter().map(|format| format.name).collect();
            Error::Usage(format!("there is no format {}; there are {}", self.format, names.join(", ")))
        })?;
        let shapes = self.shapes.as_deref().map_or_else(Shapes::own, read)?;
        let store = Store::open(&self.store.store)?;
        let quads = if self.volumes.is_empty() { store.quads()? } else { store.volume_quads(&self.volumes)? };
        let report = Report::of(&store, &shapes, quads)?;
        (format.write)(&report, super::colour(&io::stdout()), out)?;
        let _ = writeln!(io::stderr(), "{}", summary(&report));
        Ok(if report.conforms() { Outcome::Clean } else { Outcome::DocumentErrors })
    }
}

fn read(path: &Path) -> Result<Shapes, Error> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|source| Error::Read { path: name.clone(), source })?;
    Shapes::parse(&text, &name, None)
}

/// One line for a check: how many shapes, and what came of them.
pub fn summary(report: &Report) -> String {
    let kinds = [(Severity::Error, "violation"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts = kinds.into_iter().map(|(severity, word)| (report.count(severity), word));
    let counts = counts.filter(|(n, word)| *n > 0 || *word == "violation").map(|(n, word)| match n {
        0 => format!("no {word}s"),
        1 => format!("1 {word}"),
        n => format!("{n} {word}s"),
    });
    format!("check: {} shapes, {}", report.rules.len(), counts.collect::<Vec<_>>().join(", "))
}
