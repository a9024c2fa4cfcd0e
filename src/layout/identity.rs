//! Whether what was read is a volume, and what it is called.

use crate::record::Volume;
use crate::record::slug::slug;
use crate::source::Sources;

/// Entries with authors, committees, or a title page of proceedings: one of them must be there.
pub fn is_front_matter(volume: &Volume, lines: usize) -> bool {
    let signed = volume.contributions.iter().filter(|c| !c.authors.is_empty() && c.confidence > 0.6).count();
    let seats = volume.committees.iter().flat_map(|c| &c.seats).filter(|s| s.confidence > 0.75).count();
    let titled =
        volume.proceedings.title.as_ref().is_some_and(|t| t.value.to_lowercase().contains("proceedings") || volume.event.year.is_some());
    let edited = volume.proceedings.title.is_some() && !volume.proceedings.editors.is_empty();
    signed * 40 >= lines && signed >= 2 || seats * 40 >= lines && seats >= 3 || titled || edited || signed >= 5
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
