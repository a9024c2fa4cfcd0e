//! A page of HTML that is written paragraph by paragraph.

use super::EMPTY;
use crate::source::NotText;

/// The page so far.
#[derive(Default)]
pub struct Sheet {
    out: String,
    /// The paragraph at hand, in HTML.
    text: String,
    /// Level of the heading that it is, or whether it is an item of a list, or holds tabs.
    pub heading: u8,
    pub item: bool,
    tabbed: bool,
    /// Tables that are open.
    tables: usize,
    letters: bool,
}

impl Sheet {
    pub fn text(&mut self, text: &str, bold: bool, raised: bool) {
        let tags = [("b", bold), ("sup", raised)];
        let tags = || tags.iter().filter(|(_, on)| *on && !text.trim().is_empty()).map(|(name, _)| name);
        tags().for_each(|name| self.text.push_str(&format!("<{name}>")));
        for c in text.chars() {
            match c {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                c => self.text.push(c),
            }
        }
        tags().for_each(|name| self.text.push_str(&format!("</{name}>")));
        self.letters |= text.contains(char::is_alphanumeric);
    }

    pub fn tab(&mut self) {
        self.tabbed = true;
        self.text.push('\t');
    }

    pub fn line_break(&mut self) {
        self.text.push_str("<br>");
    }

    pub fn page_break(&mut self) {
        self.end();
        if self.tables == 0 {
            self.out.push_str("<hr>\n");
        }
    }

    /// Ends the paragraph. Tabs count where white space does.
    pub fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (heading, item, tabbed) = (std::mem::take(&mut self.heading), std::mem::take(&mut self.item), std::mem::take(&mut self.tabbed));
        if text.trim().is_empty() {
            return;
        }
        let heading = format!("h{heading}");
        let tag = match () {
            () if heading != "h0" => heading.as_str(),
            () if tabbed && self.tables == 0 => "pre",
            () if item => "li",
            () => "p",
        };
        let text = if tag == "pre" { text.replace("<br>", "\n") } else { text };
        self.out.push_str(&format!("<{tag}>{}</{tag}>\n", text.trim()));
    }

    /// Opens or closes a part of a table.
    pub fn table(&mut self, tag: &str, opens: bool) {
        self.end();
        if tag == "table" {
            self.tables = if opens { self.tables + 1 } else { self.tables.saturating_sub(1) };
        }
        self.out.push_str(&if opens { format!("<{tag}>") } else { format!("</{tag}>\n") });
    }

    pub fn finish(mut self) -> Result<String, NotText> {
        self.end();
        if !self.letters {
            return Err(EMPTY);
        }
        Ok(format!("<!DOCTYPE html>\n<body>\n{}", self.out))
    }
}
