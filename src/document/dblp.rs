//! XML of dblp: the dump and parts of it, the pages of its site, and what is submitted to it.

use super::bibliography::{self, Entry, Field, Kind, What};
use super::xml::{self, Step, Steps};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};
use std::ops::Range;

pub const MEDIA: &str = "application/x-dblp+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes).is_some_and(|(name, _)| matches!(name.as_str(), "dblp" | "dblpsubmission" | "bht" | "dblpcites"))
}

/// Elements that are entries.
const ENTRIES: &[(&str, Kind)] = &[
    ("proceedings", Kind::Volume),
    ("inproceedings", Kind::Paper),
    ("publ", Kind::Paper),
    ("incollection", Kind::Other),
    ("article", Kind::Other),
    ("book", Kind::Other),
    ("phdthesis", Kind::Other),
    ("mastersthesis", Kind::Other),
    ("www", Kind::Other),
    ("data", Kind::Other),
    ("h1", Kind::Other),
    ("h2", Kind::Heading),
    ("h3", Kind::Heading),
    ("h4", Kind::Heading),
];

/// Elements that only hold fields or entries.
const HOLDERS: &[&str] = &["conf", "series", "toc", "section"];

/// A field as far as it was read.
struct Open<'a> {
    name: &'a str,
    at: usize,
    passage: Passage,
    orcid: Option<Passage>,
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut done: Vec<Entry> = Vec::new();
    // entries that are open, outermost first, and what of them holds fields
    let mut entries: Vec<(&str, Entry)> = Vec::new();
    let mut holders: Vec<&str> = Vec::new();
    let mut field: Option<Open<'_>> = None;
    for Step { what, at } in steps.by_ref() {
        match what {
            xml::What::Open(tag) => {
                let entry = ENTRIES.iter().find(|(name, _)| *name == tag.name);
                if let Some((name, kind)) = entry.filter(|_| field.is_none() && entries.len() < 4) {
                    let key = tag.get("key").unwrap_or_default().to_owned();
                    entries.push((name, Entry { kind: *kind, key, at: at.clone(), fields: Vec::new() }));
                    holders.clear();
                    if *kind == Kind::Heading {
                        field = Some(Open { name: "title", at: at.start, passage: Passage::new(file), orcid: None });
                    }
                } else if HOLDERS.contains(&tag.name) && holders.len() < 8 && field.is_none() && !is_plain(&source.text[at.end..]) {
                    holders.push(tag.name);
                } else if !entries.is_empty() && field.is_none() {
                    field = Some(Open { name: tag.name, at: at.start, passage: Passage::new(file), orcid: tag.value("orcid", file) });
                }
            }
            xml::What::Text(text) => field.iter_mut().for_each(|f| f.passage.join("", &text)),
            xml::What::Close(name) => {
                let heading = matches!(name, "h2" | "h3" | "h4");
                if let Some(mut open) = field.take_if(|f| f.name == name || heading)
                    && let Some((_, entry)) = entries.last_mut()
                {
                    let orcid = open.orcid.take();
                    entry.fields.push(close(open, holders.last().copied(), at.end));
                    entry.fields.extend(orcid.map(|number| {
                        let at = number.whole().range();
                        Field::new(Some(What::Orcid), at.start..at.start, number, at)
                    }));
                }
                if field.is_none() && holders.last() == Some(&name) {
                    holders.pop();
                }
                if field.is_none() && entries.last().is_some_and(|(open, _)| *open == name) {
                    let ended = entries.pop().map(|(_, entry)| Entry { at: entry.at.start..at.end, ..entry });
                    done.extend(ended);
                }
            }
        }
    }
    let mut diagnostics = steps.broken();
    // an entry that was cut is not read, the volume round the others is
    for (name, entry) in entries {
        match (entry.kind, diagnostics.first_mut()) {
            (Kind::Volume, _) if name == "proceedings" && !done.is_empty() => done.push(entry),
            (_, Some(diagnostic)) => diagnostic.span.start = diagnostic.span.start.min(entry.at.start as u32),
            _ => done.push(entry),
        }
    }
    bibliography::document(done, file, diagnostics)
}

/// Does text follow right after the tag, so that the element is a field after all?
fn is_plain(rest: &str) -> bool {
    !rest.trim_start().starts_with('<')
}

fn close(open: Open<'_>, holder: Option<&str>, end: usize) -> Field {
    let name: Range<usize> = open.at + 1..open.at + 1 + open.name.len();
    let what = match (holder, open.name) {
        (Some("series"), "title") => Some(What::Series),
        (Some("series"), "key" | "number" | "acronym") => Some(What::Aside),
        (_, "note" | "publnr") => None,
        // a place on dblp's own site
        (_, "url") => Some(What::Aside),
        (_, name) => bibliography::what(name),
    };
    let text = &open.passage.text;
    // dblp ends titles with a full stop of its own and tells namesakes apart by four digits
    let kept = match what {
        Some(What::Title) => text.trim_end().strip_suffix('.').filter(|t| !t.ends_with('.')).map_or(text.len(), str::len),
        Some(What::Author | What::Editor) => text
            .rsplit_once(' ')
            .filter(|(_, n)| n.len() == 4 && n.bytes().all(|b| b.is_ascii_digit()))
            .map_or(text.len(), |(t, _)| t.len()),
        _ => text.len(),
    };
    Field::new(what, name, open.passage.slice(0..kept), open.at..end)
}
