//! The entries and headings of a list that was read as a sequence of entries.

use super::{Contents, Entry, Heading, apart, kind_of_heading, push_day, session_title};
use crate::document::{Line, Passage, Role};
use crate::layout::byline::{self, Grouping, Lexicon};
use crate::layout::cues;
use crate::layout::joining::{Hyphens, join};
use crate::layout::look::Look;
use crate::list::{self, Item};
use crate::record::{ContributionKind, Pages};
use crate::source::Spanned;
use std::ops::Range;

/// What is being gathered.
struct Gathering<'a> {
    lines: &'a [&'a Line],
    looks: &'a [&'a Look],
    year: Option<i32>,
    lexicon: &'a Lexicon,
    headings: Vec<Heading>,
    heading: Option<usize>,
    day: Option<usize>,
}

pub(super) fn gather(
    items: &[Item],
    lines: &[&Line],
    looks: &[&Look],
    year: Option<i32>,
    lexicon: &Lexicon,
    out: &mut Contents,
) -> (Vec<Entry>, Vec<Heading>) {
    let mut gathering = Gathering { lines, looks, year, lexicon, headings: Vec::new(), heading: None, day: None };
    let mut entries = Vec::new();
    for item in items {
        match item {
            Item::Entry(entry) => entries.push(gathering.entry(entry, out)),
            Item::Heading(range) => gathering.heading(range.clone(), out),
            Item::Folio(i) => out.furniture.push((lines[*i].span, "folio")),
            Item::Section(range) => out.furniture.extend(range.clone().map(|i| (lines[i].span, "section"))),
            Item::Other(range) => range.clone().for_each(|i| gathering.other(i, out)),
        }
    }
    (entries, gathering.headings)
}

impl Gathering<'_> {
    fn entry(&self, entry: &list::Entry, out: &mut Contents) -> Entry {
        for i in entry.lines.clone() {
            let what = match i {
                i if entry.titled.contains(&i) => "title",
                i if entry.named.contains(&i) => "byline",
                _ => "page",
            };
            out.read.push((self.lines[i].span, what));
        }
        let span = entry.lines.clone().map(|i| self.lines[i].passage.whole()).reduce(|a, b| a.join(b));
        // `Lead authors: ` begins another group of names
        let mut groups: Vec<Vec<(Option<Role>, Passage)>> = vec![Vec::new()];
        for (i, passage) in &entry.names {
            let label = cues::authored(&passage.text).filter(|at| *at < passage.text.len());
            if label.is_some() && groups.last().is_some_and(|g| !g.is_empty()) {
                groups.push(Vec::new());
            }
            let names = label.map_or_else(|| passage.clone(), |at| passage.trimmed(at..passage.text.len()));
            groups.last_mut().into_iter().for_each(|g| g.push((self.lines[*i].role, names.clone())));
        }
        let pages = entry.page.as_ref().and_then(|(i, at)| {
            let passage = &self.lines[*i].passage;
            let known = self.looks[*i].tail.as_ref().filter(|t| t.at == *at).and_then(|t| t.pages.clone());
            Some(Spanned::new(known.or_else(|| Pages::parse(&passage.text[at.clone()]))?, passage.span(at.clone())))
        });
        let lost = |i: usize| self.looks[i].tail.as_ref().is_some_and(|t| t.pages.is_none()) && !self.lines[i].open_gap;
        Entry {
            lost_page: pages.is_none() && entry.lines.clone().any(lost),
            title: entry.title.clone(),
            run: entry.run,
            bylines: groups.iter().flat_map(|names| apart(names)).collect(),
            pages,
            span: span.unwrap_or_else(|| entry.title.whole()),
            heading: self.heading,
            margin: entry.margin,
        }
    }

    fn heading(&mut self, range: Range<usize>, out: &mut Contents) {
        let first = range.start;
        let (line, look) = (self.lines[first], self.looks[first]);
        let text = line.text();
        if look.day.is_some() {
            self.day = Some(push_day(line, look, self.year, out));
            self.heading = None;
            out.read.push((line.span, "day"));
        } else if let Some(at) = cues::chair(text) {
            self.chairs(first, at);
        } else if cues::is_pause(&text[look.body.clone()], look.timed) || cues::is_award(text) {
            return self.other(first, out);
        } else {
            let chair = range.clone().skip(1).find_map(|i| cues::chair(self.lines[i].text()).map(|at| (i, at)));
            let title: Vec<Passage> = range
                .clone()
                .filter(|i| chair.is_none_or(|c| c.0 != *i))
                .map(|i| {
                    self.lines[i].passage.trimmed(if i == first {
                        look.body.start..line.text().len()
                    } else {
                        0..self.lines[i].text().len()
                    })
                })
                .collect();
            let (passage, number) = session_title(&join(&title, Hyphens::InText));
            let kind = kind_of_heading(&passage.text);
            let is_session = !matches!(kind, ContributionKind::Keynote) || number.is_some();
            let lines = range.clone().map(|i| (self.lines[i].span, "session")).collect();
            self.headings.push(Heading { passage, number, kind, is_session, day: self.day, chairs: Vec::new(), lines });
            self.heading = Some(self.headings.len() - 1);
            if let Some((i, at)) = chair {
                self.chairs(i, at);
            }
            return;
        }
        for i in range.skip(1) {
            self.heading(i..i + 1, out);
        }
    }

    fn chairs(&mut self, i: usize, at: usize) {
        let passage = &self.lines[i].passage;
        let chairs = byline::read(&passage.trimmed(at..passage.text.len()), Grouping::Commas, self.lexicon);
        if let Some(head) = self.heading.and_then(|h| self.headings.get_mut(h)) {
            head.chairs.extend(chairs);
            head.lines.push((self.lines[i].span, "session-chair"));
        }
    }

    /// Breaks and praise are furniture, the rest stays in plain sight.
    fn other(&self, i: usize, out: &mut Contents) {
        let (line, look) = (self.lines[i], self.looks[i]);
        if cues::is_pause(&line.text()[look.body.clone()], look.timed) {
            out.furniture.push((line.span, "break"));
        } else if cues::is_award(line.text()) {
            out.furniture.push((line.span, "award"));
        }
    }
}
