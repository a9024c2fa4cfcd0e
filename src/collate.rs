//! Several readings of one volume as one: two scans, the PDF and the page on the web. Each value is the one that most
//! readings support, and of equals the one with the fewest signs of damage; a value that no reading prints is never
//! made. The places in the other readings stand beside it as evidence, and what differs is reported.

pub mod align;
mod choose;
mod lists;

use crate::audit;
use crate::diagnostic::{self, Diagnostic, Parsed};
use crate::layout;
use crate::record::{Event, MaybeTyped, Parallel, Proceedings, Volume};
use crate::section::imprint;
use crate::source::{Sources, Span, Spanned};
use align::{letters, pair};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// What is known of the volume while its readings are held side by side.
#[derive(Default)]
struct Desk {
    parallels: BTreeMap<Span, Vec<Span>>,
    diagnostics: Vec<Diagnostic>,
}

impl Desk {
    /// Two places say the same.
    fn parallel(&mut self, kept: Span, other: Span) {
        let places = self.parallels.entry(kept).or_default();
        if kept != other && !places.contains(&other) {
            places.push(other);
        }
    }

    fn differ(&mut self, what: &str, (kept, one): (Span, &str), (other, two): (Span, &str)) {
        let found = Diagnostic::new(&diagnostic::READINGS_DIFFER, kept, format!("{what}: `{one}` here, `{two}` in another reading"));
        self.diagnostics.push(found.label(other, "the other reading"));
    }
}

/// Makes one volume of its readings. The order in which they are given is of no account.
pub fn collate(sources: &Sources, mut readings: Vec<Parsed<Volume>>) -> Parsed<Volume> {
    readings.sort_by_cached_key(|r| (Reverse(weight(&r.value)), text_of(&r.value)));
    let volumes: Vec<&Volume> = readings.iter().map(|r| &r.value).filter(|v| !v.id.is_empty()).collect();
    let Some(first) = volumes.first() else { return merge_empty(readings) };
    let mut desk = Desk::default();
    // title and event are one statement: the reading that has the fuller title leads in both
    let mut titled = volumes.clone();
    titled.sort_by_key(|v| Reverse(fullness(v)));
    let mut volume = Volume {
        proceedings: desk.proceedings(&titled),
        event: desk.event(&titled),
        committees: desk.committees(&volumes),
        ..Volume::default()
    };
    desk.programme(&volumes, &mut volume);
    desk.rest(&volumes, &mut volume);
    volume.id = layout::identity(&volume, sources);
    if volume.proceedings.title.is_none() && volume.event.name.is_none() {
        volume.id.clone_from(&first.id);
    }
    let mut diagnostics = desk.diagnostics;
    let untitled = volume.proceedings.title.is_none();
    for reading in &readings {
        // what the audit says is said anew of the whole; readers doubt values too
        let of_audit = |d: &Diagnostic| {
            let checked = || reading.value.checks.iter().any(|check| check.spans.contains(&d.span));
            audit::CODES.contains(&d.code.name) && (d.code.name != diagnostic::VALUE_DOUBTFUL.name || checked())
        };
        let kept = |d: &&Diagnostic| !of_audit(d) && (untitled || d.code.name != "untitled-volume");
        diagnostics.extend(reading.diagnostics.iter().filter(kept).cloned());
        volume.ledger.extend(reading.value.ledger.iter().cloned());
    }
    volume.ledger.sort_by_key(|claim| claim.span);
    audit::audit(&mut volume, sources, &mut diagnostics);
    volume.parallels = desk.parallels.into_iter().filter(|(_, o)| !o.is_empty()).map(|(span, others)| Parallel { span, others }).collect();
    diagnostics.sort_by_key(|d| (d.span, d.code.name));
    diagnostics.dedup_by(|a, b| a.span == b.span && a.code.name == b.code.name && a.message == b.message);
    Parsed { value: volume, diagnostics }
}

/// Readings of no front matter: nothing but their ledgers and what was said.
fn merge_empty(readings: Vec<Parsed<Volume>>) -> Parsed<Volume> {
    let mut out = Parsed { value: Volume::default(), diagnostics: Vec::new() };
    for reading in readings {
        out.value.ledger.extend(reading.value.ledger);
        out.diagnostics.extend(reading.diagnostics);
    }
    out.value.ledger.sort_by_key(|claim| claim.span);
    out
}

/// How much a reading says, by which readings rank.
fn weight(volume: &Volume) -> i64 {
    let sure = |confidence: f64| (confidence * 10.0) as i64;
    let mut seen = HashSet::new();
    let papers = volume.contributions.iter().filter(|c| !c.authors.is_empty() && seen.insert(letters(&c.title.value)));
    let papers: i64 = papers.map(|c| sure(c.confidence)).sum();
    let seats: i64 = volume.committees.iter().flat_map(|c| &c.seats).map(|s| sure(s.confidence)).sum();
    papers + seats
}

