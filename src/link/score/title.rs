//! Titles: what makes two spellings the same title, and how alike two titles are.

use crate::record::slug::fold;

/// A title as letters and digits alone, small, without accents: what stays the same however it is printed.
pub fn letters(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A number for [`letters`], the same on every machine and in every version (FNV-1a), to look titles up by.
pub fn key(title: &str) -> u64 {
    letters(title).bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
