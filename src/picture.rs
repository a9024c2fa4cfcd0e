//! A volume for people.

use crate::record::Volume;
use crate::source::Sources;

/// The volume as text.
pub fn text(volume: &Volume, _sources: &Sources, _width: usize, _colour: bool) -> String {
    format!("{}\n", volume.id)
}

/// What the volume says about itself, held against what it lists.
pub fn audit(volume: &Volume, _sources: &Sources, _colour: bool) -> String {
    volume.checks.iter().map(|c| format!("{} {}\n", if c.holds { '✓' } else { '✗' }, c.detail)).collect()
}
