//! Lists of contents.

pub mod tokens;
