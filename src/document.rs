//! A document: pages and lines of clean text with style hints, no meaning. Every carrier gives the same shape.

pub mod abbyy;
pub mod alto;
pub mod bibliography;
pub mod bibtex;
pub mod dblp;
pub mod djvu;
pub mod djvused;
pub mod given;
pub mod hocr;
pub mod html;
pub mod jats;
pub mod json;
pub mod markup;
pub mod package;
pub mod pageml;
pub mod pdf;
pub mod pdf2xml;
pub mod placed;
pub mod poppler;
pub mod ris;
pub mod stext;
pub mod table;
pub mod text;
pub mod tsv;
mod width;
pub mod xml;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, MAX_BYTES, NotText, OTHER_XML, PLAIN, SourceFile, Span};
use given::Given;
use std::ops::Range;

/// A stretch of clean text that knows for each character where in the source it came from. Markup is gone, lines may
/// have been joined; [`Passage::span`] leads back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    pub text: String,
    file: FileId,
    runs: Runs,
}

/// Clean text from `at` on was made of `len` source bytes from `from` on; byte for byte where the lengths agree.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    at: u32,
    from: u32,
    len: u32,
}

/// The runs of a passage in order, of which there is mostly one.
#[derive(Clone, Debug, PartialEq)]
enum Runs {
    One([Run; 1]),
    Many(Vec<Run>),
}

impl Default for Runs {
    fn default() -> Self {
        Runs::Many(Vec::new())
    }
}

impl std::ops::Deref for Runs {
    type Target = [Run];

    fn deref(&self) -> &[Run] {
        match self {
            Runs::One(run) => run,
            Runs::Many(runs) => runs,
        }
    }
}

impl std::ops::DerefMut for Runs {
    fn deref_mut(&mut self) -> &mut [Run] {
        match self {
            Runs::One(run) => run,
            Runs::Many(runs) => runs,
        }
    }
}

impl Runs {
    fn push(&mut self, run: Run) {
        match self {
            Runs::Many(runs) if runs.is_empty() => *self = Runs::One([run]),
            Runs::Many(runs) => runs.push(run),
            Runs::One([first]) => *self = Runs::Many(vec![*first, run]),
        }
    }

    fn pop(&mut self) {
        match self {
            Runs::Many(runs) => drop(runs.pop()),
            Runs::One(_) => *self = Runs::default(),
        }
    }
}

impl Passage {
    pub fn new(file: FileId) -> Self {
        Self { text: String::new(), file, runs: Runs::default() }
    }

    pub fn file(&self) -> FileId {
        self.file
    }

    /// Appends text that stands in the source as it is.
    pub fn push(&mut self, text: &str, from: usize) {
        self.push_as(text, from, text.len());
    }

