//! Records of dblp, by its DTD. Source: <https://dblp.org/xml/dblp.dtd>, <https://dblp.org/faq/16154937.html>
//!
//! Keys are dblp's own where a link to its record was accepted; others begin with `frontis/` and are for its editors to
//! replace. Chairs are no editors unless the page says so.

use super::xml::Xml;
use super::{Format, Writer};
use crate::catalogue::{Mention, Pages, Paper, Volume, linked};
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "dblp",
    title: "dblp XML records",
    readers: "dblp's editors, tools for its dump",
    extensions: &["dblp.xml", "dblp"],
    media_type: "application/xml",
    write: Writer::Volumes(write),
};

pub(super) fn write(volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::new(out, "\n<!DOCTYPE dblp SYSTEM \"dblp.dtd\">")?;
    xml.open("dblp", &[])?;
    for volume in volumes {
        proceedings(volume, &mut xml)?;
        volume.papers.iter().try_for_each(|paper| inproceedings(volume, paper, &mut xml))?;
    }
    xml.close()
}

fn proceedings(volume: &Volume, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.open("proceedings", &[("key", &key(volume))])?;
    volume.editors.iter().try_for_each(|editor| person("editor", editor, xml))?;
    xml.leaf("title", &[], &stopped(&long_title(volume)))?;
    xml.leaf("booktitle", &[], booktitle(volume))?;
    xml.maybe("publisher", volume.publisher.as_deref())?;
    // an issue that the volume is also printed as is another publication
    if let Some(series) = volume.periodical.as_ref().filter(|p| p.whole) {
        xml.leaf("series", &[], &series.title)?;
        xml.maybe("volume", series.volume.as_deref())?;
    }
    xml.maybe("year", volume.year().map(|y| y.to_string()).as_deref())?;
    xml.leaves("isbn", volume.isbn.iter().map(String::as_str))?;
    xml.maybe("ee", volume.doi.first().map(|doi| format!("https://doi.org/{doi}")).as_deref())?;
    xml.close()
}

fn inproceedings(volume: &Volume, paper: &Paper, xml: &mut Xml<'_>) -> io::Result<()> {
    let own = format!("frontis/{}/{}", volume.id, paper.key);
    xml.open("inproceedings", &[("key", record(&paper.links).unwrap_or(&own))])?;
    paper.authors.iter().try_for_each(|author| person("author", author, xml))?;
    xml.leaf("title", &[], &stopped(&paper.title))?;
    xml.leaf("booktitle", &[], booktitle(volume))?;
    xml.maybe("pages", pages(&paper.pages).as_deref())?;
    xml.maybe("year", volume.year().map(|y| y.to_string()).as_deref())?;
    xml.maybe("ee", paper.doi().map(|doi| format!("https://doi.org/{doi}")).as_deref())?;
    xml.leaves("ee", paper.urls.iter().map(String::as_str))?;
    xml.leaf("crossref", &[], &key(volume))?;
    xml.close()
}

fn person(role: &'static str, mention: &Mention, xml: &mut Xml<'_>) -> io::Result<()> {
    match linked(&mention.links, "https://orcid.org/") {
        Some(orcid) => xml.leaf(role, &[("orcid", orcid)], &mention.printed),
        None => xml.leaf(role, &[], &mention.printed),
    }
}

fn record(links: &[String]) -> Option<&str> {
    linked(links, "https://dblp.org/rec/")
}

fn key(volume: &Volume) -> String {
    record(&volume.links).map_or_else(|| format!("frontis/{}", volume.id), str::to_owned)
}

/// What dblp calls the conference in short.
fn booktitle(volume: &Volume) -> &str {
    let series = volume.series.as_ref();
    series.and_then(|s| s.acronym.as_deref().or(Some(&s.title))).or(volume.short_title.as_deref()).unwrap_or(&volume.title)
}

/// The title with place and dates, as dblp has it.
fn long_title(volume: &Volume) -> String {
    let mut title = volume.title.clone();
    for part in [volume.event.place.as_ref().map(|p| p.name.clone()), dates(volume)].into_iter().flatten() {
        title.push_str(&format!(", {part}"));
    }
    title
}

/// `March 9-11, 2011`
pub(super) fn dates(volume: &Volume) -> Option<String> {
    let (start, end) = match (volume.event.start, volume.event.end) {
        (Some(start), end) => (start, end.unwrap_or(start)),
        _ => return volume.event.printed_dates.clone(),
    };
    let day = |d: chrono::NaiveDate, form: &str| d.format(form).to_string();
    Some(match () {
        () if start == end => day(start, "%B %-d, %Y"),
        () if day(start, "%Y%m") == day(end, "%Y%m") => format!("{}-{}", day(start, "%B %-d"), day(end, "%-d, %Y")),
        () if day(start, "%Y") == day(end, "%Y") => format!("{} - {}", day(start, "%B %-d"), day(end, "%B %-d, %Y")),
        () => format!("{} - {}", day(start, "%B %-d, %Y"), day(end, "%B %-d, %Y")),
    })
}

/// dblp's titles end with a full stop, or another mark that ends a sentence.
pub(super) fn stopped(title: &str) -> String {
    if title.ends_with(['.', '?', '!']) { title.to_owned() } else { format!("{title}.") }
}

/// A range that is open where no last page is printed.
pub(super) fn pages(pages: &Pages) -> Option<String> {
    let first = pages.first.as_ref()?;
    Some(match &pages.last {
        Some(last) if last == first => first.clone(),
        Some(last) => format!("{first}-{last}"),
        None => format!("{first}-"),
    })
}
