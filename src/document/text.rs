//! Plain text, from an editor, an OCR or `pdftotext`; stray inline markup of converters is understood.

mod grid;
pub(super) mod remarks;

use super::markup::stray;
use super::{Document, Line, Role};
use crate::source::{FileId, SourceFile, Span};

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut lines = Vec::new();
    let (mut blank, mut page, mut start) = (0, 0, 0);
    for raw in source.text.split_inclusive('\n') {
        for part in pages(raw) {
            let span = Span::new(file, start, start + part.len());
            page += part.matches('\x0c').count();
            match line(part, span) {
                Some(line) => {
                    let role = remarks::is(line.text()).then_some(Role::Furniture);
                    lines.push(Line { blank_before: blank, page, role, ..line });
                    blank = 0;
                }
                // the end of a page is no line
                None => blank += usize::from(part.len() == raw.len()),
            }
            start += part.len();
        }
    }
    grid::undraw(&mut lines);
    if source.text.contains("**") {
        stray::unbroken(&mut lines);
    }
    Document { file, lines, diagnostics: Vec::new(), unread: Vec::new(), given: None }
}

/// A raw line cut where a page ends within it: before the sign, so that it begins the line that comes after.
fn pages(raw: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(raw);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let printed = text.find(|c: char| !c.is_whitespace() && !c.is_control()).unwrap_or(text.len());
        let end = text[printed..].find('\x0c').map_or(text.len(), |n| printed + n);
        rest = Some(&text[end..]).filter(|r| !r.is_empty());
        Some(&text[..end])
    })
}

/// One line of text, or nothing where it is blank.
pub fn line(raw: &str, span: Span) -> Option<Line> {
    let inside = |c: char| !c.is_whitespace() && !c.is_control() && c != '\u{feff}' && c != '\u{200b}';
    let first = raw.find(inside)?;
    let last = raw.rfind(inside)?;
    let end = last + raw[last..].chars().next().map_or(0, char::len_utf8);
    let indent = raw[..first].chars().fold(0, |column, c| if c == '\t' { column / 8 * 8 + 8 } else { column + 1 });
    let cleaned = stray::inline(&raw[first..end], span.start as usize + first, span.file);
    if cleaned.passage.text.chars().all(|c| !inside(c)) {
        return None;
    }
    Some(Line {
        passage: cleaned.passage,
        span,
        indent,
        blank_before: 0,
        bullet: cleaned.bullet,
        bold: cleaned.bold,
        open_gap: raw[end..].contains('\t'),
        heading: cleaned.heading,
        page: 0,
        role: None,
        whole: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_lines_apart_and_counts_pages() {
        let text = "\u{feff}Title\r\n\r\n  Second\tx\t\r\n\x0cThird\u{a0}page\n[OCR skipped on page(s) 4]\x0cFifth\x0c\nSixth";
        let source = SourceFile::decode("a.txt", text.as_bytes()).unwrap();
        let document = read(&source, FileId(0));
        let got: Vec<_> = document.lines.iter().map(|l| (l.text(), l.indent, l.blank_before, l.page, l.open_gap)).collect();
        assert_eq!(
            got,
            [
                ("Title", 1, 0, 0, false),
                ("Second\tx", 2, 1, 0, true),
                ("Third page", 1, 0, 1, false),
                ("[OCR skipped on page(s) 4]", 0, 0, 1, false),
                ("Fifth", 1, 0, 2, false),
                ("Sixth", 0, 0, 3, false)
            ]
        );
        let third = &document.lines[2];
        assert_eq!(&source.text[third.passage.span(6..10).range()], "page");
    }
}
