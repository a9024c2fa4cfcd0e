//! Entries that a carrier gives need no reading.

use super::Reading;
use crate::document::given::Given;
use crate::section::entries;

impl Reading<'_> {
    pub(super) fn given(&mut self, given: &Given) {
        let (mut found, book) = entries::read(given, &self.lexicon);
        self.ledger.stretches.append(&mut found.read);
        super::identity::merge(&mut self.volume.proceedings, book);
        self.certain |= !found.contributions.is_empty();
        self.listed(found);
    }
}
