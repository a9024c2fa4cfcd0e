//! One file of tables that are looked up in place: what a dump says, packed so that linking needs no network.
//!
//! ```text
//! magic (8) · version (4) · length of the head (4) · blocks (4) · checksum of all that follows up to the data (4)
//! head, as JSON: kind, version of its tables, what it was made of, sections with their lengths
//! one checksum for each block of the data
//! data: the sections, end to end
//! ```
//!
//! Numbers are little-endian. A block is held against its checksum the first time something in it is read, so that
//! opening costs the same whatever the size, and a file that was damaged gives an error and never a wrong answer.

mod cursor;
mod lookup;
mod place;
mod shelf;

pub use cursor::{Cursor, put_number, put_text};
pub use lookup::Lookup;
pub use place::{Place, folder};
pub use shelf::{Shelf, Stack};

use crate::error::Error;
use memmap2::Mmap;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

const MAGIC: &[u8; 8] = b"frontidx";
/// Of the file as such; each kind has a version of its own for its tables.
const VERSION: u32 = 1;
const PREFIX: usize = 24;
const BLOCK: usize = 16 << 10;

/// Something in an index is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// What an index is of, and the version of its tables that this program writes and reads.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub name: &'static str,
    pub version: u32,
}

/// What an index was made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Name of the file that was read, without the ending of its compression.
    pub source: String,
    /// Of the newest record in it.
    pub date: Option<String>,
    /// The program that built it.
    pub program: String,
    /// How many of each thing it has, in the order to tell them.
    pub counts: Vec<(String, u64)>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    kind: String,
    version: u32,
    about: About,
    sections: Vec<(String, u64)>,
}

/// Sections to be written.
#[derive(Debug, Default)]
pub struct Sections(Vec<(String, Vec<u8>)>);

impl Sections {
    pub fn add(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.0.push((name.into(), bytes));
    }

    pub fn append(&mut self, mut more: Sections) {
        self.0.append(&mut more.0);
    }

    /// Bytes of the longest section.
    pub fn longest(&self) -> usize {
        self.0.iter().map(|(_, bytes)| bytes.len()).max().unwrap_or(0)
    }

    /// Writes the whole file; how many bytes it has.
    pub fn write(&self, kind: Kind, about: &About, out: &mut dyn Write) -> io::Result<u64> {
        let sections = self.0.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
        let head = Head { kind: kind.name.to_owned(), version: kind.version, about: about.clone(), sections };
        let mut rest = serde_json::to_vec(&head)?;
        let length = rest.len() as u32;
        let sums = self.sums();
        sums.iter().for_each(|sum| rest.extend_from_slice(&sum.to_le_bytes()));
        let mut prefix = Vec::with_capacity(PREFIX);
        prefix.extend_from_slice(MAGIC);
        for number in [VERSION, length, sums.len() as u32] {
            prefix.extend_from_slice(&number.to_le_bytes());
        }
        prefix.extend_from_slice(&sum_of_head(&prefix, &rest).to_le_bytes());
        out.write_all(&prefix)?;
        out.write_all(&rest)?;
        let mut size = (prefix.len() + rest.len()) as u64;
        for (_, bytes) in &self.0 {
            out.write_all(bytes)?;
            size += bytes.len() as u64;
        }
        Ok(size)
    }

    /// A checksum for each block, over the ends of sections.
    fn sums(&self) -> Vec<u32> {
        let (mut sums, mut sum, mut room) = (Vec::new(), crc32fast::Hasher::new(), BLOCK);
        for (_, bytes) in &self.0 {
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                let (piece, after) = rest.split_at(rest.len().min(room));
                sum.update(piece);
                (rest, room) = (after, room - piece.len());
                if room == 0 {
                    sums.push(std::mem::take(&mut sum).finalize());
                    room = BLOCK;
                }
            }
        }
        if room < BLOCK {
            sums.push(sum.finalize());
        }
        sums
    }
}

fn sum_of_head(prefix: &[u8], rest: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(prefix);
    sum.update(rest);
    sum.finalize()
}

/// An open index.
#[derive(Debug)]
pub struct Index {
    path: String,
    map: Mmap,
    head: Parsed,
    /// Which blocks are known to be as they were written.
    sound: Vec<AtomicBool>,
}

/// What stands before the data.
#[derive(Debug)]
struct Parsed {
    kind: String,
    version: u32,
    about: About,
    sections: Vec<(String, Range<usize>)>,
    /// Where the checksums and where the data begin.
    sums: usize,
    data: usize,
    blocks: usize,
}

impl Index {
    /// Opens an index of any kind.
    pub fn any(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let failed = |source| Error::Read { path: name.clone(), source };
        let file = File::open(path).map_err(failed)?;
        if !file.metadata().map_err(failed)?.is_file() {
            return Err(Error::Index { path: name, reason: "it is not a file".to_owned() });
        }
        // SAFETY: an index is written under another name and renamed, never changed where it stands; only somebody who
        // overwrites the file by other means while it is open could change what is mapped.
        let map = unsafe { Mmap::map(&file) }.map_err(failed)?;
        match parse(&map) {
            Ok(head) => {
                let sound = (0..head.blocks).map(|_| AtomicBool::new(false)).collect();
                Ok(Self { path: name, map, head, sound })
            }
            Err(reason) => Err(Error::Index { path: name, reason }),
        }
    }

