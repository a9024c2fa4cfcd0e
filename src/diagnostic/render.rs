//! Diagnostics for people and for programs.

mod excerpt;

use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};
use crate::terminal::{Paint, Style, is_hostile, plain};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// As many diagnostics of one code are drawn; the rest are counted.
const MOST_OF_A_CODE: usize = 20;

/// Draws each diagnostic as a compiler does, with the source lines it is about, and sums up.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, colour: bool, out: &mut dyn Write) -> Result<()> {
    let paint = Paint(colour);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in sorted(diagnostics) {
        let count = seen.entry(diagnostic.code.name).or_default();
        *count += 1;
        if *count > MOST_OF_A_CODE {
            continue;
        }
        let head = format!("{}[{}]", word(diagnostic.code.severity), diagnostic.code.name);
        let message = format!(": {}", plain(&diagnostic.message));
        writeln!(out, "{}{}", paint.with(style(diagnostic.code.severity), &head), paint.with(Style::Bold, &message))?;
        excerpt::draw(diagnostic, sources, paint, out)?;
        writeln!(out)?;
    }
    for (code, count) in seen.iter().filter(|(_, count)| **count > MOST_OF_A_CODE) {
        writeln!(out, "… and {} more `{code}`; the short form lists all", count - MOST_OF_A_CODE)?;
    }
    if !diagnostics.is_empty() {
        writeln!(out, "{}", summary(diagnostics))?;
    }
    Ok(())
}

/// One line each: `file:line:column: severity[code]: message`.
pub fn short(diagnostics: &[Diagnostic], sources: &Sources, colour: bool, out: &mut dyn Write) -> Result<()> {
    let paint = Paint(colour);
    let mut cursor = Cursor::default();
    for diagnostic in sorted(diagnostics) {
        if let Some(place) = cursor.place(sources, diagnostic.span) {
            write!(out, "{}:{}:{}: ", plain(place.file), place.line, place.column)?;
        }
        let head = format!("{}[{}]", word(diagnostic.code.severity), diagnostic.code.name);
        writeln!(out, "{}: {}", paint.with(style(diagnostic.code.severity), &head), plain(&diagnostic.message))?;
    }
    Ok(())
}

/// One JSON object a line. Colour makes no difference.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, _colour: bool, out: &mut dyn Write) -> Result<()> {
    let mut cursor = Cursor::default();
    for diagnostic in sorted(diagnostics) {
        let labels = diagnostic.labels.iter();
        let object = Object {
            code: diagnostic.code.name,
            severity: diagnostic.code.severity,
            message: &diagnostic.message,
            place: cursor.place(sources, diagnostic.span),
            labels: labels.map(|(span, text)| Label { message: text, place: Cursor::default().place(sources, *span) }).collect(),
            help: diagnostic.help.as_deref(),
        };
        let line = serde_json::to_string(&object)?;
        let mut safe = String::with_capacity(line.len());
        for c in line.chars() {
            // hostile characters stand only inside strings, where they may be escaped
            if is_hostile(c) {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    safe.push_str(&format!("\\u{unit:04x}"));
                }
            } else {
                safe.push(c);
            }
        }
        writeln!(out, "{safe}")?;
    }
    Ok(())
}

/// `2 errors, 3 warnings, 1 note`; kinds that do not occur are left out.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let mut parts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        match diagnostics.iter().filter(|d| d.code.severity == severity).count() {
            0 => {}
            1 => parts.push(format!("1 {}", word(severity))),
            n => parts.push(format!("{n} {}s", word(severity))),
        }
    }
    parts.join(", ")
}

#[derive(Serialize)]
struct Object<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    labels: Vec<Label<'a>>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct Label<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
}

/// Lines and columns from 1, columns in characters; the end is exclusive. `start` and `end` are bytes.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: usize,
    end: usize,
}

/// Finds lines and columns of rising offsets without counting a long line again for each.
#[derive(Default)]
struct Cursor {
    file: u32,
    line: usize,
    offset: usize,
    column: usize,
}

impl Cursor {
    fn place<'a>(&mut self, sources: &'a Sources, span: Span) -> Option<Place<'a>> {
        let (file, span) = within(sources, span)?;
        let (start, end) = (span.start as usize, span.end as usize);
        let line = file.line(start);
        let column = if (self.file, self.line) == (span.file.0, line) && self.offset <= start {
            self.column + file.text[self.offset..start].chars().count()
        } else {
            file.line_column(start).1
        };
        *self = Cursor { file: span.file.0, line, offset: start, column };
        let inside = &file.text[start..end];
        let (end_line, end_column) = match inside.rsplit_once('\n') {
            Some((_, tail)) => (file.line(end), tail.chars().count() + 1),
            None => (line, column + inside.chars().count()),
        };
        Some(Place { file: &file.name, line, column, end_line, end_column, start, end })
    }
}

/// The file of a span, and the span cut to its text. None where the input was never text.
fn within(sources: &Sources, span: Span) -> Option<(&crate::source::SourceFile, Span)> {
    let file = sources.files.get(span.file.0 as usize)?;
    let start = file.text.floor_char_boundary(span.start as usize);
    let end = file.text.floor_char_boundary(span.end as usize).max(start);
    Some((file, Span::new(span.file, start, end)))
}

fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut all: Vec<&Diagnostic> = diagnostics.iter().collect();
    all.sort_by_key(|d| (d.span, d.code.name));
    all
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Red,
        Severity::Warning => Style::Yellow,
        Severity::Note => Style::Cyan,
    }
}

#[cfg(test)]
mod tests;
