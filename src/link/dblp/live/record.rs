//! Records in XML: one of its own, or those of a page of contents.

use super::markup;
use crate::document::xml::{self, Steps, Tag, What};
use crate::link::client::Answer;
use crate::link::dblp::{Creator, Entry};
use crate::source::FileId;

/// Names of the elements that are records.
const RECORDS: [&str; 7] = ["article", "inproceedings", "proceedings", "book", "incollection", "phdthesis", "mastersthesis"];

/// What dblp says of one publication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The element: `inproceedings`, `proceedings`.
    pub kind: String,
    pub key: String,
    pub title: String,
    pub authors: Vec<Creator>,
    pub editors: Vec<Creator>,
    pub year: Option<i32>,
    pub pages: Option<String>,
    /// Name of the book or journal that it stands in.
    pub venue: Option<String>,
    pub series: Option<String>,
    pub volume: Option<String>,
    pub number: Option<String>,
    pub publisher: Option<String>,
    pub isbn: Vec<String>,
    pub doi: Option<String>,
    /// Key of the proceedings.
    pub crossref: Option<String>,
    url: String,
}

/// Every record of a file. A page that breaks off is none.
pub fn read(answer: &Answer) -> Result<Vec<Record>, String> {
    let source = xml::text("answer", &answer.bytes).map_err(|_| answer.no("XML"))?;
    let mut steps = Steps::new(&source.text, FileId::default());
    let (mut records, mut record): (Vec<Record>, Option<Record>) = (Vec::new(), None);
    // the field that is open, its text and who it is
    let (mut field, mut text, mut pid) = (String::new(), String::new(), None);
    let mut root = None;
    for step in steps.by_ref() {
        match (step.what, &mut record) {
            (What::Open(tag), None) => {
                root.get_or_insert_with(|| tag.name.to_owned());
                if RECORDS.contains(&tag.name) {
                    record =
                        Some(Record { kind: tag.name.to_owned(), key: attribute(&tag, "key").unwrap_or_default(), ..Record::default() });
                }
            }
            (What::Open(tag), Some(_)) if field.is_empty() => {
                tag.name.clone_into(&mut field);
                text.clear();
                pid = attribute(&tag, "pid");
            }
            (What::Text(passage), Some(_)) if !field.is_empty() => text.push_str(&passage.text),
            (What::Close(name), Some(open)) if name == field => {
                open.take(&field, text.split_whitespace().collect::<Vec<_>>().join(" "), pid.take());
                field.clear();
            }
            (What::Close(name), Some(open)) if name == open.kind => records.extend(record.take()),
            _ => {}
        }
    }
    let is_whole = steps.broken().is_empty();
    match root.as_deref() {
        Some("dblp" | "bht") if is_whole => Ok(records),
        Some("dblp" | "bht") => Err(answer.no("complete XML")),
        _ => Err(answer.no("XML of dblp")),
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.get(name).filter(|value| !value.is_empty()).map(markup::text)
}

impl Record {
    fn take(&mut self, field: &str, text: String, pid: Option<String>) {
        match field {
            "author" => self.authors.push(Creator { name: text, pid, ambiguous: false }),
            "editor" => self.editors.push(Creator { name: text, pid, ambiguous: false }),
            "title" => self.title = markup::title(&text),
            "year" => self.year = text.parse().ok(),
            "pages" => self.pages = Some(text),
            "booktitle" | "journal" => self.venue = Some(text),
            "series" => self.series = Some(text),
            "volume" => self.volume = Some(text),
            "number" => self.number = Some(text),
            "publisher" => self.publisher = Some(text),
            "isbn" => self.isbn.push(text),
            "ee" => self.doi = self.doi.take().or_else(|| markup::doi(&text)),
            "crossref" => self.crossref = Some(text),
            "url" => self.url = text,
            _ => {}
        }
    }

    /// Whether others stand in it.
    pub fn is_volume(&self) -> bool {
        self.kind == "proceedings" || self.kind == "book" && self.authors.is_empty()
    }

    /// The page of contents that lists it, such as `db/conf/qm/qm2014`.
    pub fn page(&self) -> Option<String> {
        let page = self.url.split('#').next()?.trim_end_matches(".html");
        let at = page.find("db/").filter(|at| *at == 0 || page[..*at].ends_with('/'))?;
        Some(page[at..].to_owned())
    }

    pub fn entry(self) -> Entry {
        Entry { key: self.key, title: self.title, creators: self.authors, pages: self.pages, year: self.year, doi: self.doi }
    }
}
