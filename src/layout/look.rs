//! How one line looks: what stands at its end, whether it is a day, a session, a folio; before any decision.

use super::cues;
use super::headings::{self, Opens};
use super::words::{self, Tokens};
use crate::document::{Line, Role, trim};
use crate::record::date::WeekdayDate;
use crate::record::{Pages, clock, script};
use std::ops::Range;

/// What leads from a line's text to the page number at its end, from strong to weak evidence of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leader {
    /// `Title . . . . . 7`
    Dots,
    /// `Jane Doe; Quiet Letters 50:7–19, 2031.`: a periodical and its volume
    Venue,
    /// `Title<TAB>7`
    Tab,
    /// `Title          7`
    Gap,
    /// `Title 7`
    Space,
    /// The number alone on its line.
    Alone,
}

impl Leader {
    /// More than a space.
    pub fn is_strong(self) -> bool {
        !matches!(self, Self::Space | Self::Alone)
    }
}

/// The end of a line that is a leader, a page number, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Tail {
    pub leader: Leader,
    /// As printed; `None` for a leader that leads nowhere (a lost page).
    pub pages: Option<Pages>,
    /// Byte range of the page number in the line's text.
    pub at: Range<usize>,
}

/// The features of one line.
#[derive(Clone, Debug)]
pub struct Look {
    /// The text without number, leader and page.
    pub body: Range<usize>,
    /// Printed number of the entry before its title, `12.`
    pub number: Option<u32>,
    /// Few lines have one, and it is large.
    pub tail: Option<Box<Tail>>,
    /// The tail belongs to the rising chain of page numbers.
    pub chained: bool,
    /// A new count of pages begins below it.
    pub anew: bool,
    pub day: Option<WeekdayDate>,
    /// The whole line is a page number.
    pub folio: bool,
    /// Reads like running text.
    pub prose: bool,
    /// How much likelier names and affiliations than a title, in nats.
    pub byline: f32,
    /// How much likelier a title and names in one run than half of either, in nats: never less than half of `byline`,
    /// whatever its sign.
    pub run: f32,
    /// A time of day stands before the text.
    pub timed: bool,
    /// What the line opens as a heading, and where the phrase ends.
    pub opens: Option<(Opens, u8)>,
}

impl Look {
    /// The whole line is the heading of a kind of region.
    pub fn heads(&self, kind: Opens, line: &Line) -> bool {
        self.opens.is_some_and(|(opens, end)| opens == kind && usize::from(end) == line.text().len())
    }

    /// Takes what is no text out of the body, and judges what is left.
    pub(super) fn narrow(&mut self, line: &Line, body: Range<usize>) {
        (self.byline, self.run) = judge(&line.text()[body.clone()]);
        self.prose &= is_prose(&line.text()[body.clone()], line.whole);
        self.body = body;
    }
}

pub fn look(line: &Line) -> Look {
    let text = line.text();
    let entry = matches!(line.role, Some(Role::Title | Role::Document | Role::Author | Role::Session));
    // the number of `Session 3` is no page, nor is the last word of a marked title
    let tail = tail(text, line.open_gap)
        .filter(|t| t.leader != Leader::Space || !entry && !cues::session_words(text[..t.at.start].trim()) && !names_part(text));
    let day = if text.len() < 60 { WeekdayDate::find(text).filter(|(_, r)| text.len() - r.len() < 12).map(|(d, _)| d) } else { None };
    // nor is the year of a day
    let tail = tail.filter(|t| t.leader != Leader::Space || day.is_none());
    let tail = tail.map(Box::new);
    let end = tail.as_ref().map_or(text.len(), |t| leader_start(text, t.at.start));
    let (number, start) = number(text);
    let time = if number.is_none() { time(text) } else { 0 };
    let start = start.max(time);
    let body = if start < end { trim(text, start..end) } else { trim(text, 0..end) };
    let folio = text.len() < 10 && Pages::parse(text).is_some_and(|p| p.last.is_none());
    let (byline, run) = match judge(&text[body.clone()]) {
        (byline, _) if byline > -6.0 && cues::is_item(&text[body.clone()]) => (-6.0, 3.0),
        judged => judged,
    };
    Look {
        byline,
        run,
        timed: time > 0,
        opens: headings::opens(text).map(|(opens, end)| (opens, end as u8)),
        prose: !entry && is_prose(text, line.whole),
        number,
        tail,
        chained: false,
        anew: false,
        day,
        folio,
        body,
    }
}

