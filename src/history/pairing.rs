//! Which thing of one version is which of another: by what it is called, not by where it stands.

use super::entry::{Entry, What};
use crate::collate::align::{letters, pair};
use std::collections::{HashMap, HashSet};

/// Names of which this share of runs of three letters is common are one.
const LIKE: f32 = 0.55;
/// Things without their like that are looked at for being part of another.
const FEW: usize = 200;
/// A name of fewer letters may stand in another by chance.
const SHORTEST: usize = 4;

/// The things of two versions, put together.
pub struct Pairing {
    /// For each thing of the old version the one that it is now.
    pub of_old: Vec<Option<usize>>,
    pub of_new: Vec<Option<usize>>,
    /// Things that are not there any more, and what they went into.
    pub joined: Vec<(usize, usize)>,
    /// New things, and what they were part of.
    pub parted: Vec<(usize, usize)>,
}

/// The parts of each thing, by its index; those of the whole first.
pub struct Parts(HashMap<Option<usize>, Vec<usize>>);

impl Parts {
    pub fn of(entries: &[Entry]) -> Self {
        let mut parts: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        for (i, entry) in entries.iter().enumerate() {
            parts.entry(entry.within).or_default().push(i);
        }
        Self(parts)
    }

    pub fn within(&self, whole: Option<usize>) -> &[usize] {
        self.0.get(&whole).map_or(&[], Vec::as_slice)
    }
}

/// Puts the things of two versions together.
pub fn pairing(old: &[Entry], new: &[Entry]) -> Pairing {
    let (of_old, of_new) = (vec![None; old.len()], vec![None; new.len()]);
    let keys = |entries: &[Entry]| entries.iter().map(|e| letters(&e.name)).collect::<Vec<_>>();
    let (keys, parts) = ((keys(old), keys(new)), (Parts::of(old), Parts::of(new)));
    let mut desk = Desk { old, new, keys, parts, out: Pairing { of_old, of_new, joined: Vec::new(), parted: Vec::new() } };
    desk.within(None, None);
    desk.went_into();
    desk.elsewhere();
    desk.out
}

struct Desk<'a> {
    old: &'a [Entry],
    new: &'a [Entry],
    /// Letters of the names.
    keys: (Vec<String>, Vec<String>),
    parts: (Parts, Parts),
    out: Pairing,
}

