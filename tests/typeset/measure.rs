//! Reads sheets and holds them against what was set.

use super::score::{self, Tally, Truth};
use frontis::diagnostic::Parsed;
use frontis::record::slug::fold;
use frontis::record::{MaybeTyped, Volume};
use frontis::source::{Sources, Span};
use frontis_typesetter::{Sheet, truth};
use std::collections::{BTreeMap, HashSet};

/// Volumes without noise, and in the noise of a light scan.
pub const CLEAN: u64 = 60;
pub const LIGHT: u64 = 30;

/// What became of one volume.
#[derive(Default)]
pub struct Outcome {
    pub tally: Tally,
    pub misses: Vec<String>,
    pub judged: Vec<Judged>,
}

/// One thing read.
pub struct Judged {
    pub what: &'static str,
    /// How sure the reader was.
    pub confidence: f64,
    pub right: bool,
    /// A diagnostic points at it.
    pub told: bool,
}

/// Reads sheets on all cores, in order.
pub fn read_all(sheets: &[Sheet]) -> Vec<Outcome> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = sheets.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> = sheets.chunks(share).map(|part| scope.spawn(move || part.iter().map(judge).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().expect("no sheet makes the reader panic")).collect()
    })
}

fn judge(sheet: &Sheet) -> Outcome {
    let markdown = sheet.setting.carrier == frontis_typesetter::convention::Carrier::Markdown;
    let name = if markdown { "sheet.md" } else { "sheet.txt" };
    let mut sources = Sources::default();
    sources.add(frontis::document::open(name, sheet.text.as_bytes()).expect("a sheet is text"));
    let read = frontis::layout::read(&sources);
    let volume = &read.value;
    let truth = Truth::of(&sheet.truth.json());
    let mut outcome = Outcome::default();
    let misses = &mut outcome.misses;
    score::score(volume, &truth, &mut outcome.tally, &mut |miss| misses.push(miss));
    folded(volume, &truth, &mut outcome.tally);
    front(volume, &sheet.truth, &mut outcome);
    outcome.judged = confidences(&read, &truth);
    outcome
}

/// Author lists that are right but for accents.
fn folded(volume: &Volume, truth: &Truth, tally: &mut Tally) {
    let plain = |name: &str| score::norm(&fold(name));
    let read = volume.contributions.iter().map(|c| c.authors.iter().map(|a| plain(&a.name.value.full)).collect::<Vec<_>>());
    let set = truth.papers.iter().map(|p| p.authors.iter().map(|a| plain(&a.name)).collect::<Vec<_>>());
    let right = score::overlap(read, set);
    tally.add("author list folded", right, volume.contributions.len(), truth.papers.len());
}

/// Title page and sponsors.
fn front(volume: &Volume, truth: &truth::Truth, outcome: &mut Outcome) {
    let mut one = |field, read: Option<String>, set: Option<String>| {
        if read.is_none() && set.is_none() {
            return;
        }
        let right = read == set;
        if !right {
            outcome.misses.push(format!("{field} {set:?} read as {read:?}"));
        }
        outcome.tally.add(field, usize::from(right), usize::from(read.is_some()), usize::from(set.is_some()));
    };
    let dates = volume.event.dates.as_ref().map(|d| match &d.value {
        MaybeTyped::Typed(range) => format!("{} {}", range.start, range.end),
        MaybeTyped::Text(text) => text.clone(),
    });
    one("event dates", dates, truth.dates.as_ref().map(|(start, end)| format!("{start} {end}")));
    let place = volume.event.place.as_ref().map(|p| score::norm(&p.value.name));
    one("event place", place, truth.place.as_ref().map(|p| score::norm(p)));
    let acronym = volume.event.acronym.as_ref().map(|a| score::norm(&a.value));
    one("event acronym", acronym, truth.acronym.as_ref().map(|a| score::norm(a)));
    let read: Vec<String> = volume.sponsorships.iter().map(|s| score::norm(&s.name.value)).collect();
    let set: Vec<String> = truth.sponsors.iter().map(|s| score::norm(s)).collect();
    if !read.is_empty() || !set.is_empty() {
        let missed = set.iter().filter(|s| !read.contains(s)).map(|s| format!("sponsor {s:?} not read"));
        let wrong = read.iter().filter(|s| !set.contains(s)).map(|s| format!("sponsor {s:?} is none"));
        outcome.misses.extend(missed.chain(wrong));
        outcome.tally.add("sponsor", score::overlap(read.iter(), set.iter()), read.len(), set.len());
    }
}

