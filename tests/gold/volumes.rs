//! Real volumes with truth made by hand or by their organisers, in every carrier they come in.

use crate::cases;
use crate::score::{Truth, norm};
use html5gum::{Token, Tokenizer};
use regex::Regex;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// A carrier, and the names under which a folder may have it: the first that prints half of the true titles is read.
pub const CARRIERS: &[(&str, &[&str])] = &[
    ("Text", &["frontmatter.txt"]),
    ("PDF", &["frontmatter.pdf"]),
    ("HTML", &["toc.html", "ceur-index.html", "index.html", "proceedings.html", "overview_table.html", "program.html"]),
    ("BibTeX", &["gold.bib"]),
];

/// One input, what is true of it, and where its figures stand.
pub struct Case {
    /// Folder and file; nothing of a case that is held out is told under this name.
    pub name: String,
    /// A carrier of [`CARRIERS`], or another group of cases.
    pub group: &'static str,
    pub held_out: bool,
    pub input: PathBuf,
    pub truth: Truth,
}

/// Whether a folder's misses are nobody's to look at: a third of all, by the SHA-256 of its name as a number.
///
/// Rules that are mended until one volume reads well may do so by knowing that volume. Figures over volumes that nobody
/// has looked at say what a new volume can expect. The name decides, so that neither chance nor choice does, and a volume
/// that is added falls on one side at once.
pub fn held_out(folder: &str) -> bool {
    Sha256::digest(folder).iter().fold(0, |rest, byte| (rest * 256 + u32::from(*byte)) % 3) == 0
}

/// Every folder in every carrier, with the truth that this very file prints.
pub fn volumes(shared: &Path) -> Vec<Case> {
    let mut found = Vec::new();
    for folder in cases::sorted(&shared.join("corpus")) {
        let gold = folder.join("gold.norm.json");
        if !gold.exists() {
            continue;
        }
        let truth = Truth::of(&json(&gold));
        let label = folder.file_name().expect("a name").to_string_lossy().into_owned();
        for (carrier, names) in CARRIERS {
            for name in names.iter().filter(|name| folder.join(name).exists()) {
                let input = folder.join(name);
                let printed = truth.only_printed(&text_of(&input));
                if printed.papers.len() * 2 >= truth.papers.len() {
                    let held_out = held_out(&label);
                    found.push(Case { name: format!("{label}/{name}"), group: carrier, held_out, input, truth: printed });
                    break;
                }
            }
        }
    }
    found
}

/// Names under which folders have what prints a list or a page of contents.
const NAMES: &[&str] = &[
    "frontmatter.txt",
    "toc.html",
    "ceur-index.html",
    "index.html",
    "proceedings.html",
    "overview_table.html",
    "program.html",
    "proceedings-first12.txt",
    "accepted.html",
    "list.txt",
    "proceedings.md",
    "schedule.md",
];

/// The first file of a folder that prints half of the true titles, with the truth.
pub fn best(folder: &Path) -> Option<(PathBuf, Truth)> {
    let gold = ["gold.norm.json", "gold.json"].map(|name| folder.join(name)).into_iter().find(|path| path.exists())?;
    let mut truth = Truth::of(&json(&gold));
    let half = |text: &str| truth.only_printed(text).papers.len() * 2 >= truth.papers.len().max(1);
    let inputs = NAMES.iter().map(|name| folder.join(name)).filter(|path| path.exists());
    let (text, input) = inputs.map(|input| (text_of(&input), input)).find(|(text, _)| half(text))?;
    let text = format!(" {} ", norm(&text));
    for paper in &mut truth.papers {
        paper.authors_printed = paper.authors.iter().all(|a| text.contains(&format!(" {} ", norm(&a.name))));
    }
    Some((input, truth))
}

/// The two volumes that the reader was first built for, annotated in full.
pub fn seeds(shared: &Path) -> Vec<Case> {
    ["vee11", "usenix09"]
        .map(|gold| {
            let truth = json(&shared.join("gold").join(gold).with_extension("json"));
            let input = shared.join("seeds").join(truth["seed"].as_str().expect("the seed's file name"));
            Case { name: format!("seeds/{gold}"), group: "seeds", held_out: false, input, truth: Truth::of(&truth) }
        })
        .into()
}

/// What a file prints: of a PDF its twin in text, of HTML what stands between tags.
fn text_of(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default();
    let shown = if extension == "pdf" { path.with_extension("txt") } else { path.to_owned() };
    let bytes = std::fs::read(&shown).unwrap_or_else(|e| panic!("{}: {e}", shown.display()));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if extension == "html" { untagged(&text) } else { text }
}

fn untagged(html: &str) -> String {
    let tags = Regex::new(r"(?s)<script.*?</script>|<style.*?</style>|<[^>]+>").unwrap();
    // what is left of `<` is text; the tokenizer then does nothing but resolve character references
    let text = tags.replace_all(html, " ").replace('<', "&lt;");
    let mut out = String::new();
    for token in Tokenizer::new(&text) {
        if let Ok(Token::String(part)) = token {
            out.push_str(&String::from_utf8_lossy(&part.value));
        }
    }
    out
}

pub fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_is_held_out_by_name() {
        assert_eq!(["a", "b", "c", "f", "g", "h"].map(held_out), [false, false, false, false, true, true]);
    }

    #[test]
    fn tags_are_not_printed() {
        assert_eq!(norm(&untagged("<style>p { x }</style><p title='no'>Tea &amp; Caf&eacute;s, &lt;3&#62; <4")), "tea cafés 3 4");
    }
}
