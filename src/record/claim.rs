//! What the ledger says about stretches that were not read.

use super::{Claim, ClaimKind};
use crate::source::{Sources, Span};

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
