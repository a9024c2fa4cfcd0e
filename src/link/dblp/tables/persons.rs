//! Which names are one person.

use super::gather::{Gathered, Page};
use super::number;
use crate::link::dblp::{Person, plain};
use crate::record::slug;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A name for looking it up: without the number of homonyms, folded.
pub fn key(name: &str) -> String {
    slug::key(plain(name))
}

/// All persons, in the order of their numbers.
pub struct Persons {
    pub persons: Vec<Known>,
    /// For each name, the person and the place of the name among theirs.
    pub of_name: Vec<(u32, u32)>,
}

pub struct Known {
    /// Without names.
    pub person: Person,
    /// By number, the preferred one first, and whether it does not tell who is meant.
    pub names: Vec<(u32, bool)>,
}

/// Puts names together by the person pages; a name without a page is a person by itself.
pub fn persons(gathered: &Gathered, mut pages: Vec<Page>, names: &[&str]) -> Persons {
    pages.sort_by(|a, b| a.person.pid.cmp(&b.person.pid));
    let mut holder = vec![None; names.len()];
    let mut known: Vec<Known> = Vec::with_capacity(names.len());
    let mut by_pid: FxHashMap<Box<str>, u32> = FxHashMap::default();
    for page in pages {
        let at = known.len() as u32;
        let mut own = page.names;
        own.retain(|name| {
            let holder = &mut holder[*name as usize];
            holder.is_none() && holder.replace(at).is_none()
        });
        if own.is_empty() {
            continue;
        }
        by_pid.extend(page.person.pid.as_deref().map(|pid| (pid.into(), at)));
        known.push(Known {
            person: Person { names: Vec::new(), ..page.person },
            names: own.into_iter().map(|name| (name, false)).collect(),
        });
    }
    // by name, so that aliases that only signatures tell come in one order
    let (ranks, by_name) = number::ranks(names);
    let alone: Vec<u32> = by_name.into_iter().filter(|name| holder[*name as usize].is_none()).collect();
    for name in alone {
        let pid = gathered.pids.get(&name).cloned();
        if let Some(at) = pid.as_ref().and_then(|pid| by_pid.get(pid)) {
            known[*at as usize].names.push((name, false));
            holder[name as usize] = Some(*at);
            continue;
        }
        let at = known.len() as u32;
        holder[name as usize] = Some(at);
        let person = Person { pid: pid.as_deref().map(str::to_owned), ..Person::default() };
        by_pid.extend(pid.map(|pid| (pid, at)));
        known.push(Known { person, names: vec![(name, false)] });
    }
    let holder: Vec<u32> = holder.into_iter().flatten().collect();
    judge(&mut known, &holder, names);
    sign(&mut known, &holder, gathered);
    let persons = order(known, &holder, gathered, &ranks);
    let mut of_name = vec![(0, 0); names.len()];
    for (person, known) in persons.iter().enumerate() {
        known.names.iter().enumerate().for_each(|(at, (name, _))| of_name[*name as usize] = (person as u32, at as u32));
    }
    Persons { persons, of_name }
}

/// Says of each name whether it tells who is meant.
fn judge(known: &mut [Known], holder: &[u32], names: &[&str]) {
    // who has a name with a number, or that several have
    let mut numbered: FxHashMap<&str, Option<u32>> = FxHashMap::default();
    for (name, holder) in names.iter().zip(holder) {
        let bare = plain(name);
        if bare.len() < name.len() {
            numbered.entry(bare).and_modify(|one| *one = one.filter(|one| one == holder)).or_insert(Some(*holder));
        }
    }
    for (at, known) in known.iter_mut().enumerate() {
        for (name, ambiguous) in &mut known.names {
            let shared = || numbered.get(names[*name as usize]).is_some_and(|one| *one != Some(at as u32));
            *ambiguous = known.person.disambiguation || shared();
        }
    }
}

/// What a person signed with is theirs, unless nobody knows whose signature it is.
fn sign(known: &mut [Known], holder: &[u32], gathered: &Gathered) {
    let mut signed: Vec<(u32, &str)> = gathered.orcids.iter().map(|(name, id)| (holder[*name as usize], &**id)).collect();
    signed.sort_unstable();
    signed.dedup();
    for (person, id) in signed {
        let known = &mut known[person as usize];
        if known.names.iter().all(|(_, ambiguous)| !ambiguous) && !known.person.orcid.iter().any(|own| own == id) {
            known.person.orcid.push(id.to_owned());
        }
    }
}

/// Those with most papers first, so that their numbers are short.
fn order(known: Vec<Known>, holder: &[u32], gathered: &Gathered, ranks: &[u32]) -> Vec<Known> {
    let mut papers = vec![0u32; known.len()];
    gathered.creator.iter().for_each(|name| papers[holder[*name as usize] as usize] += 1);
    let first = |at: usize| known[at].names.first().map_or(0, |(name, _)| ranks[*name as usize]);
    let mut order: Vec<_> = (0..known.len()).map(|at| (Reverse(papers[at]), first(at), at)).collect();
    order.sort_unstable();
    let mut known: Vec<Option<Known>> = known.into_iter().map(Some).collect();
    order.iter().filter_map(|(.., at)| known[*at].take()).collect()
}
