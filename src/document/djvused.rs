//! The text of DjVu files as `djvused … print-txt` and `djvutxt --detail` print it: nested lists of zones, counted from
//! the foot of the page up.

use super::placed::{Look, Place, Sheet};
use super::{Document, Passage};
use crate::source::{FileId, SourceFile};
use std::ops::Range;

pub const MEDIA: &str = "text/x-djvused";

/// Zones from the largest to the smallest.
const ZONES: &[&str] = &["page", "column", "region", "para", "line", "word", "char"];

pub fn begins(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    let list = head.trim_start_matches('\u{feff}').trim_start();
    // the whole script that puts the text back
    let list =
        if list.starts_with("select") || list.starts_with('#') { list.split("set-txt").nth(1).unwrap_or("").trim_start() } else { list };
    let mut words = list.split_whitespace();
    let first = words.next().and_then(|w| w.strip_prefix('('));
    first.is_some_and(|w| ZONES.contains(&w)) && words.take(4).filter(|w| w.trim_end_matches(')').parse::<i64>().is_ok()).count() == 4
}

/// A zone that is open.
struct Zone {
    kind: usize,
    numbers: Vec<f32>,
}

impl Zone {
    fn place(&self) -> Option<Place> {
        let [left, bottom, right, top] = self.numbers[..] else { return None };
        Place::new(left, -top, right, -bottom)
    }
}

pub fn read(source: &SourceFile, file: FileId) -> Document {
    let text = source.text.as_str();
    let mut sheet = Sheet::of_ink(source, file);
    let mut zones: Vec<Zone> = Vec::new();
    let mut at = 0;
    // the word that letters are gathered for
    let mut word: Option<(Range<usize>, Option<Place>, Passage)> = None;
    let word_zone = ZONES.len() - 2;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        match c {
            '(' => {
                let name = symbol(text, at);
                let kind = ZONES.iter().position(|z| *z == &text[name.clone()]).unwrap_or(ZONES.len());
                match kind {
                    0 => sheet.turn(),
                    1..=3 => sheet.block(),
                    4 => sheet.line(),
                    _ => {}
                }
                at = name.end;
                zones.push(Zone { kind, numbers: Vec::new() });
                if kind == word_zone {
                    word = Some((start..at, None, Passage::new(file)));
                }
            }
            ')' => {
                if zones.pop().is_some_and(|z| z.kind == word_zone)
                    && let Some((from, place, letters)) = word.take()
                {
                    sheet.word(letters, from.start..at, place, Look::default(), true);
                }
            }
            '"' => {
                let mut passage = Passage::new(file);
                at = string(text, at, &mut passage);
                let place = zones.last().and_then(Zone::place);
                match &mut word {
                    Some((_, whole, letters)) => {
                        letters.join("", &passage);
                        *whole = whole.zip(place).map(|(a, b)| a.join(b)).or(place);
                    }
                    None if !zones.is_empty() => sheet.spread(&passage, start..at, place, Look::default()),
                    None => {}
                }
            }
            c if c.is_ascii_digit() || c == '-' => {
                let number = symbol(text, start);
                at = number.end.max(at);
                if let Some(zone) = zones.last_mut().filter(|z| z.numbers.len() < 4) {
                    zone.numbers.push(text[number].parse().unwrap_or(f32::NAN));
                }
            }
            _ => {}
        }
    }
    if let Some((from, place, letters)) = word {
        sheet.word(letters, from.start..text.len(), place, Look::default(), true);
    }
    sheet.finish(Vec::new())
}

/// What stands from `at` on up to a bracket, a quote or white space.
fn symbol(text: &str, at: usize) -> Range<usize> {
    let rest = &text[at..];
    at..at + rest.find(|c: char| c.is_whitespace() || "()\"".contains(c)).unwrap_or(rest.len())
}

/// Reads a string after its first quote and gives where it ends. Bytes beyond ASCII may be written in octal digits.
fn string(text: &str, from: usize, out: &mut Passage) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    let octal = |at: usize| {
        let digits = bytes.get(at + 1..at + 4).filter(|d| bytes[at] == b'\\' && d.iter().all(|b| matches!(b, b'0'..=b'7')))?;
        u8::try_from(digits.iter().fold(0u32, |n, d| n * 8 + u32::from(d - b'0'))).ok()
    };
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => {
                let mut code: Vec<u8> = Vec::new();
                while let Some(byte) = (code.len() < 4 && at + 4 * code.len() < bytes.len()).then(|| octal(at + 4 * code.len())).flatten() {
                    code.push(byte);
                    if std::str::from_utf8(&code).is_ok() {
                        break;
                    }
                }
                let len = if code.is_empty() { 2 } else { 4 * code.len() };
                let len = text.ceil_char_boundary((at + len).min(text.len())) - at;
                let plain = match bytes.get(at + 1) {
                    _ if !code.is_empty() => String::from_utf8_lossy(&code).into_owned(),
                    Some(b'n' | b'r' | b't' | b'f' | b'v' | b'a' | b'b') => " ".to_owned(),
                    _ => text[at + 1..at + len].to_owned(),
                };
                // what divides lines and columns in their text
                let plain = if plain.starts_with(char::is_control) { " ".to_owned() } else { plain };
                out.push_as(&plain, at, len);
                at += len;
            }
            _ => {
                let end = text[at..].find(['"', '\\']).map_or(text.len(), |i| at + i);
                out.push(&text[at..end], at);
                at = end;
            }
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_strings() {
        for (raw, text, end) in [
            ("a b\" c", "a b", 4),
            ("\\303\\206r\\303\\270\"", "Ærø", 18),
            ("a \\\"b\\\" \\\\\"", "a \"b\" \\", 11),
            ("a\\n\"", "a ", 4),
            ("open\\", "open", 5),
            ("\\303", "\u{fffd}", 4),
        ] {
            let mut out = Passage::new(FileId(0));
            assert_eq!((string(raw, 0, &mut out), out.text.as_str()), (end, text), "{raw}");
        }
    }
}
