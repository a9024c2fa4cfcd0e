//! Text of a PDF as XML letter by letter: MuPDF's structured text (`mutool draw -F stext`, PyMuPDF's `xml`) and
//! pdfminer's (`pdf2txt.py -t xml`).

use super::placed::{Look, Place, Sheet};
use super::xml::{self, Steps, Tag, What};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};

pub const MEDIA: &str = "application/x-stext+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes).is_some_and(|(name, head)| match name.as_str() {
        "document" => head.contains("<page id=") && !head.contains("FineReader"),
        // PyMuPDF gives a page without a root
        "page" => head.contains("<block bbox="),
        "pages" => head.contains("<page id=") && head.contains(" bbox="),
        _ => false,
    })
}

/// The corners of a letter: two in pdfminer, which counts upwards, four in MuPDF.
fn place(tag: &Tag<'_>) -> Option<Place> {
    if let Some(quad) = tag.get("quad") {
        let numbers: Vec<f32> = quad.split_whitespace().take(8).filter_map(|n| n.parse().ok()).collect();
        let [ax, ay, bx, by, cx, cy, dx, dy] = numbers[..] else { return None };
        let ends = |n: [f32; 4]| (n.into_iter().fold(f32::MAX, f32::min), n.into_iter().fold(f32::MIN, f32::max));
        let ((left, right), (top, bottom)) = (ends([ax, bx, cx, dx]), ends([ay, by, cy, dy]));
        return Place::new(left, top, right, bottom);
    }
    let mut numbers = tag.get("bbox")?.split(',').map(|n| n.trim().parse().unwrap_or(f32::NAN));
    let mut next = || numbers.next();
    let (left, bottom, right, top) = (next()?, next()?, next()?, next()?);
    Place::new(left, -top, right, -bottom)
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut sheet = Sheet::of_fonts(file);
    let mut font = Look::default();
    let mut letter: Option<(usize, Option<Place>, Look, Passage)> = None;
    let mut spaced = true;
    let mut put = |letter: Passage, at: std::ops::Range<usize>, place: Option<Place>, look: Look, sheet: &mut Sheet| {
        spaced |= letter.text.trim().is_empty();
        if !letter.text.trim().is_empty() {
            sheet.word(letter, at, place, look, std::mem::take(&mut spaced));
        }
    };
    for step in steps.by_ref() {
        match step.what {
            What::Open(tag) => match tag.name {
                "page" => sheet.turn(),
                "block" | "textbox" => sheet.block(),
                "line" | "textline" => {
                    sheet.line();
                    put(Passage::new(file), 0..0, None, font, &mut sheet);
                }
                "font" => font = look(&tag, "name"),
                "char" => {
                    let look = Look { base: tag.number("y").filter(|y| y.abs() < 1e6), ..font };
                    put(tag.value("c", file).unwrap_or_default(), step.at, place(&tag), look, &mut sheet);
                }
                "text" => letter = Some((step.at.start, place(&tag), look(&tag, "font"), Passage::new(file))),
                _ => {}
            },
            What::Text(text) => letter.iter_mut().for_each(|l| l.3.join("", &text)),
            What::Close("text") => {
                if let Some((start, place, look, text)) = letter.take() {
                    put(text, start..step.at.end, place, look, &mut sheet);
                }
            }
            What::Close("line" | "textline") => sheet.line(),
            What::Close(_) => {}
        }
    }
    if let Some((start, place, look, text)) = letter {
        put(text, start..source.text.len(), place, look, &mut sheet);
    }
    sheet.finish(steps.broken())
}

fn look(tag: &Tag<'_>, name: &str) -> Look {
    let size = tag.number("size").filter(|s| (0.1..1000.0).contains(s)).unwrap_or(0.0);
    Look { size, bold: tag.get(name).is_some_and(|n| n.contains("Bold")), ..Look::default() }
}
