//! XML as steps with positions, for the carriers that are written in it. Nothing is fetched and no entity is expanded
//! but the named characters, so that a file can say no more than it holds.

use super::Passage;
use super::markup::stray;
use crate::diagnostic::{BROKEN_MARKUP, Diagnostic, UNKNOWN_REFERENCE};
use crate::source::{self, FileId, NotText, SourceFile, Span};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// How far the first element is looked for.
const HEAD: usize = 16 << 10;

/// How many unknown references are spoken of.
const MOST: usize = 20;

/// One step through a file.
pub enum What<'a> {
    Open(Tag<'a>),
    /// Local name of an element that ends.
    Close(&'a str),
    Text(Passage),
}

/// A step and where it stands.
pub struct Step<'a> {
    pub what: What<'a>,
    pub at: Range<usize>,
}

/// A start tag.
pub struct Tag<'a> {
    /// Local name.
    pub name: &'a str,
    start: BytesStart<'a>,
    text: &'a str,
}

impl<'a> Tag<'a> {
    /// Where the raw value of an attribute stands.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        let mut all = self.start.html_attributes();
        let found = all.with_checks(false).flatten().find(|a| local(a.key.0) == name)?;
        let at = (found.value.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let range = at..at + found.value.len();
        self.text.get(range.clone()).map(|_| range)
    }

    /// The raw value of an attribute.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.place(name).map(|range| &self.text[range])
    }

    pub fn number(&self, name: &str) -> Option<f32> {
        self.get(name)?.trim().parse().ok().filter(|n: &f32| n.is_finite())
    }

    /// The value of an attribute as clean text.
    pub fn value(&self, name: &str, file: FileId) -> Option<Passage> {
        let range = self.place(name)?;
        let mut out = Passage::new(file);
        decode(&self.text[range.clone()], range.start, &mut out);
        Some(out)
    }
}

/// Goes through a file step by step; ends where the file does or where its markup breaks off.
pub struct Steps<'a> {
    text: &'a str,
    file: FileId,
    reader: quick_xml::Reader<&'a [u8]>,
    /// Where the reader's text begins, after a byte order mark.
    base: usize,
    /// An empty element's end, which is a step of its own.
    ending: Option<Step<'a>>,
    /// Names of the elements that are open.
    open: Vec<&'a str>,
    broken: Option<Diagnostic>,
    /// References that nobody knows.
    unknown: Vec<Diagnostic>,
}

impl<'a> Steps<'a> {
    pub fn new(text: &'a str, file: FileId) -> Self {
        let body = text.trim_start_matches('\u{feff}');
        let mut reader = quick_xml::Reader::from_str(body);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self { text, file, reader, base: text.len() - body.len(), ending: None, open: Vec::new(), broken: None, unknown: Vec::new() }
    }

    /// What there is to say once the steps have ended.
    pub fn broken(self) -> Vec<Diagnostic> {
        self.broken.into_iter().chain(self.unknown).collect()
    }

    fn breaks_off(&mut self, from: usize, message: String) {
        let end = self.text.len();
        let help = "what stands before this place was read";
        self.broken = Some(Diagnostic::new(&BROKEN_MARKUP, Span::new(self.file, from.min(end), end), message).help(help));
    }

    fn reached(&self) -> usize {
        (self.base + self.reader.buffer_position() as usize).min(self.text.len())
    }

    fn text_of(&mut self, at: Range<usize>, raw: bool) -> What<'a> {
        let mut passage = Passage::new(self.file);
        let text = &self.text[at.clone()];
        if raw {
            plain(text, at.start, &mut passage);
        } else {
            decode(text, at.start, &mut passage);
            if self.unknown.len() < MOST && is_unknown(text) {
                let message = format!("nobody knows the character `{text}`: left as it is written");
                self.unknown.push(Diagnostic::new(&UNKNOWN_REFERENCE, Span::new(self.file, at.start, at.end), message));
            }
        }
        What::Text(passage)
    }
}

