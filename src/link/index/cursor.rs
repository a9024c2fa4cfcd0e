//! Numbers and texts as they stand in a record of an index.

use super::Damaged;

/// Appends a number, seven bits in a byte, the least first.
pub fn put_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a text and its length before it.
pub fn put_text(text: &str, out: &mut Vec<u8>) {
    put_number(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

/// Reads what was put, in the same order.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub fn number(&mut self) -> Result<u64, Damaged> {
        let mut number = 0;
        for (at, byte) in self.0.iter().enumerate().take(10) {
            number |= u64::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                self.0 = &self.0[at + 1..];
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    /// A number of things that are still to come, of which each takes a byte at least.
    pub fn count(&mut self) -> Result<usize, Damaged> {
        let count = self.number()? as usize;
        if count <= self.0.len() { Ok(count) } else { Err(Damaged) }
    }

    pub fn text(&mut self) -> Result<&'a str, Damaged> {
        let length = self.count()?;
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        std::str::from_utf8(text).map_err(|_| Damaged)
    }

    /// The record that stands here with its length before it.
    pub fn record(&mut self) -> Result<Cursor<'a>, Damaged> {
        let length = self.count()?;
        let (record, rest) = self.0.split_at(length);
        self.0 = rest;
        Ok(Cursor(record))
    }
}
