//! ALTO XML, versions 2 to 4: what text recognition in libraries gives, with the place of every word on the page.

mod page;

use super::xml::{self, Steps, Tag, What};
use super::{Document, Line, Passage};
use crate::source::{FileId, SourceFile, Span};
use page::{Margin, Printed};
use std::collections::HashMap;

pub const MEDIA: &str = "application/alto+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes).is_some_and(|(name, _)| name.eq_ignore_ascii_case("alto"))
}

/// How text is set.
#[derive(Clone, Copy, Default)]
struct Style {
    bold: bool,
    size: f32,
}

/// A rectangle on the page, in whatever unit the file measures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Place {
    /// Where an element stands, if it says so.
    fn of(tag: &Tag<'_>) -> Option<Place> {
        let (left, top) = (tag.number("HPOS")?, tag.number("VPOS")?);
        let size = |name| tag.number(name).unwrap_or(0.0).max(0.0);
        Some(Place { left, top, right: left + size("WIDTH"), bottom: top + size("HEIGHT") })
    }

    fn join(self, other: Place) -> Place {
        Place {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// A line under construction.
#[derive(Default)]
struct Open {
    start: usize,
    place: Option<Place>,
    /// Words with their places; `true` where white space stands before it.
    words: Vec<(Passage, Option<Place>)>,
    /// Width of the space since the last word.
    space: f32,
    bold: bool,
    size: f32,
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut styles: HashMap<&str, Style> = HashMap::new();
    let (mut lines, mut printed): (Vec<Line>, Vec<Printed>) = Default::default();
    let (mut pages, mut block, mut margin) = (0, 0, Margin::None);
    let mut block_style = Style::default();
    let mut open: Option<Open> = None;
    for step in steps.by_ref() {
        match step.what {
            What::Open(tag) => match tag.name {
                "TextStyle" => {
                    if let Some(id) = tag.get("ID") {
                        styles.insert(id, Style { bold: says_bold(tag.get("FONTSTYLE")), size: tag.number("FONTSIZE").unwrap_or(0.0) });
                    }
                }
                "Page" => {
                    page::arrange(&mut printed, pages, &mut lines);
                    pages += 1;
                }
                "TopMargin" => margin = Margin::Top,
                "BottomMargin" => margin = Margin::Bottom,
                "TextBlock" => {
                    block += 1;
                    block_style = style(&tag, &styles).unwrap_or_default();
                }
                "TextLine" => {
                    finish(open.take(), step.at.start, file, (block, margin), &mut printed);
                    let style = style(&tag, &styles).unwrap_or(block_style);
                    let (bold, size) = (style.bold, style.size);
                    open = Some(Open { start: step.at.start, place: Place::of(&tag), bold, size, ..Open::default() });
                }
                "SP" => open.iter_mut().for_each(|line| line.space = tag.number("WIDTH").unwrap_or(0.0)),
                "String" | "HYP" => {
                    let word = tag.value("CONTENT", file).filter(|word| !word.text.trim().is_empty());
                    let Some((line, word)) = open.as_mut().zip(word) else { continue };
                    if line.words.is_empty() {
                        let own = style(&tag, &styles);
                        line.bold = own.map_or(line.bold, |s| s.bold) || says_bold(tag.get("STYLE"));
                        line.size = own.map_or(line.size, |s| s.size);
                    }
                    line.add(word, Place::of(&tag), tag.name == "HYP");
                }
                _ => {}
            },
            What::Close("TextLine") => finish(open.take(), step.at.end, file, (block, margin), &mut printed),
            What::Close("TopMargin" | "BottomMargin") => margin = Margin::None,
            _ => {}
        }
    }
    page::arrange(&mut printed, pages, &mut lines);
    let mut diagnostics = steps.broken();
    // half a line is not read
    if let Some((open, diagnostic)) = open.zip(diagnostics.first_mut()) {
        diagnostic.span.start = diagnostic.span.start.min(open.start as u32);
    }
    let unread = diagnostics.iter().map(|d| d.span).collect();
    Document { file, lines, diagnostics, unread, given: None }
}

fn says_bold(value: Option<&str>) -> bool {
    value.is_some_and(|v| v.split_whitespace().any(|word| word == "bold"))
}

/// The style that a tag refers to.
fn style(tag: &Tag<'_>, styles: &HashMap<&str, Style>) -> Option<Style> {
    let found = tag.get("STYLEREFS")?.split_whitespace().filter_map(|id| styles.get(id));
    found.copied().reduce(|a, b| Style { bold: a.bold || b.bold, size: a.size.max(b.size) })
}

impl Open {
    /// A word, or the hyphen that breaks it.
    fn add(&mut self, word: Passage, place: Option<Place>, hyphen: bool) {
        match self.words.last_mut() {
            Some((last, at)) if hyphen => {
                last.join("", &word);
                *at = at.zip(place).map(|(a, b)| a.join(b)).or(*at);
            }
            _ => self.words.push((word, place)),
        }
        self.space = 0.0;
    }
}

/// Puts the words of a line together; a gap wider than words are apart is kept.
fn finish(open: Option<Open>, end: usize, file: FileId, (block, margin): (usize, Margin), printed: &mut Vec<Printed>) {
    let Some(open) = open.filter(|o| !o.words.is_empty()) else { return };
    let measured = open.words.iter().filter_map(|(word, place)| Some((word.text.chars().count() as f32, (*place)?)));
    let (letters, width, height) =
        measured.fold((0.0, 0.0, 0.0_f32), |(n, w, h), (letters, p)| (n + letters, w + p.right - p.left, h.max(p.bottom - p.top)));
    let letter = if letters > 0.0 && width > 0.0 { width / letters } else { 0.0 };
    let mut passage = Passage::new(file);
    let mut place = None;
    let mut last: Option<Place> = None;
    for (word, at) in &open.words {
        let gap = last.zip(*at).map_or(0.0, |(a, b)| b.left - a.right);
        let wide = letter > 0.0 && gap > (4.0 * letter).max(1.2 * height);
        let joint = " ".repeat(if wide { (gap / letter).round().clamp(4.0, 60.0) as usize } else { 1 });
        passage.join(&joint, word);
        place = place.map_or(*at, |p: Place| at.map(|a| p.join(a)).or(Some(p)));
        last = at.or(last);
    }
    let place = open.place.filter(|p| p.right > p.left && p.bottom > p.top).or(place).or(open.place);
    let span = Span::new(file, open.start, end);
    printed.push(Printed { passage, span, place, letter, block, margin, bold: open.bold, size: open.size });
}
