//! From the text between tags to lines.

use super::emphasis::Emphasis;
use super::roles::Thing;
use super::{publications, words};
use crate::document::markup::stray::is_list_sign;
use crate::document::{Line, Passage, Role};
use crate::source::{FileId, Span};
use html5gum::{Token, Tokenizer};
use std::collections::HashSet;

/// What holds for the text within the open elements.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    pub role: Option<Role>,
    /// Which element gave the role: two authors are two.
    pub mark: u32,
    pub thing: Option<Thing>,
    pub hidden: bool,
    pub bold: bool,
    pub emphasis: bool,
    pub heading: u8,
    /// Lists that are open.
    pub lists: u8,
    pub pre: bool,
    pub link: bool,
}

/// The lines of a page so far, and the one that is being set.
pub struct Lines {
    pub lines: Vec<Line>,
    /// Gaps within lines count, and lines may go on in the next, as where people write without tags.
    pub written: bool,
    file: FileId,
    line: Line,
    /// The element that gave the line its role.
    mark: u32,
    /// Source bytes that the line covers.
    from: usize,
    to: usize,
    /// White space that stands before what comes next: where, how long, how wide.
    gap: Option<(usize, usize, usize)>,
    tab: bool,
    /// The line may be the first half of a name.
    halved: bool,
    /// The line has got its pages.
    paged: bool,
    blank: usize,
    page: usize,
    item: bool,
    /// Where on the line the open link begins, and whether it leads to a paper.
    link: Option<(usize, bool)>,
    links: Links,
    /// Where lines begin that are one link within the site.
    local: HashSet<u32>,
    /// Where items of lists within lists begin.
    nested: HashSet<u32>,
    emphasis: Emphasis,
    title: Option<Line>,
}

/// The links of one line.
#[derive(Default)]
struct Links {
    count: usize,
    /// Letters outside of them.
    outside: bool,
    /// One of them leads away.
    away: bool,
}

fn empty(file: FileId) -> Line {
    Line {
        passage: Passage::new(file),
        span: Span::new(file, 0, 0),
        indent: 0,
        blank_before: 0,
        bullet: false,
        bold: false,
        open_gap: false,
        heading: 0,
        page: 0,
        role: None,
        whole: true,
    }
}

impl Lines {
    pub fn new(file: FileId) -> Self {
        Lines {
            lines: Vec::new(),
            written: false,
            file,
            line: empty(file),
            mark: 0,
            from: 0,
            to: 0,
            gap: None,
            tab: false,
            halved: false,
            paged: false,
            blank: 0,
            page: 0,
            item: false,
            link: None,
            links: Links::default(),
            local: HashSet::new(),
            nested: HashSet::new(),
            emphasis: Emphasis::default(),
            title: None,
        }
    }

    /// Sets the text of one stretch of source between two tags, which begins at `at`.
    pub fn text(&mut self, raw: &str, at: usize, state: &State) {
        let solid = raw.trim_matches(is_space);
        if !solid.is_empty() && std::mem::take(&mut self.halved) && !is_name(solid) {
            self.end();
        }
        let part = if solid.is_empty() { 0..raw.len() } else { self.turn(raw, state) };
        let (start, end) = (part.start, part.end);
        self.links.outside |= !state.link && solid.contains(char::is_alphanumeric);
        let mut i = start;
        while i < end {
            let rest = &raw[i..end];
            let plain = plain(rest);
            if plain > 0 {
                self.push(&rest[..plain], at + i, plain, state);
                i += plain;
                continue;
            }
            let Some(c) = rest.chars().next() else { break };
            let mut n = c.len_utf8();
            match c {
                '&' => {
                    let (text, len) = reference(rest);
                    n = len;
                    if text == "\u{ad}"
                        && let Some(gap) = broken(&rest[n..])
                    {
                        i += n + gap;
                        continue;
                    }
                    match text.chars().all(is_space) {
                        true => self.space(at + i, n, text.chars().count(), false),
                        false => self.push(&text, at + i, n, state),
                    }
                }
                '\n' if state.pre => self.line_break(state),
                ' ' | '\t' if state.pre || self.written => self.space(at + i, n, if c == '\t' { 8 } else { 1 }, false),
                '\n' | '\r' | ' ' | '\t' | '\u{c}' => self.space(at + i, n, 1, true),
                c if is_space(c) => self.space(at + i, n, 1, false),
                // what a reader does not see: soft hyphens, joiners, marks of order, controls
                '\u{ad}' => match broken(&rest[n..]) {
                    Some(gap) => n += gap,
                    None => self.push(&rest[..n], at + i, n, state),
                },
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
                c if c.is_control() => {}
                _ => self.push(&rest[..n], at + i, n, state),
            }
            i += n;
        }
    }

