//! Accents that are drawn over their letters, as TeX and old fonts do: geometry tells which letter.

use super::Glyph;
use unicode_normalization::char::{compose, is_combining_mark};

/// The combining form of an accent that stands alone.
pub fn combining(c: char) -> Option<char> {
    Some(match c {
        '´' => '\u{301}',
        '`' => '\u{300}',
        '¨' => '\u{308}',
        'ˆ' | '^' => '\u{302}',
        '˜' | '~' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '˚' | '°' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        c if is_combining_mark(c) => c,
        _ => return None,
    })
}

/// Joins each accent with the letter that it covers, among those shown right before and after it.
pub fn join(glyphs: &mut Vec<Glyph>) {
    let mut gone = vec![false; glyphs.len()];
    for i in 0..glyphs.len() {
        let accent = glyphs[i];
        let below = |g: &Glyph| accent.c == '.' && accent.y - g.y > 0.1 * g.size;
        let Some(mark) = combining(accent.c).or((accent.c == '.').then_some('\u{323}')) else { continue };
        let center = (accent.x0 + accent.x1) / 2.0;
        let over = |g: &Glyph| {
            let slack = 0.1 * g.size;
            g.c.is_alphabetic()
                && (accent.c != '.' || below(g))
                && g.turned == accent.turned
                && (g.y - accent.y).abs() < 0.7 * g.size
                && (g.x0 - slack..=g.x1 + slack).contains(&center)
                // a narrow accent beside a letter is a sign of its own; one that covers it is not
                && accent.x0 < g.x1 - 0.25 * (g.x1 - g.x0)
                && accent.x1 > g.x0 + 0.25 * (g.x1 - g.x0)
        };
        let near = [i + 1, i.wrapping_sub(1), i + 2, i.wrapping_sub(2)];
        let letter = near.into_iter().find(|j| glyphs.get(*j).is_some_and(over) && !gone[*j]);
        let Some(letter) = letter else { continue };
        let base = match glyphs[letter].c {
            'ı' => 'i',
            'ȷ' => 'j',
            c => c,
        };
        if let Some(c) = compose(base, mark) {
            glyphs[letter].c = c;
            gone[i] = true;
        } else {
            // no letter of its own in Unicode: the mark follows its letter
            let g = glyphs[letter];
            glyphs[letter].c = base;
            glyphs[i] = Glyph { c: mark, x0: g.x0 + 0.001 * g.size, x1: g.x1, y: g.y, ..accent };
        }
    }
    let mut gone = gone.into_iter();
    glyphs.retain(|_| !gone.next().unwrap_or(false));
}
