//! From a hash to the numbers of what may have it. Hashes are not kept, so that whoever asks compares what is found.

use super::{Damaged, Index, Sections};
use std::ops::Range;

/// Numbers by the hash of what they stand for.
#[derive(Clone, Debug)]
pub struct Lookup {
    starts: Range<usize>,
    numbers: Range<usize>,
    bits: u32,
}

impl Lookup {
    /// Two sections: where each bucket begins, and the numbers in the buckets.
    pub fn put(mut pairs: Vec<(u64, u32)>, name: &str, sections: &mut Sections) {
        // some three to a bucket
        let bits = (pairs.len() / 3).next_power_of_two().ilog2().max(1);
        pairs.iter_mut().for_each(|(hash, _)| *hash = bucket(*hash, bits));
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = Vec::with_capacity(4 << bits);
        let mut next = 0;
        for bucket in 0..1u64 << bits {
            starts.extend_from_slice(&(next as u32).to_le_bytes());
            next += pairs[next..].iter().take_while(|(b, _)| *b == bucket).count();
        }
        starts.extend_from_slice(&(next as u32).to_le_bytes());
        sections.add(format!("{name}.buckets"), starts);
        sections.add(name, pairs.iter().flat_map(|(_, n)| n.to_le_bytes()).collect());
    }

    pub fn find(index: &Index, name: &str) -> Result<Self, Damaged> {
        let (starts, numbers) = (index.section(&format!("{name}.buckets"))?, index.section(name)?);
        let buckets = (starts.len() / 4).checked_sub(1).filter(|n| n.is_power_of_two() && *n > 1).ok_or(Damaged)?;
        Ok(Self { starts, numbers, bits: buckets.ilog2() })
    }

    /// In rising order.
    pub fn get(&self, index: &Index, hash: u64) -> Result<Vec<u32>, Damaged> {
        let bucket = bucket(hash, self.bits) as usize;
        let (start, end) = (index.u32(&self.starts, bucket)?, index.u32(&self.starts, bucket + 1)?);
        (start..end).map(|n| index.u32(&self.numbers, n as usize)).collect()
    }
}

/// The upper bits, once all bits had their say.
fn bucket(hash: u64, bits: u32) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash >> (64 - bits)
}
