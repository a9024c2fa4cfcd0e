//! Words that tell what a line of a programme or a list of contents is: sessions, chairs, breaks.

use super::words;
use crate::lexicon::{self, Numbered, Phrases};
use crate::record::pages::roman;
use crate::record::script;
use crate::record::slug::key;
use std::sync::LazyLock;

static SESSIONS: LazyLock<Phrases<bool>> = LazyLock::new(|| lexicon::lists([("session", true), ("session kind", false)]));
static BREAKS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("break"));
static CHAIRS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("chair"));
static PAPER: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("paper"));
static PARTS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("part"));
static AWARDS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("award"));
static ITEMS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::lists([("item other", ()), ("heading index", ())]));
static CHAPTERS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("chapter"));
static AUTHORS: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("authors"));
static BY: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("by"));
static CHAIRED: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("chaired"));

static NUMBERED_SESSIONS: LazyLock<Numbered> = LazyLock::new(|| Numbered::new("session"));
static NUMBERED_PARTS: LazyLock<Numbered> = LazyLock::new(|| Numbered::new("part"));

/// `第1セッション`: the number, and where the words end that a line begins with.
pub fn numbered_session(text: &str) -> Option<(u32, usize)> {
    let begins = text.starts_with(script::is_eastern);
    begins.then(|| NUMBERED_SESSIONS.find(text)).flatten().filter(|(_, at)| at.start == 0).map(|(number, at)| (number, at.end))
}

/// `Session 3`, `Keynote`, `Short Papers`, `Poster Session A: Music`.
pub fn session_words(text: &str) -> bool {
    let most = if SESSIONS.may_start(text) { 14 } else { 4 };
    let count = words::split(text).take(most + 1).count();
    if count > most {
        return false;
    }
    if numbered_session(text).is_some() {
        return true;
    }
    let folded = key(text);
    let session = |word: &str| SESSIONS.whole(word) == Some(true);
    let begins = match SESSIONS.start(&folded) {
        Some((_, _, any_length)) => any_length || count <= 5,
        None => false,
    };
    begins || count <= 4 && folded.rsplit(' ').next().is_some_and(session)
}

/// `Part II`, `Volume 2: Systems`: where the part of a set is named, and a title of its own may begin.
pub fn part(text: &str) -> Option<usize> {
    if text.len() > 100 || !PARTS.may_start(text) {
        return None;
    }
    if text.starts_with(script::is_eastern) {
        return NUMBERED_PARTS.find(text).filter(|(_, at)| at.start == 0).map(|(_, at)| at.end);
    }
    let word = text.find(|c: char| !c.is_alphabetic())?;
    let rest = text[word..].trim_start_matches(['.', ' ']);
    let number = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let after = rest[number..].trim_start();
    let ends = after.is_empty() || after.starts_with([':', '.', ',', '-', '–', '—', '(', ')']);
    let counts = |n: &str| roman(n).is_some() || n.len() == 1 || n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit());
    (ends && number > 0 && rest.len() < text.len() - word && counts(&rest[..number]) && PARTS.is(&text[..word]))
        .then_some(text.len() - rest.len() + number)
}

/// `Chapter 3`: where the word before the number of an entry ends.
pub fn chapter(text: &str) -> Option<usize> {
    let word = text.find(|c: char| !c.is_alphabetic()).filter(|end| text[*end..].starts_with(' '))?;
    CHAPTERS.is(&text[..word]).then_some(word + 1)
}

/// `Authors: `, `by `: where the names begin behind such words.
pub fn authored(text: &str) -> Option<usize> {
    /// Bytes of the longest label, with words before the one that counts.
    const LONGEST: usize = 40;
    let names = |from: usize| text.len() - text[from..].trim_start().len();
    if let Some(colon) = text.find([':', '：']).filter(|at| *at < LONGEST) {
        let last = text[..colon].trim_end().rsplit(' ').next().unwrap_or_default();
        if AUTHORS.is(last) {
            return Some(names(colon + text[colon..].chars().next().map_or(0, char::len_utf8)));
        }
    }
    text.find(' ').filter(|end| BY.is(&text[..*end])).map(names)
}

/// Lunch and the like: part of a programme, of no content.
pub fn is_break(text: &str) -> bool {
    BREAKS.is(text)
}

/// `Verzeichnis der Autorinnen und Autoren`, `Bibliography`: an entry that is no paper, whole, and no names.
pub fn is_item(text: &str) -> bool {
    ITEMS.printed(text).is_some()
}

/// `Best Student Paper`: a line that praises the title below it.
pub fn is_award(text: &str) -> bool {
    AWARDS.is(text)
}

/// A title without an award in brackets behind it: `Waiting Well (Best Paper)`.
pub fn without_award(title: &str) -> &str {
    let bracket = title.strip_suffix([')', ']']).and_then(|t| t.rfind(['(', '[']));
    bracket
        .filter(|open| *open > 0 && is_award(title[open + 1..].trim_end_matches([')', ']'])))
        .map_or(title, |open| title[..open].trim_end())
}

/// A break; after a time of day also `Lunch in the garden`, or the label of a paper: `Paper MoT1.2`.
pub fn is_pause(text: &str, timed: bool) -> bool {
    if !timed || is_break(text) {
        return is_break(text);
    }
    let words = text.split_whitespace().take(7).count();
    let folded = key(text);
    let label = words == 2 && PAPER.start(&folded).is_some() && text.bytes().any(|b| b.is_ascii_digit());
    label || words < 7 && BREAKS.within(&folded)
}

/// `Session Chair: Jane Doe`, `Chaired by Jane Doe`: where the names begin.
pub fn chair(text: &str) -> Option<usize> {
    if !CHAIRS.may_start(text) {
        return None;
    }
    if let Some((head, _)) = text.split_once(':') {
        return CHAIRS.is(head).then_some(head.len() + 1);
    }
    let mut words = text.match_indices(' ').map(|(i, _)| i).take(3);
    CHAIRED.may_start(text).then(|| words.find(|end| CHAIRED.is(&text[..*end]))).flatten()
}

/// `Chair: Jane Doe` and `Chair Jane Doe`, such as in brackets behind the name of a session.
pub fn in_the_chair(text: &str) -> bool {
    chair(text).is_some() || text.split_once(' ').is_some_and(|(word, _)| CHAIRS.is(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awards_behind_titles_are_cut() {
        for (title, want) in [
            ("Waiting Well (Best Paper)", "Waiting Well"),
            ("줄은 왜 짧아지지 않는가 (우수논문)", "줄은 왜 짧아지지 않는가"),
            ("Waiting Well (Extended Version)", "Waiting Well (Extended Version)"),
            ("(Best Paper)", "(Best Paper)"),
        ] {
            assert_eq!(without_award(title), want);
        }
    }

    #[test]
    fn numbers_stand_within_phrases_of_eastern_scripts() {
        assert_eq!(numbered_session("第1セッション: 待ち時間"), Some((1, 19)));
        assert_eq!(numbered_session("第二场"), Some((2, 9)));
        assert_eq!(part("第2部 記憶"), Some(7));
        assert_eq!(part("第2の記憶"), None);
        assert!(session_words("세션 1: 기다림") && session_words("セッション3") && !session_words("第3世代の待ち行列"));
    }
}
