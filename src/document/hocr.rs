//! hOCR: what text recognition writes into HTML, line by line and word by word with their places; letters within words
//! are folded into them.

use super::html::tags::{self, Tag, Token};
use super::placed::{Look, Place, Sheet};
use super::{self as source, Document, Passage, html, xml};
use crate::source::{FileId, SourceFile};

pub const MEDIA: &str = "text/vnd.hocr+html";

/// How far the first page is looked for.
const HEAD: usize = 16 << 10;

pub fn begins(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    html::begins(bytes) && (head.contains("ocr_page") || head.contains("ocr-system"))
}

/// What an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Page,
    Block,
    Line,
    Word,
    Bold,
    /// Holds no text of the page.
    Head,
    Other,
}

const PARTS: &[(&str, Part)] = &[
    ("ocr_page", Part::Page),
    ("ocr_carea", Part::Block),
    ("ocr_block", Part::Block),
    ("ocrx_block", Part::Block),
    ("ocr_par", Part::Block),
    ("ocr_line", Part::Line),
    ("ocrx_line", Part::Line),
    ("ocr_header", Part::Line),
    ("ocr_footer", Part::Line),
    ("ocr_textfloat", Part::Line),
    ("ocr_caption", Part::Line),
    ("ocrx_word", Part::Word),
    ("ocr_word", Part::Word),
    ("ocrx_cword", Part::Word),
];

fn part(tag: &Tag<'_>) -> Part {
    let classes = tag.get("class").unwrap_or("").split_whitespace();
    let named = classes.filter_map(|class| PARTS.iter().find(|(name, _)| *name == class)).map(|(_, part)| *part).next();
    named.unwrap_or(match tag.name.to_ascii_lowercase().as_str() {
        "strong" | "b" => Part::Bold,
        "head" | "script" | "style" => Part::Head,
        _ => Part::Other,
    })
}

/// One value of the list in `title`, such as the numbers after `bbox`.
fn value<'a>(tag: &Tag<'a>, name: &str) -> Option<&'a str> {
    tag.get("title")?.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix(' '))
}

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    part: Part,
    look: Look,
}

/// Text that is gathered: of a word, or of a line without words.
struct Text {
    start: usize,
    end: usize,
    place: Option<Place>,
    look: Look,
    passage: Passage,
    word: bool,
}

/// A page as far as it is read.
struct Reader<'a> {
    sheet: Sheet,
    stack: Vec<Open<'a>>,
    text: Option<Text>,
    /// The place of the line that is open.
    line: Option<Place>,
}

impl<'a> Reader<'a> {
    fn flush(&mut self) {
        let Some(text) = self.text.take() else { return };
        if text.word {
            let passage = text.passage.trimmed(0..text.passage.text.len());
            self.sheet.word(passage, text.start..text.end, text.place, text.look, true);
        } else {
            self.sheet.spread(&text.passage, text.start..text.end, text.place, text.look);
        }
    }

    fn open(&mut self, tag: &Tag<'a>, file: FileId) {
        let part = part(tag);
        let mut look = self.stack.last().map_or(Look::default(), |o| o.look);
        match part {
            Part::Page => self.sheet.turn(),
            Part::Block => self.sheet.block(),
            Part::Line => self.sheet.line(),
            Part::Bold => look.bold = true,
            _ => {}
        }
        if matches!(part, Part::Page | Part::Block | Part::Line | Part::Word) || tag.name.eq_ignore_ascii_case("br") {
            self.flush();
        }
        look.points =
            value(tag, "x_fsize").and_then(|n| n.trim().parse().ok()).filter(|n| (1.0..1000.0).contains(n)).unwrap_or(look.points);
        look.bold |= part == Part::Word && tag.get("style").is_some_and(|s| s.contains("bold"));
        let place = value(tag, "bbox").and_then(Place::parse);
        if part == Part::Line {
            self.line = place;
        }
        if part == Part::Word {
            self.text = Some(Text { start: usize::MAX, end: 0, place, look, passage: Passage::new(file), word: true });
        }
        const EMPTY: &[&str] = &["br", "meta", "img", "hr", "link", "input"];
        if self.stack.len() < 512 && !EMPTY.iter().any(|e| tag.name.eq_ignore_ascii_case(e)) {
            self.stack.push(Open { name: tag.name, part, look });
        }
    }

    fn text(&mut self, raw: &str, at: usize, file: FileId) {
        if self.stack.iter().any(|o| o.part == Part::Head) {
            return;
        }
        let word = self.text.as_ref().is_some_and(|t| t.word);
        if raw.trim().is_empty() && (word || self.text.is_none()) {
            return;
        }
        let look = self.stack.last().map_or(Look::default(), |o| o.look);
        let (line, start) = (self.line, at + raw.len() - raw.trim_start().len());
        let text = self.text.get_or_insert_with(|| Text { start, end: 0, place: line, look, passage: Passage::new(file), word: false });
        text.look.bold |= look.bold && text.passage.is_empty();
        text.start = text.start.min(start);
        text.end = at + raw.len();
        // letters of a word stand each on a line of the file
        let part = if word { source::trim(raw, 0..raw.len()) } else { 0..raw.len() };
        xml::decode(&raw[part.clone()], at + part.start, &mut text.passage);
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.stack.iter().rposition(|o| o.name.eq_ignore_ascii_case(name)) else { return };
        for open in self.stack.split_off(at) {
            if matches!(open.part, Part::Page | Part::Block | Part::Line | Part::Word) {
                self.flush();
            }
            if open.part == Part::Line {
                self.line = None;
                self.sheet.line();
            }
        }
    }
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut reader = Reader { sheet: Sheet::of_ink(source, file), stack: Vec::new(), text: None, line: None };
    for token in tags::tokens(&source.text) {
        match token {
            Token::Open(tag) => reader.open(&tag, file),
            Token::Close(name) => reader.close(name),
            Token::Text(raw, at) => reader.text(raw, at, file),
        }
    }
    reader.flush();
    reader.sheet.finish(Vec::new())
}