impl<'a> Iterator for Steps<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if let Some(step) = self.ending.take() {
            return Some(step);
        }
        while self.broken.is_none() {
            let from = self.reached();
            let event = self.reader.read_event();
            let at = from..self.reached().max(from);
            let text: &'a str = self.text;
            let raw = text.get(at.clone())?;
            let what = match event {
                Ok(Event::Start(start)) => {
                    let name = element(raw);
                    self.open.push(name);
                    What::Open(Tag { name, start, text })
                }
                Ok(Event::Empty(start)) => {
                    let name = element(raw);
                    self.ending = Some(Step { what: What::Close(name), at: at.end..at.end });
                    What::Open(Tag { name, start, text })
                }
                Ok(Event::End(_)) => {
                    let name = element(raw);
                    // an end tag closes what is open inside it; one that closes nothing is passed on all the same
                    if let Some(k) = self.open.iter().rev().take(64).position(|o| *o == name) {
                        self.open.truncate(self.open.len() - 1 - k);
                    }
                    What::Close(name)
                }
                Ok(Event::Text(_) | Event::GeneralRef(_)) => self.text_of(at.clone(), false),
                Ok(Event::CData(_)) => {
                    let inner = at.start + "<![CDATA[".len()..at.end - "]]>".len();
                    self.text_of(inner, true)
                }
                Ok(Event::Eof) => {
                    if let Some(name) = self.open.last() {
                        self.breaks_off(
                            text.trim_end().len(),
                            format!("the file ends inside `{}`", name.chars().take(40).collect::<String>()),
                        );
                    }
                    return None;
                }
                Ok(_) => continue,
                Err(_) => {
                    self.breaks_off(from, "the file breaks off in the middle of a tag".to_owned());
                    return None;
                }
            };
            return Some(Step { what, at });
        }
        None
    }
}

/// Local name of the element whose tag this is.
fn element(raw: &str) -> &str {
    let inside = raw.trim_start_matches('<').trim_start_matches('/');
    let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(inside.len());
    local(&inside[..end])
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Appends text with its references resolved; a reference that nobody knows stays as it is printed.
pub fn decode(raw: &str, from: usize, out: &mut Passage) {
    let mut at = 0;
    while let Some(next) = raw[at..].find('&').map(|i| at + i) {
        plain(&raw[at..next], from + at, out);
        match reference(&raw[next..]) {
            Some((text, len)) => {
                out.push_as(&text, from + next, len);
                at = next + len;
            }
            None => {
                out.push("&", from + next);
                at = next + 1;
            }
        }
    }
    plain(&raw[at..], from + at, out);
}

/// Appends text as it stands, but for runs of white space and signs that are none to a reader.
fn plain(raw: &str, from: usize, out: &mut Passage) {
    let mut start = 0;
    for (i, c) in raw.char_indices() {
        let spaced = if i == 0 { out.text.ends_with(' ') } else { raw[..i].ends_with(char::is_whitespace) };
        let instead = match c {
            ' ' if !spaced => continue,
            c if c.is_whitespace() && spaced => "",
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\n' | '\r' | '\t' => " ",
            '\u{feff}' | '\u{200b}' => "",
            c if c.is_control() => "",
            _ => continue,
        };
        out.push(&raw[start..i], from + start);
        out.push_as(instead, from + i, c.len_utf8());
        start = i + c.len_utf8();
    }
    out.push(&raw[start..], from + start);
}

/// A character reference by number or by its name in HTML, whose names hold those of the older DTDs.
fn reference(rest: &str) -> Option<(String, usize)> {
    stray::reference(rest).or_else(|| {
        let end = rest.bytes().take(34).position(|b| b == b';')?;
        let raw = rest.get(..=end).filter(|raw| raw[1..end].bytes().all(|b| b.is_ascii_alphanumeric()))?;
        let tokens = html5gum::Tokenizer::new(raw).flatten();
        let text = tokens.filter_map(|token| if let html5gum::Token::String(part) = token { Some(part.to_vec()) } else { None });
        let text = String::from_utf8(text.flatten().collect()).ok()?;
        (text != raw).then_some((text, end + 1))
    })
}

/// `&name;` of which nobody knows the name.
fn is_unknown(text: &str) -> bool {
    let name = text.strip_prefix('&').and_then(|rest| rest.strip_suffix(';'));
    name.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_alphabetic()) && n.bytes().all(|b| b.is_ascii_alphanumeric()))
        && reference(text).is_none()
}

