//! How sure the title, the authors and the page of an entry are. Facts that speak against a field, among them what other
//! readings of its list say, are weighed by a logistic model; each fact has a weight for each field. `surety.txt` is
//! learned by `examples/surety.rs`.

use super::choice::Rival;
use super::{Contents, Entry, Heading};
use crate::document::{Line, Passage};
use crate::layout::joining::{is_open, one_line};
use crate::layout::look::Look;
use crate::list;
use crate::record::Signature;
use crate::source::Span;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What of an entry can be wrong by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Title,
    Authors,
    Page,
}

impl Field {
    pub const ALL: [Field; 3] = [Field::Title, Field::Authors, Field::Page];

    /// As it is called in a sentence.
    pub fn name(self) -> &'static str {
        ["title", "authors", "page"][self as usize]
    }
}

/// What may speak against a field: a name, and how it is told.
pub const FACTS: [(&str, &str); 14] = [
    ("other", "a reading of the list that explains it nearly as well gives something else"),
    ("other-beside", "a reading of the list that explains it nearly as well gives another entry"),
    ("next", "the next best setting of the list gives something else"),
    ("next-beside", "the next best setting of the list gives another entry"),
    ("narrow", "its lines can be parted otherwise nearly as well"),
    ("early", "the title goes on below a line that is not full"),
    ("long", "the title is much longer than the others"),
    ("short", "the title is much shorter than the others"),
    ("unlike", "the title does not read like one"),
    ("strange", "a name does not read like one"),
    ("doubted", "a name may not be whole"),
    ("left", "a line beside it was not read"),
    ("lines", "it takes many lines"),
    ("turned", "a reading that gives people to the titles on their other side explains the list nearly as well"),
];

/// The last fact is a probability itself: no field is surer than it leaves room for.
const TURNED: usize = FACTS.len() - 1;

/// How much each fact is so, mostly between 0 and 1.
pub type Facts = [f32; FACTS.len()];

/// A field that is right so many times in a hundred is sure.
const SURE: f64 = 0.95;

/// What the facts of a field weigh, in nats against it; before them what speaks for it without any.
pub struct Model {
    weights: [[f32; FACTS.len()]; 3],
    base: [f32; 3],
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(include_str!("surety.txt")));

impl Model {
    /// Of lines of a fact and its three weights; what is not there weighs nothing.
    pub fn parse(text: &str) -> Self {
        let mut model = Self { weights: [[0.0; FACTS.len()]; 3], base: [0.0; 3] };
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or_default();
            let fact = FACTS.iter().position(|f| f.0 == name);
            for (field, weight) in cells.filter_map(|c| c.trim().parse().ok()).take(3).enumerate() {
                match fact {
                    Some(k) => model.weights[field][k] = weight,
                    None => model.base[field] = weight,
                }
            }
        }
        model
    }

    /// How probable it is that a field of these facts is right.
    pub fn right(&self, field: Field, facts: &Facts) -> f64 {
        let against: f32 = self.weights[field as usize].iter().zip(facts).map(|(w, f)| w * f).sum();
        let right = 1.0 / (1.0 + f64::from(against - self.base[field as usize]).exp());
        right.min(1.0 - f64::from(facts[TURNED]))
    }

    /// What speaks most against a field.
    fn worst(&self, field: Field, facts: &Facts) -> &'static str {
        if 1.0 - f64::from(facts[TURNED]) <= self.right(field, facts) {
            return FACTS[TURNED].1;
        }
        let weighed = |k: usize| self.weights[field as usize][k] * facts[k];
        let worst = (0..FACTS.len()).max_by(|a, b| weighed(*a).total_cmp(&weighed(*b))).unwrap_or(0);
        FACTS[worst].1
    }
}

/// A field that is not sure: how sure it is, and what speaks against it.
pub(super) struct Doubt {
    pub field: Field,
    pub confidence: f64,
    pub told: &'static str,
}

