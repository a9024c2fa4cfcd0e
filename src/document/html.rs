//! HTML: proceedings pages, programmes. Block elements and line breaks end lines, the cells of a row share one,
//! white space is collapsed, and markup that says what its text is gives the line a role. Any bytes are HTML: what is
//! not closed ends with what holds it, as in browsers.

mod elements;
mod emphasis;
mod lines;
mod publications;
mod roles;
mod rows;
pub mod tags;
mod words;

use super::text::remarks;
use super::{Document, Line, Role};
use crate::source::{self, FileId, NotText, SourceFile};
use elements::Kind;
use encoding_rs::Encoding;
use lines::{Lines, State};
use rows::Rows;
use std::collections::HashMap;
use tags::{Tag, Token};

/// Deeper elements say nothing: browsers stop at the same depth.
const DEPTH: usize = 512;

/// How pages begin.
const BEGINNINGS: &[&str] = &["<!doctype html", "<html", "<head>", "<body", "<title>", "<table", "<div", "<center"];

/// Whether bytes begin as HTML does, after white space, comments and an XML declaration.
pub fn begins(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let mut rest = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let starts = |rest: &[u8], sign: &str| rest.get(..sign.len()).is_some_and(|r| r.eq_ignore_ascii_case(sign.as_bytes()));
    while let Some(end) = [("<!--", "-->"), ("<?xml", "?>")].iter().find(|(sign, _)| starts(rest, sign)).map(|(_, end)| end.as_bytes()) {
        let Some(at) = rest.windows(end.len()).position(|w| w == end) else { return false };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    BEGINNINGS.iter().any(|sign| starts(rest, sign))
}

/// Decodes a page; where its bytes are no UTF-8, the encoding that it names itself comes before any guess.
pub fn decode(name: &str, bytes: &[u8]) -> Result<SourceFile, NotText> {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let named = if marked || std::str::from_utf8(bytes).is_ok() { None } else { charset(bytes) };
    match named {
        _ if !marked && !begins(bytes) => SourceFile::decode(name, bytes),
        Some(encoding) => Ok(SourceFile::new(name, bytes, encoding.decode(bytes).0.into_owned(), encoding.name())),
        None => source::decode(bytes).map(|(text, encoding)| SourceFile::new(name, bytes, text, encoding)),
    }
}

/// The encoding in `<meta charset=…>`, `content="text/html; charset=…"` or an XML declaration.
fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let label = |mark: &str| {
        let rest = head.split(mark).nth(1)?.trim_start_matches(['"', '\'', ' ', '=']);
        Encoding::for_label(rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?.as_bytes())
    };
    // a page that can be read so far is not in UTF-16, whatever it says
    label("charset").or_else(|| label("encoding")).filter(|e| *e != encoding_rs::UTF_16LE && *e != encoding_rs::UTF_16BE)
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let mut page = Page::new(file);
    page.feed(tags::tokens(&source.text));
    let mut lines = page.finish();
    lines.iter_mut().filter(|l| remarks::is(l.text())).for_each(|l| l.role = Some(Role::Furniture));
    Document { file, lines, diagnostics: Vec::new(), unread: Vec::new(), given: None }
}

/// A page as far as it is read.
pub(super) struct Page<'a> {
    stack: Vec<Open<'a>>,
    /// What the elements do whose names were met before: a page has many of few.
    kinds: HashMap<&'a str, Kind>,
    lines: Lines,
    rows: Rows,
    /// Elements with a role so far.
    marks: u32,
}

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    kind: Kind,
    state: State,
}

impl<'a> Page<'a> {
    pub fn new(file: FileId) -> Self {
        Page { stack: Vec::new(), kinds: HashMap::new(), lines: Lines::new(file), rows: Rows::default(), marks: 0 }
    }

    /// Whether the text that comes is as people write it: gaps within a line count, and a line may go on in the next.
    pub fn written(&mut self, written: bool) {
        self.lines.written = written;
    }

    pub fn feed(&mut self, tokens: impl Iterator<Item = Token<'a>>) {
        for token in tokens {
            match token {
                Token::Open(tag) => self.start(&tag),
                Token::Close(name) => self.end(name),
                Token::Text(text, at) => self.text(text, at),
            }
        }
    }

    pub fn text(&mut self, text: &str, at: usize) {
        let state = self.state();
        if !state.hidden {
            self.lines.text(text, at, &state);
        }
    }

    /// Ends the line, but within what is one however it is set.
    pub fn line_break(&mut self) {
        let state = self.state();
        if !state.hidden {
            self.lines.line_break(&state);
        }
    }

    /// Ends the line and the page.
    pub fn turn_page(&mut self) {
        self.lines.turn_page();
    }

    /// A line that is set already.
    pub fn line(&mut self, line: Line) {
        self.lines.set(line);
    }

    /// The lines, all that is open being closed.
    pub fn finish(mut self) -> Vec<Line> {
        self.close(0);
        self.lines.end();
        self.lines.finish()
    }

