//! Title pages: title, event, dates, place, publisher, periodical, identifiers.

mod book;
pub mod editors;
mod event;
mod forms;
mod holding;
mod makers;
mod marked;
mod notes;
mod titles;

use crate::diagnostic::{self, Diagnostic};
use crate::document::{Line, Passage, trim};
use crate::layout::byline::Lexicon;
use crate::layout::cues;
use crate::layout::joining::{Hyphens, join, one_line};
use crate::layout::words;
use crate::lexicon::{self, Phrases};
use crate::record::identifier::Found;
use crate::record::slug::key;
use crate::record::{DateRange, Event, Identifier, PartialDate, Periodical, Place, Proceedings, Repair};
use crate::source::{Span, Spanned};
use std::sync::LazyLock;

use forms::{FORMS, is_proceedings, is_subtitle, names_periodical};

static IMPRINT: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("imprint"));
static TITLE_LABEL: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("title label"));

pub use forms::{is_proceedings as says_proceedings, names_meeting};

/// What title pages say, and what each of their lines was read as.
#[derive(Default)]
pub struct Imprint {
    pub proceedings: Proceedings,
    pub event: Event,
    /// The line that names the event, where the title does not.
    meeting: Option<Passage>,
    pub read: Vec<(Span, &'static str)>,
    /// Lines that repeat or adorn.
    pub furniture: Vec<(Span, &'static str)>,
    pub repairs: Vec<Repair>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Imprint {
    fn claim(&mut self, line: &Line, what: &'static str) {
        self.read.push((line.span, what));
    }

    fn is_claimed(&self, line: &Line) -> bool {
        self.read.iter().any(|(s, _)| *s == line.span)
    }
}

pub fn read(lines: &[&Line], lexicon: &Lexicon) -> Imprint {
    if lines.iter().any(|line| holding::apart(line).is_some()) {
        let parts: Vec<Line> = lines.iter().flat_map(|line| holding::apart(line).unwrap_or_else(|| vec![(*line).clone()])).collect();
        return read(&parts.iter().collect::<Vec<_>>(), lexicon);
    }
    let mut out = Imprint::default();
    marked::read(lines, lexicon, &mut out);
    holding::read(lines, &mut out);
    numbers(lines, &mut out);
    if out.proceedings.title.is_none() {
        titles::titles(lines, &mut out);
    }
    series_below(lines, &mut out);
    makers::publisher(lines, &mut out);
    if out.proceedings.editors.is_empty() {
        editors::editors(lines, lexicon, &mut out);
    }
    if out.proceedings.title.is_some() {
        event::event(&mut out);
        holding::days_without_year(lines, &mut out);
    } else {
        book::title(lines, &mut out);
    }
    part(lines, &mut out);
    notes::notes(lines, &mut out);
    out
}

/// Volume and issue, identifiers, imprint date, periodical.
fn numbers(lines: &[&Line], out: &mut Imprint) {
    let f = &*FORMS;
    let mut issue: Option<(Spanned<String>, Spanned<String>)> = None;
    for (i, line) in lines.iter().enumerate() {
        let text = line.text();
        for found in Identifier::find_all(text) {
            identifier(line, &found, lines.get(i + 1).copied(), out);
        }
        if issue.is_none()
            && let Some(c) = f.issue.captures(text)
        {
            let part = |i: usize| c.get(i).map(|m| Spanned::new(m.as_str().to_owned(), line.passage.span(m.range())));
            issue = part(1).zip(part(2));
            out.claim(line, "volume-issue");
        }
        if out.proceedings.published.is_none()
            && DateRange::find(text).is_none()
            && text.len() < 40
            && let Some((date, at)) = PartialDate::find(text)
        {
            out.proceedings.published = Some(Spanned::new(date, line.passage.span(at)));
            out.claim(line, "imprint-date");
        }
        if out.proceedings.periodical.is_none()
            && let Some(c) = f.series.captures(text)
            && !f.issue.is_match(text)
            && c[1].bytes().filter(u8::is_ascii_digit).count() < 4
            && !f.year.is_match(&c[1])
            && !f.year.is_match(&c[2])
            && (words::costs(&c[1]).title < words::costs(&c[1]).person)
            && text.len() > 6
            && !names_meeting(text)
            && !is_imprint(text)
        {
            let part = |i: usize| c.get(i).map(|m| Spanned::new(m.as_str().trim().to_owned(), line.passage.span(m.range())));
            if let (Some(title), volume) = (part(1), part(2)) {
                out.proceedings.periodical = Some(Periodical { title, subtitle: None, volume, issue: None });
                out.claim(line, "series");
            }
        }
    }
    let Some((volume, number)) = issue else { return };
    let Some(line) = lines.iter().find(|l| names_periodical(l.text()) && l.text().split_whitespace().count() <= 8 && !out.is_claimed(l))
    else {
        return;
    };
    let printed = one_line(&line.passage);
    let title = capitals(&printed);
    if title != printed {
        let (name, span, repaired) = ("logo-capitals".into(), line.passage.whole(), title.clone());
        out.repairs.push(Repair { name, span, printed, repaired, confidence: 1.0 });
    }
    out.claim(line, "periodical");
    let subtitle = lines.iter().position(|l| is_subtitle(l.text())).map(|i| {
        let block: Vec<&Line> = block(lines, i, 3, |_| false);
        block.iter().for_each(|l| out.claim(l, "subtitle"));
        let passage = join(block.iter().map(|l| &l.passage), Hyphens::InText);
        Spanned::new(one_line(&passage), passage.whole())
    });
    out.proceedings.periodical =
        Some(Periodical { title: Spanned::new(title, line.passage.whole()), subtitle, volume: Some(volume), issue: Some(number) });
}

/// One identifier of a line, which may go on below; what fails its check is told.
fn identifier(line: &Line, found: &Found, next: Option<&Line>, out: &mut Imprint) {
    let span = line.passage.span(found.at.clone());
    let Some(identifier) = &found.identifier else {
        let message = "the check digit does not fit the other digits: one of them is misprinted or misread";
        out.diagnostics.push(Diagnostic::new(&diagnostic::VALUE_DOUBTFUL, span, message));
        return;
    };
    out.claim(line, "identifier");
    let below = next.filter(|n| n.blank_before == 0 && matches!(identifier, Identifier::Doi(_)));
    let broken = below.and_then(|n| Identifier::broken(line.text(), &found.at, n.text()).map(|(whole, end)| (n, whole, end)));
    let Some((next, whole, end)) = broken else {
        out.proceedings.identifiers.push(Spanned::new(identifier.clone(), span));
        return;
    };
    let span = span.join(next.passage.span(0..end));
    out.diagnostics.push(Diagnostic::new(&diagnostic::VALUE_DOUBTFUL, span, "broken over two lines, which were read as one name"));
    out.proceedings.identifiers.push(Spanned::new(whole, span));
    out.claim(next, "identifier");
}

/// A series whose number stands on a line below it: `Lecture Notes in Clockwork`, `Volume P-77`.
fn series_below(lines: &[&Line], out: &mut Imprint) {
    if out.proceedings.periodical.is_some() {
        return;
    }
    let found = lines.iter().enumerate().find_map(|(i, line)| {
        let number = FORMS.volume.captures(line.text())?.get(1)?;
        let above = lines[..i].iter().rev().take(3).rfind(|l| FORMS.series_name.is_match(l.text()) && !out.is_claimed(l))?;
        Some((*line, number, *above))
    });
    let Some((line, number, above)) = found else { return };
    let text = above.text();
    let end = text.rfind([' ', '\u{a0}']).filter(|at| is_proceedings(&text[*at..])).map_or(text.len(), |at| at);
    let title = above.passage.trimmed(0..text[..end].trim_end_matches([' ', '-', '–', '—', ',', ':']).len());
    let volume = Spanned::new(number.as_str().to_owned(), line.passage.span(number.range()));
    out.proceedings.periodical =
        Some(Periodical { title: Spanned::new(one_line(&title), title.whole()), subtitle: None, volume: Some(volume), issue: None });
    out.claim(above, "series");
    out.claim(line, "series");
}

/// Which part of a set it is, and what that is called: `Part II: Loud Machines`, `Proceedings, Volume 2`.
fn part(lines: &[&Line], out: &mut Imprint) {
    if out.proceedings.subtitle.is_some() || out.proceedings.title.is_none() {
        return;
    }
    let found = lines.iter().find_map(|line| {
        let text = line.text();
        let start = text.find([',', ' ']).filter(|at| is_proceedings(&text[..*at])).map_or(0, |at| at + 1);
        let range = trim(text, start..text.len());
        let end = cues::part(&text[range.clone()])?;
        let number = text[range.clone()][..end].rsplit([' ', '.']).next().unwrap_or("");
        let few = number.parse().map_or(true, |n: u32| n < 20);
        (few && !out.is_claimed(line) && !FORMS.issue.is_match(text)).then(|| (*line, line.passage.slice(range)))
    });
    if let Some((line, passage)) = found {
        out.proceedings.subtitle = Some(Spanned::new(one_line(&passage), passage.whole()));
        out.claim(line, "subtitle");
    }
}

/// A logo in small letters gets the capitals of a title.
fn capitals(text: &str) -> String {
    let word = |w: &str| {
        let mut chars = w.chars();
        chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
    };
    text.split(' ')
        .map(|w| if matches!(w, "of" | "on" | "the" | "and" | "for" | "in" | "to") { w.to_owned() } else { word(w) })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Lines from `i` on that no blank line parts, at most `most`, up to one that `stop` holds for.
fn block<'a>(lines: &[&'a Line], i: usize, most: usize, stop: impl Fn(&Line) -> bool) -> Vec<&'a Line> {
    let mut out = vec![lines[i]];
    for line in &lines[i + 1..] {
        if line.blank_before > 0 || out.len() == most || stop(line) {
            break;
        }
        out.push(line);
    }
    out
}

/// Three words in five of the shorter text stand in the longer one.
fn repeats(one: &str, other: &str) -> bool {
    let (one, other) = (key(one), key(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    let words: std::collections::HashSet<&str> = long.split(' ').collect();
    let shared = short.split(' ').filter(|w| words.contains(w)).count();
    shared * 5 >= short.split(' ').count() * 3
}

fn take_acronym(passage: &Passage, c: &regex::Captures<'_>, out: &mut Imprint) {
    let Some(acronym) = c.get(1) else { return };
    let capitals = acronym.as_str().chars().filter(|c| c.is_uppercase()).count();
    if capitals < 2 && c.get(2).is_none() || out.event.acronym.is_some() {
        return;
    }
    out.event.acronym = Some(Spanned::new(acronym.as_str().trim().to_owned(), passage.span(acronym.range())));
    if let (Some(whole), true) = (c.get(0), c.get(2).or(c.get(3)).or(c.get(4)).is_some()) {
        let inner = trim(&passage.text, acronym.start()..whole.end());
        let inner = inner.start..inner.start + passage.text[inner.clone()].trim_end_matches([')', ' ']).len();
        out.proceedings.short_title.get_or_insert_with(|| Spanned::new(passage.text[inner.clone()].to_owned(), passage.span(inner)));
    }
    year_of(c, out);
}

fn year_of(c: &regex::Captures<'_>, out: &mut Imprint) {
    let two = c.get(2).or(c.get(4)).and_then(|y| y.as_str().parse::<i32>().ok()).map(|y| if y < 50 { 2000 + y } else { 1900 + y });
    let four = c.get(3).and_then(|y| y.as_str().parse().ok());
    if out.event.year.is_none() {
        out.event.year = two.or(four);
    }
}

/// A line that is nothing but acronym and year.
fn short_title(lines: &[&Line], out: &mut Imprint) {
    for line in lines {
        let Some(c) = FORMS.short.captures(line.text()) else { continue };
        if out.is_claimed(line) && out.proceedings.short_title.as_ref().is_none_or(|s| key(&s.value) != key(line.text())) {
            continue;
        }
        // "Weave'11" as well, but not "June '11"
        let short_year = c.get(2).is_some() && PartialDate::find(line.text()).is_none();
        if short_year || c.get(1).is_some_and(|a| a.as_str().chars().filter(|c| c.is_uppercase()).count() >= 2) {
            let acronym = c.get(1).map(|a| Spanned::new(a.as_str().to_owned(), line.passage.span(a.range())));
            // alone on its line it is more of a title than in brackets
            out.proceedings.short_title = Some(Spanned::new(one_line(&line.passage), line.passage.whole()));
            if out.event.acronym.is_none() {
                out.event.acronym = acronym;
            }
            year_of(&c, out);
            out.claim(line, "short-title");
            return;
        }
    }
}

/// Lines that belong to the imprint rather than to a title.
fn is_imprint(text: &str) -> bool {
    let f = &*FORMS;
    let folded = key(text);
    f.copyright.is_match(text)
        || f.published_by.is_match(text)
        || f.issue.is_match(text)
        || !Place::find_all(text).is_empty()
        || IMPRINT.whole(&folded).is_some()
        || folded.ends_with(" eds")
        || folded.ends_with(" ed")
}