    /// Appends text that replaces `len` source bytes, such as a character reference.
    pub fn push_as(&mut self, text: &str, from: usize, len: usize) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len() as u32;
        if let Some(last) = self.runs.last_mut() {
            let straight = at - last.at == last.len && text.len() == len;
            if straight && (last.from + last.len) as usize == from {
                last.len += len as u32;
                self.text.push_str(text);
                return;
            }
        }
        self.runs.push(Run { at, from: from as u32, len: len as u32 });
        self.text.push_str(text);
    }

    /// Appends another passage after a joint (usually a space) that stands nowhere in the source.
    pub fn join(&mut self, joint: &str, other: &Passage) {
        if other.text.is_empty() {
            return;
        }
        if !self.text.is_empty() && !joint.is_empty() {
            let from = other.runs.first().map_or(0, |r| r.from as usize);
            self.push_as(joint, from, 0);
        }
        let shift = self.text.len() as u32;
        other.runs.iter().for_each(|r| self.runs.push(Run { at: r.at + shift, ..*r }));
        self.text.push_str(&other.text);
    }

    /// The passage with other text in some places, which are in order. The places stay known.
    pub fn mended(&self, changes: &[(Range<usize>, String)]) -> Passage {
        let (mut out, mut from) = (Passage::new(self.file), 0);
        for (range, text) in changes {
            out.join("", &self.slice(from..range.start));
            let span = self.span(range.clone());
            out.push_as(text, span.start as usize, span.len());
            from = range.end;
        }
        out.join("", &self.slice(from..self.text.len()));
        out
    }

    /// Drops the last character, such as a hyphen at a line's end.
    pub fn pop(&mut self) {
        if self.text.pop().is_some() {
            let end = self.text.len() as u32;
            while self.runs.last().is_some_and(|r| r.at >= end && end > 0 || r.at > end) {
                self.runs.pop();
            }
            if let Some(last) = self.runs.last_mut() {
                last.len = last.len.min(end - last.at);
            }
        }
    }

    /// The part of the passage in a byte range of its text.
    pub fn slice(&self, range: Range<usize>) -> Passage {
        let mut out = Passage::new(self.file);
        // most passages stand in the source as they are
        if let [run] = *self.runs
            && run.len as usize == self.text.len()
            && !range.is_empty()
        {
            out.push(&self.text[range.clone()], run.from as usize + range.start);
            return out;
        }
        let first = self.runs.partition_point(|r| r.at as usize <= range.start).saturating_sub(1);
        for (i, run) in self.runs.iter().enumerate().skip(first).take_while(|(_, r)| (r.at as usize) < range.end) {
            let (start, end) = (run.at as usize, self.runs.get(i + 1).map_or(self.text.len(), |n| n.at as usize));
            let (a, b) = (range.start.max(start), range.end.min(end));
            if a >= b {
                continue;
            }
            if end - start == run.len as usize {
                out.push(&self.text[a..b], run.from as usize + a - start);
            } else {
                out.push_as(&self.text[a..b], run.from as usize, run.len as usize);
            }
        }
        out
    }

    /// [`Passage::slice`] without white space at either end.
    pub fn trimmed(&self, range: Range<usize>) -> Passage {
        self.slice(trim(&self.text, range))
    }

    /// Where a byte range of the text stands in the source.
    pub fn span(&self, range: Range<usize>) -> Span {
        let run = |x: usize| self.runs.partition_point(|r| r.at as usize <= x).saturating_sub(1);
        if self.runs.is_empty() {
            return Span::new(self.file, 0, 0);
        }
        let straight = |i: usize| {
            let end = self.runs.get(i + 1).map_or(self.text.len(), |n| n.at as usize);
            end - self.runs[i].at as usize == self.runs[i].len as usize
        };
        let (i, j) = (run(range.start), run(range.end.max(range.start + 1) - 1));
        let (first, last) = (self.runs[i], self.runs[j]);
        let mut start = first.from as usize + if straight(i) { range.start - first.at as usize } else { 0 };
        let mut end = last.from as usize + if straight(j) { range.end.saturating_sub(last.at as usize) } else { last.len as usize };
        // what was rejoined may stand in another order in the source
        if i < j {
            start = self.runs[i + 1..=j].iter().fold(start, |least, r| least.min(r.from as usize));
            end = self.runs[i..j].iter().fold(end, |most, r| most.max((r.from + r.len) as usize));
        }
        Span::new(self.file, start, end.max(start))
    }

    /// Where the whole passage stands.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A byte range without the white space at its ends.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start.max(range.start + part.trim_end().len())
}

/// What the markup of a carrier says that a line is, where it says so. Evidence for the reader, never an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Title of a contribution.
    Title,
    /// A link to a paper, which mostly is the title of a contribution.
    Document,
    /// One author, or all of them.
    Author,
    /// Where the author before it works.
    Affiliation,
    /// Page or pages of a contribution.
    Pages,
    /// Heading of a session.
    Session,
    /// Title of the volume.
    Volume,
    /// Name of the meeting.
    Event,
    /// Short name of the meeting, mostly with its year.
    Acronym,
    /// Where and when the meeting was.
    Occasion,
    /// When the volume came out.
    Published,
    /// Names one editor, or all of them.
    Editor,
    /// Number of the volume in its series.
    Number,
    /// An identifier of the volume.
    Identifier,
    /// Time of day in a programme.
    Time,
    /// Says neither what is read nor what is left: navigation, buttons, copyright.
    Furniture,
}

/// One printed line with its style.
#[derive(Clone, Debug)]
pub struct Line {
    /// Clean text, without white space at its ends. Tabs and wide gaps within are kept.
    pub passage: Passage,
    /// The raw line with its line end.
    pub span: Span,
    /// Columns of white space before the text, a tab counting to the next multiple of 8.
    pub indent: usize,
    /// Blank lines before it.
    pub blank_before: usize,
    /// Starts with a bullet or list mark, or is marked up as a list item.
    pub bullet: bool,
    /// The text begins in bold.
    pub bold: bool,
    /// Ends in a tab or a gap with nothing after it.
    pub open_gap: bool,
    /// Level of a marked heading, 0 for none.
    pub heading: u8,
    /// Page of the file, from 0.
    pub page: usize,
    /// What the markup calls it.
    pub role: Option<Role>,
    /// It ends where the markup ends it and not where the page was full, so the next line hardly goes on with it.
    pub whole: bool,
}

impl Line {
    pub fn text(&self) -> &str {
        &self.passage.text
    }

    /// Blank lines between a line and this one; none where more was left out between them, such as the foot of a page.
    pub fn blank_after(&self, last: &Line) -> usize {
        let between = self.span.start.saturating_sub(last.span.end) as usize;
        if between > 2 * self.blank_before + 1 { 0 } else { self.blank_before }
    }

