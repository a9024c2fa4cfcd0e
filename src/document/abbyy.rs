//! ABBYY FineReader XML, letter by letter, as libraries and archive.org keep it.

use super::placed::{Look, Place, Sheet};
use super::xml::{self, Steps, Tag, What};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};

pub const MEDIA: &str = "application/x-finereader+xml";

pub fn begins(bytes: &[u8]) -> bool {
    xml::root(bytes)
        .is_some_and(|(name, head)| name == "document" && (head.contains("abbyy.com/FineReader") || head.contains("<charParams")))
}

fn place(tag: &Tag<'_>) -> Option<Place> {
    Place::new(tag.number("l")?, tag.number("t")?, tag.number("r")?, tag.number("b")?)
}

fn says(tag: &Tag<'_>, name: &str) -> bool {
    matches!(tag.get(name), Some("1" | "true"))
}

/// A word, or a stretch of a line in files that do not go down to letters.
struct Word {
    start: usize,
    end: usize,
    place: Option<Place>,
    text: Passage,
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut steps = Steps::new(&source.text, file);
    let mut sheet = Sheet::of_ink(source, file);
    let (mut look, mut line) = (Look::default(), None);
    // the word so far, the place of the letter that is open and whether a word begins with it
    let (mut word, mut letter): (Option<Word>, Option<(Option<Place>, bool)>) = (None, None);
    let put = |word: Option<Word>, look: Look, sheet: &mut Sheet| {
        if let Some(word) = word {
            sheet.spread(&word.text, word.start..word.end, word.place, look);
        }
    };
    for step in steps.by_ref() {
        match step.what {
            What::Open(tag) => match tag.name {
                "page" => sheet.turn(),
                "block" | "par" => sheet.block(),
                "line" => {
                    sheet.line();
                    line = place(&tag);
                }
                "formatting" => look = Look { points: points(&tag), bold: says(&tag, "bold"), ..Look::default() },
                "charParams" => letter = Some((place(&tag), says(&tag, "wordStart"))),
                _ => {}
            },
            What::Text(text) => {
                let (at, begins) = letter.unwrap_or((line, false));
                if text.text.trim().is_empty() {
                    put(word.take(), look, &mut sheet);
                    continue;
                }
                // a word begins after white space, or in the middle of a line where the file says so and there is room
                let apart = |a: Place, b: Place| b.left - a.right > 0.12 * (a.bottom - a.top);
                if begins && word.as_ref().and_then(|w| w.place).zip(at).is_none_or(|(a, b)| apart(a, b)) {
                    put(word.take(), look, &mut sheet);
                }
                let open = word.get_or_insert_with(|| Word { start: step.at.start, end: 0, place: at, text: Passage::new(file) });
                open.text.join("", &text);
                open.place = open.place.zip(at).map(|(a, b)| a.join(b)).or(open.place).or(at);
                open.end = step.at.end;
            }
            What::Close("charParams") => letter = None,
            What::Close(name @ ("line" | "formatting")) => {
                put(word.take(), look, &mut sheet);
                if name == "line" {
                    sheet.line();
                }
            }
            What::Close(_) => {}
        }
    }
    put(word, look, &mut sheet);
    sheet.finish(steps.broken())
}

/// The size of the font, as `11.`
fn points(tag: &Tag<'_>) -> f32 {
    tag.number("fs").filter(|n| (1.0..1000.0).contains(n)).unwrap_or(0.0)
}
