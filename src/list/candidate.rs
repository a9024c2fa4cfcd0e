//! An entry as it may be read.

use super::block::{Block, PageAt};
use super::row::Number;
use super::setting::Order;

/// An entry as it may be read from a line on.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub next: usize,
    pub score: f32,
    pub page: Option<PageAt>,
    /// Its place in the order of pages.
    pub sort: Option<i32>,
    pub number: Option<Number>,
    pub title: Block,
    pub names: Option<Block>,
    /// Title and names stand in the block of the title, in this order.
    pub cut: Option<Order>,
}

impl Candidate {
    /// No people are given.
    pub fn is_unsigned(&self) -> bool {
        self.names.is_none() && self.cut.is_none()
    }
}