/// A heading that ends in the number of a part.
fn names_part(text: &str) -> bool {
    cues::part(text).is_some_and(|end| end == text.len()) || headings::opens(text) == Some((Opens::Contents, text.len()))
}

/// Finds the tail of a line. A bare number after one space counts too, weakly; the chain of pages decides over it.
fn tail(text: &str, open_gap: bool) -> Option<Tail> {
    let end = text.len();
    if let Some(tail) = cited(text) {
        return Some(tail);
    }
    // `1210 -- 1219`, `1-4, 9-12`
    if let Some(pages) = Pages::parse(text).filter(|p| p.last.is_some()) {
        return Some(Tail { leader: Leader::Alone, pages: Some(pages), at: 0..end });
    }
    let spaced_digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').len();
    let token =
        text.rfind(|c: char| c.is_whitespace() || is_leader_sign(c)).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    // `……(12)`
    if let Some(inner) = text[token..].strip_prefix('(').and_then(|t| t.strip_suffix(')'))
        && has_dots(&text[..token])
        && let Some(pages) = Pages::parse(inner)
    {
        return Some(Tail { leader: Leader::Dots, pages: Some(pages), at: token..end });
    }
    if let Some(pages) = Pages::parse(&text[token..]) {
        if token == 0 {
            return Some(Tail { leader: Leader::Alone, pages: Some(pages), at: 0..end });
        }
        // the space in "2 4 9" is the scanner's
        let apart = trim(text, end - spaced_digits..end);
        let alone = apart.start == 0 && text.split(' ').all(|digit| digit.len() == 1);
        let before = if alone { Some(Leader::Alone) } else { leader(&text[..apart.start]).filter(|l| *l != Leader::Space) };
        if let Some(leader) = before.filter(|_| spaced_digits > 1) {
            let digits: String = text[apart.clone()].chars().filter(|c| c.is_ascii_digit()).collect();
            if let Some(pages) = Pages::parse(&digits) {
                return Some(Tail { leader, pages: Some(pages), at: apart });
            }
        }
        let leader = leader(&text[..token])?;
        return Some(Tail { leader, pages: Some(pages), at: token..end });
    }
    let bare = if open_gap { Some(Leader::Tab) } else { has_dots(text).then_some(Leader::Dots) };
    bare.map(|leader| Tail { leader, pages: None, at: end..end })
}

/// Letters of the longest name of a periodical.
const PERIODICAL: usize = 80;

/// The pages behind a periodical and its volume, with or without the year, as works are cited: `; Letters 50:1–13, 2031.`
fn cited(text: &str) -> Option<Tail> {
    let bare = text.trim_end_matches(['.', ' ']);
    let year = |rest: &&str| rest.len() == 4 && rest.bytes().all(|b| b.is_ascii_digit());
    let bare = bare.rsplit_once(", ").filter(|(_, rest)| year(rest)).map_or(bare, |(before, _)| before);
    let at = trim(text, bare.rfind(':')? + 1..bare.len());
    venue_start(&text[..at.start])?;
    let pages = Pages::parse(&text[at.clone()]).filter(|p| p.last.is_some())?;
    Some(Tail { leader: Leader::Venue, pages: Some(pages), at })
}

/// Where the periodical begins, with the semicolon before it, whose volume ends a text: `Jane Doe; Letters 50(3):`.
fn venue_start(before: &str) -> Option<usize> {
    let name = before.trim_end().strip_suffix(':')?;
    let issue = name.strip_suffix(')').and_then(|rest| Some(rest.rsplit_once('(')?.0)).unwrap_or(name);
    let title = issue.trim_end_matches(|c: char| c.is_ascii_digit());
    let start = title.rfind(';')?;
    let venue = title[start + 1..].trim();
    let named = venue.starts_with(char::is_uppercase) && venue.len() <= PERIODICAL && title.ends_with(' ');
    (named && title.len() < issue.len() && !title[..start].trim().is_empty()).then_some(start)
}

