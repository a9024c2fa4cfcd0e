//! What a run says about its documents.

use crate::diagnostic::{Diagnostic, Severity, render};
use crate::error::Error;
use crate::intake::Remark;
use crate::source::Sources;
use crate::terminal::{Paint, Style, plain};
use clap::ValueEnum;
use std::io::{self, Write};

/// How a command ended that could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Clean,
    DocumentErrors,
    /// Two things that were compared differ.
    Different,
}

/// The manner of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Manner {
    /// With the source line and carets
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
}

/// Collects what is said and whether any of it is an error.
pub struct Report {
    manner: Manner,
    colour: bool,
    failed: bool,
}

impl Report {
    pub fn new(manner: Manner) -> Self {
        Self { manner, colour: super::colour(&io::stderr()), failed: false }
    }

    pub fn outcome(&self) -> Outcome {
        if self.failed { Outcome::DocumentErrors } else { Outcome::Clean }
    }

    /// Makes the outcome an error that was printed elsewhere.
    pub fn fail(&mut self) {
        self.failed = true;
    }

    /// Says what a reading found.
    pub fn diagnostics(&mut self, diagnostics: &[Diagnostic], sources: &Sources) -> Result<(), Error> {
        self.failed |= diagnostics.iter().any(|d| d.code.severity == Severity::Error);
        let mut err = io::BufWriter::new(io::stderr().lock());
        match self.manner {
            Manner::Human => render::human(diagnostics, sources, self.colour, &mut err)?,
            Manner::Short => render::short(diagnostics, sources, self.colour, &mut err)?,
            Manner::Json => render::json(diagnostics, sources, self.colour, &mut err)?,
        }
        Ok(err.flush()?)
    }

    /// Says what there is to say about whole inputs.
    pub fn remarks(&mut self, remarks: &[Remark]) -> Result<(), Error> {
        let mut err = io::stderr().lock();
        for remark in remarks {
            let severity = remark.code.severity;
            self.failed |= severity == Severity::Error;
            let (word, style) = match severity {
                Severity::Error => ("error", Style::Red),
                Severity::Warning => ("warning", Style::Yellow),
                Severity::Note => ("note", Style::Cyan),
            };
            let Remark { code, message, help, .. } = remark;
            // file names are as foreign as texts
            let name = plain(&remark.name);
            match self.manner {
                Manner::Human => {
                    let head = Paint(self.colour).with(style, &format!("{word}[{}]", code.name));
                    writeln!(err, "{head}: {message}\n  --> {name}")?;
                    if let Some(help) = help {
                        writeln!(err, "   = help: {help}")?;
                    }
                    writeln!(err)?;
                }
                Manner::Short => writeln!(err, "{name}: {word}[{}]: {message}", code.name)?,
                Manner::Json => {
                    let object = serde_json::json!({
                        "code": code.name, "severity": severity, "message": message, "file": name, "help": help,
                    });
                    writeln!(err, "{object}")?;
                }
            }
        }
        Ok(())
    }
}
