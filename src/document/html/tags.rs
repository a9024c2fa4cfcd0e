//! Tags and the text between them, cut where browsers cut them. All is borrowed from the page, which is read once.

/// A piece of a page.
#[derive(Debug, PartialEq)]
pub enum Token<'a> {
    Open(Tag<'a>),
    Close(&'a str),
    /// Text as it stands, with its references to characters, and where it begins.
    Text(&'a str, usize),
}

/// The beginning of an element.
#[derive(Debug, PartialEq)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute as it stands; of several the first counts.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// Elements whose text holds no tags but their own end.
const RAW: &[&str] = &["title", "script", "style", "textarea", "iframe", "xmp", "noembed", "noframes", "noscript"];

/// The pieces of a page.
pub struct Tokens<'a> {
    page: &'a str,
    at: usize,
    /// The element that is open and holds no tags.
    raw: Option<&'a str>,
}

pub fn tokens(page: &str) -> Tokens<'_> {
    Tokens { page, at: 0, raw: None }
}

/// The pieces of a part of a page, with places in the whole.
pub fn between(page: &str, part: std::ops::Range<usize>) -> Tokens<'_> {
    Tokens { page: &page[..part.end], at: part.start, raw: None }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while self.at < self.page.len() {
            let end = self.text_end();
            if end > self.at {
                let from = std::mem::replace(&mut self.at, end);
                return Some(Token::Text(&self.page[from..end], from));
            }
            self.raw = None;
            let bytes = &self.page.as_bytes()[self.at + 1..];
            match bytes {
                [b'/', b'>', ..] => self.at += 3,
                [b'/', b, ..] if b.is_ascii_alphabetic() => {
                    self.at += 2;
                    return self.tag().map(|tag| Token::Close(tag.name));
                }
                [b'!', b'-', b'-', ..] => self.at += 1 + comment(bytes),
                [b'/' | b'!' | b'?', ..] => self.at += 1 + bytes.iter().position(|b| *b == b'>').map_or(bytes.len(), |n| n + 1),
                _ => {
                    self.at += 1;
                    let tag = self.tag()?;
                    self.raw = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(tag.name)).copied();
                    return Some(Token::Open(tag));
                }
            }
        }
        None
    }
}

impl<'a> Tokens<'a> {
    /// Where the text ends that begins here: before what begins a tag or a comment.
    fn text_end(&self) -> usize {
        let rest = &self.page.as_bytes()[self.at..];
        let ends = |i: usize| match (self.raw, &rest[i + 1..]) {
            (Some(name), [b'/', tag @ ..]) => {
                let named = tag.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes()));
                named && tag.get(name.len()).is_some_and(|b| is_space(*b) || matches!(b, b'/' | b'>'))
            }
            (None, [b'/', _, ..] | [b'!' | b'?', ..]) => true,
            (None, [b, ..]) => b.is_ascii_alphabetic(),
            _ => false,
        };
        let end = rest.iter().enumerate().position(|(i, b)| *b == b'<' && ends(i));
        self.at + end.unwrap_or(rest.len())
    }

    /// Reads from the name of a tag to behind its end. A page that ends within a tag ends before it.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let name = self.until(|b| is_space(b) || matches!(b, b'/' | b'>'));
        let mut attributes = Vec::new();
        loop {
            self.until(|b| !is_space(b) && b != b'/');
            if *self.page.as_bytes().get(self.at)? == b'>' {
                self.at += 1;
                return Some(Tag { name, attributes });
            }
            attributes.push((self.attribute(), self.value()));
        }
    }

    fn attribute(&mut self) -> &'a str {
        let from = self.at;
        // a name may begin with the sign that ends names
        self.at += usize::from(self.page.as_bytes()[from] == b'=');
        self.until(|b| is_space(b) || matches!(b, b'/' | b'>' | b'='));
        let name = &self.page[from..self.at];
        self.until(|b| !is_space(b));
        name
    }

    fn value(&mut self) -> &'a str {
        let bytes = self.page.as_bytes();
        if bytes.get(self.at) != Some(&b'=') {
            return "";
        }
        self.at += 1;
        self.until(|b| !is_space(b));
        let Some(quote) = bytes.get(self.at).copied().filter(|b| matches!(b, b'"' | b'\'')) else {
            return self.until(|b| is_space(b) || b == b'>');
        };
        self.at += 1;
        let value = self.until(|b| b == quote);
        self.at = bytes.len().min(self.at + 1);
        value
    }

    /// Goes on to the first byte of a kind, or to the end.
    fn until(&mut self, is: impl Fn(u8) -> bool) -> &'a str {
        let from = self.at;
        let rest = &self.page.as_bytes()[from..];
        self.at += rest.iter().position(|b| is(*b)).unwrap_or(rest.len());
        &self.page[from..self.at]
    }
}

/// The length of a comment from its `!` on.
fn comment(bytes: &[u8]) -> usize {
    let body = &bytes[1..];
    let ends = |i: usize| body[..i].ends_with(b"--") || i > 4 && body[..i].ends_with(b"--!");
    let end = body.iter().enumerate().position(|(i, b)| *b == b'>' && ends(i));
    1 + end.map_or(body.len(), |i| i + 1)
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5gum::{DefaultEmitter, Tokenizer};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Tags with their attributes and the text between them, as plain text.
    fn ours(page: &str) -> String {
        let tag = |t: &Tag| {
            let names: BTreeSet<String> = t.attributes.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
            let attributes = names.iter().map(|name| format!(" {name}={}", t.get(name).unwrap_or_default()));
            format!("<{}{}>", t.name.to_ascii_lowercase(), attributes.collect::<String>())
        };
        tokens(page)
            .map(|token| match token {
                Token::Open(t) => tag(&t),
                Token::Close(name) => format!("</{}>", name.to_ascii_lowercase()),
                Token::Text(text, at) => page[at..at + text.len()].to_owned(),
            })
            .collect()
    }

    fn theirs(page: &str) -> String {
        let mut emitter = DefaultEmitter::<()>::new_with_span();
        emitter.naively_switch_states(true);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Tokenizer::new_with_emitter(page, emitter)
            .map(|token| match token {
                Ok(html5gum::Token::StartTag(t)) => {
                    let attributes = t.attributes.iter().map(|(name, value)| format!(" {}={}", text(name), text(value)));
                    format!("<{}{}>", text(&t.name), attributes.collect::<String>())
                }
                Ok(html5gum::Token::EndTag(t)) => format!("</{}>", text(&t.name)),
                Ok(html5gum::Token::String(s)) => text(&s),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn cuts_pages_as_browsers_do() {
        for page in [
            "a<b c=d e='f\"g' H=\"i>j\" k c=l>m</b>n",
            "<!doctype html><!-- a > b --><!-->c<!--->d<!--!>e--!>f<!----!>g",
            "1 < 2 </> </ x> <? y ?> <3 <",
            "<title>a<b></title ><script>if (a < b) '</scripts>'</SCRIPT>c",
            "<a =b==c/d/ e = f>g<br/>h</p i=j>k<l m",
            "<a b=\"c",
            "é<é><ü ä=ö>",
        ] {
            assert_eq!(ours(page), theirs(page), "{page}");
        }
    }

    proptest! {
        #[test]
        fn cuts_anything_as_browsers_do(page in "(<|</|>|<!--|--|!|-|=|\"|'| |/|a|B|é|title|<p|\\?|\n){0,24}") {
            prop_assert_eq!(ours(&page), theirs(&page));
        }
    }
}
