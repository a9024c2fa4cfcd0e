//! Which files make one volume.

use super::{Group, Remark};
use crate::diagnostic::{ANOTHER_READING, Parsed};
use crate::layout;
use crate::record::Volume;
use crate::source::{SourceFile, Sources};
use std::collections::HashSet;

/// A volume as read from its files.
#[derive(Debug)]
pub struct Reading {
    pub sources: Sources,
    pub parsed: Parsed<Volume>,
}

/// Reads a group. A file given by itself is a volume; `one_volume` makes the whole group one.
///
/// The files of a folder are first read one by one. Those that name the same volume are parts of it, and so are those
/// that name none where only one volume is named; but a file that repeats at least half of the contributions, or of the
/// seats where it has nothing else, is another reading of the same front matter and is left aside with a remark.
pub fn volumes(group: Group, one_volume: bool) -> (Vec<Reading>, Vec<Remark>) {
    if one_volume || group.files.len() == 1 {
        return (vec![read(group.files)], Vec::new());
    }
    if !group.folder {
        return (group.files.into_iter().map(|file| read(vec![file])).collect(), Vec::new());
    }
    let mut remarks = Vec::new();
    let singles: Vec<Reading> = group.files.into_iter().map(|file| read(vec![file])).collect();
    let named: HashSet<&str> = singles.iter().filter_map(identity).collect();
    let only = match named.len() {
        1 => named.iter().next().map(|id| (*id).to_owned()),
        _ => None,
    };
    let mut volumes: Vec<(Option<String>, Vec<Reading>)> = Vec::new();
    for reading in singles {
        let id = identity(&reading).map(str::to_owned).or_else(|| only.clone());
        match volumes.iter_mut().find(|(known, _)| id.is_some() && *known == id) {
            Some((_, parts)) => match parts.iter().find(|first| repeats(&first.parsed.value, &reading.parsed.value)) {
                Some(first) => remarks.push(left_aside(&reading, first)),
                None => parts.push(reading),
            },
            None => volumes.push((id, vec![reading])),
        }
    }
    let readings = volumes.into_iter().map(|(_, mut parts)| match parts.len() {
        1 => parts.remove(0),
        _ => read(parts.into_iter().flat_map(|part| part.sources.files).collect()),
    });
    (readings.collect(), remarks)
}

fn read(files: Vec<SourceFile>) -> Reading {
    let sources = Sources { files };
    let parsed = layout::read(&sources);
    Reading { sources, parsed }
}

/// The id of a volume that says what it is.
fn identity(reading: &Reading) -> Option<&str> {
    let volume = &reading.parsed.value;
    let says = volume.proceedings.title.is_some() || volume.event.name.is_some();
    (says && !volume.id.is_empty()).then_some(volume.id.as_str())
}

/// Whether at least half of the contributions of `first` stand in `second` as well, or `second` has nothing but
/// committees that mostly stand in `first`.
fn repeats(first: &Volume, second: &Volume) -> bool {
    let titles = |volume: &Volume| -> HashSet<String> { volume.contributions.iter().map(|c| c.title.value.to_lowercase()).collect() };
    let seats = |volume: &Volume| -> HashSet<String> {
        volume.committees.iter().flat_map(|c| &c.seats).map(|s| s.name.value.full.to_lowercase()).collect()
    };
    let half = |shared: usize, of: usize| of > 0 && shared * 2 >= of;
    let (old, new) = (titles(first), titles(second));
    if half(old.intersection(&new).count(), old.len()) {
        return true;
    }
    let (old, committees) = (seats(first), seats(second));
    let alone = new.is_empty() && second.items.is_empty() && second.sponsorships.is_empty() && second.statistics.is_empty();
    alone && half(old.intersection(&committees).count(), committees.len())
}

fn left_aside(reading: &Reading, first: &Reading) -> Remark {
    let name = |reading: &Reading| reading.sources.files.first().map(|f| f.name.clone()).unwrap_or_default();
    Remark {
        name: name(reading),
        code: &ANOTHER_READING,
        message: format!("this repeats {} and was left aside", name(first)),
        help: Some("give the file by itself to read it instead".to_owned()),
    }
}
