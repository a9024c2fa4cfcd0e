//! Which proceedings are typeset, and what the typesetter is told of them.

use frontis::link::dblp::tables::{Dblp, TocId};
use frontis::link::dblp::{Creator, Toc};
use frontis_typesetter::dice::Dice;
use frontis_typesetter::given::{Author, Paper, Proceedings};

/// Proceedings with as many papers are chosen from.
pub const PAPERS: std::ops::RangeInclusive<usize> = 5..=120;

/// Keys of the proceedings to choose from.
pub fn eligible(index: &Dblp) -> Vec<String> {
    let fits = |toc: TocId| {
        let head = index.toc_head(toc).expect("a sound index");
        let count = index.papers_in(toc).expect("a sound index").len();
        head.key.filter(|key| key.starts_with("conf/") && PAPERS.contains(&count))
    };
    (0..index.tocs()).map(TocId).filter_map(fits).collect()
}

/// Some of the keys by chance, each once: a shuffle that stops early.
pub fn choose(mut keys: Vec<String>, count: usize, seed: u64) -> Vec<String> {
    keys.sort();
    let mut dice = Dice::new(seed);
    for at in 0..count.min(keys.len()) {
        let other = dice.within(at, keys.len() - 1);
        keys.swap(at, other);
    }
    keys.truncate(count);
    keys
}

/// What is printed of them. Papers stand in the order of their pages, those without pages at the end.
pub fn proceedings(toc: &Toc) -> Proceedings {
    let author = |c: &Creator| Author { id: c.name.clone(), name: c.plain().to_owned() };
    let paper = |e: &frontis::link::dblp::Entry| Paper {
        id: e.key.clone(),
        title: e.title.clone(),
        authors: e.creators.iter().map(author).collect(),
        pages: e.pages.clone(),
    };
    let mut papers: Vec<Paper> = toc.entries.iter().map(paper).collect();
    papers.sort_by_cached_key(|p| order(p.pages.as_deref()));
    let number = toc.number.as_deref().unwrap_or_default();
    Proceedings {
        title: toc.title.clone(),
        venue: toc.venue.clone(),
        year: toc.year.unwrap_or_default().unsigned_abs() as usize,
        editors: toc.editors.iter().map(|e| e.plain().to_owned()).collect(),
        publisher: toc.publisher.clone(),
        series: toc.series.as_ref().map(|series| format!("{series} {number}").trim_end().to_owned()),
        isbn: toc.isbn.first().cloned(),
        papers,
    }
}

/// `3-14` by its 3; what is before the number (`S-3`, `II-7`) parts the list.
fn order(pages: Option<&str>) -> (bool, String, u64) {
    let Some(first) = pages.map(|p| p.split(',').next().unwrap_or_default()) else { return (true, String::new(), 0) };
    let digits = first.find(|c: char| c.is_ascii_digit()).unwrap_or(first.len());
    let number: String = first[digits..].chars().take_while(char::is_ascii_digit).take(9).collect();
    (false, first[..digits].to_owned(), number.parse().unwrap_or(0))
}
