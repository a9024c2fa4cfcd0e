//! Records of any length by their number.

use super::{Cursor, Damaged, Index, Sections, put_number};
use std::ops::Range;

/// The place of one record in so many is kept; the others are counted from there.
const STEP: usize = 16;

/// Records to be written.
#[derive(Debug, Default)]
pub struct Stack {
    data: Vec<u8>,
    starts: Vec<u8>,
    count: usize,
}

impl Stack {
    pub fn push(&mut self, record: &[u8]) {
        if self.count.is_multiple_of(STEP) {
            self.starts.extend_from_slice(&(self.data.len() as u32).to_le_bytes());
        }
        put_number(record.len() as u64, &mut self.data);
        self.data.extend_from_slice(record);
        self.count += 1;
    }

    /// Two sections: the records, and how many they are with the places.
    pub fn shelve(mut self, name: &str, sections: &mut Sections) {
        self.starts.extend_from_slice(&(self.count as u32).to_le_bytes());
        sections.add(name, self.data);
        sections.add(format!("{name}.at"), self.starts);
    }
}

/// Records of an index.
#[derive(Clone, Debug)]
pub struct Shelf {
    data: Range<usize>,
    starts: Range<usize>,
    count: usize,
}

impl Shelf {
    pub fn find(index: &Index, name: &str) -> Result<Self, Damaged> {
        let (data, starts) = (index.section(name)?, index.section(&format!("{name}.at"))?);
        let places = (starts.len() / 4).checked_sub(1).ok_or(Damaged)?;
        let count = index.u32(&starts, places)? as usize;
        if count.div_ceil(STEP) != places {
            return Err(Damaged);
        }
        Ok(Self { data, starts, count })
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub fn get<'a>(&self, index: &'a Index, n: usize) -> Result<Cursor<'a>, Damaged> {
        let mut run = self.run(index, n / STEP)?;
        if n >= self.count {
            return Err(Damaged);
        }
        for _ in 0..n % STEP {
            run.record()?;
        }
        run.record()
    }

    /// Some records that follow each other.
    pub fn each<'a>(&self, index: &'a Index, range: Range<usize>) -> impl Iterator<Item = Result<Cursor<'a>, Damaged>> {
        let mut run = Cursor(&[]);
        range.map(move |n| {
            if run.is_empty() {
                run = self.run(index, n / STEP)?;
                for _ in 0..n % STEP {
                    run.record()?;
                }
            }
            run.record()
        })
    }

    /// The records from one place that is kept to the next.
    fn run<'a>(&self, index: &'a Index, place: usize) -> Result<Cursor<'a>, Damaged> {
        if place >= self.count.div_ceil(STEP) {
            return Err(Damaged);
        }
        let start = index.u32(&self.starts, place)? as usize;
        let end = match (place + 1) * STEP < self.count {
            true => index.u32(&self.starts, place + 1)? as usize,
            false => self.data.len(),
        };
        if start > end || end > self.data.len() {
            return Err(Damaged);
        }
        index.bytes(self.data.start + start..self.data.start + end).map(Cursor)
    }
}
