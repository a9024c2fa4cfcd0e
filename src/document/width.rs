//! Letters, digits and signs as wide as a Han letter: the same as the narrow ones, as ligatures are their letters.

use super::Passage;
use crate::record::script;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// White space that parts columns and names.
const GAP: &str = "   ";

/// Puts narrow signs in the place of wide ones. A wide space is one space within a name, one between two words where a
/// line has no other, and a gap elsewhere.
pub fn narrow(passage: &mut Passage) {
    // what these signs begin with
    let first = |b: u8| matches!(b, 0xe2 | 0xe3 | 0xef);
    if !passage.text.bytes().any(first) {
        return;
    }
    let text = passage.text.as_str();
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let mut within = false;
    for (i, c) in text.char_indices() {
        let narrow = match c {
            '\u{3000}' => {
                within = !within && (is_within_name(text, i) || is_the_space(text, i));
                if within { " ".into() } else { GAP.into() }
            }
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map_or_else(String::new, String::from),
            // one letter for a Roman numeral
            '\u{2160}'..='\u{217f}' => c.nfkc().collect(),
            '\u{ff61}' => "。".into(),
            '\u{ff65}' => "・".into(),
            _ => continue,
        };
        if c != '\u{3000}' {
            within = false;
        }
        changes.push((i..i + c.len_utf8(), narrow));
    }
    if !changes.is_empty() {
        *passage = passage.mended(&changes);
    }
}

/// Letters that are not eastern stand on both sides, and no narrow space is in the text.
fn is_the_space(text: &str, space: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !script::is_eastern(c) || c == '.');
    word(text[..space].chars().next_back()) && word(text[space..].chars().nth(1)) && !text.contains(' ')
}

/// A family stands before a space and a given name after it.
fn is_within_name(text: &str, space: usize) -> bool {
    const LONGEST: usize = 4;
    let letter = |c: &char| script::is_eastern(*c);
    let before = text[..space].chars().rev().take_while(letter).take(LONGEST + 1).map(char::len_utf8).sum::<usize>();
    let after = text[space..].chars().skip(1).take_while(letter).take(LONGEST + 1).collect::<Vec<_>>();
    let family = &text[space - before..space];
    // `東京` and `大学` are no name
    script::is_family(family) && (1..=3).contains(&after.len()) && after.len() + family.chars().count() < 7
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn wide_signs_are_narrow() {
        for (text, want) in [
            ("第３回　ＷＱＭ２０１８", "第3回   WQM2018"),
            ("山田　太郎（砂大），林　花", "山田 太郎(砂大),林 花"),
            ("张　三　李小明　王　五", "张 三   李小明   王 五"),
            ("目　次", "目   次"),
            ("……Ⅳ", "……IV"),
            ("Bo　Doe", "Bo Doe"),
            ("Bo Doe　Ann Roe", "Bo Doe   Ann Roe"),
            ("ﬁne", "ﬁne"),
        ] {
            let mut passage = Passage::new(FileId(0));
            passage.push(text, 0);
            narrow(&mut passage);
            assert_eq!(passage.text, want);
            assert_eq!(passage.whole().len(), text.len());
        }
    }
}
