//! The measures: what counts as right. Strict compares after Unicode NFKC, case folding and punctuation-blind white
//! space; nothing is forgiven that a reader would see as wrong. A title that is alike by four fifths is soft: it counts
//! as read, so that its authors and its page are judged.
//!
//! A second program in Python measures the same over RDF alone (`unicodedata`, `re` and `difflib` for folding and
//! likeness). Both were run over every case that is not held out, in text, PDF, HTML and BibTeX: all figures are equal to
//! four places. `likeness` is `SequenceMatcher.ratio` with its rule for long texts, held by values that Python gave.

use frontis::record::{Affiliation, Committee, Contribution, ContributionKind, Pages, PersonName, Session, Signature, Volume};
use frontis::source::{Span, Spanned};
use regex::Regex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub struct Person {
    pub name: String,
    pub affiliations: Vec<String>,
}

pub struct Paper {
    pub title: String,
    pub start: Option<String>,
    pub session: Option<String>,
    pub authors: Vec<Person>,
    pub authors_printed: bool,
}

/// What is true of a volume, as far as it is scored.
#[derive(Default)]
pub struct Truth {
    pub papers: Vec<Paper>,
    pub seats: Vec<Person>,
}

impl Truth {
    /// Reads the complete annotation of a volume (`items`) or the simple form (`papers`, `committee`).
    pub fn of(gold: &Value) -> Truth {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        if gold.get("items").is_some() {
            let papers = list(&gold["items"])
                .into_iter()
                .filter(|i| ["paper", "short_paper", "keynote"].contains(&i["kind"].as_str().unwrap_or("")));
            let members = list(&gold["committees"]).into_iter().flat_map(|c| list(&c["members"]));
            return Truth {
                papers: papers.map(|i| paper(&i, &i["page_start"], true)).collect(),
                seats: members.map(|m| person(&m, true)).collect(),
            };
        }
        let affiliations = gold["affiliations_printed"] == true;
        Truth {
            papers: list(&gold["papers"]).iter().map(|p| paper(p, &p["start"], affiliations)).collect(),
            seats: list(&gold["committee"]).iter().map(|m| person(m, true)).collect(),
        }
    }

    /// Words of titles and names that the text does not have, hyphens at line ends undone or not.
    pub fn unprinted_words(&self, text: &str) -> Vec<String> {
        let joined = Regex::new(r"-\s*\n\s*").unwrap().replace_all(text, "").into_owned();
        // marks stand right behind names
        let unmarked = text.replace(|c: char| c.is_ascii_digit(), " ");
        let page = [text, &joined, &unmarked].map(norm).join(" ");
        let printed: BTreeSet<&str> = page.split(' ').collect();
        let authors = self.papers.iter().flat_map(|p| &p.authors);
        let said = self.papers.iter().map(|p| &p.title).chain(authors.chain(&self.seats).map(|a| &a.name));
        let words = said.flat_map(|s| norm(s).split(' ').map(str::to_owned).collect::<Vec<_>>());
        words.filter(|w| !printed.contains(w.as_str())).collect()
    }

    /// Leaves out truth that the input does not print: organisers' files differ from the page.
    pub fn only_printed(&self, text: &str) -> Truth {
        let joined = Regex::new(r"-\s*\n\s*").unwrap().replace_all(text, "").into_owned();
        let page = format!(" {} {} ", norm(text), norm(&joined));
        let has = |s: &str| page.contains(&format!(" {} ", norm(s)));
        let copy = |p: &Person| Person { name: p.name.clone(), affiliations: p.affiliations.clone() };
        let papers = self.papers.iter().filter(|p| has(&p.title)).map(|p| Paper {
            title: p.title.clone(),
            start: p.start.clone(),
            session: p.session.clone(),
            authors: p.authors.iter().map(copy).collect(),
            authors_printed: p.authors.iter().all(|a| has(&a.name)),
        });
        let mut seats: Vec<Person> = self.seats.iter().filter(|s| has(&s.name)).map(copy).collect();
        seats.iter_mut().for_each(|s| s.affiliations.retain(|a| has(a)));
        if seats.len() * 5 < self.seats.len() * 4 {
            seats.clear();
        }
        Truth { papers: papers.collect(), seats }
    }
}

fn paper(value: &Value, start: &Value, affiliations: bool) -> Paper {
    let text = |v: &Value| v.as_str().map(str::to_owned).or_else(|| v.as_i64().map(|n| n.to_string()));
    let authors = value["authors"].as_array().into_iter().flatten().map(|a| person(a, affiliations)).collect();
    Paper {
        title: text(&value["title"]).expect("a title"),
        start: text(start),
        session: text(&value["session"]),
        authors,
        authors_printed: true,
    }
}