/// What the text before a page number ends in.
fn leader(before: &str) -> Option<Leader> {
    if has_dots(before) {
        return Some(Leader::Dots);
    }
    let space = &before[before.trim_end().len()..];
    match space {
        s if s.contains('\t') => Some(Leader::Tab),
        s if s.len() >= 3 => Some(Leader::Gap),
        s if !s.is_empty() => Some(Leader::Space),
        _ => None,
    }
}

/// Three or more leader signs at the end, spaced or not.
pub(super) fn has_dots(text: &str) -> bool {
    let dots = text.chars().rev().take_while(|c| is_leader_sign(*c) || c.is_whitespace()).filter(|c| is_leader_sign(*c));
    dots.map(|c| if matches!(c, '…' | '⋯') { 3 } else { 1 }).sum::<usize>() >= 3
}

pub fn is_leader_sign(c: char) -> bool {
    // the last: a sign that the converter had no letter for
    matches!(c, '.' | '…' | '·' | '_' | '‥' | '⋯' | '・' | '\u{fffd}')
}

/// Where the leader before a page number begins, or the periodical.
pub fn leader_start(text: &str, page: usize) -> usize {
    let before = &text[..page];
    let end = before.trim_end().len();
    if !has_dots(before) {
        return venue_start(before).map_or(end, |start| before[..start].trim_end().len());
    }
    let start = before.trim_end_matches(|c: char| is_leader_sign(c) || c.is_whitespace()).len();
    // "Inc. . . . . 7" and "A. Title, 2nd Ed. ...... 7" keep the full stop of the abbreviation
    let keep = text[start..].starts_with(". ") && words::names_organization(text[..start].rsplit(' ').next().unwrap_or(""));
    if keep { start + 1 } else { start }
}

/// `12. Title`, `[3] Title`: the number and where the text begins.
fn number(text: &str) -> (Option<u32>, usize) {
    let open = usize::from(text.starts_with(['[', '(']));
    let digits = text[open..].bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return (None, 0);
    }
    let rest = &text[open + digits..];
    let mark = if open == 1 { rest.starts_with([']', ')']) } else { rest.starts_with(['.', ')']) };
    let after = rest.get(1..).unwrap_or("");
    if !mark || !after.starts_with(|c: char| matches!(c, ' ' | '\t') || script::is_eastern(c)) {
        return (None, 0);
    }
    let skip = after.len() - after.trim_start().len();
    (text[open..open + digits].parse().ok(), open + digits + 1 + skip)
}

/// Bytes of the time of day that a text begins with, and of what parts it from the rest; 0 where there is none, or no
/// rest.
fn time(text: &str) -> usize {
    // the border of a table's cell
    let lead = text.len() - text.trim_start_matches(['|', ' ']).len();
    let Some(end) = clock::time(&text[lead..]).map(|n| lead + n) else { return 0 };
    let after = &text[end..];
    let gap = after.len() - after.trim_start_matches([' ', '\t', ':', '|', ',', '-', '–', '—']).len();
    if gap == 0 || gap == after.len() { 0 } else { end + gap }
}

/// Many words, mostly in lower case, without the marks of a list. A line that is a whole paragraph must be a sentence.
fn is_prose(text: &str, whole: bool) -> bool {
    // eight words take fifteen bytes
    if text.len() < 15 {
        return false;
    }
    // Han and kana have no small letters; a sentence ends in a sign of their own
    if text.contains('。') || text.len() > 100 && !text.contains(' ') && text.contains(['、', ',']) && text.contains(script::is_kana) {
        return true;
    }
    let (words, lower) = capitals(text);
    let sentence = || text.ends_with(['.', ':', '?', '!']) || text.contains(". ");
    words >= 8 && lower * 2 > words && (!whole || words >= 12 && sentence())
}

/// How many words a text has, and how many of them are small.
pub fn capitals(text: &str) -> (usize, usize) {
    words::split(text).fold((0, 0), |(words, lower), w| (words + 1, lower + usize::from(w.starts_with(char::is_lowercase))))
}

