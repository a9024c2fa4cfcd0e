//! ALTO XML, versions 2 to 4: what text recognition in libraries gives, with the place of every word on the page.

use super::Document;
use super::placed::{Look, Place, Sheet};
use super::xml::{self, Steps, Tag, What};
use crate::source::{FileId, SourceFile};
use std::collections::HashMap;

pub const MEDIA: &str = "application/alto+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes).is_some_and(|(name, _)| name.eq_ignore_ascii_case("alto"))
}

/// Where an element stands, if it says so.
fn place(tag: &Tag<'_>) -> Option<Place> {
    let (left, top) = (tag.number("HPOS")?, tag.number("VPOS")?);
    Place::new(left, top, left + tag.number("WIDTH")?, top + tag.number("HEIGHT")?)
}

fn says_bold(value: Option<&str>) -> bool {
    value.is_some_and(|v| v.split_whitespace().any(|word| word == "bold"))
}

/// The style that a tag refers to.
fn style(tag: &Tag<'_>, styles: &HashMap<&str, Look>) -> Option<Look> {
    let found = tag.get("STYLEREFS")?.split_whitespace().filter_map(|id| styles.get(id));
    found.copied().reduce(|a, b| Look { bold: a.bold || b.bold, points: a.points.max(b.points), ..a })
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut sheet = Sheet::of_ink(source, file);
    let mut styles: HashMap<&str, Look> = HashMap::new();
    let (mut block, mut line) = (Look::default(), Look::default());
    for step in steps.by_ref() {
        if let What::Close("TextLine") = step.what {
            sheet.line();
        }
        let What::Open(tag) = step.what else { continue };
        match tag.name {
            "TextStyle" => {
                if let Some(id) = tag.get("ID") {
                    let points = tag.number("FONTSIZE").filter(|n| (1.0..1000.0).contains(n)).unwrap_or(0.0);
                    styles.insert(id, Look { bold: says_bold(tag.get("FONTSTYLE")), points, ..Look::default() });
                }
            }
            "Page" => sheet.turn(),
            "TextBlock" => {
                sheet.block();
                block = style(&tag, &styles).unwrap_or_default();
            }
            "TextLine" => {
                sheet.line();
                line = style(&tag, &styles).unwrap_or(block);
            }
            // a string may be a word or a line of them, and a hyphen ends the word before it
            "String" | "HYP" => {
                let Some(text) = tag.value("CONTENT", file) else { continue };
                let mut look = style(&tag, &styles).unwrap_or(line);
                look.bold |= says_bold(tag.get("STYLE"));
                if tag.name == "HYP" {
                    sheet.word(text, step.at, place(&tag), look, false);
                } else {
                    sheet.spread(&text, step.at, place(&tag), look);
                }
            }
            _ => {}
        }
    }
    sheet.finish(steps.broken())
}