/// Things that the calibration tells apart.
pub const WHAT: [&str; 3] = ["paper", "author", "seat"];

/// What was read with which confidence, and whether it is true.
pub fn confidences(read: &Parsed<Volume>, truth: &Truth) -> Vec<Judged> {
    judged(&read.value, read.diagnostics.iter().map(|d| d.span).collect(), truth)
}

/// The same where diagnostics point at these places.
pub fn judged(volume: &Volume, mut said: Vec<Span>, truth: &Truth) -> Vec<Judged> {
    let titles: HashSet<String> = truth.papers.iter().map(|p| score::norm(&p.title)).collect();
    let authors: HashSet<String> = truth.papers.iter().flat_map(|p| &p.authors).map(|a| score::norm(&a.name)).collect();
    let seats: HashSet<String> = truth.seats.iter().map(|s| score::norm(&s.name)).collect();
    said.sort_unstable();
    let told = |span: Span| said.iter().any(|s| s.file == span.file && s.start < span.end && span.start < s.end);
    let mut out = Vec::new();
    let mut judge = |what, confidence, span: Span, value: &str, true_values: &HashSet<String>| {
        out.push(Judged { what, confidence, right: true_values.contains(&score::norm(value)), told: told(span) });
    };
    for c in &volume.contributions {
        judge("paper", c.least_confidence(), c.title.span, &c.title.value, &titles);
        c.authors.iter().for_each(|a| judge("author", a.confidence, a.name.span, &a.name.value.full, &authors));
    }
    let seated = volume.committees.iter().flat_map(|c| &c.seats);
    seated.for_each(|s| judge("seat", s.confidence, s.name.span, &s.name.value.full, &seats));
    fields(volume, truth, &told, &mut out);
    out
}

/// The title, the authors and the page of each entry by themselves, accents forgiven; authors and page where the title is
/// alike by four fifths to a true one.
fn fields(volume: &Volume, truth: &Truth, told: &dyn Fn(Span) -> bool, out: &mut Vec<Judged>) {
    let plain = |text: &str| score::norm(&fold(text)).replace(' ', "");
    let papers: Vec<(String, &score::Paper)> = truth.papers.iter().map(|p| (plain(&p.title), p)).collect();
    for c in &volume.contributions {
        let (title, told) = (plain(&c.title.value), told(c.span));
        let mut add = |what, confidence: f64, right| out.push(Judged { what, confidence: confidence.min(c.confidence), right, told });
        let near = papers.iter().map(|(t, p)| (score::likeness(t, &title), t, p)).max_by(|a, b| a.0.total_cmp(&b.0));
        let near = near.filter(|(likeness, ..)| *likeness >= 0.8);
        // a number that counts chapters may stand in what is true of it or not
        let bare = |t: &str| t.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
        add("title strict", c.title.confidence, near.is_some_and(|(_, t, _)| bare(t) == bare(&title)));
        let Some((.., paper)) = near else { continue };
        if paper.authors_printed && !c.authors.is_empty() {
            let least = c.authors.iter().map(|a| a.confidence).fold(1.0, f64::min);
            let read = c.authors.iter().map(|a| plain(&a.name.value.full));
            add("author list exact", least, read.eq(paper.authors.iter().map(|a| plain(&a.name))));
        }
        if let (Some(pages), Some(start)) = (&c.pages, &paper.start) {
            add("first page", pages.confidence, pages.value.first.label == *start);
        }
    }
}

