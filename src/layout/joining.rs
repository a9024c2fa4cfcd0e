//! Joins the lines of one printed unit: spaces, typesetters' hyphens, real hyphens.

use super::words;
use crate::document::Passage;
use crate::lexicon::{self, Words};
use crate::record::name::spaced;
use crate::record::script;
use std::sync::LazyLock;

/// How a unit treats a hyphen at a line's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hyphens {
    /// Before a small letter it is the typesetter's, before a capital it is the name's.
    InNames,
    /// It goes where the joined word is known, or neither half is.
    InText,
}

/// Joins passages in order.
pub fn join<'a>(parts: impl IntoIterator<Item = &'a Passage>, hyphens: Hyphens) -> Passage {
    join_lines(parts, hyphens).0
}

/// Joins passages in order and tells where the later ones begin that do not go on within a word.
pub fn join_lines<'a>(parts: impl IntoIterator<Item = &'a Passage>, hyphens: Hyphens) -> (Passage, Vec<usize>) {
    let mut out: Option<Passage> = None;
    let mut breaks = Vec::new();
    for part in parts {
        let Some(so_far) = out.as_mut() else {
            out = Some(part.clone());
            continue;
        };
        let text = so_far.text.as_str();
        let next = part.text.chars().next();
        if text.ends_with(['\u{ad}', '¬']) {
            so_far.pop();
            so_far.join("", part);
        } else if text.ends_with('-') && text.chars().nth_back(1).is_some_and(char::is_alphabetic) {
            if drops_hyphen(text, &part.text, hyphens) {
                so_far.pop();
            }
            so_far.join("", part);
        } else if text.ends_with(['—', '/'])
            || next.is_some_and(|c| c == '—')
            || hyphens == Hyphens::InText && script::joins_lines(text, &part.text)
        {
            so_far.join("", part);
        } else {
            so_far.join(" ", part);
            breaks.push(so_far.text.len() - part.text.len());
        }
    }
    (out.unwrap_or_default(), breaks)
}

fn drops_hyphen(before: &str, after: &str, hyphens: Hyphens) -> bool {
    if !after.starts_with(char::is_lowercase) {
        return false;
    }
    let word = |c: char| !c.is_alphabetic();
    let left = before.trim_end_matches('-').rsplit(word).next().unwrap_or("");
    let right = after.split(word).next().unwrap_or("");
    match hyphens {
        Hyphens::InNames => true,
        Hyphens::InText => words::is_known(&format!("{left}{right}")) || !words::is_known(left) || !words::is_known(right),
    }
}

static OPEN: LazyLock<Words<()>> = LazyLock::new(|| lexicon::words([("open", ())]));

/// True where a line cannot be the end of what it says: a comma, a conjunction, a preposition, a hyphen, an open bracket.
pub fn is_open(text: &str) -> bool {
    let text = text.trim_end();
    if text.ends_with([',', ';', '-', '—', '–', '(', ':', '&', '/', '、', '・']) {
        return true;
    }
    if text.rfind('(') > text.rfind(')') {
        return true;
    }
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    last.starts_with(char::is_lowercase) && OPEN.get(last).is_some()
}

/// The text with runs of white space as one space each: how values of one line are shown.
pub fn one_line(passage: &Passage) -> String {
    spaced(&passage.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn joins_lines() {
        let of = |text: &str| {
            let mut p = Passage::new(FileId(0));
            p.push(text, 0);
            p
        };
        for (a, b, hyphens, want) in [
            ("Two", "Lines", Hyphens::InText, "Two Lines"),
            ("the confer-", "ence hall", Hyphens::InText, "the conference hall"),
            ("a real-", "time system", Hyphens::InText, "a real-time system"),
            ("Sau-", "rabh Lee", Hyphens::InNames, "Saurabh Lee"),
            ("Alison Smith-", "Renner", Hyphens::InNames, "Alison Smith-Renner"),
            ("University of X—", "Y", Hyphens::InNames, "University of X—Y"),
            ("砂漠における", "計算", Hyphens::InText, "砂漠における計算"),
            ("山田太郎", "鈴木花子", Hyphens::InNames, "山田太郎 鈴木花子"),
            ("사막의", "계산", Hyphens::InText, "사막의 계산"),
        ] {
            assert_eq!(join([&of(a), &of(b)], hyphens).text, want);
        }
    }
}