/// The first element of a file that is XML: its local name, and the beginning of the file up to [`HEAD`].
pub fn root(bytes: &[u8]) -> Option<(String, String)> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let wide = if head.starts_with(b"\xff\xfe") || head.starts_with(b"<\0") {
        Some(UTF_16LE)
    } else if head.starts_with(b"\xfe\xff") || head.starts_with(b"\0<") {
        Some(UTF_16BE)
    } else {
        None
    };
    let text = match wide {
        Some(encoding) => encoding.decode(head).0.into_owned(),
        None => String::from_utf8_lossy(head).into_owned(),
    };
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return None;
    }
    let name = Steps::new(&text, FileId::default()).find_map(|step| match step.what {
        What::Open(tag) => Some(tag.name.to_owned()),
        _ => None,
    })?;
    Some((name, text))
}

/// Decodes XML: by its mark, as UTF-8 where it is, else as its first line says, else by guess.
pub fn text(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0);
    let known = match declared(bytes) {
        _ if marked || std::str::from_utf8(bytes).is_ok() => None,
        Some(encoding) if encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE => Some(encoding),
        _ => None,
    };
    let (text, encoding) = match known {
        Some(encoding) => (encoding.decode(bytes).0.into_owned(), encoding.name()),
        None => source::decode(bytes)?,
    };
    Ok(SourceFile::new(name, bytes, text, encoding))
}

/// The encoding that `<?xml … encoding="…"?>` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let line = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let value = line.split_once("encoding")?.1.trim_start_matches([' ', '=']).trim_start_matches(['"', '\'']);
    Encoding::for_label(value.split(['"', '\'']).next()?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lead_back_to_the_source() {
        let text = "<a:x b='1 &lt; 2' c=\"J&uuml;rgen &#x141;o&foo; R&D\">M&auml;rz<![CDATA[ <&lt; ]]></a:x>";
        let mut steps = Steps::new(text, FileId(0));
        let Some(Step { what: What::Open(tag), .. }) = steps.next() else { panic!("no tag") };
        let c = tag.value("c", FileId(0)).unwrap();
        assert_eq!((tag.name, tag.get("b"), c.text.as_str()), ("x", Some("1 &lt; 2"), "Jürgen Ło&foo; R&D"));
        assert_eq!(&text[c.span(0..7).range()], "J&uuml;rgen");
        let rest: String = steps.by_ref().filter_map(|s| if let What::Text(p) = s.what { Some(p.text) } else { None }).collect();
        assert_eq!(rest, "März <&lt; ");
        assert!(steps.broken().is_empty());
    }

    #[test]
    fn breaks_off_where_the_file_does() {
        for (text, from) in
            [("<a><b>text", 10), ("<a>text<b c=\"d", 7), ("<a>\n<!-- x", 4), ("<a></b>", 7), ("<a></b></a>", 99), ("</a>", 99)]
        {
            let mut steps = Steps::new(text, FileId(0));
            steps.by_ref().for_each(drop);
            assert_eq!(steps.broken().first().map_or(99, |d| d.span.start), from, "{text}");
        }
    }

    #[test]
    fn decodes_as_declared() {
        let of = |bytes: &[u8]| text("a", bytes).map(|f| (f.text, f.encoding)).unwrap();
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xc5rhus \xfc</a>";
        assert_eq!(of(latin).0.split_once("?>").unwrap().1, "<a>Århus ü</a>");
        assert_eq!(of(b"<?xml version=\"1.0\" encoding=\"US-ASCII\"?><a/>").1, "utf-8");
        assert_eq!(of("<?xml version='1.0' encoding='ISO-8859-1'?><a>Łódź</a>".as_bytes()).1, "utf-8");
        assert_eq!(root(b"\xff\xfe<\0a\0/\0>\0").map(|r| r.0).as_deref(), Some("a"));
    }
}
