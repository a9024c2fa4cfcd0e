//! Letters that extraction damaged, mended before anything is read: letters read in a wrong encoding, accents that stand
//! beside their letters, capitals that stand apart from their words, hyphens that show only where a line is broken, digits for letters. Every change is a repair with
//! a name.

mod kerned;
mod mojibake;

use super::{look, words};
use crate::diagnostic::{self, Diagnostic};
use crate::document::Line;
use crate::document::placed::accents::combining;
use crate::record::{Pages, Repair};
use crate::source::Span;
use std::ops::Range;
use unicode_normalization::char::compose;

/// A change of a line's text.
type Change = (Range<usize>, String);

struct Mending {
    name: &'static str,
    /// What it did, with the number of words before it.
    told: &'static str,
    find: fn(&str, &Seen, &mut Vec<Change>),
}

/// What the document as a whole shows.
struct Seen {
    /// Accents stand behind their letters.
    behind: bool,
    /// Letters that were read in a wrong encoding.
    apart: usize,
    /// Capitals that stand apart from their words.
    kerned: usize,
}

const MENDINGS: &[Mending] = &[
    Mending {
        name: "mojibake",
        told: "letters that were read in a wrong encoding were put together",
        find: |text, seen, changes| mojibake::undo(text, seen.apart, changes),
    },
    Mending { name: "floating-accent", told: "accents that stood beside their letters were joined with them", find: accents },
    Mending {
        name: "capital-apart",
        told: "capitals that stood apart from their words were joined with them",
        find: |text, seen, changes| kerned::join(text, seen.kerned, changes),
    },
    Mending { name: "misread-digit", told: "digits within words were read as the letters that make known words", find: digits },
    Mending { name: "misread-folio", told: "page numbers were read as the roman numbers that their strokes make", find: folio },
    Mending { name: "raised-mark", told: "signs at the ends of names were taken for raised marks and left out", find: raised },
    Mending { name: "soft-hyphen", told: "soft hyphens were read as hyphens, or dropped within a word", find: hyphens },
];

/// Mends the lines in place; gives what was changed and what there is to say of it.
pub fn mend(lines: &mut [Line]) -> (Vec<Repair>, Vec<Diagnostic>) {
    let (mut repairs, mut diagnostics) = (Vec::new(), Vec::new());
    let suspects: Vec<usize> = (0..lines.len()).filter(|i| is_suspect(lines[*i].text())).collect();
    if suspects.is_empty() {
        return (repairs, diagnostics);
    }
    let texts = || suspects.iter().map(|i| lines[*i].text());
    let seen = Seen { behind: stand_behind(texts()), apart: mojibake::count(texts()), kerned: kerned::count(texts()) };
    for mending in MENDINGS {
        let mut first: Option<Span> = None;
        let before = repairs.len();
        for at in &suspects {
            let line = &mut lines[*at];
            let mut changes = Vec::new();
            (mending.find)(line.text(), &seen, &mut changes);
            if changes.is_empty() {
                continue;
            }
            for (range, text) in &changes {
                let span = line.passage.span(range.clone());
                first.get_or_insert(span);
                repairs.push(Repair {
                    name: mending.name.into(),
                    span,
                    printed: line.text()[range.clone()].to_owned(),
                    repaired: text.clone(),
                    confidence: 1.0,
                });
            }
            line.passage = line.passage.mended(&changes);
        }
        if let Some(first) = first {
            let message = format!("{} {}", repairs.len() - before, mending.told);
            diagnostics.push(Diagnostic::new(&diagnostic::LETTERS_MENDED, first, message));
        }
    }
    (repairs, diagnostics)
}

fn is_suspect(text: &str) -> bool {
    may_float(text) || may_be_misread(text) || kerned::may_be(text) || text.len() < 8 && text.starts_with(STROKES) || text.contains('?')
}

/// May hold an accent by itself.
fn may_float(text: &str) -> bool {
    !text.is_ascii() || text.contains('`')
}

/// A digit stands beside a small letter.
fn may_be_misread(text: &str) -> bool {
    text.as_bytes().windows(2).any(|w| w[0].is_ascii_digit() && w[1].is_ascii_lowercase() || w[1] == b'0' && w[0].is_ascii_lowercase())
}

