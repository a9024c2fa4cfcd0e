//! Page numbers as printed: arabic, roman, or with a letter or section prefix.

mod stated;

use crate::lexicon::{self, Phrases};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::LazyLock;

/// One page number as printed, with its place in the order of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// As printed, e.g. `135`, `xiii`, `A-12`.
    pub label: String,
    /// Arabic n gives n, roman n gives n − 1000, so that front matter sorts first; page m of article n gives 10000 n + m, which is
    /// more than any year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<i32>,
}

/// A first page and, where printed, a last one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    pub first: Page,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Page>,
    /// Further pages of the same entry: `1300` of `1220-1229, 1300`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Pages>,
}

/// More pages than one entry has: the number of an article is glued to the last page.
const MOST: i32 = 1000;

static LABELS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("page"));

/// A word that stands before the number of a page: `pp.`, `S.`, `Seite`. One capital needs its full stop.
pub fn is_label(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ':']);
    let stopped = bare.len() < word.len() || bare.chars().nth(1).is_some() || bare.starts_with(char::is_lowercase);
    stopped && LABELS.is(bare)
}

/// Where the number begins behind such a word: `pp. 3–12`, `p.7`. A letter right before it is a part of it: `s12`.
pub fn label(text: &str) -> Option<usize> {
    let word = text.find(|c: char| !c.is_alphabetic())?;
    let sign = |c: char| matches!(c, '.' | ':') || c.is_whitespace();
    let start = text.len() - text[word..].trim_start_matches(sign).len();
    let stop = start.min(word + text[word..].chars().next().map_or(0, char::len_utf8));
    let part = start == word && text[..word].chars().nth(1).is_none();
    (start < text.len() && !part && is_label(&text[..stop])).then_some(start)
}

const DASHES: &[char] = &['-', '–', '—', '‐', '‑', '‒', '−'];

impl Page {
    /// Reads one page number: 1 to 5 digits, a lower-case or capital roman numeral below 400, a page of an article
    /// (`12:1`), or letter-dash-digits.
    pub fn parse(text: &str) -> Option<Page> {
        let text = text.trim();
        if (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Page { label: text.to_owned(), sort: text.parse().ok() });
        }
        if let Some(n) = roman(text) {
            return Some(Page { label: text.to_owned(), sort: Some(n as i32 - 1000) });
        }
        // two digits may be the minutes of a time
        if let Some(sort) = of_article(text).filter(|sort| sort % 10_000 < 10) {
            return Some(Page { label: text.to_owned(), sort: Some(sort) });
        }
        let (letter, digits) = text.split_once(['-', '.', ':'])?;
        let prefix = letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_alphanumeric());
        let number = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        (prefix && number).then(|| Page { label: text.to_owned(), sort: None })
    }

    /// The number of an arabic page that is counted through the volume.
    pub fn arabic(&self) -> Option<i32> {
        self.sort.filter(|s| *s >= 0 && !self.label.contains(':'))
    }
}

impl Pages {
    /// Reads `7`, `vii`, `1-14`, `92--101`, `80 – 83`, `1201–09`, `S12–S19`, `1-4, 9-12`. A last page that cannot be one
    /// is left out.
    pub fn parse(text: &str) -> Option<Pages> {
        let text = text.trim();
        if text.len() <= 60 && text.contains(',') {
            let mut all = text.split(',').map(|part| part.trim().strip_prefix("and ").unwrap_or(part)).map(one);
            let mut pages = all.next()??;
            let further: Vec<Pages> = all.collect::<Option<_>>()?;
            // `1,204` is one number; entries go on to later pages
            let spaced =
                text.match_indices(',').all(|(i, _)| !text[i + 1..].starts_with(|c: char| c.is_ascii_digit())) || pages.last.is_some();
            let mut end = pages.end();
            let rises = further.iter().all(|p| {
                let after = p.first.sort.zip(end).is_some_and(|(next, end)| next > end);
                end = p.end();
                after
            });
            pages.further = further;
            return (spaced && rises).then_some(pages);
        }
        one(text)
    }

