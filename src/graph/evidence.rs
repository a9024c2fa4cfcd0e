//! Where a statement was read: one quad per described thing, its object a range of characters of the source (RFC 5147).

mod text;

use super::iri::Base;
use super::vocab::{fm, oa, xsd};
use super::write::{Emit, Subject};
use crate::source::{Sources, Span};
use oxigraph::model::NamedNode;
use std::fmt::Write;

pub use text::SourceText;

/// Bytes between two counted places of a text.
const STEP: usize = 512;

/// The sources of one volume, with what it takes to turn bytes into characters fast.
pub struct Places {
    files: Vec<Text>,
}

struct Text {
    iri: NamedNode,
    /// Characters before every [`STEP`] bytes; empty where every character is one byte.
    counts: Vec<u32>,
    bytes: Vec<u8>,
    len: usize,
}

impl Places {
    pub fn new(sources: &Sources, base: &Base) -> Places {
        let files = sources.files.iter().map(|file| Text::new(base.source(&file.sha256), &file.text)).collect();
        Places { files }
    }

    /// The document of a file.
    pub fn source(&self, file: usize) -> Option<&NamedNode> {
        self.files.get(file).map(|text| &text.iri)
    }

    /// `{source}#char=a,b`; nothing for a span that the sources do not hold.
    pub fn place(&self, span: Span) -> Option<NamedNode> {
        let text = self.files.get(span.file.0 as usize)?;
        if span.start > span.end || span.end as usize > text.len {
            return None;
        }
        let (a, b) = (text.chars(span.start as usize), text.chars(span.end as usize));
        let mut iri = text.iri.as_str().to_owned();
        let _ = write!(iri, "#char={a},{b}");
        Some(NamedNode::new_unchecked(iri))
    }
}

impl Text {
    fn new(iri: NamedNode, text: &str) -> Text {
        let len = text.len();
        if text.is_ascii() {
            return Text { iri, counts: Vec::new(), bytes: Vec::new(), len };
        }
        let mut counts = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            counts.push(counts[counts.len() - 1] + starts(chunk) as u32);
        }
        Text { iri, counts, bytes: text.as_bytes().to_vec(), len }
    }

    /// Characters that start before a byte.
    fn chars(&self, byte: usize) -> usize {
        let whole = byte / STEP;
        match self.counts.get(whole) {
            Some(count) => *count as usize + starts(&self.bytes[whole * STEP..byte]),
            None => byte,
        }
    }
}

/// Bytes that start a character.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

/// The source and the range of characters, end exclusive, of a place written by [`Places::place`].
pub fn parse(place: &str) -> Option<(&str, usize, usize)> {
    let (source, range) = place.split_once("#char=")?;
    let (start, end) = range.split_once(',')?;
    Some((source, start.parse().ok()?, end.parse().ok()?))
}

/// Writes a place out as a Web Annotation: position and, where it is given, quote.
pub fn expand(place: &NamedNode, quote: Option<&str>, graph: &NamedNode, emit: &mut Emit<'_>) {
    let Some((source, start, end)) = parse(place.as_str()) else { return };
    let source = NamedNode::new_unchecked(source);
    let position = super::iri::part(place, ".pos");
    let quote = quote.map(|text| (super::iri::part(place, ".quote"), text));
    Subject::new(place, graph, emit)
        .a(&[oa::SpecificResource])
        .node(oa::hasSource, &source)
        .nodes(oa::hasSelector, std::iter::once(&position).chain(quote.as_ref().map(|(iri, _)| iri)));
    Subject::new(&position, graph, emit)
        .a(&[oa::TextPositionSelector])
        .maybe_typed(oa::start, Some(start.to_string()), xsd::nonNegativeInteger)
        .maybe_typed(oa::end, Some(end.to_string()), xsd::nonNegativeInteger);
    if let Some((iri, exact)) = quote {
        Subject::new(&iri, graph, emit).a(&[oa::TextQuoteSelector]).text(oa::exact, exact);
    }
}

/// What was described and where it stands, to find what a place of the text is about.
#[derive(Default)]
pub struct Described {
    things: Vec<(Span, NamedNode)>,
}

impl Described {
    /// Writes the evidence of a thing and remembers it.
    pub fn evidence(&mut self, thing: &NamedNode, spans: &[Span], places: &Places, graph: &NamedNode, emit: &mut Emit<'_>) {
        let found: Vec<NamedNode> = spans.iter().filter_map(|span| places.place(*span)).collect();
        Subject::new(thing, graph, emit).nodes(fm::evidence, &found);
        self.things.extend(spans.iter().map(|span| (*span, thing.clone())));
    }

    /// The narrowest thing that holds the span; of equals the first described.
    pub fn at(&self, span: Span) -> Option<&NamedNode> {
        let holders = self.things.iter().filter(|(place, _)| !place.is_empty() && place.contains(span));
        holders.min_by_key(|(place, _)| place.len()).map(|(_, thing)| thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, SourceFile};

    #[test]
    fn counts_characters_not_bytes() {
        let text = format!("{}Łódź, Ångström — 10", "ł\n".repeat(700));
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::decode("a.txt", text.as_bytes()).expect("text"));
        let places = Places::new(&sources, &Base::default());
        for (start, end) in [(0, 0), (0, 2), (2100, 2107), (2109, text.len()), (text.len(), text.len())] {
            let span = Span::new(file, start, end);
            let (a, b) = sources.file(file).chars(span);
            let place = places.place(span).expect("in the source");
            let (source, c, d) = parse(place.as_str()).expect("a place");
            assert_eq!((a, b), (c, d));
            assert_eq!(Some(source), places.source(0).map(|s| s.as_str()));
        }
        assert_eq!(places.place(Span::new(file, 0, text.len() + 1)), None);
        assert_eq!(places.place(Span::new(FileId(1), 0, 1)), None);
    }

    #[test]
    fn a_place_can_be_written_out() {
        let place = NamedNode::new_unchecked("http://b/id/source/sha256-00#char=1,3");
        let graph = NamedNode::new_unchecked("http://b/graph/evidence/v");
        let mut quads = Vec::new();
        expand(&place, Some(SourceText::new("äöü-".into()).quote(1, 3)), &graph, &mut |q| quads.push(q.to_string()));
        assert_eq!(quads.len(), 9);
        assert!(quads.iter().any(|q| q.contains("exact> \"öü\"")));
        assert!(quads.iter().any(|q| q.contains("start> \"1\"^^")));
    }

    #[test]
    fn the_narrowest_thing_holds_a_place() {
        let (file, thing) = (FileId(0), |n: &str| NamedNode::new_unchecked(format!("http://b/{n}")));
        let described = Described { things: vec![(Span::new(file, 0, 50), thing("wide")), (Span::new(file, 10, 20), thing("narrow"))] };
        assert_eq!(described.at(Span::new(file, 12, 13)), Some(&thing("narrow")));
        assert_eq!(described.at(Span::new(file, 30, 31)), Some(&thing("wide")));
        assert_eq!(described.at(Span::new(file, 49, 51)), None);
    }
}
