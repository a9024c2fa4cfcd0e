//! One name in two scripts, the second in brackets.

use super::{conjunction, has_acronym, names_organization};
use crate::record::honorific;
use crate::record::name::are_spellings;

/// `Юрий Щербаков (Yuri Shcherbakov)`: a bracket with the name before it in another script. Bytes of what it holds.
pub fn spelling(text: &str, open: usize) -> Option<usize> {
    // no further than a name goes
    let near = |at: usize| (at..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    let inner = &text[open + 1..near((open + 121).min(text.len()))];
    let close = inner.find(')')?;
    let before = &text[near(open.saturating_sub(120))..open];
    if before.is_ascii() && inner[..close].is_ascii() {
        return None;
    }
    let start =
        before.rfind([',', ';', ')', '·', '•', '\t', ':', '|']).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let listed = |at: &usize| conjunction(&before[*at..]);
    let start = before
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|at| *at >= start)
        .filter_map(|at| listed(&at).map(|n| at + n))
        .next_back()
        .unwrap_or(start);
    let name = before[start..].trim();
    let name = &name[honorific::before(name)..];
    (are_spellings(name, inner[..close].trim()) && !names_organization(&inner[..close]) && !has_acronym(&inner[..close])).then_some(close)
}
