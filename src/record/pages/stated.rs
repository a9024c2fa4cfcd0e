//! Pages as fields of bibliographies state them: abbreviated, open, with blanks and letters, several ranges in a row.

use super::{Page, Pages};

/// No paper is longer: the number behind the first page is something else.
const LONGEST: i64 = 1000;

/// No field holds more ranges.
const MOST: usize = 12;

/// What a field says of pages, and in words what is doubtful about it.
#[derive(Debug, PartialEq)]
pub struct Stated {
    pub pages: Option<Pages>,
    pub doubt: Option<&'static str>,
}

impl Pages {
    /// Reads a whole field: `1201--09`, `7+`, `34-`, `S12–S19`, `iv-x, 40-41`.
    pub fn stated(text: &str) -> Stated {
        let text = text.trim();
        let bare = super::label(text).map(|end| &text[end..]).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let parts: Vec<&str> =
            bare.unwrap_or(text).split([',', ';', '&']).map(str::trim).filter(|part| !part.is_empty()).take(MOST).collect();
        let Some(first) = parts.first() else { return Stated { pages: None, doubt: Some("these are no pages") } };
        match range(first) {
            Ok(pages) => {
                let mut end = pages.end();
                let mut rises = |p: &Pages| p.first.sort.zip(std::mem::replace(&mut end, p.end())).is_some_and(|(next, end)| next > end);
                let further = parts[1..].iter().map(|part| range(part).ok().filter(&mut rises)).collect::<Option<Vec<Pages>>>();
                match further.filter(|_| parts.len() < MOST) {
                    Some(further) => Stated { pages: Some(Pages { further, ..pages }), doubt: None },
                    None => Stated { pages: Some(pages), doubt: Some("more than one range of pages: the first is kept") },
                }
            }
            Err((first, doubt)) => {
                Stated { pages: first.map(|first| Pages { first, last: None, further: Vec::new() }), doubt: Some(doubt) }
            }
        }
    }
}

const DASHES: [char; 7] = ['-', '–', '—', '‐', '‑', '−', '‒'];

/// One range, or what of it is sure and why the rest is not.
fn range(text: &str) -> Result<Pages, (Option<Page>, &'static str)> {
    let text = text.strip_suffix("ff.").or(text.strip_suffix("ff")).unwrap_or(text).trim_end_matches('+').trim_end();
    let closed = text.trim_end_matches(DASHES).trim_end();
    // a page may hold a hyphen of its own
    let cuts = closed.char_indices().filter(|(_, c)| DASHES.contains(c)).map(|(at, _)| at).take(4);
    let sides = |at: usize| Some((page(&closed[..at])?, closed[at..].trim_start_matches(DASHES).trim()));
    let found: Vec<(Page, &str)> = cuts.filter_map(sides).collect();
    let whole = found.iter().find(|(_, right)| page(right).is_some()).or(found.first());
    let Some((first, right)) = whole.filter(|(first, right)| page(closed).is_none() || rises(&first.label, right)) else {
        return page(closed).map(|first| Pages { first, last: None, further: Vec::new() }).ok_or((None, "these are no pages"));
    };
    let Some(last) = last(first, right) else { return Err((None, "the last page comes before the first, or is none")) };
    if counted(&last.label).zip(counted(&first.label)).is_some_and(|(b, a)| b.1 - a.1 > LONGEST) {
        return Err((Some(first.clone()), "the last page is too far from the first to be one: left out"));
    }
    Ok(Pages { first: first.clone(), last: Some(last), further: Vec::new() })
}

/// `6-12` is a range where its numbers rise, and a page of a section where they fall.
fn rises(left: &str, right: &str) -> bool {
    left.parse::<u32>().ok().zip(right.parse::<u32>().ok()).is_some_and(|(a, b)| a <= b)
}

/// The last page, in full where only its last digits are written.
fn last(first: &Page, right: &str) -> Option<Page> {
    let digits = !right.is_empty() && right.bytes().all(|b| b.is_ascii_digit());
    let (prefix, number) = counted(&first.label).map_or(("", 0), |(prefix, number)| (prefix, number));
    let whole = match right.parse::<i64>() {
        Ok(n) if digits && n < number => {
            let printed = &first.label[prefix.len()..];
            format!("{prefix}{}{right}", printed.get(..printed.len().checked_sub(right.len())?)?)
        }
        Ok(_) if digits => format!("{prefix}{right}"),
        _ => right.to_owned(),
    };
    let last = page(&whole)?;
    let rises = match (first.sort, last.sort, counted(&first.label), counted(&last.label)) {
        (Some(a), Some(b), ..) => a <= b,
        (.., Some((p, a)), Some((q, b))) => p != q || a <= b,
        _ => false,
    };
    rises.then_some(last)
}

/// What stands before the number that a page ends in, and the number.
fn counted(label: &str) -> Option<(&str, i64)> {
    let prefix = label.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((prefix, label[prefix.len()..].parse().ok()?))
}

/// One page: as front matter prints them, and also `S12`, `12:1`, `2031.4`, numbers of articles.
fn page(text: &str) -> Option<Page> {
    let text = text.trim();
    if let Some(page) = Page::parse(text) {
        return Some(page);
    }
    if !text.is_ascii() || text.len() > 16 {
        return None;
    }
    let prefix = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let plain = match prefix.strip_suffix([':', '.']) {
        Some(section) => !section.is_empty() && section.bytes().all(|b| b.is_ascii_alphanumeric()),
        None => prefix.len() <= 1 && prefix.bytes().all(|b| b.is_ascii_alphabetic()),
    };
    let sort = super::of_article(text);
    (plain && prefix.len() < text.len()).then(|| Page { label: text.to_owned(), sort })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_fields_hold() {
        for (text, shown) in [
            ("1201--09", "1201-1209"),
            ("1210 -- 1219", "1210-1219"),
            ("S12--S19", "S12-S19"),
            ("S12-19", "S12-S19"),
            ("S12-9", "S12-S19"),
            ("12:1-12:18", "12:1-12:18"),
            ("12:1-18", "12:1-12:18"),
            ("A-12 – A-15", "A-12-A-15"),
            ("iv-x", "iv-x"),
            ("34-", "34"),
            ("7+", "7"),
            ("17ff.", "17"),
            ("pp. 3–4", "3-4"),
            ("S. 3–4", "3-4"),
            ("p. 3–4", "3-4"),
            ("s12–s19", "s12-s19"),
            ("104052", "104052"),
            ("1-9", "1-9"),
            ("1220-1229, 1300", "1220-1229, 1300"),
            ("iv-x, 40-41", "iv-x, 40-41"),
        ] {
            let stated = Pages::stated(text);
            assert_eq!((stated.pages.map(|p| p.to_string()).as_deref(), stated.doubt), (Some(shown), None), "{text}");
        }
    }

    #[test]
    fn doubts_what_can_hardly_be() {
        for (text, shown) in [
            ("455–47032", Some("455")),
            ("1220-1229, 7", Some("1220-1229")),
            ("1220-1229, folded", Some("1220-1229")),
            ("20-10", None),
            ("12 pages", None),
            ("to appear", None),
            ("", None),
            ("-", None),
        ] {
            let stated = Pages::stated(text);
            assert_eq!((stated.pages.map(|p| p.to_string()).as_deref(), stated.doubt.is_some()), (shown, true), "{text}");
        }
    }
}