fn person(value: &Value, affiliations: bool) -> Person {
    let text = |key: &str| value[key].as_str().map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned);
    let parts = || [text("given"), text("family")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let listed = value["affiliations"].as_array().into_iter().flatten().filter_map(|a| a.as_str().map(str::to_owned));
    let affiliations = if affiliations { listed.chain(text("affiliation")).collect() } else { Vec::new() };
    Person { name: text("name").or_else(|| text("full")).unwrap_or_else(parts), affiliations }
}

/// Right, read and true, by field.
#[derive(Default)]
pub struct Tally(BTreeMap<&'static str, [usize; 3]>);

impl Tally {
    pub fn add(&mut self, field: &'static str, right: usize, read: usize, truth: usize) {
        let t = self.0.entry(field).or_default();
        *t = [t[0] + right, t[1] + read, t[2] + truth];
    }

    pub fn add_all(&mut self, other: &Tally) {
        other.0.iter().for_each(|(field, [right, read, truth])| self.add(field, *right, *read, *truth));
    }

    /// F1 of every field of which something is true.
    pub fn figures(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        self.0.iter().filter(|(_, counts)| counts[2] > 0).map(|(field, counts)| (*field, measures(*counts).2))
    }

    /// Precision, recall and F1 of a field, and how much is true of it.
    pub fn of(&self, field: &str) -> Option<([f64; 3], usize)> {
        let counts = self.0.get(field).filter(|counts| counts[2] > 0)?;
        let (p, r, f1) = measures(*counts);
        Some(([p, r, f1], counts[2]))
    }

    pub fn rows(&self) -> impl Iterator<Item = String> + '_ {
        self.0.iter().map(|(field, counts)| {
            let (p, r, f1) = measures(*counts);
            format!("{field:<28} {p:.4} {r:.4} {f1:.4} {:6}", counts[2])
        })
    }
}

