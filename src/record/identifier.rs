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

/// What was found of identifiers in one place of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Nothing where the check digit is wrong.
    pub identifier: Option<Identifier>,
    pub at: Range<usize>,
}

/// The number behind a label: what it is, and where it ends.
type Read = (Option<Identifier>, usize);

impl Identifier {
    /// Finds every identifier of a line with its place, those that fail their check digit too.
    pub fn find_all(text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return found;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            let label = |label: &str| bytes[at..].len() > label.len() && bytes[at..at + label.len()].eq_ignore_ascii_case(label.as_bytes());
            let number: Option<fn(&str, usize) -> Option<Read>> = match bytes[at] {
                b'I' | b'i' if label("ISBN") && (begins || is_letter_of_label(bytes, at)) => Some(isbn),
                b'I' | b'i' if label("ISSN") && (begins || is_letter_of_label(bytes, at)) => Some(issn),
                _ => None,
            };
            if let Some(number) = number {
                let mut from = at;
                let mut next = after_label(text, at + 4);
                while let Some((identifier, end)) = number(text, next) {
                    // a number without a label of its own is one only where its check digit says so
                    if from > at && identifier.is_none() {
                        break;
                    }
                    found.push(Found { identifier, at: from..end });
                    from = after_number(text, end);
                    (at, next) = (end - 1, from);
                }
            } else if begins && bytes[at] == b'1' && label("10.") {
                if let Some((identifier, end)) = doi(text, at) {
                    found.push(Found { identifier, at: at..end });
                    at = end - 1;
                }
            } else if begins
                && (label("978-") || label("979-"))
                && !text[..at].ends_with(['/', '.', '-', '='])
                && let Some((Some(identifier), end)) = isbn(text, at)
            {
                found.push(Found { identifier: Some(identifier), at: at..end });
                at = end - 1;
            }
            at += 1;
        }
        found
    }

    /// Goes on with a DOI that the end of a line broke: `10.1000/12.` and `34`. Where on the next line it ends.
    pub fn broken(line: &str, at: &Range<usize>, next: &str) -> Option<(Identifier, usize)> {
        let rest = line[at.end..].trim_end();
        let open = matches!(rest, "." | "-" | "/" | "_") || rest.is_empty() && line[at.clone()].ends_with(['-', '/', '_']);
        let more = next
            .split(char::is_whitespace)
            .next()
            .filter(|w| *w == next.trim_end() && w.starts_with(|c: char| c.is_ascii_alphanumeric()))?;
        let plain = more.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._;()/:".contains(&b)) && more.bytes().any(|b| b.is_ascii_digit());
        let year = more.len() == 4 && (more.starts_with("19") || more.starts_with("20"));
        let whole = format!("{}{rest}{more}", &line[at.clone()]);
        let (identifier, end) = doi(&whole, 0).filter(|_| open && plain && !year)?;
        Some((identifier?, end.checked_sub(whole.len() - more.len())?))
    }

    /// Its name in print.
    pub fn label(&self) -> &'static str {
        match self {
            Identifier::Isbn(_) => "ISBN",
            Identifier::Issn(_) => "ISSN",
            Identifier::Doi(_) => "DOI",
        }
    }
}

/// `eISSN`, `pISBN`
fn is_letter_of_label(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at - 1], b'e' | b'E' | b'p' | b'P') && (at == 1 || !bytes[at - 2].is_ascii_alphanumeric())
}

/// What stands between a label and its number.
const KINDS: &[&str] = &[
    "print",
    "printed",
    "online",
    "pdf",
    "epub",
    "ebook",
    "electronic",
    "digital",
    "hardcover",
    "hardback",
    "softcover",
    "paperback",
    "html",
    "usb",
    "cd",
    "rom",
    "dvd",
    "no",
    "nr",
    "number",
    "xplore",
    "set",
    "web",
    "l",
    "s",
];

