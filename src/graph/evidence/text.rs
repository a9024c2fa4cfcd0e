//! The text of a source, in which characters are found by their number.

/// Characters between two remembered bytes.
const STEP: usize = 256;

/// A text with the bytes of some characters, so that places are found without counting from the start.
pub struct SourceText {
    text: String,
    /// Where every [`STEP`]th character begins.
    steps: Vec<usize>,
    /// Where each line begins, and how many characters stand before it.
    lines: Vec<(usize, usize)>,
}

/// One line of a place.
pub struct Line<'t> {
    /// From 1.
    pub number: usize,
    pub text: &'t str,
    /// The bytes of the line that belong to the place.
    pub part: std::ops::Range<usize>,
}

impl SourceText {
    pub fn new(text: String) -> SourceText {
        let (mut steps, mut lines) = (Vec::new(), vec![(0, 0)]);
        for (n, (at, c)) in text.char_indices().enumerate() {
            if n % STEP == 0 {
                steps.push(at);
            }
            if c == '\n' {
                lines.push((at + 1, n + 1));
            }
        }
        SourceText { text, steps, lines }
    }

    /// The byte at which a character begins; the end of the text for one that it does not have.
    fn byte(&self, character: usize) -> usize {
        let Some(step) = self.steps.get(character / STEP) else { return self.text.len() };
        let within = self.text[*step..].char_indices().nth(character % STEP);
        within.map_or(self.text.len(), |(at, _)| step + at)
    }

    /// The text of a range of characters, end exclusive.
    pub fn quote(&self, start: usize, end: usize) -> &str {
        &self.text[self.byte(start)..self.byte(end.max(start))]
    }

    /// Line and column of a character, from 1; the column counts characters.
    pub fn position(&self, character: usize) -> (usize, usize) {
        let line = self.line_at(self.byte(character));
        (line + 1, character.saturating_sub(self.lines[line].1).saturating_add(1))
    }

    /// The lines that a range of characters touches.
    pub fn lines(&self, start: usize, end: usize) -> Vec<Line<'_>> {
        let (start, end) = (self.byte(start), self.byte(end.max(start)));
        let last = self.line_at(if end > start { end - 1 } else { start });
        let line = |number: usize| {
            let from = self.lines[number].0;
            let to = self.lines.get(number + 1).map_or(self.text.len(), |next| next.0 - 1);
            let text = self.text[from..to].trim_end_matches('\r');
            let inside = |byte: usize| byte.saturating_sub(from).min(text.len());
            Line { number: number + 1, text, part: inside(start)..inside(end) }
        };
        (self.line_at(start)..=last).map(line).collect()
    }

    fn line_at(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.0 <= byte) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_by_number() {
        let text: String = "łą— b\r\n".repeat(300);
        let all: Vec<char> = text.chars().collect();
        let source = SourceText::new(text.clone());
        for (start, end) in [(0, 0), (0, 3), (254, 258), (1000, 1700), (2090, 2100), (2099, 9999), (5000, 6000)] {
            let wanted: String = all[start.min(all.len())..end.min(all.len())].iter().collect();
            assert_eq!(source.quote(start, end), wanted);
        }
        assert_eq!((source.position(0), source.position(7), source.position(9)), ((1, 1), (2, 1), (2, 3)));
        let lines = source.lines(8, 15);
        let parts: Vec<(usize, &str)> = lines.iter().map(|l| (l.number, &l.text[l.part.clone()])).collect();
        assert_eq!(parts, [(2, "ą— b"), (3, "ł")]);
        let empty = SourceText::new(String::new());
        assert_eq!((empty.quote(3, 9), empty.lines(0, 5).len()), ("", 1));
    }
}
