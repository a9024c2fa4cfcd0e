//! Diagnostics for people and for programs.

use super::Diagnostic;
use crate::source::Sources;
use std::io::{self, Write};

/// In a compiler's manner.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    short(diagnostics, sources, out)
}

/// One line each.
pub fn short(diagnostics: &[Diagnostic], sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    for d in diagnostics {
        let file = sources.file(d.span.file);
        let (line, column) = file.line_column(d.span.start as usize);
        writeln!(out, "{}:{line}:{column}: {:?} [{}] {}", file.name, d.code.severity, d.code.name, d.message)?;
    }
    Ok(())
}

/// One JSON object a line.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    for d in diagnostics {
        let file = sources.file(d.span.file);
        writeln!(out, "{}", serde_json::json!({ "code": d.code.name, "message": d.message, "file": file.name }))?;
    }
    Ok(())
}
