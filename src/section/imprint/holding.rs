//! When and where the event was held.

use super::Imprint;
use super::forms::{FORMS, names_meeting};
use crate::diagnostic::{self, Diagnostic};
use crate::document::{Line, Passage, trim};
use crate::layout::words;
use crate::lexicon::{self, Phrases};
use crate::list::tokens::is_form;
use crate::record::date::WeekdayDate;
use crate::record::slug::key;
use crate::record::{Date, DateRange, MaybeTyped, Place};
use crate::source::Spanned;
use std::ops::Range;
use std::sync::LazyLock;

static ONLINE: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("online"));
static LABELS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("place label"));
static MEETINGS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("meeting"));

pub fn read(lines: &[&Line], out: &mut Imprint) {
    for i in 0..lines.len() {
        let text = lines[i].text();
        if out.event.dates.is_some() || text.len() > 160 || out.is_claimed(lines[i]) {
            continue;
        }
        let Some((range, at)) = DateRange::find(text) else { continue };
        if is_sentence(text, &at) || range.start == range.end && is_within_name(text, &at) {
            continue;
        }
        held(lines, i, at, MaybeTyped::Typed(range), chrono::Datelike::year(&range.start), out);
    }
    if out.event.dates.is_none() {
        in_doubtful_figures(lines, out);
    }
    if out.event.place.is_none() {
        let full = |l: &&&Line| Place::find_all(l.text()).first().is_some_and(|(p, _)| p.city.is_some() && p.country.is_some());
        if let Some(line) = lines.iter().find(full) {
            places(&line.passage, out);
            out.claim(line, "place");
        }
    }
}

/// A line that names a meeting and says where and when it was held: its name, and the rest.
pub fn apart(line: &Line) -> Option<Vec<Line>> {
    let text = line.text();
    if line.role.is_some() || text.len() > LONG || !names_meeting(text) {
        return None;
    }
    let (_, days) = DateRange::find(text)?;
    let place = |at: &usize| !Place::find_all(text[*at + 1..days.start].trim_matches([' ', ',', '(', ')'])).is_empty();
    let commas = || text[..days.start].match_indices(", ").map(|(at, _)| at);
    let cut = commas().find(place).or_else(|| commas().last().filter(|at| text[*at + 1..days.start].trim().is_empty()))?;
    let named = names_meeting(&text[..cut]) && text[..cut].split_whitespace().count() > 2;
    named.then(|| line.parts(&[trim(text, 0..cut), trim(text, cut + 1..text.len())]))
}

/// Bytes of a line that holds no more than a meeting, its place and its days.
const LONG: usize = 240;

/// A date within a sentence is no imprint. The words of the date itself do not count.
fn is_sentence(text: &str, at: &Range<usize>) -> bool {
    let small = |part: &str| part.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
    text.len() - at.len() > 80 || small(&text[..at.start]) + small(&text[at.end..]) > 4
}

/// `University 8 Mai 1945`: a day within the name of an organization, between the signs that end names.
fn is_within_name(text: &str, at: &Range<usize>) -> bool {
    const SIGNS: &[char] = &[',', ';', '(', ')', '|', '·', '•', '\t', ':'];
    const DASHES: &[&str] = &[" - ", " – ", " — ", "   "];
    let start = text[..at.start].rfind(SIGNS).max(DASHES.iter().filter_map(|d| text[..at.start].rfind(d)).max()).unwrap_or(0);
    let rest = &text[at.end..];
    let end = rest.find(SIGNS).into_iter().chain(DASHES.iter().filter_map(|d| rest.find(d))).min().unwrap_or(rest.len());
    words::names_organization(&text[start..at.start]) || words::names_organization(&rest[..end])
}