    fn space(&mut self, from: usize, len: usize, wide: usize, collapses: bool) {
        self.gap = Some(match self.gap {
            None => (from, len, wide),
            Some((start, _, before)) if collapses => (start, from + len - start, before.max(1)),
            Some((start, _, before)) => (start, from + len - start, before + wide),
        });
    }

    fn push(&mut self, text: &str, from: usize, len: usize, state: &State) {
        let gap = self.gap.take();
        if self.line.passage.is_empty() {
            self.from = from;
            self.line.indent = if state.pre { gap.map_or(0, |g| g.2) } else { 0 };
            self.line.bold = state.bold;
            self.line.whole = !(state.pre || self.written);
            self.line.bullet = std::mem::take(&mut self.item);
            if state.lists > 1 {
                self.nested.insert(from as u32);
            }
        } else if std::mem::take(&mut self.tab) {
            self.line.passage.push_as("\t", from, 0);
        } else if let Some((start, len, wide)) = gap {
            // three spaces and more are a gap in a line of columns
            self.line.passage.push_as(if wide < 3 { " " } else { "   " }, start, len);
        }
        self.line.heading = self.line.heading.max(state.heading);
        self.emphasis.set(self.line.passage.text.len(), text.len(), state);
        self.line.passage.push_as(text, from, len);
        self.to = from + len;
    }

    /// Makes ready for text of a role: ends the line where another thing begins. Gives the part of the text to set.
    fn turn(&mut self, raw: &str, state: &State) -> std::ops::Range<usize> {
        let all = 0..raw.len();
        let text = self.line.passage.text.as_str();
        if text.is_empty() {
            (self.line.role, self.mark) = (state.role, state.mark);
            return if state.role == Some(Role::Pages) { words::pages(raw).unwrap_or(all) } else { all };
        }
        let letters = raw.contains(char::is_alphabetic);
        match (self.line.role, state.role) {
            (Some(Role::Pages), Some(Role::Pages)) => {}
            (_, Some(Role::Pages)) if self.paged => {}
            (None, Some(Role::Pages)) if self.links.count > 0 && !self.links.outside => {
                self.line.role = Some(Role::Furniture);
                self.turn_to(state);
                return words::pages(raw).unwrap_or(all);
            }
            (_, Some(Role::Pages)) => {
                (self.tab, self.paged) = (true, true);
                return words::pages(raw).unwrap_or(all);
            }
            // back in the element that holds the one before
            (Some(a), Some(b)) if a == b && (state.mark <= self.mark || a == Role::Occasion) => {}
            (Some(_), Some(_)) => self.turn_to(state),
            (None, Some(role)) => {
                let title_page =
                    matches!(role, Role::Volume | Role::Event | Role::Occasion | Role::Published | Role::Number | Role::Identifier);
                let label = text.ends_with(':') || !text.contains(char::is_alphabetic);
                match title_page || label {
                    true => (self.line.role, self.mark) = (state.role, state.mark),
                    false => self.turn_to(state),
                }
            }
            // a button beside a title
            (Some(Role::Title | Role::Document), None) if words::is_buttons(raw.trim()) => return 0..0,
            (Some(Role::Title | Role::Document), None) => {
                if let Some(pages) = words::pages(raw).filter(|_| !self.paged) {
                    (self.tab, self.paged) = (true, true);
                    return pages;
                }
                if letters {
                    self.turn_to(state);
                    return raw.len() - raw.trim_start_matches(|c: char| is_space(c) || ",;:.–—-|/".contains(c)).len()..raw.len();
                }
                // a sign after a title belongs to the list, but for the dash between two pages
                let dash = self.paged && raw.trim().chars().all(|c| matches!(c, '-' | '–' | '—'));
                return if dash { all } else { 0..0 };
            }
            (Some(Role::Furniture), None) => self.turn_to(state),
            _ => {}
        }
        all
    }

