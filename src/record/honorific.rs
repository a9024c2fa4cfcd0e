//! Titles and degrees round the names of persons, of many countries: they are no part of a name, and no affiliation.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Where a title may stand.
#[derive(Clone, Copy, Default)]
struct Stands {
    before: bool,
    /// Before a name, with its full stop.
    with_stop: bool,
    behind_title: bool,
    /// The first of two words before a name.
    pair: bool,
    after: bool,
    after_comma: bool,
}

/// Source: usage of universities, orders and offices.
static TITLES: LazyLock<HashMap<&str, Stands>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Stands> = HashMap::new();
    for (kind, titles) in include_str!("../lexicon/titles.txt").lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')) {
        for title in titles.split('|') {
            let stands = table.entry(title).or_default();
            match kind {
                "before" => stands.before = true,
                "before stop" => stands.with_stop = true,
                "behind title" => stands.behind_title = true,
                "pair before" => stands.pair = true,
                "after" => stands.after = true,
                _ => stands.after_comma = true,
            }
        }
    }
    table
});

/// What is known of a word as printed, with its full stops or without the last.
fn stands(word: &str) -> Stands {
    let bare = word.trim_end_matches(['.', ',']);
    let plain = TITLES.get(bare).copied().unwrap_or_default();
    let stopped = TITLES.get(word).copied().unwrap_or_default();
    Stands {
        before: plain.before,
        with_stop: stopped.with_stop,
        behind_title: plain.behind_title,
        pair: plain.pair || stopped.pair,
        after: plain.after || stopped.after,
        after_comma: plain.after_comma || stopped.after_comma,
    }
}

/// Bytes of the titles that a text begins with, up to where the name begins; nothing where no name follows.
pub fn before(text: &str) -> usize {
    let (mut at, mut titled) = (0, false);
    loop {
        let rest = &text[at..];
        let Some(word) = rest.split(char::is_whitespace).next().filter(|w| !w.is_empty() && w.len() < 40) else { break };
        let gap = |end: usize| end + text[end..].len() - text[end..].trim_start().len();
        let two = rest.split_whitespace().nth(1).map(|second| {
            let bare = format!("{} {}", word.trim_end_matches('.'), second.trim_end_matches('.'));
            (stands(&bare).pair, second.as_ptr() as usize - text.as_ptr() as usize + second.len())
        });
        let known = stands(word);
        let next = match two {
            Some((true, end)) => gap(end),
            _ if known.before || known.with_stop || titled && known.behind_title || is_chained(word) => gap(at + word.len()),
            _ => break,
        };
        // a name follows, and no number or sign
        if !text[next..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’')) {
            break;
        }
        (at, titled) = (next, true);
    }
    at
}

/// `Prof.Dr.`, `Prof.Dr.-Ing.`, `Doç.Dr.`: titles without spaces between them.
fn is_chained(word: &str) -> bool {
    let mut parts = word.split('.').filter(|p| !p.is_empty()).peekable();
    let known = |part: &str| {
        let known = stands(part.trim_start_matches('-'));
        known.before || known.behind_title
    };
    word.matches('.').count() > 1 && parts.next().is_some_and(|p| stands(p).before) && parts.all(known)
}

/// Where the degrees begin that a name ends with, with the comma before them; the length of the text where it has none.
pub fn after(text: &str) -> usize {
    let mut end = text.len();
    loop {
        let head = text[..end].trim_end_matches([' ', ',']);
        let comma = head.rfind(',');
        let behind = comma.map(|at| head[at + 1..].trim());
        let space = head.rfind(char::is_whitespace).map(|at| (at, head[at..].trim()));
        let whole = |cut: usize| text[..cut].split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1).count() > 1;
        let known = |word: &str| stands(word);
        end = match (comma, behind, space) {
            (Some(cut), Some(word), _) if whole(cut) && (known(word).after || known(word).after_comma) => cut,
            (_, _, Some((cut, word))) if whole(cut) && known(word).after => cut,
            _ => return end,
        };
    }
}

