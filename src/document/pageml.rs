//! PAGE XML: regions, lines and words with their outlines, and the order in which the regions are read.

use super::placed::{Look, Place, Sheet};
use super::xml::{self, Steps, Tag, What};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};
use std::collections::HashMap;

pub const MEDIA: &str = "application/vnd.prima.page+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes).is_some_and(|(name, _)| name == "PcGts")
}

/// A region, line, word or letter that is open.
struct Open<'a> {
    name: &'a str,
    start: usize,
    place: Option<Place>,
    /// Its first reading.
    text: Option<Passage>,
    /// Text of its letters, or of parts of it that were set already.
    letters: Passage,
    set: bool,
    bold: bool,
    rank: u32,
}

/// The order in which regions are read, as far as it is told.
#[derive(Default)]
struct Order<'a> {
    /// Indexes of the groups that are open, and of each region by its name.
    open: Vec<u32>,
    regions: Vec<(Vec<u32>, &'a str)>,
    ranks: HashMap<&'a str, u32>,
}

impl<'a> Order<'a> {
    fn index(&self, tag: &Tag<'a>) -> u32 {
        tag.get("index").and_then(|n| n.trim().parse().ok()).unwrap_or(0)
    }

    fn region(&mut self, tag: &Tag<'a>) {
        if let Some(region) = tag.get("regionRef") {
            let mut path = self.open.clone();
            path.push(self.index(tag));
            self.regions.push((path, region));
        }
    }

    fn close(&mut self) {
        self.regions.sort_by(|a, b| a.0.cmp(&b.0));
        let mut rank = 0;
        for (i, (path, region)) in self.regions.iter().enumerate() {
            rank += u32::from(i == 0 || self.regions[i - 1].0 != *path);
            self.ranks.entry(region).or_insert(rank);
        }
        self.regions.clear();
    }
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut sheet = Sheet::of_ink(source, file);
    let mut order = Order::default();
    let mut stack: Vec<Open> = Vec::new();
    let mut reading = false;
    for step in steps.by_ref() {
        match step.what {
            What::Open(tag) => match tag.name {
                "Page" => {
                    sheet.turn();
                    order = Order::default();
                }
                "RegionRef" | "RegionRefIndexed" => order.region(&tag),
                "OrderedGroup" | "UnorderedGroup" | "OrderedGroupIndexed" | "UnorderedGroupIndexed" if order.open.len() < 32 => {
                    let index = order.index(&tag);
                    order.open.push(index);
                }
                "Coords" => {
                    let place = tag.get("points").and_then(Place::around);
                    stack.last_mut().into_iter().for_each(|o| o.place = o.place.or(place));
                }
                // how the format had it before 2013
                "Point" => {
                    let at = tag.number("x").zip(tag.number("y"));
                    if let Some((open, (x, y))) = stack.last_mut().zip(at) {
                        let point = Place { left: x, top: y, right: x + 1.0, bottom: y + 1.0 };
                        open.place = Some(open.place.map_or(point, |p| p.join(point)));
                    }
                }
                "TextStyle" => stack.last_mut().into_iter().for_each(|o| o.bold = tag.get("bold") == Some("true")),
                "Unicode" => reading = stack.last().is_some_and(|o| o.text.is_none()),
                "TextRegion" | "TableRegion" | "TextLine" | "Word" | "Glyph" if stack.len() < 64 => {
                    let above = stack.last().map_or((u32::MAX, false), |o| (o.rank, o.bold));
                    let rank = tag.get("id").and_then(|id| order.ranks.get(id)).copied().unwrap_or(above.0);
                    match tag.name {
                        "TextRegion" | "TableRegion" => sheet.block(),
                        "TextLine" => sheet.line(),
                        _ => {}
                    }
                    let (place, text, letters) = (None, None, Passage::new(file));
                    stack.push(Open { name: tag.name, start: step.at.start, place, text, letters, set: false, bold: above.1, rank });
                }
                _ => {}
            },
            What::Text(text) if reading => {
                if let Some(open) = stack.last_mut() {
                    open.text.get_or_insert_with(|| Passage::new(file)).join("", &text);
                }
            }
            What::Text(_) => {}
            What::Close("Unicode") => reading = false,
            What::Close("ReadingOrder") => order.close(),
            What::Close("OrderedGroup" | "UnorderedGroup" | "OrderedGroupIndexed" | "UnorderedGroupIndexed") => drop(order.open.pop()),
            What::Close(name) => {
                if stack.last().is_some_and(|o| o.name == name) {
                    close(&mut stack, step.at.end, &mut sheet);
                    if matches!(name, "TextLine" | "TextRegion") {
                        sheet.line();
                    }
                }
            }
        }
    }
    while !stack.is_empty() {
        close(&mut stack, source.text.len(), &mut sheet);
    }
    sheet.finish(steps.broken())
}

/// Ends what is open: the smallest part that has text is set, letters are folded into their word.
fn close(stack: &mut Vec<Open<'_>>, end: usize, sheet: &mut Sheet) {
    let Some(open) = stack.pop() else { return };
    let text = open.text.filter(|t| !t.text.trim().is_empty()).unwrap_or(open.letters);
    let above = stack.last_mut();
    if open.name == "Glyph" {
        above.into_iter().for_each(|o| o.letters.join("", &text));
        return;
    }
    if !open.set && !text.is_empty() {
        sheet.rank(open.rank);
        sheet.spread(&text, open.start..end, open.place, Look { bold: open.bold, ..Look::default() });
    }
    above.into_iter().for_each(|o| o.set |= open.set || !text.is_empty());
}
