//! Whether what was read is a volume, and what it is called.

use crate::record::slug::slug;
use crate::record::{Event, Identifier, Proceedings, Volume};
use crate::source::Sources;

/// Entries with pages that make a book with a number of its own one whose contents are read.
const CHAPTERS: usize = 5;

/// Entries with authors, committees, a title page of proceedings, or the chapters of a numbered book: one must be there.
pub fn is_front_matter(volume: &Volume, lines: usize) -> bool {
    let signed = volume.contributions.iter().filter(|c| !c.authors.is_empty() && c.confidence > 0.6).count();
    let seats = volume.committees.iter().flat_map(|c| &c.seats).filter(|s| s.confidence > 0.75).count();
    let titled =
        volume.proceedings.title.as_ref().is_some_and(|t| t.value.to_lowercase().contains("proceedings") || volume.event.year.is_some());
    let edited = volume.proceedings.title.is_some() && !volume.proceedings.editors.is_empty();
    let numbered =
        volume.proceedings.title.is_some() && volume.proceedings.identifiers.iter().any(|i| matches!(i.value, Identifier::Isbn(_)));
    let chapters = volume.contributions.iter().filter(|c| c.pages.is_some()).count() >= CHAPTERS;
    numbered && chapters || signed * 40 >= lines && signed >= 2 || seats * 40 >= lines && seats >= 3 || titled || edited || signed >= 5
}

/// Slug of the series and the year.
pub fn identity(volume: &Volume, sources: &Sources) -> String {
    let event = &volume.event;
    let name = event.acronym.as_ref().or(event.name.as_ref()).or(volume.proceedings.title.as_ref());
    match (name, event.year) {
        (Some(name), Some(year)) => format!("{}-{year}", slug(&name.value)),
        (Some(name), None) => slug(&name.value),
        (None, _) => format!("{}{}", crate::record::UNTITLED, sources.files.iter().map(|f| &f.sha256[..8]).min().unwrap_or_default()),
    }
}

/// Takes from a later title page what the first does not say of the book.
pub fn merge(into: &mut Proceedings, from: Proceedings) {
    into.title = into.title.take().or(from.title);
    into.subtitle = into.subtitle.take().or(from.subtitle);
    into.short_title = into.short_title.take().or(from.short_title);
    into.language = into.language.take().or(from.language);
    into.publisher = into.publisher.take().or(from.publisher);
    into.published = into.published.take().or(from.published);
    into.periodical = into.periodical.take().or(from.periodical);
    into.identifiers.extend(from.identifiers);
    into.editors.extend(from.editors);
}

/// The same of the event.
pub fn merge_event(into: &mut Event, from: Event) {
    into.name = into.name.take().or(from.name);
    into.acronym = into.acronym.take().or(from.acronym);
    if into.ordinal.is_none() {
        (into.ordinal, into.further_ordinals) = (from.ordinal, from.further_ordinals);
    }
    into.year = into.year.or(from.year);
    into.dates = into.dates.take().or(from.dates);
    if into.place.is_none() {
        (into.place, into.further_places) = (from.place, from.further_places);
    }
}
