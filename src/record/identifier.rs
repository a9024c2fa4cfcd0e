//! Identifiers printed in an imprint.

use serde::{Deserialize, Serialize};
use std::ops::Range;

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

impl Identifier {
    /// Finds every identifier of a line with its place; those that fail their check digit are left out.
    pub fn find_all(text: &str) -> Vec<(Identifier, Range<usize>)> {
        let mut found = Vec::new();
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return found;
        }
        let bytes = text.as_bytes();
        let mut free = 0;
        for at in 0..bytes.len() {
            if at < free {
                continue;
            }
            let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            let label = |label: &str| bytes[at..].len() > label.len() && bytes[at..at + label.len()].eq_ignore_ascii_case(label.as_bytes());
            let read = match bytes[at] {
                b'I' | b'i' if begins && label("ISBN") => isbn(text, at + 4),
                b'I' | b'i' if label("ISSN") && (begins || is_letter_of_issn(bytes, at)) => issn(text, at + 4),
                b'1' if begins && label("10.") => doi(text, at),
                _ => None,
            };
            if let Some((identifier, end)) = read {
                found.push((identifier, at..end));
                free = end;
            }
        }
        found
    }
}

/// `eISSN`, `pISSN`
fn is_letter_of_issn(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at - 1], b'e' | b'E' | b'p' | b'P') && (at == 1 || !bytes[at - 2].is_ascii_alphanumeric())
}

/// Where the number after a label begins.
fn after_label(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(|c: char| c == ':' || c.is_whitespace()).len()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{ad}')
}

/// `-13: 978-1-941643-32-7` after its label: ten or thirteen digits with at most one sign between two.
fn isbn(text: &str, at: usize) -> Option<(Identifier, usize)> {
    let kind = usize::from(text[at..].starts_with("-10") || text[at..].starts_with("-13")) * 3;
    let start = after_label(text, at + kind);
    let mut digits = String::new();
    let (mut tenth, mut end, mut signs) = (None, start, 0);
    for (i, c) in text[start..].char_indices() {
        if c.is_ascii_digit() || matches!(c, 'X' | 'x') && digits.len() == 9 {
            digits.push(c.to_ascii_uppercase());
            (signs, end) = (0, start + i + 1);
            if digits.len() == 10 {
                tenth = Some(end);
            }
            if digits.len() == 13 {
                break;
            }
        } else if (is_hyphen(c) || c.is_whitespace()) && signs == 0 && !digits.is_empty() {
            signs = 1;
        } else {
            break;
        }
    }
    if digits.len() == 13 && (digits.starts_with("978") || digits.starts_with("979")) {
        return isbn13(&digits).map(|n| (Identifier::Isbn(n), end));
    }
    isbn13(digits.get(..10)?).map(Identifier::Isbn).zip(tenth)
}

/// `1234-567X` after its label.
fn issn(text: &str, at: usize) -> Option<(Identifier, usize)> {
    let start = after_label(text, at);
    let left = text.get(start..start + 4).filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?;
    let hyphen = text[start + 4..].chars().next().filter(|c| is_hyphen(*c))?;
    let from = start + 4 + hyphen.len_utf8();
    let right = text.get(from..from + 4)?.to_ascii_uppercase();
    checked_issn(&format!("{left}{right}")).map(|n| (Identifier::Issn(n), from + 4))
}

/// `10.1000/182`
fn doi(text: &str, at: usize) -> Option<(Identifier, usize)> {
    let registrant = text[at + 3..].bytes().take(10).take_while(u8::is_ascii_digit).count();
    let rest = text[at + 3 + registrant..].strip_prefix('/').filter(|_| (4..=9).contains(&registrant))?;
    let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ',' | ';')).next().filter(|n| !n.is_empty())?;
    let end = at + 3 + registrant + 1 + name.len();
    Some((Identifier::Doi(text[at..end].trim_end_matches(['.', ')']).to_ascii_lowercase()), end))
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
fn checked_issn(digits: &str) -> Option<String> {
    let value = |c: char| if c == 'X' { Some(10) } else { c.to_digit(10) };
    let sum = digits.chars().zip((1..=8).rev()).map(|(c, w)| value(c).map(|v| v * w)).sum::<Option<u32>>()?;
    (sum % 11 == 0).then(|| format!("{}-{}", &digits[..4], &digits[4..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_checked_identifiers() {
        let all = |t: &str| Identifier::find_all(t).into_iter().map(|(i, _)| i).collect::<Vec<_>>();
        assert_eq!(all("ISBN: 978-1-941643-32-7"), [Identifier::Isbn("9781941643327".into())]);
        assert_eq!(all("ISBN 0-306-40615-2"), [Identifier::Isbn("9780306406157".into())]);
        assert_eq!(all("eISSN: 0302-9743"), [Identifier::Issn("0302-9743".into())]);
        assert_eq!(all("ISBN 0-306-40615-2 1999"), [Identifier::Isbn("9780306406157".into())]);
        assert_eq!(all("ISSN 0302-9743 (print)"), [Identifier::Issn("0302-9743".into())]);
        assert_eq!(all("https://doi.org/10.1007/978-3-642-1."), [Identifier::Doi("10.1007/978-3-642-1".into())]);
        assert_eq!(all("ISBN 978-1-941643-32-8, 1999"), []);
    }
}
