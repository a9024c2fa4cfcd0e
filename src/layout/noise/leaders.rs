//! Rows of dots that were read as letters and noughts: `....0.00000000 0000 cece eeeeeees`, `ZZZ ZZZ`, `.cc_`.

use crate::document::{Line, trim};
use crate::layout::look::{Leader, Look, Tail, is_leader_sign, leader_start};
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
    look.body = trim(text, look.body.start.min(at.start)..at.start);
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
    let (start, strength) = run(text)?;
    (strength >= 2 && !text[..start].trim().is_empty()).then_some(start)
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

/// The stretch of junk at the end of a text, and how strongly it is no words: token by token from the end.
fn run(text: &str) -> Option<(usize, usize)> {
    let mut end = text.trim_end().len();
    let (mut start, mut total, mut signs) = (None, 0, 0);
    while end > 0 {
        let begin = text[..end].rfind(char::is_whitespace).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let token = &text[begin..end];
        let junk = token.chars().rev().take_while(|c| is_junk(*c)).map(char::len_utf8).sum::<usize>();
        // a word that the leader is glued to ends where the first sign stands
        let from = if junk == token.len() {
            begin
        } else if let Some(row) = token.find("....").filter(|row| token.len() - row > 8) {
            // after a row of dots there is no word
            begin + row
        } else {
            match token[token.len() - junk..].find(is_leader_sign) {
                Some(at) => end - junk + at,
                None => break,
            }
        };
        let token = &text[from..end];
        signs += token.chars().filter(|c| is_leader_sign(*c)).count();
        let strong = strength(token);
        // two letters before the leader may be its beginning, more are a word
        if strong == 0 && token.chars().all(char::is_alphabetic) && (token.len() > 2 || total == 0) {
            break;
        }
        total += strong;
        start = Some(from);
        if from > begin {
            break;
        }
        end = text[..begin].trim_end().len();
    }
    start.map(|at| (at, total + usize::from(signs > 3) * 2))
}

/// How surely a token is no word: 2 by itself, 1 in company.
fn strength(token: &str) -> usize {
    let (mut last, mut same, mut most, mut letters, mut noughts, mut count) = ('\0', 0, 0, 0, 0, 0);
    for c in token.chars() {
        same = if c == last { same + 1 } else { 1 };
        (last, most, count) = (c, most.max(same), count + 1);
        letters += usize::from(c.is_alphabetic());
        noughts += usize::from(c == '0');
    }
    match () {
        () if most >= 4 || count >= 4 && noughts > 0 && letters > 0 => 2,
        () if most == 3 || count >= 3 && noughts > 0 && noughts < count => 1,
        () if letters == count && count >= 4 && token.bytes().all(|b| b == b'c' || b == b'e') => 1,
        () => 0,
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
        ] {
            assert_eq!(garbled(text).map(|at| text[..at].trim_end()), Some(body), "{text}");
        }
        for text in ["A Course on Success ", "The Year 2000 ", "Access ", "Cocoon or Nonsense ", "The Area - ", "Notes, Etc. ", "eeee "] {
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