/// The fields of an entry that are not sure.
pub(super) fn doubts(facts: &[Facts; 3]) -> Vec<Doubt> {
    let doubt = |field: Field| {
        let facts = &facts[field as usize];
        let confidence = MODEL.right(field, facts);
        // to a hundredth: more is not known
        let rounded = ((confidence * 100.0).floor() / 100.0).max(LEAST);
        (confidence < SURE).then(|| Doubt { field, confidence: rounded, told: MODEL.worst(field, facts) })
    };
    Field::ALL.into_iter().filter_map(doubt).collect()
}

/// The share of a line that may stay free below which a title goes on by chance.
const ROOM: f32 = 0.2;

/// What is read as a field is at least so sure: below are things that may not be one at all.
const LEAST: f64 = 0.65;

/// The lines of a list, which of them an entry or a heading took, and how long a full one is.
struct Page<'a> {
    lines: &'a [&'a Line],
    read: Vec<Option<&'static str>>,
    wide: usize,
}

impl<'a> Page<'a> {
    fn new(lines: &'a [&'a Line], looks: &[&Look], out: &Contents, headings: &[Heading]) -> Self {
        let claims = out.read.iter().chain(&out.furniture).chain(headings.iter().flat_map(|h| &h.lines));
        let claimed: HashMap<u32, &'static str> = claims.map(|(span, what)| (span.start, *what)).collect();
        let mut lengths: Vec<usize> = looks.iter().map(|l| l.body.end).collect();
        lengths.sort_unstable();
        let wide = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or_default();
        Self { lines, read: lines.iter().map(|l| claimed.get(&l.span.start).copied()).collect(), wide }
    }

    /// The lines of a span.
    fn of(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.lines.partition_point(|l| l.span.end <= span.start);
        start..self.lines.partition_point(|l| l.span.start < span.end).max(start)
    }

    /// A line within or right beside an entry that nothing took.
    fn left(&self, span: Span) -> f32 {
        let of = self.of(span);
        let free = |i: usize| self.read[i].is_none() && self.lines[i].text().chars().any(char::is_alphabetic);
        let above = of.start.checked_sub(1).filter(|i| free(*i)).map(|_| self.lines[of.start].blank_before);
        let below = Some(of.end).filter(|i| *i < self.lines.len() && free(*i)).map(|i| self.lines[i].blank_before);
        match [above, below].into_iter().flatten().min() {
            _ if of.clone().any(free) => 1.0,
            Some(0) => 1.0,
            Some(_) => 0.5,
            None => 0.0,
        }
    }

    /// How far from full a line of a title is below which the title begins again.
    fn early(&self, title: &Passage) -> f32 {
        let of = self.of(title.whole());
        let pairs = of.clone().skip(1).filter(|i| self.read[*i] == Some("title") && self.read[i - 1] == Some("title"));
        let mut most = 0.0_f32;
        for i in pairs {
            let (above, first) = (self.lines[i - 1].text(), self.lines[i].text().split_whitespace().next().unwrap_or_default());
            let goes_on = above.ends_with([':', '.', '!', '-', '–', '—', ',']) || is_open(above);
            if goes_on || !first.starts_with(|c: char| c.is_uppercase() || "«»„“‘\"".contains(c)) {
                continue;
            }
            let room = self.wide.saturating_sub(above.len() + 1 + first.len()) as f32 / self.wide.max(1) as f32;
            most = most.max(((room - ROOM) / ROOM).clamp(0.0, 1.0));
        }
        most
    }
}

/// What an entry says, as readings are held against each other.
fn said(entry: &Entry) -> [String; 3] {
    let names = entry.bylines.iter().map(|n| one_line(&n.names)).collect::<Vec<_>>().join(" ");
    let page = entry.pages.as_ref().map(|p| p.value.to_string()).unwrap_or_default();
    [one_line(&entry.title), names, page]
}

