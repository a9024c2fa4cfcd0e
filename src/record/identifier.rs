//! Identifiers printed in an imprint, and names of countries.

use regex::Regex;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A standard identifier, checked where it carries a check digit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Identifier {
    /// Thirteen digits, no hyphens; ten-digit numbers are converted.
    Isbn(String),
    /// `1234-567X`.
    Issn(String),
    /// Lower case, from `10.` on.
    Doi(String),
}

static FORMS: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        Regex::new(r"(?i)\bISBN(?:-1[03])?[:\s]*((?:97[89][-\s\u{2010}-\u{2013}\u{ad}]?)?(?:\d[-\s\u{2010}-\u{2013}\u{ad}]?){9}[\dX])")
            .expect("fixed"),
        Regex::new(r"(?i)\b[ep]?-?ISSN[:\s]*(\d{4}[-\u{2010}-\u{2013}\u{ad}]\d{3}[\dX])").expect("fixed"),
        Regex::new(r#"(?i)\b(10\.\d{4,9}/[^\s"<>,;]+)"#).expect("fixed"),
    ]
});

impl Identifier {
    /// Finds every identifier of a line with its place; those that fail their check digit are left out.
    pub fn find_all(text: &str) -> Vec<(Identifier, std::ops::Range<usize>)> {
        let mut found = Vec::new();
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return found;
        }
        for (i, form) in FORMS.iter().enumerate() {
            for c in form.captures_iter(text) {
                let raw = &c[1];
                let digits: String = raw.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_uppercase();
                let read = match i {
                    0 => isbn13(&digits).map(Identifier::Isbn),
                    1 => issn(&digits).map(Identifier::Issn),
                    _ => Some(Identifier::Doi(raw.trim_end_matches(['.', ')']).to_ascii_lowercase())),
                };
                if let Some(read) = read {
                    found.push((read, c.get(0).expect("whole match").range()));
                }
            }
        }
        found.sort_by_key(|(_, range)| range.start);
        found
    }
}

/// Source: ISO 2108, annex on check digits.
fn isbn13(digits: &str) -> Option<String> {
    let value = |c: char| if c == 'X' { Some(10) } else { c.to_digit(10) };
    match digits.len() {
        10 => {
            let sum = digits.chars().zip((1..=10).rev()).map(|(c, w)| value(c).map(|v| v * w)).sum::<Option<u32>>()?;
            if sum % 11 != 0 {
                return None;
            }
            let stem = format!("978{}", &digits[..9]);
            let check = (10 - weighted(&stem)? % 10) % 10;
            Some(format!("{stem}{check}"))
        }
        13 => (weighted(digits)? % 10 == 0).then(|| digits.to_owned()),
        _ => None,
    }
}

fn weighted(digits: &str) -> Option<u32> {
    digits.chars().zip([1, 3].into_iter().cycle()).map(|(c, w)| c.to_digit(10).map(|v| v * w)).sum()
}

/// Source: ISO 3297, check digit modulo 11.
fn issn(digits: &str) -> Option<String> {
    let value = |c: char| if c == 'X' { Some(10) } else { c.to_digit(10) };
    let sum = digits.chars().zip((1..=8).rev()).map(|(c, w)| value(c).map(|v| v * w)).sum::<Option<u32>>()?;
    (sum % 11 == 0).then(|| format!("{}-{}", &digits[..4], &digits[4..]))
}

/// Lines of `code<TAB>name|name|…`. Source: ISO 3166-1 codes; names and common variants in English and own languages.
static COUNTRIES: LazyLock<std::collections::HashMap<String, &'static str>> =
    LazyLock::new(|| table(include_str!("../lexicon/countries.txt")));

/// The same for states and provinces whose country usually goes unsaid. Source: ISO 3166-2:US, :CA, :AU, :GB.
static REGIONS: LazyLock<std::collections::HashMap<String, &'static str>> = LazyLock::new(|| table(include_str!("../lexicon/regions.txt")));

fn table(text: &'static str) -> std::collections::HashMap<String, &'static str> {
    let lines = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).flat_map(|(code, names)| names.split('|').map(move |n| (super::slug::key(n), code))).collect()
}

/// ISO 3166-1 alpha-2 code of a country by its printed name.
pub fn country(name: &str) -> Option<&'static str> {
    COUNTRIES.get(&super::slug::key(name)).copied()
}

/// Country code of a state or province by its printed name or postal abbreviation.
pub fn country_of_region(name: &str) -> Option<&'static str> {
    REGIONS.get(&super::slug::key(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_checked_identifiers() {
        let all = |t: &str| Identifier::find_all(t).into_iter().map(|(i, _)| i).collect::<Vec<_>>();
        assert_eq!(all("ISBN: 978-1-941643-32-7"), [Identifier::Isbn("9781941643327".into())]);
        assert_eq!(all("ISBN 0-306-40615-2"), [Identifier::Isbn("9780306406157".into())]);
        assert_eq!(all("ISSN 0302-9743 (print)"), [Identifier::Issn("0302-9743".into())]);
        assert_eq!(all("https://doi.org/10.1007/978-3-642-1."), [Identifier::Doi("10.1007/978-3-642-1".into())]);
        assert_eq!(all("ISBN 978-1-941643-32-8, 1999"), []);
    }

    #[test]
    fn knows_countries() {
        for (name, code) in [
            ("USA", "US"),
            ("The Netherlands", "NL"),
            ("Hong Kong", "HK"),
            ("Korea", "KR"),
            ("UK", "GB"),
            ("Deutschland", "DE"),
            ("Türkiye", "TR"),
        ] {
            assert_eq!(country(name), Some(code), "{name}");
        }
        assert_eq!(country("Madison"), None);
        assert_eq!(country_of_region("California"), Some("US"));
    }
}