/// The event was held on the days that stand in a line, and where a place stands near them.
fn held(lines: &[&Line], i: usize, at: Range<usize>, dates: MaybeTyped<DateRange>, year: i32, out: &mut Imprint) {
    let (line, text) = (lines[i], lines[i].text());
    out.event.dates = Some(Spanned::new(dates, line.passage.span(at.clone())));
    out.event.year = Some(year);
    out.claim(line, "date");
    // the place stands on the rest of the line, on the next line or on the one before
    let weekday = WeekdayDate::find(text).map_or(at.start, |(_, day)| day.start.min(at.start));
    let mut near = vec![(cut(line, at.end..text.len()), None), (cut(line, 0..weekday), None)];
    near.extend(lines.get(i + 1).map(|l| (l.passage.clone(), Some(*l))));
    near.extend(i.checked_sub(1).map(|p| (lines[p].passage.clone(), Some(lines[p]))));
    for (passage, from) in &near {
        if places(passage, out) {
            if let Some(from) = from {
                out.claim(from, "place");
            }
            return;
        }
    }
    // `Paris, 11-14 September 2007`
    if let Some((passage, _)) = near.iter().find(|(passage, from)| from.is_none() && is_town(&passage.text) && !text.contains(':')) {
        let name = passage.text.trim().to_owned();
        let place = Place { city: Some(name.clone()), name, region: None, country: None, country_code: None };
        let message = format!("`{}` is taken for the place: no country stands with it", place.name);
        out.diagnostics.push(Diagnostic::new(&diagnostic::VALUE_DOUBTFUL, passage.whole(), message));
        out.event.place = Some(Spanned { confidence: TOWN, ..Spanned::new(place, passage.whole()) });
    }
}

/// How sure a town is of which nothing tells that it is one but the days beside it.
const TOWN: f64 = 0.8;

/// One to three words with capitals that name nothing else.
fn is_town(text: &str) -> bool {
    let word = |w: &str| w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
    let few = (1..=3).contains(&text.split_whitespace().count());
    let known = || text.split_whitespace().all(|w| is_form(&w.to_lowercase()));
    few && text.len() > 3
        && text.split_whitespace().all(word)
        && text.chars().any(char::is_lowercase)
        && !known()
        && !MEETINGS.within(&key(text))
        && !words::names_organization(text)
        && !words::has_acronym(text)
}

/// A part of a line without the signs at its ends and without brackets that hold it all.
fn cut(line: &Line, range: Range<usize>) -> Passage {
    const SIGNS: &[char] = &[',', ';', '-', '–', '—', '·', '|', ' ', ':', '.'];
    let text = line.text();
    let range = trim(text, range);
    let part = text[range.clone()].trim_start_matches(SIGNS).trim_end_matches(&SIGNS[..9]);
    let inner = part.strip_prefix('(').map_or(part, |inner| inner.strip_suffix(')').unwrap_or(inner));
    let inner = if inner.contains('(') { inner } else { inner.trim_end_matches([')', ' ', ',']) };
    let start = inner.as_ptr() as usize - text.as_ptr() as usize;
    line.passage.slice(start..start + inner.len())
}

/// Takes the places that a passage is made of, or what it says in their stead.
fn places(passage: &Passage, out: &mut Imprint) -> bool {
    // `Location: Tampere, Finland`
    let label = passage.text.split_once(':').filter(|(label, _)| LABELS.is(label)).map(|(label, _)| label.len() + 1);
    // `ES'89, Como, Italy`
    let short = passage.text.find(", ").filter(|at| label.is_none() && FORMS.short.is_match(&passage.text[..*at]));
    let bare = label.or(short.map(|at| at + 1)).map(|at| passage.trimmed(at..passage.text.len()));
    let whole = passage;
    let passage = bare.as_ref().unwrap_or(passage);
    let mut found = Place::find_all(&passage.text).into_iter().map(|(place, at)| Spanned::new(place, passage.span(at)));
    out.event.place = found.next().or_else(|| online(passage));
    if let Some(c) = short.and_then(|at| FORMS.short.captures(&whole.text[..at]))
        && let (Some(acronym), None, Some(_)) = (c.get(1), &out.event.acronym, &out.event.place)
    {
        out.event.acronym = Some(Spanned::new(acronym.as_str().to_owned(), whole.span(acronym.range())));
    }
    out.event.further_places = found.collect();
    if let Some(place) = out.event.place.as_ref().filter(|p| p.value.is_doubtful()) {
        let message = "both a country and a state have this name, and the city does not tell which is meant";
        out.diagnostics.push(Diagnostic::new(&diagnostic::VALUE_DOUBTFUL, place.span, message));
    }
    out.event.place.is_some()
}

