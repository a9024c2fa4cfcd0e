//! One holding of the conference, the meetings around it, and the figures it states about itself.

use super::Scribe;
use super::vocab::{self, fm, rdfs, schema, xsd};
use super::volume::event_year;
use crate::record::{MaybeTyped, SponsorshipKind, Volume};
use crate::source::Span;
use oxigraph::model::NamedNode;
use sophia::api::ns::NsTerm;
use std::collections::BTreeMap;

/// What the edition is called: its short title, else acronym or name with the year, else the title of the book.
pub fn name(volume: &Volume) -> String {
    if let Some(short) = &volume.proceedings.short_title {
        return short.value.clone();
    }
    match (volume.event.acronym.as_ref().or(volume.event.name.as_ref()), event_year(volume)) {
        (Some(name), Some(year)) => format!("{} {year}", name.value),
        (Some(name), None) => name.value.clone(),
        (None, _) => super::volume::title(volume),
    }
}

pub fn describe(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    let event = &volume.event;
    let name = name(volume);
    let dates = event.dates.as_ref().map(|d| &d.value);
    let range = dates.and_then(MaybeTyped::typed);
    let printed_dates = match dates {
        Some(MaybeTyped::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let places: Vec<NamedNode> = event.places().map(|p| iris.base.place(&p.value.name)).collect();
    let of_kind = |scribe: &mut Scribe<'_, '_>, wanted: fn(SponsorshipKind) -> bool| -> Vec<NamedNode> {
        volume.sponsorships.iter().filter(|s| wanted(s.kind)).map(|s| scribe.organization(&s.name.value)).collect()
    };
    let sponsors =
        of_kind(scribe, |k| matches!(k, SponsorshipKind::Sponsor | SponsorshipKind::Supporter | SponsorshipKind::IndustrySponsor));
    let cooperating = of_kind(scribe, |k| k == SponsorshipKind::InCooperation);
    let sponsorships: Vec<NamedNode> = (1..=super::sponsor::all(volume).len()).map(|n| iris.numbered("sponsorship", n)).collect();
    let organizers = super::committee::organizers(scribe);
    let mut subject = scribe
        .data(&iris.event)
        .a(&[fm::ConferenceEdition, schema::Event, schema::ConferenceEvent])
        .text(rdfs::label, &name)
        .text(schema::name, &name)
        .node(schema::superEvent, &iris.series)
        .maybe_typed(schema::startDate, range.map(|r| r.start.to_string()), xsd::date)
        .maybe_typed(schema::endDate, range.map(|r| r.end.to_string()), xsd::date)
        .maybe_text(fm::printedDates, printed_dates)
        .nodes(schema::location, &places)
        .node(schema::recordedIn, &iris.volume)
        .nodes(schema::organizer, &organizers)
        .nodes(schema::sponsor, &sponsors)
        .nodes(schema::contributor, &cooperating)
        .nodes(fm::hasSponsorship, &sponsorships);
    for ordinal in event.ordinals() {
        subject = subject.number(fm::editionNumber, i64::from(ordinal.value));
    }
    for (metric, value) in agreed(volume) {
        subject = subject.number(metric, value);
    }
    let mut spans: Vec<Span> = [&event.name, &event.acronym].into_iter().flatten().map(|t| t.span).collect();
    spans.extend(event.ordinals().map(|o| o.span));
    spans.extend(event.dates.as_ref().map(|d| d.span));
    spans.extend(event.places().map(|p| p.span));
    scribe.evidence(&iris.event, &spans);
    statistics(scribe);
    meetings(scribe);
}

/// Exact figures that the volume does not state in two ways.
fn agreed(volume: &Volume) -> Vec<(NsTerm<'static>, i64)> {
    let mut stated: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for statistic in volume.statistics.iter().filter(|s| !s.approximate) {
        stated.entry(&statistic.metric).or_default().push(statistic.value.value);
    }
    let one = |(metric, values): (&str, Vec<i64>)| {
        let same = values.iter().all(|v| *v == values[0]);
        vocab::metric_named(metric).filter(|_| same).map(|metric| (metric, values[0]))
    };
    stated.into_iter().filter_map(one).collect()
}

fn statistics(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    for (iri, statistic) in iris.statistics.iter().zip(&volume.statistics) {
        let metric = vocab::metric_named(&statistic.metric).unwrap_or(fm::statedFigure);
        let subject = scribe
            .data(iri)
            .a(&[fm::Statistic, schema::Observation])
            .text(rdfs::label, &words(&statistic.metric))
            .node(schema::observationAbout, &iris.event)
            .term(fm::metric, metric)
            .term(schema::measuredProperty, metric)
            .number(schema::value, statistic.value.value);
        if statistic.approximate {
            subject.truth(fm::approximate);
        }
        scribe.evidence(iri, &[statistic.quote.span]);
    }
}

/// `submittedPapers` as `submitted papers`.
fn words(metric: &str) -> String {
    let mut out = String::with_capacity(metric.len() + 4);
    for c in metric.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn meetings(scribe: &mut Scribe<'_, '_>) {
    let (volume, iris) = (scribe.volume, scribe.iris);
    for (i, meeting) in volume.meetings.iter().enumerate() {
        let iri = iris.numbered("meeting", i + 1);
        let host = meeting.host.as_ref().map(|h| scribe.organization(&h.value));
        let date = meeting.date.as_ref().map(|d| d.value.to_string());
        scribe
            .data(&iri)
            .a(&[fm::Meeting, schema::Event])
            .text(rdfs::label, &meeting.of.value)
            .text(schema::name, &meeting.of.value)
            .number(fm::ordinal, i as i64 + 1)
            .node(fm::ofEvent, &iris.event)
            .maybe_typed(schema::startDate, date.clone(), xsd::date)
            .maybe_typed(schema::endDate, date, xsd::date)
            .maybe_text(fm::printedPlace, meeting.place.as_ref().map(|p| p.value.as_str()))
            .maybe_node(schema::organizer, host.as_ref());
        let mut spans = vec![meeting.of.span];
        spans.extend(meeting.date.as_ref().map(|d| d.span));
        spans.extend([&meeting.place, &meeting.host].into_iter().flatten().map(|t| t.span));
        scribe.evidence(&iri, &spans);
    }
}
