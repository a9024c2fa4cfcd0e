//! Where things went whose IRIs are not there any more.

use super::entry::{Entry, entries};
use super::pairing::pairing;
use crate::graph::{self, Base};
use crate::record::Volume;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From each IRI that is gone to the one that its thing has now; both without the base and `id/`.
pub type Moved = BTreeMap<String, String>;

/// What is known to have moved after another version: `known` led on, and what moved now. What is there again did not
/// move, and what led to a thing that went altogether leads nowhere.
pub fn after(known: &Moved, old: &Volume, new: &Volume, base: &Base) -> Moved {
    let (before, now) = (entries(old, base), entries(new, base));
    let found = pairing(&before, &now);
    let path = |list: &[Entry], at: usize| list[at].path.clone();
    let mut is: HashMap<String, String> = HashMap::new();
    for (i, j) in found.joined.iter().copied() {
        is.entry(path(&before, i)).or_insert(path(&now, j));
    }
    for (i, j) in found.of_old.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))) {
        is.insert(path(&before, i), path(&now, j));
    }
    let (persons_before, persons_now) = (graph::persons(old, base), graph::persons(new, base));
    let mentions: Vec<(String, String)> = is.iter().map(|(a, b)| (a.clone(), b.clone())).collect::<BTreeSet<_>>().into_iter().collect();
    for (a, b) in mentions {
        if let (Some(was), Some(person)) = (persons_before.get(&a), persons_now.get(&b)) {
            is.entry(was.clone()).or_insert(person.clone());
        }
    }
    let there: BTreeSet<&str> = now.iter().map(|e| e.path.as_str()).chain(persons_now.values().map(String::as_str)).collect();
    let led = known.iter().filter_map(|(from, to)| Some((from.clone(), is.get(to)?.clone())));
    let gone = is.iter().map(|(from, to)| (from.clone(), to.clone()));
    led.chain(gone).filter(|(from, to)| from != to && !there.contains(from.as_str()) && there.contains(to.as_str())).collect()
}
