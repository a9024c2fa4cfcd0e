//! What one region of front matter says: one file for each kind of region.

pub mod committee;
pub mod contents;
pub mod entries;
pub mod imprint;
pub mod message;
pub mod sponsors;
