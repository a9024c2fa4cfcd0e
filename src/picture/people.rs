//! People and what they did: committees, message, talks, meetings, thanks.

use super::Page;
use crate::record::{Affiliation, ItemKind, Signature, TalkKind, Volume};
use crate::source::Spanned;
use crate::terminal::plain;

/// A reading below this confidence is marked with a question mark.
pub(super) const DOUBTFUL: f64 = 0.5;

pub(super) fn draw(page: &mut Page, volume: &Volume) {
    committees(page, volume);
    messages(page, volume);
    talks(page, volume);
    meetings(page, volume);
    thanks(page, volume);
}

/// `Jane Doe, John Roe (MIT); Li Wei (EPFL)`: neighbours of one affiliation share it.
pub(super) fn byline(signatures: &[Signature]) -> String {
    let grouped = signatures.iter().any(|s| !s.affiliations.is_empty());
    let groups = signatures.chunk_by(|a, b| affiliations(a) == affiliations(b)).map(|group| {
        let names = group.iter().map(name).collect::<Vec<_>>().join(", ");
        match affiliations(&group[0]) {
            none if none.is_empty() => names,
            some => format!("{names} ({some})"),
        }
    });
    groups.collect::<Vec<_>>().join(if grouped { "; " } else { ", " })
}

fn name(signature: &Signature) -> String {
    let doubt = if signature.confidence < DOUBTFUL { "?" } else { "" };
    plain(&signature.name.value.full) + doubt
}

fn affiliations(signature: &Signature) -> String {
    signature.affiliations.iter().map(affiliation).collect::<Vec<_>>().join("; ")
}

/// As printed, or with its repair.
fn affiliation(affiliation: &Spanned<Affiliation>) -> String {
    let Affiliation { printed, organization, place } = &affiliation.value;
    match place {
        _ if !affiliation.value.is_repaired() => plain(printed),
        Some(place) => plain(&format!("{organization}, {place}")),
        None => plain(organization),
    }
}

/// Names with affiliations as rows, names alone in columns.
fn seats(page: &mut Page, seats: &[Signature]) {
    if seats.iter().all(|s| s.affiliations.is_empty()) {
        page.columns(2, &seats.iter().map(name).collect::<Vec<_>>());
    } else {
        page.table(2, &seats.iter().map(|s| (name(s), affiliations(s))).collect::<Vec<_>>());
    }
}

fn committees(page: &mut Page, volume: &Volume) {
    for committee in &volume.committees {
        page.heading(&plain(&committee.label.value), &committee.seats.len().to_string());
        seats(page, &committee.seats);
    }
}

fn messages(page: &mut Page, volume: &Volume) {
    let messages = volume.items.iter().filter(|i| i.kind == ItemKind::Message && (i.body.is_some() || !i.signatures.is_empty()));
    for item in messages {
        let place = item.body.map(|b| page.place(b)).unwrap_or_default();
        page.heading(&plain(&item.title.value), &place);
        if let Some(role) = &item.signed_as {
            page.hang(2, "", &format!("signed as {}", plain(&role.value)), None);
        }
        seats(page, &item.signatures);
    }
}

fn talks(page: &mut Page, volume: &Volume) {
    if volume.talks.is_empty() {
        return;
    }
    page.heading("Talks", "");
    let mut rows = Vec::new();
    for talk in &volume.talks {
        let kind = match talk.kind {
            TalkKind::Keynote => "Keynote",
            TalkKind::Plenary => "Plenary",
            TalkKind::Invited => "Invited",
        };
        let mut text = byline(std::slice::from_ref(&talk.speaker));
        if let Some(described) = &talk.described_as {
            text.push_str(&format!(", {}", plain(&described.value)));
        }
        if let Some(topic) = &talk.topic {
            text.push_str(&format!(": {}", plain(&topic.value)));
        }
        rows.push((kind.to_owned(), text));
    }
    page.table(2, &rows);
}

fn meetings(page: &mut Page, volume: &Volume) {
    if volume.meetings.is_empty() {
        return;
    }
    page.heading("Meetings", "");
    let mut rows = Vec::new();
    for meeting in &volume.meetings {
        let mut parts = Vec::new();
        parts.extend(meeting.date.as_ref().map(|d| d.value.format("%-d %B %Y").to_string()));
        parts.extend(meeting.place.as_ref().map(|p| plain(&p.value)));
        parts.extend(meeting.host.as_ref().map(|h| format!("hosted by {}", plain(&h.value))));
        rows.push((plain(&meeting.of.value), parts.join(", ")));
    }
    page.table(2, &rows);
}

fn thanks(page: &mut Page, volume: &Volume) {
    if volume.thanks.is_empty() {
        return;
    }
    page.heading("People thanked", "");
    let mut rows = Vec::new();
    for thanked in &volume.thanks {
        let mut name = plain(&thanked.name.value.full);
        if let Some(from) = &thanked.affiliation {
            name.push_str(&format!(" ({})", affiliation(from)));
        }
        rows.push((name, thanked.reason.as_ref().map_or(String::new(), |r| plain(&r.value))));
    }
    if rows.iter().all(|(_, reason)| reason.is_empty()) {
        page.columns(2, &rows.into_iter().map(|(name, _)| name).collect::<Vec<_>>());
    } else {
        page.table(2, &rows);
    }
}
