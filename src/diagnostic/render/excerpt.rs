//! Source lines with carets under the spans of a diagnostic.

use super::{style, within};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::terminal::{Paint, Style, columns, plain, shown, width};
use std::io::{Result, Write};

/// Columns of a source line that are shown; a longer line is cut around the span.
const WIDTH: usize = 120;
/// Columns kept before the span of a cut line.
const LEFT: usize = 40;

/// One stretch of one line that is underlined.
struct Mark<'a> {
    file: FileId,
    line: usize,
    /// Bytes of the line.
    from: usize,
    to: usize,
    /// Text after the carets; None for the span of the diagnostic itself.
    label: Option<&'a str>,
}

/// Draws the places of a diagnostic and its help. A diagnostic about an input that is no text has no place.
pub fn draw(diagnostic: &Diagnostic, sources: &Sources, paint: Paint, out: &mut dyn Write) -> Result<()> {
    let mut marks = marks(sources, diagnostic.span, None);
    for (span, text) in &diagnostic.labels {
        marks.extend(self::marks(sources, *span, Some(text)));
    }
    let gutter = marks.iter().map(|m| m.line).max().unwrap_or(0).to_string().len();
    let bar = |out: &mut dyn Write| writeln!(out, "{} {}", " ".repeat(gutter), paint.with(Style::Blue, "|"));
    let mut files: Vec<FileId> = Vec::new();
    for mark in &marks {
        if !files.contains(&mark.file) {
            files.push(mark.file);
        }
    }
    for (i, id) in files.iter().enumerate() {
        let file = sources.file(*id);
        let mut here: Vec<&Mark> = marks.iter().filter(|m| m.file == *id).collect();
        let first = if i == 0 { within(sources, diagnostic.span).map(|(_, s)| s.start as usize) } else { None };
        let (line, column) = first.map_or((here[0].line, here[0].from), |at| file.line_column(at));
        let arrow = paint.with(Style::Blue, if i == 0 { "-->" } else { ":::" });
        let column = if i == 0 { column } else { file.line_text(line)[..column].chars().count() + 1 };
        writeln!(out, "{}{arrow} {}:{line}:{column}", " ".repeat(gutter), plain(&file.name))?;
        if file.text.is_empty() {
            continue;
        }
        bar(out)?;
        here.sort_by_key(|m| (m.line, m.from));
        let mut last = None;
        for same in here.chunk_by(|a, b| a.line == b.line) {
            if last.is_some_and(|last| same[0].line > last + 1) {
                writeln!(out, "{}", paint.with(Style::Blue, "..."))?;
            }
            last = Some(same[0].line);
            lines(file, same, gutter, style(diagnostic.code.severity), paint, out)?;
        }
    }
    if let Some(help) = &diagnostic.help {
        if !marks.is_empty() {
            bar(out)?;
        }
        let sign = paint.with(Style::Blue, "=");
        writeln!(out, "{} {sign} {} {}", " ".repeat(gutter), paint.with(Style::Bold, "help:"), plain(help))?;
    }
    Ok(())
}

/// One source line, once where it fits and else once for each mark, with the carets below.
fn lines(file: &SourceFile, marks: &[&Mark], gutter: usize, own: Style, paint: Paint, out: &mut dyn Write) -> Result<()> {
    let text = file.line_text(marks[0].line);
    let mut drawn = false;
    for mark in marks {
        let cut = Excerpt::around(text, mark.from, mark.to);
        if !drawn {
            let number = paint.with(Style::Blue, &format!("{:>gutter$} |", mark.line));
            writeln!(out, "{}", format!("{number} {}", cut.text).trim_end())?;
        }
        drawn = cut.whole;
        let (sign, style) = if mark.label.is_none() { ("^", own) } else { ("-", Style::Blue) };
        let mut under = sign.repeat(cut.under);
        if let Some(label) = mark.label.filter(|l| !l.is_empty()) {
            under.push(' ');
            under.push_str(&plain(label));
        }
        let bar = paint.with(Style::Blue, "|");
        writeln!(out, "{} {bar} {}{}", " ".repeat(gutter), " ".repeat(cut.before), paint.with(style, &under))?;
    }
    Ok(())
}

/// The marks of a span: one, or the first and the last line of several.
fn marks<'a>(sources: &Sources, span: Span, label: Option<&'a str>) -> Vec<Mark<'a>> {
    let Some((file, span)) = within(sources, span) else { return Vec::new() };
    let (first, last) = file.lines(span);
    let start = |line: usize| file.line_text(line).as_ptr() as usize - file.text.as_ptr() as usize;
    let mark = |line: usize, from: usize, to: usize, label| {
        let len = file.line_text(line).len();
        Mark { file: span.file, line, from: from.min(len), to: to.min(len), label }
    };
    let from = span.start as usize - start(first);
    if first == last {
        return vec![mark(first, from, span.end as usize - start(first), label)];
    }
    let text = file.line_text(last);
    let indent = text.len() - text.trim_start().len();
    let to = span.end as usize - start(last);
    vec![mark(first, from, usize::MAX, label.map(|_| "")), mark(last, indent.min(to), to, label)]
}

/// What is shown of a line, and where the span lies in it.
struct Excerpt {
    text: String,
    /// Columns before the span and under it.
    before: usize,
    under: usize,
    whole: bool,
}

impl Excerpt {
    fn around(line: &str, from: usize, to: usize) -> Excerpt {
        let (_, ahead) = reach(line[from..].chars(), WIDTH);
        let (back, behind) = reach(line[..from].chars().rev(), WIDTH - ahead.min(WIDTH - LEFT));
        let (ahead, _) = reach(line[from..].chars(), WIDTH - behind);
        let (left, right) = (from - back, from + ahead);
        let (cut_left, cut_right) = (left > 0, right < line.len());
        let mut text = shown(&line[left..right]);
        if cut_left {
            text.insert(0, '…');
        }
        if cut_right {
            text.push('…');
        }
        let under = width(&line[from..to.clamp(from, right)]) + usize::from(to > right);
        Excerpt { text, before: behind + usize::from(cut_left), under: under.max(1), whole: !cut_left && !cut_right }
    }
}

/// Bytes and columns of as many characters as fit. Marks without width count too, or they would never fill a line.
fn reach(chars: impl Iterator<Item = char>, most: usize) -> (usize, usize) {
    let (mut bytes, mut used) = (0, 0);
    for c in chars.take(4 * WIDTH) {
        if used + columns(c) > most {
            break;
        }
        bytes += c.len_utf8();
        used += columns(c);
    }
    (bytes, used)
}
