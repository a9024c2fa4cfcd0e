//! Repairs of what recognition of scanned pages damaged. A repair is made where the rest of the list leaves one
//! reading only; it has a name, stands beside what is printed, lowers the confidence, and is not made for files that are
//! to be read as printed. Where evidence is poor the printed text stays.

pub mod cut;
mod digits;
mod doubt;
mod glued;
mod leaders;
mod names;
mod pages;
mod rising;
pub mod spaces;

use super::look::Look;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::document::Line;
use crate::record::{Repair, Volume};
use crate::source::{FileId, Span};
use std::ops::Range;

/// A kind of repair: its name, what is said of it, and how sure a reading of it can be.
struct Kind {
    name: &'static str,
    code: &'static Code,
    confidence: f64,
}

static PAGE_DIGITS: Kind = Kind { name: "page-digits", code: &diagnostic::PAGE_REPAIRED, confidence: 0.8 };
static GLUED_PAGE: Kind = Kind { name: "glued-page", code: &diagnostic::PAGE_REPAIRED, confidence: 0.8 };
static DAMAGED_LEADER: Kind = Kind { name: "damaged-leader", code: &diagnostic::LEADER_REPAIRED, confidence: 0.9 };
static GLUED_LINES: Kind = Kind { name: "glued-lines", code: &diagnostic::LINES_PARTED, confidence: 1.0 };
static ONE_LINE: Kind = Kind { name: "one-line-document", code: &diagnostic::LINES_PARTED, confidence: 0.9 };
static LETTERS: Kind = Kind { name: "name-letters", code: &diagnostic::LETTERS_REPAIRED, confidence: 0.8 };
static SPELLING: Kind = Kind { name: "spelled-elsewhere", code: &diagnostic::AFFILIATION_REPAIRED, confidence: 0.9 };
static RUN_TOGETHER: Kind = Kind { name: "lost-spaces", code: &diagnostic::WORDS_PARTED, confidence: 0.8 };

static KINDS: &[&Kind] = &[&PAGE_DIGITS, &GLUED_PAGE, &DAMAGED_LEADER, &GLUED_LINES, &ONE_LINE, &LETTERS, &SPELLING, &RUN_TOGETHER];

/// What was repaired and what there is to say about it.
#[derive(Debug, Default)]
pub struct Mended {
    pub repairs: Vec<Repair>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Mended {
    fn add(&mut self, kind: &Kind, span: Span, printed: &str, repaired: &str, message: String) {
        self.diagnostics.push(Diagnostic::new(kind.code, span, message));
        let (name, printed, repaired) = (kind.name.into(), printed.into(), repaired.into());
        self.repairs.push(Repair { name, span, printed, repaired, confidence: kind.confidence });
    }
}

/// Finds leaders that were read as letters, before page numbers are chained. Returns where, by line.
pub fn leaders(lines: &[Line], looks: &mut [Look]) -> Vec<(usize, Range<usize>)> {
    let found = |(i, (line, look)): (usize, (&Line, &mut Look))| leaders::find(line, look).map(|at| (i, at));
    lines.iter().zip(looks).enumerate().filter_map(found).collect()
}

/// Repairs pages and leaders by what stands around them, once page numbers are chained.
pub fn mend(lines: &[Line], looks: &mut [Look], leaders: &[(usize, Range<usize>)]) -> Mended {
    let mut out = Mended::default();
    let mut all: Vec<(usize, Range<usize>)> = leaders.iter().filter(|(i, _)| looks.get(*i).is_some_and(|l| l.chained)).cloned().collect();
    pages::mend(lines, looks, &mut all, &mut out);
    for (i, at) in all {
        let text = lines[i].text();
        let printed = text[at.clone()].trim();
        let message = format!("`{}` is taken for a damaged leader", shown(printed));
        out.add(&DAMAGED_LEADER, lines[i].passage.span(at.clone()), printed, ". . .", message);
    }
    out
}

/// The beginning of a text that may be long.
fn shown(text: &str) -> String {
    let cut = text.char_indices().nth(24).map_or(text.len(), |(i, _)| i);
    if cut < text.len() { format!("{}…", &text[..cut]) } else { text.to_owned() }
}

/// Repairs names by what names are, and, where recognition has left its marks, organizations by what others are.
pub fn names(volume: &mut Volume) -> Mended {
    let mut out = Mended::default();
    let damage = damage(volume);
    names::mend(volume, damage > 1, &mut out);
    out
}

/// Repairs that only recognition makes needed.
fn damage(volume: &Volume) -> usize {
    let recognition = |k: &&&Kind| k.confidence < 1.0 && k.name != RUN_TOGETHER.name;
    volume.repairs.iter().filter(|r| KINDS.iter().filter(recognition).any(|k| k.name == r.name)).count()
}

/// A word with the letters for digits that stand among them, for judging what it is.
pub fn misread(word: &str) -> Option<String> {
    // `5th` is a number
    let long = word.starts_with(char::is_uppercase) || word.chars().skip(1).take_while(|c| c.is_lowercase()).count() > 3;
    if long { names::letters(word) } else { None }
}

/// Lowers the confidence of entries that hold a repair of this room, or a word that may need one.
pub fn doubt(volume: &mut Volume) -> Vec<Diagnostic> {
    let kind = |name: &str| KINDS.iter().find(|k| k.name == name);
    let mut repairs: Vec<(FileId, u32, f64)> =
        volume.repairs.iter().filter_map(|r| kind(&r.name).map(|k| (r.span.file, r.span.start, k.confidence))).collect();
    repairs.sort_by_key(|r| (r.0, r.1));
    let lines: Vec<Span> = volume.repairs.iter().filter(|r| r.name == ONE_LINE.name).map(|r| r.span).collect();
    for entry in &mut volume.contributions {
        if lines.iter().any(|line| line.contains(entry.span)) {
            entry.confidence = entry.confidence.min(ONE_LINE.confidence);
        }
        let first = repairs.partition_point(|r| (r.0, r.1) < (entry.span.file, entry.span.start));
        let within = repairs[first..].iter().take_while(|r| r.0 == entry.span.file && r.1 < entry.span.end);
        entry.confidence = within.fold(entry.confidence, |least, r| least.min(r.2));
    }
    let marks = damage(volume);
    doubt::doubt(volume, marks)
}
