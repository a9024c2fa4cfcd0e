//! The world outside.

pub mod client;
pub mod dblp;
pub mod index;
pub mod matching;
pub mod score;
pub mod service;