    fn turn_to(&mut self, state: &State) {
        self.end();
        (self.line.role, self.mark) = (state.role, state.mark);
    }

    pub fn open_link(&mut self, document: bool, away: bool) {
        if document && self.line.role.is_none() && self.line.passage.text.ends_with(':') {
            self.end();
        }
        self.link = Some((self.line.passage.text.len(), document));
        self.links.away |= away || document;
    }

    /// A line that is a link to a paper, number aside, has its title.
    pub fn close_link(&mut self) {
        let Some((start, document)) = self.link.take() else { return };
        let Some(inner) = self.line.passage.text.get(start..).map(str::trim).filter(|t| !t.is_empty()) else { return };
        self.links.count += 1;
        let before = self.line.passage.text.get(..start).unwrap_or_default();
        // a button behind a title: `Why We Sleep link`
        let cased = inner.chars().any(char::is_uppercase) && inner.chars().any(char::is_lowercase);
        let apart = before.contains(char::is_alphabetic) && before.ends_with(|c: char| c.is_whitespace() || c.is_alphanumeric());
        if apart && !cased && words::is_buttons(inner) {
            self.line.passage = self.line.passage.trimmed(0..start);
            self.to = self.line.passage.whole().end as usize;
            return;
        }
        if document && self.line.role.is_none() && !before.contains(char::is_alphabetic) && inner.len() > 5 && !words::is_buttons(inner) {
            self.line.role = Some(Role::Document);
        }
    }

    pub fn item(&mut self) {
        self.item = true;
    }

    pub fn line_break(&mut self, state: &State) {
        // a title may be set in two lines
        let within = matches!(state.role, Some(Role::Title | Role::Volume | Role::Event)) && state.mark == self.mark;
        // a name may be set in two lines, as the head of a card
        if state.heading > 3 && is_name(self.line.text()) {
            self.halved = true;
            self.gap = self.gap.or(Some((self.to, 0, 1)));
            return;
        }
        if within && !self.line.passage.is_empty() {
            self.gap = self.gap.or(Some((self.to, 0, 1)));
        } else if self.line.passage.is_empty() {
            self.blank(self.blank + 1);
        } else {
            self.end();
        }
    }

    pub fn rule(&mut self) {
        self.end();
        self.blank(2);
    }

    pub fn turn_page(&mut self) {
        self.end();
        self.page += usize::from(!self.lines.is_empty());
    }

    /// At least so many blank lines come before the next.
    pub fn blank(&mut self, lines: usize) {
        self.blank = self.blank.max(lines);
    }

    /// What was set is the name of the page.
    pub fn title(&mut self) {
        let title = self.take();
        self.title = self.title.take().or(title);
    }

    /// Puts a line that is set already after the others.
    pub fn set(&mut self, line: Line) {
        self.end();
        self.lines.push(Line { page: self.page, ..line });
    }

    /// Ends the line.
    pub fn end(&mut self) {
        let line = self.take();
        self.lines.extend(line);
    }

    /// The line as far as it is set, if there is any.
    fn take(&mut self) -> Option<Line> {
        (self.gap, self.tab, self.halved, self.paged) = (None, false, false, false);
        let links = std::mem::take(&mut self.links);
        let next = empty(self.file);
        if self.line.passage.is_empty() {
            self.line = next;
            return None;
        }
        if let Some((start, _)) = &mut self.link {
            *start = 0;
        }
        let mut line = std::mem::replace(&mut self.line, next);
        self.emphasis.end_line(self.from);
        (line.span, line.page) = (Span::new(self.file, self.from, self.to), self.page);
        line.blank_before = std::mem::take(&mut self.blank);
        let names = matches!(line.role, Some(Role::Author | Role::Editor));
        let text = line.text();
        let bars = links.count > 1 && !links.outside && text.contains(['|', '•', '·']);
        let bars = bars || links.count > 3 && !links.outside && words::menu(text) > 1;
        if links.count == 1 && !links.outside && !links.away && text.len() < 60 && line.role.is_none() {
            self.local.insert(line.span.start);
        }
        let signs = !text.contains(char::is_alphanumeric) && !text.contains(['*', '†']);
        let furniture = words::is_buttons(text) || line.role.is_none() && (bars || signs);
        let text = words::before_buttons(text);
        let end = text.trim_end_matches(|c: char| names && (c == ' ' || c == ',' || c == ';')).len();
        let end = if names { text[..end].trim_end_matches(" and").trim_end_matches(" &").len() } else { end };
        if end < line.text().len() && !furniture {
            line.passage = line.passage.slice(0..end);
        }
        if furniture {
            line.role = Some(Role::Furniture);
        } else if line.text().starts_with(is_list_sign) {
            let rest = line.text().trim_start_matches(|c: char| is_list_sign(c) || c.is_whitespace()).len();
            line.passage = line.passage.trimmed(line.text().len() - rest..line.text().len());
            line.bullet = true;
        }
        Some(line)
    }

