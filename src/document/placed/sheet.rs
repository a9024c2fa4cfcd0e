//! Words with their places, page by page, as lines of a document.

use super::measure::{self, Boxes};
use super::{Glyph, Set, Source};
use crate::diagnostic::{Diagnostic, LEADER_REPAIRED};
use crate::document::{Document, Line, Passage};
use crate::source::{FileId, SourceFile, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// A rectangle on the page, in whatever unit the file measures, counted to the right and down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Place {
    /// A rectangle with any area at all, of numbers that a page can have.
    pub fn new(left: f32, top: f32, right: f32, bottom: f32) -> Option<Place> {
        let fits = [left, top, right, bottom].iter().all(|n| n.is_finite() && n.abs() < 1e6);
        (fits && right > left && bottom > top).then_some(Place { left, top, right, bottom })
    }

    /// Four numbers parted by commas or white space: left, top, right, bottom.
    pub fn parse(text: &str) -> Option<Place> {
        let mut numbers = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|n| !n.is_empty()).map(|n| n.parse().ok());
        let mut next = || numbers.next().flatten();
        Place::new(next()?, next()?, next()?, next()?)
    }

    /// The rectangle around points `x,y x,y …`.
    pub fn around(points: &str) -> Option<Place> {
        let point = |p: &str| p.split_once(',').and_then(|(x, y)| Some((x.parse::<f32>().ok()?, y.parse::<f32>().ok()?)));
        let least = Place { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN };
        let p = points.split_whitespace().take(1000).filter_map(point).fold(least, |p, (x, y)| Place {
            left: p.left.min(x),
            top: p.top.min(y),
            right: p.right.max(x),
            bottom: p.bottom.max(y),
        });
        Place::new(p.left, p.top, p.right, p.bottom)
    }

    pub fn join(self, other: Place) -> Place {
        Place {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// How a word is set, as far as the file says it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// Height of the font in the unit of the places, 0 where it is not known.
    pub size: f32,
    /// Baseline, where it is known.
    pub base: Option<f32>,
    /// Height of the font in whatever unit the file has for it, 0 where it does not say it.
    pub points: f32,
    pub bold: bool,
}

/// A word of the page that is being read.
struct Word {
    passage: Passage,
    /// Its element.
    at: Range<usize>,
    place: Option<Place>,
    look: Look,
    /// Which line of the file, and which block.
    line: usize,
    block: usize,
    /// White space stands before it.
    spaced: bool,
    rank: u32,
    /// Its letters are the dots of a leader.
    dots: bool,
}

/// Letters of a page that are set at once; no printed page has as many.
const MOST_LETTERS: usize = 1 << 20;

/// Takes the words of a file and sets its pages.
pub struct Sheet {
    file: FileId,
    boxes: Boxes,
    as_printed: bool,
    /// Leaders that were read as words: the first, and how many.
    leaders: Option<(Span, usize)>,
    words: Vec<Word>,
    /// Bytes of the words.
    letters: usize,
    rank: u32,
    line: usize,
    block: usize,
    pages: usize,
    lines: Vec<Line>,
}

impl Sheet {
    /// For a file whose boxes are as high as the font.
    pub fn of_fonts(file: FileId) -> Self {
        Self::new(file, Boxes::Font)
    }

    /// For a file whose boxes are drawn around the ink.
    pub fn of_ink(source: &SourceFile, file: FileId) -> Self {
        Self { as_printed: source.as_printed, ..Self::new(file, Boxes::Ink) }
    }

    fn new(file: FileId, boxes: Boxes) -> Self {
        Self {
            file,
            boxes,
            as_printed: false,
            leaders: None,
            words: Vec::new(),
            letters: 0,
            rank: 0,
            line: 0,
            block: 0,
            pages: 0,
            lines: Vec::new(),
        }
    }

    /// What comes next stands in another line; to be said at the end of a line too, so that half of one is known.
    pub fn line(&mut self) {
        self.line += 1;
    }

    /// What comes next stands in another block.
    pub fn block(&mut self) {
        self.block += 1;
        self.line += 1;
    }

    /// What comes next is read after all of lower rank on its page and before all of higher.
    pub fn rank(&mut self, rank: u32) {
        self.rank = rank;
    }

    /// A word, or the part of one where no white space stands before it. `at` is its element.
    pub fn word(&mut self, passage: Passage, at: Range<usize>, place: Option<Place>, look: Look, spaced: bool) {
        if passage.text.trim().is_empty() {
            return;
        }
        self.letters += passage.text.len();
        if self.letters > MOST_LETTERS {
            self.set();
        }
        let (line, block, rank) = (self.line, self.block, self.rank);
        self.words.push(Word { passage, at, place, look, line, block, spaced, rank, dots: false });
    }

    /// The words of a text whose place is known as a whole. Letters that were wider than high stand in a box that goes
    /// on behind them, such as that of a cell or of a region.
    pub fn spread(&mut self, passage: &Passage, at: Range<usize>, place: Option<Place>, look: Look) {
        let letters = passage.text.chars().count().max(1) as f32;
        let fits = |p: &Place| p.right - p.left <= letters * (p.bottom - p.top);
        let place = place.map(|p| if fits(&p) { p } else { Place { right: p.left + 0.5 * letters * (p.bottom - p.top), ..p } });
        let (mut before, mut end, mut start) = (0usize, 0, at.start);
        for word in passage.text.split_whitespace() {
            let from = end + passage.text[end..].find(word).unwrap_or(0);
            before += passage.text[end..from].chars().count();
            end = from + word.len();
            let n = word.chars().count();
            let x = |k: usize, p: &Place| p.left + (p.right - p.left) * k as f32 / letters;
            let part = place.map(|p| Place { left: x(before, &p), right: x(before + n, &p), ..p });
            before += n;
            let part_of = passage.slice(from..end);
            let until = if passage.text[end..].trim().is_empty() { at.end } else { part_of.whole().end as usize };
            self.word(part_of, start..until.max(start), part, look, true);
            start = until.max(start);
        }
    }

    /// A page begins.
    pub fn turn(&mut self) {
        self.set();
        self.pages += 1;
        self.block();
    }

    /// Sets what there is of the page.
    fn set(&mut self) {
        self.letters = 0;
        let mut words = std::mem::take(&mut self.words);
        if words.is_empty() {
            return;
        }
        // a file tells it of all words, or of few by mistake
        if words.iter().filter(|w| w.place.is_some()).count() * 10 < words.len() * 9 {
            invent(&mut words);
        }
        lend(&mut words);
        for line in words.chunk_by_mut(|a, b| a.line == b.line) {
            level(line, self.boxes);
            if self.boxes == Boxes::Ink && !self.as_printed {
                self.leaders(line);
            }
        }
        if self.boxes == Boxes::Ink {
            align(&mut words);
        }
        number(&mut words);
        let mut ranks: BTreeMap<u32, Vec<Glyph>> = BTreeMap::new();
        for line in words.chunk_by(|a, b| a.line == b.line) {
            ranks.entry(line[0].rank).or_default().extend(glyphs(line, self.boxes));
        }
        let ready = Ready {
            ends: ends(&words),
            size: measure::median(words.iter().map(|w| w.look.size)),
            points: measure::median(words.iter().map(|w| w.look.points)),
            words,
        };
        let mut blank = 0;
        for glyphs in ranks.into_values() {
            for set in super::set(glyphs) {
                match self.written(&set, &ready) {
                    Some(line) => {
                        self.lines.push(Line { blank_before: std::mem::take(&mut blank), page: self.pages.saturating_sub(1), ..line })
                    }
                    None => blank += 1,
                }
            }
            blank += 1;
        }
    }

    /// Finds what cannot be letters, for its ink is far too low, and what was read over it: the dots of a leader.
    fn leaders(&mut self, line: &mut [Word]) {
        let place = |w: &Word| w.place.unwrap_or_default();
        let height = |w: &Word| place(w).bottom - place(w).top;
        let read = |w: &Word| w.passage.text.contains(char::is_alphanumeric);
        let usual = line.first().map_or(0.0, |w| w.look.size);
        line.iter_mut().for_each(|w| w.dots = read(w) && height(w) < 0.22 * usual);
        let dotted = |w: &&Word| height(w) < 0.22 * usual || w.passage.text.ends_with("...");
        let rows: Vec<Place> = line.iter().filter(dotted).map(place).take(100).collect();
        let over = |p: Place| rows.iter().any(|r| *r != p && r.left < p.left && (p.left + p.right) / 2.0 < r.right);
        line.iter_mut().for_each(|w| w.dots |= read(w) && over(place(w)));
        for word in line.iter().filter(|w| w.dots) {
            let (_, count) = self.leaders.get_or_insert((word.passage.whole(), 0));
            *count += 1;
        }
    }

    fn written(&self, set: &Set, page: &Ready) -> Option<Line> {
        let text = set.text.trim_end();
        let indent = text.chars().take_while(|c| *c == ' ').count();
        let first = set.from.iter().find(|s| s.len > 0)?;
        let mut passage = Passage::new(self.file);
        let mut reached = first.from as usize;
        for (c, from) in text.chars().zip(&set.from).skip(indent) {
            if from.len > 0 {
                reached = (from.from + from.len) as usize;
                passage.push_as(c.encode_utf8(&mut [0; 4]), from.from as usize, from.len as usize);
            } else {
                passage.push_as(c.encode_utf8(&mut [0; 4]), reached, 0);
            }
        }
        let text = &passage.text;
        let bullet = text.starts_with(['•', '◦', '▪', '■', '●', '∙', '◆', '►', '○']);
        let start = if bullet { text.find(|c: char| c.is_alphanumeric()).unwrap_or(0) } else { 0 };
        // the words of the file that follow each other from the first one on
        let word = |s: &Source| page.words.partition_point(|w| w.at.start <= s.from as usize).saturating_sub(1);
        let mut mine: Vec<usize> = set.from.iter().filter(|s| s.len > 0).map(word).collect();
        let first = word(first);
        mine.sort_unstable();
        mine.dedup();
        let from = mine.partition_point(|i| *i < first);
        let last = mine[from..].iter().enumerate().take_while(|(k, i)| first + k == **i).last().map_or(first, |(_, i)| *i);
        let look = page.words[first].look;
        let larger = if look.points > 0.0 { look.points / page.points } else { set.size / page.size };
        Some(Line {
            passage: passage.trimmed(start..text.len()),
            span: Span::new(self.file, page.words[first].at.start, page.ends[last]),
            indent,
            blank_before: 0,
            bullet,
            bold: set.bold,
            open_gap: false,
            heading: if larger > 1.55 { 1 } else { 2 * u8::from(larger > 1.25) },
            page: 0,
            role: None,
            whole: false,
        })
    }

    /// All pages, with what there is to say about the file.
    pub fn finish(mut self, mut diagnostics: Vec<Diagnostic>) -> Document {
        // half a line is not read
        if let Some(broken) = diagnostics.first_mut() {
            let from = self.words.partition_point(|w| w.line < self.line);
            let start = self.words.drain(from..).map(|w| w.at.start as u32).min();
            broken.span.start = broken.span.start.min(start.unwrap_or(u32::MAX));
        }
        self.set();
        let unread = diagnostics.iter().map(|d| d.span).filter(|s| !s.is_empty()).collect();
        if let Some((first, count)) = self.leaders {
            let message = format!("{count} words were read as the dots of leaders: they are lower than any letter");
            diagnostics.push(Diagnostic::new(&LEADER_REPAIRED, first, message));
        }
        Document { file: self.file, lines: self.lines, diagnostics, unread, given: None }
    }
}

/// The words of a page as they are set.
struct Ready {
    words: Vec<Word>,
    ends: Vec<usize>,
    size: f32,
    points: f32,
}

/// Where the stretch of each word ends in the source: where the next begins, or its own end on the last.
fn ends(words: &[Word]) -> Vec<usize> {
    let next = words.iter().skip(1).map(|w| w.at.start).chain(words.last().map(|w| w.at.end));
    words.iter().zip(next).map(|(w, next)| next.max(w.at.start)).collect()
}

/// Puts the words of one line of the file on its baseline and next to each other.
fn level(words: &mut [Word], boxes: Boxes) {
    let estimate = |w: &Word| measure::word(&w.passage.text, w.place?, boxes);
    // dots that were read as letters are no measure
    let height = |w: &Word| w.place.map_or(0.0, |p| p.bottom - p.top);
    let tallest = words.iter().map(height).fold(0.0, f32::max);
    let line = measure::line(words.iter().filter(|w| 2.0 * height(w) >= tallest).filter_map(estimate));
    for word in words.iter_mut() {
        let place = word.place.unwrap_or_default();
        let (base, size) = match boxes {
            Boxes::Font => estimate(word).unwrap_or_default(),
            Boxes::Ink => line.unwrap_or((place.bottom, place.bottom - place.top)),
        };
        word.look.base.get_or_insert(base);
        if word.look.size <= 0.0 || boxes == Boxes::Ink {
            word.look.size = size;
        }
    }
}

/// Gives the few words without a place one beside or below the word before.
fn lend(words: &mut [Word]) {
    let mut last: Option<(usize, Place)> = None;
    for word in words {
        let height = last.map_or(1.0, |(_, p)| p.bottom - p.top);
        let width = 0.5 * height * word.passage.text.chars().count() as f32;
        let lent = match last {
            Some((line, p)) if line == word.line => Place { left: p.right, right: p.right + width, ..p },
            Some((_, p)) => Place { right: p.left + width, top: p.bottom, bottom: p.bottom + height, ..p },
            None => Place { left: 0.0, top: 0.0, right: width, bottom: height },
        };
        last = Some((word.line, *word.place.get_or_insert(lent)));
    }
}

/// Gives places to a page whose file has none: its lines below each other, its words side by side.
fn invent(words: &mut [Word]) {
    let (mut x, mut y, mut last) = (0.0, 0.0, None);
    for word in words {
        if last.is_some_and(|(line, _)| line != word.line) {
            y += if last.is_some_and(|(_, block)| block != word.block) { 2.4 } else { 1.2 };
            x = 0.0;
        }
        last = Some((word.line, word.block));
        let width = 0.5 * word.passage.text.chars().count() as f32;
        word.place = Some(Place { left: x, top: y - 1.0, right: x + width, bottom: y });
        word.look = Look { size: 1.0, base: Some(y), ..word.look };
        x += width + 0.3;
    }
}

/// Puts lines of the file that stand level with each other on one baseline: pictures of pages lie askew.
fn align(words: &mut [Word]) {
    let ranges: Vec<Range<usize>> = {
        let mut at = 0;
        words
            .chunk_by(|a, b| a.line == b.line)
            .map(|c| {
                at += c.len();
                at - c.len()..at
            })
            .collect()
    };
    let edges = |r: &Range<usize>| {
        let places = || words[r.clone()].iter().filter_map(|w| w.place);
        (places().map(|p| p.left).fold(f32::MAX, f32::min), places().map(|p| p.right).fold(f32::MIN, f32::max))
    };
    let mut lines: Vec<_> =
        ranges.iter().map(|r| (words[r.start].look.base.unwrap_or(0.0), words[r.start].look.size, edges(r), r.clone())).collect();
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut start = 0;
    while start < lines.len() {
        let (base, size, ..) = lines[start];
        let mut taken = vec![lines[start].2];
        let mut end = start + 1;
        while end < lines.len() && taken.len() < 40 {
            let (other, other_size, edges, _) = &lines[end];
            let apart = taken.iter().all(|(a, b)| edges.0 >= *b || edges.1 <= *a);
            if other - base > 0.4 * size.min(*other_size) || !apart {
                break;
            }
            taken.push(*edges);
            end += 1;
        }
        for (.., range) in &lines[start..end] {
            words[range.clone()].iter_mut().for_each(|w| w.look.base = Some(base));
        }
        start = end;
    }
}

/// Page numbers that stand in a region of their own are read with the region that they stand beside.
fn number(words: &mut [Word]) {
    if words.iter().all(|w| w.rank == words[0].rank) {
        return;
    }
    // the place of each rank, and whether it holds more than page numbers
    let mut regions: BTreeMap<u32, (Place, bool)> = BTreeMap::new();
    for word in words.iter() {
        let (place, text) = (word.place.unwrap_or_default(), !super::is_page(&word.passage.text));
        regions.entry(word.rank).and_modify(|r| *r = (r.0.join(place), r.1 | text)).or_insert((place, text));
    }
    let texts: Vec<(u32, Place)> = regions.iter().filter(|(_, r)| r.1).map(|(rank, r)| (*rank, r.0)).take(200).collect();
    let mut hosts: BTreeMap<u32, u32> = BTreeMap::new();
    for (rank, (at, _)) in regions.iter().filter(|(_, r)| !r.1) {
        let shared = |p: &Place| at.bottom.min(p.bottom) - at.top.max(p.top);
        let beside = texts.iter().filter(|(_, p)| p.left < at.left && 2.0 * shared(p) > at.bottom - at.top);
        hosts.extend(beside.max_by(|a, b| a.1.right.total_cmp(&b.1.right)).map(|(host, _)| (*rank, *host)));
    }
    words.iter_mut().for_each(|w| w.rank = hosts.get(&w.rank).copied().unwrap_or(w.rank));
}

/// The characters of one line of the file, each with its share of the width of its word.
fn glyphs(words: &[Word], boxes: Boxes) -> Vec<Glyph> {
    let mut out = Vec::new();
    let places: Vec<Place> = places(words);
    for (i, (word, place)) in words.iter().zip(&places).enumerate() {
        let n = word.passage.text.chars().count();
        // letters on top of each other run up the page
        let upright = n < 3 || boxes == Boxes::Ink || place.bottom - place.top < 2.0 * (place.right - place.left);
        let (from, to, y, size) = if upright {
            // a word does not reach into the next one of its line
            let right = places.get(i + 1).map_or(place.right, |next| place.right.min(next.left)).max(place.left);
            (place.left, right, word.look.base.unwrap_or(place.bottom), word.look.size)
        } else {
            (-place.bottom, -place.top, place.right, place.right - place.left)
        };
        let width = (to - from) / n.max(1) as f32;
        for (k, (at, c)) in word.passage.text.char_indices().enumerate() {
            let span = word.passage.span(at..at + c.len_utf8());
            let x0 = from + width * k as f32;
            let begins = k == 0 && word.spaced;
            let from = Source { from: span.start, len: span.len() as u32 };
            let c = if word.dots && c != ' ' { '.' } else { c };
            out.push(Glyph { c, x0, x1: x0 + width, y, size, turned: u8::from(!upright), begins, bold: word.look.bold, from });
        }
    }
    out
}

/// The places of the words of one line; where they do not run from left to right, as they are read.
fn places(words: &[Word]) -> Vec<Place> {
    let known: Vec<Place> = words.iter().filter_map(|w| w.place).collect();
    let middle = |p: &Place| (p.left + p.right) / 2.0;
    if known.is_sorted_by(|a, b| a.left < b.left && middle(a) < middle(b)) {
        return known;
    }
    let whole = known.iter().copied().reduce(Place::join).unwrap_or_default();
    let letters: usize = words.iter().map(|w| w.passage.text.chars().count() + 1).sum();
    let letter = (whole.right - whole.left) / letters.max(1) as f32;
    let mut x = whole.left;
    let mut next = |w: &Word| {
        let left = x;
        let right = left + letter * w.passage.text.chars().count() as f32;
        x = right + letter;
        Place { left, right, ..whole }
    };
    words.iter().map(&mut next).collect()
}