fn measures([right, read, truth]: [usize; 3]) -> (f64, f64, f64) {
    let share = |n: usize| if n > 0 { right as f64 / n as f64 } else { 0.0 };
    let (p, r) = (share(read), share(truth));
    (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
}

struct Read {
    title: String,
    start: Option<String>,
    session: Option<String>,
    authors: Vec<(String, BTreeSet<String>)>,
}

fn people(signatures: &[Signature]) -> Vec<(String, BTreeSet<String>)> {
    let affiliations = |s: &Signature| s.affiliations.iter().map(|a| norm(&a.value.printed)).collect();
    signatures.iter().map(|s| (norm(&s.name.value.full), affiliations(s))).collect()
}

/// Adds the counts of one volume and tells each miss.
pub fn score(volume: &Volume, truth: &Truth, tally: &mut Tally, miss: &mut dyn FnMut(String)) {
    if !truth.papers.is_empty() {
        papers(volume, truth, tally, miss);
    }
    if !truth.seats.is_empty() {
        seats(volume, truth, tally, miss);
    }
}

fn papers(volume: &Volume, truth: &Truth, tally: &mut Tally, miss: &mut dyn FnMut(String)) {
    let mut rest: Vec<Read> = volume
        .contributions
        .iter()
        .map(|c| Read {
            title: norm(&c.title.value),
            start: c.pages.as_ref().map(|p| p.value.first.label.clone()),
            session: c.session.and_then(|i| volume.sessions.get(i)).map(|s| norm(&s.title.value)),
            authors: people(&c.authors),
        })
        .collect();
    let (read, starts, sessions) =
        (rest.len(), rest.iter().filter(|r| r.start.is_some()).count(), rest.iter().filter(|r| r.session.is_some()).count());
    let read_authors: usize = rest.iter().map(|r| r.authors.len()).sum();

    let (mut pairs, mut left): (Vec<(Read, &Paper)>, Vec<&Paper>) = (Vec::new(), Vec::new());
    for paper in &truth.papers {
        let title = norm(&paper.title);
        match rest.iter().position(|r| r.title == title) {
            Some(i) => pairs.push((rest.remove(i), paper)),
            None => left.push(paper),
        }
    }
    let strict = pairs.len();
    for paper in left {
        // a damaged title still lets authors and page count
        let title = norm(&paper.title);
        let best =
            rest.iter().enumerate().map(|(i, r)| (likeness(&r.title, &title), i)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match best {
            Some((likeness, i)) if likeness >= 0.8 => {
                miss(format!("title {:?} read as {:?}", paper.title, rest[i].title));
                pairs.push((rest.remove(i), paper));
            }
            _ => miss(format!("title {:?} not read", paper.title)),
        }
    }
    rest.iter().for_each(|r| miss(format!("title {:?} is none", r.title)));
    let n = truth.papers.len();
    tally.add("title strict", strict, read, n);
    tally.add("title soft", pairs.len(), read, n);

    let (mut exact, mut shared, mut judged, mut pages, mut in_session) = (0, 0, 0, 0, 0);
    let (mut got, mut want) = (Vec::new(), Vec::new());
    for (i, (read, paper)) in pairs.iter().enumerate() {
        let names: Vec<&String> = read.authors.iter().map(|(name, _)| name).collect();
        let true_names: Vec<String> = paper.authors.iter().map(|a| norm(&a.name)).collect();
        let same = names.iter().copied().eq(true_names.iter());
        judged += usize::from(paper.authors_printed);
        exact += usize::from(paper.authors_printed && same);
        if !same {
            miss(format!("authors of {:?}: {names:?}, not {true_names:?}", paper.title));
        }
        shared += overlap(names.into_iter().cloned(), true_names.into_iter());
        if let Some(start) = &paper.start {
            let hit = read.start.as_ref() == Some(start);
            pages += usize::from(hit);
            if !hit {
                miss(format!("page of {:?}: {:?}, not {start}", paper.title, read.start));
            }
        }
        if let Some(session) = &paper.session {
            in_session += usize::from(read.session.as_ref() == Some(&norm(session)));
        }
        got.extend(read.authors.iter().flat_map(|(name, affs)| affs.iter().map(move |a| (i, name.clone(), a.clone()))));
        want.extend(paper.authors.iter().flat_map(|a| a.affiliations.iter().map(move |f| (i, norm(&a.name), norm(f)))));
    }
    let unprinted = truth.papers.iter().filter(|p| !p.authors_printed).count();
    tally.add("author list exact", exact, read - (pairs.len() - judged), n - unprinted);
    tally.add("author", shared, read_authors, truth.papers.iter().map(|p| p.authors.len()).sum());
    let with_start = truth.papers.iter().filter(|p| p.start.is_some()).count();
    if with_start > 0 {
        tally.add("first page", pages, starts, with_start);
    }
    let affiliations: usize = truth.papers.iter().flat_map(|p| &p.authors).map(|a| a.affiliations.len()).sum();
    if affiliations > 0 {
        differences(&got, &want).iter().for_each(|d| miss(format!("affiliation {d}")));
        tally.add("author-affiliation", overlap(got.iter().cloned(), want.iter().cloned()), got.len(), affiliations);
    }
    let with_session = truth.papers.iter().filter(|p| p.session.is_some()).count();
    if with_session > 0 {
        tally.add("session", in_session, sessions, with_session);
    }
}

fn seats(volume: &Volume, truth: &Truth, tally: &mut Tally, miss: &mut dyn FnMut(String)) {
    let seats: Vec<_> = volume.committees.iter().flat_map(|c| people(&c.seats)).collect();
    let got: Vec<_> = seats.iter().map(|(name, _)| name.clone()).collect();
    let want: Vec<_> = truth.seats.iter().map(|s| norm(&s.name)).collect();
    differences(&got, &want).iter().for_each(|d| miss(format!("seat {d}")));
    tally.add("committee name", overlap(got.iter().cloned(), want.iter().cloned()), got.len(), want.len());
    let got: Vec<_> = seats.iter().flat_map(|(name, affs)| affs.iter().map(move |a| (name.clone(), a.clone()))).collect();
    let want: Vec<_> = truth.seats.iter().flat_map(|s| s.affiliations.iter().map(move |f| (norm(&s.name), norm(f)))).collect();
    differences(&got, &want).iter().for_each(|d| miss(format!("seat's affiliation {d}")));
    if !got.is_empty() || !want.is_empty() {
        tally.add("committee name-affiliation", overlap(got.iter().cloned(), want.iter().cloned()), got.len(), want.len());
    }
}

/// The volume that a perfect reader makes of this truth, as far as it is scored.
pub fn oracle(truth: &Truth) -> Volume {
    let at = Span::default();
    let signature = |p: &Person| Signature {
        name: Spanned::new(PersonName::parse(&p.name), at),
        affiliations: p.affiliations.iter().map(|a| Spanned::new(Affiliation::parse(a), at)).collect(),
        orcid: None,
        confidence: 1.0,
    };
    let titles: BTreeSet<&String> = truth.papers.iter().filter_map(|p| p.session.as_ref()).collect();
    let session = |title: &String| Session { title: Spanned::new(title.clone(), at), number: None, day: None, chairs: Vec::new() };
    let contribution = |p: &Paper| Contribution {
        span: at,
        kind: ContributionKind::FullPaper,
        title: Spanned::new(p.title.clone(), at),
        authors: p.authors.iter().map(signature).collect(),
        pages: p.start.as_ref().and_then(|start| Pages::parse(start)).map(|pages| Spanned::new(pages, at)),
        derived_end: None,
        session: p.session.as_ref().and_then(|s| titles.iter().position(|t| *t == s)),
        identifiers: Vec::new(),
        links: Vec::new(),
        license: None,
        confidence: 1.0,
    };
    let seats = truth.seats.iter().map(signature).collect();
    Volume {
        sessions: titles.iter().copied().map(session).collect(),
        contributions: truth.papers.iter().map(contribution).collect(),
        committees: vec![Committee { label: Spanned::new(String::new(), at), role: None, seats }],
        ..Volume::default()
    }
}

/// Size of the intersection of two multisets.
pub fn overlap<T: Hash + Eq>(a: impl Iterator<Item = T>, b: impl Iterator<Item = T>) -> usize {
    let mut counts: HashMap<T, usize> = HashMap::new();
    a.for_each(|x| *counts.entry(x).or_default() += 1);
    b.filter(|x| counts.get_mut(x).is_some_and(|n| std::mem::replace(n, n.saturating_sub(1)) > 0)).count()
}

fn differences<T: std::fmt::Debug + PartialEq>(got: &[T], want: &[T]) -> Vec<String> {
    let missing = want.iter().filter(|x| !got.contains(x)).map(|x| format!("{x:?} not read"));
    missing.chain(got.iter().filter(|x| !want.contains(x)).map(|x| format!("{x:?} is none"))).collect()
}

/// Folded text for comparison: words of letters and digits by single spaces.
pub fn norm(text: &str) -> String {
    let folded = text.nfkc().filter(|c| *c != '\u{ad}').flat_map(char::to_lowercase).collect::<String>();
    let folded = folded.replace('ß', "ss").replace('ς', "σ");
    let words = folded.split(|c: char| !(c.is_alphanumeric() || c == '_') || c == '\u{2bc}' || is_combining_mark(c));
    words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Twice the letters in matching blocks over all letters (Ratcliff and Obershelp), in 0 to 1.
///
/// What cannot reach four fifths is 0. In a text of 200 letters and more, those that make up over a hundredth of it begin
/// no block, as in Python's `difflib`.
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let all = (a.len() + b.len()) as f64;
    if all == 0.0 || 2.0 * (a.len().min(b.len()) as f64) / all < 0.8 {
        return 0.0;
    }
    let mut popular: HashMap<char, usize> = HashMap::new();
    if b.len() >= 200 {
        b.iter().for_each(|c| *popular.entry(*c).or_default() += 1);
        popular.retain(|_, n| *n > b.len() / 100 + 1);
    }
    2.0 * matching(&a, &b, &popular) as f64 / all
}

fn matching(a: &[char], b: &[char], popular: &HashMap<char, usize>) -> usize {
    let (mut best, mut at, mut bt) = (0, 0, 0);
    let mut row = vec![0usize; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let begins = !popular.contains_key(x);
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let run = if begins && x == y { diagonal + 1 } else { 0 };
            diagonal = std::mem::replace(&mut row[j + 1], run);
            if run > best {
                (best, at, bt) = (run, i + 1 - run, j + 1 - run);
            }
        }
    }
    // popular letters lengthen a block on either side
    while at > 0 && bt > 0 && a[at - 1] == b[bt - 1] {
        (best, at, bt) = (best + 1, at - 1, bt - 1);
    }
    while at + best < a.len() && bt + best < b.len() && a[at + best] == b[bt + best] {
        best += 1;
    }
    if best == 0 {
        return 0;
    }
    best + matching(&a[..at], &b[..bt], popular) + matching(&a[at + best..], &b[bt + best..], popular)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_those_of_the_field() {
        assert_eq!(norm("Tufﬁn—O’Neill,\u{ad} Straße"), "tuffin o neill strasse");
        assert_eq!(overlap([1, 1, 2].into_iter(), [1, 3, 1, 1].into_iter()), 2);
        assert_eq!(norm("ΟΔΟΣ οδός कवि"), "οδοσ οδόσ कव");
        assert_eq!(measures([1, 2, 1]).2, 2.0 / 3.0);
    }
    /// Values of `difflib.SequenceMatcher(None, a, b).ratio()`.
    #[test]
    fn likeness_is_that_of_difflib() {
        let long = "a study of the many ways in which a rather long title may be set over several lines of a narrow column so that \
                    no reader can be sure where it ends and where the names of its authors begin and the pages follow after leaders";
        let other = long.replace("narrow", "wide").replace("several", "many");
        for (a, b, ratio) in [
            ("reading tables of contents", "reading a table of contents", 0.9433962264150944),
            ("abxcd", "abcd", 0.8888888888888888),
            ("private thread currents", "private currents thread", 0.6956521739130435),
            (&other, long, 0.89749430523918),
            (&long[..150], long, 0.8064516129032258),
            (&format!("zz {}", &long[40..]), long, 0.8943488943488943),
        ] {
            assert!((likeness(a, b) - ratio).abs() < 1e-12, "{a:?}, {b:?}: {} is not {ratio}", likeness(a, b));
        }
    }
}
