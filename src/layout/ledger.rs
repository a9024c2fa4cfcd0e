//! The ledger: every line of the input is a record's, furniture, or residue, and the sum is the whole.

use crate::diagnostic::{self, Diagnostic};
use crate::record::{Claim, ClaimKind};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;

/// What became of lines, by where they begin.
#[derive(Debug, Default)]
pub struct Ledger {
    lines: BTreeMap<(FileId, u32), (ClaimKind, &'static str)>,
}

impl Ledger {
    /// A line that a record was read from; a record outweighs furniture.
    pub fn record(&mut self, line: Span, what: &'static str) {
        self.lines.insert((line.file, line.start), (ClaimKind::Record, what));
    }

    pub fn furniture(&mut self, line: Span, what: &'static str) {
        self.lines.entry((line.file, line.start)).or_insert((ClaimKind::Furniture, what));
    }

    /// The claims of the files in order, without a gap: blank lines are furniture, the rest is residue.
    pub fn close(self, sources: &Sources, files: &[FileId]) -> Vec<Claim> {
        let mut out: Vec<Claim> = Vec::new();
        for id in files.iter().copied() {
            let file = sources.file(id);
            let mut start = 0;
            for raw in file.text.split_inclusive('\n') {
                let span = Span::new(id, start, start + raw.len());
                start += raw.len();
                let (kind, what) = match self.lines.get(&(id, span.start)) {
                    Some(claim) => *claim,
                    None if raw.chars().all(is_blank) => (ClaimKind::Furniture, "blank"),
                    None if is_markup(raw.trim()) => (ClaimKind::Furniture, "markup"),
                    None => (ClaimKind::Residue, "unread"),
                };
                match out.last_mut() {
                    Some(last) if last.kind == kind && last.what == what && last.span.file == id => last.span.end = span.end,
                    _ => out.push(Claim { span, kind, what: what.to_owned() }),
                }
            }
        }
        out
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Lines that a carrier drops: comments, fences, rules.
fn is_markup(text: &str) -> bool {
    text.starts_with("<!--") && text.ends_with("-->")
        || text.starts_with("```")
        || text.starts_with("~~~")
        || text.len() >= 3 && text.bytes().all(|b| matches!(b, b'-' | b'=' | b'|' | b':' | b' ' | b'*' | b'_'))
}

/// One diagnostic for each stretch that was not read.
pub fn residue(ledger: &[Claim], sources: &Sources) -> Vec<Diagnostic> {
    let mut blocks: Vec<Span> = Vec::new();
    let mut near = false;
    for claim in ledger {
        match claim.kind {
            ClaimKind::Residue => {
                match blocks.last_mut() {
                    Some(last) if near && last.file == claim.span.file => last.end = claim.span.end,
                    _ => blocks.push(claim.span),
                }
                near = true;
            }
            ClaimKind::Furniture if claim.what == "blank" => {}
            _ => near = false,
        }
    }
    let trimmed = blocks.into_iter().map(|span| {
        let text = sources.slice(span);
        let start = span.start as usize + text.len() - text.trim_start().len();
        let end = span.start as usize + text.trim_end().len();
        Span::new(span.file, start.min(end), end)
    });
    trimmed
        .map(|span| {
            let lines = sources.slice(span).lines().count();
            let message = if lines == 1 { "this line was not read".to_owned() } else { format!("{lines} lines were not read") };
            Diagnostic::new(&diagnostic::UNREAD_BLOCK, span, message)
        })
        .collect()
}
