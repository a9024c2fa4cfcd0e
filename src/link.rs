//! The world outside.

pub mod client;
