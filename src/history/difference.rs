//! What is new, gone or other in a volume, thing by thing.

use super::entry::{Entry, What, entries};
use super::pairing::{Pairing, Parts, pairing};
use crate::graph::Base;
use crate::record::Volume;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    New,
    Gone,
    Changed,
    /// It is part of another thing now.
    Joined,
    /// It was part of another thing.
    Parted,
}

/// A field, before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    pub name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// One thing that is not what it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    pub what: What,
    pub fate: Fate,
    /// What it is called now, or was.
    pub name: String,
    /// IRI without the base and `id/`, in the old version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// What it was joined to, or parted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Change>,
}

/// Everything that differs between two versions of a volume.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    pub changes: Vec<Change>,
}

impl Difference {
    pub fn between(old: &Volume, new: &Volume, base: &Base) -> Self {
        let (old, new) = (entries(old, base), entries(new, base));
        let found = pairing(&old, &new);
        let parts = (Parts::of(&old), Parts::of(&new));
        let sessions = |what: What, field: &str, i: usize, j: usize| {
            let value = |e: &Entry| e.fields.iter().find(|f| f.0 == field).map(|f| f.1.clone());
            let both = |what: What, entries: &[Entry], at: usize| (entries[at].what == what).then(|| value(&entries[at])).flatten();
            both(what, &old, i).zip(both(what, &new, j))
        };
        // a paper is in the session that it was in, whatever that is called now
        let pairs = || found.of_old.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?)));
        let mut renamed: HashSet<(&str, String, String)> = HashSet::new();
        renamed.extend(pairs().filter_map(|(i, j)| sessions(What::Session, "title", i, j)).map(|(a, b)| ("session", a, b)));
        renamed.extend(pairs().filter_map(|(i, j)| sessions(What::Day, "label", i, j)).map(|(a, b)| ("day", a, b)));
        let desk = Desk { old: &old, new: &new, parts, found: &found, renamed, stays: stays(&found) };
        Self { changes: desk.changes(None, None) }
    }

    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// What changed in a line: `+2 papers, 1 title, −1 seat`.
    pub fn summary(&self) -> String {
        let mut things: BTreeMap<(What, bool), usize> = BTreeMap::new();
        let mut fields: BTreeMap<(What, &str), usize> = BTreeMap::new();
        count(&self.changes, &mut things, &mut fields);
        let thing = |((what, new), n): (&(What, bool), &usize)| {
            format!("{}{n} {}", if *new { '+' } else { '−' }, if *n == 1 { what.one() } else { what.many() })
        };
        let mut said: Vec<String> = things.iter().map(thing).collect();
        said.extend(fields.iter().map(|((what, field), n)| {
            let things = if *n == 1 { what.one() } else { what.many() };
            match *field {
                "title" if *what == What::Paper => format!("{n} title{}", if *n == 1 { "" } else { "s" }),
                "name" | "label" if *what != What::Event => format!("{n} {things} renamed"),
                "in" => format!("{n} {things} moved"),
                "place" => format!("{n} {things} in another place"),
                field if matches!(what, What::Volume | What::Event) => format!("{field} of the {}", what.one()),
                field => format!("{field} of {n} {things}"),
            }
        }));
        if said.is_empty() { "no change of the record".to_owned() } else { said.join(", ") }
    }
}

fn count<'a>(changes: &'a [Change], things: &mut BTreeMap<(What, bool), usize>, fields: &mut BTreeMap<(What, &'a str), usize>) {
    for change in changes {
        match change.fate {
            Fate::New | Fate::Parted => *things.entry((change.what, true)).or_default() += 1,
            Fate::Gone | Fate::Joined => *things.entry((change.what, false)).or_default() += 1,
            Fate::Changed => {
                for field in &change.fields {
                    *fields.entry((change.what, field.name)).or_default() += 1;
                }
            }
        }
        count(&change.parts, things, fields);
    }
}

struct Desk<'a> {
    old: &'a [Entry],
    new: &'a [Entry],
    parts: (Parts, Parts),
    found: &'a Pairing,
    /// Names of sessions and days that changed.
    renamed: HashSet<(&'static str, String, String)>,
    /// New things that stand among the others as before.
    stays: HashSet<usize>,
}