    /// Lines for parts of the text, whose raw spans cover that of the line.
    pub fn parts(&self, parts: &[Range<usize>]) -> Vec<Line> {
        let starts: Vec<u32> = parts.iter().map(|p| self.passage.span(p.clone()).start).collect();
        let part = |(k, range): (usize, &Range<usize>)| {
            let start = if k == 0 { self.span.start } else { starts[k] };
            let end = starts.get(k + 1).copied().unwrap_or(self.span.end).max(start);
            Line {
                passage: self.passage.trimmed(range.clone()),
                span: Span::new(self.span.file, start as usize, end as usize),
                blank_before: if k == 0 { self.blank_before } else { 0 },
                bullet: self.bullet && k == 0,
                bold: self.bold && k == 0,
                heading: if k == 0 { self.heading } else { 0 },
                open_gap: self.open_gap && k + 1 == parts.len(),
                whole: false,
                ..*self
            }
        };
        let lines: Vec<Line> = parts.iter().enumerate().map(part).collect();
        lines.into_iter().filter(|l| !l.passage.is_empty()).collect()
    }

    /// Every stretch of the source that the line was made of: its span, and what was rejoined from elsewhere.
    pub fn stretches(&self) -> impl Iterator<Item = Span> {
        let runs = self.passage.runs.iter().filter(|r| r.len > 0);
        let elsewhere = runs.map(|r| Span::new(self.passage.file, r.from as usize, (r.from + r.len) as usize));
        std::iter::once(self.span).chain(elsewhere.filter(|s| !self.span.contains(*s)))
    }
}

/// The lines of one file that hold any text.
#[derive(Clone, Debug)]
pub struct Document {
    pub file: FileId,
    pub lines: Vec<Line>,
    /// What the carrier itself has to say, such as where the file breaks off.
    pub diagnostics: Vec<Diagnostic>,
    /// What the carrier leaves aside, for a reason or without one.
    pub unread: Vec<Span>,
    /// Entries, from a form that holds them; its lines are then those of a title page.
    pub given: Option<Given>,
}

/// A kind of file that can be read into a document.
pub struct Carrier {
    /// Media type, which is also how a source remembers its carrier.
    pub media: &'static str,
    pub extensions: &'static [&'static str],
    /// Whether bytes are of this kind, whatever the file is called.
    pub begins: fn(&[u8]) -> bool,
    /// The text that spans point into: the decoded file, or what was taken out of a file that is no text.
    pub text: fn(&str, &[u8]) -> Result<SourceFile, NotText>,
    pub read: fn(&SourceFile, FileId) -> Document,
}

/// Every carrier. The first that knows the bytes reads them, else the first that knows the extension, else plain text,
/// which stands last.
pub const CARRIERS: &[Carrier] = &[
    Carrier { media: poppler::MEDIA, extensions: &[], begins: poppler::begins, text: xml::text, read: poppler::read },
    Carrier { media: hocr::MEDIA, extensions: &[], begins: hocr::begins, text: html::decode, read: hocr::read },
    Carrier {
        media: "text/html",
        extensions: &["html", "htm", "xhtml", "hocr"],
        begins: html::begins,
        text: html::decode,
        read: html::read,
    },
    Carrier { media: alto::MEDIA, extensions: &["xml"], begins: alto::begins, text: xml::text, read: alto::read },
    Carrier { media: pageml::MEDIA, extensions: &[], begins: pageml::begins, text: xml::text, read: pageml::read },
    Carrier { media: abbyy::MEDIA, extensions: &[], begins: abbyy::begins, text: xml::text, read: abbyy::read },
    Carrier { media: djvu::MEDIA, extensions: &[], begins: djvu::begins, text: xml::text, read: djvu::read },
    Carrier { media: djvused::MEDIA, extensions: &[], begins: djvused::begins, text: SourceFile::decode, read: djvused::read },
    Carrier { media: pdf2xml::MEDIA, extensions: &[], begins: pdf2xml::begins, text: xml::text, read: pdf2xml::read },
    Carrier { media: stext::MEDIA, extensions: &[], begins: stext::begins, text: xml::text, read: stext::read },
    Carrier { media: json::MEDIA, extensions: &[], begins: json::begins, text: SourceFile::decode, read: json::read },
    Carrier { media: tsv::MEDIA, extensions: &[], begins: tsv::begins, text: SourceFile::decode, read: tsv::read },
    Carrier { media: dblp::MEDIA, extensions: &[], begins: dblp::begins, text: xml::text, read: dblp::read },
    Carrier { media: jats::MEDIA, extensions: &[], begins: jats::begins, text: xml::text, read: jats::read },
    Carrier { media: bibtex::MEDIA, extensions: &["bib", "bibtex"], begins: bibtex::begins, text: SourceFile::decode, read: bibtex::read },
    Carrier { media: package::EPUB, extensions: &["epub"], begins: package::is_epub, text: package::epub, read: html::read },
    Carrier { media: package::DOCX, extensions: &["docx"], begins: package::is_docx, text: package::docx, read: html::read },
    Carrier { media: package::ODT, extensions: &["odt"], begins: package::is_odt, text: package::odt, read: html::read },
    Carrier { media: ris::MEDIA, extensions: &["ris"], begins: ris::begins, text: SourceFile::decode, read: ris::read },
    Carrier { media: table::MEDIA, extensions: &["csv", "tsv"], begins: |_| false, text: table::decode, read: table::read },
    Carrier { media: "application/pdf", extensions: &["pdf"], begins: pdf::begins, text: pdf::text, read: text::read },
    Carrier { media: "text/markdown", extensions: &["md", "markdown"], begins: |_| false, text: SourceFile::decode, read: markup::read },
    Carrier { media: PLAIN, extensions: &["txt", "text"], begins: |_| false, text: SourceFile::decode, read: text::read },
];