/// Where the number after a label begins: behind `-13:`, `(PDF)`, `-L`, `Online`.
fn after_label(text: &str, at: usize) -> usize {
    let mut rest = &text[at..];
    for _ in 0..6 {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || is_hyphen(c) || matches!(c, ':' | '.' | ','));
        let close = rest.strip_prefix(['(', '[']).and_then(|r| r.find([')', ']'])).filter(|close| *close < 24);
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let number = rest.starts_with("10") || rest.starts_with("13");
        if let Some(close) = close {
            rest = &rest[close + 2..];
        } else if letters > 0 && KINDS.iter().any(|k| rest[..letters].eq_ignore_ascii_case(k)) {
            rest = &rest[letters..];
        } else if number
            && (text[..text.len() - rest.len()].ends_with('-') && rest[2..].starts_with([':', ' ', ')']) || rest[2..].starts_with(':'))
        {
            rest = &rest[2..];
        } else {
            break;
        }
    }
    text.len() - rest.len()
}

/// Where a further number of the same kind may begin: behind `(print)` and a sign or a conjunction.
fn after_number(text: &str, end: usize) -> usize {
    let mut rest = text[end..].trim_start();
    if let Some(close) = rest.strip_prefix(['(', '[']).and_then(|r| r.find([')', ']'])).filter(|close| *close < 24) {
        rest = rest[close + 2..].trim_start();
    }
    rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '&' | '·'));
    let rest = ["and ", "und ", "et ", "y ", "e "].iter().find_map(|and| rest.strip_prefix(and)).unwrap_or(rest);
    text.len() - rest.trim_start().len()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}')
}

/// `978-1-941643-32-7`: ten or thirteen digits with at most one sign between two.
fn isbn(text: &str, start: usize) -> Option<Read> {
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
        return Some((isbn13(&digits).map(Identifier::Isbn), end));
    }
    Some((isbn13(digits.get(..10)?).map(Identifier::Isbn), tenth?))
}

/// `1234-567X`, `1234 567X`, `1234567X`
fn issn(text: &str, start: usize) -> Option<Read> {
    let left = text.get(start..start + 4).filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?;
    let from =
        start + 4 + text[start + 4..].chars().next().filter(|c| is_hyphen(*c) || matches!(c, ' ' | '\u{a0}')).map_or(0, char::len_utf8);
    let right = text.get(from..from + 4)?.to_ascii_uppercase();
    let formed = right.bytes().take(3).all(|b| b.is_ascii_digit()) && right.ends_with(|c: char| c.is_ascii_digit() || c == 'X');
    let whole = formed && !text[from + 4..].starts_with(|c: char| c.is_ascii_digit());
    whole.then(|| (checked_issn(&format!("{left}{right}")).map(Identifier::Issn), from + 4))
}

/// Bytes of the longest DOI that is read, without its prefix.
const LONGEST_DOI: usize = 400;

/// `10.1000/182`, also as it stands in addresses: `10.1002/%28SICI%29…`
fn doi(text: &str, at: usize) -> Option<Read> {
    let registrant = text[at + 3..].bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (prefix, rest) = text[at..].split_at(3 + registrant);
    let (slash, rest) = match rest.strip_prefix('/') {
        Some(rest) => (1, rest),
        None => (3, rest.strip_prefix("%2F").or(rest.strip_prefix("%2f"))?),
    };
    (4..=9).contains(&prefix[3..].split('.').next().unwrap_or("").len()).then_some(())?;
    let near = &rest[..rest.floor_char_boundary(LONGEST_DOI)];
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”');
    let word = near.split(ends).next().filter(|w| w.len() < LONGEST_DOI)?;
    let (signs, mut open) = (decoded(word), Vec::new());
    let mut end = 0;
    let sici = |from: usize, what: &str| {
        let plain: String = signs[from..].iter().map(|s| s.0).collect();
        plain.find('>').is_some_and(|close| plain[..close].contains(what))
    };
    let (mut within, mut angle) = (false, false);
    for (i, (c, _)) in signs.iter().enumerate() {
        let next = signs.get(i + 1).map(|s| s.0);
        match c {
            '(' | '[' | '{' => open.push(*c),
            ')' | ']' | '}'
                if open.pop()
                    != Some(match c {
                        ')' => '(',
                        ']' => '[',
                        _ => '{',
                    }) =>
            {
                break;
            }
            '<' if sici(i, "::") => (within, angle) = (true, true),
            '>' if angle => angle = false,
            '<' | '>' => break,
            // `3.0.CO;2-S` ends the number of an article
            ';' if !(within && next.is_some_and(|n| n.is_ascii_digit())) => break,
            ',' => break,
            '?' | '#' if word.contains('=') || *c == '#' => break,
            _ => {}
        }
        end = i + 1;
    }
    while end > 0 && matches!(signs[end - 1].0, '.' | ':' | '\'' | '’') {
        end -= 1;
    }
    let name: String = signs[..end].iter().map(|s| s.0).collect();
    let length = signs.get(end).map_or(word.len(), |s| s.1);
    (end > 0).then(|| (Some(Identifier::Doi(format!("{prefix}/{name}").to_ascii_lowercase())), at + prefix.len() + slash + length))
}

