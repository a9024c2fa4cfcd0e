//! The text of DjVu files as XML, as `djvutoxml` writes it and archive.org offers it.

use super::placed::{Look, Place, Sheet};
use super::xml::{self, Steps, Tag, What};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};

pub const MEDIA: &str = "application/x-djvu+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes).is_some_and(|(name, _)| name == "DjVuXML")
}

/// Left, bottom, right, top, and in some files the baseline.
fn place(tag: &Tag<'_>) -> Option<Place> {
    let mut numbers = tag.get("coords")?.split(',').map(|n| n.trim().parse().unwrap_or(f32::NAN));
    let mut next = || numbers.next();
    let (left, bottom, right, top) = (next()?, next()?, next()?, next()?);
    Place::new(left, top.min(bottom), right, top.max(bottom))
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut sheet = Sheet::of_ink(source, file);
    let mut word: Option<(usize, Option<Place>, Passage)> = None;
    for step in steps.by_ref() {
        match step.what {
            What::Open(tag) => match tag.name {
                "OBJECT" => sheet.turn(),
                "PAGECOLUMN" | "REGION" | "PARAGRAPH" => sheet.block(),
                "LINE" => sheet.line(),
                "WORD" => word = Some((step.at.start, place(&tag), Passage::new(file))),
                _ => {}
            },
            What::Text(text) => word.iter_mut().for_each(|w| w.2.join("", &text)),
            What::Close("WORD") => {
                if let Some((start, place, text)) = word.take() {
                    sheet.word(text, start..step.at.end, place, Look::default(), true);
                }
            }
            What::Close("LINE") => sheet.line(),
            What::Close(_) => {}
        }
    }
    if let Some((start, place, text)) = word {
        sheet.word(text, start..source.text.len(), place, Look::default(), true);
    }
    sheet.finish(steps.broken())
}