/// Opens a file by its bytes and its name.
pub fn open(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(NotText::TooLarge(bytes.len() as u64));
    }
    if bytes.is_empty() {
        return Err(NotText::Empty);
    }
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    let known = CARRIERS.iter().find(|c| (c.begins)(bytes));
    // the name alone does not say which XML it is
    if known.is_none() && extension == "xml" {
        return if xml::root(bytes).is_some() { Err(NotText::Binary(OTHER_XML)) } else { SourceFile::decode(name, bytes) };
    }
    if known.is_none() && json::is_json(bytes) {
        return Err(NotText::Binary(json::OTHER));
    }
    let carrier = known.or_else(|| CARRIERS.iter().find(|c| c.extensions.contains(&extension.as_str())));
    let Some(carrier) = carrier else { return SourceFile::decode(name, bytes) };
    let mut source = (carrier.text)(name, bytes)?;
    source.media = carrier.media.into();
    Ok(source)
}

impl Document {
    pub fn read(source: &SourceFile, file: FileId) -> Document {
        let carrier = CARRIERS.iter().find(|c| c.media == source.media);
        let mut document = (carrier.map_or(text::read as fn(&SourceFile, FileId) -> Document, |c| c.read))(source, file);
        document.lines.iter_mut().for_each(|line| width::narrow(&mut line.passage));
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carriers_know_their_files_by_content() {
        let of = |name: &str, text: &str| open(name, text.as_bytes()).map(|s| s.media);
        for (name, text, media) in [
            ("a", "<?xml version='1.0'?>\n<!-- x --><alto:alto xmlns:alto='u'/>", alto::MEDIA),
            ("a.txt", "\u{feff}<dblp><www/></dblp>", dblp::MEDIA),
            ("a.xml", "<article><front><article-meta/></front></article>", jats::MEDIA),
            ("a.txt", "% papers\n\n@InProceedings {k,", bibtex::MEDIA),
            ("a.bib", "What papers there are", bibtex::MEDIA),
            ("a.txt", "@home on the web", PLAIN),
        ] {
            assert_eq!(of(name, text), Ok(media.into()), "{text}");
        }
        for (name, text) in
            [("a", "<?xml version='1.0'?><TEI/>"), ("a.xml", "<TEI><p>a</p></TEI>"), ("a.xml", "<article><para/></article>")]
        {
            assert_eq!(of(name, text), Err(NotText::Binary(OTHER_XML)), "{text}");
        }
    }

    #[test]
    fn nothing_is_empty_whatever_it_is_called() {
        for name in ["a.pdf", "a.html", "a.xml", "a.bib", "a.md", "a"] {
            assert_eq!(open(name, b"").err(), Some(NotText::Empty), "{name}");
        }
    }

    #[test]
    fn passages_lead_back_to_the_source() {
        let source = "Jane &amp; Jo-\nhn Łoś";
        let mut first = Passage::new(FileId(0));
        first.push("Jane ", 0);
        first.push_as("&", 5, 5);
        first.push(" Jo-", 10);
        let mut second = Passage::new(FileId(0));
        second.push("hn Łoś", 15);
        first.pop();
        first.join("", &second);
        assert_eq!(first.text, "Jane & John Łoś");
        let back = |range: Range<usize>| &source[first.span(range).range()];
        assert_eq!(back(0..4), "Jane");
        assert_eq!(back(5..6), "&amp;");
        assert_eq!(back(7..11), "Jo-\nhn");
        assert_eq!(back(12..first.text.len()), "Łoś");
        let cut = first.slice(7..first.text.len());
        assert_eq!((cut.text.as_str(), &source[cut.whole().range()]), ("John Łoś", "Jo-\nhn Łoś"));
    }
}
