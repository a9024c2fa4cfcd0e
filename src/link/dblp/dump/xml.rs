//! `dblp.xml`: records, their fields, and markup within titles.

use super::record::{doi, issue, orcid, page, squeezed, stream, title};
use super::unpack::{Pieces, cut};
use super::{Broken, Paper, Record};
use crate::link::dblp::{Creator, Entry, Person, Toc};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a record is read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// Theses, data, and whatever else dblp may come to have.
    #[default]
    Other,
    Proceedings,
    Book,
    Paper,
    Article,
    Home,
}

const KINDS: &[(&[u8], Kind)] = &[
    (b"inproceedings", Kind::Paper),
    (b"article", Kind::Article),
    (b"www", Kind::Home),
    (b"proceedings", Kind::Proceedings),
    (b"incollection", Kind::Paper),
    (b"book", Kind::Book),
    // what the DTD calls a page of a person since 2023
    (b"person", Kind::Home),
];

/// A record as far as it was read.
#[derive(Default)]
struct Open {
    kind: Kind,
    key: String,
    publtype: String,
    authors: Vec<Creator>,
    editors: Vec<Creator>,
    orcids: Vec<(usize, String)>,
    title: String,
    booktitle: String,
    journal: String,
    volume: String,
    number: String,
    series: String,
    publisher: String,
    crossref: String,
    pages: String,
    year: String,
    doi: Option<String>,
    isbn: Vec<String>,
    urls: Vec<String>,
    affiliations: Vec<String>,
}

/// The named characters of dblp's DTD, from U+00A0 on.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

static NAMED: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
    let latin = LATIN.split_whitespace().zip('\u{a0}'..='\u{ff}');
    latin.chain([("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')]).collect()
});

/// The date of the newest record.
pub fn read(pages: &mut Pieces, on: &mut dyn FnMut(Record)) -> Result<Option<String>, Broken> {
    let mut reader = Reader::from_reader(pages);
    // an empty element is its start and its end
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut text, mut depth) = (Vec::new(), String::new(), 0);
    let (mut open, mut note, mut newest, mut whole) = (Open::default(), false, String::new(), false);
    loop {
        buffer.clear();
        reader.get_mut().got_on();
        match reader.read_event_into(&mut buffer).map_err(|e| broken(&e))? {
            Event::Start(start) => {
                match depth {
                    0 if whole || start.name().as_ref() != "dblp" => {
                        return Err(Broken("it is XML, but not the dump of dblp".to_owned()));
                    }
                    1 => open = begin(&start, &mut newest),
                    2 => {
                        text.clear();
                        note = field(&start, &mut open);
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(end) => {
                depth -= 1;
                match depth {
                    0 => whole = true,
                    1 => std::mem::take(&mut open).record().into_iter().for_each(&mut *on),
                    2 if open.kind != Kind::Other => open.close(end.name().as_ref(), &text, note),
                    _ => {}
                }
            }
            Event::Text(part) if depth > 2 => text.push_str(&part),
            Event::CData(part) if depth > 2 => text.push_str(&part),
            Event::GeneralRef(name) if depth > 2 => character(&name, &mut text),
            Event::Eof if whole => return Ok((!newest.is_empty()).then_some(newest)),
            Event::Eof => return Err(Broken("it is cut short: </dblp> is missing; fetch the dump again".to_owned())),
            _ => {}
        }
    }
}

fn broken(error: &quick_xml::Error) -> Broken {
    match error {
        quick_xml::Error::Io(error) => cut(error),
        quick_xml::Error::Syntax(_) => Broken("it is cut short or damaged within a tag; fetch the dump again".to_owned()),
        error => Broken(format!("its markup is damaged ({error}); fetch the dump again")),
    }
}

/// What is not known stays as it is written.
fn character(name: &BytesRef<'_>, text: &mut String) {
    let number = name.is_char_ref().then(|| name.resolve_char_ref().ok().flatten()).flatten();
    match number.or_else(|| NAMED.get(&**name).copied()) {
        Some(c) => text.push(c),
        None => text.extend(["&", &**name, ";"]),
    }
}

fn begin(start: &BytesStart<'_>, newest: &mut String) -> Open {
    let kind = KINDS.iter().find(|(name, _)| *name == start.name().as_ref().as_bytes()).map_or(Kind::Other, |(_, kind)| *kind);
    let mut open = Open { kind, ..Open::default() };
    for attribute in start.attributes().with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "key" => open.key = value(&attribute.value),
            "publtype" => open.publtype = value(&attribute.value),
            "mdate" => {
                let dated = attribute.value.len() == 10 && attribute.value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
                if dated && *attribute.value > **newest {
                    newest.clear();
                    newest.push_str(&attribute.value);
                }
            }
            _ => {}
        }
    }
    open
}

/// Attributes of a field; whether it is a note of an affiliation.
fn field(start: &BytesStart<'_>, open: &mut Open) -> bool {
    let name = start.name();
    let mut affiliation = false;
    if matches!(name.as_ref(), "author" | "note") {
        for attribute in start.attributes().with_checks(false).flatten() {
            match (name.as_ref(), attribute.key.as_ref()) {
                ("author", "orcid") => open.orcids.extend(orcid(&attribute.value).map(|id| (open.authors.len(), id))),
                ("note", "type") => affiliation = &*attribute.value == "affiliation",
                _ => {}
            }
        }
    }
    affiliation
}

fn value(raw: &str) -> String {
    if !raw.contains('&') {
        return raw.to_owned();
    }
    let mut text = String::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let Some((name, after)) = after.split_once(';') else {
            text.push('&');
            rest = after;
            continue;
        };
        character(&BytesRef::new(name), &mut text);
        rest = after;
    }
    text + rest
}