/// `Virtual Event`, `Online`
fn online(passage: &Passage) -> Option<Spanned<Place>> {
    let text = passage.text.as_str();
    let place = || Place { name: text.trim().to_owned(), city: None, region: None, country: None, country_code: None };
    ONLINE.is(text).then(|| Spanned::new(place(), passage.whole()))
}

/// `06/07/2031` stays as printed: which number is the month, nothing tells.
fn in_doubtful_figures(lines: &[&Line], out: &mut Imprint) {
    let found = |line: &Line| DateRange::doubtful(line.text()).filter(|(_, at)| line.text().len() < 160 && !is_sentence(line.text(), at));
    let Some((i, (year, at))) = lines.iter().enumerate().find_map(|(i, l)| found(l).filter(|_| !out.is_claimed(l)).map(|f| (i, f))) else {
        return;
    };
    let span = lines[i].passage.span(at.clone());
    let printed = lines[i].text()[at.clone()].to_owned();
    out.diagnostics.push(Diagnostic::new(
        &diagnostic::VALUE_DOUBTFUL,
        span,
        "day and month may stand in either order: the date is kept as printed",
    ));
    held(lines, i, at, MaybeTyped::Text(printed), year, out);
}

/// Days without a year, `November 20–21`, and hardly anything else.
pub fn is_days(text: &str) -> bool {
    // any leap year
    text.len() < 60 && DateRange::find_in(2000, text).is_some_and(|(_, at)| text.len() - at.len() < 8)
}

/// `November 20–21` alone on its line, in the year that the volume names elsewhere; it also widens a single day to the
/// days that hold it.
pub fn days_without_year(lines: &[&Line], out: &mut Imprint) {
    let Some(year) = out.event.year else { return };
    let day: Option<Date> = match &out.event.dates {
        None => None,
        Some(Spanned { value: MaybeTyped::Typed(range), .. }) if range.start == range.end => Some(range.start),
        Some(_) => return,
    };
    for (i, line) in lines.iter().enumerate() {
        let text = line.text();
        if text.len() > 80 || out.is_claimed(line) {
            continue;
        }
        let Some((range, at)) = DateRange::find_in(year, text).filter(|(r, _)| r.start < r.end) else { continue };
        let near = cut(line, at.end..text.len());
        let alone = text.len() - at.len() < 8
            || !Place::find_all(&near.text).is_empty()
            || !Place::find_all(&cut(line, 0..at.start).text).is_empty();
        if alone && day.is_none_or(|day| (range.start..=range.end).contains(&day)) {
            let place = (out.event.place.take(), std::mem::take(&mut out.event.further_places));
            held(lines, i, at, MaybeTyped::Typed(range), year, out);
            if place.0.is_some() {
                (out.event.place, out.event.further_places) = place;
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_belong_to_a_name() {
        for (text, within) in [
            ("University 8 Mai 1945 Guelma - Algeria", true),
            ("20 August 1955 University of Skikda", true),
            ("Harbour Hall, Universidad 12 de Octubre 1902, Spain", true),
            ("Riga Harbour University, 23 June 2033", false),
            ("Riga Harbour University – 23 June 2033", false),
            ("23 June 2033 (Harbour University)", false),
            ("Riga, Latvia 23 June 2033", false),
        ] {
            let (_, at) = DateRange::find(text).unwrap_or_else(|| (DateRange::find("1 May 2033").unwrap().0, 0..0));
            assert_eq!(is_within_name(text, &at), within, "{text}");
        }
    }
}