    fn state(&self) -> State {
        self.stack.last().map_or_else(State::default, |o| o.state)
    }

    fn kind(&mut self, name: &'a str) -> Kind {
        *self.kinds.entry(name).or_insert_with(|| elements::kind(name))
    }

    pub fn start(&mut self, tag: &Tag<'a>) {
        let name = tag.name;
        let kind = self.kind(name);
        self.imply(kind);
        let outer = self.state();
        match kind {
            Kind::Break => return self.lines.line_break(&outer),
            Kind::Rule => return self.lines.rule(),
            Kind::Void => return,
            _ => {}
        }
        let mut state = outer;
        let marks = roles::marks(tag, outer.thing, outer.role);
        state.thing = marks.thing;
        state.hidden |= kind == Kind::Hidden || marks.hidden;
        if let Some(role) = marks.role {
            self.marks += 1;
            (state.role, state.mark) = (Some(role), self.marks);
        }
        match kind {
            Kind::Heading(level) => (state.heading, state.bold) = (level, true),
            Kind::List => state.lists = state.lists.saturating_add(1),
            Kind::Bold => state.bold = true,
            Kind::Emphasis => state.emphasis = true,
            Kind::Pre => state.pre = true,
            Kind::Link => {
                state.link = true;
                if !state.hidden {
                    self.lines.open_link(roles::document(tag), roles::away(tag));
                }
            }
            _ => {}
        }
        if !state.hidden {
            self.block(kind);
            match kind {
                Kind::Item => self.lines.item(),
                Kind::Table => self.rows.open(),
                Kind::Row => self.rows.row(&mut self.lines),
                Kind::Cell => {
                    let rows = tag.get("rowspan").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                    self.rows.cell(&mut self.lines, name.eq_ignore_ascii_case("th"), rows.max(1));
                }
                _ => {}
            }
        }
        if self.stack.len() < DEPTH {
            self.stack.push(Open { name, kind, state });
        }
    }

    fn block(&mut self, kind: Kind) {
        if kind.is_block() {
            self.lines.end();
            if kind.has_margin() {
                self.lines.blank(1);
            }
        }
    }

    /// Ends what the start of another element ends: a paragraph before a block, an item before the next.
    fn imply(&mut self, kind: Kind) {
        let at = match kind {
            Kind::Item => self.find(|o| o.kind == Kind::Item, |o| matches!(o.kind, Kind::List | Kind::Cell)),
            Kind::Cell => self.find(|o| o.kind == Kind::Cell, |o| matches!(o.kind, Kind::Row | Kind::Table)),
            Kind::Row => self.find(|o| o.kind == Kind::Row, |o| o.kind == Kind::Table),
            Kind::Heading(_) => self.find(|o| matches!(o.kind, Kind::Heading(_)), |o| o.kind.is_block()),
            _ => None,
        };
        if let Some(at) = at {
            self.close(at);
        }
        if kind.is_block()
            && let Some(at) = self.find(|o| o.name.eq_ignore_ascii_case("p"), |o| o.kind.is_block())
        {
            self.close(at);
        }
    }

    pub fn end(&mut self, name: &'a str) {
        if self.stack.last().is_some_and(|o| o.name.eq_ignore_ascii_case(name)) {
            return self.close(self.stack.len() - 1);
        }
        let kind = self.kind(name);
        let at = match kind {
            Kind::Break => return self.lines.line_break(&self.state()),
            Kind::Heading(_) => self.find(|o| matches!(o.kind, Kind::Heading(_)), |o| o.kind == Kind::Cell),
            Kind::Table => self.find(|o| o.kind == Kind::Table, |_| false),
            Kind::Row | Kind::Cell => self.find(|o| o.name.eq_ignore_ascii_case(name), |o| o.kind == Kind::Table),
            _ => self.find(|o| o.name.eq_ignore_ascii_case(name), |o| o.kind == Kind::Cell),
        };
        match at {
            Some(at) => self.close(at),
            None if kind.is_block() && !self.state().hidden => self.lines.end(),
            None => {}
        }
    }

    /// The innermost open element of a kind that no `wall` parts from here.
    fn find(&self, is: impl Fn(&Open) -> bool, wall: impl Fn(&Open) -> bool) -> Option<usize> {
        for (i, open) in self.stack.iter().enumerate().rev() {
            if is(open) {
                return Some(i);
            }
            if wall(open) {
                return None;
            }
        }
        None
    }

    /// Closes the open elements from `at` on.
    fn close(&mut self, at: usize) {
        while self.stack.len() > at {
            let Some(open) = self.stack.pop() else { return };
            if open.state.hidden {
                continue;
            }
            if open.kind == Kind::Link {
                self.lines.close_link();
            }
            match open.kind {
                Kind::Row => self.rows.row(&mut self.lines),
                Kind::Table => self.rows.close(&mut self.lines),
                Kind::Title => self.lines.title(),
                _ => {}
            }
            self.block(open.kind);
        }
    }
}
