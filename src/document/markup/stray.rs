//! What converters and OCR engines leave of markup in text: emphasis, a few HTML tags, character references, list marks,
//! headings.

use crate::document::{Line, Passage};
use crate::source::FileId;

/// A line without its markup.
pub struct Cleaned {
    pub passage: Passage,
    pub bullet: bool,
    pub bold: bool,
    pub heading: u8,
}

/// Named character references that occur in front matter. Source: the HTML standard's list.
const REFERENCES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("aacute", "á"),
    ("agrave", "à"),
    ("ccedil", "ç"),
    ("ntilde", "ñ"),
    ("oslash", "ø"),
    ("aring", "å"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("uacute", "ú"),
    ("ecirc", "ê"),
    ("ocirc", "ô"),
    ("atilde", "ã"),
];

/// Inline tags that carry no text of their own.
const TAGS: &[&str] =
    &["i", "b", "em", "strong", "u", "span", "sup", "sub", "small", "big", "font", "a", "br", "p", "div", "tt", "code", "center"];

/// Bytes that say nothing but themselves.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0;
    while b < 0x80 {
        plain[b] = !matches!(b as u8, b'*' | b'_' | b'<' | b'&' | b'\\' | b'`' | ..0x20) || b as u8 == b'\t';
        b += 1;
    }
    plain
};

/// Cleans one line. `from` is where `raw` begins in the source.
pub fn inline(raw: &str, from: usize, file: FileId) -> Cleaned {
    let mut out = Cleaned { passage: Passage::new(file), bullet: false, bold: false, heading: 0 };
    let mut at = lead(raw, &mut out);
    let mut open: Vec<&str> = Vec::new();
    let bytes = raw.as_bytes();
    while at < raw.len() {
        let run = bytes[at..].iter().take_while(|b| PLAIN[**b as usize]).count();
        if run > 0 {
            out.passage.push(&raw[at..at + run], from + at);
            at += run;
            continue;
        }
        let rest = &raw[at..];
        let begins = out.passage.is_empty();
        let Some(c) = rest.chars().next() else { break };
        let skipped = match c {
            '*' | '_' => emphasis(raw, at, &mut open).inspect(|n| out.bold |= begins && *n >= 2),
            '<' => tag(rest).inspect(|n| out.bold |= begins && matches!(&rest[..*n], "<b>" | "<strong>" | "<B>")),
            // within a word it is an accent that stands beside its letter
            '`' if raw[..at].ends_with(char::is_alphabetic) && rest[1..].starts_with(['a', 'e', 'i', 'o', 'u']) => None,
            '`' => Some(rest.bytes().take_while(|b| *b == b'`').count()),
            '\\' => rest[1..].starts_with(['*', '_', '#', '&', '-', '+', '.', '[', ']', '(', ')', '!', '|']).then_some(1),
            _ => None,
        };
        if let Some(n) = skipped {
            at += n;
            continue;
        }
        if c == '&'
            && let Some((text, n)) = reference(rest)
        {
            out.passage.push_as(&text, from + at, n);
            at += n;
            continue;
        }
        match c {
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => out.passage.push_as(" ", from + at, c.len_utf8()),
            '\u{feff}' | '\u{200b}' => {}
            c if c.is_control() => {}
            _ => out.passage.push(&rest[..c.len_utf8()], from + at),
        }
        at += c.len_utf8();
    }
    let end = out.passage.text.trim_end().len();
    let start = out.passage.text.len() - out.passage.text.trim_start().len();
    if start > 0 || end < out.passage.text.len() {
        out.passage = out.passage.slice(start.min(end)..end);
    }
    out
}

