//! Scripts that part no words: Chinese, Japanese, Korean. Their names, family name first, and their numerals.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A letter of Chinese, Japanese or Korean.
pub fn is_eastern(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

pub fn is_han(c: char) -> bool {
    matches!(c, '々'..='〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{31f0}'..='\u{31ff}')
}

pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Whether a text holds a letter of these scripts; cheap where it has none.
pub fn has_eastern(text: &str) -> bool {
    text.bytes().any(|b| b >= 0xe3) && text.chars().any(is_eastern)
}

/// Neither Han nor kana part words at the end of a line.
pub fn joins_lines(before: &str, after: &str) -> bool {
    let part = |c: char| (is_eastern(c) && !is_hangul(c)) || matches!(c, '、' | '。' | '・' | '「' | '」' | '『' | '』' | '〜' | '～');
    before.ends_with(part) && after.starts_with(part)
}

/// What is known of family names: whole ones, the letters of the longest is four.
static FAMILIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/family-names.txt").lines().filter(|l| !l.starts_with('#'));
    let mut table = HashSet::with_capacity(1200);
    for line in lines {
        if line.contains(' ') {
            table.extend(line.split(' '));
        } else {
            table.extend(line.char_indices().map(|(i, c)| &line[i..i + c.len_utf8()]));
        }
    }
    table
});

pub fn is_family(text: &str) -> bool {
    FAMILIES.contains(text)
}

/// Family and given name of a person as eastern scripts print it: `山田太郎`, `山田 太郎`, `张三`, `홍길동`. Han names of
/// unknown families divide where a space does.
pub fn name(text: &str) -> Option<(&str, &str)> {
    const MOST: usize = 8;
    if !text.starts_with(is_eastern) || text.chars().nth(MOST).is_some() {
        return None;
    }
    let letters = |part: &str| part.chars().count();
    let given = |part: &str, most: usize| {
        let n = letters(part);
        (1..=most).contains(&n) && (part.chars().all(is_han) || part.chars().all(is_kana) || part.chars().all(is_hangul))
    };
    if let Some((family, rest)) = text.split_once(char::is_whitespace) {
        let rest = rest.trim_start();
        // of an unknown family only Han letters are short enough to be believed
        let han = |part: &str| letters(part) <= 3 && part.chars().all(is_han);
        return (is_family(family) && given(rest, 4) || han(family) && han(rest)).then_some((family, rest));
    }
    // the longer family is likelier: 欧阳修, 長谷川
    let ends = text.char_indices().map(|(i, _)| i).skip(1).take(3).collect::<Vec<_>>();
    let most = |family: &str| match () {
        () if text.chars().any(is_kana) => 4,
        () if letters(family) == 1 => 2,
        () => 3,
    };
    let fits = |at: &&usize| is_family(&text[..**at]) && given(&text[**at..], most(&text[..**at]));
    let at = *ends.iter().rev().find(fits)?;
    Some((&text[..at], &text[at..]))
}

/// A foreign name in kana: `ジョン・スミス`.
pub fn kana_name(text: &str) -> Option<(&str, &str)> {
    let kana = |part: &str| (2..=12).contains(&part.chars().count()) && part.chars().all(|c| is_kana(c) || matches!(c, '・' | '゠'));
    text.rsplit_once('・').filter(|(given, family)| kana(given) && kana(family))
}

/// Could a text be one person's name as these scripts print it? Shape, and the commonest families.
pub fn could_be_name(text: &str) -> bool {
    let han = || (3..=4).contains(&text.chars().count()) && text.chars().all(is_han);
    name(text).is_some() || kana_name(text).is_some() || han()
}

/// The letters right before and after a sign of a text.
fn around(text: &str, sign: Range<usize>) -> (&str, &str) {
    let (before, after) = (&text[..sign.start], &text[sign.end..]);
    let stop = |c: char| !is_eastern(c);
    let last = &before[before.rfind(stop).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8))..];
    (last, &after[..after.find(stop).unwrap_or(after.len())])
}

/// A name that is not itself a family's: `高山` may go on.
fn is_whole(text: &str) -> bool {
    name(text).is_some() && !is_family(text)
}

/// Whether white space at a place of a text stands between two names that have none: `山田太郎 鈴木花子`, or is wide
/// and stands between letters of these scripts.
pub fn parts_names(text: &str, space: Range<usize>) -> bool {
    let wide = space.len() > 2;
    let (last, next) = around(text, space);
    !last.is_empty() && !next.is_empty() && (wide || is_whole(last) && is_whole(next))
}

/// Whether a whole name stands on a side of a sign that also stands within foreign names: `林さくら・長谷川誠`.
pub fn beside_name(text: &str, sign: Range<usize>) -> bool {
    let (last, next) = around(text, sign);
    !last.is_empty() && !next.is_empty() && (is_whole(last) || is_whole(next))
}

/// Letters of a numeral: Western digits, roman signs or Han numerals.
pub fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return if (1..=4).contains(&text.len()) { text.parse().ok() } else { None };
    }
    han_number(text).or_else(|| super::pages::roman(text))
}

/// `三`, `十二`, `二十一`, `一〇三`, `百五`.
fn han_number(text: &str) -> Option<u32> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|d| d == c || c == '零' && d == '〇').map(|n| n as u32);
    if text.is_empty() || text.chars().count() > 7 {
        return None;
    }
    if text.chars().nth(1).is_some() && text.chars().all(|c| digit(c).is_some()) {
        return text.chars().try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut last) = (0, None);
    for c in text.chars() {
        match c {
            '百' | '十' => {
                total += last.take().unwrap_or(1) * if c == '百' { 100 } else { 10 };
            }
            _ => last = Some(digit(c)?).filter(|d| *d > 0),
        }
    }
    Some(total + last.unwrap_or(0)).filter(|n| *n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eastern_names_divide_after_the_family() {
        for (text, want) in [
            ("山田太郎", Some(("山田", "太郎"))),
            ("山田 太郎", Some(("山田", "太郎"))),
            ("林 さくら", Some(("林", "さくら"))),
            ("長谷川誠", Some(("長谷川", "誠"))),
            ("李雷", Some(("李", "雷"))),
            ("韩梅梅", Some(("韩", "梅梅"))),
            ("欧阳小明", Some(("欧阳", "小明"))),
            ("홍길동", Some(("홍", "길동"))),
            ("남궁 민수", Some(("남궁", "민수"))),
            ("砂漠計算研究会", None),
            ("目次", None),
            ("について", None),
            ("연구 방법", None),
            ("Tanaka", None),
        ] {
            assert_eq!(name(text), want, "{text}");
        }
        assert!(could_be_name("ジョン・スミス") && !could_be_name("システムの設計と実装について"));
        assert!(parts_names("山田太郎 鈴木花子", 12..13) && !parts_names("山田 太郎", 6..7));
    }

    #[test]
    fn numerals_are_numbers() {
        for (text, n) in [("三", 3), ("十", 10), ("十二", 12), ("二十一", 21), ("一〇三", 103), ("百五", 105), ("37", 37), ("XII", 12)]
        {
            assert_eq!(number(text), Some(n), "{text}");
        }
        for text in ["", "人", "12345", "零"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