/// Bytes of a degree or generation that a text behind a comma begins with, up to the next comma or the end.
pub fn is_after_comma(text: &str) -> bool {
    let word = text.split([',', ';', '(']).next().unwrap_or("").trim();
    let known = stands(word);
    !word.is_empty() && (known.after || known.after_comma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_before_names() {
        for title in [
            "Dr.",
            "Dr",
            "Prof.",
            "Professor",
            "Prof. Dr.",
            "Prof.Dr.",
            "Prof. Dr. h.c.",
            "Prof. Dr. h. c. mult.",
            "Prof. Dr. Dr.",
            "PD Dr.",
            "Dr.-Ing.",
            "Dr.-Ing. habil.",
            "Prof. Dr.-Ing.",
            "Prof.Dr.-Ing.",
            "Dr. rer. nat.",
            "Dr. rer. pol. habil.",
            "Dr. phil.",
            "Dr. med.",
            "Univ.-Prof.",
            "Univ.-Prof. Dr.",
            "Priv.-Doz. Dr.",
            "ao. Univ.-Prof. Dr.",
            "apl. Prof. Dr.",
            "Jun.-Prof. Dr.",
            "Dipl.-Ing.",
            "Dipl.-Inform.",
            "Dipl. Ing.",
            "Mag. Dr.",
            "Mgr.",
            "Ing.",
            "doc. Ing.",
            "Doc. RNDr.",
            "prof. RNDr.",
            "prof. dr hab. inż.",
            "dr hab. inż.",
            "dr inż.",
            "mgr inż.",
            "prof. dr. ir.",
            "drs.",
            "Dott.",
            "Dott.ssa",
            "Prof.ssa",
            "Dra.",
            "Profa. Dra.",
            "Doç. Dr.",
            "Yrd. Doç. Dr.",
            "Öğr. Gör.",
            "Assoc. Prof.",
            "Assoc. Prof. Dr.",
            "Asst. Prof.",
            "Associate Professor",
            "Assistant Professor Dr.",
            "Sir",
            "Hon.",
            "Rev.",
            "Mr.",
            "Mme",
            "Frau",
            "Herr Dr.",
            "проф.",
            "д.т.н. проф.",
            "Tan Sri Dr.",
            "The Hon.",
        ] {
            let text = format!("{title} Ute Muster");
            assert_eq!(&text[before(&text)..], "Ute Muster", "{text}");
        }
        for text in [
            "Ute Muster",
            "Drew Barrow",
            "Ingrid Dahl",
            "Ing",
            "Dr.",
            "Prof.",
            "PD",
            "Doctor Strange",
            "Med Amine",
            "Nat Cole",
            "Sc Lee",
            "Mag Lyon",
            "Hon Li",
            "Fr Noel",
            "Col Tate",
            "Arch Moss",
            "M. Dupont",
            "J. Prof",
            "et Muster",
            "Doc Moran",
            "Ing Lee",
            "Gen Li",
            "Eng Tan",
            "Dean Prof",
            "Prof. 7",
            "habil. Muster",
            "Ir Lee",
            "o Muster",
        ] {
            assert_eq!(before(text), 0, "{text}");
        }
    }

    #[test]
    fn degrees_stand_behind_names() {
        for degree in [
            " PhD",
            ", PhD",
            ", Ph.D.",
            " Ph.D.",
            ", M.D.",
            " MD",
            ", MD, PhD",
            ", S.J.",
            ", SJ",
            ", DrSc.",
            ", CSc.",
            ", FRS",
            ", OBE, FRS",
            ", M.A.",
            ", MSc",
            ", D.Phil.",
            ", Esq.",
            ", P.E.",
            ", MBA",
            ", IEEE Fellow",
            ", Ph. D.",
            " Ph.D., M.D.",
            ", Professor Emeritus",
        ] {
            let text = format!("Ann B. Moss{degree}");
            assert_eq!(&text[..after(&text)], "Ann B. Moss", "{text}");
        }
        for text in [
            "Ann Moss",
            "Moss, S.J.",
            "Moss, MD",
            "Lee MD",
            "Ann Moss, Riga",
            "Moss, M.A.",
            "J. MD",
            "Ann Ma",
            "Yo-Yo Ma",
            "Ann Moss Jr.",
            "",
            ",",
        ] {
            assert_eq!(after(text), text.len(), "{text}");
        }
    }
}