impl Desk<'_> {
    /// The changes of the parts of two things that are one; a whole that is only in one version has `None` of its parts
    /// in the other.
    fn changes(&self, a: Option<usize>, b: Option<usize>) -> Vec<Change> {
        let mut all: Vec<Change> = Vec::new();
        for j in self.parts.1.within(b).iter().copied() {
            match self.found.of_new[j] {
                Some(i) => all.extend(self.changed(i, j)),
                None => all.push(self.appeared(j)),
            }
        }
        for i in self.parts.0.within(a).iter().copied().filter(|i| self.found.of_old[*i].is_none()) {
            all.push(self.vanished(i));
        }
        all.sort_by_key(|c| c.what);
        all
    }

    fn changed(&self, i: usize, j: usize) -> Option<Change> {
        let (old, new) = (&self.old[i], &self.new[j]);
        let value = |entry: &Entry, name: &str| entry.fields.iter().find(|f| f.0 == name).map(|f| f.1.clone());
        let mut names: Vec<&'static str> = old.fields.iter().chain(&new.fields).map(|f| f.0).collect();
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(*name));
        let field = |name: &'static str| Field { name, old: value(old, name), new: value(new, name) };
        let differs = |f: &Field| match (&f.old, &f.new) {
            (Some(a), Some(b)) => a != b && !self.renamed.contains(&(f.name, a.clone(), b.clone())),
            (a, b) => a != b,
        };
        let mut fields: Vec<Field> = names.into_iter().map(field).filter(differs).collect();
        let whole = |entry: &Entry, entries: &[Entry]| entry.within.map(|w| entries[w].name.clone());
        if old.within.zip(new.within).is_some_and(|(a, b)| self.found.of_old[a] != Some(b)) {
            fields.push(Field { name: "in", old: whole(old, self.old), new: whole(new, self.new) });
        } else if !self.stays.contains(&j) {
            let before = |parts: &Parts, entries: &[Entry], at: usize| {
                let list = parts.within(entries[at].within);
                let near = list.iter().take_while(|p| **p != at).filter(|p| entries[**p].what == entries[at].what).last();
                near.map_or("first".to_owned(), |p| format!("after {}", entries[*p].name))
            };
            let (a, b) = (before(&self.parts.0, self.old, i), before(&self.parts.1, self.new, j));
            fields.extend((a != b).then_some(Field { name: "place", old: Some(a), new: Some(b) }));
        }
        let parts = self.changes(Some(i), Some(j));
        (!fields.is_empty() || !parts.is_empty()).then(|| Change {
            what: new.what,
            fate: Fate::Changed,
            name: called(new),
            old: Some(old.path.clone()),
            new: Some(new.path.clone()),
            other: None,
            fields,
            parts,
        })
    }

    fn appeared(&self, j: usize) -> Change {
        let new = &self.new[j];
        let from = self.found.parted.iter().find(|(part, _)| *part == j).map(|(_, i)| self.old[*i].path.clone());
        // what was elsewhere before is told here
        let parts = self.parts.1.within(Some(j)).iter().filter_map(|p| self.changed(self.found.of_new[*p]?, *p)).collect();
        Change {
            what: new.what,
            fate: if from.is_some() { Fate::Parted } else { Fate::New },
            name: called(new),
            old: None,
            new: Some(new.path.clone()),
            other: from,
            fields: told(new, &self.parts.1, j, self.new).map(|(name, text)| Field { name, old: None, new: Some(text) }).collect(),
            parts,
        }
    }

    fn vanished(&self, i: usize) -> Change {
        let old = &self.old[i];
        let into = self.found.joined.iter().find(|(part, _)| *part == i).map(|(_, j)| self.new[*j].path.clone());
        Change {
            what: old.what,
            fate: if into.is_some() { Fate::Joined } else { Fate::Gone },
            name: called(old),
            old: Some(old.path.clone()),
            new: None,
            other: into,
            fields: told(old, &self.parts.0, i, self.old).map(|(name, text)| Field { name, old: Some(text), new: None }).collect(),
            parts: Vec::new(),
        }
    }
}

fn called(entry: &Entry) -> String {
    let first = || entry.fields.first().map(|f| f.1.clone()).unwrap_or_default();
    if entry.name.is_empty() { first() } else { entry.name.clone() }
}

/// The fields of a thing beside its name, and the names of its parts.
fn told<'a>(entry: &'a Entry, parts: &'a Parts, at: usize, all: &'a [Entry]) -> impl Iterator<Item = (&'static str, String)> + 'a {
    let own = entry.fields.iter().filter(|f| f.1 != entry.name).cloned();
    let mut by_kind: BTreeMap<What, Vec<&str>> = BTreeMap::new();
    for part in parts.within(Some(at)) {
        by_kind.entry(all[*part].what).or_default().push(&all[*part].name);
    }
    own.chain(by_kind.into_iter().map(|(what, names)| (if names.len() == 1 { what.one() } else { what.many() }, names.join("; "))))
}

/// The new things that follow each other as they did before: the longest rising run of their old places, list by list.
fn stays(found: &Pairing) -> HashSet<usize> {
    let pairs: Vec<(usize, usize)> = found.of_new.iter().enumerate().filter_map(|(j, i)| Some((j, (*i)?))).collect();
    // by patience: the last pair of the best run of each length
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = Default::default();
    for (at, (_, i)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *i);
        before.push(length.checked_sub(1).map(|l| ends[l]));
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut stays = HashSet::new();
    let mut at = ends.last().copied();
    while let Some(pair) = at {
        stays.insert(pairs[pair].0);
        at = before[pair];
    }
    stays
}

/// What a volume holds, in a line.
pub fn holds(volume: &Volume) -> String {
    let mut counts: BTreeMap<What, usize> = BTreeMap::new();
    for entry in entries(volume, &Base::default()) {
        *counts.entry(entry.what).or_default() += 1;
    }
    let told = [What::Paper, What::Author, What::Session, What::Seat, What::Sponsor, What::Statistic];
    let counts = told.iter().filter_map(|what| Some((what, *counts.get(what)?)));
    counts.map(|(what, n)| format!("{n} {}", if n == 1 { what.one() } else { what.many() })).collect::<Vec<_>>().join(", ")
}
