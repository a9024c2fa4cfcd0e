//! How each line was read, for people who wonder why.

use super::{Page, Paint};
use crate::layout::trace::Part;
use crate::source::Sources;
use crate::terminal::{Style, pad, plain};

/// Draws the parts of one volume: below each region's name and conventions its lines with label, score and what was seen.
pub fn trace(parts: &[Part], sources: &Sources, width: usize, colour: bool) -> String {
    let mut page = Page { sources, width: width.max(60), paint: Paint(colour), lines: Vec::new() };
    let mut file = None;
    for part in parts {
        let Some(first) = part.steps.first() else { continue };
        if file.replace(first.span.file) != Some(first.span.file) {
            page.gap();
            page.line(page.paint.with(Style::Bold, &plain(&sources.file(first.span.file).name)));
        }
        page.gap();
        let convention = part.convention.as_ref().map_or(String::new(), |c| format!("  ({c})"));
        page.line(format!("{}{convention}", page.paint.with(Style::Bold, &part.name)));
        for step in &part.steps {
            let line = sources.file(step.span.file).line(step.span.start as usize);
            let score = step.score.map_or(String::new(), |s| format!("{s:+.1}"));
            let label = step.other.map_or(step.label.to_owned(), |other| format!("{} ({other}?)", step.label));
            let head = format!("{line:>6}  {}{score:>6}  {}", pad(&label, 20), pad(&step.seen, 34));
            let text: String = plain(&step.text).chars().take(page.width.saturating_sub(head.chars().count() + 2).max(20)).collect();
            page.line(format!("{head}  {text}"));
        }
    }
    page.finish()
}