/// An accent by itself. The sign of a quotation is one only within a word.
fn accent(c: char) -> Option<char> {
    match c {
        '`' => combining(c),
        // letters whole
        '\0'..'\u{a0}' | '\u{c0}'..'\u{2b0}' | '°' => None,
        _ => combining(c).filter(|mark| *mark != c),
    }
}

/// A letter under an accent, whole.
fn accented(letter: char, mark: char) -> Option<char> {
    let base = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    };
    compose(base, mark)
}

/// Accents stand behind their letters in a document where more of those that can belong to one side only do.
fn stand_behind<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let (mut before, mut behind) = (0, 0);
    for text in lines {
        for (at, c) in text.char_indices() {
            let Some(mark) = accent(c) else { continue };
            let left = text[..at].chars().next_back().and_then(|l| accented(l, mark)).is_some();
            let right = text[at + c.len_utf8()..].chars().next().and_then(|r| accented(r, mark)).is_some();
            before += usize::from(right && !left);
            behind += usize::from(left && !right);
        }
    }
    behind > before
}

fn accents(text: &str, seen: &Seen, changes: &mut Vec<Change>) {
    if !may_float(text) {
        return;
    }
    let mut done = 0;
    for (at, c) in text.char_indices() {
        let Some(mark) = accent(c).filter(|_| at >= done) else { continue };
        let end = at + c.len_utf8();
        let (left, right) = (text[done..at].chars().next_back(), text[end..].chars().next());
        let within = left.is_some_and(char::is_alphabetic);
        // `O´Hara` and what is quoted keep their sign
        let apostrophe = matches!(c, '´' | '`') && within && right.is_some_and(char::is_uppercase);
        if apostrophe || c == '`' && !within {
            continue;
        }
        let onto_left = left.and_then(|l| accented(l, mark)).map(|whole| (at - left.map_or(0, char::len_utf8)..end, whole));
        let onto_right = right.and_then(|r| accented(r, mark)).map(|whole| (at..end + right.map_or(0, char::len_utf8), whole));
        let (first, second) = if seen.behind { (onto_left, onto_right) } else { (onto_right, onto_left) };
        let Some((mut range, whole)) = first.or(second) else { continue };
        // `Vuli ´c`: the end of a word that the accent has cut off
        let rest = text[range.end..].chars().take_while(|c| c.is_alphabetic()).count();
        let before = &text[done..range.start];
        if range.start == at
            && rest == 0
            && whole.is_lowercase()
            && before.ends_with(' ')
            && before.trim_end().ends_with(char::is_lowercase)
        {
            range.start = done + before.trim_end().len();
        }
        done = range.end;
        changes.push((range, whole.to_string()));
    }
}

/// What recognition takes for a digit.
const MISREAD: &[(char, &[char])] = &[('0', &['o', 'O']), ('1', &['l', 'i', 'I']), ('5', &['s', 'S']), ('8', &['B'])];

/// `Wa1ker`: a digit before a letter, in a word that is known with one letter in its place.
fn digits(text: &str, _: &Seen, changes: &mut Vec<Change>) {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let mut digits = word.char_indices().filter(|(_, c)| c.is_ascii_digit());
        let (Some((at, digit)), None) = (digits.next(), digits.next()) else { continue };
        let rest = &word[at + 1..];
        // a number behind a name is a mark, but for nought
        let within = rest.starts_with(char::is_lowercase) && word.len() > 3 || rest.is_empty() && digit == '0' && at > 1;
        if !within {
            continue;
        }
        let Some((_, letters)) = MISREAD.iter().find(|(d, _)| *d == digit) else { continue };
        let fits = |letter: &&char| letter.is_uppercase() == (at == 0) && words::is_known(&format!("{}{letter}{rest}", &word[..at]));
        let mut known = letters.iter().filter(fits);
        if let (Some(letter), None) = (known.next(), known.next()) {
            let start = word.as_ptr() as usize - text.as_ptr() as usize + at;
            changes.push((start..start + 1, letter.to_string()));
        }
    }
}

/// Strokes that recognition takes for each other.
const STROKES: &[char] = &['i', 'l', '1', 'I', '|', '!', 'v', 'x'];

/// `ili`, `vi!`: alone on its line, no number as it stands, and a roman one where each stroke is an `i`.
fn folio(text: &str, _: &Seen, changes: &mut Vec<Change>) {
    let printed = (2..=7).contains(&text.len()) && text.chars().all(|c| STROKES.contains(&c)) && text.contains(['i', 'v', 'x']);
    if !printed || Pages::parse(text).is_some() {
        return;
    }
    let read: String = text.chars().map(|c| if matches!(c, 'v' | 'x') { c } else { 'i' }).collect();
    if Pages::parse(&read).is_some() {
        changes.push((0..text.len(), read));
    }
}