/// The signs of a word, with those that an address or markup writes as numbers or names, and where each begins.
fn decoded(word: &str) -> Vec<(char, usize)> {
    const NAMED: &[(&str, char)] = &[("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&#60;", '<'), ("&#62;", '>')];
    let mut out = Vec::with_capacity(word.len());
    let mut at = 0;
    while let Some(c) = word[at..].chars().next() {
        let coded = word[at..].strip_prefix('%').and_then(|r| u8::from_str_radix(r.get(..2)?, 16).ok()).filter(u8::is_ascii_graphic);
        let named = NAMED.iter().find(|(name, _)| word[at..].starts_with(name));
        let (c, length) = match (coded, named) {
            (Some(byte), _) => (char::from(byte), 3),
            (_, Some((name, c))) => (*c, name.len()),
            _ => (c, c.len_utf8()),
        };
        out.push((c, at));
        at += length;
    }
    out
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

    /// The identifiers of a line; `?` for one that fails its check digit.
    fn all(text: &str) -> Vec<String> {
        let found = Identifier::find_all(text);
        assert!(found.iter().all(|f| text.is_char_boundary(f.at.start) && text.is_char_boundary(f.at.end)));
        let value = |f: Found| match f.identifier {
            Some(Identifier::Isbn(n) | Identifier::Issn(n) | Identifier::Doi(n)) => n,
            None => "?".to_owned(),
        };
        found.into_iter().map(value).collect()
    }

    #[test]
    fn finds_numbers_of_books() {
        for text in [
            "ISBN: 978-1-941643-32-7",
            "ISBN 9781941643327",
            "ISBN 978 1 941643 32 7",
            "ISBN-13: 978-1-941643-32-7",
            "ISBN-13 978-1-941643-32-7",
            "ISBN13: 9781941643327",
            "ISBN (PDF) 978-1-941643-32-7",
            "ISBN (PDF): 978-1-941643-32-7",
            "ISBN Online: 978-1-941643-32-7",
            "ISBN No. 978-1-941643-32-7",
            "eISBN 978-1-941643-32-7",
            "e-ISBN 978-1-941643-32-7",
            "Print ISBN 978-1-941643-32-7",
            "ISBN 978–1–941643–32–7",
            "978-1-941643-32-7",
            "ISBN-10: 1-941643-32-9",
            "ISBN 1-941643-32-9 1999",
        ] {
            assert_eq!(all(text), ["9781941643327"], "{text}");
        }
        assert_eq!(all("ISBN 0-8044-2957-x"), ["9780804429573"]);
        for text in [
            "ISBN 978-1-941643-32-7 (print), 978-3-16-148410-0 (PDF)",
            "ISBN 978-1-941643-32-7 and 978-3-16-148410-0",
            "ISBN 978-1-941643-32-7 / 978-3-16-148410-0",
            "ISBN 978-1-941643-32-7, ISBN (online) 978-3-16-148410-0",
            "ISBN 1-941643-32-9; 978-3-16-148410-0",
        ] {
            assert_eq!(all(text), ["9781941643327", "9783161484100"], "{text}");
        }
        for text in ["ISBN 978-1-941643-32-8, 1999", "ISBN 0-306-40615-3", "ISBN-13: 978-3-16-148410-1"] {
            assert_eq!(all(text), ["?"], "{text}");
        }
        for text in
            ["ISBN", "ISBN 12-34", "ISBN pending 2033", "978-1-941643-32-8", "tel. 978-555-0100", "http://a.example/978-1-941643-32-7"]
        {
            assert_eq!(all(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn finds_numbers_of_series() {
        for text in [
            "ISSN 0302-9743",
            "eISSN: 0302-9743",
            "e-ISSN 0302-9743",
            "ISSN-L 0302-9743",
            "ISSN 0302 9743",
            "ISSN 03029743",
            "ISSN 0302–9743 (print)",
            "ISSN (online): 0302-9743",
            "Online ISSN 0302-9743",
        ] {
            assert_eq!(all(text), ["0302-9743"], "{text}");
        }
        for text in
            ["ISSN 0302-9743 (print) 1611-3349 (online)", "ISSN 0302-9743 (print), ISSN 1611-3349 (online)", "ISSN 0302-9743 / 1611-3349"]
        {
            assert_eq!(all(text), ["0302-9743", "1611-3349"], "{text}");
        }
        assert_eq!(all("ISSN 0302-9744"), ["?"]);
        assert_eq!(all("ISSN 0302-9743, 2033-2034"), ["0302-9743"]);
        for text in ["ISSN", "ISSN applied for, 2033", "0302-9743", "ISSN 0302-97435"] {
            assert_eq!(all(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn finds_names_of_objects() {
        for (text, want) in [
            ("https://doi.org/10.1007/978-3-642-1.", "10.1007/978-3-642-1"),
            ("doi:10.1145/3555.3556", "10.1145/3555.3556"),
            ("(DOI 10.1145/3555.3556)", "10.1145/3555.3556"),
            ("[10.1145/3555.3556](https://a.example)", "10.1145/3555.3556"),
            ("<https://doi.org/10.1145/3555.3556>", "10.1145/3555.3556"),
            ("10.1145/3555.3556, 2033", "10.1145/3555.3556"),
            ("10.1145/3555.3556; and more", "10.1145/3555.3556"),
            ("https://doi.org/10.1145/3555.3556?from=list", "10.1145/3555.3556"),
            ("10.1016/S0304-3975(33)00012-8", "10.1016/s0304-3975(33)00012-8"),
            ("10.1016/0304-3975(33)", "10.1016/0304-3975(33)"),
            (
                "doi:10.1002/(SICI)1520-684X(203301)28:1<12::AID-SCJ2>3.0.CO;2-7.",
                "10.1002/(sici)1520-684x(203301)28:1<12::aid-scj2>3.0.co;2-7",
            ),
            (
                "https://doi.org/10.1002/%28SICI%291520-684X%28203301%2928%3A1%3C12%3A%3AAID-SCJ2%3E3.0.CO;2-7",
                "10.1002/(sici)1520-684x(203301)28:1<12::aid-scj2>3.0.co;2-7",
            ),
            (
                "10.1002/(SICI)1520-684X(203301)28:1&lt;12::AID-SCJ2&gt;3.0.CO;2-7",
                "10.1002/(sici)1520-684x(203301)28:1<12::aid-scj2>3.0.co;2-7",
            ),
            ("https://doi.org/10.1145%2F3555.3556", "10.1145/3555.3556"),
            ("10.1000.10/123", "10.1000.10/123"),
        ] {
            assert_eq!(all(text), [want], "{text}");
        }
        for text in ["10.5 seconds", "10.1145/", "10.12/34", "version 10.1145", "10.1145/."] {
            assert_eq!(all(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_line_may_break_a_name() {
        let joined = |line: &str, next: &str| {
            let found = Identifier::find_all(line).pop().unwrap();
            Identifier::broken(line, &found.at, next).map(|(identifier, end)| (identifier, next[..end].to_owned()))
        };
        let doi = Identifier::Doi("10.1145/3555.3556".into());
        assert_eq!(joined("DOI: 10.1145/3555.", "3556"), Some((doi.clone(), "3556".into())));
        assert_eq!(joined("DOI: 10.1145/3555.", "3556."), Some((doi, "3556".into())));
        for (line, next) in [
            ("DOI: 10.1145/3555", "3556"),
            ("DOI: 10.1145/3555.", "2033"),
            ("DOI: 10.1145/3555.", "Copyright 2033"),
            ("DOI: 10.1145/3555.", "Springer"),
            ("DOI: 10.1145/3555.", ""),
        ] {
            assert_eq!(joined(line, next), None, "{line} {next}");
        }
    }
}
