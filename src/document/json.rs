//! JSON of converters that keep the pages of a PDF: MuPDF's and PyMuPDF's with the place of every stretch of text,
//! pymupdf4llm's, Textract's, and those of docling and opendataloader, which give paragraphs in reading order.

mod blocks;
mod textract;
mod value;

use super::Document;
use super::placed::{Look, Place, Sheet};
use crate::diagnostic::{BROKEN_MARKUP, Diagnostic};
use crate::source::{FileId, SourceFile, Span};
use value::{Node, Tree};

pub const MEDIA: &str = "application/json";

/// What JSON is called that no carrier knows.
pub const OTHER: &str = "a JSON file, but none of MuPDF, pymupdf4llm, Textract, docling or opendataloader";

/// Whether bytes begin as JSON does.
pub fn is_json(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let second = text.get(1..).unwrap_or_default().trim_ascii_start().first();
    match text.first() {
        Some(b'{') => matches!(second, Some(b'"' | b'}')),
        Some(b'[') => matches!(second, Some(b'{' | b'"')),
        _ => false,
    }
}

/// Whether bytes are JSON of a kind that is known.
pub fn begins(bytes: &[u8]) -> bool {
    is_json(bytes) && std::str::from_utf8(bytes).is_ok_and(is_known)
}

fn is_known(text: &str) -> bool {
    let tree = Tree { text, file: FileId::default() };
    value::read(text).0.iter().any(|value| kind(Node { value, tree }).is_some())
}

/// Reads one value of a file into a document.
type Read = fn(Node<'_>, &SourceFile, &mut Document);

/// Who wrote a value, by the members that it has.
fn kind(value: Node<'_>) -> Option<Read> {
    let has = |name: &str| value.get(name).is_some();
    let boxes = || value.all("pages").any(|p| p.get("boxes").is_some());
    let blocks = || value.all("pages").any(|p| p.get("blocks").is_some());
    match () {
        _ if has("blocks") && has("width") => Some(pages),
        _ if has("pages") && (boxes() || blocks()) => Some(pages),
        _ if value.word("schema_name") == "DoclingDocument" => Some(blocks::docling),
        _ if value.all("Blocks").any(|b| b.get("BlockType").is_some()) => Some(textract::read),
        _ if has("kids") && has("number of pages") => Some(blocks::opendataloader),
        _ => None,
    }
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut out = Document { file, lines: Vec::new(), diagnostics: Vec::new(), unread: Vec::new(), given: None };
    let (values, broken) = value::read(&source.text);
    let tree = Tree { text: &source.text, file };
    for node in values.iter().map(|value| Node { value, tree }) {
        if let Some(read) = kind(node) {
            read(node, source, &mut out);
        }
    }
    if let Some(at) = broken {
        let at = (0..=at).rev().find(|at| source.text.is_char_boundary(*at)).unwrap_or(0);
        let span = Span::new(file, at, source.text.len());
        let help = "what stands before this place was read";
        out.diagnostics.push(Diagnostic::new(&BROKEN_MARKUP, span, "the file breaks off or is no JSON from here on").help(help));
        out.unread.push(span);
    }
    out
}

/// Pages of blocks, lines and spans with their places.
fn pages(value: Node<'_>, _: &SourceFile, out: &mut Document) {
    let mut sheet = Sheet::of_fonts(out.file);
    let alone = value.get("blocks").is_some().then_some(value);
    for page in alone.into_iter().chain(value.all("pages")) {
        sheet.turn();
        for block in page.all("blocks").chain(page.all("boxes")) {
            sheet.block();
            // a table has its cells beside its lines
            if let Some(table) = block.get("table").filter(|t| t.get("extract").is_some()) {
                cells(table, &mut sheet);
                continue;
            }
            for line in block.all("lines").chain(block.all("textlines")) {
                sheet.line();
                spans(line, &mut sheet);
            }
        }
    }
    append(sheet, out);
}

/// Adds the pages of a sheet behind those that were read.
fn append(sheet: Sheet, out: &mut Document) {
    let first = out.lines.last().map_or(0, |l| l.page + 1);
    let made = sheet.finish(Vec::new());
    out.diagnostics.extend(made.diagnostics);
    out.lines.extend(made.lines.into_iter().map(|l| super::Line { page: l.page + first, ..l }));
}

/// The spans of a line; MuPDF itself gives a line one text.
fn spans(line: Node<'_>, sheet: &mut Sheet) {
    for span in Some(line).filter(|l| l.get("text").is_some()).into_iter().chain(line.all("spans")) {
        let font = span.get("font").unwrap_or(span);
        let bold = span.count("flags").is_some_and(|flags| flags as u32 & 16 != 0) || font.word("weight") == "bold";
        let base = span.get("origin").and_then(|o| o.items().nth(1)?.number()).or(span.count("y").filter(|_| span.get("text").is_some()));
        let size = span.count("size").or(font.count("size")).filter(|s| (0.1..1000.0).contains(s)).unwrap_or(0.0);
        let look = Look { size, base: base.filter(|b| b.abs() < 1e6), bold, ..Look::default() };
        let mut put = |node: Option<Node<'_>>, place: Option<Place>| {
            if let Some((text, (_, at))) = node.and_then(|n| Some((n.passage()?, n.raw()?))) {
                sheet.spread(&text, at, place, look);
            }
        };
        put(span.get("text"), place(span.get("bbox")));
        // the raw form goes down to letters
        let letters: Vec<Node> = span.all("chars").collect();
        for letters in letters.split(|l| l.word("c").trim().is_empty()) {
            for (i, letter) in letters.iter().enumerate() {
                if let Some((text, (_, at))) = letter.get("c").and_then(|c| Some((c.passage()?, c.raw()?))) {
                    sheet.word(text, at, place(letter.get("bbox")), look, i == 0);
                }
            }
        }
    }
}

/// The cells of a table, a line for each line of their texts.
fn cells(table: Node<'_>, sheet: &mut Sheet) {
    let places: Vec<Option<Place>> = table.all("cells").flat_map(Node::items).map(|cell| place(Some(cell))).collect();
    for (i, cell) in table.all("extract").flat_map(Node::items).enumerate() {
        let (Some(text), Some((_, at))) = (cell.passage(), cell.raw()) else { continue };
        let lines: Vec<&str> = text.text.split('\n').collect();
        let mut from = 0;
        for (k, line) in lines.iter().enumerate() {
            let part = text.slice(from..from + line.len());
            from += line.len() + 1;
            if part.is_empty() {
                continue;
            }
            let height = |p: Place| (p.bottom - p.top) / lines.len() as f32;
            let row = |p: Place| Place { top: p.top + height(p) * k as f32, bottom: p.top + height(p) * (k + 1) as f32, ..p };
            sheet.line();
            let span = part.whole();
            let end = if k + 1 == lines.len() { at.end } else { span.end as usize };
            sheet.spread(&part, span.start as usize..end, places.get(i).copied().flatten().map(row), Look::default());
        }
    }
}

/// Four numbers, or a corner and how far it goes from there.
fn place(bbox: Option<Node<'_>>) -> Option<Place> {
    let bbox = bbox?;
    if let (Some(x), Some(y), Some(w), Some(h)) = (bbox.count("x"), bbox.count("y"), bbox.count("w"), bbox.count("h")) {
        return Place::new(x, y, x + w, y + h);
    }
    let mut numbers = bbox.items().map(Node::number);
    let mut next = || numbers.next().flatten();
    Place::new(next()?, next()?, next()?, next()?)
}
