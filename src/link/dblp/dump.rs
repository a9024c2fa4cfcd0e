//! A dump of dblp as a stream of records: its XML or its N-Triples, packed or not.

mod ntriples;
mod record;
mod unpack;
mod xml;

pub use record::stream;

use super::{Entry, Person, Toc};
use crate::error::Error;
use std::io::{BufRead, Read};
use std::sync::atomic::{AtomicU64, Ordering};

/// One record of the dump.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// Proceedings or a book of papers, without what it contains.
    Toc(Box<Toc>),
    Paper(Box<Paper>),
    Person(Box<Person>),
}

/// A paper and where it appeared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    pub entry: Entry,
    /// Key of the proceedings or book.
    pub crossref: Option<String>,
    /// Short name of the venue, or name of the journal.
    pub venue: String,
    /// Volume and issue, for papers of journals.
    pub issue: Option<String>,
    /// Page of the table of contents: `db/conf/qm/qm2014`.
    pub page: Option<String>,
    /// Who of the creators signed with which ORCID.
    pub orcids: Vec<(usize, String)>,
}

/// What a dump tells of itself once it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// When its newest record was changed, if it says.
    pub date: Option<String>,
    pub records: u64,
}

/// How far reading is.
#[derive(Debug, Default)]
pub struct Watch {
    /// Bytes of the file.
    pub packed: AtomicU64,
    /// Bytes after unpacking.
    pub unpacked: AtomicU64,
    pub records: AtomicU64,
}

/// Why a dump cannot be used, and what to do.
#[derive(Debug)]
struct Broken(String);

/// Reads a dump to its end; `name` is for messages.
pub fn read(input: impl Read + Send, name: &str, watch: &Watch, on: &mut dyn FnMut(Record)) -> Result<Summary, Error> {
    std::thread::scope(|scope| {
        let mut pages = unpack::beside(scope, input, watch);
        let mut on = |record| {
            watch.records.fetch_add(1, Ordering::Relaxed);
            on(record);
        };
        let read = form(&mut pages).and_then(|form| match form {
            Form::Xml => xml::read(&mut pages, &mut on),
            Form::NTriples => ntriples::read(&mut pages, &mut on),
        });
        let told = |date| Summary { date, records: watch.records.load(Ordering::Relaxed) };
        read.map(told).map_err(|Broken(reason)| {
            let (records, bytes) = (watch.records.load(Ordering::Relaxed), watch.unpacked.load(Ordering::Relaxed));
            let place = if records > 0 { format!(" (after {records} records, {bytes} bytes)") } else { String::new() };
            Error::Dump { path: name.to_owned(), reason: format!("{reason}{place}") }
        })
    })
}

enum Form {
    Xml,
    NTriples,
}

/// Told by the first bytes.
fn form(pages: &mut impl BufRead) -> Result<Form, Broken> {
    let start = pages.fill_buf().map_err(|e| unpack::cut(&e))?;
    let text = String::from_utf8_lossy(&start[..start.len().min(4096)]).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        return Err(Broken("it is empty; fetch the dump again from https://dblp.org/xml/".to_owned()));
    }
    if text.starts_with("<!doctype html") || text.contains("<html") {
        return Err(Broken("it is a web page, not the dump; fetch https://dblp.org/xml/dblp.xml.gz itself".to_owned()));
    }
    if text.starts_with("<?xml") || text.starts_with("<!doctype dblp") || text.starts_with("<dblp") {
        return Ok(Form::Xml);
    }
    // a statement or a comment
    if text.starts_with("<http") || text.starts_with("_:") || text.starts_with('#') {
        return Ok(Form::NTriples);
    }
    let turtle = text.starts_with("@prefix") || text.starts_with("prefix");
    Err(Broken(match turtle {
        true => "it is Turtle; take the dump as N-Triples (.nt.gz) or as XML".to_owned(),
        false => "it is neither the XML nor the N-Triples dump of dblp".to_owned(),
    }))
}
