//! Sponsors, supporters, cooperating bodies: a heading and the organizations below it.

use crate::document::{Line, Passage};
use crate::layout::joining::one_line;
use crate::layout::look;
use crate::record::slug::key;
use crate::record::{Sponsorship, SponsorshipKind};
use crate::source::{Span, Spanned};

/// Reads the lines below a heading; `rest` is what follows the heading on its own line. Stops at running text.
pub fn read(kind: SponsorshipKind, heading: &str, rest: Option<Passage>, lines: &[&Line]) -> (Vec<Sponsorship>, Vec<Span>) {
    let level = level(heading);
    let mut out: Vec<Sponsorship> = Vec::new();
    let mut read = Vec::new();
    let mut add = |passage: &Passage| {
        let found = organizations(passage);
        let any = !found.is_empty();
        out.extend(found.into_iter().map(|name| Sponsorship { kind, name, level: level.clone() }));
        any
    };
    if let Some(rest) = rest {
        add(&rest);
    }
    for line in lines {
        let words = line.text().split_whitespace().count();
        if words > 14 && line.text().matches(',').count() < 3 || line.text().ends_with('.') && words > 6 {
            break;
        }
        if add(&line.passage) {
            read.push(line.span);
        }
    }
    (out, read)
}

/// The organizations of a list: `A & B`, `A, B, and C`, or one a line.
pub fn organizations(passage: &Passage) -> Vec<Spanned<String>> {
    let text = passage.text.as_str();
    let mut out: Vec<Spanned<String>> = Vec::new();
    for range in look::segments(text) {
        let part = &text[range.clone()];
        let lead = part.len() - part.trim_start_matches(['&', ' ']).strip_prefix("and ").unwrap_or(part.trim_start_matches(['&', ' '])).len();
        let piece = passage.trimmed(range.start + lead..range.end);
        let name = one_line(&piece).trim_end_matches(['.', ',', ':']).to_owned();
        if name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || name.contains('@') || name.chars().any(char::is_uppercase) {
            // "Acme, Inc." is one
            if matches!(key(&name).as_str(), "inc" | "ltd" | "llc" | "corp" | "gmbh" | "limited")
                && let Some(last) = out.last_mut()
            {
                last.value = format!("{}, {name}{}", last.value, if name.ends_with("Inc") || name.ends_with("Corp") { "." } else { "" });
                last.span = last.span.join(piece.whole());
                continue;
            }
            out.push(Spanned::new(name, piece.whole()));
        }
    }
    out
}

/// `Gold Sponsors` is level Gold.
fn level(heading: &str) -> Option<String> {
    const LEVELS: &[&str] = &["diamond", "platinum", "gold", "silver", "bronze", "titanium", "copper"];
    let first = heading.split_whitespace().next()?;
    LEVELS.contains(&first.to_lowercase().as_str()).then(|| first.trim_end_matches(':').to_owned())
}
