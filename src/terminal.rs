//! Text as a terminal can show it: harmless, measured in columns, wrapped, coloured.

use unicode_width::UnicodeWidthChar;

/// Columns that stand for a tab.
pub const TAB: usize = 4;

/// A colour or weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Bold,
    Dim,
    Red,
    Green,
    Yellow,
    Blue,
    Cyan,
}

/// Colours text, or leaves it alone where colour is off.
#[derive(Clone, Copy, Debug)]
pub struct Paint(pub bool);

impl Paint {
    pub fn with(self, style: Style, text: &str) -> String {
        if !self.0 || text.is_empty() {
            return text.to_owned();
        }
        let code = match style {
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Red => "1;31",
            Style::Green => "32",
            Style::Yellow => "1;33",
            Style::Blue => "1;34",
            Style::Cyan => "1;36",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// True for characters that steer a terminal or reorder or hide its text: controls, direction marks, invisible signs.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// What is shown for a character: `·` for a hostile one, a plain hyphen for a soft one.
fn face(c: char) -> char {
    match c {
        '\u{ad}' => '-',
        c if is_hostile(c) => '·',
        c => c,
    }
}

/// Columns that a character takes as it is shown.
pub fn columns(c: char) -> usize {
    if c == '\t' { TAB } else { face(c).width().unwrap_or(0) }
}

/// Columns that a text takes as it is shown.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// A piece of a source line, every character in its place: tabs as four blanks, hostile characters as `·`.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\t' { out.extend(std::iter::repeat_n(' ', TAB)) } else { out.push(face(c)) }
    }
    out
}

/// A value on one line: runs of white space as one blank, hostile characters as `·`.
pub fn plain(text: &str) -> String {
    text.split_whitespace().map(shown).collect::<Vec<_>>().join(" ")
}

/// The text with blanks after it up to a number of columns.
pub fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// Breaks a text at blanks into lines of at most `most` columns; a longer word is cut. Never empty.
pub fn wrap(text: &str, most: usize) -> Vec<String> {
    let most = most.max(2);
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let wide = width(word);
        if used > 0 && used + 1 + wide > most {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if used > 0 {
            line.push(' ');
            used += 1;
        }
        for c in word.chars() {
            if used + columns(c) > most {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += columns(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_shown_not_obeyed() {
        assert_eq!(shown("a\x1b[2Jb\u{202e}c\u{9b}\r"), "a·[2Jb·c··");
        assert_eq!(plain(" two\n lines\tand\u{ad}more "), "two lines and-more");
    }

    #[test]
    fn measures_and_wraps_by_columns() {
        assert_eq!(width("日本 e\u{301}\t"), 4 + 1 + 1 + TAB);
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("日本語日本語 x", 6), ["日本語", "日本語", "x"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(pad("é", 3), "é  ");
    }
}
