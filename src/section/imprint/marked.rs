//! What the markup of a title page says outright: title, short title, editors with their affiliations, date of
//! publication. Nothing is believed that has no words.

use super::Imprint;
use super::forms::{FORMS, names_meeting};
use crate::document::{Line, Passage, Role, trim};
use crate::layout::byline::{self, Byline, Grouping, Lexicon, MARKS};
use crate::layout::joining::one_line;
use crate::layout::words;
use crate::record::place::country_at_end;
use crate::record::slug::key;
use crate::record::{PartialDate, Signature};
use crate::source::Spanned;

pub fn read(lines: &[&Line], lexicon: &Lexicon, out: &mut Imprint) {
    title(lines, out);
    acronym(lines, out);
    editors(lines, lexicon, out);
    for line in lines {
        match line.role {
            Some(Role::Published) => published(line, out),
            Some(Role::Number | Role::Identifier) => out.furniture.push((line.span, "identifier")),
            _ => {}
        }
    }
}

/// The first marked title of the volume, else of the meeting, that could be one.
fn title(lines: &[&Line], out: &mut Imprint) {
    let is_title = |l: &&&Line| l.text().split_whitespace().count() >= 2 && l.text().len() < 400;
    let of = |role: Role| lines.iter().filter(|l| l.role == Some(role)).find(is_title);
    let Some(line) = of(Role::Volume).or_else(|| of(Role::Event)) else { return };
    let text = line.text();
    let end = match FORMS.bracket.captures(text) {
        Some(c) => {
            super::take_acronym(&line.passage, &c, out);
            c.get(0).filter(|m| text[m.end()..].trim().is_empty()).map_or(text.len(), |m| m.start())
        }
        None => text.len(),
    };
    let passage = line.passage.trimmed(0..end);
    out.proceedings.title = Some(Spanned::new(one_line(&passage), passage.whole()));
    for other in lines.iter().filter(|l| matches!(l.role, Some(Role::Volume | Role::Event)) || names_meeting(l.text()) && l.heading > 0) {
        if super::repeats(text, other.text()) {
            out.claim(other, "title");
        }
    }
}

/// `WIMP 2031`: the acronym and the year.
fn acronym(lines: &[&Line], out: &mut Imprint) {
    let Some(line) = lines.iter().find(|l| l.role == Some(Role::Acronym) && l.text().len() < 60) else { return };
    let text = line.text();
    let year = FORMS.year.find(text);
    let name = trim(text, 0..year.filter(|y| y.start() > 0).map_or(text.len(), |y| y.start()));
    let name = name.start..name.start + text[name].trim_end_matches([' ', '-', '\'', '’', '@']).len();
    if !name.is_empty() {
        out.event.acronym = Some(Spanned::new(text[name.clone()].to_owned(), line.passage.span(name)));
    }
    out.event.year = out.event.year.or_else(|| year.and_then(|y| y.as_str().parse().ok()));
    out.proceedings.short_title = Some(Spanned::new(one_line(&line.passage), line.passage.whole()));
    out.claim(line, "short-title");
}

fn published(line: &Line, out: &mut Imprint) {
    let text = line.text();
    let year =
        || text.parse().ok().filter(|year| (1000..3000).contains(year)).map(|year| (PartialDate { year, month: None }, 0..text.len()));
    if let Some((date, at)) = PartialDate::find(text).or_else(year) {
        out.proceedings.published = Some(Spanned::new(date, line.passage.span(at)));
        out.claim(line, "imprint-date");
    }
}

/// Marked editors: `Jane Doe, Ghent Tech, Belgium`, or `Jane Doe *` and below `* Ghent Tech, Belgium`.
fn editors(lines: &[&Line], lexicon: &Lexicon, out: &mut Imprint) {
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| l.role == Some(Role::Editor)) {
        let mut found = one_editor(&line.passage, lexicon);
        if let [editor] = found.as_mut_slice()
            && editor.affiliations.is_empty()
            && let Some((note, passage)) = mark(line.text()).and_then(|mark| note(&lines[i + 1..], mark))
        {
            editor.affiliations = Byline::of(&passage).affiliations(0..passage.text.len(), lexicon);
            out.claim(note, "affiliation");
        }
        if !found.is_empty() {
            out.proceedings.editors.extend(found);
            out.claim(line, "editor");
        }
    }
    if !out.proceedings.editors.is_empty()
        && let Some(label) = lines.iter().find(|l| matches!(key(l.text()).as_str(), "edited by" | "editors" | "editor" | "volume editors"))
    {
        out.claim(label, "editors");
    }
}

/// The names of one line of editors; after the first comma stands an affiliation, if it does not look like more names.
pub fn one_editor(passage: &Passage, lexicon: &Lexicon) -> Vec<Signature> {
    let text = passage.text.as_str();
    if let Some(at) = text.find(',').filter(|_| !byline::has_brackets(text)) {
        let rest = &text[at + 1..];
        let land = country_at_end(text).is_some();
        let organization = land || words::names_organization(rest) || words::has_acronym(rest);
        if organization && words::could_be_name(text[..at].trim_end_matches(MARKS)) {
            return Byline::of(passage).entry(0..at, Some(at + 1..text.len()), lexicon).into_iter().collect();
        }
    }
    byline::read(passage, Grouping::Names, lexicon)
}

/// The sign after a name that points to a note.
fn mark(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches([',', ' ']);
    let mark = &bare[bare.trim_end_matches(|c: char| MARKS.contains(&c) || c.is_ascii_digit()).len()..];
    (!mark.is_empty()).then_some(mark)
}

/// The line that begins with a sign, and what it says after it.
fn note<'a>(lines: &[&'a Line], mark: &str) -> Option<(&'a Line, Passage)> {
    lines.iter().take(60).find_map(|line| {
        let rest = line.text().strip_prefix(mark)?;
        let own = !rest.starts_with(|c: char| MARKS.contains(&c) || c.is_ascii_digit());
        let start = line.text().len() - rest.trim_start_matches([' ', ')', '.', ':']).len();
        let passage = line.passage.trimmed(start..line.text().len());
        (own && line.role.is_none() && !passage.is_empty()).then_some((*line, passage))
    })
}
