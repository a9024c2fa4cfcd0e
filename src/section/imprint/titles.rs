//! The title of proceedings: what begins with that word, else what names a meeting.

use super::forms::{FORMS, before_host, goes_on, is_proceedings, names_meeting, stands_alone};
use super::{Imprint, TITLE_LABEL, block, holding, is_imprint, repeats, short_title, take_acronym};
use crate::document::{Line, Passage};
use crate::layout::joining::{Hyphens, is_open, join, one_line};
use crate::layout::look::{self, capitals};
use crate::layout::{cues, words};
use crate::record::ordinal::Ordinals;
use crate::record::slug::key;
use crate::record::{DateRange, script};
use crate::source::{Span, Spanned};
use std::ops::Range;

/// A block of lines that may be the title.
struct Candidate {
    score: u32,
    title: Passage,
    /// The event's own line below a title that does not name it.
    meeting: Option<Passage>,
    spans: Vec<Span>,
}

/// What begins with "Proceedings", else the first block that names a meeting.
pub fn titles(lines: &[&Line], out: &mut Imprint) {
    let f = &*FORMS;
    let mut found: Vec<Candidate> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let taken = candidate(lines, i, out);
        let Some((range, meeting)) = taken else {
            i += 1;
            continue;
        };
        i = range.end.max(i + 1);
        let cut = meeting.unwrap_or(range.end);
        let mut title = join(lines[range.start..cut].iter().map(|l| &l.passage), Hyphens::InText);
        if let Some(at) = title.text.find(':').filter(|at| TITLE_LABEL.is(&title.text[..*at])) {
            title = title.trimmed(at + 1..title.text.len());
        }
        let plain = !f.bracket.is_match(&title.text);
        let length = words::count(&title.text);
        let least = if meeting.is_some() { 1 } else { 3 };
        let sentences = !is_proceedings(&title.text) && holds_sentence(&title.text);
        if length >= least && title.text.len() < 400 && !sentences {
            let proceedings = is_proceedings(lines[range.start].text());
            let score = 8 * u32::from(proceedings && names_meeting(&title.text))
                + 3 * u32::from(proceedings)
                + 2 * u32::from(plain)
                + u32::from(length >= 5)
                + 3 * u32::from(meeting.is_some());
            let meeting = meeting.map(|at| join(lines[at..range.end].iter().map(|l| &l.passage), Hyphens::InText));
            found.push(Candidate { score, title, meeting, spans: lines[range].iter().map(|l| l.span).collect() });
        }
    }
    let best = found.iter().max_by_key(|c| (c.score, std::cmp::Reverse(c.title.whole().start)));
    let Some((best, meeting)) = best.map(|c| (c.title.clone(), c.meeting.clone())) else {
        short_title(lines, out);
        return;
    };
    // covers and half titles repeat it; a block that names another meeting is not read
    found.retain(|c| repeats(&best.text, &c.title.text));
    for Candidate { title, meeting, spans, .. } in &found {
        out.read.extend(spans.iter().map(|s| (*s, "title")));
        for passage in meeting.iter().chain([title]) {
            if let Some(c) = f.bracket.captures(before_host(&passage.text)) {
                take_acronym(passage, &c, out);
            }
        }
    }
    // the acronym in brackets is the short title, not part of the title
    let text = best.text.clone();
    let end = f.bracket.find(&text).filter(|m| text[m.end()..].trim().is_empty()).map_or(text.len(), |m| m.start());
    let title = best.trimmed(0..end);
    out.proceedings.title = Some(Spanned::new(one_line(&title), title.whole()));
    // "… on Quiet Machines WQM 2011", but not "… on XML 2011"
    for passage in meeting.iter().chain([&title]) {
        let own = before_host(&passage.text);
        if let Some(c) =
            f.end.captures(own).filter(|c| c.get(0).is_some_and(|m| !is_open(&own[..m.start()]) || own[..m.start()].ends_with(',')))
        {
            take_acronym(passage, &c, out);
        }
    }
    out.meeting = meeting;
    short_title(lines, out);
}

