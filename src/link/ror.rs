//! The Research Organization Registry.

mod archive;
mod dump;

pub use dump::read;