    /// True for pages as printed whose last is doubtful: `455–47032`.
    pub fn ends_doubtfully(text: &str) -> bool {
        let arabic = |part: &str| Page::parse(part).and_then(|p| p.arabic());
        let ends = |part: &str| {
            let (first, last) = part.split_once(DASHES)?;
            arabic(first).zip(arabic(last.trim_start_matches(DASHES)))
        };
        text.split(',').filter_map(ends).any(|(first, last)| last - first > MOST)
    }

    fn end(&self) -> Option<i32> {
        self.last.as_ref().unwrap_or(&self.first).sort
    }
}

/// One page or range.
fn one(text: &str) -> Option<Pages> {
    let text = text.trim();
    // the longest is two roman numbers, and what has no digit is roman
    let roman = |b: u8| !b.is_ascii_alphabetic() || b"ivxlcIVXLC".contains(&b);
    if text.len() > 30 || !text.bytes().all(roman) && !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let pages = |first: Page, last: Option<Page>| Some(Pages { first, last, further: Vec::new() });
    // `6-12` is a range where its numbers rise, and a page of a section where they fall
    let range = text.split_once('-').and_then(|(a, b)| digits(a).zip(digits(b))).is_some_and(|(a, b)| a <= b);
    if let Some(first) = Page::parse(text).filter(|_| !range) {
        return pages(first, None);
    }
    let (left, right) = text.split_at(text.find(DASHES)?);
    let (left, right) = (left.trim_end(), right.trim_start_matches(DASHES).trim_start_matches(' ').trim_start_matches(DASHES).trim_start());
    if let Some(last) = lettered(left, right) {
        let label = left.to_owned();
        return pages(Page { label, sort: None }, Some(last));
    }
    let first = Page::parse(left)?;
    let of_article = of_article(left).and(of_article(right)).map(|sort| Page { label: right.to_owned(), sort: Some(sort) });
    let last = of_article.or_else(|| abbreviated(left, right)).or_else(|| Page::parse(right))?;
    match first.arabic().zip(last.arabic()) {
        Some((a, b)) if b - a > MOST => pages(first, None),
        _ if first.sort.zip(last.sort).is_some_and(|(a, b)| a <= b) => pages(first, Some(last)),
        _ => None,
    }
}

fn digits(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// `1201–09`: a last page without the digits that it shares with the first. `2031–32` are years.
fn abbreviated(first: &str, last: &str) -> Option<Page> {
    let (from, _) = (digits(first)?, digits(last)?);
    let shared = first.len().checked_sub(last.len()).filter(|n| *n > 0)?;
    let label = format!("{}{last}", &first[..shared]);
    let to = digits(&label).filter(|to| *to > from)?;
    let years = (1900..2100).contains(&from) && last.len() == 2;
    (!years && (3..=5).contains(&first.len())).then(|| Page { label, sort: i32::try_from(to).ok() })
}

/// `S12–S19`: pages of a supplement.
fn lettered(first: &str, last: &str) -> Option<Page> {
    let number = |text: &str| {
        let letter = text.chars().next().filter(char::is_ascii_alphabetic)?;
        digits(&text[1..]).filter(|_| text.len() <= 6).map(|n| (letter, n))
    };
    let ((a, from), (b, to)) = (number(first)?, number(last)?);
    (a == b && from <= to && to - from < 1000).then(|| Page { label: last.to_owned(), sort: None })
}

/// The place of `12:1`, page 1 of article 12, in the order of pages.
fn of_article(text: &str) -> Option<i32> {
    let (article, page) = text.split_once(':')?;
    let number = |part: &str, most: usize| -> Option<i32> {
        let digits = (1..=most).contains(&part.len()) && !part.starts_with('0') && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    Some(number(article, 4)? * 10_000 + number(page, 3)?)
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first.label)?;
        if let Some(last) = &self.last {
            write!(f, "-{}", last.label)?;
        }
        self.further.iter().try_for_each(|pages| write!(f, ", {pages}"))
    }
}