/// The lines of the block round a line that says it is of proceedings or names a meeting, and which of them names the
/// event below a title of its own.
fn candidate(lines: &[&Line], i: usize, out: &Imprint) -> Option<(Range<usize>, Option<usize>)> {
    let f = &*FORMS;
    let text = lines[i].text();
    let proceedings = is_proceedings(text) && !text.ends_with('.');
    let meeting = names_meeting(text) && !text.ends_with('.') && text.len() < 150 && !is_sentence(lines, i);
    if out.is_claimed(lines[i]) || is_note(text) || !(proceedings || meeting) {
        return None;
    }
    let sentence = |l: &Line| l.whole && (l.text().len() > 200 || l.text().ends_with(['.', '!']));
    let claimed = |l: &Line| {
        out.is_claimed(l)
            || is_note(l.text())
            || holding::is_days(l.text())
            || DateRange::find(l.text()).is_some()
            || is_imprint(l.text())
            || sentence(l)
    };
    let mut from = i;
    // a meeting's name may begin above the line that holds the word
    let begins = Ordinals::find_all(text).first().is_some_and(|o| o.at.start == 0) && !(i > 0 && is_open(lines[i - 1].text()));
    let above = |from: usize| from > 0 && lines[from].blank_before == 0 && i - from < 3 && !claimed(lines[from - 1]);
    while !proceedings && !begins && above(from) && lines[from - 1].text().len() > 3 {
        from -= 1;
    }
    let mut taken = block(lines, from, 7, claimed).len();
    // its acronym and year, and the number of its volume, are lines of their own below a title
    let other = |at: &usize| {
        let text = lines[*at].text();
        let short = f.short.captures(text).is_some_and(|c| c.get(2).or(c.get(3)).is_some()) && text.matches(char::is_uppercase).count() > 1;
        (short || cues::part(text).is_some_and(|end| end == text.len())) && !is_open(lines[*at - 1].text())
    };
    if let Some(at) = (i + 1..from + taken).find(other) {
        taken = at - from;
    }
    let last = from + taken;
    let alone = stands_alone(lines[last - 1].text());
    // "Proceedings of the" alone goes on below a blank line
    if (alone || is_open(lines[last - 1].text())) && last < lines.len() && !claimed(lines[last]) {
        let below = block(lines, last, 5, claimed);
        let passage = join(below.iter().map(|l| &l.passage), Hyphens::InText);
        if !alone || goes_on(&passage.text) || names_meeting(&passage.text) {
            taken += below.len();
        }
    }
    // `Conference Proceedings` of whom, above the name of a meeting
    if from == i && proceedings && stands_alone(text) && names_meeting(text) && !lines.get(i + 1).is_some_and(|l| goes_on(l.text())) {
        return None;
    }
    if from == i && proceedings {
        let rest = join(lines[i + 1..from + taken].iter().map(|l| &l.passage), Hyphens::InText);
        // the word by itself is a label of what stands above it
        let heads = (i == 0 || lines[i].blank_before > 0) && !rest.text.is_empty() && !words::names_organization(&rest.text);
        if stands_alone(text) && !heads && !goes_on(&rest.text) && !names_meeting(&rest.text) {
            return None;
        }
    }
    let mut end = from + taken;
    // the label below a title is no part of it, where words are parted
    if end > from + 1 && stands_alone(lines[end - 1].text()) && !script::has_eastern(lines[end - 1].text()) {
        end -= 1;
    }
    if begins {
        let mut head = i;
        while above(head) && is_title_line(lines[head - 1]) {
            head -= 1;
        }
        let whole = join(lines[head..i].iter().map(|l| &l.passage), Hyphens::InText);
        if head < i && !names_meeting(&whole.text) {
            return Some((head..end, Some(i)));
        }
    }
    // "2031" and below it "NATIONAL SLEEP CONFERENCE"
    let year = |l: &Line| f.year.find(l.text()).is_some_and(|m| m.len() == l.text().len());
    if from > 0 && year(lines[from - 1]) && !f.year.is_match(lines[from].text()) && !proceedings {
        from -= 1;
    }
    Some((from..end, None))
}

/// `path: proceedings/list.html`: a label in small letters, or an address, as notes of where a file is from have them.
fn is_note(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    let small = first.starts_with(char::is_lowercase) && !first.chars().any(char::is_uppercase);
    small && (first.ends_with(':') && !TITLE_LABEL.is(first) || first.contains(['/', '.', '='])) || first.contains("://")
}

/// A full stop after a whole word with a capital after it, or an address.
fn holds_sentence(text: &str) -> bool {
    let ends = |(at, _): (usize, &str)| {
        let word = text[..at].rsplit(' ').next().unwrap_or("");
        word.chars().count() > 5 && word.chars().all(char::is_alphabetic) && text[at + 2..].starts_with(char::is_uppercase)
    };
    text.contains("://") || text.len() > 80 && text.match_indices(". ").any(ends)
}

/// A line of a title right above the line of the event.
fn is_title_line(line: &Line) -> bool {
    let text = line.text();
    let series =
        words::Tokens::of(text).surely_organization(0..text.len()) || words::has_acronym(text) && text.split_whitespace().count() < 4;
    !series && !is_proceedings(text) && !stands_alone(text) && look::byline(text) < 2.0 && !text.ends_with('.') && text.len() > 3
}

/// Part of running text: it begins small, has many small words, or goes on from a line that does.
pub fn is_sentence(lines: &[&Line], i: usize) -> bool {
    let prose = |text: &str, least: usize| {
        let (words, lower) = capitals(text);
        words >= least && lower * 2 > words
    };
    let text = lines[i].text();
    let first = key(text).split(' ').next().is_some_and(|w| w.len() > 2) && text.starts_with(char::is_lowercase);
    let goes_on =
        |a: usize, b: usize| lines.get(b).is_some_and(|l| l.blank_before == 0) && lines.get(a).is_some_and(|l| prose(l.text(), 8));
    let above = i > 0 && goes_on(i - 1, i);
    let below = lines.get(i + 1).is_some_and(|l| l.blank_before == 0 && prose(l.text(), 8)) && prose(text, 8);
    first && i > 0 && lines[i].blank_before == 0 && above || prose(text, 12) && !is_proceedings(text) || above && prose(text, 5) || below
}
