//! The title page: the book, its event, and who paid.

use super::Page;
use crate::record::{DateRange, Identifier, MaybeTyped, SponsorshipKind, Volume};
use crate::terminal::{Style, plain};
use chrono::Datelike;

pub(super) fn draw(page: &mut Page, volume: &Volume) {
    let book = &volume.proceedings;
    if let Some(title) = &book.title {
        page.hang(0, "", &plain(&title.value), Some(Style::Bold));
    }
    if let Some(subtitle) = &book.subtitle {
        page.hang(0, "", &plain(&subtitle.value), None);
    }
    if let Some(short) = &book.short_title {
        page.line(plain(&short.value));
    }
    page.gap();
    let mut rows = imprint(volume);
    rows.extend(sponsors(volume));
    page.table(2, &rows);
}

/// Label and text of what the imprint and the title page state.
fn imprint(volume: &Volume) -> Vec<(String, String)> {
    let (book, event) = (&volume.proceedings, &volume.event);
    let mut rows = Vec::new();
    let mut row = |label: &str, text: Option<String>| rows.extend(text.map(|t| (label.to_owned(), plain(&t))));
    row("Event", event.name.as_ref().map(|n| n.value.clone()).or_else(|| event.acronym.as_ref().map(|a| a.value.clone())));
    let acronym = event.name.as_ref().and(event.acronym.as_ref()).map(|a| a.value.clone());
    let edition = event.ordinal.as_ref().map(|n| ordinal(n.value));
    let parts: Vec<String> = acronym.into_iter().chain(edition).chain(event.year.map(|y| y.to_string())).collect();
    row("Edition", (!parts.is_empty()).then(|| parts.join(", ")));
    row(
        "Dates",
        event.dates.as_ref().map(|d| match &d.value {
            MaybeTyped::Typed(range) => days(range),
            MaybeTyped::Text(text) => text.clone(),
        }),
    );
    row("Place", event.place.as_ref().map(|p| p.value.name.clone()));
    row("Publisher", book.publisher.as_ref().map(|p| p.value.clone()));
    row(
        "Published",
        book.published.as_ref().map(|p| match p.value.month.and_then(|m| chrono::Month::try_from(m as u8).ok()) {
            Some(month) => format!("{} {}", month.name(), p.value.year),
            None => p.value.to_string(),
        }),
    );
    if let Some(periodical) = &book.periodical {
        let mut text = periodical.title.value.clone();
        for (word, part) in [("volume", &periodical.volume), ("issue", &periodical.issue)] {
            if let Some(part) = part {
                text.push_str(&format!(", {word} {}", part.value));
            }
        }
        row("Series", Some(text));
        row("", periodical.subtitle.as_ref().map(|s| s.value.clone()));
    }
    for identifier in &book.identifiers {
        match &identifier.value {
            Identifier::Isbn(text) => row("ISBN", Some(text.clone())),
            Identifier::Issn(text) => row("ISSN", Some(text.clone())),
            Identifier::Doi(text) => row("DOI", Some(text.clone())),
        }
    }
    row("Language", book.language.clone());
    row("Editors", (!book.editors.is_empty()).then(|| super::people::byline(&book.editors)));
    rows
}

fn sponsors(volume: &Volume) -> Vec<(String, String)> {
    let kinds = [
        (SponsorshipKind::Sponsor, "Sponsors"),
        (SponsorshipKind::InCooperation, "In cooperation with"),
        (SponsorshipKind::Supporter, "Supporters"),
        (SponsorshipKind::IndustrySponsor, "Industry sponsors"),
        (SponsorshipKind::Host, "Hosts"),
    ];
    let mut rows = Vec::new();
    for (kind, label) in kinds {
        let names: Vec<String> = volume
            .sponsorships
            .iter()
            .filter(|s| s.kind == kind)
            .map(|s| match &s.level {
                Some(level) => format!("{} ({})", plain(&s.name.value), plain(level)),
                None => plain(&s.name.value),
            })
            .collect();
        if !names.is_empty() {
            rows.push((label.to_owned(), names.join(", ")));
        }
    }
    rows
}

/// `9–11 March 2011`, `30 May – 3 June 2016`.
fn days(range: &DateRange) -> String {
    let (start, end) = (range.start, range.end);
    if start == end {
        start.format("%-d %B %Y").to_string()
    } else if (start.year(), start.month()) == (end.year(), end.month()) {
        format!("{}–{}", start.day(), end.format("%-d %B %Y"))
    } else if start.year() == end.year() {
        format!("{} – {}", start.format("%-d %B"), end.format("%-d %B %Y"))
    } else {
        format!("{} – {}", start.format("%-d %B %Y"), end.format("%-d %B %Y"))
    }
}

fn ordinal(n: u32) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending} edition")
}
