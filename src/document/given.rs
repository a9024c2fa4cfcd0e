//! What a carrier knows outright, because its form holds entries with fields: no line of it has to be told from another.

use super::Passage;
use crate::record::PersonName;
use crate::source::Span;

/// The entries of a volume, in its order, and what else its form tells apart.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub editors: Vec<Person>,
    /// Title of the series, and the number of the volume in it.
    pub series: Option<(Part, Option<Part>)>,
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub enum Entry {
    /// Title of a session, which the papers after it are in.
    Session(Part),
    Paper(Box<Paper>),
}

/// What a field says, and the whole of the field as it stands in the source.
#[derive(Clone, Debug)]
pub struct Part {
    pub passage: Passage,
    pub at: Span,
}

#[derive(Clone, Debug)]
pub struct Paper {
    pub title: Part,
    pub authors: Vec<Person>,
    pub pages: Option<Part>,
    /// Title of the session, where every paper names its own.
    pub session: Option<Part>,
    pub doi: Option<Part>,
    pub links: Vec<Part>,
    pub license: Option<Part>,
}

/// A person as the source divides the name.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: PersonName,
    /// Where the name stands, and the whole of its field.
    pub span: Span,
    pub at: Span,
    pub orcid: Option<Part>,
    pub affiliations: Vec<Part>,
    /// The form leaves it open where this name ends and the next begins.
    pub doubtful: bool,
}
