//! The ledger: every line of the input is a record's, furniture, or residue, and the sum is the whole.

use crate::diagnostic::{self, Diagnostic};
use crate::document::Line;
use crate::record::{self, Claim, ClaimKind};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// What became of lines, by where they begin.
#[derive(Debug, Default)]
pub struct Ledger {
    lines: BTreeMap<(FileId, u32), (ClaimKind, &'static str)>,
    /// What records were read from that is no line.
    pub stretches: Vec<(Span, &'static str)>,
}

impl Ledger {
    /// A line that a record was read from; a record outweighs furniture.
    pub fn record(&mut self, line: Span, what: &'static str) {
        self.lines.insert((line.file, line.start), (ClaimKind::Record, what));
    }

    pub fn furniture(&mut self, line: Span, what: &'static str) {
        self.lines.entry((line.file, line.start)).or_insert((ClaimKind::Furniture, what));
    }

    /// What became of a line, where it was claimed.
    pub fn what(&self, line: Span) -> Option<&'static str> {
        self.lines.get(&(line.file, line.start)).map(|claim| claim.1)
    }

    /// The claims of all files in order, without a gap: what no line covers is blank or markup, a line that nobody
    /// claims is residue, and so is what carriers left `unread`.
    pub fn close(self, sources: &Sources, files: &[FileId], lines: &[Line], unread: &[Span]) -> Vec<Claim> {
        let mut parts: Vec<(Span, ClaimKind, &'static str)> = Vec::with_capacity(lines.len() + unread.len());
        for line in lines {
            let (kind, what) = self.lines.get(&(line.span.file, line.span.start)).copied().unwrap_or((ClaimKind::Residue, "unread"));
            parts.extend(line.stretches().map(|span| (span, kind, what)));
        }
        parts.extend(self.stretches.iter().map(|(span, what)| (*span, ClaimKind::Record, *what)));
        parts.extend(unread.iter().map(|span| (*span, ClaimKind::Residue, "unread")));
        if !parts.is_sorted_by_key(|part| part.0) {
            parts.sort_by_key(|part| part.0);
        }
        let mut out: Vec<Claim> = Vec::new();
        let mut parts = parts.into_iter().peekable();
        for id in files.iter().copied() {
            let file = sources.file(id);
            let mut reached = 0;
            while let Some((span, kind, what)) = parts.next_if(|part| part.0.file == id) {
                let (start, end) = ((span.start as usize).max(reached), span.end as usize);
                if start < end {
                    between(&mut out, &file.text, id, reached..start);
                    push(&mut out, Span::new(id, start, end), kind, what);
                    reached = end;
                }
            }
            between(&mut out, &file.text, id, reached..file.text.len());
        }
        out
    }
}

fn push(out: &mut Vec<Claim>, span: Span, kind: ClaimKind, what: &str) {
    match out.last_mut() {
        _ if span.is_empty() => {}
        Some(last) if last.kind == kind && last.what == what && last.span.file == span.file => last.span.end = span.end,
        _ => out.push(Claim { span, kind, what: what.to_owned() }),
    }
}

/// What stands between two lines: white space, and markup that a carrier drops.
fn between(out: &mut Vec<Claim>, text: &str, file: FileId, range: Range<usize>) {
    let mut start = range.start;
    for raw in text[range].split_inclusive('\n') {
        let span = Span::new(file, start, start + raw.len());
        start += raw.len();
        push(out, span, ClaimKind::Furniture, if raw.chars().all(is_blank) { "blank" } else { "markup" });
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// One diagnostic for each stretch that was not read.
pub fn residue(ledger: &[Claim], sources: &Sources) -> Vec<Diagnostic> {
    let stretches = record::unread(ledger, sources).into_iter();
    stretches
        .map(|span| {
            let lines = sources.slice(span).lines().count();
            let message = if lines == 1 { "this line was not read".to_owned() } else { format!("{lines} lines were not read") };
            Diagnostic::new(&diagnostic::UNREAD_BLOCK, span, message)
        })
        .collect()
}