/// Cost of the text as a title less its cost as names and affiliations.
pub fn byline(text: &str) -> f32 {
    judge(text).0
}

/// [`Look::byline`] and [`Look::run`] of a text.
fn judge(text: &str) -> (f32, f32) {
    let words = Tokens::of(text);
    let whole = words.costs(0..text.len());
    let cost = |part: Range<usize>| {
        let c = words.costs(part.clone());
        let organization = if words.surely_organization(part) { c.organization.min(c.title) - 3.0 } else { c.organization + 1.5 };
        c.person.min(organization) + 0.7
    };
    let parts: Vec<(Range<usize>, f32)> = segments(text).map(|part| (part.clone(), cost(part))).collect();
    let names: f32 = parts.iter().map(|p| p.1).sum();
    // word by word from a title to names, and from names to a title
    let mut least = whole.title.min(names);
    // costs of all names up to a segment, of its words as names of persons, and of the title up to a word
    let (mut before, mut title) = (0.0, 0.0);
    let mut rest = words.iter().peekable();
    for (range, cost) in &parts {
        while let Some((_, costs)) = rest.next_if(|(at, _)| *at < range.start) {
            title += costs.title;
        }
        let persons: f32 = rest.clone().take_while(|(at, _)| *at < range.end).map(|(_, c)| c.person).sum();
        let mut read = 0.0;
        while let Some((at, costs)) = rest.next_if(|(at, _)| *at < range.end) {
            if text[..at].ends_with(' ') {
                let after = names - before - cost;
                least = least.min(title + persons - read + 0.7 + after).min(before + read + 0.7 + whole.title - title);
            }
            title += costs.title;
            read += costs.person;
        }
        before += cost;
    }
    // many a list sets its titles in capitals, hardly any its names
    let shout = text.len() > 16 && !text.contains(',') && !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
    let names = if shout { names + 6.0 } else { names };
    (whole.title - names, (whole.title + names) / 2.0 - least)
}

/// The pieces between commas, semicolons, brackets, dots of a list and the word "and".
pub fn segments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut rest = Some(0);
    let piece = move || {
        let start = rest?;
        let mut i = start;
        while i < bytes.len() {
            let step = match bytes[i] {
                b'(' if let Some(end) = words::nickname(&text[i + 1..]).or_else(|| words::spelling(text, i)) => {
                    i += end + 2;
                    continue;
                }
                b',' | b';' | b'(' | b')' => 1,
                b' ' => words::conjunction(&text[i..]).unwrap_or_else(|| words::space_of_names(text, i)),
                0xe3 if text.is_char_boundary(i) => words::eastern_sign(text, i),
                0xc2 if text[i..].starts_with('·') => 2,
                0xe2 if text[i..].starts_with('•') => 3,
                _ => 0,
            };
            if step > 0 {
                rest = Some(i + step);
                return Some(trim(text, start..i));
            }
            i += 1;
        }
        rest = None;
        Some(trim(text, start..bytes.len()))
    };
    std::iter::from_fn(piece).filter(|piece| !piece.is_empty())
}

