//! Text as dblp sends it: with named characters and a little markup inside.

use crate::document::{Passage, xml};
use crate::source::FileId;

/// Elements that stand in titles.
const TAGS: [&str; 6] = ["sub", "sup", "i", "tt", "b", "ref"];

/// Clean text. What was encoded twice is decoded twice.
pub fn text(raw: &str) -> String {
    let once = decode(raw);
    let mut out = String::with_capacity(once.len());
    let mut rest = once.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = tag(rest).unwrap_or(1);
        out.push_str(if length == 1 { "<" } else { "" });
        rest = &rest[length..];
    }
    out.push_str(rest);
    let twice = if out.contains('&') { decode(&out) } else { out };
    twice.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title without the full stop that dblp puts after every one.
pub fn title(raw: &str) -> String {
    let text = text(raw);
    match text.strip_suffix('.') {
        Some(title) if !title.ends_with('.') => title.to_owned(),
        // an ellipsis stays one
        _ => text,
    }
}

/// A DOI without resolver, in lower case.
pub fn doi(address: &str) -> Option<String> {
    let lower = address.trim().to_lowercase();
    let at = lower.find("10.")?;
    let is_resolver = lower[..at].is_empty() || lower[..at].ends_with("doi.org/") || lower[..at].ends_with("doi:");
    (is_resolver && lower[at..].contains('/')).then(|| lower[at..].replace("%2f", "/"))
}

fn decode(raw: &str) -> String {
    let mut out = Passage::new(FileId::default());
    xml::decode(raw, 0, &mut out);
    out.text
}

fn tag(rest: &str) -> Option<usize> {
    let end = rest.bytes().take(100).position(|b| b == b'>')?;
    let name = rest[1..end].trim_start_matches('/').split([' ', '/']).next()?;
    TAGS.contains(&name).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_what_dblp_sends() {
        assert_eq!(title("R&amp;D of H&lt;sub&gt;2&lt;/sub&gt;O &amp;quot;Caf&amp;eacute;&amp;quot;."), "R&D of H2O \"Café\"");
        assert_eq!(title("Is 1 &lt; 2?"), "Is 1 < 2?");
        assert_eq!(title("And So On..."), "And So On...");
        assert_eq!(title("  J&#246;rg &apos;s\n Tale. "), "Jörg 's Tale");
        assert_eq!(doi("https://doi.org/10.1145/ABC.1").as_deref(), Some("10.1145/abc.1"));
        assert_eq!(doi("https://example.org/10.99/"), None);
    }
}
