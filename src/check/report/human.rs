//! Findings as diagnostics.

use super::{Placed, Report};
use crate::check::named;
use crate::diagnostic::{Diagnostic, SHAPE_NOTE, SHAPE_VIOLATION, SHAPE_WARNING, Severity, render};
use crate::source::{FileId, Span};
use std::io::{Result, Write};

/// Where a finding has no place.
const NOWHERE: Span = Span { file: FileId(u32::MAX), start: 0, end: 0 };

/// Each finding that is at least so grave as a diagnostic on the report's sources.
pub fn diagnostics(report: &Report, least: Severity) -> Vec<Diagnostic> {
    let grave = report.findings.iter().filter(|placed| placed.finding.grade() >= least);
    grave.map(|placed| diagnostic(placed, &report.base)).collect()
}

fn diagnostic(placed: &Placed, base: &str) -> Diagnostic {
    let finding = &placed.finding;
    let code = match finding.grade() {
        Severity::Error => &SHAPE_VIOLATION,
        Severity::Warning => &SHAPE_WARNING,
        Severity::Note => &SHAPE_NOTE,
    };
    let mut spans = placed.spans.iter().copied();
    let message = format!("{}: {}", finding.rule_name(), finding.message);
    let mut diagnostic = Diagnostic::new(code, spans.next().unwrap_or(NOWHERE), message);
    diagnostic.labels = spans.map(|span| (span, "read from here too".to_owned())).collect();
    let focus = named(&finding.focus, base);
    let value = finding.value.as_ref().filter(|value| **value != finding.focus).map(|value| named(value, base));
    diagnostic.help(value.map_or(focus.clone(), |value| format!("{focus} has {value}")))
}

pub fn write(report: &Report, colour: bool, out: &mut dyn Write) -> Result<()> {
    render::human(&diagnostics(report, Severity::Note), &report.sources, colour, out)
}

pub fn short(report: &Report, colour: bool, out: &mut dyn Write) -> Result<()> {
    render::short(&diagnostics(report, Severity::Note), &report.sources, colour, out)
}
