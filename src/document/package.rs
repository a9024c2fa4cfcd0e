//! Packages: e-books and office documents, which are archives of XML. What they show is taken out as a page of HTML, which
//! is the text that places point into; nothing is written anywhere, and what unfolds to too much is refused.

mod docx;
mod epub;
mod odt;
mod sheet;

use super::xml;
use crate::source::{MAX_BYTES, NotText, SourceFile};
use std::io::{Cursor, Read};
use zip::ZipArchive;

pub const EPUB: &str = "application/epub+zip";
pub const ODT: &str = "application/vnd.oasis.opendocument.text";
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Parts that a package may have.
const PARTS: usize = 20_000;
/// Bytes near either end that are looked through for the name of a part.
const NEAR: usize = 256 << 10;

const BROKEN: NotText =
    NotText::Unreadable { message: "this package is damaged or cut short", help: "fetch or export it again, or give its text" };
const TOO_MUCH: NotText =
    NotText::Unreadable { message: "this package unfolds to more than is read", help: "give the part with the front matter alone" };
const LOCKED: NotText =
    NotText::Unreadable { message: "this package is locked with a password", help: "save a copy without the password first" };
const EMPTY: NotText =
    NotText::Unreadable { message: "this package holds no text", help: "give its pages as text, or recognize them first" };

/// An archive whose first part says what it is, or that holds a part of that name.
fn is(bytes: &[u8], media: &str, part: &str) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    // the first part is `mimetype`, and its content follows its name
    if bytes.get(30..38) == Some(b"mimetype") {
        return bytes[38..].starts_with(media.as_bytes());
    }
    let ends = [&bytes[..bytes.len().min(NEAR)], &bytes[bytes.len().saturating_sub(NEAR)..]];
    ends.iter().any(|end| end.windows(part.len()).any(|w| w == part.as_bytes()))
}

pub fn is_epub(bytes: &[u8]) -> bool {
    is(bytes, EPUB, "META-INF/container.xml")
}

pub fn is_docx(bytes: &[u8]) -> bool {
    is(bytes, DOCX, "word/document.xml")
}

pub fn is_odt(bytes: &[u8]) -> bool {
    is(bytes, ODT, "mimetypeapplication/vnd.oasis.opendocument.text")
}

pub fn epub(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    taken(name, bytes, epub::take)
}

pub fn docx(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    taken(name, bytes, docx::take)
}

pub fn odt(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    taken(name, bytes, odt::take)
}

