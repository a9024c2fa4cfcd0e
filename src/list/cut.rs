//! Where one stretch of text holds title and names: the sign between them.

use super::roles;
use super::setting::Order;

/// Signs at which a cut is tried.
const SIGNS: usize = 8;

/// What the best place to part a text into title and names says for there being one.
pub fn cut(text: &str, order: Order) -> f32 {
    let (mut best, mut from) = (f32::NEG_INFINITY, 0);
    if text.len() > 500 {
        return best;
    }
    for _ in 0..SIGNS {
        let Some((start, end, price)) = next_sign(text, from) else { break };
        from = end.max(from + 1);
        let bracket = text[start..end].contains('(');
        let first = text[..start].trim_end();
        let second = text[end..].trim();
        let second = if bracket { second.strip_suffix(')').unwrap_or("").trim_end() } else { second };
        if first.is_empty() || second.is_empty() {
            continue;
        }
        let (title, names) = if order == Order::TitleThenNames { (first, second) } else { (second, first) };
        best = best.max(roles::title(title) + roles::people(names) - price);
    }
    best
}

/// The next sign that may part them: where it begins and ends, and what it costs.
fn next_sign(text: &str, from: usize) -> Option<(usize, usize, f32)> {
    let bytes = text.as_bytes();
    for i in from..bytes.len() {
        let after = |n: usize| bytes.get(i + n).is_none_or(u8::is_ascii_whitespace);
        let found = match bytes[i] {
            b'\t' => Some((i, i + 1, 0.0)),
            b':' | b'.' | b';' | b'?' | b'!' if after(1) => {
                let keep = usize::from(matches!(bytes[i], b'?' | b'!'));
                Some((i + keep, i + 1, 0.0))
            }
            b',' if after(1) => Some((i, i + 1, 1.0)),
            b' ' => {
                let rest = &text[i..];
                let sign = [" - ", " – ", " — ", " / ", " | ", " by ", " ("].iter().find(|s| rest.starts_with(**s));
                match sign {
                    Some(sign) => Some((i, i + sign.len(), 0.0)),
                    None if rest.starts_with("  ") => Some((i, i + 2, 0.0)),
                    None => None,
                }
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}
