//! OpenDocument text, as LibreOffice writes it. Source: OASIS OpenDocument 1.3, part 3.

use super::sheet::Sheet;
use super::{BROKEN, Package};
use crate::document::xml::{Steps, Tag, What};
use crate::source::{FileId, NotText};
use std::collections::HashMap;

/// Elements whose text is not shown, or not in its place.
const ASIDE: &[&str] = &["note", "annotation", "tracked-changes", "desc", "forms", "variable-decls", "sequence-decls", "hidden-text"];

/// What a style of the document says of letters, and how deep a heading is.
#[derive(Clone, Copy, Default)]
struct Style {
    bold: bool,
    raised: bool,
    heading: u8,
}

pub fn take(package: &mut Package<'_>) -> Result<String, NotText> {
    let content = package.part("content.xml")?.ok_or(BROKEN)?;
    let mut sheet = Sheet::default();
    let mut styles: HashMap<String, Style> = HashMap::from([("Title".to_owned(), Style { heading: 1, ..Style::default() })]);
    let mut defined = String::new();
    let (mut body, mut aside, mut paragraphs, mut items, mut frames) = (false, 0usize, 0usize, 0usize, 0usize);
    let mut spans: Vec<Style> = Vec::new();
    for step in Steps::new(&content, FileId::default()) {
        match step.what {
            What::Open(tag) if !body => match tag.name {
                "style" => tag.get("name").unwrap_or_default().clone_into(&mut defined),
                "text-properties" => style(styles.entry(defined.clone()).or_default(), &tag),
                "body" => body = true,
                _ => {}
            },
            // the name of a picture; elsewhere it is a field that shows the title
            What::Open(tag) if aside > 0 || ASIDE.contains(&tag.name) || frames > 0 && tag.name == "title" => aside += 1,
            What::Close(_) if aside > 0 => aside -= 1,
            What::Open(tag) => match tag.name {
                "p" | "h" => {
                    sheet.end();
                    paragraphs += 1;
                    spans.clear();
                    let own = tag.get("style-name").and_then(|name| styles.get(name)).copied().unwrap_or_default();
                    let level = tag.get("outline-level").and_then(|n| n.parse().ok()).unwrap_or(1u8).clamp(1, 6);
                    sheet.heading = if tag.name == "h" { level } else { own.heading };
                    sheet.item = items > 0;
                    spans.push(own);
                }
                "span" => {
                    let outer = spans.last().copied().unwrap_or_default();
                    let own = tag.get("style-name").and_then(|name| styles.get(name)).copied().unwrap_or_default();
                    spans.push(Style { bold: outer.bold || own.bold, raised: outer.raised || own.raised, ..own });
                }
                "list-item" => items += 1,
                "frame" => frames += 1,
                "tab" => sheet.tab(),
                "s" => {
                    let count = tag.get("c").and_then(|n| n.parse().ok()).unwrap_or(1usize).min(80);
                    sheet.text(&"\u{a0}".repeat(count), false, false);
                }
                "line-break" => sheet.line_break(),
                name => part(name).into_iter().for_each(|part| sheet.table(part, true)),
            },
            What::Text(text) if paragraphs > 0 && aside == 0 => {
                let set = spans.last().copied().unwrap_or_default();
                sheet.text(&text.text, set.bold, set.raised);
            }
            What::Text(_) => {}
            What::Close(name) => match name {
                "p" | "h" => {
                    sheet.end();
                    paragraphs = paragraphs.saturating_sub(1);
                }
                "span" => drop(spans.pop()),
                "list-item" => items = items.saturating_sub(1),
                "frame" => frames = frames.saturating_sub(1),
                name => part(name).into_iter().for_each(|part| sheet.table(part, false)),
            },
        }
    }
    sheet.finish()
}

fn part(name: &str) -> Option<&'static str> {
    [("table", "table"), ("table-row", "tr"), ("table-cell", "td")].into_iter().find(|(word, _)| *word == name).map(|(_, html)| html)
}

fn style(style: &mut Style, tag: &Tag<'_>) {
    style.bold |= tag.get("font-weight").is_some_and(|weight| weight == "bold" || weight.parse().is_ok_and(|n: u32| n >= 600));
    style.raised |= tag.get("text-position").is_some_and(|position| position.starts_with("super"));
}
