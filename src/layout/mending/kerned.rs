//! Capitals that stand apart from their words, because the font moves the next letter under them: `T oday`, `W agner`.

use super::Change;
use crate::layout::words;
use crate::list::tokens;

/// Capitals with room under them.
const ROOM: &[u8] = b"TVWYFP";
/// Words with such a gap that make it a fault of the document.
const FEW: usize = 3;

/// True where such a capital stands before a gap and small letters.
pub(super) fn may_be(text: &str) -> bool {
    text.as_bytes().windows(3).any(|w| ROOM.contains(&w[0]) && w[1] == b' ' && w[2].is_ascii_lowercase())
}

/// The words of some texts that have such a gap.
pub(super) fn count<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|text| gaps(text).count()).sum()
}

pub(super) fn join(text: &str, count: usize, changes: &mut Vec<Change>) {
    if count >= FEW {
        changes.extend(gaps(text).map(|at| (at..at + 1, String::new())));
    }
}

/// Where the gaps are: what stands behind is no word, and with the capital it is one.
fn gaps(text: &str) -> impl Iterator<Item = usize> + '_ {
    let capital = |at: &usize| {
        let (before, behind) = text.split_at(*at);
        let Some(letter) = before.as_bytes().last().filter(|b| ROOM.contains(b)) else { return false };
        let rest = behind[1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let alone = !before[..before.len() - 1].ends_with(char::is_alphanumeric);
        let known = |word: &str| tokens::is_known(word) || words::is_known(word);
        alone && rest.len() > 2 && rest.starts_with(char::is_lowercase) && !known(rest) && known(&format!("{}{rest}", char::from(*letter)))
    };
    text.match_indices(' ').map(|(at, _)| at).filter(capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_joined_with_their_words() {
        for (text, want) in [
            ("T obias Stone and Anna W agner", "Tobias Stone and Anna Wagner"),
            ("What Is the Law T oday?", "What Is the Law Today?"),
            ("Plan T and V for Rooms", "Plan T and V for Rooms"),
            ("A T ime for Rooms", "A Time for Rooms"),
            ("VAT obias", "VAT obias"),
        ] {
            let mut changes = Vec::new();
            join(text, FEW, &mut changes);
            let mut got = text.to_owned();
            changes.iter().rev().for_each(|(at, with)| got.replace_range(at.clone(), with));
            assert_eq!(got, want);
        }
    }
}
