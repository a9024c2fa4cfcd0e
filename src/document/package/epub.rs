//! EPUB: chapters in the order of its spine. Source: EPUB 3.3, package documents.

use super::{BROKEN, EMPTY, Package};
use crate::document::xml::{Steps, What};
use crate::source::{FileId, NotText};
use std::collections::HashMap;

/// Chapters that are read: front matter stands in front.
const CHAPTERS: usize = 500;

pub fn take(package: &mut Package<'_>) -> Result<String, NotText> {
    let container = package.part("META-INF/container.xml")?.ok_or(BROKEN)?;
    let root = Steps::new(&container, FileId::default()).find_map(|step| match step.what {
        What::Open(tag) if tag.name == "rootfile" => tag.value("full-path", FileId::default()),
        _ => None,
    });
    let root = unescaped(&root.ok_or(BROKEN)?.text);
    let book = package.part(&root)?.ok_or(BROKEN)?;
    let (mut items, mut spine): (HashMap<String, String>, Vec<String>) = Default::default();
    for step in Steps::new(&book, FileId::default()) {
        let What::Open(tag) = step.what else { continue };
        match tag.name {
            // what a reading system shows beside the book
            "item" if tag.get("properties").is_some_and(|p| p.split_whitespace().any(|p| p == "nav")) => {}
            "item" => {
                let href = tag.value("href", FileId::default()).map(|href| path(&root, &href.text));
                items.extend(tag.get("id").map(str::to_owned).zip(href));
            }
            "itemref" if spine.len() < CHAPTERS => spine.extend(tag.get("idref").map(str::to_owned)),
            _ => {}
        }
    }
    let mut out = String::from("<!DOCTYPE html>\n<body>\n");
    let begun = out.len();
    for chapter in spine.iter().filter_map(|id| items.get(id)) {
        // a chapter that the book lacks is not shown by any reader either
        let Some(page) = package.part(chapter)? else { continue };
        if out.len() > begun {
            out.push_str("\n<hr>\n");
        }
        out.push_str(body(&page));
    }
    if !out[begun..].contains(char::is_alphanumeric) {
        return Err(EMPTY);
    }
    Ok(out)
}

/// What stands within the body of a page.
fn body(page: &str) -> &str {
    let start = page.find("<body").and_then(|at| Some(at + page[at..].find('>')? + 1)).unwrap_or(0);
    let end = page.rfind("</body").filter(|end| *end >= start).unwrap_or(page.len());
    &page[start..end]
}

/// The name of a part that another part refers to.
fn path(from: &str, href: &str) -> String {
    let href = unescaped(href.split('#').next().unwrap_or_default());
    let mut parts: Vec<&str> = from.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect());
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and the like as the characters they stand for.
fn unescaped(text: &str) -> String {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::with_capacity(text.len()), 0);
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok())).flatten();
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
