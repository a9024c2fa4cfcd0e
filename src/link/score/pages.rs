//! Pages: the first tells papers of one volume apart.

use crate::record::pages::roman;

/// A page number, and the number of the article it is in where it says one (`12:1`).
#[derive(PartialEq)]
struct Label {
    article: Option<String>,
    page: String,
}

/// How alike two statements of pages are: 1 where both ends are the same, 0.95 where the first page or the number of
/// the article is, 0 where they differ. Nothing where one of them states none.
pub fn likeness(printed: &str, other: &str) -> Option<f64> {
    let ((a, a_end), (b, b_end)) = (ends(printed)?, ends(other)?);
    // pages of an article count from 1; printed may be the article's number alone
    let article = |x: &Label, y: &Label| x.article.as_ref() == Some(&y.page) && y.article.is_none() && x.page == "1";
    if a != b && !article(&a, &b) && !article(&b, &a) {
        return Some(0.0);
    }
    Some(if a == b && a_end == b_end { 1.0 } else { 0.95 })
}

/// First and last page.
fn ends(text: &str) -> Option<(Label, Option<Label>)> {
    const DASHES: &[char] = &['-', '–', '—', '‐', '‑', '−'];
    let text = text.split([',', ';']).next()?;
    let text = text.trim().trim_start_matches("pp").trim_start_matches("p.").trim_start_matches(['.', ' ']);
    let mut parts = text.splitn(2, DASHES);
    let first = label(parts.next()?)?;
    let last = parts.next().and_then(|last| label(last.trim_start_matches(DASHES)));
    // 7 and 7-7 are the same
    let last = last.filter(|last| *last != first);
    Some((first, last))
}

fn label(text: &str) -> Option<Label> {
    let (article, page) = match text.split_once(':') {
        Some((article, page)) => (Some(number(article)?), number(page)?),
        None => (None, number(text)?),
    };
    Some(Label { article, page })
}

/// Without zeros before it and in small letters, which is how Roman numbers are told from others.
fn number(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['+', '.']).trim_start_matches('0').to_lowercase();
    let number = text.len() <= 12 && (text.bytes().any(|b| b.is_ascii_digit()) || roman(&text).is_some());
    number.then_some(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn first_pages_decide() {
        for (a, b, likeness) in [
            ("3-14", "3–14", Some(1.0)),
            ("3", "3-14", Some(0.95)),
            ("pp. 3-12", "3-14", Some(0.95)),
            ("3-14", "13-14", Some(0.0)),
            ("1:1-1:28", "1:1", Some(0.95)),
            ("17", "17:1-17:28", Some(0.95)),
            ("17:1", "18:1-18:28", Some(0.0)),
            ("VII", "vii-ix", Some(0.95)),
            ("1", "i", Some(0.0)),
            ("003-014", "3-14", Some(1.0)),
            ("", "3-14", None),
            ("in press", "3", None),
        ] {
            assert_eq!((super::likeness(a, b), super::likeness(b, a)), (likeness, likeness), "{a} {b}");
        }
    }
}
