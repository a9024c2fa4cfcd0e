//! JATS and BITS: articles, books and parts of books, of which only the front matter is looked at.

use super::bibliography::{self, Entry, Field, Kind, What};
use super::xml::{self, Step, Steps, Tag};
use super::{Document, Passage};
use crate::record::PersonName;
use crate::source::{FileId, SourceFile};
use std::collections::HashMap;
use std::ops::Range;

pub const MEDIA: &str = "application/jats+xml";

/// An article or a book with metadata of its kind near its beginning.
pub fn begins(bytes: &[u8]) -> bool {
    const ROOTS: &[&str] = &["article", "book", "book-part", "book-part-wrapper", "collection", "articles"];
    const SIGNS: &[&str] = &["<article-meta", "<book-meta", "<book-part-meta", "<collection-meta", "JATS", "BITS", "NLM//DTD"];
    xml::root(bytes).is_some_and(|(name, head)| ROOTS.contains(&name.as_str()) && SIGNS.iter().any(|sign| head.contains(sign)))
}

/// Elements that hold the metadata of one thing.
const ENTRIES: &[(&str, Kind)] = &[("article-meta", Kind::Paper), ("book-meta", Kind::Volume), ("book-part-meta", Kind::Paper)];

/// Elements within metadata whose text is of another work, or too long for front matter.
const ASIDE: &[&str] = &["abstract", "trans-abstract", "bio", "author-comment", "related-article", "related-object", "product"];

/// Elements of which only metadata within is front matter.
const BODIES: &[&str] = &["body", "back", "book-body", "book-back", "front-matter", "response", "sub-article"];

/// Parts of an affiliation, which may stand without a comma between them.
const PARTS: &[&str] = &["institution", "institution-wrap", "addr-line", "city", "state", "country", "named-content"];

/// A person or group under construction.
#[derive(Default)]
struct Person {
    at: Range<usize>,
    editor: bool,
    name: Passage,
    surname: Passage,
    given: Passage,
    suffix: Passage,
    orcid: Option<Passage>,
    /// Affiliations within, and keys of those that stand elsewhere.
    places: Vec<Passage>,
    keys: Vec<String>,
}

/// What is known of an entry before its end.
#[derive(Default)]
struct Meta {
    entry: Entry,
    title: Option<(Range<usize>, Passage)>,
    people: Vec<Person>,
    /// Where the people of the group at hand begin.
    group: usize,
    /// Affiliations by their keys, and those without one.
    places: HashMap<String, Passage>,
    loose: Vec<Passage>,
    first: Option<(Range<usize>, Passage)>,
    last: Option<Passage>,
    range: Option<(Range<usize>, Passage)>,
    license: Option<Passage>,
}

impl Meta {
    /// One affiliation without a key belongs to all of the group that have no other.
    fn settle(&mut self) {
        if let [place] = self.loose.as_slice() {
            let bare = self.people[self.group..].iter_mut().filter(|p| p.keys.is_empty() && p.places.is_empty());
            bare.for_each(|p| p.places.push(place.clone()));
        }
        self.loose.clear();
        self.group = self.people.len();
    }
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut reader = Reader {
        file,
        done: Vec::new(),
        meta: None,
        person: None,
        kind: Kind::Paper,
        stack: Vec::new(),
        text: Passage::new(file),
        skipped: 0,
        bodies: Vec::new(),
    };
    for Step { what, at } in steps.by_ref() {
        match what {
            xml::What::Open(tag) => reader.open(&tag, at),
            xml::What::Text(text) => reader.text(&text),
            xml::What::Close(name) => reader.close(name, at.end),
        }
    }
    let mut diagnostics = steps.broken();
    if let Some((meta, diagnostic)) = reader.meta.zip(diagnostics.first_mut()) {
        diagnostic.span.start = diagnostic.span.start.min(meta.entry.at.start as u32);
    }
    bibliography::document(reader.done, file, diagnostics)
}

