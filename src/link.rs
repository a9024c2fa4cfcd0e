//! The world outside.

pub mod client;
pub mod service;
