//! Signs that converters write within Markdown and that are no part of it: pandoc's `[text]{.class}`, raised marks
//! between carets, in brackets or as mathematics.

use std::ops::Range;

/// What a stretch of the source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Begins text of a class, which stands at the range.
    Class(Range<usize>),
    /// Ends it.
    End,
    /// Says nothing.
    Dropped,
}

/// A sign and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    pub at: Range<usize>,
    pub what: What,
}

/// Attributes of a span are no longer than this.
const LONG: usize = 300;

/// The signs of a text in order.
pub fn find(text: &str) -> Vec<Sign> {
    let bytes = text.as_bytes();
    let mut out: Vec<Sign> = Vec::new();
    // brackets that are open in the paragraph
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => open.clear(),
            b'[' => match raised(text, at) {
                Some(end) => {
                    out.push(Sign { at: at..at + 1, what: What::Dropped });
                    out.push(Sign { at: end - 1..end, what: What::Dropped });
                    at = end - 1;
                }
                None => open.push(at),
            },
            b']' => {
                if let (Some(start), Some(attributes)) = (open.pop(), attributes(text, at + 1)) {
                    let end = attributes.end + 1;
                    out.push(Sign { at: start..start + 1, what: What::Class(class(text, attributes)) });
                    out.push(Sign { at: at..end, what: What::End });
                    at = end - 1;
                }
            }
            b'^' => {
                if let Some(end) = caret(text, at) {
                    out.push(Sign { at: at..at + 1, what: What::Dropped });
                    out.push(Sign { at: end - 1..end, what: What::Dropped });
                    at = end - 1;
                }
            }
            b'$' => {
                if let Some((mark, end)) = power(text, at) {
                    out.push(Sign { at: at..mark.start, what: What::Dropped });
                    out.push(Sign { at: mark.end..end, what: What::Dropped });
                    at = end - 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    out.sort_by_key(|sign| (sign.at.start, sign.at.end));
    out
}

/// What stands between braces, if these are attributes: `{.CLASS}`, `{#anchor .a .b}`.
fn attributes(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?.strip_prefix('{')?;
    let end = rest.bytes().take(LONG).position(|b| b == b'}')?;
    let starts = rest.starts_with(['.', '#']) || rest[..end].contains("=\"");
    (starts && !rest[..end].contains('\n')).then_some(at + 1..at + 1 + end)
}

/// The first class of attributes; nothing where they name none.
fn class(text: &str, attributes: Range<usize>) -> Range<usize> {
    let inner = &text[attributes.clone()];
    let Some(at) = inner.split(' ').find(|word| word.starts_with('.')).map(|w| w.as_ptr() as usize - inner.as_ptr() as usize) else {
        return attributes.start..attributes.start;
    };
    let len = inner[at..].find(' ').unwrap_or(inner.len() - at);
    attributes.start + at + 1..attributes.start + at + len
}

/// Where `[1,2]` ends behind a word, which is a mark and no link.
fn raised(text: &str, at: usize) -> Option<usize> {
    let inner = text[at + 1..].bytes().take(12).position(|b| b == b']')?;
    let mark = &text[at + 1..at + 1 + inner];
    let end = at + inner + 2;
    let glued = text[..at].ends_with(|c: char| c.is_alphabetic() || c == '.');
    let link = text[end..].starts_with(['(', '{', '[', ':']);
    (glued && !link && is_mark(mark)).then_some(end)
}

/// Where `^1,2^` ends, which pandoc writes for what is raised: no white space is in it.
fn caret(text: &str, at: usize) -> Option<usize> {
    let inner = text[at + 1..].bytes().take(20).position(|b| b == b'^')?;
    let raised = &text[at + 1..at + 1 + inner];
    (inner > 0 && !raised.contains([' ', '\t', '\n', '[', ']', '$'])).then_some(at + inner + 2)
}

/// The mark within `$^{1,2}$` and where the sign ends.
fn power(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = &text[at + 1..];
    let lead = rest.len() - rest.trim_start_matches(['{', '}', ' ']).len();
    let raised = rest[lead..].strip_prefix('^')?;
    let end = raised.bytes().take(24).position(|b| b == b'$')?;
    let inner = &raised[..end];
    let mark = inner.trim_matches(|c: char| "{} ".contains(c));
    let start = at + 1 + lead + 1 + (inner.len() - inner.trim_start_matches(['{', '}', ' ']).len());
    is_mark(mark).then(|| (start..start + mark.len(), at + 1 + lead + 1 + end + 1))
}

fn is_mark(mark: &str) -> bool {
    !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '*' | '†' | '‡' | '§'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text without the signs, classes told as `<class>` and `</>`.
    fn told(text: &str) -> String {
        let (mut out, mut at) = (String::new(), 0);
        for sign in find(text) {
            out.push_str(&text[at..sign.at.start]);
            match sign.what {
                What::Class(class) => out.push_str(&format!("<{}>", &text[class])),
                What::End => out.push_str("</>"),
                What::Dropped => {}
            }
            at = sign.at.end;
        }
        out + &text[at..]
    }

    #[test]
    fn signs_are_found() {
        for (text, want) in [
            ("[[[A Title]{.T}](p.pdf) [1-16]{.P}]{#p1}", "<>[<T>A Title</>](p.pdf) <P>1-16</></>"),
            ("Jane Doe[1], Jo Roe[1,2] [pdf] see[3](x)", "Jane Doe1, Jo Roe1,2 [pdf] see[3](x)"),
            ("Jane Doe$^{1,2}$ and Jo$^*$ for $5", "Jane Doe1,2 and Jo* for $5"),
            ("Jane Doe^1^, Jo Roe^1,2^ 2^n and^ so^", "Jane Doe1, Jo Roe1,2 2^n and^ so^"),
            ("\\[Sheep\\]{.a} [x]{y} [", "\\[Sheep\\]{.a} [x]{y} ["),
        ] {
            assert_eq!(told(text), want);
        }
    }
}
