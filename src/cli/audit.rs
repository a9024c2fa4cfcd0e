//! `frontis audit`

use super::outcome::{Manner, Outcome, Report};
use super::parse::Inputs;
use crate::error::Error;
use crate::intake::volumes::Reading;
use crate::picture;
use clap::Args;
use std::io::{self, Write};

/// Hold what a volume says about itself against what it lists
///
/// Stated counts, page order, ordinals: one line a check, ✓ or ✗, with the lines concerned. The exit status is 1 when a
/// check fails.
#[derive(Args)]
pub struct Audit {
    #[command(flatten)]
    input: Inputs,
    /// How to report what was noticed
    #[arg(long, value_enum, default_value = "short")]
    diagnostics: Manner,
}

impl Audit {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let (readings, remarks) = self.input.read()?;
        let mut report = Report::new(self.diagnostics);
        report.remarks(&remarks)?;
        for Reading { sources, parsed } in &readings {
            report.diagnostics(&parsed.diagnostics, sources)?;
            if parsed.value.checks.iter().any(|check| !check.holds) {
                report.fail();
            }
            out.write_all(picture::audit(&parsed.value, sources, super::colour(&io::stdout())).as_bytes())?;
        }
        Ok(report.outcome())
    }
}
