//! What `pdftohtml -xml` writes: stretches of a line with their places and fonts.

use super::placed::{Look, Place, Sheet};
use super::xml::{self, Steps, Tag, What};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};

pub const MEDIA: &str = "application/x-pdf2xml+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes).is_some_and(|(name, _)| name == "pdf2xml")
}

fn place(tag: &Tag<'_>) -> Option<Place> {
    let (left, top) = (tag.number("left")?, tag.number("top")?);
    Place::new(left, top, left + tag.number("width")?, top + tag.number("height")?)
}

/// A stretch that is open.
struct Open {
    start: usize,
    place: Option<Place>,
    text: Passage,
    bold: bool,
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut sheet = Sheet::of_fonts(file);
    let mut open: Option<Open> = None;
    let put = |open: Open, end: usize, sheet: &mut Sheet| {
        sheet.line();
        sheet.spread(&open.text, open.start..end, open.place, Look { bold: open.bold, ..Look::default() });
    };
    for step in steps.by_ref() {
        match step.what {
            What::Open(tag) => match tag.name {
                "page" => sheet.turn(),
                "text" => open = Some(Open { start: step.at.start, place: place(&tag), text: Passage::new(file), bold: false }),
                "b" => open.iter_mut().for_each(|o| o.bold |= o.text.is_empty()),
                _ => {}
            },
            What::Text(text) => open.iter_mut().for_each(|o| o.text.join("", &text)),
            What::Close("text") => {
                open.take().into_iter().for_each(|o| put(o, step.at.end, &mut sheet));
                sheet.line();
            }
            What::Close(_) => {}
        }
    }
    open.into_iter().for_each(|o| put(o, source.text.len(), &mut sheet));
    sheet.finish(steps.broken())
}