/// Marks the tails that belong to the heaviest chain of page numbers that never falls. Strong leaders weigh most; a
/// number after one space counts only in company.
pub fn chain(looks: &mut [Look]) {
    let weight = |tail: &Tail| match tail.leader {
        Leader::Dots | Leader::Tab | Leader::Venue => 8,
        Leader::Gap => 6,
        Leader::Space => 2,
        Leader::Alone => 1,
    };
    let sort = |look: &Look| look.tail.as_ref().and_then(|t| t.pages.as_ref()).and_then(|p| p.first.sort);
    let mut sorts: Vec<i32> = looks.iter().filter_map(sort).collect();
    sorts.sort_unstable();
    sorts.dedup();
    // heaviest chain that ends at this page or before: a Fenwick tree of maxima over the pages there are
    let mut best: Vec<(u32, u32)> = vec![(0, u32::MAX); sorts.len() + 1];
    let mut link: Vec<(u32, u32)> = vec![(0, u32::MAX); looks.len()];
    let (mut heaviest, mut last) = (0, u32::MAX);
    for (i, look) in looks.iter().enumerate() {
        let (Some(tail), Some(sort)) = (&look.tail, sort(look)) else { continue };
        let slot = sorts.partition_point(|s| *s <= sort);
        let (mut found, mut at) = ((0, u32::MAX), slot);
        while at > 0 {
            if best[at].0 > found.0 {
                found = best[at];
            }
            at &= at - 1;
        }
        let total = found.0 + weight(tail);
        link[i] = (total, found.1);
        at = slot;
        while at < best.len() {
            if total > best[at].0 {
                best[at] = (total, i as u32);
            }
            at += at & at.wrapping_neg();
        }
        if total > heaviest {
            (heaviest, last) = (total, i as u32);
        }
    }
    while last != u32::MAX {
        looks[last as usize].chained = true;
        last = link[last as usize].1;
    }
    // a page behind a leader between entries is a page, even where it falls: the audit will say so
    let chained: Vec<usize> = (0..looks.len()).filter(|i| looks[*i].chained).collect();
    for (i, look) in looks.iter_mut().enumerate() {
        let sure = look.tail.as_ref().is_some_and(|t| t.pages.is_some() && matches!(t.leader, Leader::Dots | Leader::Tab | Leader::Venue));
        let at = chained.partition_point(|c| *c < i);
        let gap = |k: Option<&usize>| k.map_or(usize::MAX, |c| c.abs_diff(i));
        let (after, before) = (gap(chained.get(at)), gap(at.checked_sub(1).and_then(|k| chained.get(k))));
        look.chained |= sure && (after <= 8 && before <= 8 || after.min(before) <= 3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::text;
    use crate::source::{FileId, Span};

    fn of(raw: &str) -> Look {
        look(&text::line(raw, Span::new(FileId(0), 0, raw.len())).unwrap())
    }

    #[test]
    fn finds_leaders_and_pages() {
        for (raw, body, pages) in [
            ("A Title of Things . . . . . 143", "A Title of Things", Some("143")),
            ("A Title. . . . . . . .8", "A Title", Some("8")),
            ("Jane Doe, Acme, Inc. . . . . 9", "Jane Doe, Acme, Inc.", Some("9")),
            ("Formal Things......................... 3", "Formal Things", Some("3")),
            ("A Title\t39", "A Title", Some("39")),
            ("Hybrid Compression                     25", "Hybrid Compression", Some("25")),
            ("A Title 157", "A Title", Some("157")),
            ("Author Index ........ 2 4 9", "Author Index", Some("249")),
            ("Preface . . . vii", "Preface", Some("vii")),
            ("A Title . . . . 92--101", "A Title", Some("92-101")),
            ("12. A Title . . . . 7", "A Title", Some("7")),
            ("J. Doe & B. Roe; Quiet Letters 50:29–42, 2031.", "J. Doe & B. Roe", Some("29-42")),
            ("Jane Doe, Bo Li; QL 7(2): 5-9", "Jane Doe, Bo Li", Some("5-9")),
            ("Chairs: A. Lee; Room 5, 10:15-11:00", "Chairs: A. Lee; Room 5, 10:15-11:00", None),
            ("A lost page . . . . .", "A lost page", None),
            ("No page at all", "No page at all", None),
        ] {
            let got = of(raw);
            let line = text::line(raw, Span::new(FileId(0), 0, raw.len())).unwrap();
            assert_eq!(&line.text()[got.body.clone()], body, "{raw}");
            assert_eq!(got.tail.and_then(|t| t.pages).map(|p| p.to_string()).as_deref(), pages, "{raw}");
        }
    }

    #[test]
    fn tells_bylines_from_titles() {
        for raw in [
            "Jane Doe and Li Wei, University of Nowhere; Ana Sousa, Acme Corp.",
            "Petra Novak, John A. Smith",
            "Juan Pérez (Universidad de Sevilla), Ian Hill",
        ] {
            assert!(of(raw).byline > 3.0, "{raw} {}", of(raw).byline);
        }
        for raw in [
            "On the Design of Fast Networks",
            "Storage for the Cloud: A Study of Failures",
            "Selective Hardware/Software Memory Virtualization",
        ] {
            assert!(of(raw).byline < -3.0, "{raw} {}", of(raw).byline);
        }
    }
}
