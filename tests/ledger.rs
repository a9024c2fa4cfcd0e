//! Properties that hold for every input: reading never panics, spans lie in the text, names stand where their span
//! says, and every byte is accounted for.

mod cases;

use frontis::record::Volume;
use frontis::source::{FileId, Sources};
use proptest::prelude::*;
use serde_json::Value;
use std::path::PathBuf;
use unicode_normalization::UnicodeNormalization;

fn inputs() -> Vec<PathBuf> {
    let mut inputs: Vec<_> = cases::corpus().into_iter().map(|case| case.input).collect();
    inputs.extend(cases::samples());
    inputs.extend(cases::seeds());
    inputs
}

#[test]
fn files_are_accounted_for() {
    let mut broken = Vec::new();
    for path in inputs() {
        let (sources, parsed) = cases::read(&path);
        broken.extend(check(&sources, &parsed.value).err().map(|e| format!("{}: {e}", path.display())));
        for d in &parsed.diagnostics {
            let spans = std::iter::once(d.span).chain(d.labels.iter().map(|(span, _)| *span));
            for span in spans {
                broken.extend(in_text(&sources, span.file.0, span.start, span.end).err().map(|e| format!("{}: {e}", d.code.name)));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn two_files_are_one_volume() {
    let mut sources = Sources::default();
    for path in cases::samples() {
        let bytes = std::fs::read(&path).unwrap();
        sources.add(frontis::document::open(&path.display().to_string(), &bytes).unwrap());
    }
    check(&sources, &frontis::layout::read(&sources).value).unwrap();
}

#[test]
fn cut_inputs_are_accounted_for() {
    // a file that ends anywhere: what a broken download or a page limit leaves
    let structured = |p: &PathBuf| {
        p.parent().is_some_and(|p| p.parent().is_some_and(|p| p.ends_with("places")))
            || p.extension().is_some_and(|e| ["xml", "bib", "tsv", "json", "hocr"].iter().any(|known| e == *known))
    };
    let cases = cases::corpus().into_iter().map(|case| case.input).filter(structured);
    for path in cases::samples().into_iter().chain(cases) {
        let bytes = std::fs::read(&path).unwrap();
        for end in (1..bytes.len()).step_by(211) {
            read_and_check(&bytes[..end]).unwrap_or_else(|e| panic!("{} cut at {end}: {e}", path.display()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_and_check(&bytes).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        read_and_check(text.as_bytes()).map_err(TestCaseError::fail)?;
    }

    /// Tags and texts of pages in senseless order.
    #[test]
    fn shuffled_tags(picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..80)) {
        let text: String = picks.iter().map(|(pick, gap)| TAGS[pick.index(TAGS.len())].to_owned() + if *gap { " " } else { "" }).collect();
        read_and_check(format!("<html>{text}").as_bytes()).map_err(TestCaseError::fail)?;
    }

    /// Signs and texts of Markdown in senseless order.
    #[test]
    fn shuffled_markdown(picks in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize), 1..80)) {
        let sign = |i: usize| MARKS.get(i).copied().unwrap_or_else(|| TAGS[i - MARKS.len()]);
        let text: String = picks.iter().map(|(pick, end)| sign(pick.index(MARKS.len() + TAGS.len())).to_owned() + ["", " ", "\n", "\n\n"][*end]).collect();
        read_named("input.md", text.as_bytes()).map_err(TestCaseError::fail)?;
    }

    /// Lines of real layouts in senseless order, with odd ends: far deeper into the reader than noise gets.
    #[test]
    fn shuffled_lines(picks in prop::collection::vec((any::<prop::sample::Index>(), 0..5usize), 1..60)) {
        let lines = lines();
        let text: String = picks.iter().map(|(pick, end)| lines[pick.index(lines.len())].clone() + ["\n", "\r\n", "\n\n", "\n\u{c}", " "][*end]).collect();
        read_and_check(text.as_bytes()).map_err(TestCaseError::fail)?;
    }
}

const MARKS: &[&str] = &[
    "# ",
    "## Contents",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "    ",
    "*",
    "**",
    "_",
    "`",
    "```",
    "[",
    "](p.pdf)",
    "]{.CEURTITLE}",
    "|",
    "|---|---|",
    "| Title | Pages |",
    "\\",
    "\\*",
    "^1^",
    "$^{1,2}$",
    "[1]",
    "---",
    "title: A Book",
    ": ",
    ":::",
    "![x](y)",
    "........ 7",
    "\x0c",
    "&amp;",
    "- **A Title**. Jane Doe.",
    "  - pp 1–2.",
];

const TAGS: &[&str] = &[
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<th>",
    "<p>",
    "<br>",
    "<hr>",
    "<h2>",
    "</h3>",
    "<b>",
    "</b>",
    "<a href=x.pdf>",
    "<a href=/>",
    "</a>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<span class=CEURTITLE>",
    "<span class=CEURAUTHOR>",
    "<span class=CEURPAGES>",
    "<span class=CEURVOLEDITOR>",
    "<span class=CEURFULLTITLE>",
    "</span>",
    "<title>",
    "<span class=CEURLOCTIME>",
    "<span class=CEURPUBDATE>",
    "<span class=CEURVOLACRONYM>",
    "<div itemscope itemtype=ScholarlyArticle>",
    "<span itemprop=affiliation>",
    "<div class=ocr_page>",
    "<span class=ocr_line>",
    "Jane Doe",
    "Łoś, Anna",
    "A Title of Things",
    "12-20",
    "pp. 7",
    "&eacute;",
    "&amp",
    "&#8211;",
    "&nbsp;",
    "\u{ad}",
    "﷽",
    "\r\n",
    "\n",
    "\0",
    "7",
    "Proceedings of the First Workshop on Odd Things",
    "Table of Contents",
    "Edited by",
    "Program Committee",
    "May 3, 2013",
    "Ghent, Belgium",
    "* Acme University",
    "*",
    "09:00",
    "[pdf]",
    "PDF | bib",
    "Session 1",
    "Chair: Jane Doe",
    "2013-05-03",
];

/// Lines of the samples and of the corpus, read once.
fn lines() -> &'static [String] {
    static LINES: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    LINES.get_or_init(|| {
        let mut lines: Vec<String> =
            ["", "\u{feff}", "1", "iv", ".....", "• ", "\t7", "﷽", "12–3", "**", "(", "Ａ, Ｂ;;"].map(String::from).to_vec();
        let inputs = cases::samples().into_iter().chain(cases::corpus().into_iter().map(|c| c.input));
        // a tag is no line
        for path in inputs.filter(|path| path.extension().is_none_or(|e| e != "html")) {
            let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
            lines.extend(text.lines().map(str::to_owned));
        }
        lines
    })
}

fn read_and_check(bytes: &[u8]) -> Result<(), String> {
    read_named("input.txt", bytes)
}

fn read_named(name: &str, bytes: &[u8]) -> Result<(), String> {
    let Ok(file) = frontis::document::open(name, bytes) else { return Ok(()) };
    let mut sources = Sources::default();
    sources.add(file);
    check(&sources, &frontis::layout::read(&sources).value)
}

fn check(sources: &Sources, volume: &Volume) -> Result<(), String> {
    let json = serde_json::to_value(volume).map_err(|e| e.to_string())?;
    spans(sources, &json, "volume")?;
    let back: Volume = serde_json::from_value(json).map_err(|e| format!("records do not read back: {e}"))?;
    if &back != volume {
        return Err("records change when written and read back".to_owned());
    }
    ledger(sources, volume)
}

/// Every span anywhere in the records, found by its form: an object with the numbers `start` and `end`.
fn spans(sources: &Sources, json: &Value, at: &str) -> Result<(), String> {
    match json {
        Value::Array(items) => items.iter().enumerate().try_for_each(|(i, item)| spans(sources, item, &format!("{at}[{i}]"))),
        Value::Object(fields) => {
            if let (Some(start), Some(end)) = (number(json, "start"), number(json, "end")) {
                return in_text(sources, number(json, "file").unwrap_or(0), start, end).map_err(|e| format!("{at}: {e}"));
            }
            if let (Some(value), Some(span)) = (fields.get("value"), fields.get("span")) {
                stands_there(sources, value, span).map_err(|e| format!("{at}: {e}"))?;
            }
            fields.iter().try_for_each(|(key, value)| spans(sources, value, &format!("{at}.{key}")))
        }
        _ => Ok(()),
    }
}

fn number(json: &Value, key: &str) -> Option<u32> {
    json.get(key)?.as_u64().map(|n| n as u32)
}

fn in_text(sources: &Sources, file: u32, start: u32, end: u32) -> Result<(), String> {
    let file = sources.files.get(file as usize).ok_or("a file that is not there")?;
    let (start, end) = (start as usize, end as usize);
    if start > end || end > file.text.len() {
        return Err(format!("span {start}..{end} of {} bytes", file.text.len()));
    }
    if !file.text.is_char_boundary(start) || !file.text.is_char_boundary(end) {
        return Err(format!("span {start}..{end} cuts a character"));
    }
    Ok(())
}

/// Names and affiliations stand where their span says: their letters are found there in order, whatever line breaks,
/// hyphens, loose accents and running heads and tags come between them, and nothing else stands before them.
fn stands_there(sources: &Sources, value: &Value, span: &Value) -> Result<(), String> {
    let Some(said) = value.get("full").or(value.get("printed")).and_then(Value::as_str) else { return Ok(()) };
    let (file, start, end) = (number(span, "file").unwrap_or(0), number(span, "start").unwrap_or(0), number(span, "end").unwrap_or(0));
    in_text(sources, file, start, end)?;
    let printed = sources.slice(frontis::source::Span { file: FileId(file), start, end });
    let said_letters = letters(said);
    let says = |printed: &str| {
        let there = letters(printed);
        // a digit among letters is repaired
        let same = |c: char, letter: char| c == letter || [('0', 'o'), ('1', 'l'), ('5', 's'), ('8', 'b')].contains(&(c, letter));
        let mut rest = there.chars();
        let first = there.chars().next().zip(said_letters.chars().next());
        said_letters.chars().all(|letter| rest.any(|c| same(c, letter))) && first.is_none_or(|(c, letter)| same(c, letter))
    };
    // bibliographies put the family name first and write letters as commands
    let turned = printed.contains([',', '\\', '<', '&']) && said.split(' ').all(|word| printed.contains(word) || !word.is_ascii());
    // letters that were read in a wrong encoding
    let encoded = encoding_rs::WINDOWS_1252.encode(printed).0;
    let encoded = String::from_utf8_lossy(&encoded);
    // text may hold character references as well
    if turned || says(&encoded) || says(printed) || says(&without_tags(printed)) {
        Ok(())
    } else {
        Err(format!("{said:?} is not what {printed:?} says"))
    }
}

fn without_tags(html: &str) -> String {
    let text = |token| match token {
        Ok(html5gum::Token::String(text)) => String::from_utf8_lossy(&text).into_owned(),
        _ => String::new(),
    };
    html5gum::Tokenizer::new(html).map(text).collect()
}

fn letters(text: &str) -> String {
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Claims follow each other without a gap from the first byte of each file to the last.
fn ledger(sources: &Sources, volume: &Volume) -> Result<(), String> {
    for (i, file) in sources.files.iter().enumerate() {
        let id = FileId(i as u32);
        let mut reached = 0;
        for claim in volume.ledger.iter().filter(|c| c.span.file == id) {
            if claim.span.start != reached {
                return Err(format!("ledger of file {i}: {} to {} belongs to nobody, or twice", reached, claim.span.start));
            }
            if claim.what.is_empty() {
                return Err(format!("ledger of file {i}: {reached} is claimed by a nameless thing"));
            }
            reached = claim.span.end;
        }
        if reached as usize != file.text.len() {
            return Err(format!("ledger of file {i} ends at {reached} of {} bytes", file.text.len()));
        }
    }
    Ok(())
}