impl Desk<'_> {
    /// Pairs the parts of two things that are one, and what these consist of.
    fn within(&mut self, a: Option<usize>, b: Option<usize>) {
        let (a, b) = (self.parts.0.within(a).to_vec(), self.parts.1.within(b).to_vec());
        let kinds: HashSet<What> = a.iter().map(|i| self.old[*i].what).collect();
        for what in kinds {
            let of = |list: &[usize], entries: &[Entry]| list.iter().copied().filter(|i| entries[*i].what == what).collect::<Vec<_>>();
            let (a, b) = (of(&a, self.old), of(&b, self.new));
            let x: Vec<&str> = a.iter().map(|i| self.old[*i].name.as_str()).collect();
            let y: Vec<&str> = b.iter().map(|j| self.new[*j].name.as_str()).collect();
            let found = pair(&x, &y, LIKE);
            for (i, j) in a.iter().zip(found).filter_map(|(i, j)| Some((*i, b[j?]))) {
                self.put(i, j);
            }
            self.same_place(&a, &b);
        }
    }

    fn put(&mut self, i: usize, j: usize) {
        self.out.of_old[i] = Some(j);
        self.out.of_new[j] = Some(i);
        self.within(Some(i), Some(j));
    }

    /// What has another name altogether is still the same if it stands in the same place of a list as long as before; a
    /// paper, if somebody wrote both.
    fn same_place(&mut self, a: &[usize], b: &[usize]) {
        let places: HashMap<&str, usize> =
            b.iter().filter(|j| self.out.of_new[**j].is_none()).map(|j| (self.new[*j].path.as_str(), *j)).collect();
        let open: Vec<usize> = a.iter().copied().filter(|i| self.out.of_old[*i].is_none()).collect();
        for i in open {
            let Some(j) = places.get(self.old[i].path.as_str()).copied() else { continue };
            let same = match self.old[i].what {
                What::Paper => self.share_authors(i, j),
                _ => a.len() == b.len(),
            };
            if same {
                self.put(i, j);
            }
        }
    }

    fn share_authors(&self, i: usize, j: usize) -> bool {
        fn names<'k>(parts: &[usize], keys: &'k [String]) -> HashSet<&'k str> {
            parts.iter().map(|p| keys[*p].as_str()).collect()
        }
        let (a, b) = (names(self.parts.0.within(Some(i)), &self.keys.0), names(self.parts.1.within(Some(j)), &self.keys.1));
        a.is_empty() && b.is_empty() || !a.is_disjoint(&b)
    }

    /// Things whose name became part of another's, and those whose name was part of one.
    fn went_into(&mut self) {
        let gone: Vec<usize> = (0..self.old.len()).filter(|i| self.out.of_old[*i].is_none()).take(FEW).collect();
        for i in gone {
            let siblings = self.whole_of(i).map(|whole| self.parts.1.within(whole)).unwrap_or_default();
            let like = siblings.iter().copied().filter(|j| self.new[*j].what == self.old[i].what);
            let key = |j: usize| (self.keys.1[j].as_str(), self.out.of_new[j].map(|i| self.keys.0[i].as_str()));
            let Some(j) = holder(&self.keys.0[i], like, key) else { continue };
            self.out.joined.push((i, j));
            let parts = self.parts.1.within(Some(j));
            for p in self.parts.0.within(Some(i)) {
                let same = |q: &&usize| self.new[**q].what == self.old[*p].what && self.keys.1[**q] == self.keys.0[*p];
                self.out.joined.extend(parts.iter().find(same).map(|q| (*p, *q)));
            }
        }
        let fresh: Vec<usize> = (0..self.new.len()).filter(|j| self.out.of_new[*j].is_none()).take(FEW).collect();
        for j in fresh {
            let whole = match self.new[j].within {
                None => Some(None),
                Some(whole) => self.out.of_new[whole].map(Some),
            };
            let siblings = whole.map(|whole| self.parts.0.within(whole)).unwrap_or_default();
            let like = siblings.iter().copied().filter(|i| self.old[*i].what == self.new[j].what);
            let key = |i: usize| (self.keys.0[i].as_str(), self.out.of_old[i].map(|j| self.keys.1[j].as_str()));
            self.out.parted.extend(holder(&self.keys.1[j], like, key).map(|i| (j, i)));
        }
    }

    /// What the whole of an old thing is now, if it is there.
    fn whole_of(&self, i: usize) -> Option<Option<usize>> {
        match self.old[i].within {
            None => Some(None),
            Some(whole) => self.out.of_old[whole].map(Some),
        }
    }

    /// What moved from one whole to another under its name.
    fn elsewhere(&mut self) {
        let keys = std::mem::take(&mut self.keys);
        let mut free: HashMap<(What, &str), Vec<usize>> = HashMap::new();
        for j in (0..self.new.len()).rev().filter(|j| self.out.of_new[*j].is_none() && self.new[*j].within.is_some()) {
            free.entry((self.new[j].what, keys.1[j].as_str())).or_default().push(j);
        }
        for i in 0..self.old.len() {
            let what = self.old[i].what;
            let mobile = what != What::Affiliation && self.old[i].within.is_some() && self.out.of_old[i].is_none();
            if mobile && let Some(j) = free.get_mut(&(what, keys.0[i].as_str())).and_then(Vec::pop) {
                self.put(i, j);
            }
        }
    }
}

/// Which of some things has this name in its own, in one of the two versions only.
fn holder<'k>(name: &str, mut all: impl Iterator<Item = usize>, key: impl Fn(usize) -> (&'k str, Option<&'k str>)) -> Option<usize> {
    let holds = |at: &usize| {
        let (one, other) = key(*at);
        one.contains(name) && other.is_some_and(|other| !other.contains(name))
    };
    if name.len() < SHORTEST { None } else { all.find(holds) }
}
