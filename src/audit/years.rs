//! Years where pages are expected, pages that no paper has, and dates of another time.

use super::{Doubt, Held, Of};
use crate::layout::words;
use crate::record::Contribution;
use chrono::Datelike;

const YEARS: std::ops::Range<i32> = 1400..2100;

/// A page that is a year, or a last page far beyond the first.
pub fn pages(held: &Held<'_>) -> Vec<Doubt> {
    let entries = &held.volume.contributions;
    let first = |c: &Contribution| c.pages.as_ref().and_then(|p| p.value.first.arabic());
    let pages: Vec<(usize, i32)> = entries.iter().enumerate().filter_map(|(i, c)| first(c).map(|p| (i, p))).collect();
    let length = |i: usize| {
        let pages = &entries[i].pages.as_ref()?.value;
        Some(pages.last.as_ref()?.arabic()? - pages.first.arabic()?)
    };
    let mut lengths: Vec<i32> = pages.iter().filter_map(|(i, _)| length(*i)).collect();
    lengths.sort_unstable();
    let usual = lengths.get(lengths.len() / 2).copied().unwrap_or_default();
    let mut out = Vec::new();
    for (k, (i, page)) in pages.iter().enumerate() {
        let Some(printed) = &entries[*i].pages else { continue };
        let before = k.checked_sub(1).map(|k| pages[k].1);
        let after = pages.get(k + 1).map(|p| p.1);
        let others = pages.iter().enumerate().filter(|(n, _)| *n != k).map(|(_, p)| p.1);
        let far = others.map(|p| p.abs_diff(*page)).min().is_none_or(|gap| gap > 150);
        let falls = after.is_some_and(|p| p < *page) || before.is_none_or(|p| page - p > 150) && after.is_none();
        if YEARS.contains(page) && far && falls {
            out.push(Doubt::new(printed.span, Of::Entry(*i), format!("page {page} may be a year")));
        } else if length(*i).is_some_and(|n| n > 200 && n > 8 * usual.max(10)) && lengths.len() > 1 {
            out.push(Doubt::new(printed.span, Of::Entry(*i), format!("{} is far beyond page {page}", last(&entries[*i]))));
        }
    }
    out
}

fn last(entry: &Contribution) -> String {
    let last = entry.pages.as_ref().and_then(|p| p.value.last.as_ref());
    last.map_or_else(String::new, |page| format!("page {}", page.label))
}

/// The dates of the event against the years of its title and of the imprint.
pub fn dates(held: &Held<'_>) -> Vec<Doubt> {
    let volume = held.volume;
    let Some(dates) = &volume.event.dates else { return Vec::new() };
    let Some(year) = dates.value.typed().map(|range| range.start.year()) else { return Vec::new() };
    let named = [&volume.proceedings.title, &volume.proceedings.short_title].into_iter().flatten();
    let mut stated: Vec<i32> = named.flat_map(|t| words::split(&t.value).filter_map(year_of)).collect();
    stated.sort_unstable();
    stated.dedup();
    let published = volume.proceedings.published.as_ref();
    let other = match stated[..] {
        [one] if one != year => Some(format!("the title says {one}")),
        // printed for the event, or some years after
        _ => published.filter(|p| !(year - 1..=year + 5).contains(&p.value.year)).map(|p| format!("published in {}", p.value.year)),
    };
    let file = held.sources.file(dates.span.file);
    let of_house = words::names_organization(file.line_text(file.line(dates.span.start as usize)));
    let message = match (other, year) {
        (Some(other), _) => format!("the event is dated {year}, {other}"),
        (None, ..1970) if of_house => format!("{year} may belong to the name of an organization"),
        _ => return Vec::new(),
    };
    vec![Doubt::new(dates.span, Of::Volume, message)]
}

/// `2031`, `(2031)`, `WIMP'31`
fn year_of(word: &str) -> Option<i32> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some((name, short)) = bare.rsplit_once(['\'', '’'])
        && short.len() == 2
        && name.chars().filter(|c| c.is_uppercase()).count() > 1
    {
        return short.parse().ok().map(|y: i32| if y < 50 { 2000 + y } else { 1900 + y });
    }
    let digits = &bare[bare.len() - bare.bytes().rev().take_while(u8::is_ascii_digit).count()..];
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|y| (1800..2100).contains(y))
}
