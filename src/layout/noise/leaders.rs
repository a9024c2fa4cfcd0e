//! Rows of dots that were read as letters and noughts: `....0.00000000 0000 cece eeeeeees`, `ZZZ ZZZ`, `.cc_`.

use crate::document::{Line, trim};
use crate::layout::look::{Leader, Look, Tail, is_leader_sign, leader_start};
use crate::layout::words;
use crate::list::tokens;
use crate::record::Pages;
use std::ops::Range;

/// What dots are read as.
fn is_junk(c: char) -> bool {
    is_leader_sign(c) || matches!(c, '0' | 'c' | 'e' | 'o' | 's' | 'n' | 'a' | 'u' | 'r' | 'v' | 'z' | 'Z') || is_mark(c)
}

fn is_mark(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | ',' | '~' | ':' | ';' | '\'' | '‘' | '’' | '*' | '«' | '»' | '°' | '"' | '“' | '”')
}

/// Takes the damaged leader before a page after a single space, or before nothing, out of the text.
pub fn find(line: &Line, look: &mut Look) -> Option<Range<usize>> {
    if line.role.is_some() {
        return None;
    }
    let text = line.text();
    let page = match &look.tail {
        Some(tail) if tail.leader == Leader::Space && tail.pages.is_some() => tail.at.clone(),
        None => marked_page(text)?,
        // among the dots there is a comma or a dash
        Some(tail) if tail.leader == Leader::Dots && is_broken(&text[..leader_start(text, tail.at.start)]) => tail.at.clone(),
        Some(_) => return None,
    };
    let at = garbled(&text[..page.start]).or_else(|| residue(&text[..page.start]))?..page.start;
    look.tail = Some(Box::new(Tail { leader: Leader::Dots, pages: Pages::parse(&text[page.clone()]), at: page }));
    look.narrow(line, trim(text, look.body.start.min(at.start)..at.start));
    Some(at)
}

/// A mark stands alone, or after a leader sign.
fn is_broken(text: &str) -> bool {
    let rest = text.trim_end();
    rest.ends_with(is_mark) && rest.trim_end_matches(is_mark).ends_with(|c: char| c.is_whitespace() || is_leader_sign(c))
}

/// What the last dot of a leader is read as where it touches the page: `... +86`, `... £122`.
fn is_blot(c: char) -> bool {
    matches!(c, '+' | '=' | '£' | '*' | '«' | '»' | '~' | '°' | '§' | '¢')
}

/// The digits of a last word that begins with blots.
fn marked_page(text: &str) -> Option<Range<usize>> {
    let digits = text.len() - text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let page = (1..=4).contains(&(text.len() - digits)) && text[..digits].ends_with(is_blot);
    page.then_some(digits..text.len())
}

/// Where a leader begins of which two dots are left, or one and a blot.
pub fn residue(text: &str) -> Option<usize> {
    let rest = text.trim_end_matches(|c: char| is_leader_sign(c) || is_blot(c) || c.is_whitespace());
    let (mut signs, mut blots) = (0, 0);
    for c in text[rest.len()..].chars() {
        signs += usize::from(is_leader_sign(c));
        blots += usize::from(is_blot(c));
    }
    (!rest.is_empty() && signs > 0 && signs + blots > 1).then_some(rest.len())
}

/// Where the damaged leader at the end of a text begins, if it is damaged beyond being words.
pub fn garbled(text: &str) -> Option<usize> {
    let (start, weight) = run(text)?;
    // dots that were read as dots are no damage
    let damaged = text[start..].contains(|c: char| !is_leader_sign(c) && !c.is_whitespace());
    (damaged && weight >= ENOUGH && !text[..start].trim().is_empty()).then_some(start)
}

/// Where the rest of a leader begins, of which little is left: good where the other entries have leaders.
pub fn remains(text: &str) -> Option<usize> {
    let end = text.trim_end().len();
    let last = text[..end].rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let word = &text[last..end];
    let junk = |part: &str| part.chars().all(is_junk) && part.chars().any(|c| matches!(c, '0' | 'c' | 'e' | 'o' | 's' | '_' | '-'));
    if last > 0 && !word.is_empty() && word.chars().all(is_leader_sign) {
        return Some(last);
    }
    if last > 0 && (1..=8).contains(&word.len()) && junk(word) && word.chars().any(|c| !c.is_alphabetic()) {
        return Some(last);
    }
    // `Shimoda.cc_`, `Studies.0e`: a full stop and then what no word is
    let at = last + word.find('.')?;
    let rest = &text[at + 1..end];
    (at > last && !rest.is_empty() && rest.len() <= 8 && junk(rest)).then_some(at)
}

/// Where the end of a text begins that is likelier a row of dots than words, and how much likelier, in nats.
fn run(text: &str) -> Option<(usize, f32)> {
    let mut end = text.trim_end().len();
    let mut best: Option<(usize, f32)> = None;
    let mut total = 0.0;
    while end > 0 && total > -WORD {
        let begin = text[..end].rfind(char::is_whitespace).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let token = &text[begin..end];
        // a word that the leader is glued to ends where the first sign stands
        let word = token.find(is_leader_sign).filter(|at| is_word(&token[..*at], &token[*at..]));
        let signs = word.map(|at| (begin + at, total + weight(&token[at..])));
        // after a row of dots there is no word
        let row = token.find("....").filter(|row| token.len() - row > 8);
        let row = row.map(|row| (begin + row, total + weight(&token[row..][..dots(&token[row..])])));
        total += weight(token);
        for found in signs.into_iter().chain(row).chain([(begin, total)]) {
            if best.is_none_or(|b| found.1 > b.1) {
                best = Some(found);
            }
        }
        end = text[..begin].trim_end().len();
    }
    best
}

