//! The archive that ROR's dump comes in.

use std::io::{self, Read};

/// Bytes that are read at most: a dump has a quarter of it.
pub const MOST: u64 = 2 << 30;

/// The dump in a ZIP archive: of several JSON files, the one in the newer schema.
pub fn json(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let broken = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let number = |at: usize, length: usize| {
        let field = bytes.get(at..at + length)?;
        Some(field.iter().rev().fold(0usize, |n, b| n << 8 | usize::from(*b)))
    };
    let tail = bytes.len().saturating_sub(66_000);
    let end = bytes[tail..].windows(4).rposition(|w| w == b"PK\x05\x06").ok_or_else(|| broken("the archive is cut short"))? + tail;
    let cut = || broken("the archive is damaged");
    let (count, mut at) = (number(end + 10, 2).ok_or_else(cut)?, number(end + 16, 4).ok_or_else(cut)?);
    let mut best: Option<(bool, usize, usize, usize)> = None;
    for _ in 0..count {
        let field = |offset, length| number(at + offset, length).ok_or_else(cut);
        let (packed, size, local) = (field(20, 4)?, field(24, 4)?, field(42, 4)?);
        let (name, extra, comment) = (field(28, 2)?, field(30, 2)?, field(32, 2)?);
        let path = String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name).ok_or_else(cut)?).to_lowercase();
        if path.ends_with(".json") && !path.contains("__macosx") {
            let entry = (path.contains("schema_v2"), size, local, packed);
            best = best.max(Some(entry));
        }
        at += 46 + name + extra + comment;
    }
    let (_, size, local, packed) = best.ok_or_else(|| broken("the archive has no JSON file"))?;
    let field = |offset, length| number(local + offset, length).ok_or_else(cut);
    let (method, start) = (field(8, 2)?, local + 30 + field(26, 2)? + field(28, 2)?);
    let data = bytes.get(start..start.saturating_add(packed)).ok_or_else(cut)?;
    let mut text = Vec::with_capacity(size.min(256 << 20));
    match method {
        0 => text.extend_from_slice(data),
        8 => drop(flate2::read::DeflateDecoder::new(data).take(MOST).read_to_end(&mut text)?),
        _ => return Err(broken("the archive is packed in a way that is not known here; unpack it first")),
    }
    Ok(text)
}
