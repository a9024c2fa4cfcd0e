//! Printed affiliations as organisations of an authority file: which, how sure, by which words; or none.
//!
//! A string is read into words, segments and places ([`reading`]); names found whole in it and names that share its rare
//! words are candidates ([`candidates`]); what speaks for each is put in numbers ([`features`]) and weighed twice by sums
//! of small trees ([`forest`]), the second time knowing what the first said of the others; then the likeliest that do not
//! claim the same words are chosen ([`choose`]).

pub mod account;
pub mod aliases;
mod build;
mod candidates;
mod choose;
mod countries;
pub mod evaluate;
mod features;
pub mod fit;
mod fold;
mod forest;
pub mod organisation;
mod part;
mod reading;
mod resolve;
mod tables;
pub mod train;
pub mod usage;
mod words;

pub use build::build;
pub use choose::Model;
pub use resolve::{Alternative, Context, Desk, Match, Picked, Resolver};
pub use tables::{Bank, Tables};
