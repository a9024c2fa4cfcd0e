//! The entries and headings of a list whose lines were labelled one by one.

use super::{Contents, Entry, Heading, apart, kind_of_heading, push_day, session_title};
use crate::document::{Line, Passage, Role};
use crate::layout::byline::{self, Grouping, Lexicon};
use crate::layout::cues;
use crate::layout::joining::{Hyphens, join};
use crate::layout::look::Look;
use crate::layout::path::{self, Label, Lines, Order};
use crate::record::{ContributionKind, Pages};
use crate::source::{Span, Spanned};

pub(super) fn gather(
    lines: &[&Line],
    looks: &[&Look],
    year: Option<i32>,
    lexicon: &Lexicon,
    out: &mut Contents,
) -> (Vec<Entry>, Vec<Heading>) {
    let (setting, labels) = path::label(&Lines::new(lines, looks));
    let (authors_first, one_run) = (setting.order == Order::AuthorsFirst, setting.order == Order::OneRun);
    let (mut entries, mut headings): (Vec<Entry>, Vec<Heading>) = (Vec::new(), Vec::new());
    let (mut titles, mut bylines): (Vec<Passage>, Vec<(Option<Role>, Passage)>) = (Vec::new(), Vec::new());
    let (mut pages, mut lost, mut span): (Option<Spanned<Pages>>, bool, Option<Span>) = (None, false, None);
    let (mut heading, mut day): (Option<usize>, Option<usize>) = (None, None);
    // lines of the entry at hand: they are read when it is one
    let mut claims: Vec<(Span, &'static str)> = Vec::new();
    for i in 0..=lines.len() {
        let label = labels.get(i).copied();
        let begins = match label {
            Some(Label::Title) => !authors_first || !titles.is_empty(),
            Some(Label::Byline) => authors_first && !titles.is_empty(),
            Some(Label::TitleMore | Label::Page) => false,
            _ => true,
        };
        if begins && !titles.is_empty() {
            let title = join(&titles, Hyphens::InText);
            let signed = apart(&bylines);
            let run = one_run && signed.is_empty();
            let span = span.unwrap_or_else(|| title.whole());
            entries.push(Entry { title, run, bylines: signed, pages: pages.take(), lost_page: lost, span, heading, margin: f32::INFINITY });
            out.read.append(&mut claims);
        }
        if begins && (!titles.is_empty() || !authors_first) {
            titles.clear();
            bylines.clear();
            claims.clear();
            (pages, lost, span) = (None, false, None);
        }
        let Some(label) = label else { break };
        let (line, look) = (lines[i], looks[i]);
        let body = line.passage.trimmed(look.body.clone());
        if matches!(label, Label::Title | Label::TitleMore | Label::Byline | Label::Page) {
            match &look.tail {
                Some(tail) if tail.pages.is_none() && !line.open_gap && pages.is_none() => lost = true,
                Some(tail) if look.chained && pages.is_none() => {
                    pages = tail.pages.clone().map(|p| Spanned::new(p, line.passage.span(tail.at.clone())));
                    lost = false;
                }
                _ => {}
            }
            let here = line.passage.whole();
            span = Some(span.map_or(here, |s: Span| s.join(here)));
        }
        // a number that is no page is part of the text
        let text = if look.chained || look.tail.as_ref().is_none_or(|t| t.pages.is_none()) {
            body
        } else {
            line.passage.trimmed(look.body.start..line.text().len())
        };
        match label {
            Label::Title | Label::TitleMore => titles.push(text),
            Label::Byline => bylines.push((line.role, text)),
            Label::Page => {}
            Label::Session => {
                let (passage, number) = session_title(&text);
                let kind = kind_of_heading(&text.text);
                let is_session = !matches!(kind, ContributionKind::Keynote) || number.is_some();
                headings.push(Heading { passage, number, kind, is_session, day, chairs: Vec::new(), lines: vec![(line.span, "session")] });
                heading = Some(headings.len() - 1);
            }
            Label::Day => {
                day = Some(push_day(line, look, year, out));
                heading = None;
            }
            Label::Chair => {
                let at = cues::chair(&text.text).unwrap_or(0);
                let chairs = byline::read(&text.trimmed(at..text.text.len()), Grouping::Commas, lexicon);
                if let Some(head) = heading.and_then(|h| headings.get_mut(h)) {
                    head.chairs.extend(chairs);
                    head.lines.push((line.span, "session-chair"));
                }
            }
            Label::Other => {}
        }
        match label {
            Label::Title | Label::TitleMore => claims.push((line.span, "title")),
            Label::Byline => claims.push((line.span, "byline")),
            Label::Page => claims.push((line.span, "page")),
            Label::Day => out.read.push((line.span, "day")),
            Label::Other if cues::is_pause(&line.text()[look.body.clone()], look.timed) => out.furniture.push((line.span, "break")),
            Label::Other if cues::is_award(line.text()) => out.furniture.push((line.span, "award")),
            // claimed by what stands below them, or left in plain sight
            Label::Session | Label::Chair | Label::Other => {}
        }
    }
    (entries, headings)
}
