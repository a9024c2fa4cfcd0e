//! dblp as far as linking needs it: proceedings with their tables of contents, papers, persons. The same plain values
//! come out of a dump, of an index and of the live service; what aligns them with a volume knows none of these.

pub mod account;
mod address;
pub mod align;
pub mod dump;
pub mod find;
pub mod live;
pub mod persons;
pub mod tables;

/// Proceedings and what they contain. Papers that dblp lists without a record of their proceedings stand together under
/// the stream, name and year they share; such a table of contents has no `key`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toc {
    /// `conf/qm/2014`.
    pub key: Option<String>,
    /// `conf/qm`.
    pub stream: String,
    pub title: String,
    /// What dblp calls the venue in short: `VEE`, `USENIX Annual Technical Conference`, `ICSE Workshops`.
    pub venue: String,
    pub year: Option<i32>,
    /// Series and number in it, or journal and issue, as dblp has them.
    pub series: Option<String>,
    pub number: Option<String>,
    pub publisher: Option<String>,
    pub isbn: Vec<String>,
    pub editors: Vec<Creator>,
    /// Where the contents are shown, without the site: `db/conf/qm/qm2014`.
    pub page: Option<String>,
    pub entries: Vec<Entry>,
}

/// One record of a table of contents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// `conf/qm/TollS14`.
    pub key: String,
    /// Without markup and without the full stop that dblp puts after every title.
    pub title: String,
    pub creators: Vec<Creator>,
    /// As dblp has them: `3-14`, `1:1-1:28`.
    pub pages: Option<String>,
    pub year: Option<i32>,
    /// Without resolver, in lower case.
    pub doi: Option<String>,
}

/// A person by the name under which a record lists them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Creator {
    /// With the number that tells homonyms apart: `Wei Wang 0001`.
    pub name: String,
    /// `w/WeiWang1`; absent where the dump has no person pages.
    pub pid: Option<String>,
    /// Whether the name is one of several persons that nobody has told apart: a disambiguation page, or a name without
    /// a number beside the same name with one.
    pub ambiguous: bool,
}

/// A person page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    pub pid: Option<String>,
    /// The name that dblp prefers first, then the others it knows.
    pub names: Vec<String>,
    /// Whether the page only lists persons of the same name.
    pub disambiguation: bool,
    pub orcid: Vec<String>,
    /// As dblp notes them.
    pub affiliations: Vec<String>,
}

impl Creator {
    /// The name without the number of homonyms.
    pub fn plain(&self) -> &str {
        plain(&self.name)
    }
}

/// A name without the four digits that dblp tells homonyms apart by.
pub fn plain(name: &str) -> &str {
    match name.len().checked_sub(5).and_then(|at| name.split_at_checked(at)) {
        Some((plain, number)) if number.starts_with(' ') && number.bytes().skip(1).all(|b| b.is_ascii_digit()) => plain,
        _ => name,
    }
}
