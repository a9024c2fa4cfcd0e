//! Tables drawn with signs: `+----+` between rows, `|` around cells.

use super::super::{Line, Passage, Role};
use std::ops::Range;

/// What parts cells on a line.
const GAP: &str = "   ";

/// Takes the signs away from the rows of drawn tables. The lines of a row of one cell are one line: its text was wrapped.
pub fn undraw(lines: &mut Vec<Line>) {
    if !lines.iter().any(|l| is_border(l.text())) {
        return;
    }
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    // the last line is in a row of one cell
    let mut open = false;
    for mut line in lines.drain(..) {
        let bars: Vec<usize> = line.text().match_indices('|').map(|(i, _)| i).collect();
        let drawn = bars.len() > 1 && bars[0] == 0 && line.text().ends_with('|');
        if is_border(line.text()) {
            line.role = Some(Role::Furniture);
        } else if drawn {
            line.passage = cells(&line.passage, &bars);
            line.indent = 0;
            if line.text().is_empty() {
                line.role = Some(Role::Furniture);
            }
        }
        let alone = drawn && bars.len() == 2 && line.role.is_none();
        match out.last_mut().filter(|_| alone && open) {
            Some(last) => {
                last.passage.join(" ", &line.passage);
                last.span.end = line.span.end;
            }
            None => out.push(line),
        }
        open = alone;
    }
    *lines = out;
}

/// `+-----+=====+`, with corners at both ends.
fn is_border(text: &str) -> bool {
    let inner = text.strip_prefix('+').and_then(|t| t.strip_suffix('+'));
    inner.is_some_and(|t| t.len() > 2 && t.bytes().all(|b| matches!(b, b'-' | b'=' | b'+' | b':')))
}

/// The text between the bars.
fn cells(passage: &Passage, bars: &[usize]) -> Passage {
    let text = &passage.text;
    let (first, last) = (bars[0], bars[bars.len() - 1]);
    let inner: Vec<(Range<usize>, String)> = bars[1..bars.len() - 1].iter().map(|bar| (*bar..bar + 1, GAP.into())).collect();
    let whole = if inner.is_empty() { passage.clone() } else { passage.mended(&inner) };
    let grown = whole.text.len() - text.len();
    whole.trimmed(first + 1..last + grown)
}

#[cfg(test)]
mod tests {
    use crate::document::text::read;
    use crate::source::{FileId, SourceFile};

    #[test]
    fn rows_lose_their_borders() {
        let drawn = "+-----------+\n| A Title   |\n| .... 1    |\n+-----------+\n| Jane Doe  |\n+-----------+\n\n+---+---+\n| a | b |\n+===+===+\n|   | c |\n+---+---+";
        let source = SourceFile::decode("a.txt", drawn.as_bytes()).unwrap();
        let document = read(&source, FileId(0));
        let got: Vec<&str> = document.lines.iter().filter(|l| l.role.is_none()).map(|l| l.text()).collect();
        assert_eq!(got, ["A Title .... 1", "Jane Doe", "a     b", "c"]);
    }
}
