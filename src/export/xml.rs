//! XML that is well-formed whatever its texts are: elements are closed in the order they were opened.

use quick_xml::escape::escape;
use std::io::{self, Write};

/// Writes elements, two blanks deeper with each level.
pub struct Xml<'w> {
    out: &'w mut dyn Write,
    open: Vec<&'static str>,
}

impl<'w> Xml<'w> {
    /// Begins with the declaration and what comes before the first element.
    pub fn new(out: &'w mut dyn Write, head: &str) -> io::Result<Xml<'w>> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>{head}")?;
        Ok(Xml { out, open: Vec::new() })
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        write!(self.out, "{:1$}<{name}", "", 2 * self.open.len())?;
        attributes.iter().try_for_each(|(key, value)| write!(self.out, " {key}=\"{}\"", escape(*value)))
    }

    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.tag(name, attributes)?;
        self.open.push(name);
        writeln!(self.out, ">")
    }

    pub fn close(&mut self) -> io::Result<()> {
        match self.open.pop() {
            Some(name) => writeln!(self.out, "{:1$}</{name}>", "", 2 * self.open.len()),
            None => Ok(()),
        }
    }

    /// An element that holds a text.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.tag(name, attributes)?;
        writeln!(self.out, ">{}</{name}>", escape(text))
    }

    /// An element for each text.
    pub fn leaves<'t>(&mut self, name: &str, texts: impl IntoIterator<Item = &'t str>) -> io::Result<()> {
        texts.into_iter().try_for_each(|text| self.leaf(name, &[], text))
    }

    /// An element where there is a text.
    pub fn maybe(&mut self, name: &str, text: Option<&str>) -> io::Result<()> {
        self.leaves(name, text)
    }

    /// A remark; XML allows no two hyphens in a row in one.
    pub fn comment(&mut self, text: &str) -> io::Result<()> {
        let text: String = text.chars().map(|c| if c == '-' { '‐' } else { c }).collect();
        writeln!(self.out, "{:1$}<!-- {text} -->", "", 2 * self.open.len())
    }
}
