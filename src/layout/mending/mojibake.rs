//! UTF-8 that was read as Latin-1 or Windows-1252 once too often: `JÃ©rÃ´me`.

use super::Change;

/// What Windows-1252 has in the place of the control signs of Latin-1. Source: WHATWG, windows-1252.
const SIGNS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn byte(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        _ => SIGNS.iter().zip(0x80..).find(|(sign, _)| **sign == c).map(|(_, byte)| byte),
    }
}

/// The letter that a text begins with and the bytes that its parts take, where they are one taken apart.
fn letter(text: &str) -> Option<(char, usize)> {
    let lead = text.chars().next().and_then(byte).filter(|b| (0xc2..=0xf4).contains(b))?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let bytes: Vec<u8> = text.chars().take(length).map(byte).collect::<Option<_>>()?;
    let whole = std::str::from_utf8(&bytes).ok()?.chars().next().filter(|c| !c.is_control())?;
    Some((whole, text.chars().take(length).map(char::len_utf8).sum()))
}

/// Where a line has letters taken apart: the places with what they were, and whether all accented letters are such.
fn found(text: &str) -> (Vec<Change>, bool) {
    let (mut changes, mut all) = (Vec::new(), true);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_ascii() {
            at += 1;
        } else if let Some((whole, length)) = letter(&text[at..]) {
            // twice too often
            let next = letter(&text[at + length..]);
            let twice = next.and_then(|(next, more)| letter(&format!("{whole}{next}")).map(|(c, _)| (c, length + more)));
            let (whole, length) = twice.unwrap_or((whole, length));
            // `Þ´or` is no letter of another script within a Latin word
            all &= is_latin(whole) || !text[at + length..].starts_with(|c: char| c.is_ascii_alphabetic());
            changes.push((at..at + length, whole.to_string()));
            at += length;
        } else if let Some(rest) = text[at..].strip_prefix("â€") {
            // the third part of `”` is none of Windows-1252 and was dropped
            let end = text.len() - rest.len();
            changes.push((at..end, "”".to_owned()));
            at = end;
        } else {
            let end = at + c.len_utf8();
            if alone(text, at, c) {
                // the second half of `à` is a space
                let wide = text[end..].starts_with("  ");
                changes.push((at..end + usize::from(wide), "à".to_owned()));
            } else {
                all &= !c.is_alphabetic();
            }
            at = end;
        }
    }
    (changes, all)
}

fn is_latin(c: char) -> bool {
    c < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&c) || c >= '\u{2000}' && !c.is_alphabetic()
}

fn alone(text: &str, at: usize, c: char) -> bool {
    c == 'Ã' && text[at + c.len_utf8()..].starts_with(' ') && (at == 0 || text[..at].ends_with(' '))
}

/// Lines of a document in which letters are taken apart, counted by letters.
pub fn count<'t>(lines: impl Iterator<Item = &'t str>) -> usize {
    let certain = |text: &str| {
        let (changes, all) = found(text);
        if all { changes.len() } else { 0 }
    };
    lines.filter(|text| !text.is_ascii()).map(certain).sum()
}

/// Puts letters together where the line has no others with accents, and others in the document are taken apart as well;
/// one by itself only within a word, and where it ends in a sign that no word holds.
pub fn undo(text: &str, others: usize, changes: &mut Vec<Change>) {
    if text.is_ascii() {
        return;
    }
    let (found, all) = found(text);
    let plain = |(range, _): &Change| {
        let sign = text[range.clone()].chars().nth(1).is_some_and(|c| matches!(c, '\u{a1}'..='\u{bf}'));
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
        sign && (letter(text[..range.start].chars().next_back()) || letter(text[range.end..].chars().next()))
    };
    let apart = |change: &Change| text[change.0.clone()].chars().count() > 1;
    if all && found.iter().any(apart) && (others > 1 || found.iter().all(plain)) {
        changes.extend(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(text: &str, others: usize) -> String {
        let mut changes = Vec::new();
        undo(text, others, &mut changes);
        let mut out = text.to_owned();
        changes.into_iter().rev().for_each(|(range, whole)| out.replace_range(range, &whole));
        out
    }

    #[test]
    fn puts_letters_together() {
        for whole in [
            "Zoé Lefèvre",
            "Über Körbe – „leise“",
            "Łódź",
            "São João",
            "Ærø",
            "Юрий Щербаков",
            "东海",
            "naïve",
            "d’été…",
            "Árpád",
            "10 €",
            "🛏 beds",
        ] {
            let cp1252: String =
                whole.bytes().map(|b| if (0x80..0xa0).contains(&b) { SIGNS[usize::from(b - 0x80)] } else { b.into() }).collect();
            let latin1: String = whole.bytes().map(char::from).collect();
            assert_eq!(undone(&cp1252, 2), whole);
            assert_eq!(undone(&latin1, 2), whole);
        }
        assert_eq!(undone("RÃªves Ã  Nantes", 3), "Rêves à Nantes");
        assert_eq!(undone("RÃƒÂªves", 3), "Rêves");
        assert_eq!(undone("â€žNebelâ€ und â€œRÃªveâ€", 3), "„Nebel” und “Rêve”");
        // one letter in a document
        assert_eq!(undone("ZoÃ© Moss", 1), "Zoé Moss");
        for text in ["IRMÃ”", "Zoé Lefèvre", "AÇÃO", "„Ä“", "Ã", "Müller Ã©", "plain", "5 Â", "São Ã©", "Þ´or V¨ais¨al¨a"]
        {
            assert_eq!(undone(text, 1), text);
        }
        assert_eq!(undone("Zoé FÃ¨vre", 9), "Zoé FÃ¨vre");
    }
}