/// How much of a title page a reading has: a title that says it is one, the meeting's name, date and place.
fn fullness(volume: &Volume) -> (bool, usize, usize) {
    let (book, event) = (&volume.proceedings, &volume.event);
    let title = book.title.as_ref().map_or("", |t| t.value.as_str());
    let said = [event.acronym.is_some(), event.ordinal.is_some(), event.dates.is_some(), event.place.is_some()];
    (
        imprint::says_proceedings(title) && title.split_whitespace().count() > 4,
        said.into_iter().filter(|s| *s).count(),
        letters(title).len(),
    )
}

/// What tells readings of equal weight apart, whatever file comes first.
fn text_of(volume: &Volume) -> String {
    let titles = volume.contributions.iter().map(|c| &c.title.value);
    titles.chain(volume.committees.iter().flat_map(|c| &c.seats).map(|s| &s.name.value.full)).fold(String::new(), |out, t| out + t)
}

impl Desk {
    /// One field that any reading may have.
    fn field<'v, T: Clone + 'v, P>(
        &mut self,
        what: &str,
        from: impl Iterator<Item = &'v P>,
        field: impl Fn(&'v P) -> &'v Option<Spanned<T>>,
        text: impl Fn(&T) -> String,
    ) -> Option<Spanned<T>>
    where
        P: 'v,
    {
        let found: Vec<&Spanned<T>> = from.filter_map(|p| field(p).as_ref()).collect();
        self.settle(what, &found, text)
    }

    /// A field of the reading that leads; where others have the same letters, the one with the fewest signs of damage.
    fn lead<'v, P: 'v>(
        &mut self,
        what: &str,
        from: impl Iterator<Item = &'v P>,
        field: impl Fn(&'v P) -> &'v Option<Spanned<String>>,
        text: impl Fn(&String) -> String,
    ) -> Option<Spanned<String>> {
        let found: Vec<&Spanned<String>> = from.filter_map(|p| field(p).as_ref()).collect();
        let first = found.first()?;
        let like = |f: &&&Spanned<String>| pair(&[&first.value], &[&f.value], 0.8)[0].is_some();
        let (like, unlike): (Vec<_>, Vec<_>) = found.iter().partition(like);
        let chosen = self.settle(what, &like, &text)?;
        for other in unlike {
            self.parallel(chosen.span, other.span);
            self.differ(what, (chosen.span, &chosen.value), (other.span, &other.value));
        }
        Some(chosen)
    }

    fn proceedings(&mut self, volumes: &[&Volume]) -> Proceedings {
        let all = || volumes.iter().map(|v| &v.proceedings);
        let editors: Vec<_> = all().map(|p| p.editors.as_slice()).collect();
        let mut out = Proceedings {
            title: self.lead("title", all(), |p| &p.title, String::clone),
            subtitle: self.field("subtitle", all(), |p| &p.subtitle, String::clone),
            short_title: self.field("short title", all(), |p| &p.short_title, String::clone),
            publisher: self.field("publisher", all(), |p| &p.publisher, String::clone),
            published: self.field("date of the imprint", all(), |p| &p.published, ToString::to_string),
            language: all().find_map(|p| p.language.clone()),
            periodical: all().find_map(|p| p.periodical.clone()),
            editors: self.authors(&editors),
            identifiers: Vec::new(),
        };
        for identifier in all().flat_map(|p| &p.identifiers) {
            match out.identifiers.iter().find(|i| i.value == identifier.value) {
                Some(known) if known.span.file != identifier.span.file => self.parallel(known.span, identifier.span),
                _ => out.identifiers.push(identifier.clone()),
            }
        }
        out
    }

    fn event(&mut self, volumes: &[&Volume]) -> Event {
        let all = || volumes.iter().map(|v| &v.event);
        let dates = |d: &MaybeTyped<crate::record::DateRange>| match d {
            MaybeTyped::Typed(range) => format!("{} to {}", range.start, range.end),
            MaybeTyped::Text(text) => text.clone(),
        };
        Event {
            name: self.lead("name of the event", all(), |e| &e.name, String::clone),
            acronym: self.field("acronym", all(), |e| &e.acronym, String::clone),
            ordinal: self.field("number of the event", all(), |e| &e.ordinal, ToString::to_string),
            year: all().find_map(|e| e.year),
            dates: self.field("date", all(), |e| &e.dates, dates),
            place: self.field("place", all(), |e| &e.place, |p| p.name.clone()),
            further_ordinals: all().map(|e| &e.further_ordinals).find(|o| !o.is_empty()).cloned().unwrap_or_default(),
            further_places: all().map(|e| &e.further_places).find(|p| !p.is_empty()).cloned().unwrap_or_default(),
        }
    }
}
