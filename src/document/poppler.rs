//! What `pdftotext -bbox` and `-bbox-layout` write: every word of a PDF with its place, in XHTML that is no page to read.

use super::placed::{Look, Place, Sheet};
use super::xml::{self, Steps, Tag, What};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};

pub const MEDIA: &str = "application/x-pdftotext-bbox+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes).is_some_and(|(name, head)| name == "html" && head.contains("<doc>") && head.contains("<page width="))
}

fn place(tag: &Tag<'_>) -> Option<Place> {
    Place::new(tag.number("xMin")?, tag.number("yMin")?, tag.number("xMax")?, tag.number("yMax")?)
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut sheet = Sheet::of_fonts(file);
    let mut within = false;
    let mut word: Option<(usize, Option<Place>, Passage)> = None;
    for step in steps.by_ref() {
        match step.what {
            What::Open(tag) => match tag.name {
                "page" => sheet.turn(),
                "flow" | "block" => sheet.block(),
                "line" => {
                    within = true;
                    sheet.line();
                }
                "word" => {
                    if !within {
                        sheet.line();
                    }
                    word = Some((step.at.start, place(&tag), Passage::new(file)));
                }
                _ => {}
            },
            What::Text(text) => word.iter_mut().for_each(|w| w.2.join("", &text)),
            What::Close("word") => {
                if let Some((start, place, text)) = word.take() {
                    sheet.word(text, start..step.at.end, place, Look::default(), true);
                }
            }
            What::Close("line") => {
                within = false;
                sheet.line();
            }
            What::Close(_) => {}
        }
    }
    if let Some((start, place, text)) = word {
        sheet.word(text, start..source.text.len(), place, Look::default(), true);
    }
    sheet.finish(steps.broken())
}
