//! Slugs and name keys: readable, deterministic, ASCII.

use super::script;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters that Unicode does not decompose, and what stands for them.
const LETTERS: &[(char, &str)] = &[
    ('ł', "l"),
    ('Ł', "l"),
    ('ø', "o"),
    ('Ø', "o"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('Æ', "ae"),
    ('œ', "oe"),
    ('Œ', "oe"),
    ('đ', "d"),
    ('Đ', "d"),
    ('ı', "i"),
    ('þ', "th"),
    ('Þ', "th"),
    ('ð', "d"),
    ('Ð', "d"),
    ('ħ', "h"),
    ('Ħ', "h"),
];

/// Text in lower-case ASCII where it can be: own letters first, then NFKD without marks. Other scripts stay.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
        return out;
    }
    text.chars().for_each(|c| fold_char(c, &mut out));
    out
}

/// Appends a letter as [`fold`] has it.
pub fn fold_char(c: char, out: &mut String) {
    match LATIN.get(c as usize) {
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        Some(folded) => out.push_str(folded),
        None => fold_into(c, out),
    }
}

fn fold_into(c: char, out: &mut String) {
    // marks of kana and the parts of Hangul are no accents
    if script::is_eastern(c) {
        return out.push(c);
    }
    for c in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)) {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, ascii)) => out.push_str(ascii),
            None => out.extend(c.to_lowercase()),
        }
    }
}

/// The letters of Latin-1 and Latin Extended-A folded, since most accents of names are there.
static LATIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut out = String::new();
        fold_into(c, &mut out);
        out
    };
    ('\0'..'\u{180}').map(folded).collect()
});

/// A part of an IRI: `&` becomes `and`, every other run of signs a hyphen; cut at 80 with 8 digits of the SHA-256;
/// `x-` and 12 digits where nothing is left (another script).
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).replace('&', " and ").chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            '\'' | '’' => {}
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    let out = out.trim_end_matches('-');
    match out.len() {
        0 => format!("x-{}", &hex(text)[..12]),
        81.. => format!("{}-{}", out[..80].trim_end_matches('-'), &hex(text)[..8]),
        _ => out.to_owned(),
    }
}

/// Bytes of letters and digits in small, 0 for other ASCII, itself where there is more to a letter.
static LETTER: [u8; 256] = {
    let mut letters = [0; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        letters[b] = if byte.is_ascii_alphanumeric() || !byte.is_ascii() { byte.to_ascii_lowercase() } else { 0 };
        b += 1;
    }
    letters
};

/// Folded name for grouping, words by single spaces; never an identity. White space between letters of scripts that part
/// no words does not count, and where another script goes on a word ends: `第 3 回`.
pub fn key(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 1);
    // an apostrophe stands within its word; whether a sign parts two letters, and whether the last is of those scripts
    let (mut gap, mut sign, mut eastern) = (false, false, false);
    for (at, byte) in text.bytes().enumerate() {
        let letter = LETTER[byte as usize];
        if letter == 0 {
            gap |= byte != b'\'';
            sign |= !byte.is_ascii_whitespace();
        } else if letter.is_ascii() {
            if (std::mem::take(&mut gap) | std::mem::take(&mut eastern)) && !out.is_empty() {
                out.push(b' ');
            }
            sign = false;
            out.push(letter);
        } else if let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
            let mut folded = String::new();
            fold_char(c, &mut folded);
            for c in folded.chars() {
                if !c.is_alphanumeric() {
                    gap |= !matches!(c, '\'' | '’');
                    sign |= !c.is_whitespace();
                    continue;
                }
                let (before, gap) = (std::mem::replace(&mut eastern, script::is_eastern(c)), std::mem::take(&mut gap));
                let parted = if before && eastern { std::mem::take(&mut sign) } else { gap || before || eastern };
                sign = false;
                if parted && !out.is_empty() {
                    out.push(b' ');
                }
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_readable_and_bounded() {
        for (text, want) in [
            ("École Supérieure de Châlons", "ecole-superieure-de-chalons"),
            ("T&B Research", "t-and-b-research"),
            ("Bolesław Miłosz", "boleslaw-milosz"),
            ("  Straße 5 ", "strasse-5"),
            ("TU Oststadt—Weststadt", "tu-oststadt-weststadt"),
        ] {
            assert_eq!(slug(text), want);
        }
        assert!(slug("東京大学").starts_with("x-"));
        assert_ne!(slug("東京大学"), slug("京都大学"));
        assert!(slug(&"long ".repeat(40)).len() <= 89);
    }

    #[test]
    fn keys_fold_names() {
        assert_eq!(key("Irma H. Tolland-Strand"), "irma h tolland strand");
        assert_eq!(key("Pelle Sjöström"), "pelle sjostrom");
        for (text, want) in [
            ("目　次", "目次"),
            ("第3回 プログラム 委員会", "第 3 回プログラム委員会"),
            ("李 Li", "李 li"),
            ("主催：砂の会", "主催 砂の会"),
            ("홍 길동", "홍길동"),
            ("Комитет", "комитет"),
        ] {
            assert_eq!(key(text), want);
        }
    }
}