/// Of a field, how many values are given for sure and without a word, and how many of these are wrong.
pub fn silent<'a>(judged: impl Iterator<Item = &'a Judged>, what: &str) -> [usize; 2] {
    let sure: Vec<_> = judged.filter(|one| one.what == what && one.confidence >= 0.95 && !one.told).collect();
    [sure.len(), sure.iter().filter(|one| !one.right).count()]
}

/// By confidence to a tenth, then by what was read: how much of it is true, and how much there is.
pub type Calibration = BTreeMap<(u32, &'static str), [usize; 2]>;

/// How often what was read with a confidence is true.
pub fn calibration<'a>(judged: impl Iterator<Item = &'a Judged>) -> Calibration {
    let mut bins = Calibration::new();
    for one in judged {
        let bin = bins.entry(((one.confidence * 10.0).floor() as u32, one.what)).or_default();
        *bin = [bin[0] + usize::from(one.right), bin[1] + 1];
    }
    bins
}

/// What is given with near certainty: the share of all things read, how much of it is true, and the share of all things
/// that is wrong although nothing is said of it.
pub fn certainty<'a>(judged: impl Iterator<Item = &'a Judged>) -> [f64; 3] {
    let (mut all, mut sure, mut right, mut silent) = (0, 0, 0, 0);
    for one in judged.filter(|one| WHAT.contains(&one.what)) {
        let given = one.confidence >= 0.95;
        all += 1;
        sure += usize::from(given);
        right += usize::from(given && one.right);
        silent += usize::from(given && !one.right && !one.told);
    }
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    [share(sure, all), share(right, sure), share(silent, all)]
}

/// Short names of the fields that stand in tables.
pub const COLUMNS: &[(&str, &str)] = &[
    ("title strict", "title"),
    ("title soft", "soft"),
    ("author list exact", "authors"),
    ("author", "author"),
    ("first page", "page"),
    ("author-affiliation", "affil"),
    ("session", "session"),
    ("committee name", "seat"),
    ("committee name-affiliation", "seat-aff"),
    ("event dates", "dates"),
    ("event place", "place"),
    ("sponsor", "sponsor"),
];

pub fn table(rows: &[(String, Tally)]) -> String {
    let mut out = format!("{:<30}", "");
    COLUMNS.iter().for_each(|(_, short)| out.push_str(&format!("{short:>9}")));
    for (name, tally) in rows {
        let figures: BTreeMap<&str, f64> = tally.figures().collect();
        out.push_str(&format!("\n{name:<30}"));
        for (field, _) in COLUMNS {
            let cell = figures.get(field).map_or("-".to_owned(), |f1| format!("{f1:.3}"));
            out.push_str(&format!("{cell:>9}"));
        }
    }
    out + "\n"
}

/// The figures of all levels as a page of documentation.
pub fn page(levels: &[Tally], count: u64) -> String {
    let mut fields: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for tally in levels {
        tally.figures().for_each(|(field, f1)| fields.entry(field).or_default().push(format!("{f1:.2}")));
    }
    let mut out = format!(
        "# What noise costs\n\n\
        {count} invented volumes, each set in a style drawn by chance (`tests/typesetter`) and read at four levels of damage: none,\n\
        a good scan read by a program of today, a bad scan, a scan of the seventies. `tests/typesetter/src/noise.rs` states the\n\
        rates. Figures are F1 over all volumes against what was set, letter by letter: at noise a name that the scan damaged\n\
        cannot be right. \"Folded\" forgives accents, \"soft\" a title that is alike by four fifths.\n\n\
        Written by `FRONTIS_ACCEPT=1 cargo test --test typeset curve`.\n\n\
        | field | none | light | bad | awful |\n| --- | --- | --- | --- | --- |\n"
    );
    for (field, cells) in fields {
        out.push_str(&format!("| {field} | {} |\n", cells.join(" | ")));
    }
    out
}