/// How many bytes of dots a text begins with.
fn dots(text: &str) -> usize {
    text.len() - text.trim_start_matches('.').len()
}

/// Whether what stands before the first sign of a token is a word, and the signs are its leader.
fn is_word(text: &str, signs: &str) -> bool {
    match text.chars().next_back() {
        None => false,
        // `2.0`
        Some(c) if c.is_ascii_digit() => signs.starts_with(".."),
        Some(c) => text.len() == c.len_utf8() || weight(text) <= -1.0,
    }
}

/// What makes words of a run no leader, however long it is.
const WORD: f32 = 12.0;
/// From here on a run is a leader.
const ENOUGH: f32 = 7.5;

/// How much likelier a token comes from dots than from words, in nats.
fn weight(token: &str) -> f32 {
    let mut last = '\0';
    let letter = |c: char| {
        let again = std::mem::replace(&mut last, c) == c;
        letter(c) + if again { 0.7 } else { 0.0 }
    };
    let sum: f32 = token.chars().map(letter).sum();
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    let signs = token.chars().filter(|c| is_leader_sign(*c)).count();
    // what may be a word says nothing for dots, nor does a number; one with points in it (`2.0.0`) little
    let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
    match () {
        () if letters > 2 && letters == bare.chars().count() && is_known(bare) => sum.min(-1.0),
        () if letters > 0 || !token.starts_with(|c: char| ('1'..='9').contains(&c)) || token.contains("..") => sum,
        () if signs == 0 => sum.min(-1.0),
        () => sum.min(3.0),
    }
}

fn is_known(word: &str) -> bool {
    words::is_known(word) || tokens::is_known(word)
}

/// How much likelier a sign is where dots were misread than in words, in nats.
fn letter(c: char) -> f32 {
    match c {
        '0' | '…' | '·' | '‥' | '_' => 3.0,
        '.' => 2.0,
        'c' => 1.7,
        'e' | 'z' => 0.9,
        'Z' => 2.0,
        's' => 0.6,
        'n' => 0.2,
        'b' | 'w' => -0.3,
        'o' | 't' | 'u' | 'v' => -0.6,
        'a' | 'r' | 'i' => -1.7,
        c if c.is_ascii_digit() => 0.0,
        c if is_mark(c) => 0.0,
        _ => -5.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_leaders_from_words() {
        for (text, body) in [
            ("Chair's preface oe cccccceceeeeeee ", "Chair's preface"),
            ("Databases....0.000000000 0000 cece eeeeeeeeees ", "Databases"),
            ("Benoit Favre ........000000000ceeeeees ", "Benoit Favre"),
            ("Broadcast Channels . . , . _ . . . . . . .. .. ", "Broadcast Channels"),
            ("Ste Recordings- ...ZZZ ZZZ ZZZ ZZZ ", "Ste Recordings-"),
            ("Yuto Shimoda......_____coooooooccccccss_ ", "Yuto Shimoda"),
            ("Hans Sense.....e0cccccccccccs ", "Hans Sense"),
            ("Slow Gears woccecccccscccsscscssssscsscss ", "Slow Gears"),
            ("Waiting Machines oo... eseesessesssecseses ", "Waiting Machines"),
            ("Ana Brito and Jin Park ............ 6.06. c eee cece eee neces ", "Ana Brito and Jin Park"),
            ("Ana Brito.. .... 2.0.0... b nee e nen e ee ", "Ana Brito"),
            ("Edda Holm ..... 0... cence ence eben eee ence ", "Edda Holm"),
            ("Rosa Quint.........0 0.00 c occ c ec cecnentn etn ene eee ee ", "Rosa Quint"),
            ("Ravi Menon................00.00 08 ", "Ravi Menon"),
            ("Clutch Affinity cesses cesnessesuessesseescsses ", "Clutch Affinity"),
        ] {
            assert_eq!(garbled(text).map(|at| text[..at].trim_end()), Some(body), "{text}");
        }
        for text in [
            "A Course on Success ",
            "The Year 2000 ",
            "Access ",
            "Cocoon or Nonsense ",
            "The Area - ",
            "Notes, Etc. ",
            "eeee ",
            "The Essence of Sentences ",
            "Web 2.0 ",
            "On Successes and Recesses ",
            "Ana Spence ",
            "Census 2008 ",
            "Release 10.0.0 ",
            "C. C. Chen ",
            "See No Scenes ",
            "a big success. ",
            "ISBN Hardback: 978-1-80064-000-2 ",
            "Climate 1970–2000 ",
        ] {
            assert_eq!(garbled(text), None, "{text}");
        }
        for (text, body) in [("Shion Guha .. ", "Shion Guha"), ("Paul Kern . +. ", "Paul Kern"), ("Ada Holm... £", "Ada Holm")] {
            assert_eq!(residue(text).map(|at| &text[..at]), Some(body), "{text}");
        }
        for text in ["Acme, Inc. ", "Acme Inc. - ", "C++ "] {
            assert_eq!(residue(text), None, "{text}");
        }
        assert_eq!(remains("Yuto Shimoda.cc_ "), Some(12));
        assert_eq!(remains("A Plain Title "), None);
        assert_eq!(remains("Acme, Inc. "), None);
    }
}
