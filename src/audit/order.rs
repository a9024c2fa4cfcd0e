//! What should run on: pages, session numbers, days; and titles, none of which stands twice.

use super::Held;
use crate::diagnostic::{self, Diagnostic};
use crate::record::slug::key;
use crate::record::{Check, Contribution};
use crate::source::Span;
use std::collections::HashMap;

/// First pages do not fall.
pub fn pages(held: &Held<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Check> {
    let volume = held.volume;
    let page = |c: &Contribution| c.pages.as_ref().and_then(|p| Some((p.value.first.sort?, p.span, p.value.first.label.clone())));
    let paged: Vec<(i32, Span, String)> = volume.contributions.iter().filter_map(page).collect();
    let falls: Vec<Span> = paged.windows(2).filter(|w| w[1].0 < w[0].0).map(|w| w[1].1).collect();
    for span in &falls {
        diagnostics.push(Diagnostic::new(&diagnostic::PAGE_ORDER, *span, "starts before the entry printed above it"));
    }
    let (first, last) = (paged.first()?, paged.last()?);
    let detail = match falls.len() {
        0 => format!("{} first pages rise from {} to {}", paged.len(), first.2, last.2),
        n => format!("{n} of {} first pages fall", paged.len()),
    };
    let spans = if falls.is_empty() { vec![first.1, last.1] } else { falls };
    Some(Check { name: "page-order".into(), holds: spans.len() == 2 && detail.contains("rise"), detail, spans })
}

/// No title stands twice.
pub fn duplicates(held: &Held<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Check> {
    let volume = held.volume;
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut again = Vec::new();
    for contribution in &volume.contributions {
        if let Some(first) = seen.insert(key(&contribution.title.value), contribution.title.span) {
            again.push(contribution.title.span);
            diagnostics.push(
                Diagnostic::new(&diagnostic::DUPLICATE_ENTRY, contribution.title.span, "this title was listed before").label(first, "here"),
            );
        }
    }
    let n = volume.contributions.len();
    let detail = if again.is_empty() { format!("{n} titles, none twice") } else { format!("{} of {n} titles stand twice", again.len()) };
    (n > 0).then(|| Check { name: "no-duplicates".into(), holds: again.is_empty(), detail, spans: again })
}

/// Printed session numbers run on.
pub fn session_numbers(held: &Held<'_>, _: &mut Vec<Diagnostic>) -> Option<Check> {
    let volume = held.volume;
    let numbers: Vec<(u32, Span)> =
        volume.sessions.iter().filter_map(|s| s.number.as_ref()?.parse().ok().map(|n| (n, s.title.span))).collect();
    if numbers.len() < 2 || numbers.len() < volume.sessions.len() {
        return None;
    }
    let gap = numbers.windows(2).find(|w| w[1].0 != w[0].0 + 1);
    let detail = match gap {
        None => format!("sessions {} to {}", numbers[0].0, numbers[numbers.len() - 1].0),
        Some(w) => format!("session {} follows session {}", w[1].0, w[0].0),
    };
    let spans = gap.map_or_else(Vec::new, |w| vec![w[1].1]);
    Some(Check { name: "session-numbers".into(), holds: gap.is_none(), detail, spans })
}

/// Days lie within the event.
pub fn days(held: &Held<'_>, _: &mut Vec<Diagnostic>) -> Option<Check> {
    let volume = held.volume;
    let dates = volume.event.dates.as_ref()?;
    let range = dates.value.typed()?;
    let outside: Vec<Span> =
        volume.days.iter().filter(|d| d.date.is_some_and(|d| d < range.start || d > range.end)).map(|d| d.label.span).collect();
    let n = volume.days.iter().filter(|d| d.date.is_some()).count();
    let detail = match outside.len() {
        0 => format!("{n} days between {} and {}", range.start, range.end),
        k => format!("{k} of {n} days outside {} to {}", range.start, range.end),
    };
    (n > 0).then(|| Check {
        name: "days-within-event".into(),
        holds: outside.is_empty(),
        detail,
        spans: if outside.is_empty() { vec![dates.span] } else { outside },
    })
}