/// Takes away the two halves of bold that a line break parts: one `**` in a line, one in the next.
pub fn unbroken(lines: &mut [Line]) {
    let one = |line: &Line| {
        let at = line.text().find("**")?;
        (!line.text()[at + 2..].contains("**")).then_some(at)
    };
    for i in 1..lines.len() {
        let (before, after) = lines.split_at_mut(i);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else { continue };
        let (Some(open), Some(close)) = (one(first), one(second)) else { continue };
        first.bold |= open == 0;
        for (line, at) in [(first, open), (second, close)] {
            let mut passage = line.passage.trimmed(0..at);
            let joint = if line.text()[..at].ends_with(' ') { " " } else { "" };
            passage.join(joint, &line.passage.trimmed(at + 2..line.text().len()));
            line.passage = passage;
        }
    }
}

/// A sign that stands before the entries of lists and nowhere else.
pub fn is_list_sign(c: char) -> bool {
    matches!(c, '•' | '◦' | '▪' | '■' | '●' | '∙' | '◆' | '►' | '○' | '\u{f0b7}')
}

/// List marks and heading marks at a line's start: how far they reach.
fn lead(raw: &str, out: &mut Cleaned) -> usize {
    let hashes = raw.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&hashes) && raw[hashes..].starts_with(' ') {
        out.heading = hashes as u8;
        return hashes + 1;
    }
    let mut at = 0;
    if let Some(c) = raw.chars().next() {
        let list = is_list_sign(c) || (matches!(c, '-' | '*' | '+') && raw[1..].starts_with([' ', '\t']));
        if list {
            out.bullet = true;
            at = c.len_utf8();
            at += raw[at..].len() - raw[at..].trim_start().len();
        }
    }
    at
}

/// Length of an emphasis mark that opens or closes a stretch of the line, else nothing. `open` holds what is open.
fn emphasis<'a>(raw: &'a str, at: usize, open: &mut Vec<&'a str>) -> Option<usize> {
    let mark = raw.as_bytes()[at];
    let n = raw[at..].bytes().take(4).take_while(|b| *b == mark).count();
    let run = &raw[at..at + n];
    let before = raw[..at].chars().next_back();
    let after = raw[at + n..].chars().next();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if !space(before) && open.last() == Some(&run) && !(mark == b'_' && word(after)) {
        open.pop();
        return Some(n);
    }
    // emphasis goes over some words, not over a whole file in one line
    let near = &raw[at + n..raw.floor_char_boundary(at + n + 2000)];
    let closes_later = || near.match_indices(run).any(|(i, _)| !near[..i].ends_with(char::is_whitespace) && i > 0);
    if n <= 3 && open.len() < 3 && !space(after) && !word(before) && closes_later() {
        open.push(run);
        return Some(n);
    }
    None
}

/// Length of an inline tag, else nothing.
fn tag(rest: &str) -> Option<usize> {
    let end = rest.bytes().take(200).position(|b| b == b'>')?;
    let name = rest[1..end].trim_start_matches('/').split([' ', '/']).next()?.to_ascii_lowercase();
    TAGS.contains(&name.as_str()).then_some(end + 1)
}

/// A character reference: its text and length.
pub fn reference(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(10).position(|b| b == b';')?;
    let name = &rest[1..end];
    let text = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?.to_string()
        }
        None => REFERENCES.iter().find(|(n, _)| *n == name)?.1.to_owned(),
    };
    Some((text, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_what_converters_leave() {
        for (raw, text, bullet, bold) in [
            ("• Jane Doe (<i>École X</i>)", "Jane Doe (École X)", true, false),
            ("- **A Title: B**..... 145", "A Title: B..... 145", true, true),
            ("SIGLONG *notices*", "SIGLONG notices", false, false),
            ("A* Search and B* Trees", "A* Search and B* Trees", false, false),
            ("AT&amp;T R&D", "AT&T R&D", false, false),
            ("snake_case_name", "snake_case_name", false, false),
            ("x < y and <b>z</b>", "x < y and z", false, false),
        ] {
            let got = inline(raw, 0, FileId(0));
            assert_eq!((got.passage.text.as_str(), got.bullet, got.bold), (text, bullet, bold), "{raw}");
        }
        assert_eq!(inline("## Heading", 0, FileId(0)).heading, 2);
    }
}
