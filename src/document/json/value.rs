//! JSON as a tree whose strings know where they stand. A file that breaks off gives what stands before.

use crate::document::Passage;
use crate::source::FileId;
use std::ops::Range;

/// Values within values.
const DEEPEST: usize = 128;
/// Values of one file; no converter writes as many for the front of a volume.
const MOST: usize = 4 << 20;

/// A value. Strings are what stands between their quotes.
#[derive(Debug, PartialEq)]
pub enum Value {
    Object(Vec<(Range<u32>, Value)>),
    Array(Vec<Value>),
    Text(Range<u32>),
    Number(f32),
    Other,
}

/// A file and its text, to look values up in.
#[derive(Clone, Copy)]
pub struct Tree<'a> {
    pub text: &'a str,
    pub file: FileId,
}

/// A value with the text that it stands in.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub value: &'a Value,
    pub tree: Tree<'a>,
}

impl<'a> Node<'a> {
    /// A member of an object; of several with its name the first.
    pub fn get(self, name: &str) -> Option<Node<'a>> {
        let Value::Object(members) = self.value else { return None };
        let member = members.iter().find(|(key, _)| self.tree.text.get(key.start as usize..key.end as usize) == Some(name));
        member.map(|(_, value)| Node { value, ..self })
    }

    /// The items of an array, none of anything else.
    pub fn items(self) -> impl Iterator<Item = Node<'a>> {
        let items: &[Value] = if let Value::Array(items) = self.value { items } else { &[] };
        items.iter().map(move |value| Node { value, ..self })
    }

    /// One item of an array.
    pub fn item(self, n: usize) -> Option<Node<'a>> {
        let Value::Array(items) = self.value else { return None };
        items.get(n).map(|value| Node { value, ..self })
    }

    /// The items of a member that is an array.
    pub fn all(self, name: &str) -> impl Iterator<Item = Node<'a>> {
        self.get(name).into_iter().flat_map(Node::items)
    }

    pub fn number(self) -> Option<f32> {
        if let Value::Number(n) = self.value { Some(*n) } else { None }
    }

    /// The number of a member.
    pub fn count(self, name: &str) -> Option<f32> {
        self.get(name)?.number()
    }

    /// A string as it stands, with its escapes, and where.
    pub fn raw(self) -> Option<(&'a str, Range<usize>)> {
        let Value::Text(at) = self.value else { return None };
        let at = at.start as usize..at.end as usize;
        Some((&self.tree.text[at.clone()], at))
    }

    /// The string of a member as it stands.
    pub fn word(self, name: &str) -> &'a str {
        self.get(name).and_then(Node::raw).map_or("", |(text, _)| text)
    }

    /// A string as clean text.
    pub fn passage(self) -> Option<Passage> {
        let (raw, at) = self.raw()?;
        let mut out = Passage::new(self.tree.file);
        unescape(raw, at.start, &mut out);
        Some(out)
    }
}

/// Appends a string with its escapes resolved; a half of a pair that stands alone is no character.
fn unescape(raw: &str, from: usize, out: &mut Passage) {
    let mut at = 0;
    while let Some(next) = raw[at..].find('\\').map(|i| at + i) {
        out.push(&raw[at..next], from + at);
        let unit = |at: usize| raw.get(at..at + 6)?.strip_prefix("\\u").and_then(|hex| u16::from_str_radix(hex, 16).ok());
        let (text, len) = match (unit(next), unit(next + 6)) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => (String::from_utf16_lossy(&[high, low]), 12),
            (Some(one), _) => (String::from_utf16_lossy(&[one]), 6),
            (None, _) => match raw[next + 1..].chars().next() {
                Some('n' | 'r') => ("\n".to_owned(), 2),
                Some('t' | 'f' | 'b') => (" ".to_owned(), 2),
                Some(c) => (c.to_string(), 1 + c.len_utf8()),
                None => (String::new(), 1),
            },
        };
        out.push_as(&text, from + next, len);
        at = next + len;
    }
    out.push(&raw[at..], from + at);
}