    /// All lines; the page's name stands first where the page has no heading of its own.
    pub fn finish(mut self) -> Vec<Line> {
        let named = |l: &Line| (1..=2).contains(&l.heading) || matches!(l.role, Some(Role::Volume | Role::Event));
        if let Some(mut title) = self.title.take().filter(|_| !self.lines.iter().any(named)) {
            title.heading = 1;
            if let Some(first) = self.lines.first_mut() {
                first.blank_before = first.blank_before.max(2);
            }
            self.lines.insert(0, title);
        }
        self.menus();
        self.outline();
        let lines = publications::mark(self.lines, |line| self.emphasis.bold(line), &self.nested);
        self.emphasis.cut(lines)
    }

    /// The bookmarks of a PDF, which pdftohtml sets as a list behind its pages.
    fn outline(&mut self) {
        let Some(at) = self.lines.iter().rposition(|l| l.heading > 0 && l.text() == "Document Outline") else { return };
        if self.lines[at + 1..].iter().all(|l| l.bullet) {
            self.lines[at..].iter_mut().for_each(|l| l.role = Some(Role::Furniture));
        }
    }

    /// Three lines and more in a row that lead to pages of the site, two of them to such as every meeting has.
    fn menus(&mut self) {
        let local = std::mem::take(&mut self.local);
        for run in self.lines.chunk_by_mut(|a, b| local.contains(&a.span.start) && local.contains(&b.span.start)) {
            if run.len() > 2 && run.iter().map(|l| words::menu(l.text())).sum::<usize>() > 1 {
                run.iter_mut().for_each(|l| l.role = Some(Role::Furniture));
            }
        }
    }
}

/// A text of one to three words that could be half of a name.
fn is_name(text: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() || matches!(c, '-' | '‐' | '.' | '\'' | '’');
    let words = text.split_whitespace();
    (1..=3).contains(&words.clone().count()) && text.starts_with(char::is_uppercase) && words.flat_map(str::chars).all(letter)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The length of the white space behind a soft hyphen, where the word goes on within the same text.
fn broken(rest: &str) -> Option<usize> {
    let word = rest.trim_start_matches([' ', '\n', '\r']);
    let gap = if word.starts_with(char::is_lowercase) { rest.len() - word.len() } else { 0 };
    (!word.is_empty()).then_some(gap)
}

/// The length of the words at the beginning that are set as they stand, with single spaces between them.
fn plain(text: &str) -> usize {
    let is_plain = |b: &u8| b.is_ascii_graphic() && *b != b'&';
    let bytes = text.as_bytes();
    let mut end = 0;
    loop {
        end += bytes[end..].iter().take_while(|b| is_plain(b)).count();
        match &bytes[end..] {
            [b' ', next, ..] if end > 0 && is_plain(next) => end += 1,
            _ => return end,
        }
    }
}

/// The text of the character reference that `raw` begins with, and its length; the sign itself where it is none.
fn reference(raw: &str) -> (String, usize) {
    let hash = usize::from(raw[1..].starts_with('#'));
    let name = raw[1 + hash..].bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
    let end = 1 + hash + name;
    let end = end + usize::from(raw[end..].starts_with(';'));
    let mut text = String::new();
    for token in Tokenizer::new(&raw[..end]) {
        if let Ok(Token::String(part)) = token {
            text.push_str(&String::from_utf8_lossy(&part));
        }
    }
    if name == 0 || text == raw[..end] { ("&".to_owned(), 1) } else { (text, end) }
}
