//! RIS: two letters, two blanks, a hyphen and a value on each line. Source: the specification of Reference Manager, with
//! the tags of conference papers as EndNote and Zotero take them.

use super::{Format, Writer};
use crate::catalogue::{Mention, Volume};
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "ris",
    title: "RIS: volumes and papers, line by line",
    readers: "EndNote, Zotero, Mendeley",
    extensions: &["ris"],
    media_type: "application/x-research-info-systems",
    write: Writer::Volumes(write),
};

pub(super) fn write(volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    for volume in volumes {
        line("TY", "CONF", out)?;
        line("ID", &volume.id, out)?;
        line("TI", &volume.title, out)?;
        maybe("ST", volume.short_title.as_deref(), out)?;
        names("A2", &volume.editors, out)?;
        maybe("DO", volume.doi.first().map(String::as_str), out)?;
        of_book(volume, out)?;
        for paper in &volume.papers {
            line("TY", "CPAPER", out)?;
            line("ID", &format!("{}/{}", volume.id, paper.key), out)?;
            line("TI", &paper.title, out)?;
            names("AU", &paper.authors, out)?;
            line("T2", &volume.title, out)?;
            names("A2", &volume.editors, out)?;
            maybe("SP", paper.pages.first.as_deref(), out)?;
            maybe("EP", paper.pages.last.as_deref(), out)?;
            maybe("DO", paper.doi(), out)?;
            for link in paper.urls.iter().chain(&paper.links) {
                line("UR", link, out)?;
            }
            of_book(volume, out)?;
        }
    }
    Ok(())
}

/// What a volume and its papers have in common, and the end of the record.
fn of_book(volume: &Volume, out: &mut dyn Write) -> io::Result<()> {
    maybe("PY", volume.year().map(|y| y.to_string()).as_deref(), out)?;
    maybe("DA", volume.event.start.map(|d| d.format("%Y/%m/%d/").to_string()).as_deref(), out)?;
    maybe("C1", volume.event.place.as_ref().map(|p| p.name.as_str()), out)?;
    maybe("C3", Some(volume.event.name.as_str()).filter(|n| !n.is_empty()), out)?;
    maybe("PB", volume.publisher.as_deref(), out)?;
    volume.isbn.iter().try_for_each(|isbn| line("SN", isbn, out))?;
    if let Some(series) = volume.periodical.as_ref().filter(|p| p.whole) {
        line("T3", &series.title, out)?;
        maybe("VL", series.volume.as_deref(), out)?;
    }
    maybe("LA", volume.language.as_deref(), out)?;
    write!(out, "ER  - \r\n\r\n")
}

/// Family name first and a suffix last, as the specification has it; what does not divide, as it is printed.
fn names(tag: &str, mentions: &[Mention], out: &mut dyn Write) -> io::Result<()> {
    mentions.iter().try_for_each(|m| match (&m.family, &m.given) {
        (Some(family), Some(given)) => {
            let suffix = m.suffix.as_deref().map(|suffix| format!(", {suffix}")).unwrap_or_default();
            line(tag, &format!("{family}, {given}{suffix}"), out)
        }
        _ => line(tag, &m.printed, out),
    })
}

fn maybe(tag: &str, value: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    value.map_or(Ok(()), |value| line(tag, value, out))
}

fn line(tag: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{tag}  - {value}\r\n")
}
