//! `frontis audit`

use super::outcome::{Manner, Outcome, Report};
use super::parse::Inputs;
use crate::error::Error;
use crate::intake::volumes::Reading;
use crate::picture;
use crate::terminal::{Paint, Style, plain};
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
        let colour = Paint(super::colour(&io::stdout()));
        report.remarks(&remarks)?;
        for (n, Reading { sources, parsed }) in readings.iter().enumerate() {
            if readings.len() > 1 {
                let name = sources.files.first().map_or("", |f| f.name.as_str());
                let name = if parsed.value.id.is_empty() { name } else { &parsed.value.id };
                writeln!(out, "{}{}", if n > 0 { "\n" } else { "" }, colour.with(Style::Bold, &plain(name)))?;
                out.flush()?;
            }
            report.diagnostics(&parsed.diagnostics, sources)?;
            if parsed.value.checks.iter().any(|check| !check.holds) {
                report.fail();
            }
            out.write_all(picture::audit(&parsed.value, sources, super::colour(&io::stdout())).as_bytes())?;
        }
        Ok(report.outcome())
    }
}
