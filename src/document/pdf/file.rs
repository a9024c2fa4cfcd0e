//! A PDF file as objects, with limits on what it may ask of the machine.

use lopdf::{Dictionary, Document, Object, Stream};
use std::cell::Cell;
use std::collections::HashSet;
use std::io::Read;

/// Bytes that all streams of one file may unfold to.
const MOST_INFLATED: u64 = 1 << 30;
/// Bytes that one stream may unfold to.
const MOST_IN_STREAM: u64 = 128 << 20;
/// Bytes that the lists of objects, which are held in memory, may unfold to.
const MOST_IN_LISTS: u64 = 256 << 20;
/// Pages of one file.
const MOST_PAGES: usize = 10_000;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    Broken,
    Locked,
    TooMuch,
}

pub struct File {
    document: Document,
    inflated: Cell<u64>,
}

/// A page: its own dictionary under those that it inherits from, nearest first.
pub struct Page<'a> {
    chain: Vec<&'a Dictionary>,
}

impl File {
    pub fn open(bytes: &[u8]) -> Result<File, Flaw> {
        if lists(bytes) > MOST_IN_LISTS {
            return Err(Flaw::TooMuch);
        }
        let document = Document::load_mem(bytes).map_err(|e| match e {
            lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_) => Flaw::Locked,
            _ => Flaw::Broken,
        })?;
        // a file without a password for readers was opened already
        if document.is_encrypted() {
            return Err(Flaw::Locked);
        }
        Ok(File { document, inflated: Cell::new(0) })
    }

    /// The pages in their order.
    pub fn pages(&self) -> Result<Vec<Page<'_>>, Flaw> {
        let root = self.document.catalog().ok().and_then(|c| self.dict(c, b"Pages")).ok_or(Flaw::Broken)?;
        let (mut pages, mut seen) = (Vec::new(), HashSet::new());
        let mut open = vec![vec![root]];
        while let Some(chain) = open.pop() {
            let node = chain[0];
            if !seen.insert(std::ptr::from_ref(node)) || chain.len() > 64 {
                continue;
            }
            if pages.len() + open.len() > MOST_PAGES {
                return Err(Flaw::TooMuch);
            }
            let kids = self.get(node, b"Kids").and_then(|k| self.as_array(k));
            let Some(kids) = kids else {
                pages.push(Page { chain });
                continue;
            };
            for kid in kids.iter().rev().filter_map(|k| self.as_dict(k)) {
                let mut below = Vec::with_capacity(chain.len() + 1);
                below.push(kid);
                below.extend(&chain);
                open.push(below);
            }
        }
        Ok(pages)
    }

    /// A value of a dictionary, not a reference to it.
    pub fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.value(dict.get(key).ok()?)
    }

    fn value<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|(_, o)| o)
    }

    pub fn as_dict<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        match self.value(object)? {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub fn as_array<'a>(&'a self, object: &'a Object) -> Option<&'a [Object]> {
        self.value(object)?.as_array().ok().map(Vec::as_slice)
    }

    pub fn as_number(&self, object: &Object) -> Option<f32> {
        self.value(object)?.as_float().ok().filter(|n| n.is_finite())
    }

    pub fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.as_dict(self.get(dict, key)?)
    }

    pub fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        self.get(dict, key).and_then(|o| self.as_array(o)).unwrap_or_default()
    }

    pub fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dict, key)?.as_name().ok()
    }

    pub fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f32> {
        self.as_number(self.get(dict, key)?)
    }

    /// The bytes of a stream as they were before it was packed; as many as are whole.
    pub fn stream(&self, object: &Object) -> Option<Vec<u8>> {
        let stream = self.value(object)?.as_stream().ok()?;
        let filters = match self.get(&stream.dict, b"Filter") {
            None => Vec::new(),
            Some(Object::Name(name)) => vec![name.as_slice()],
            Some(list) => self.as_array(list)?.iter().map(|f| self.value(f)?.as_name().ok()).collect::<Option<_>>()?,
        };
        let mut bytes = stream.content.clone();
        for filter in filters {
            bytes = match filter {
                b"FlateDecode" | b"Fl" => self.inflate(&bytes),
                b"LZWDecode" | b"ASCII85Decode" if bytes.len() < 1 << 20 => {
                    let mut alone = Dictionary::new();
                    alone.set("Filter", Object::Name(filter.to_vec()));
                    Stream::new(alone, bytes).decompressed_content().ok()?
                }
                _ => return None,
            };
        }
        Some(bytes)
    }

    fn inflate(&self, bytes: &[u8]) -> Vec<u8> {
        let limit = MOST_IN_STREAM.min(MOST_INFLATED.saturating_sub(self.inflated.get()));
        let mut out = Vec::new();
        // what comes before a fault is good
        let _ = flate2::read::ZlibDecoder::new(bytes).take(limit).read_to_end(&mut out);
        if out.is_empty() && bytes.len() > 2 {
            let _ = flate2::read::DeflateDecoder::new(&bytes[2..]).take(limit).read_to_end(&mut out);
        }
        self.inflated.set(self.inflated.get() + out.len() as u64);
        out
    }

    /// Whether the file asked for more than it may have.
    pub fn is_exhausted(&self) -> bool {
        self.inflated.get() >= MOST_INFLATED
    }
}

impl<'a> Page<'a> {
    /// A value of the page, or of the nearest above it that has one.
    pub fn get(&self, file: &'a File, key: &[u8]) -> Option<&'a Object> {
        self.chain.iter().find_map(|dict| file.get(dict, key))
    }

    /// The page's content, its parts joined.
    pub fn content(&self, file: &File) -> Vec<u8> {
        let Some(content) = file.get(self.chain[0], b"Contents") else { return Vec::new() };
        let Some(parts) = file.as_array(content) else { return file.stream(content).unwrap_or_default() };
        let mut out = Vec::new();
        for part in parts.iter().take(10_000) {
            out.extend(file.stream(part).unwrap_or_default());
            out.push(b'\n');
        }
        out
    }
}

/// How many bytes the lists of objects and of places unfold to: the library below unfolds them all at once and without
/// a limit.
fn lists(bytes: &[u8]) -> u64 {
    let mut total = 0;
    for mark in [&b"/ObjStm"[..], b"/XRef"] {
        let mut at = 0;
        while let Some(found) = find(&bytes[at..], mark) {
            at += found + mark.len();
            let near = &bytes[at..bytes.len().min(at + 4096)];
            let Some(start) = find(near, b"stream") else { continue };
            let data = near[start + 6..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let packed = &bytes[at + start + 6 + data..];
            let limit = MOST_IN_LISTS + 1 - total;
            let mut unfolded = flate2::read::ZlibDecoder::new(packed).take(limit);
            let mut buffer = [0; 1 << 14];
            while let Ok(n @ 1..) = unfolded.read(&mut buffer) {
                total += n as u64;
            }
            if total > MOST_IN_LISTS {
                return total;
            }
        }
    }
    total
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}