/// Value of a well-formed roman numeral of 1 to 399, all lower case or all capitals.
pub fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 9 || !text.bytes().all(|b| b"ivxlcIVXLC".contains(&b)) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    if text != lower && text != text.to_ascii_uppercase() {
        return None;
    }
    let (mut rest, mut value) = (lower.as_str(), 0);
    for (sign, worth, most) in
        [("c", 100, 3), ("xc", 90, 1), ("l", 50, 1), ("xl", 40, 1), ("x", 10, 3), ("ix", 9, 1), ("v", 5, 1), ("iv", 4, 1), ("i", 1, 3)]
    {
        for _ in 0..most {
            if let Some(tail) = rest.strip_prefix(sign) {
                value += worth;
                rest = tail;
            }
        }
    }
    // "ixi", "vv" and the like leave a rest or do not write back the same
    (rest.is_empty() && to_roman(value) == lower).then_some(value)
}

fn to_roman(mut n: u32) -> String {
    let mut out = String::new();
    for (sign, worth) in [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)] {
        while n >= worth {
            out.push_str(sign);
            n -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_printed_pages() {
        for (text, sort) in [
            ("1", Some(1)),
            ("411", Some(411)),
            ("vii", Some(-993)),
            ("XIV", Some(-986)),
            ("A-12", None),
            ("xcix", Some(-901)),
            ("12:1", Some(120_001)),
            ("9:30", None),
        ] {
            assert_eq!(Page::parse(text).map(|p| p.sort), Some(sort), "{text}");
        }
        for text in ["", "iiii", "Vii", "12a", "12:01", "123456", "vx", "mix", "-", "…"] {
            assert_eq!(Page::parse(text), None, "{text}");
        }
    }

    #[test]
    fn reads_ranges() {
        for (text, shown) in [
            ("1-14", "1-14"),
            ("92--101", "92-101"),
            ("80–83", "80-83"),
            ("i–iv", "i-iv"),
            ("3:1–3:14", "3:1-3:14"),
            ("7", "7"),
            // blanks round the dash
            ("80 – 83", "80-83"),
            ("80 -- 83", "80-83"),
            ("80- 83", "80-83"),
            ("xi — xiv", "xi-xiv"),
            // without the digits that both share
            ("1301–09", "1301-1309"),
            ("1301-9", "1301-1309"),
            ("298–304", "298-304"),
            ("398--99", "398-399"),
            // letters
            ("S12–S19", "S12-S19"),
            ("S12--S19", "S12-S19"),
            ("A1-A7", "A1-A7"),
            // several
            ("1220-1229, 1300", "1220-1229, 1300"),
            ("1-4, 9-12", "1-4, 9-12"),
            ("1–4,9–12", "1-4, 9-12"),
            ("3, 7", "3, 7"),
            // the number of an article glued to the last page
            ("455–47032", "455"),
            ("45-5123", "45"),
            ("1-901", "1-901"),
        ] {
            assert_eq!(Pages::parse(text).map(|p| p.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in [
            "14-1",
            "12-6",
            "71-8",
            "2031-32",
            "1999–05",
            "S12–T19",
            "S19-S12",
            "A-",
            "-7",
            "1,204",
            "9-12, 1-4",
            "7, ",
            "seven",
            "Q4",
            "B2B",
            "10:15-11",
            "1-2-3",
            "12 14",
        ] {
            assert_eq!(Pages::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_last_page_may_be_doubtful() {
        for (text, doubtful) in [
            ("455–47032", true),
            ("455 -- 47032", true),
            ("455–470", false),
            ("455", false),
            ("iv-x", false),
            ("1-901", false),
            ("1-2, 45-5123", true),
        ] {
            assert_eq!(Pages::ends_doubtfully(text), doubtful, "{text}");
        }
    }
}
