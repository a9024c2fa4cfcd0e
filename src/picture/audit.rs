//! What the volume says about itself, and the account of the input.

use super::{Page, lines};
use crate::record::{Check, ClaimKind, Volume};
use crate::source::{Sources, Span};
use crate::terminal::{Paint, Style, pad, plain, width, wrap};
use std::collections::BTreeMap;

/// As many places of a check, or of unread text, are named.
const MOST_PLACES: usize = 8;

/// The checks alone, with `file:line` references and a verdict.
pub fn audit(volume: &Volume, sources: &Sources, colour: bool) -> String {
    let paint = Paint(colour);
    let mut text = String::new();
    for check in &volume.checks {
        text.push_str(&format!("{} {}: {}\n", sign(check, paint), in_words(&check.name), plain(&check.detail)));
        let mut places: Vec<String> = Vec::new();
        for (name, first, _) in check.spans.iter().filter_map(|s| lines(sources, *s)) {
            let place = format!("{name}:{first}");
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if !places.is_empty() {
            text.push_str(&format!("    {}\n", paint.with(Style::Dim, &few(&places))));
        }
    }
    text + &verdict(&volume.checks) + "\n"
}

/// Statistics, checks, repairs and ledger as the end of the picture.
pub(super) fn draw(page: &mut Page, volume: &Volume) {
    statistics(page, volume);
    checks(page, volume);
    repairs(page, volume);
    ledger(page, volume);
}

fn statistics(page: &mut Page, volume: &Volume) {
    if volume.statistics.is_empty() {
        return;
    }
    page.heading("Statistics", "");
    let figure = |s: &crate::record::Statistic| format!("{}{}", if s.approximate { "≈ " } else { "" }, s.value.value);
    let names = volume.statistics.iter().map(|s| width(&in_words(&s.metric))).max().unwrap_or(0);
    let figures = volume.statistics.iter().map(|s| width(&figure(s))).max().unwrap_or(0);
    for statistic in &volume.statistics {
        let place = page.place(statistic.value.span);
        let place = page.paint.with(Style::Dim, &place);
        page.line(format!("  {}  {:>figures$}  {place}", pad(&in_words(&statistic.metric), names), figure(statistic)));
    }
}

fn checks(page: &mut Page, volume: &Volume) {
    if volume.checks.is_empty() {
        return;
    }
    page.heading("Audit", &verdict(&volume.checks));
    for check in &volume.checks {
        let mut places: Vec<String> = Vec::new();
        for place in check.spans.iter().map(|s| page.place(*s)) {
            if !place.is_empty() && !places.contains(&place) {
                places.push(place);
            }
        }
        let mut text = format!("{}: {}", in_words(&check.name), plain(&check.detail));
        if !places.is_empty() {
            text.push_str(&format!(" ({})", few(&places)));
        }
        for (i, line) in wrap(&text, page.width - 4).into_iter().enumerate() {
            let lead = if i == 0 { sign(check, page.paint) } else { " ".to_owned() };
            page.line(format!("  {lead} {line}"));
        }
    }
}

fn repairs(page: &mut Page, volume: &Volume) {
    if volume.repairs.is_empty() {
        return;
    }
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for repair in &volume.repairs {
        *names.entry(&repair.name).or_default() += 1;
    }
    let counts: Vec<String> = names.iter().map(|(name, n)| format!("{} {n}", in_words(name))).collect();
    page.gap();
    page.hang(9, "Repairs", &counts.join(", "), None);
}

/// Bytes in records, furniture and residue, and where the residue stands.
fn ledger(page: &mut Page, volume: &Volume) {
    let bytes =
        |kind| volume.ledger.iter().filter(|c| c.kind == kind).map(|c| u64::from(c.span.end.saturating_sub(c.span.start))).sum::<u64>();
    let parts = [(ClaimKind::Record, "in records"), (ClaimKind::Furniture, "furniture"), (ClaimKind::Residue, "unread")];
    let all: u64 = parts.iter().map(|(kind, _)| bytes(*kind)).sum();
    if all == 0 {
        return;
    }
    let shares = parts.map(|(kind, word)| {
        let n = bytes(kind);
        let share = n as f64 * 100.0 / all as f64;
        format!("{n} {word} ({share:.1} %)")
    });
    page.gap();
    page.hang(9, "Ledger", &format!("{all} bytes: {}", shares.join(", ")), None);
    let residue: Vec<Span> = volume.ledger.iter().filter(|c| c.kind == ClaimKind::Residue).map(|c| c.span).collect();
    let places: Vec<String> = residue.iter().map(|s| page.place(*s)).filter(|p| !p.is_empty()).collect();
    if !places.is_empty() {
        page.hang(9, "Unread", &few(&places), None);
    }
}

fn sign(check: &Check, paint: Paint) -> String {
    if check.holds { paint.with(Style::Green, "✓") } else { paint.with(Style::Red, "✗") }
}

fn verdict(checks: &[Check]) -> String {
    let (all, holding) = (checks.len(), checks.iter().filter(|c| c.holds).count());
    match all {
        0 => "nothing to check: the volume states no figures about itself".to_owned(),
        1 if holding == 1 => "the one check holds".to_owned(),
        _ if all == holding => format!("all {all} checks hold"),
        _ => format!("{holding} of {all} checks hold"),
    }
}

fn few(places: &[String]) -> String {
    match places.len() {
        n if n > MOST_PLACES => format!("{} and {} more", places[..MOST_PLACES].join(", "), n - MOST_PLACES),
        _ => places.join(", "),
    }
}

/// `submittedPapers` and `submitted-papers` as `submitted papers`.
fn in_words(name: &str) -> String {
    let mut words = String::new();
    for c in plain(name).chars() {
        match c {
            '-' => words.push(' '),
            c if c.is_uppercase() => {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.extend(c.to_lowercase());
            }
            c => words.push(c),
        }
    }
    words
}
