//! The dump as N-Triples.

use super::unpack::Pieces;
use super::{Broken, Record};

pub fn read(_pages: &mut Pieces, _on: &mut dyn FnMut(Record)) -> Result<Option<String>, Broken> {
    Err(Broken("N-Triples are not read yet".to_owned()))
}
