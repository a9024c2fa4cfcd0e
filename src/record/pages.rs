//! Page numbers as printed: arabic, roman, or with a letter or section prefix.

mod stated;

use serde::{Deserialize, Serialize};
use std::fmt;

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
}

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
    /// Reads `7`, `vii`, `1-14`, `92--101`, `80–83`.
    pub fn parse(text: &str) -> Option<Pages> {
        let text = text.trim();
        // the longest is two roman numbers, and what has no digit is roman
        let roman = |b: u8| !b.is_ascii_alphabetic() || b"ivxlcIVXLC".contains(&b);
        if text.len() > 26 || !text.bytes().all(roman) && !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        // `6-12` is a range where its numbers rise, and a page of a section where they fall
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
        let range = text.split_once('-').and_then(|(a, b)| digits(a).zip(digits(b))).is_some_and(|(a, b)| a <= b);
        if let Some(first) = Page::parse(text).filter(|_| !range) {
            return Some(Pages { first, last: None });
        }
        let at = text.find(['-', '–', '—', '‐', '‑'])?;
        let (left, right) = text.split_at(at);
        let right = right.trim_start_matches(['-', '–', '—', '‐', '‑', ' ']);
        let first = Page::parse(left)?;
        let of_article = of_article(left).and(of_article(right)).map(|sort| Page { label: right.to_owned(), sort: Some(sort) });
        let last = of_article.or_else(|| Page::parse(right))?;
        (first.sort.zip(last.sort).is_some_and(|(a, b)| a <= b)).then_some(Pages { first, last: Some(last) })
    }
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
        match &self.last {
            Some(last) => write!(f, "-{}", last.label),
            None => Ok(()),
        }
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
        for (text, shown) in
            [("1-14", "1-14"), ("92--101", "92-101"), ("80–83", "80-83"), ("i–iv", "i-iv"), ("3:1–3:14", "3:1-3:14"), ("7", "7")]
        {
            assert_eq!(Pages::parse(text).map(|p| p.to_string()).as_deref(), Some(shown), "{text}");
        }
        assert_eq!(Pages::parse("14-1"), None);
    }
}
