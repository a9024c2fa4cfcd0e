//! Character maps: which text the codes of a font stand for.

use super::content::{Token, Words};
use std::collections::HashMap;

/// More entries than any font has are noise.
const MOST: usize = 1 << 17;

/// Reads a `ToUnicode` map.
pub fn read(bytes: &[u8]) -> HashMap<u32, String> {
    let mut map = HashMap::new();
    // strings since the last `begin…`; the entries of an array belong to its range
    let (mut strings, mut array): (Vec<Vec<u8>>, Option<Vec<Vec<u8>>>) = (Vec::new(), None);
    let mut ranges = false;
    for token in Words::new(bytes) {
        match token {
            Token::Operator(b"beginbfrange") => (ranges, strings) = (true, Vec::new()),
            Token::Operator(b"beginbfchar") => (ranges, strings) = (false, Vec::new()),
            Token::Operator(b"endbfrange" | b"endbfchar") => strings.clear(),
            Token::Open => array = Some(Vec::new()),
            Token::Close => {
                let entries = array.take().unwrap_or_default();
                if let [low, _] = &strings[..] {
                    for (i, entry) in entries.iter().enumerate() {
                        map.insert(code(low).saturating_add(i as u32), utf16(entry));
                    }
                }
                strings.clear();
            }
            Token::Text(text) => match &mut array {
                Some(array) => array.push(text),
                None => {
                    strings.push(text);
                    match &strings[..] {
                        [from, to] if !ranges => {
                            map.insert(code(from), utf16(to));
                            strings.clear();
                        }
                        [low, high, to] if ranges => {
                            range(&mut map, code(low), code(high), to);
                            strings.clear();
                        }
                        _ => {}
                    }
                }
            },
            _ => {}
        }
        if map.len() > MOST {
            break;
        }
    }
    map
}

fn range(map: &mut HashMap<u32, String>, low: u32, high: u32, to: &[u8]) {
    let text = utf16(to);
    let Some(last) = text.chars().next_back() else { return };
    let head = &text[..text.len() - last.len_utf8()];
    for code in low..=high.min(low.saturating_add(0xffff)) {
        let Some(c) = char::from_u32(last as u32 + (code - low)) else { continue };
        map.insert(code, format!("{head}{c}"));
    }
}

/// The number that a string of bytes writes.
pub fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b))
}

fn utf16(bytes: &[u8]) -> String {
    if let [b] = bytes {
        return char::from(*b).to_string();
    }
    let units = bytes.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]]));
    char::decode_utf16(units.take(16)).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_characters_ranges_and_arrays() {
        let map = read(
            b"2 beginbfchar <01> <0041> <02> <00660069> endbfchar 2 beginbfrange <0010> <0012> <0061> <20> <21> [<D83DDE00> <005A>] endbfrange",
        );
        let of = |c: u32| map.get(&c).map(String::as_str);
        assert_eq!([of(1), of(2), of(0x12), of(0x20), of(0x21)], [Some("A"), Some("fi"), Some("c"), Some("😀"), Some("Z")]);
    }
}