/// Reads the values of a text, one after the other, and says where it breaks off if it does.
pub fn read(text: &str) -> (Vec<Value>, Option<usize>) {
    let mut reader = Reader { bytes: text.as_bytes(), at: text.len() - text.trim_start_matches('\u{feff}').len(), left: MOST };
    let mut out = Vec::new();
    loop {
        // pages may be parted by form feeds
        reader.space();
        if reader.at >= reader.bytes.len() {
            return (out, None);
        }
        let (value, whole) = reader.value(0);
        out.extend(value);
        if !whole {
            return (out, Some(reader.at.min(text.len())));
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Values that may follow.
    left: usize,
}

impl Reader<'_> {
    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn next(&mut self, sign: u8) -> bool {
        self.space();
        let found = self.bytes.get(self.at) == Some(&sign);
        self.at += usize::from(found);
        found
    }

    /// A value, as far as there is one, and whether it is whole.
    fn value(&mut self, depth: usize) -> (Option<Value>, bool) {
        self.space();
        if depth > DEEPEST || self.left == 0 {
            return (None, false);
        }
        self.left -= 1;
        match self.bytes.get(self.at) {
            Some(b'{') => {
                let mut members = Vec::new();
                let whole = self.list(b'}', |reader| {
                    let Some(key) = (if reader.next(b'"') { reader.string() } else { None }) else { return false };
                    if !reader.next(b':') {
                        return false;
                    }
                    let (value, whole) = reader.value(depth + 1);
                    members.extend(value.map(|v| (key, v)));
                    whole
                });
                (Some(Value::Object(members)), whole)
            }
            Some(b'[') => {
                let mut items = Vec::new();
                let whole = self.list(b']', |reader| {
                    let (value, whole) = reader.value(depth + 1);
                    items.extend(value);
                    whole
                });
                (Some(Value::Array(items)), whole)
            }
            Some(b'"') => {
                self.at += 1;
                let text = self.string();
                let whole = text.is_some();
                (text.map(Value::Text), whole)
            }
            Some(_) => self.plain(),
            None => (None, false),
        }
    }

    /// The members between brackets.
    fn list(&mut self, end: u8, mut member: impl FnMut(&mut Self) -> bool) -> bool {
        self.at += 1;
        if self.next(end) {
            return true;
        }
        loop {
            if !member(self) {
                return false;
            }
            if self.next(end) {
                return true;
            }
            if !self.next(b',') {
                return false;
            }
        }
    }

    /// The rest of a string after its first quote.
    fn string(&mut self) -> Option<Range<u32>> {
        let start = self.at;
        while let Some(b) = self.bytes.get(self.at) {
            match b {
                b'"' => {
                    self.at += 1;
                    return Some(start as u32..self.at as u32 - 1);
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        // what breaks off begins where the string does
        self.at = start;
        None
    }

    fn plain(&mut self) -> (Option<Value>, bool) {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        let value = match word {
            "true" | "false" | "null" | "NaN" | "Infinity" | "-Infinity" => Value::Other,
            _ => match word.parse::<f32>() {
                Ok(n) if n.is_finite() => Value::Number(n),
                Ok(_) => Value::Other,
                Err(_) => {
                    self.at = start;
                    return (None, false);
                }
            },
        };
        (Some(value), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_lead_back_to_the_source() {
        let text = "\u{feff}{\"a\": [1, -2.5e1, null], \"b\": \"\\u00c6r\\u00f8 \\\"x\\\" \\ud83d\\ude00 \\ud83d!\"}";
        let (values, broken) = read(text);
        let tree = Tree { text, file: FileId(0) };
        let node = Node { value: &values[0], tree };
        assert_eq!((values.len(), broken, node.all("a").filter_map(Node::number).collect::<Vec<_>>()), (1, None, vec![1.0, -25.0]));
        let b = node.get("b").and_then(Node::passage).unwrap();
        assert_eq!(b.text, "Ærø \"x\" 😀 \u{fffd}!");
        assert_eq!(&text[b.span(0..5).range()], "\\u00c6r\\u00f8");
    }

    #[test]
    fn breaks_off_where_the_file_does() {
        for (text, items, broken) in
            [("[1,2", 2, Some(4)), ("[\"a\",\"b", 1, Some(6)), ("[1,]", 1, Some(3)), ("[x]", 0, Some(1)), ("[1] [2]\u{c}[3]", 1, None)]
        {
            let (values, at) = read(text);
            let Value::Array(found) = &values[0] else { panic!("{text}") };
            assert_eq!((found.len(), at), (items, broken), "{text}");
        }
        assert!(read(&"[".repeat(100_000)).1.is_some());
    }
}
