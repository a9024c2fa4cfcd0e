//! Text that is set apart by its style. Where a converter lost the ends of lines, it tells where they were: names in
//! italics behind the page of a title, a title in italics behind the page of the one before.

use super::lines::State;
use crate::document::Line;
use crate::record::Pages;
use std::collections::HashMap;
use std::ops::Range;

/// Turns from a page to another style that make a habit.
const HABIT: usize = 2;

/// Where lines are set in another style than plain.
#[derive(Default)]
pub struct Emphasis {
    /// Stretches of the line that is being set.
    open: Vec<Stretch>,
    /// Stretches of each line, by where it begins in the source.
    lines: HashMap<u32, Vec<Stretch>>,
}

/// A part of a line's text in one style.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    at: Range<usize>,
    style: Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    bold: bool,
    emphasis: bool,
}

const PLAIN: Style = Style { bold: false, emphasis: false };
const BOLD: Style = Style { bold: true, emphasis: false };

impl Emphasis {
    /// Text of a length is set at a place of the line.
    pub fn set(&mut self, at: usize, len: usize, state: &State) {
        let style = Style { bold: state.bold && state.heading == 0, emphasis: state.emphasis };
        match self.open.last_mut() {
            Some(last) if last.at.end == at && last.style == style => last.at.end = at + len,
            _ if style == PLAIN => {}
            _ => self.open.push(Stretch { at: at..at + len, style }),
        }
    }

    /// The line ends that began at a place in the source.
    pub fn end_line(&mut self, from: usize) {
        let open = std::mem::take(&mut self.open);
        if !open.is_empty() {
            self.lines.insert(from as u32, open);
        }
    }

    /// How far a line is bold that goes on in plain text.
    pub fn bold(&self, line: &Line) -> Option<usize> {
        let stretches = self.stretches(line);
        let (first, next) = (stretches.first()?, stretches.get(1)?);
        (first.style == BOLD && next.style == PLAIN).then_some(first.at.end)
    }

    /// The lines, those cut that go on in another style behind a page, where that is the habit of the document.
    pub fn cut(self, lines: Vec<Line>) -> Vec<Line> {
        if self.lines.is_empty() {
            return lines;
        }
        let stretches: Vec<Vec<Stretch>> = lines.iter().map(|line| self.stretches(line)).collect();
        if turns(&lines, &stretches) < HABIT {
            return lines;
        }
        let alone = |i: usize| stretches.get(i).and_then(|s| if let [one] = &s[..] { Some(one.style) } else { None });
        let pages: Vec<bool> = lines.iter().map(|line| ends_in_page(line.text())).collect();
        // a title in italics on two lines, between a page and plain names with the next
        let goes_on = |i: usize| {
            let italics = |i: usize| alone(i).is_some_and(|style| style.emphasis);
            let names = alone(i + 1) == Some(PLAIN) && pages[i + 1];
            names && italics(i) && i > 1 && italics(i - 1) && pages[i - 2]
        };
        let joined: Vec<bool> = (0..lines.len()).map(|i| lines[i].blank_before == 0 && goes_on(i)).collect();
        let mut out: Vec<Line> = Vec::with_capacity(lines.len());
        let mut fresh = true;
        for (i, line) in lines.into_iter().enumerate() {
            let parts = parts(line.text(), &stretches[i], fresh);
            fresh = pages[i] || line.heading > 0;
            match (parts.len(), out.last_mut()) {
                (_, Some(last)) if joined[i] => {
                    last.passage.join(" ", &line.passage);
                    last.span = last.span.join(line.span);
                }
                (0 | 1, _) => out.push(line),
                _ => out.extend(line.parts(&parts)),
            }
        }
        out
    }

    /// The whole text of a line as stretches: those in one style side by side are one.
    fn stretches(&self, line: &Line) -> Vec<Stretch> {
        let text = line.text();
        let mut out: Vec<Stretch> = Vec::new();
        let mut put = |at: Range<usize>, style: Style| {
            let words = text[at.clone()].contains(char::is_alphanumeric);
            match out.last_mut() {
                Some(last) if last.style == style || !words => last.at.end = at.end,
                _ => out.push(Stretch { at, style }),
            }
        };
        let mut from = 0;
        if line.role.is_none()
            && let Some(styled) = self.lines.get(&line.span.start)
        {
            for stretch in styled.iter().filter(|s| s.at.end <= text.len()) {
                if stretch.at.start > from {
                    put(from..stretch.at.start, PLAIN);
                }
                put(stretch.at.clone(), stretch.style);
                from = stretch.at.end;
            }
        }
        if from < text.len() {
            put(from..text.len(), PLAIN);
        }
        out
    }
}

/// How often a page is followed by another style, on the line or on the next.
fn turns(lines: &[Line], stretches: &[Vec<Stretch>]) -> usize {
    let within = |(line, parts): (&Line, &Vec<Stretch>)| {
        parts.windows(2).filter(|w| w[0].style != w[1].style && ends_in_page(&line.text()[w[0].at.clone()])).count()
    };
    let across = |i: usize| {
        let (last, next) = (stretches[i].last(), stretches[i + 1].first());
        last.zip(next).is_some_and(|(a, b)| a.style != b.style) && ends_in_page(lines[i].text())
    };
    let across = (0..lines.len().saturating_sub(1)).filter(|i| across(*i)).count();
    lines.iter().zip(stretches).map(within).sum::<usize>() + across
}

/// Where a line is cut; `fresh` where nothing that it could go on with stands before it.
fn parts(text: &str, stretches: &[Stretch], mut fresh: bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, stretch) in stretches.iter().enumerate() {
        let Some(last) = i.checked_sub(1).map(|i| &stretches[i]) else {
            out.push(stretch.at.clone());
            continue;
        };
        let (before, after) = (&text[last.at.clone()], &text[stretch.at.clone()]);
        let page = ends_in_page(before) || ends_in_leader(before);
        // some words on their own, and what could begin a line after them
        let whole = fresh && last.style != PLAIN && before.split_whitespace().count() > 1 && begins(after);
        if page || whole {
            out.push(stretch.at.clone());
            fresh = true;
        } else {
            fresh = false;
            if let Some(open) = out.last_mut() {
                open.end = stretch.at.end;
            }
        }
    }
    out
}

/// A text that may begin a title or a name.
fn begins(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘¿¡".contains(c))
        || text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// A text that ends in a page with something before it.
fn ends_in_page(text: &str) -> bool {
    let text = text.trim_end();
    let Some((before, page)) = text.rsplit_once(|c: char| c.is_whitespace() || c == '.' || c == '…') else { return false };
    let year = page.len() == 4 && (page.starts_with("19") || page.starts_with("20"));
    !year && !before.trim().is_empty() && Pages::parse(page).is_some()
}

/// A text that ends in dots that lead to a page, which was lost.
fn ends_in_leader(text: &str) -> bool {
    let signs = text.trim_end().chars().rev().take_while(|c| *c == '.' || *c == '…' || *c == ' ');
    signs.map(|c| if c == '…' { 3 } else { usize::from(c == '.') }).sum::<usize>() >= 4
}
