//! Office Open XML, as Word writes it. Source: ECMA-376, part 1, WordprocessingML.

use super::sheet::Sheet;
use super::{BROKEN, Package};
use crate::document::xml::{Steps, What};
use crate::source::{FileId, NotText};
use std::collections::HashMap;

/// Elements whose text is not shown, or is shown elsewhere a second time.
const ASIDE: &[&str] = &["Fallback", "del", "moveFrom", "footnote", "endnote", "comment", "instrText"];

/// How the letters of a run are set.
#[derive(Clone, Copy, Default)]
struct Run {
    bold: bool,
    raised: bool,
    hidden: bool,
}

pub fn take(package: &mut Package<'_>) -> Result<String, NotText> {
    let document = package.part("word/document.xml")?.ok_or(BROKEN)?;
    let headings = headings(&package.part("word/styles.xml")?.unwrap_or_default());
    let mut sheet = Sheet::default();
    let (mut run, mut aside, mut shown, mut described) = (Run::default(), 0usize, false, 0usize);
    for step in Steps::new(&document, FileId::default()) {
        match step.what {
            What::Open(tag) if aside > 0 || ASIDE.contains(&tag.name) => aside += 1,
            What::Close(_) if aside > 0 => aside -= 1,
            What::Open(tag) => {
                let on = !matches!(tag.get("val"), Some("0" | "false" | "off" | "none" | "baseline"));
                match tag.name {
                    "p" => sheet.end(),
                    "pPr" | "sectPr" => described += 1,
                    "pStyle" => sheet.heading = tag.get("val").and_then(|style| headings.get(style)).copied().unwrap_or(0),
                    "outlineLvl" => sheet.heading = level(tag.get("val")).unwrap_or(sheet.heading),
                    "numPr" => sheet.item = true,
                    "r" => run = Run::default(),
                    "b" if described == 0 => run.bold = on,
                    "vanish" if described == 0 => run.hidden = on,
                    "vertAlign" if described == 0 => run.raised = tag.get("val") == Some("superscript"),
                    "t" => shown = true,
                    "tab" | "ptab" if described == 0 && !run.hidden => sheet.tab(),
                    "br" if tag.get("type") == Some("page") => sheet.page_break(),
                    "br" | "cr" => sheet.line_break(),
                    "noBreakHyphen" => sheet.text("-", false, false),
                    name => part(name).into_iter().for_each(|part| sheet.table(part, true)),
                }
            }
            What::Text(text) if shown && aside == 0 && !run.hidden => sheet.text(&text.text, run.bold, run.raised),
            What::Text(_) => {}
            What::Close(name) => match name {
                "p" => sheet.end(),
                "pPr" | "sectPr" => described = described.saturating_sub(1),
                "t" => shown = false,
                "r" => run = Run::default(),
                name => part(name).into_iter().for_each(|part| sheet.table(part, false)),
            },
        }
    }
    sheet.finish()
}

fn part(name: &str) -> Option<&'static str> {
    [("tbl", "table"), ("tr", "tr"), ("tc", "td")].into_iter().find(|(word, _)| *word == name).map(|(_, html)| html)
}

fn level(text: Option<&str>) -> Option<u8> {
    text?.parse::<u8>().ok().filter(|n| *n < 6).map(|n| n + 1)
}

/// Levels of headings by the keys of styles, whose names are the same in every language.
fn headings(styles: &str) -> HashMap<String, u8> {
    let mut found: HashMap<String, u8> = HashMap::from([("Title".into(), 1)]);
    found.extend((1..=6).map(|n| (format!("Heading{n}"), n)));
    let mut style = None;
    for step in Steps::new(styles, FileId::default()) {
        let What::Open(tag) = step.what else { continue };
        let named = match tag.name {
            "style" => {
                style = tag.get("styleId").map(str::to_owned);
                None
            }
            "name" => tag.get("val").map(str::to_lowercase).and_then(|name| match name.as_str() {
                "title" => Some(1),
                name => name.strip_prefix("heading ")?.parse().ok().filter(|n| (1..=6).contains(n)),
            }),
            "outlineLvl" => level(tag.get("val")),
            _ => None,
        };
        if let (Some(level), Some(style)) = (named, &style) {
            found.insert(style.clone(), level);
        }
    }
    found
}
