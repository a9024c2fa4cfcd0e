//! Commands for Wikidata's QuickStatements, first version: one statement a line, tabs between its parts.
//! Source: <https://www.wikidata.org/wiki/Help:QuickStatements>
//!
//! An item is created only where no link to one was accepted; otherwise statements are added to the linked one. Papers
//! need the item of their volume, so they come with the second pass, when the volume has been created and linked.
//! Every statement has a source: the item of the volume, or its title.

use super::{Format, Writer};
use crate::catalogue::{Event, Mention, Paper, Volume, linked};
use chrono::NaiveDate;
use std::io::{self, Write};

pub const FORMAT: Format = Format {
    name: "quickstatements",
    title: "commands that add volumes and papers to Wikidata",
    readers: "Wikidata's QuickStatements",
    extensions: &["quickstatements.tsv", "qs"],
    media_type: "text/tab-separated-values",
    write: Writer::Volumes(write),
};

const PROCEEDINGS: &str = "Q1143604";
const CONFERENCE_PAPER: &str = "Q23927052";
const ACADEMIC_CONFERENCE: &str = "Q2020153";

pub(super) fn write(volumes: &[Volume], out: &mut dyn Write) -> io::Result<()> {
    for volume in volumes {
        let language = volume.language.as_deref().filter(|l| l.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        let title = format!("{}:{}", language.unwrap_or("und"), quoted(&volume.title));
        let source = match item(&volume.links) {
            Some(item) => format!("S248\t{item}"),
            None => format!("S1476\t{title}"),
        };
        let mut batch = Batch { label: language.unwrap_or("mul"), text: language.unwrap_or("und"), source, out };
        batch.event(&volume.event)?;
        batch.volume(volume, &title)?;
        if let Some(item) = item(&volume.links) {
            volume.papers.iter().try_for_each(|paper| batch.paper(volume, paper, item))?;
        }
    }
    Ok(())
}

/// The identifier of an accepted Wikidata item.
fn item(links: &[String]) -> Option<&str> {
    let starts = ["http://www.wikidata.org/entity/", "https://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/"];
    let found = starts.iter().find_map(|start| linked(links, start));
    found.filter(|id| id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())))
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn day(date: NaiveDate) -> String {
    format!("+{}T00:00:00Z/11", date.format("%Y-%m-%d"))
}

struct Batch<'w> {
    /// Language of labels and of texts.
    label: &'w str,
    text: &'w str,
    source: String,
    out: &'w mut dyn Write,
}

impl Batch<'_> {
    /// The item that a link leads to, or a new one with a label and a class.
    fn begin<'l>(&mut self, links: &'l [String], label: &str, class: &str) -> io::Result<&'l str> {
        if let Some(item) = item(links) {
            return Ok(item);
        }
        writeln!(self.out, "CREATE\nLAST\tL{}\t{}", self.label, quoted(label))?;
        self.state("LAST", "P31", class, "")?;
        Ok("LAST")
    }

    /// A statement, with qualifiers that begin with a tab.
    fn state(&mut self, subject: &str, property: &str, value: &str, qualifiers: &str) -> io::Result<()> {
        writeln!(self.out, "{subject}\t{property}\t{value}{qualifiers}\t{}", self.source)
    }

    fn maybe(&mut self, subject: &str, property: &str, value: Option<String>) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.state(subject, property, &value, ""))
    }

    fn event(&mut self, event: &Event) -> io::Result<()> {
        if event.name.is_empty() {
            return Ok(());
        }
        let subject = self.begin(&event.links, &event.name, ACADEMIC_CONFERENCE)?;
        self.maybe(subject, "P580", event.start.map(day))?;
        self.maybe(subject, "P582", event.end.map(day))?;
        self.maybe(subject, "P276", event.place.as_ref().and_then(|p| item(&p.links)).map(str::to_owned))
    }

    fn volume(&mut self, volume: &Volume, title: &str) -> io::Result<()> {
        let subject = self.begin(&volume.links, &volume.title, PROCEEDINGS)?;
        self.state(subject, "P1476", title, "")?;
        let short = volume.short_title.as_ref().map(|s| format!("{}:{}", self.text, quoted(s)));
        self.maybe(subject, "P1813", short)?;
        self.maybe(subject, "P577", published(volume))?;
        self.maybe(subject, "P4745", item(&volume.event.links).map(str::to_owned))?;
        self.maybe(subject, "P179", volume.series.as_ref().and_then(|s| item(&s.links)).map(str::to_owned))?;
        for isbn in &volume.isbn {
            let property = if isbn.chars().filter(char::is_ascii_alphanumeric).count() == 10 { "P957" } else { "P212" };
            self.state(subject, property, &quoted(isbn), "")?;
        }
        self.maybe(subject, "P356", volume.doi.first().map(|doi| quoted(&doi.to_uppercase())))?;
        self.maybe(subject, "P8978", linked(&volume.links, "https://dblp.org/rec/").map(quoted))?;
        for (n, editor) in volume.editors.iter().enumerate() {
            if let Some(person) = item(&editor.links) {
                self.state(subject, "P98", person, &qualifiers(editor, n, true))?;
            }
        }
        Ok(())
    }

    fn paper(&mut self, volume: &Volume, paper: &Paper, published_in: &str) -> io::Result<()> {
        let subject = self.begin(&paper.links, &paper.title, CONFERENCE_PAPER)?;
        let title = format!("{}:{}", self.text, quoted(&paper.title));
        self.state(subject, "P1476", &title, "")?;
        self.state(subject, "P1433", published_in, "")?;
        self.maybe(subject, "P577", published(volume))?;
        self.maybe(subject, "P304", paper.pages.last.as_ref().and(paper.pages.printed()).as_deref().map(quoted))?;
        self.maybe(subject, "P356", paper.doi().map(|doi| quoted(&doi.to_uppercase())))?;
        self.maybe(subject, "P8978", linked(&paper.links, "https://dblp.org/rec/").map(quoted))?;
        for (n, author) in paper.authors.iter().enumerate() {
            match item(&author.links) {
                Some(person) => self.state(subject, "P50", person, &qualifiers(author, n, true))?,
                None => self.state(subject, "P2093", &quoted(&author.printed), &qualifiers(author, n, false))?,
            }
        }
        Ok(())
    }
}

/// Place in the order, the name as printed where the value is an item, and affiliations that are items.
fn qualifiers(mention: &Mention, n: usize, linked: bool) -> String {
    let mut out = format!("\tP1545\t\"{}\"", n + 1);
    if linked {
        out.push_str(&format!("\tP1932\t{}", quoted(&mention.printed)));
    }
    for affiliation in mention.affiliations.iter().filter_map(|a| item(&a.links)) {
        out.push_str(&format!("\tP1416\t{affiliation}"));
    }
    out
}

/// The imprint's date; that of the event is another.
fn published(volume: &Volume) -> Option<String> {
    let year = volume.year_of_publication.filter(|y| (1..=9999).contains(y))?;
    Some(match volume.month_of_publication {
        Some(month) => format!("+{year:04}-{month:02}-00T00:00:00Z/10"),
        None => format!("+{year:04}-00-00T00:00:00Z/9"),
    })
}
