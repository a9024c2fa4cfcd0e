//! Markdown, as people and converters write it. A parser tells what each stretch of the source is, and it is set as the
//! same page in HTML would be: links, tables, raised marks and pandoc's classes mean there what they mean here.

mod signs;
pub mod stray;

use super::html::Page;
use super::html::tags::{self, Tag};
use super::text::{self, remarks};
use super::{Document, Line, Role};
use crate::lexicon::{self, Phrases};
use crate::source::{FileId, SourceFile, Span};
use pulldown_cmark as parser;
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use signs::{Sign, What};
use std::ops::Range;
use std::sync::LazyLock;

/// What heads of columns say.
static COLUMNS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("column"));

/// A heading that is underlined has no more lines, or it is a paragraph above a rule.
const HEADING: usize = 2;

type Step<'a> = (Event<'a>, Range<usize>);

pub fn read(source: &SourceFile, file: FileId) -> Document {
    // the end of a page ends a line, and is as long
    let text = source.text.replace('\x0c', "\n");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST;
    let steps: Vec<Step> = Parser::new_ext(&text, options).into_offset_iter().collect();
    let mut reader = Reader {
        text: &text,
        steps: &steps,
        page: Page::new(file),
        file,
        signs: signs::find(&text),
        next: 0,
        turns: source.text.match_indices('\x0c').map(|(at, _)| at).collect(),
        turned: 0,
        items: Vec::new(),
        html: Vec::new(),
    };
    reader.page.written(true);
    let mut at = 0;
    while at < steps.len() {
        at = reader.step(at);
    }
    let mut lines = reader.page.finish();
    settle(&mut lines, &source.text, &reader.html);
    stray::unbroken(&mut lines);
    lines.iter_mut().filter(|l| remarks::is(l.text())).for_each(|l| l.role = Some(Role::Furniture));
    Document { file, lines, diagnostics: Vec::new(), unread: Vec::new(), given: None }
}

