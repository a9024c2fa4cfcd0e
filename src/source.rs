//! Text and where it came from.
//!
//! A [`Span`] is the one currency of provenance: a byte range in the decoded text of one file. The same span draws the
//! carets of a diagnostic and becomes the evidence of a statement in RDF.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Largest input that is read, in bytes. Front matter is small; what is larger was given by mistake.
pub const MAX_BYTES: u64 = 64 << 20;

/// Index of a file within its [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileId(pub u32);

/// A byte range in the decoded text of a file, end exclusive, always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    #[serde(default, skip_serializing_if = "FileId::is_first")]
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl FileId {
    fn is_first(&self) -> bool {
        self.0 == 0
    }
}

impl Span {
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start: start as u32, end: end as u32 }
    }

    /// The smallest span that holds both; `self` when they lie in different files.
    pub fn join(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// A value, the place it was read from, and how sure it is that this is the whole value and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
    #[serde(default = "certain", skip_serializing_if = "is_certain")]
    pub confidence: f64,
}

pub(crate) fn certain() -> f64 {
    1.0
}

pub(crate) fn is_certain(confidence: &f64) -> bool {
    *confidence >= 1.0
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span, confidence: 1.0 }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span, confidence: self.confidence }
    }
}

/// One input: its name as the user gave it, its decoded text, and the hash of its bytes.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path or address as given; `-` for standard input.
    pub name: String,
    /// The whole text. For UTF-8 input it is the file byte for byte (mark and line ends included).
    pub text: String,
    /// Media type of the carrier that reads it, such as `text/plain`.
    pub media: Cow<'static, str>,
    /// Encoding label as in the Encoding Standard, lower case, e.g. `utf-8`, `windows-1252`.
    pub encoding: String,
    /// SHA-256 of the undecoded bytes, 64 hex digits.
    pub sha256: String,
    /// Read as printed, without repairs of what recognition damaged.
    pub as_printed: bool,
    line_starts: Vec<u32>,
}

/// Media type of text without any structure of its own.
pub const PLAIN: &str = "text/plain";

/// Why bytes are not text that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotText {
    Empty,
    TooLarge(u64),
    /// Bytes of another kind; what they look like, e.g. `a PNG image`.
    Binary(&'static str),
    /// Bytes of a kind that is read, but not these.
    Unreadable {
        /// Lower case, without a full stop.
        message: &'static str,
        help: &'static str,
    },
}

/// Signatures of what people feed by mistake. Source: the file formats' own specifications.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"\x7fELF", "a program"),
    (b"AT&TFORM", "a DjVu document"),
];

/// What XML is called that no carrier knows.
pub const OTHER_XML: &str = "an XML file, but none of ALTO, PAGE, ABBYY, DjVu, MuPDF, pdfminer, pdf2xml, dblp, JATS or BITS";

/// How text begins that is markup for programs and not for readers.
const MARKUP: &[(&str, &str)] = &[("<?xml", OTHER_XML), ("{\\rtf", "an RTF document")];

impl SourceFile {
    /// Decodes bytes. The encoding is taken from the byte order mark, else UTF-8 if valid, else guessed among UTF-16
    /// and the legacy single-byte encodings.
    pub fn decode(name: &str, bytes: &[u8]) -> Result<Self, NotText> {
        if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Err(NotText::Binary(what));
        }
        let (text, encoding) = decode(bytes)?;
        if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
            return Err(NotText::Empty);
        }
        let head: String = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).chars().take(14).collect();
        if let Some((_, what)) = MARKUP.iter().find(|(start, _)| head.to_ascii_lowercase().starts_with(start)) {
            return Err(NotText::Binary(what));
        }
        // a leader whose sign was lost is a run of replacement characters
        let mut last = ' ';
        let odd = text.chars().filter(|c| {
            let again = *c == '\u{fffd}' && std::mem::replace(&mut last, *c) == '\u{fffd}';
            last = *c;
            (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}' && !again
        });
        let odd = odd.count();
        if odd > 2 && odd * 20 > text.chars().count() {
            return Err(NotText::Binary("not text"));
        }
        Ok(Self::new(name, bytes, text, encoding))
    }

    /// A source whose text was taken out of `bytes` by a carrier.
    pub fn new(name: &str, bytes: &[u8], text: String, encoding: &str) -> Self {
        let sha256 = format!("{:x}", Sha256::digest(bytes));
        Self::kept(name.to_owned(), text, PLAIN.into(), encoding.to_ascii_lowercase(), sha256)
    }

    /// A source whose text was decoded and hashed before.
    pub fn kept(name: String, text: String, media: Cow<'static, str>, encoding: String, sha256: String) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(i, _)| i as u32 + 1));
        Self { name, text, media, encoding, sha256, as_printed: false, line_starts }
    }

    /// Line number from 1 of a byte offset.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&s| s as usize <= offset)
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.line_starts[line - 1] as usize;
        (line, self.text[start..offset].chars().count() + 1)
    }

    /// First and last line (from 1) that a span touches.
    pub fn lines(&self, span: Span) -> (usize, usize) {
        let last = span.end.max(span.start + 1) as usize - 1;
        (self.line(span.start as usize), self.line(last.min(self.text.len().saturating_sub(1))))
    }

    /// The text of a line (from 1) without its line end.
    pub fn line_text(&self, line: usize) -> &str {
        let start = self.line_starts[line - 1] as usize;
        let end = self.line_starts.get(line).map_or(self.text.len(), |&e| e as usize);
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The span in characters (Unicode code points), end exclusive, as in `#char=a,b` of RFC 5147.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        let start = self.text[..span.start as usize].chars().count();
        (start, start + self.text[span.range()].chars().count())
    }

    /// The whole file as a span.
    pub fn span(&self, file: FileId) -> Span {
        Span::new(file, 0, self.text.len())
    }
}