/// What recognition takes a small raised sign for.
const RAISED: &[char] = &['’', '‘', '\'', '?', '!', '"', '“', '”', '°'];

/// `Mara Lind’ and Jens Bakker?`: signs behind names, one of them before another name.
fn raised(text: &str, _: &Seen, changes: &mut Vec<Change>) {
    let mut found = Vec::new();
    for (at, sign) in text.match_indices(RAISED) {
        let rest = &text[at + sign.len()..];
        let ends = rest.is_empty() || rest.starts_with([',', ';']) || words::conjunction(rest).is_some();
        if ends && text[..at].ends_with(char::is_alphabetic) {
            found.push(at..at + sign.len());
        }
    }
    if found.first().is_none_or(|first| first.end == text.len()) {
        return;
    }
    let mut names = text.to_owned();
    found.iter().rev().for_each(|at| names.replace_range(at.clone(), ""));
    if look::byline(&names) > SURELY {
        changes.extend(found.into_iter().map(|at| (at, String::new())));
    }
}

/// From here on a line is names and no title.
const SURELY: f32 = 4.0;

fn hyphens(text: &str, _: &Seen, changes: &mut Vec<Change>) {
    for (at, sign) in text.match_indices('\u{ad}') {
        let end = at + sign.len();
        // a word that was parted at the end of a line, which is gone
        let gap = text[end..].len() - text[end..].trim_start_matches(' ').len();
        if gap > 0 && text[end + gap..].starts_with(char::is_lowercase) && text[..at].ends_with(char::is_alphabetic) {
            changes.push((at..end + gap, String::new()));
            continue;
        }
        let word = |c: char| !c.is_alphabetic();
        let (left, right) = (text[..at].rsplit(word).next().unwrap_or(""), text[end..].split(word).next().unwrap_or(""));
        let one_word = text[end..].starts_with(char::is_lowercase)
            && words::is_known(&format!("{left}{right}"))
            && !(words::is_known(left) && words::is_known(right));
        changes.push((at..end, if one_word { "" } else { "-" }.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::text;
    use crate::source::FileId;

    #[test]
    fn puts_letters_together() {
        for (printed, read) in [
            ("S¨oren Vald, Ren´e D´ıaz", "Sören Vald, René Díaz"),
            ("Ana Kosti´c and Ivo Luki ´c", "Ana Kostić and Ivo Lukić"),
            ("Mah¯an¯ad¯ı Rivers", "Mahānādī Rivers"),
            ("Jeanne Besi`ere", "Jeanne Besière"),
            ("Mu¨ller, Ko¨hler", "Müller, Köhler"),
            ("Ann O´Dell", "Ann O´Dell"),
            ("´Agnes ´Elie", "Ágnes Élie"),
            ("Anne\u{ad}Lise Vik", "Anne-Lise Vik"),
            ("the confer\u{ad}ence", "the conference"),
            ("an unlist\u{ad} able word", "an unlistable word"),
            ("Zoë plain", "Zoë plain"),
            ("Mara Lind’ and Jens Bakker?", "Mara Lind and Jens Bakker"),
            ("Mara Lind?, Jens Bakker’, Ana O’Hara", "Mara Lind, Jens Bakker, Ana O’Hara"),
            ("Whose Code? and Whose Data?", "Whose Code? and Whose Data?"),
            ("The Authors’ and the Readers’ Views", "The Authors’ and the Readers’ Views"),
            ("ili", "iii"),
            ("vi!", "vii"),
            ("xl", "xl"),
            ("11", "11"),
            ("Emily Wa1ker and Mark 5mith, tw0 approaches", "Emily Walker and Mark Smith, two approaches"),
            ("Ann Lee1, Bo Chen2, L3Cube, H2O, 1st, i18n", "Ann Lee1, Bo Chen2, L3Cube, H2O, 1st, i18n"),
        ] {
            let mut lines = vec![text::line(printed, Span::new(FileId(0), 0, printed.len())).unwrap()];
            let (repairs, _) = mend(&mut lines);
            assert_eq!(lines[0].text(), read);
            assert!(repairs.iter().all(|r| printed[r.span.range()] == r.printed));
        }
    }
}