/// A document as far as it is read.
struct Reader<'a> {
    text: &'a str,
    steps: &'a [Step<'a>],
    page: Page<'a>,
    file: FileId,
    signs: Vec<Sign>,
    /// The next sign.
    next: usize,
    /// Where pages end.
    turns: Vec<usize>,
    turned: usize,
    /// For each list that is open, whether its items are numbered.
    items: Vec<bool>,
    /// What is HTML.
    html: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    fn open(&mut self, name: &'a str) {
        self.page.start(&Tag { name, attributes: Vec::new() });
    }

    fn open_with(&mut self, name: &'a str, attribute: &'a str, value: &'a str) {
        self.page.start(&Tag { name, attributes: vec![(attribute, value)] });
    }

    /// Takes a step, and others that belong to it. Returns the next.
    fn step(&mut self, i: usize) -> usize {
        let steps = self.steps;
        let (event, at) = &steps[i];
        if self.turns.get(self.turned).is_some_and(|turn| *turn < at.start) {
            self.turned += self.turns[self.turned..].iter().take_while(|turn| **turn < at.start).count();
            self.page.turn_page();
        }
        match event {
            Event::Start(tag) => return self.start(tag, at, i),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                // a sign that was written with a backslash stands behind it
                let start = at.end - text.len().min(at.len());
                self.set(if self.text[start..at.end] == **text { start..at.end } else { at.clone() });
            }
            Event::Code(_) => {
                let code = self.text[at.clone()].trim_matches('`');
                let start = code.as_ptr() as usize - self.text.as_ptr() as usize;
                self.set(start..start + code.len());
            }
            Event::InlineHtml(_) => self.page.feed(tags::between(self.text, at.clone())),
            Event::SoftBreak | Event::HardBreak => self.page.line_break(),
            Event::Rule => self.open("hr"),
            _ => {}
        }
        i + 1
    }

    fn start(&mut self, tag: &'a parser::Tag<'a>, at: &Range<usize>, i: usize) -> usize {
        match tag {
            parser::Tag::Paragraph => self.open("p"),
            parser::Tag::Heading { level, .. } => {
                let lines = self.text[at.clone()].trim_end().lines().count();
                let names = ["h1", "h2", "h3", "h4", "h5", "h6"];
                self.open(if lines > HEADING + 1 { "p" } else { names[*level as usize - 1] });
            }
            parser::Tag::BlockQuote(_) => self.open("blockquote"),
            parser::Tag::CodeBlock(_) => return self.verbatim(i),
            parser::Tag::HtmlBlock => {
                self.html(at.clone());
                return self.skip(i);
            }
            parser::Tag::List(first) => {
                self.items.push(first.is_some());
                self.open("ul");
            }
            parser::Tag::Item => self.item(at),
            parser::Tag::DefinitionList => self.open("dl"),
            parser::Tag::DefinitionListTitle => self.open("dt"),
            parser::Tag::DefinitionListDefinition => self.open("dd"),
            parser::Tag::Table(_) => self.open("table"),
            parser::Tag::TableHead => {
                self.open("tr");
                if self.is_head(i) {
                    let end = self.skip(i);
                    for (_, at) in self.steps[i..end].iter().filter(|s| matches!(s.0, Event::Start(parser::Tag::TableCell))) {
                        self.open("th");
                        self.set(at.clone());
                        self.page.end("th");
                    }
                    self.page.end("tr");
                    return end;
                }
            }
            parser::Tag::TableRow => self.open("tr"),
            parser::Tag::TableCell => self.open("td"),
            parser::Tag::Emphasis => self.open("em"),
            parser::Tag::Strong => self.open("b"),
            parser::Tag::Link { dest_url, .. } => self.open_with("a", "href", dest_url),
            parser::Tag::Image { .. } => return self.skip(i),
            parser::Tag::MetadataBlock(_) => return self.metadata(i),
            _ => {}
        }
        i + 1
    }

    fn end(&mut self, tag: TagEnd) {
        let name = match tag {
            TagEnd::Paragraph => "p",
            // a heading ends whichever it is, and a paragraph that was set for it
            TagEnd::Heading(_) => {
                self.page.end("p");
                "h1"
            }
            TagEnd::BlockQuote(_) => "blockquote",
            TagEnd::List(_) => {
                self.items.pop();
                "ul"
            }
            TagEnd::Item => {
                self.page.end("section");
                "li"
            }
            TagEnd::DefinitionList => "dl",
            TagEnd::DefinitionListTitle => "dt",
            TagEnd::DefinitionListDefinition => "dd",
            TagEnd::Table => "table",
            TagEnd::TableHead | TagEnd::TableRow => "tr",
            TagEnd::TableCell => "td",
            TagEnd::Emphasis => "em",
            TagEnd::Strong => "b",
            TagEnd::Link => "a",
            _ => return,
        };
        self.page.end(name);
    }

    /// Where the step after an element is.
    fn skip(&self, i: usize) -> usize {
        let mut depth = 0usize;
        for (k, (event, _)) in self.steps[i..].iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return i + k + 1;
            }
        }
        self.steps.len()
    }

    /// Sets text of the source, but for the signs in it.
    fn set(&mut self, at: Range<usize>) {
        let mut from = at.start;
        let after = |signs: &[Sign], next: usize| signs[next..].iter().take_while(|s| s.at.end <= from).count();
        self.next += after(&self.signs, self.next);
        while let Some(sign) = self.signs.get(self.next).filter(|s| s.at.start < at.end).cloned() {
            if sign.at.start > from {
                self.page.text(&self.text[from..sign.at.start], from);
            }
            if sign.at.start >= from {
                match sign.what {
                    What::Class(class) => self.open_with("span", "class", &self.text[class]),
                    What::End => self.page.end("span"),
                    What::Dropped => {}
                }
            }
            from = sign.at.end.min(at.end).max(from);
            if sign.at.end > at.end {
                break;
            }
            self.next += 1;
        }
        if from < at.end {
            self.page.text(&self.text[from..at.end], from);
        }
    }

    /// Begins an item of a list; a number is part of what is printed.
    fn item(&mut self, at: &Range<usize>) {
        if !self.items.last().is_some_and(|numbered| *numbered) {
            return self.open("li");
        }
        self.open("section");
        let number = self.text[at.clone()].bytes().take_while(u8::is_ascii_digit).count() + 1;
        self.page.text(&self.text[at.start..(at.start + number).min(at.end)], at.start);
        self.page.text(" ", at.start + number);
    }

    /// Sets HTML; a comment may say that a page begins.
    fn html(&mut self, at: Range<usize>) {
        let html = &self.text[at.clone()];
        if html.trim_start().starts_with("<!--") && html.to_ascii_lowercase().contains("page") {
            self.page.turn_page();
        }
        self.page.written(false);
        self.page.feed(tags::between(self.text, at.clone()));
        self.page.written(true);
        self.html.push(at);
    }

    /// Sets lines as they stand: most that stands apart was moved there by a converter and is no code.
    fn verbatim(&mut self, i: usize) -> usize {
        let end = self.skip(i);
        for (_, at) in self.steps[i..end].iter().filter(|s| matches!(s.0, Event::Text(_))) {
            let mut start = at.start;
            for raw in self.text[at.clone()].split_inclusive('\n') {
                if let Some(line) = text::line(raw, Span::new(self.file, start, start + raw.len())) {
                    self.page.line(line);
                }
                start += raw.len();
            }
        }
        end
    }

    /// What a block at the head of a file says of it: the title counts.
    fn metadata(&mut self, i: usize) -> usize {
        let end = self.skip(i);
        for (_, at) in self.steps[i..end].iter().filter(|s| matches!(s.0, Event::Text(_))) {
            let mut start = at.start;
            for raw in self.text[at.clone()].split_inclusive('\n') {
                let title = raw.strip_prefix("title:").map(|t| t.trim().trim_matches(['"', '\'']));
                let title = title.filter(|t| t.contains(char::is_alphabetic));
                if let Some(title) = title {
                    let from = title.as_ptr() as usize - self.text.as_ptr() as usize;
                    self.open("h1");
                    self.page.text(title, from);
                    self.page.end("h1");
                } else if let Some(line) = text::line(raw, Span::new(self.file, start, start + raw.len())) {
                    self.page.line(Line { role: Some(Role::Furniture), ..line });
                }
                start += raw.len();
            }
        }
        end
    }

    /// Whether the first row of a table names its columns. Many converters set a row of the table itself there.
    fn is_head(&self, i: usize) -> bool {
        let row = &self.steps[i..self.skip(i)];
        let mut cells: Vec<String> = Vec::new();
        for (event, _) in row {
            match event {
                Event::Start(parser::Tag::TableCell) => cells.push(String::new()),
                Event::Text(text) => {
                    if let Some(cell) = cells.last_mut() {
                        cell.push_str(text);
                    }
                }
                _ => {}
            }
        }
        let label = |cell: &&String| COLUMNS.is(cell.trim()) || cell.trim() == "#";
        let (labels, filled) = (cells.iter().filter(label).count(), cells.iter().filter(|c| !c.trim().is_empty()).count());
        labels > 0 && 3 * labels >= 2 * filled
    }
}

