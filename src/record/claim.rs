//! The ledger: where every byte of the input went, and which stretches were not read.

use crate::source::{Sources, Span};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// Read into a record.
    Record,
    /// Running heads, folios, labels, slogans, blank lines: seen and of no content.
    Furniture,
    /// Not read; reported as `unread-block`.
    Residue,
}

/// A stretch of the input and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub span: Span,
    pub kind: ClaimKind,
    /// What it is: `title`, `byline`, `running-head`, `blank` …
    pub what: String,
}

/// Stretches of the input that were not read, each from its first letter to its last. Blank lines and markup between
/// two of them part nothing.
pub fn unread(ledger: &[Claim], sources: &Sources) -> Vec<Span> {
    let mut stretches: Vec<Span> = Vec::new();
    let mut near = false;
    for claim in ledger {
        match claim.kind {
            ClaimKind::Residue => {
                match stretches.last_mut() {
                    Some(last) if near && last.file == claim.span.file => last.end = claim.span.end,
                    _ => stretches.push(claim.span),
                }
                near = true;
            }
            ClaimKind::Furniture if claim.what == "blank" || claim.what == "markup" => {}
            _ => near = false,
        }
    }
    let trimmed = stretches.into_iter().map(|span| {
        let text = sources.slice(span);
        let start = span.start as usize + text.len() - text.trim_start().len();
        let end = span.start as usize + text.trim_end().len();
        Span::new(span.file, start.min(end), end)
    });
    trimmed.collect()
}
