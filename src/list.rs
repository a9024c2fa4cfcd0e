//! Lists of contents as sequences of entries. A setting, which the whole list shares, is composed of independent choices
//! ([`setting`]); under each the best path over the lines is found ([`path`]), and what is left over beside entries has its
//! price; the best setting reads the list, and the next best is kept beside it: how far it is behind, and where it differs,
//! says how sure an entry is (`section/contents/surety`).

mod block;
mod candidate;
mod cut;
mod path;
mod roles;
mod row;
mod setting;
pub mod tokens;

use crate::document::{Line, Passage};
use crate::layout::joining::{Hyphens, join};
use crate::layout::look::Look;
use block::{Blocks, PageAt};
use candidate::Candidate;
pub use path::Reading;
use path::{Paths, Segment};
use row::Row;
pub use setting::Setting;
use setting::{Numbered, Place};
use std::ops::Range;

/// One entry, with its passages as printed.
#[derive(Clone, Debug)]
pub struct Entry {
    pub title: Passage,
    /// The title holds the people too, before or behind it.
    pub run: bool,
    /// The people: one passage a printed line, with the line.
    pub names: Vec<(usize, Passage)>,
    /// The line of its page, and where on it the page stands.
    pub page: Option<(usize, Range<usize>)>,
    /// Its lines.
    pub lines: Range<usize>,
    /// Which of them its title and its names stand on.
    pub titled: Range<usize>,
    pub named: Range<usize>,
    /// How much better, in nats, than any other way to part these lines into title, names and page.
    pub margin: f32,
}

/// What stands in a list, in order.
#[derive(Clone, Debug)]
pub enum Item {
    Entry(Entry),
    /// A heading between entries, on one line or two.
    Heading(Range<usize>),
    /// A page number, a running head.
    Folio(usize),
    /// A section of the entry above it.
    Section(Range<usize>),
    /// What is none of these.
    Other(Range<usize>),
}

/// A list as it was read.
#[derive(Clone, Debug)]
pub struct List {
    pub reading: Reading,
    /// The best reading that gives other entries.
    pub rival: Option<Reading>,
    /// The best that gives people to the titles on their other side.
    pub turned: Option<f32>,
    pub items: Vec<Item>,
    /// What the rival gives.
    pub others: Vec<Item>,
}

impl List {
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.items.iter().filter_map(|item| match item {
            Item::Entry(entry) => Some(entry),
            _ => None,
        })
    }
}

impl Reading {
    /// What each of so many lines is read as.
    pub fn labels(&self, lines: usize) -> Vec<&'static str> {
        let mut out = vec!["unread"; lines];
        for segment in &self.segments {
            let what = match &segment.what {
                Segment::Entry(_) | Segment::Page => "page",
                Segment::Heading => "heading",
                Segment::Section => "section",
                Segment::Folio => "folio",
                Segment::Other => "unread",
            };
            out[segment.start..segment.end].fill(what);
            if let Segment::Entry(entry) = &segment.what {
                out[entry.title.start..entry.title.end].fill("title");
                entry.names.iter().for_each(|n| out[n.start..n.end].fill("byline"));
            }
        }
        out
    }

    /// What the segment that begins at a line says by itself, if it is an entry.
    pub fn score_at(&self, line: usize) -> Option<f32> {
        self.segments.iter().find(|s| s.start == line).and_then(|s| match &s.what {
            Segment::Entry(entry) => Some(entry.score),
            _ => None,
        })
    }
}

/// Settings that are read again with a wider beam.
const AGAIN: usize = 6;
const BEAM: usize = 3;

/// Lines of the longest list that is read so, and bytes: some five hundred papers.
const LONGEST: usize = 1500;
const MOST: usize = 80_000;

/// Reads a list of lines; none where it holds no two entries. `headed` where a heading of contents stands above it.
pub fn read(lines: &[&Line], looks: &[&Look], headed: bool) -> Option<List> {
    if lines.len() > LONGEST
        || lines.iter().map(|l| l.text().len()).sum::<usize>() > MOST
        || lines.iter().filter(|l| is_foreign(l.text())).count() * 3 > lines.len()
    {
        return None;
    }
    let mut rows: Vec<Row<'_>> = lines.iter().zip(looks).map(|(line, look)| Row::of(line, look)).collect();
    Row::mark_again(&mut rows);
    let mut blocks = Blocks::new(&rows);
    let mut paths = Paths { blocks: &mut blocks, headed };
    let possible = Possible::of(&rows);
    let mut first: Vec<Reading> = Setting::all().filter(|s| possible.allows(s)).filter_map(|s| paths.read(&s, 1)).collect();
    first.sort_by(|a, b| b.score.total_cmp(&a.score));
    // one that turns the best round is kept, whatever its place
    let turned = first.first().and_then(|best| first.iter().position(|r| r.setting.order.is_turned(best.setting.order)));
    if let Some(place) = turned.filter(|place| *place >= AGAIN) {
        first.swap(AGAIN, place);
        first.truncate(AGAIN + 1);
    } else {
        first.truncate(AGAIN);
    }
    let mut found: Vec<Reading> = first.iter().filter_map(|r| paths.read(&r.setting, BEAM)).collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut found = found.into_iter();
    let reading = found.next()?;
    let turned = found.as_slice().iter().find(|r| r.setting.order.is_turned(reading.setting.order)).map(|r| r.score);
    let rival = found.find(|other| !same(&reading, other));
    let others = rival.as_ref().map(|r| items(&mut blocks, r)).unwrap_or_default();
    let items = items(&mut blocks, &reading);
    Some(List { reading, rival, turned, items, others })
}