/// For each field how much a rival that gives something else is worth, and one that gives another entry.
fn against(entry: &Entry, rival: &Rival, known: &HashMap<u32, &Entry>) -> ([f32; 3], f32) {
    let own = said(entry);
    match known.get(&entry.title.whole().start) {
        Some(other) => {
            let theirs = said(other);
            let differs = [0, 1, 2].map(|k| if own[k] == theirs[k] { 0.0 } else { rival.near });
            (differs, differs.iter().copied().fold(0.0, f32::max))
        }
        None => ([rival.near; 3], rival.near),
    }
}

fn median(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The facts of every field of every entry. `turned` is how probable a reading is that gives people to other titles.
pub(super) fn facts(
    entries: &[Entry],
    signatures: &[Vec<Signature>],
    (rivals, turned): (&[Option<Rival>; 2], f32),
    lines: &[&Line],
    looks: &[&Look],
    (out, headings): (&Contents, &[Heading]),
) -> Vec<[Facts; 3]> {
    let page = Page::new(lines, looks, out, headings);
    let titles: Vec<String> = entries.iter().map(|e| one_line(&e.title)).collect();
    let usual = median(titles.iter().map(String::len).collect()).max(1) as f32;
    let known = rivals.each_ref().map(|r| r.iter().flat_map(|r| &r.entries).map(|e| (e.title.whole().start, e)).collect::<HashMap<_, _>>());
    let mut found: Vec<[Facts; 3]> = Vec::with_capacity(entries.len());
    for (k, entry) in entries.iter().enumerate() {
        let (title, authors) = (&titles[k], &signatures[k]);
        let of = page.of(entry.span).len();
        let [other, next] = [0, 1].map(|r| rivals[r].as_ref().map_or(([0.0; 3], 0.0), |rival| against(entry, rival, &known[r])));
        let margin = known.iter().filter_map(|known| Some(known.get(&entry.title.whole().start)?.margin)).fold(entry.margin, f32::min);
        let ratio = (title.len().max(1) as f32 / usual).ln();
        let strange = authors.iter().map(|a| (2.0 - list::people_score(&a.name.value.full)).clamp(0.0, 6.0) / 6.0).fold(0.0, f32::max);
        let doubted = authors.iter().map(|a| 1.0 - a.confidence as f32).fold(0.0, f32::max);
        let common = [
            0.0,
            other.1,
            0.0,
            next.1,
            (-margin / 3.0).exp(),
            page.early(&entry.title),
            (ratio - 0.7).max(0.0),
            (-ratio - 0.7).max(0.0),
            (2.0 - list::title_score(title)).clamp(0.0, 6.0) / 6.0,
            strange,
            doubted,
            page.left(entry.span),
            (of as f32 / 4.0 - 1.0).max(0.0),
            0.0,
        ];
        found.push([0, 1, 2].map(|field| {
            let mut facts = common;
            (facts[0], facts[2]) = (other.0[field], next.0[field]);
            if Field::ALL[field] == Field::Authors && !authors.is_empty() {
                facts[TURNED] = turned;
            }
            facts
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_against_a_field_lowers_it() {
        let model = Model::parse("# fact\ttitle\tauthors\tpage\nbase\t5\t5\t5\nearly\t4\t0\t0\n");
        let mut facts = [0.0; FACTS.len()];
        assert!(model.right(Field::Title, &facts) > SURE);
        facts[5] = 1.0;
        assert!(model.right(Field::Title, &facts) < SURE);
        assert!(model.right(Field::Authors, &facts) > SURE);
        assert_eq!(model.worst(Field::Title, &facts), FACTS[5].1);
    }

    #[test]
    fn every_fact_has_its_weights() {
        for (name, _) in FACTS {
            assert!(include_str!("surety.txt").lines().any(|l| l.split('\t').next() == Some(name)), "{name}");
        }
    }
}
