//! PDF: pages of glyphs with their places, set as text. A file whose pages are pictures has none.

mod cmap;
mod content;
mod encoding;
mod file;
mod font;
mod page;

use super::placed;
use crate::source::{NotText, SourceFile};
use file::{File, Flaw};
use page::Reader;

/// Whether bytes are a PDF; some writers put a few bytes before its mark.
pub fn begins(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-")
}

/// Letters on a page below which a page with a picture is a picture of a page.
const FEW: usize = 20;

/// Takes the text out: lines as they are read, pages parted by form feeds.
pub fn text(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    // a fault in the library below costs this file alone; the hook that prints it stays as it is for all
    let taken = std::panic::catch_unwind(|| take(bytes)).unwrap_or(Err(Flaw::Broken)).map_err(refusal)?;
    if taken.letters == 0 || taken.pictures && taken.letters < FEW * taken.pages.min(3) {
        return Err(NotText::Unreadable {
            message: "this PDF holds pictures of pages and no text",
            help: "run OCR (text recognition) on it first, for example with `ocrmypdf`",
        });
    }
    if taken.text.matches('\u{fffd}').count() * 2 > taken.letters {
        return Err(NotText::Unreadable {
            message: "the fonts of this PDF do not say which letters they show",
            help: "run OCR (text recognition) on it, or ask for another edition of the file",
        });
    }
    Ok(SourceFile::new(name, bytes, taken.text, "utf-8"))
}

/// What was taken out of a file.
struct Taken {
    text: String,
    letters: usize,
    pages: usize,
    /// Pictures were drawn.
    pictures: bool,
}

fn take(bytes: &[u8]) -> Result<Taken, Flaw> {
    let file = File::open(bytes)?;
    let pages = file.pages()?;
    if pages.is_empty() {
        return Err(Flaw::Broken);
    }
    let mut reader = Reader::new(&file);
    let (mut text, mut letters) = (String::new(), 0);
    for (i, page) in pages.iter().enumerate() {
        if i > 0 {
            text += "\n\u{c}";
        }
        let shown = reader.page(page)?;
        letters += shown.iter().filter(|g| !g.c.is_whitespace()).count();
        for line in placed::set(shown) {
            text += &line.text;
            text.push('\n');
        }
    }
    Ok(Taken { text, letters, pages: pages.len(), pictures: reader.pictures > 0 })
}

fn refusal(flaw: Flaw) -> NotText {
    let (message, help) = match flaw {
        Flaw::Broken => ("this PDF is damaged or cut short", "fetch or export it again, or give its text"),
        Flaw::Locked => ("this PDF is locked with a password", "save a copy without the password first"),
        Flaw::TooMuch => ("this PDF unfolds to more than is read", "give the pages of the front matter alone"),
    };
    NotText::Unreadable { message, help }
}
