//! The frame of an HTML page that needs nothing else: no script, no fetched file; it is well-formed XML as well.

use crate::terminal::plain;
use quick_xml::escape::escape;
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");

/// Text as it may stand in a page.
pub fn safe(text: &str) -> String {
    escape(plain(text)).into_owned()
}

/// Writes a page around its body.
pub fn write(title: &str, body: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = safe(title);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")?;
    writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{title}</title>\n<style>\n{STYLE}</style>")?;
    writeln!(out, "</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>")
}
