//! A volume as text that people like to read.

mod audit;
mod contents;
mod people;
mod title;
mod trace;

use crate::record::Volume;
use crate::source::{Sources, Span};
use crate::terminal::{Paint, Style, pad, plain, width, wrap};

pub use audit::audit;
pub use trace::trace;

/// Draws the volume for a page of `width` columns. Empty parts are left out.
pub fn text(volume: &Volume, sources: &Sources, width: usize, colour: bool) -> String {
    let mut page = Page { sources, width: width.max(40), paint: Paint(colour), lines: Vec::new() };
    title::draw(&mut page, volume);
    contents::draw(&mut page, volume);
    people::draw(&mut page, volume);
    audit::draw(&mut page, volume);
    page.finish()
}

/// The page that is being drawn.
struct Page<'a> {
    sources: &'a Sources,
    width: usize,
    paint: Paint,
    lines: Vec<String>,
}

impl Page<'_> {
    fn line(&mut self, line: impl AsRef<str>) {
        self.lines.push(line.as_ref().trim_end().to_owned());
    }

    /// An empty line, unless there is one already.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// The heading of a part, with a remark.
    fn heading(&mut self, title: &str, remark: &str) {
        self.gap();
        if width(title) + width(remark) + 4 > self.width {
            self.hang(0, "", title, Some(Style::Bold));
            self.hang(2, "", remark, None);
            return self.gap();
        }
        let rule = "─".repeat(self.width.saturating_sub(width(title) + width(remark) + 2 + 2 * usize::from(!remark.is_empty())));
        let mut line = self.paint.with(Style::Bold, title);
        if !remark.is_empty() {
            line.push_str(&format!("  {remark}"));
        }
        self.line(format!("{line}  {}", self.paint.with(Style::Dim, &rule)));
        self.gap();
    }

    /// A text in the column from `indent` on, after a lead that stands in the first `indent` columns.
    fn hang(&mut self, indent: usize, lead: &str, text: &str, style: Option<Style>) {
        for (i, line) in wrap(text, self.width.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if i == 0 { pad(lead, indent) } else { " ".repeat(indent) };
            let line = style.map_or(line.clone(), |style| self.paint.with(style, &line));
            self.line(lead + &line);
        }
    }

    /// Rows of left and right, the right ones aligned and wrapped; the left column takes at most two fifths.
    fn table(&mut self, indent: usize, rows: &[(String, String)]) {
        let most = (self.width - indent) * 2 / 5;
        let left = rows.iter().map(|(l, _)| width(l)).filter(|w| *w <= most).max().unwrap_or(most);
        for (name, text) in rows {
            let lead = format!("{}{name}", " ".repeat(indent));
            match text.as_str() {
                "" => self.hang(indent, "", name, None),
                _ if width(name) > left => {
                    self.hang(indent, "", name, None);
                    self.hang(indent + left + 2, "", text, None);
                }
                _ => self.hang(indent + left + 2, &lead, text, None),
            }
        }
    }

    /// Short texts in columns that read downwards.
    fn columns(&mut self, indent: usize, texts: &[String]) {
        let room = self.width - indent;
        let wide = texts.iter().map(|t| width(t)).max().unwrap_or(0) + 2;
        let columns = ((room + 2) / wide).clamp(1, texts.len().max(1));
        if wide > room + 2 {
            return texts.iter().for_each(|t| self.hang(indent, "", t, None));
        }
        let rows = texts.len().div_ceil(columns);
        for row in 0..rows {
            let cells = texts.iter().skip(row).step_by(rows);
            let line: String = cells.map(|t| pad(t, wide)).collect();
            self.line(format!("{}{}", " ".repeat(indent), line));
        }
    }

    /// `line 12` or `lines 12–14`, with the file's name where there are several.
    fn place(&self, span: Span) -> String {
        let Some((name, first, last)) = lines(self.sources, span) else { return String::new() };
        let lines = if first == last { format!("line {first}") } else { format!("lines {first}–{last}") };
        if self.sources.files.len() > 1 { format!("{name}, {lines}") } else { lines }
    }

    fn finish(mut self) -> String {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        let mut text = self.lines.join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// Name of the file and first and last line of a span; None where it does not lie in the sources.
fn lines(sources: &Sources, span: Span) -> Option<(String, usize, usize)> {
    let file = sources.files.get(span.file.0 as usize)?;
    if span.end as usize > file.text.len() || span.start > span.end {
        return None;
    }
    let (first, last) = file.lines(span);
    Some((plain(&file.name), first, last.max(first)))
}

#[cfg(test)]
mod tests;
