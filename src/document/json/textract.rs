//! JSON of Amazon Textract: blocks of pages, lines and words with their places as shares of the page. Source: its
//! documentation of `Block`, `Geometry` and `Relationship`.

use super::value::Node;
use crate::document::Document;
use crate::document::placed::{Look, Place, Sheet};
use crate::source::SourceFile;
use std::collections::HashMap;

/// A page is as high as wide by the square root of two, as most paper is.
const WIDE: f32 = 1000.0;
const HIGH: f32 = 1414.0;

pub fn read(value: Node<'_>, source: &SourceFile, out: &mut Document) {
    let of_kind = |kind: &'static str| value.all("Blocks").filter(move |b| b.word("BlockType") == kind);
    let words: HashMap<&str, Node<'_>> = of_kind("WORD").map(|w| (w.word("Id"), w)).collect();
    let mut sheet = Sheet::of_ink(source, out.file);
    let mut page = None;
    for line in of_kind("LINE") {
        // a single page has no number
        let number = line.count("Page");
        if page != Some(number) {
            sheet.turn();
            page = Some(number);
        }
        sheet.line();
        let children = line.all("Relationships").filter(|r| r.word("Type") == "CHILD").flat_map(|r| r.all("Ids"));
        let parts: Vec<Node<'_>> = children.filter_map(|id| words.get(id.raw()?.0).copied()).collect();
        let parts = if parts.is_empty() { vec![line] } else { parts };
        for part in parts {
            if let Some((text, (_, at))) = part.get("Text").and_then(|t| Some((t.passage()?, t.raw()?))) {
                sheet.spread(&text, at, place(part), Look::default());
            }
        }
    }
    super::append(sheet, out);
}

fn place(block: Node<'_>) -> Option<Place> {
    let bounds = block.get("Geometry")?.get("BoundingBox")?;
    let (left, top) = (bounds.count("Left")?, bounds.count("Top")?);
    let (right, bottom) = (left + bounds.count("Width")?, top + bounds.count("Height")?);
    Place::new(left * WIDE, top * HIGH, right * WIDE, bottom * HIGH)
}
