//! Lines of title pages that say nothing of the volume.

use super::Imprint;
use crate::document::Line;
use crate::lexicon::{self, Phrases};
use crate::record::slug::key;
use std::collections::HashMap;
use std::sync::LazyLock;

pub static NOTES: LazyLock<Phrases<()>> = LazyLock::new(|| lexicon::list("imprint note"));

/// Lines printed more than once, and signs without letters, adorn the page; addresses and rights are notes.
pub fn notes(lines: &[&Line], out: &mut Imprint) {
    orders(lines, out);
    let title: String = out.proceedings.title.iter().flat_map(|t| key(&t.value).replace(' ', "").into_bytes()).map(char::from).collect();
    let mut count: HashMap<String, usize> = HashMap::new();
    for line in lines {
        *count.entry(key(line.text())).or_default() += 1;
    }
    for line in lines {
        if out.is_claimed(line) {
            continue;
        }
        let folded = key(line.text());
        if folded.is_empty() {
            out.furniture.push((line.span, "ornament"));
        } else if count.get(&folded).is_some_and(|n| *n > 1) {
            out.furniture.push((line.span, "slogan"));
        } else if is_note(line.text(), &folded) {
            out.furniture.push((line.span, "imprint-note"));
        } else if folded.len() > 8 && title.contains(&folded.replace(' ', "")) {
            // in small capitals the scanner parts the first letters: "S IXTH W ORKSHOP"
            out.furniture.push((line.span, "title-repeated"));
        }
    }
}

/// `Tel: …`, `All rights reserved.`, `Revised Selected Papers`, an address on the web, a number that fails its check.
fn is_note(text: &str, folded: &str) -> bool {
    let address = !text.contains(char::is_whitespace) && (text.contains('@') || text.contains("://") || text.starts_with("www."));
    let volume = folded.strip_prefix("proceedings ").is_some_and(|rest| rest.starts_with("part ") || rest.starts_with("volume "));
    address || volume || NOTES.whole(folded).is_some() || folded.contains("all rights reserved") || text.starts_with(['©', '®'])
}

/// `Order copies from:` and the address below it.
fn orders(lines: &[&Line], out: &mut Imprint) {
    let Some(at) = lines.iter().position(|l| {
        let folded = key(l.text());
        folded.contains("copies")
            && (folded.starts_with("order")
                || folded.contains("available from")
                || folded.contains("obtained from")
                || folded.contains("ordered from"))
    }) else {
        return;
    };
    for (i, line) in lines.iter().enumerate().skip(at).take(12) {
        let contact = is_note(line.text(), &key(line.text()));
        if i > at && !contact && line.blank_before > usize::from(i == at + 1) || key(line.text()).starts_with("isbn") {
            break;
        }
        if !out.is_claimed(line) {
            out.furniture.push((line.span, "imprint-note"));
        }
    }
}