impl Open {
    /// A field that was read.
    fn close(&mut self, name: &str, text: &str, affiliation: bool) {
        let once = |field: &mut String| {
            if field.is_empty() {
                *field = squeezed(text);
            }
        };
        let creator = || Creator { name: squeezed(text), ..Creator::default() };
        match name {
            "author" => self.authors.push(creator()),
            "editor" => self.editors.push(creator()),
            "title" if self.title.is_empty() => self.title = title(text),
            "booktitle" => once(&mut self.booktitle),
            "journal" => once(&mut self.journal),
            "volume" => once(&mut self.volume),
            "number" => once(&mut self.number),
            "series" => once(&mut self.series),
            "publisher" => once(&mut self.publisher),
            "crossref" => once(&mut self.crossref),
            "pages" => once(&mut self.pages),
            "year" => once(&mut self.year),
            "ee" if self.doi.is_none() => self.doi = doi(text),
            "isbn" => self.isbn.push(squeezed(text)),
            "url" => self.urls.push(squeezed(text)),
            "note" if affiliation => self.affiliations.push(squeezed(text)),
            _ => {}
        }
    }

    /// What the record is to those who link, if anything.
    fn record(self) -> Option<Record> {
        match self.kind {
            _ if self.key.is_empty() => None,
            Kind::Paper | Kind::Article => Some(Record::Paper(Box::new(self.paper()))),
            Kind::Proceedings => Some(Record::Toc(Box::new(self.toc()))),
            // a book of one author has no papers
            Kind::Book if !self.editors.is_empty() => Some(Record::Toc(Box::new(self.toc()))),
            Kind::Home => self.person().map(|person| Record::Person(Box::new(person))),
            Kind::Book | Kind::Other => None,
        }
    }

    fn toc(self) -> Toc {
        let number = issue(&self.volume, "").or(issue("", &self.number));
        Toc {
            stream: stream(&self.key).to_owned(),
            key: Some(self.key),
            title: self.title,
            venue: self.booktitle,
            year: self.year.parse().ok(),
            series: Some(self.series).filter(|s| !s.is_empty()),
            number: number.map(|n| n.trim_matches(['(', ')']).to_owned()),
            publisher: Some(self.publisher).filter(|s| !s.is_empty()),
            isbn: self.isbn,
            editors: self.editors,
            page: self.urls.iter().find_map(|url| page(url)),
            entries: Vec::new(),
        }
    }

    fn paper(self) -> Paper {
        let journal = self.kind == Kind::Article;
        // preprints have a volume each
        let issue = if journal && self.publtype != "informal" { issue(&self.volume, &self.number) } else { None };
        Paper {
            crossref: Some(self.crossref).filter(|key| !key.is_empty()),
            venue: if journal { self.journal } else { self.booktitle },
            issue,
            page: self.urls.iter().find_map(|url| page(url)),
            orcids: self.orcids,
            entry: Entry {
                key: self.key,
                title: self.title,
                creators: self.authors,
                pages: Some(self.pages).filter(|p| !p.is_empty()),
                year: self.year.parse().ok(),
                doi: self.doi,
            },
        }
    }

    fn person(self) -> Option<Person> {
        let pid = self.key.strip_prefix("homepages/")?.to_owned();
        // a page that moved has no names
        (!self.authors.is_empty()).then(|| Person {
            pid: Some(pid),
            names: self.authors.into_iter().map(|a| a.name).collect(),
            disambiguation: self.publtype.split(' ').any(|t| t == "disambiguation"),
            orcid: self.urls.iter().filter_map(|url| orcid(url)).collect(),
            affiliations: self.affiliations,
        })
    }
}