/// Written in letters that the table of odds does not know, so that its words say nothing.
fn is_foreign(text: &str) -> bool {
    // the last of the Latin letters with marks
    const LATIN: char = '\u{24f}';
    text.chars()
        .filter(|c| c.is_alphabetic())
        .take(9)
        .any(|c| c > LATIN && !('\u{1e00}'..='\u{1eff}').contains(&c) && !('\u{fb00}'..='\u{fb06}').contains(&c))
}

/// Which choices the lines leave open.
struct Possible {
    left: bool,
    apart: bool,
    numbered: bool,
    pages: bool,
}

impl Possible {
    fn of(rows: &[Row<'_>]) -> Self {
        let count = |test: fn(&Row<'_>) -> bool| rows.iter().filter(|r| test(r)).count();
        Self {
            left: count(|r| r.left.is_some()) >= 3,
            apart: count(|r| r.own.is_some()) >= 4,
            numbered: count(|r| r.number.is_some()) >= 2,
            pages: rows.iter().any(|r| r.own.is_some() || r.end.is_some()),
        }
    }

    fn allows(&self, setting: &Setting) -> bool {
        (match setting.place {
            Place::Left => self.left,
            Place::Apart => self.apart,
            Place::Title | Place::Names => self.pages,
            Place::Nowhere => true,
        }) && (setting.numbered == Numbered::No || self.numbered)
    }
}

/// Two readings that give the same entries.
fn same(a: &Reading, b: &Reading) -> bool {
    let given = |r: &Reading| -> Vec<_> {
        r.segments
            .iter()
            .filter_map(|s| match &s.what {
                Segment::Entry(e) => Some((e.title.start, e.title.end, e.names.map(|n| (n.start, n.end)), e.cut, e.sort)),
                _ => None,
            })
            .collect()
    };
    given(a) == given(b)
}

fn items(blocks: &mut Blocks<'_>, reading: &Reading) -> Vec<Item> {
    let item = |s: &path::Placed| match &s.what {
        Segment::Entry(candidate) => {
            let margin = blocks.margin(s.start, &reading.setting, candidate);
            Item::Entry(entry(blocks, candidate, s.start..s.end, margin))
        }
        Segment::Heading => Item::Heading(s.start..s.end),
        Segment::Folio => Item::Folio(s.start),
        Segment::Page => Item::Other(s.start..s.start),
        Segment::Section => Item::Section(s.start..s.end),
        Segment::Other => Item::Other(s.start..s.end),
    };
    reading.segments.iter().map(item).collect()
}

fn entry(blocks: &Blocks<'_>, candidate: &Candidate, lines: Range<usize>, margin: f32) -> Entry {
    let passages = |block: &block::Block| -> Vec<(usize, Passage)> {
        blocks.parts(block).into_iter().map(|(i, range)| (i, blocks.rows[i].line.passage.trimmed(range))).collect()
    };
    let title = join(passages(&candidate.title).iter().map(|p| &p.1), Hyphens::InText);
    let names = candidate.names.as_ref().map(passages).unwrap_or_default();
    let page = candidate.page.and_then(|at| {
        let (i, paged) = match at {
            PageAt::End(i) => (i, &blocks.rows[i].end),
            PageAt::Left(i) => (i, &blocks.rows[i].left),
            PageAt::Own(i) => (i, &blocks.rows[i].own),
        };
        paged.as_ref().map(|p| (i, p.at.clone()))
    });
    let named = candidate.names.map_or(0..0, |n| n.start..n.end);
    Entry { title, run: candidate.cut.is_some(), names, page, lines, titled: candidate.title.start..candidate.title.end, named, margin }
}

/// How much more like a title than like people a text is, in nats.
pub fn title_score(text: &str) -> f32 {
    roles::title(text)
}

/// How much more like people than like a title a text is, in nats.
pub fn people_score(text: &str) -> f32 {
    roles::people(text)
}

/// The same where every piece of a list of people counts.
pub fn all_people_score(text: &str) -> f32 {
    roles::all_people(text)
}

/// What a page says after the last one, in nats.
pub fn page_step(page: Option<i32>, last: Option<i32>) -> f32 {
    path::step(page, last, Place::Title)
}