/// Gives lines the raw lines that they stand on: their spans, what is blank before them, and how far they are indented.
fn settle(lines: &mut [Line], text: &str, html: &[Range<usize>]) {
    let mut last = 0;
    for i in 0..lines.len() {
        let (start, end) = (lines[i].span.start as usize, lines[i].span.end as usize);
        let block = html.partition_point(|h| h.end <= start);
        if start < last || html.get(block).is_some_and(|h| h.start <= start) {
            last = last.max(end);
            continue;
        }
        let begin = text[last..start].rfind('\n').map_or(last, |n| last + n + 1);
        let limit = lines.get(i + 1).map_or(text.len(), |l| l.span.start as usize).max(end);
        let close = text[end..limit].find('\n').map_or(limit, |n| end + n + 1);
        let line = &mut lines[i];
        // a row of bars is no blank line
        line.blank_before = text[last..begin].lines().filter(|l| !l.contains('|')).count();
        let raw = &text[begin..start];
        let lead = raw.len() - raw.trim_start().len();
        line.indent = raw[..lead].chars().fold(0, |column, c| if c == '\t' { column / 8 * 8 + 8 } else { column + 1 });
        line.span = Span::new(line.span.file, begin, close);
        last = close;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let source = SourceFile::decode("a.md", text.as_bytes()).unwrap();
        let document = read(&source, FileId(0));
        let mut end = 0;
        for line in &document.lines {
            assert!(end <= line.span.start && line.span.range().len() >= line.passage.whole().len(), "{:?}", line.text());
            end = line.span.end;
        }
        let role = |l: &Line| l.role.map_or(String::new(), |r| format!("{r:?}: "));
        let sign = |l: &Line| if l.heading > 0 { "#".repeat(l.heading as usize) + " " } else { String::new() };
        document.lines.iter().map(|l| format!("{}{}{}", role(l), sign(l), l.text())).collect()
    }

    #[test]
    fn sets_what_converters_write() {
        for (text, want) in [
            ("# A\n\nb  \n*c*\\\nd\ne", &["# A", "b", "c", "d", "e"] as &[&str]),
            ("- [A Title](p1.pdf) 1-14\n  Jane Doe", &["Document: A Title\t1-14", "Jane Doe"]),
            ("| Title | Pages |\n|---|---|\n| A & B\\* | 1–8 |", &["Furniture: Title", "Furniture: Pages", "A & B*\t1–8"]),
            ("|**Session 1**|\n|---|\n|First<br>half .... 1|", &["Session 1", "First", "half .... 1"]),
            ("1\\. A Title\\\n   Jane Doe^1,2^\n2. B", &["1. A Title", "Jane Doe1,2", "2. B"]),
            ("A Title\n:   Jane Doe, 1", &["A Title", "Jane Doe, 1"]),
            ("- [[A Title]{.CEURTITLE}](p.pdf) [1-4]{.CEURPAGES}", &["Title: A Title\t1-4"]),
            ("---\ntitle: A Book\nlang: C\n---\nx", &["# A Book", "Furniture: lang: C", "x"]),
            ("A .. 1 *Jane Doe*\n\nB .... 2 *Jo Roe* C .... 5", &["A .. 1", "Jane Doe", "B .... 2", "Jo Roe", "C .... 5"]),
            ("```\nA   B\n```\n\n    C\n\n<table><tr><td>D</td></tr></table>", &["A   B", "C", "D"]),
            ("one\ntwo\nthree\n----\nfour", &["one", "two", "three", "four"]),
            ("::: {.a}\n![x](y.png) z\n:::", &["Furniture: ::: {.a}", "z", "Furniture: ::"]),
            ("a\x0c# B", &["a", "# B"]),
        ] {
            assert_eq!(told(text), want, "{text}");
        }
    }

    #[test]
    fn spans_lead_to_the_source() {
        let text = "x\n\n| **Jane &amp; Jo** \\[a\\] |\n|---|\n";
        let source = SourceFile::decode("a.md", text.as_bytes()).unwrap();
        let line = &read(&source, FileId(0)).lines[1];
        assert_eq!(line.text(), "Jane & Jo [a]");
        let back = |word: &str| line.text().find(word).map(|at| &text[line.passage.span(at..at + word.len()).range()]);
        assert_eq!([back("& Jo"), back("[a"), back("Jane")], [Some("&amp; Jo"), Some("[a"), Some("Jane")]);
    }
}