/// The text of bytes and the name of their encoding: by its mark, else UTF-8 where they are, else by a guess.
pub fn decode(bytes: &[u8]) -> Result<(String, &'static str), NotText> {
    use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
    let with = |encoding: &'static Encoding| {
        let (text, _, _) = encoding.decode(bytes);
        (text.into_owned(), encoding.name())
    };
    if bytes.is_empty() {
        return Err(NotText::Empty);
    }
    if bytes.starts_with(b"\xff\xfe") {
        return Ok(with(UTF_16LE));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Ok(with(UTF_16BE));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // UTF-16 of plain English without a mark is valid UTF-8 full of NULs
        if !text.contains('\0') {
            return Ok((text.to_owned(), UTF_8.name()));
        }
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 5 > sample.len() * 2;
    if bytes.len().is_multiple_of(2) && zeros(1) && !zeros(0) {
        return Ok(with(UTF_16LE));
    }
    if bytes.len().is_multiple_of(2) && zeros(0) && !zeros(1) {
        return Ok(with(UTF_16BE));
    }
    // a text cut inside a character, or with a few stray bytes, is still UTF-8
    let lossy = String::from_utf8_lossy(bytes);
    let (bad, wide) = lossy.chars().fold((0usize, 0usize), |(bad, wide), c| match c {
        '\u{fffd}' => (bad + 1, wide),
        c if !c.is_ascii() => (bad, wide + 1),
        _ => (bad, wide),
    });
    if bad * 4 <= wide || (bad == 1 && lossy.ends_with('\u{fffd}')) {
        return Ok((lossy.into_owned(), UTF_8.name()));
    }
    if bytes.iter().filter(|b| **b == 0 || (**b < 0x20 && !b.is_ascii_whitespace())).count() * 20 > bytes.len() {
        return Err(NotText::Binary("not text"));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(with(detector.guess(None, chardetng::Utf8Detection::Deny)))
}

/// The files of one reading, in the order they were given.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    pub files: Vec<SourceFile>,
}

impl Sources {
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The raw text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        &self.file(span.file).text[span.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_is_text_and_refuses_the_rest() {
        let of = |bytes: &[u8]| SourceFile::decode("a", bytes).map(|f| (f.text, f.encoding));
        let ok = |text: &str, encoding: &str| Ok((text.to_owned(), encoding.to_owned()));
        assert_eq!(of("Łódź".as_bytes()), ok("Łódź", "utf-8"));
        assert_eq!(of(b"\xff\xfeA\0b\0"), ok("Ab", "utf-16le"));
        assert_eq!(of(b"\0P\0r\0o\0c\0e\0e\0d\0i"), ok("Proceedi", "utf-16be"));
        assert_eq!(of(b"Universit\xe9 de Li\xe8ge, \x96 caf\xe9"), ok("Université de Liège, – café", "windows-1252"));
        assert_eq!(of("cut in Łó".as_bytes().split_last().map_or(&[][..], |s| s.1)), ok("cut in Ł\u{fffd}", "utf-8"));
        for (bytes, reason) in [
            (&b""[..], NotText::Empty),
            (b" \n\x0c ", NotText::Empty),
            (b"\x89PNG\r\n", NotText::Binary("a PNG image")),
            (b"\n{\\rtf1 a", NotText::Binary("an RTF document")),
            (b"\x01\x02\x03\x04\x05\x06", NotText::Binary("not text")),
        ] {
            assert_eq!(of(bytes).unwrap_err(), reason);
        }
    }

    #[test]
    fn finds_lines_and_characters() {
        let file = SourceFile::decode("a", "Ärger\r\nzwei\n".as_bytes()).unwrap();
        assert_eq!((file.line(0), file.line(8), file.line_column(9)), (1, 2, (2, 2)));
        assert_eq!(file.line_text(1), "Ärger");
        assert_eq!(file.chars(Span::new(FileId(0), 2, 6)), (1, 5));
        assert_eq!(file.lines(Span::new(FileId(0), 0, file.text.len())), (1, 2));
    }
}
