//! JSON that gives paragraphs, headings and tables in reading order: docling's and opendataloader's.

use super::value::Node;
use crate::document::{Document, Line, Passage};
use crate::source::{SourceFile, Span};

/// References that one list may follow: a file may refer to itself.
const DEEPEST: usize = 32;

/// What is known of a block.
#[derive(Clone, Copy, Default)]
struct Block {
    page: usize,
    heading: u8,
    bullet: bool,
}

/// Adds the lines of a text. In a list of blocks every line ends where its block does.
fn add(text: Passage, block: Block, out: &mut Document) {
    let mut from = 0;
    for part in text.text.split('\n') {
        let passage = text.trimmed(from..from + part.len());
        from += part.len() + 1;
        if passage.is_empty() {
            continue;
        }
        out.lines.push(Line {
            span: Span { file: out.file, ..passage.whole() },
            passage,
            indent: 0,
            blank_before: usize::from(from == part.len() + 1),
            bullet: block.bullet,
            bold: false,
            open_gap: false,
            heading: block.heading,
            page: block.page,
            role: None,
            whole: true,
        });
    }
}

/// Pages count from 1.
fn page(number: Option<f32>, out: &Document) -> usize {
    let last = out.lines.last().map_or(0, |l| l.page);
    number.map_or(last, |n| (n.clamp(1.0, 100_000.0) as usize - 1).max(last))
}

fn level(number: Option<f32>) -> u8 {
    number.map_or(2, |n| n.clamp(1.0, 6.0) as u8)
}

pub fn opendataloader(value: Node<'_>, _: &SourceFile, out: &mut Document) {
    value.all("kids").for_each(|kid| part(kid, out, 0));
}

fn part(node: Node<'_>, out: &mut Document, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    let kind = node.word("type");
    if let Some(text) = node.get("content").and_then(Node::passage) {
        let heading = if kind == "heading" { level(node.count("heading level")) } else { 0 };
        add(text, Block { page: page(node.count("page number"), out), heading, bullet: kind == "list item" }, out);
    }
    for row in node.all("rows") {
        let mut cells = Vec::new();
        row.all("cells").for_each(|cell| gather(cell, &mut cells, depth));
        let page = page(node.count("page number"), out);
        add_row(cells, Block { page, ..Block::default() }, out);
    }
    node.all("list items").chain(node.all("kids")).for_each(|kid| part(kid, out, depth + 1));
}

/// All texts within a cell.
fn gather(node: Node<'_>, texts: &mut Vec<Passage>, depth: usize) {
    if depth <= DEEPEST {
        texts.extend(node.get("content").and_then(Node::passage));
        node.all("kids").for_each(|kid| gather(kid, texts, depth + 1));
    }
}

/// The cells of a row share a line.
fn add_row(cells: Vec<Passage>, block: Block, out: &mut Document) {
    let mut row = Passage::new(out.file);
    cells.iter().for_each(|cell| row.join("\t", &cell.trimmed(0..cell.text.len())));
    if let Some(first) = cells.iter().find(|c| !c.text.trim().is_empty()) {
        let span = first.whole();
        add(row, block, out);
        out.lines.iter_mut().last().into_iter().for_each(|l| l.span = span);
    }
}

pub fn docling(value: Node<'_>, _: &SourceFile, out: &mut Document) {
    let mut met = std::collections::HashSet::new();
    if let Some(body) = value.get("body") {
        follow(value, body, out, &mut met, 0);
    }
}

/// Goes through the children of a node, which are named by where they stand: `#/texts/3`.
fn follow<'a>(root: Node<'a>, node: Node<'a>, out: &mut Document, met: &mut std::collections::HashSet<&'a str>, depth: usize) {
    for child in node.all("children") {
        let name = child.word("$ref");
        if depth > DEEPEST || !met.insert(name) {
            continue;
        }
        let mut path = name.split('/').skip(1);
        let (Some(list), Some(n)) = (path.next(), path.next().and_then(|n| n.parse::<usize>().ok())) else { continue };
        let Some(found) = root.get(list).and_then(|list| list.item(n)) else { continue };
        let number = found.all("prov").next().and_then(|p| p.count("page_no"));
        let label = found.word("label");
        let page = page(number, out);
        if let Some(text) = found.get("text").and_then(Node::passage) {
            let heading = match label {
                "title" => 1,
                "section_header" => level(found.count("level").map(|n| n + 1.0)),
                _ => 0,
            };
            add(text, Block { page, heading, bullet: label == "list_item" }, out);
        }
        for row in found.get("data").into_iter().flat_map(|d| d.all("grid")) {
            let cells = row.items().filter_map(|cell| cell.get("text")?.passage()).collect();
            add_row(cells, Block { page, ..Block::default() }, out);
        }
        follow(root, found, out, met, depth + 1);
    }
}