fn taken(name: &str, bytes: &[u8], take: fn(&mut Package<'_>) -> Result<String, NotText>) -> Result<SourceFile, NotText> {
    let html = take(&mut Package::open(bytes)?)?;
    if html.len() as u64 > MAX_BYTES {
        return Err(TOO_MUCH);
    }
    Ok(SourceFile::new(name, bytes, html, "utf-8"))
}

/// An open package, and how much may still be taken out of it.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, NotText> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN)?;
        if archive.len() > PARTS {
            return Err(TOO_MUCH);
        }
        Ok(Package { archive, left: MAX_BYTES })
    }

    /// The text of a part, if there is one of that name.
    fn part(&mut self, name: &str) -> Result<Option<String>, NotText> {
        use zip::result::ZipError;
        let mut part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(LOCKED),
            Err(_) => return Err(BROKEN),
        };
        let mut bytes = Vec::new();
        // one byte more than may be, whatever the archive says of its size
        part.by_ref().take(self.left + 1).read_to_end(&mut bytes).map_err(|_| BROKEN)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(TOO_MUCH)?;
        if bytes.is_empty() {
            return Ok(Some(String::new()));
        }
        xml::text(name, &bytes).map(|source| Some(source.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use std::io::Write;

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    fn lines(name: &str, bytes: &[u8]) -> Vec<String> {
        let source = crate::document::open(name, bytes).unwrap();
        let document = crate::document::Document::read(&source, FileId(0));
        document.lines.iter().map(|l| format!("{}{}", "#".repeat(l.heading.into()), l.text())).collect()
    }

    const WORDS: &str = "<w:document xmlns:w='w'><w:body>\
        <w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr><w:r><w:t>Quiet &amp; Slow</w:t></w:r></w:p>\
        <w:p><w:pPr><w:tabs><w:tab w:val='right'/></w:tabs></w:pPr><w:r><w:t xml:space='preserve'>Slow </w:t></w:r><w:r><w:t>Gears</w:t>\
        <w:tab/><w:t>29</w:t><w:br/><w:t>Ana Brito</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Idle Springs</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>31</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>\
        </w:body></w:document>";

    #[test]
    fn takes_words_out_of_docx() {
        let styles = "<w:styles xmlns:w='w'><w:style w:styleId='Titel'><w:name w:val='Title'/></w:style></w:styles>";
        let bytes = packed(&[("word/document.xml", WORDS), ("word/styles.xml", styles)]);
        assert_eq!(lines("a.docx", &bytes), ["#Quiet & Slow", "Slow Gears   29", "Ana Brito", "Idle Springs\t31"]);
    }

    #[test]
    fn takes_words_out_of_odt() {
        let content = "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'><office:body><office:text>\
            <text:h text:outline-level='2'>Contents</text:h><text:p>Slow<text:s text:c='2'/>Gears<text:tab/>29<text:line-break/>\
            <text:span>Ana Brito</text:span><text:note>1</text:note></text:p>\
            <table:table><table:table-row><table:table-cell><text:p>Idle Springs</text:p></table:table-cell>\
            <table:table-cell><text:p>31</text:p></table:table-cell></table:table-row></table:table>\
            </office:text></office:body></office:document-content>";
        let bytes = packed(&[("mimetype", ODT), ("content.xml", content)]);
        assert_eq!(lines("a.odt", &bytes)[0], "##Contents");
        assert_eq!(lines("a.odt", &bytes)[2..], ["Ana Brito", "Idle Springs\t31"]);
    }

    #[test]
    fn takes_chapters_of_epub_in_the_order_of_its_spine() {
        let container = "<container><rootfiles><rootfile full-path='OPS/a%20book.opf'/></rootfiles></container>";
        let book = "<package><manifest><item id='n' href='nav.xhtml' properties='nav'/><item id='b' href='../b.xhtml'/>\
            <item id='a' href='t/a.xhtml#x'/></manifest><spine><itemref idref='a'/><itemref idref='b'/><itemref idref='?'/></spine></package>";
        let page = |text: &str| format!("<html><head><title>x.xhtml</title></head><body class='c'><h1>{text}</h1></body></html>");
        let (a, b) = (page("First"), page("Second"));
        let parts = [("META-INF/container.xml", container), ("OPS/a book.opf", book), ("OPS/t/a.xhtml", &a), ("b.xhtml", &b)];
        assert_eq!(lines("a.epub", &packed(&parts)), ["#First", "#Second"]);
    }

    #[test]
    fn odd_packages_are_refused() {
        let of = |name: &str, bytes: &[u8]| crate::document::open(name, bytes).err();
        let bytes = packed(&[("word/document.xml", WORDS)]);
        for cut in [31, bytes.len() / 2, bytes.len() - 1] {
            assert!(of("a.docx", &bytes[..cut]).is_some(), "{cut}");
        }
        assert_eq!(of("a.docx", &packed(&[("word/document.xml", "<w:document/>")])), Some(EMPTY));
        assert_eq!(of("a.epub", &packed(&[("META-INF/container.xml", "<container/>")])), Some(BROKEN));
        // a few kilobytes that unfold to more than anybody reads
        let bomb = packed(&[("word/document.xml", &" ".repeat(MAX_BYTES as usize + 2))]);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(of("a.docx", &bomb), Some(TOO_MUCH));
    }
}