    /// Opens an index of one kind.
    pub fn open(path: &Path, kind: Kind) -> Result<Self, Error> {
        let index = Self::any(path)?;
        let reason = if index.head.kind != kind.name {
            format!("it is an index of {}, not of {}", index.head.kind, kind.name)
        } else if index.head.version != kind.version {
            let (found, known) = (index.head.version, kind.version);
            format!("its tables have version {found}, this program reads {known}; build it again: frontis index {}", kind.name)
        } else {
            return Ok(index);
        };
        Err(Error::Index { path: index.path, reason })
    }

    pub fn kind(&self) -> &str {
        &self.head.kind
    }

    pub fn about(&self) -> &About {
        &self.head.about
    }

    /// Names and lengths, in the order of the file.
    pub fn sections(&self) -> impl Iterator<Item = (&str, usize)> {
        self.head.sections.iter().map(|(name, range)| (name.as_str(), range.len()))
    }

    /// Bytes of the file.
    pub fn size(&self) -> usize {
        self.map.len()
    }

    /// Where a section stands.
    pub fn section(&self, name: &str) -> Result<Range<usize>, Damaged> {
        self.head.sections.iter().find(|(n, _)| n == name).map(|(_, range)| range.clone()).ok_or(Damaged)
    }

    /// Bytes of the data, once their blocks are known to be sound.
    pub fn bytes(&self, range: Range<usize>) -> Result<&[u8], Damaged> {
        let data = self.map.get(self.head.data..).ok_or(Damaged)?;
        let wanted = data.get(range.clone()).ok_or(Damaged)?;
        for block in range.start / BLOCK..range.end.div_ceil(BLOCK) {
            let sound = self.sound.get(block).ok_or(Damaged)?;
            if !sound.load(Ordering::Relaxed) {
                let bytes = &data[block * BLOCK..data.len().min((block + 1) * BLOCK)];
                let at = self.head.sums + 4 * block;
                if self.map.get(at..at + 4) != Some(&crc32fast::hash(bytes).to_le_bytes()) {
                    return Err(Damaged);
                }
                sound.store(true, Ordering::Relaxed);
            }
        }
        Ok(wanted)
    }

    /// All data as it stands; sound where [`Self::check`] found it so.
    pub fn data(&self) -> &[u8] {
        self.map.get(self.head.data..).unwrap_or_default()
    }

    /// The number at a place of a section of numbers.
    pub fn u32(&self, section: &Range<usize>, n: usize) -> Result<u32, Damaged> {
        let at = n.checked_mul(4).and_then(|n| n.checked_add(section.start)).filter(|at| at + 4 <= section.end).ok_or(Damaged)?;
        let bytes = self.bytes(at..at + 4)?;
        Ok(u32::from_le_bytes(bytes.try_into().map_err(|_| Damaged)?))
    }

    /// Reads all of it, whether it is as it was written.
    pub fn check(&self) -> Result<(), Error> {
        let length = self.map.len() - self.head.data;
        self.bytes(0..length).map(drop).map_err(|damaged| self.damaged(damaged))
    }

    /// The error that tells its user what to do.
    pub fn damaged(&self, Damaged: Damaged) -> Error {
        let reason = format!("it is damaged; build it again: frontis index {}", self.head.kind);
        Error::Index { path: self.path.clone(), reason }
    }
}

/// Whether a file begins as an index does.
pub fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

fn parse(bytes: &[u8]) -> Result<Parsed, String> {
    if !begins(bytes) {
        return Err("it is no index of frontis; build one: frontis index --help".to_owned());
    }
    let cut = || "it was cut short; build it again with frontis index".to_owned();
    let number = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
        four.ok_or_else(cut)
    };
    let version = number(8)?;
    if version != VERSION {
        return Err(format!("it has version {version}, this program reads {VERSION}; build it again with frontis index"));
    }
    let (length, blocks) = (number(12)? as usize, number(16)? as usize);
    let sums = PREFIX + length;
    let data = sums + 4 * blocks;
    let rest = bytes.get(PREFIX..data).ok_or_else(cut)?;
    let damaged = || "its head is damaged; build it again with frontis index".to_owned();
    if number(20)? != sum_of_head(&bytes[..20], rest) {
        return Err(damaged());
    }
    let head: Head = serde_json::from_slice(&rest[..length]).map_err(|_| damaged())?;
    let (mut sections, mut at) = (Vec::new(), 0usize);
    for (name, length) in head.sections {
        let end = usize::try_from(length).ok().and_then(|length| at.checked_add(length)).ok_or_else(damaged)?;
        sections.push((name, at..end));
        at = end;
    }
    if at.div_ceil(BLOCK) != blocks {
        return Err(damaged());
    }
    match bytes.len().checked_sub(data) {
        Some(found) if found == at => {}
        Some(found) if found > at => return Err("something was added to it; build it again with frontis index".to_owned()),
        _ => return Err(cut()),
    }
    Ok(Parsed { kind: head.kind, version: head.version, about: head.about, sections, sums, data, blocks })
}
