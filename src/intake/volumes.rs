//! Which files make one volume, as its parts or as several readings of the same pages.

use super::{Group, Remark};
use crate::collate::{self, align};
use crate::diagnostic::{ANOTHER_READING, Parsed};
use crate::layout;
use crate::record::Volume;
use crate::source::{FileId, SourceFile, Sources};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A volume as read from its files.
#[derive(Debug)]
pub struct Reading {
    pub sources: Sources,
    pub parsed: Parsed<Volume>,
}

/// Reads a group. `one_volume` makes the whole group one volume; else the files of a folder that name the same volume are
/// one, as well as those that name none where only one volume is named, and those that list the same contributions.
pub fn volumes(group: Group, one_volume: bool) -> (Vec<Reading>, Vec<Remark>) {
    if group.files.len() == 1 {
        return (vec![read(group.files)], Vec::new());
    }
    let singles: Vec<Reading> = group.files.into_iter().map(|file| read(vec![file])).collect();
    if one_volume {
        let mut remarks = Vec::new();
        return (vec![together(singles, &mut remarks)], remarks);
    }
    if !group.folder {
        return one_each(singles);
    }
    let named: HashSet<&str> = singles.iter().filter_map(identity).collect();
    let only = if named.len() == 1 { named.iter().next().map(|id| (*id).to_owned()) } else { None };
    let of_one = |reading: &Reading| identity(reading).map(str::to_owned).or_else(|| only.clone());
    gathered(singles, |_, _, same_name| same_name, of_one)
}

/// Readings of the same volume put together. Volumes of one name that list different papers stay apart.
pub fn one_each(readings: Vec<Reading>) -> (Vec<Reading>, Vec<Remark>) {
    let lists_none = |reading: &Reading| reading.parsed.value.contributions.is_empty();
    gathered(readings, |a, b, same_name| same_name && (lists_none(a) || lists_none(b)), |r| identity(r).map(str::to_owned))
}

/// Gathers what lists the same contributions, and what `belongs` together by its name; candidates share a name or a title.
fn gathered(
    readings: Vec<Reading>,
    belongs: impl Fn(&Reading, &Reading, bool) -> bool,
    name: impl Fn(&Reading) -> Option<String>,
) -> (Vec<Reading>, Vec<Remark>) {
    let mut volumes: Vec<Vec<Reading>> = Vec::new();
    let (mut by_name, mut by_title): (HashMap<String, BTreeSet<usize>>, HashMap<String, BTreeSet<usize>>) = Default::default();
    for reading in readings {
        let id = name(&reading);
        let keys: Vec<String> = titles(&reading.parsed.value).into_iter().map(align::letters).collect();
        let known = id.as_ref().and_then(|id| by_name.get(id)).cloned().unwrap_or_default();
        let mut near = known.clone();
        near.extend(keys.iter().filter_map(|key| by_title.get(key)).flatten());
        let is_one = |at: &usize| volumes[*at].iter().any(|r| repeats(r, &reading) || belongs(r, &reading, known.contains(at)));
        let at = near.iter().copied().find(is_one).unwrap_or(volumes.len());
        if let Some(id) = id {
            by_name.entry(id).or_default().insert(at);
        }
        for key in keys {
            by_title.entry(key).or_default().insert(at);
        }
        match volumes.get_mut(at) {
            Some(volume) => volume.push(reading),
            None => volumes.push(vec![reading]),
        }
    }
    let mut remarks = Vec::new();
    let readings = volumes.into_iter().map(|parts| together(parts, &mut remarks)).collect();
    (readings, remarks)
}

/// Parts of one volume as one reading; where some repeat others, as several, which are collated.
fn together(mut parts: Vec<Reading>, remarks: &mut Vec<Remark>) -> Reading {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        match rows.iter_mut().find(|row| !row.iter().any(|j| repeats(&parts[*j], part))) {
            Some(row) => row.push(i),
            None => {
                if let Some(first) = rows.first().and_then(|row| row.iter().find(|j| repeats(&parts[**j], part))) {
                    remarks.push(another(part, &parts[*first]));
                }
                rows.push(vec![i]);
            }
        }
    }
    let starts: Vec<u32> = parts.iter().scan(0, |at, p| Some(std::mem::replace(at, *at + p.sources.files.len() as u32))).collect();
    let ids = |part: usize| (0..parts[part].sources.files.len() as u32).map(|k| FileId(starts[part] + k)).collect::<Vec<_>>();
    let rows: Vec<Vec<FileId>> = rows.into_iter().map(|row| row.into_iter().flat_map(ids).collect()).collect();
    let sources = Sources { files: parts.into_iter().flat_map(|part| part.sources.files).collect() };
    let mut readings: Vec<_> = rows.iter().map(|files| layout::read_part(&sources, files)).collect();
    let parsed = if readings.len() == 1 { readings.remove(0) } else { collate::collate(&sources, readings) };
    Reading { sources, parsed }
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

fn titles(volume: &Volume) -> Vec<&str> {
    volume.contributions.iter().map(|c| c.title.value.as_str()).collect()
}

/// Whether at least half of what the shorter of two lists of contributions has stands in the other as well, or, where
/// one lists none, of the seats of committees.
fn repeats(one: &Reading, other: &Reading) -> bool {
    let (one, other) = (&one.parsed.value, &other.parsed.value);
    let (a, b) = (titles(one), titles(other));
    if !a.is_empty() && !b.is_empty() {
        return align::overlap(&a, &b) >= 0.5 && (a.len().min(b.len()) > 2 || one.id == other.id);
    }
    fn seats(volume: &Volume) -> Vec<&str> {
        volume.committees.iter().flat_map(|c| &c.seats).map(|s| s.name.value.full.as_str()).collect()
    }
    let (a, b) = (seats(one), seats(other));
    a.len().min(b.len()) > 3 && align::overlap(&a, &b) >= 0.5
}

fn another(reading: &Reading, first: &Reading) -> Remark {
    let name = |reading: &Reading| reading.sources.files.first().map(|f| f.name.clone()).unwrap_or_default();
    Remark {
        name: name(reading),
        code: &ANOTHER_READING,
        message: format!("this is another reading of the volume in {}; the two are compared", name(first)),
        help: None,
    }
}
