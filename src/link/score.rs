//! How alike two descriptions of a paper are, field by field and together. Knows no data set.

pub mod authors;
mod distance;
mod judge;
pub mod name;
pub mod pages;
pub mod title;
pub mod venue;

pub use authors::{Alignment, Pair};
pub use judge::{Paper, Setting};

/// What is known of a paper.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work<'a> {
    pub title: &'a str,
    pub authors: &'a [&'a str],
    pub venue: Option<&'a str>,
    pub year: Option<i32>,
    pub pages: Option<&'a str>,
}

/// How sure it is that two descriptions are of one paper, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// 0 to 1; from a half on they are taken for one.
    pub confidence: f64,
    pub evidence: Vec<Evidence>,
}

/// What one field says.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub field: &'static str,
    /// 0 to 1.
    pub likeness: f64,
    /// For people.
    pub text: String,
}

/// Judges whether two descriptions are of one paper.
pub fn compare(a: &Work, b: &Work) -> Judgement {
    Paper::new(a).judge(&Paper::new(b), &Setting::default())
}

/// Which author of one list goes with which of the other.
pub fn authors(a: &[&str], b: &[&str]) -> Alignment {
    let names = |list: &[&str]| list.iter().map(|name| name::Name::new(name)).collect::<Vec<_>>();
    authors::align(&names(a), &names(b))
}

/// How alike two statements of pages are, where both state some.
pub fn pages(printed: &str, other: &str) -> Option<f64> {
    pages::likeness(printed, other)
}
