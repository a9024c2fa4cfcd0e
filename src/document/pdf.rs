//! PDF: pages of glyphs with their places, set as text. A file whose pages are pictures has none.

mod cmap;
mod content;
mod encoding;
mod file;
mod font;
mod page;

use super::{Document, placed, text};
use crate::source::{FileId, NotText, SourceFile};
use file::{File, Flaw};
use page::Reader;

/// Whether bytes are a PDF; some writers put a few bytes before its mark.
pub fn begins(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-")
}

/// Takes the text out: lines as they are read, pages parted by form feeds.
pub fn text(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    let (out, glyphs, pages) = lines(bytes).map_err(refusal)?;
    let unknown = out.matches('\u{fffd}').count();
    if glyphs < 20 * pages.min(3) {
        return Err(NotText::Unreadable {
            message: "this PDF holds pictures of pages and no text",
            help: "run OCR (text recognition) on it first, for example with `ocrmypdf`",
        });
    }
    if unknown * 2 > glyphs {
        return Err(NotText::Unreadable {
            message: "the fonts of this PDF do not say which letters they show",
            help: "run OCR (text recognition) on it, or ask for another edition of the file",
        });
    }
    Ok(SourceFile::new(name, bytes, out, "utf-8"))
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    text::read(source, file)
}

/// The text, how many letters it has, and how many pages.
fn lines(bytes: &[u8]) -> Result<(String, usize, usize), Flaw> {
    let file = File::open(bytes)?;
    let pages = file.pages()?;
    let mut reader = Reader::new(&file);
    let (mut out, mut glyphs) = (String::new(), 0);
    for (i, page) in pages.iter().enumerate() {
        if i > 0 {
            out += "\n\u{c}";
        }
        let shown = reader.page(page)?;
        glyphs += shown.iter().filter(|g| !g.c.is_whitespace()).count();
        for line in placed::set(shown) {
            out += &line.text;
            out.push('\n');
        }
    }
    if pages.is_empty() {
        return Err(Flaw::Broken);
    }
    Ok((out, glyphs, pages.len()))
}

fn refusal(flaw: Flaw) -> NotText {
    let (message, help) = match flaw {
        Flaw::Broken => ("this PDF is damaged or cut short", "fetch or export it again, or give its text"),
        Flaw::Locked => ("this PDF is locked with a password", "save a copy without the password first"),
        Flaw::TooMuch => ("this PDF unfolds to more than is read", "give the pages of the front matter alone"),
    };
    NotText::Unreadable { message, help }
}