struct Reader<'a> {
    file: FileId,
    done: Vec<Entry>,
    meta: Option<Meta>,
    person: Option<Person>,
    /// What the next part of a book is.
    kind: Kind,
    /// Elements that are open within the metadata: name, start, key.
    stack: Vec<(&'a str, usize, String)>,
    /// Text of the leaf at hand.
    text: Passage,
    /// Depth within something that is left aside.
    skipped: usize,
    /// Bodies that are open: name, start, and how many entries were done before.
    bodies: Vec<(&'a str, usize, usize)>,
}

/// Elements whose text is wanted, whatever is inside.
const LEAVES: &[&str] = &[
    "article-title",
    "book-title",
    "title",
    "subtitle",
    "surname",
    "given-names",
    "suffix",
    "string-name",
    "collab",
    "aff",
    "fpage",
    "lpage",
    "page-range",
    "isbn",
    "article-id",
    "book-id",
    "book-part-id",
    "contrib-id",
    "license_ref",
    "publisher-name",
    "conf-name",
    "conf-acronym",
    "conf-date",
    "conf-loc",
    "year",
];

impl<'a> Reader<'a> {
    fn inside(&self, names: &[&str]) -> bool {
        self.stack.iter().any(|(name, ..)| names.contains(name))
    }

    fn open(&mut self, tag: &Tag<'a>, at: Range<usize>) {
        if self.meta.is_none() {
            return self.outside(tag, at);
        }
        if self.skipped > 0 || ASIDE.contains(&tag.name) || self.stack.len() > 100 {
            self.skipped += 1;
            return;
        }
        match tag.name {
            "contrib" => {
                let editor = tag.get("contrib-type").is_some_and(|kind| kind.contains("editor"));
                self.person = Some(Person { at: at.clone(), editor, ..Person::default() });
            }
            "license" => {
                let href = tag.value("href", self.file);
                self.meta.iter_mut().for_each(|meta| meta.license = href.clone().or(meta.license.take()));
            }
            "self-uri" => {
                let href = tag.value("href", self.file);
                let link = href.map(|href| field(What::Link, href.whole().range(), 0, href));
                if let Some(meta) = self.meta.as_mut() {
                    meta.entry.fields.extend(link);
                }
            }
            "contrib-group" => self.meta.iter_mut().for_each(Meta::settle),
            "xref" if tag.get("ref-type") == Some("aff") => {
                if let (Some(person), Some(keys)) = (self.person.as_mut(), tag.get("rid")) {
                    person.keys.extend(keys.split_whitespace().take(16).map(str::to_owned));
                }
            }
            name if PARTS.contains(&name) && self.inside(&["aff"]) => {
                let text = &self.text.text;
                if !text.trim().is_empty() && !text.trim_end().ends_with([',', ';', '(']) {
                    self.text.push_as(", ", at.start, 0);
                }
            }
            _ => {}
        }
        // a name within a name, or a title within a title, adds to it
        let within = self.stack.iter().any(|(name, ..)| LEAVES.contains(name) && *name != "string-name");
        if LEAVES.contains(&tag.name) && !within {
            self.text = Passage::new(self.file);
        }
        let kind = ["id", "pub-id-type", "book-id-type", "book-part-id-type", "contrib-id-type"].iter().find_map(|name| tag.get(name));
        self.stack.push((tag.name, at.start, kind.unwrap_or_default().to_owned()));
    }

    fn outside(&mut self, tag: &Tag<'a>, at: Range<usize>) {
        if let Some((_, kind)) = ENTRIES.iter().find(|(name, _)| *name == tag.name) {
            let kind = if tag.name == "book-part-meta" { self.kind } else { *kind };
            self.meta = Some(Meta { entry: Entry { kind, at, ..Entry::default() }, ..Meta::default() });
            self.stack.clear();
            self.skipped = 0;
        } else if tag.name == "book-part" {
            let parted = matches!(tag.get("book-part-type"), Some("part" | "section"));
            self.kind = if parted { Kind::Heading } else { Kind::Paper };
        } else if BODIES.contains(&tag.name) && self.bodies.len() < 100 {
            self.bodies.push((tag.name, at.start, self.done.len()));
        }
    }

    fn text(&mut self, text: &Passage) {
        // numbers and signs that refer to notes are no part of what they stand beside
        let noted = self.stack.iter().any(|(name, ..)| matches!(*name, "label" | "xref" | "fn" | "email" | "institution-id"));
        if self.meta.is_some() && self.skipped == 0 && !noted {
            self.text.join("", text);
        }
    }

    fn close(&mut self, name: &str, end: usize) {
        let Some(meta) = self.meta.as_mut() else {
            if let Some((_, start, count)) = self.bodies.pop_if(|(open, ..)| *open == name)
                && count == self.done.len()
            {
                self.done.push(Entry { at: start..end, ..Entry::default() });
            }
            return;
        };
        if ENTRIES.iter().any(|(entry, _)| *entry == name) {
            let meta = self.meta.take();
            self.done.extend(meta.map(|m| finish(m, end, self.file)));
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.stack.last().is_none_or(|(open, ..)| *open != name) {
            return;
        }
        let Some((_, start, id)) = self.stack.pop() else { return };
        let inside = |outer: &str| self.stack.iter().any(|(name, ..)| *name == outer);
        let at = start..end;
        let take = |text: &mut Passage| {
            let all = std::mem::take(text);
            all.trimmed(0..all.text.len())
        };
        match (name, self.person.as_mut()) {
            ("surname", Some(person)) => person.surname = take(&mut self.text),
            ("given-names", Some(person)) => person.given = take(&mut self.text),
            ("suffix", Some(person)) => person.suffix = take(&mut self.text),
            ("string-name" | "collab", Some(person)) if person.surname.is_empty() => person.name = take(&mut self.text),
            ("contrib-id", Some(person)) if id == "orcid" => person.orcid = Some(take(&mut self.text)),
            ("aff", Some(person)) => person.places.push(take(&mut self.text)),
            ("contrib", Some(_)) => {
                meta.people.extend(self.person.take().map(|p| Person { at, ..p }));
            }
            ("contrib-group", _) => meta.settle(),
            ("year", _) if inside("pub-date") => meta.entry.fields.push(field(What::Year, at, 0, take(&mut self.text))),
            ("aff", None) if id.is_empty() => meta.loose.push(take(&mut self.text)),
            ("aff", None) => {
                meta.places.insert(id, take(&mut self.text));
            }
            ("article-title" | "book-title" | "title", _) if inside("title-group") || inside("book-title-group") => {
                meta.title.get_or_insert_with(|| (at, take(&mut self.text)));
            }
            ("subtitle", _) => {
                let more = take(&mut self.text);
                if let Some((_, title)) = meta.title.as_mut() {
                    title.join(": ", &more);
                }
            }
            ("fpage", _) if !inside("related-article") => meta.first = Some((at, take(&mut self.text))),
            ("lpage", _) => meta.last = Some(take(&mut self.text)),
            ("page-range", _) => meta.range = Some((at, take(&mut self.text))),
            ("article-id" | "book-id" | "book-part-id", _) if id == "doi" => {
                meta.entry.fields.push(field(What::Doi, at, 0, take(&mut self.text)));
            }
            ("license_ref", _) => {
                let address = take(&mut self.text);
                meta.license.get_or_insert(address);
            }
            ("isbn", _) => meta.entry.fields.push(field(What::Isbn, at, 4, take(&mut self.text))),
            ("publisher-name", _) => meta.entry.fields.push(field(What::Publisher, at, 9, take(&mut self.text))),
            ("conf-name", _) => meta.entry.fields.push(field(What::Booktitle, at, 0, take(&mut self.text))),
            ("conf-acronym", _) => meta.entry.fields.push(field(What::Acronym, at, 0, take(&mut self.text))),
            ("conf-date", _) => meta.entry.fields.push(field(What::Date, at, 0, take(&mut self.text))),
            ("conf-loc", _) => meta.entry.fields.push(field(What::Place, at, 0, take(&mut self.text))),
            _ => {}
        }
    }
}

/// A field whose name is the first letters of its element's.
fn field(what: What, at: Range<usize>, name: usize, passage: Passage) -> Field {
    Field::new(Some(what), at.start + 1..at.start + 1 + name, passage, at)
}

/// The entry of what was found: names in printed order, each with where it belongs.
fn finish(meta: Meta, end: usize, file: FileId) -> Entry {
    let mut meta = meta;
    meta.group = 0;
    meta.settle();
    let Meta { mut entry, title, people, places, first, last, range, license, .. } = meta;
    entry.at.end = end;
    let paper = entry.kind == Kind::Paper;
    entry.fields.extend(title.map(|(at, passage)| field(What::Title, at, 0, passage)));
    for person in people {
        let mut name = Passage::new(file);
        for part in [&person.name, &person.given, &person.surname, &person.suffix] {
            name.join(" ", part);
        }
        let what = if person.editor || !paper { What::Editor } else { What::Author };
        if person.editor && paper {
            continue;
        }
        let parts =
            (!person.surname.is_empty()).then(|| PersonName::of_parts(&person.given.text, &person.surname.text, &person.suffix.text));
        entry.fields.push(Field { person: parts, ..field(what, person.at.clone(), 0, name) });
        entry.fields.extend(person.orcid.map(|number| field(What::Orcid, number.whole().range(), 0, number)));
        let shared = person.keys.iter().filter_map(|key| places.get(key)).cloned();
        for place in person.places.into_iter().chain(shared).filter(|_| paper) {
            let at = place.whole().range();
            entry.fields.push(field(What::Affiliation, at, 0, place));
        }
    }
    entry.fields.extend(license.map(|address| field(What::License, address.whole().range(), 0, address)));
    if let Some((at, pages)) = range {
        entry.fields.push(field(What::Pages, at, 0, pages));
    } else if let Some((at, mut pages)) = first {
        if let Some(last) = last {
            pages.join("–", &last);
        }
        entry.fields.push(field(What::Pages, at, 0, pages));
    }
    entry
}
