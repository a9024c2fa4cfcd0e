//! Tables as the bytes they are kept in.

use super::{Builder, COMMON, NEAR, bag, deletions};
use crate::link::affiliation::organisation::NameKind;
use crate::link::affiliation::tables::{
    self, Bank, ENDS, KIND, NONE, NameRow, ORGANISATION, PLACE, TABLES, Table, mark, name_row, step_key,
};
use crate::link::affiliation::words::{self, EXPANSIONS};
use std::collections::{BTreeSet, HashMap};

impl Builder {
    pub(super) fn finish(mut self) -> Bank {
        let words = self.strings.len();
        // how rare: by organisations, not by names
        let mut having: Vec<(u32, u32)> = self.names.iter().flat_map(|n| n.words.iter().map(|w| (*w, n.organisation))).collect();
        having.sort_unstable();
        having.dedup();
        let mut frequency = vec![0u32; words];
        having.iter().for_each(|(word, _)| frequency[*word as usize] += 1);
        let total = (self.rows.len() / ORGANISATION).max(1) as f32;
        // a floor, so that a small table does not take common words for rare ones
        let weights: Vec<f32> = frequency.iter().map(|f| (total.max(20_000.0) / (*f as f32 + 0.5)).ln().max(0.2)).collect();
        let mut parts: Vec<Vec<u8>> = vec![Vec::new(); TABLES.len()];
        let mut put = |table: Table, bytes: Vec<u8>| parts[table as usize] = bytes;
        put(Table::Words, slots(self.keys.iter().map(|(k, v)| (*k, *v)).collect()));
        put(Table::Weights, numbers(weights.iter().map(|w| w.to_bits())));
        put(Table::Classes, self.classes.clone());
        let expansions: Vec<[u32; 3]> = EXPANSIONS
            .iter()
            .map(|(_, words)| [0, 1, 2].map(|n| words.get(n).map_or(NONE, |w| self.ids[words::canonical(w).unwrap_or(w)])))
            .collect();
        put(Table::Expansions, numbers(expansions.into_iter().flatten()));
        // the tree of names and places
        let mut steps: HashMap<(u32, u32), u32> = HashMap::new();
        let mut ends: Vec<Vec<u32>> = vec![Vec::new()];
        let mut node_of_name = Vec::with_capacity(self.names.len());
        let mut walk = |words: &[u32], entry: u32, ends: &mut Vec<Vec<u32>>| {
            let mut node = 0;
            for &word in words {
                let fresh = ends.len() as u32;
                node = *steps.entry((node, word)).or_insert(fresh);
                if node == fresh {
                    ends.push(Vec::new());
                }
            }
            if node != 0 {
                ends[node as usize].push(entry);
            }
            node
        };
        for (n, name) in (0..).zip(&self.names) {
            node_of_name.push(walk(&name.words, n, &mut ends));
        }
        for (words, entry) in &self.place_names {
            walk(words, *entry, &mut ends);
        }
        let sharing: Vec<u32> = ends
            .iter()
            .map(|entries| {
                let names = entries.iter().filter(|e| *e & PLACE == 0).map(|e| &self.names[*e as usize]);
                let names = names.filter(|name| name.kind != NameKind::Known).map(|name| name.organisation);
                names.collect::<BTreeSet<_>>().len() as u32
            })
            .collect();
        let marked = |node: u32| if ends[node as usize].is_empty() { node } else { node | ENDS };
        put(Table::Steps, slots(steps.iter().map(|((node, word), next)| (step_key(*node, *word), marked(*next))).collect()));
        put(Table::Ends, offsets(ends.iter().map(Vec::len)));
        let entry = |e: &u32| if e & PLACE == 0 { e | (self.names[*e as usize].kind as u32) << KIND } else { *e };
        put(Table::Entries, numbers(ends.iter().flatten().map(entry)));
        let bags = (0..)
            .zip(&self.names)
            .filter(|(_, n)| n.words.len() > 1 && !matches!(n.kind, NameKind::Turned | NameKind::Cityless | NameKind::Known));
        put(Table::Bags, slots(bags.map(|(n, name)| (bag(&mut name.words.clone()), n)).collect()));
        let mut posted: Vec<Vec<u32>> = vec![Vec::new(); words];
        for (n, name) in (0..).zip(&self.names) {
            if !matches!(name.kind, NameKind::Acronym | NameKind::Turned | NameKind::Cityless | NameKind::Known) {
                let words: BTreeSet<u32> = name.words.iter().copied().collect();
                let weight = name.words.iter().map(|w| weights[*w as usize]).sum();
                words.into_iter().for_each(|w| posted[w as usize].push(tables::posted(n, weight)));
            }
        }
        posted.iter_mut().filter(|p| p.len() > COMMON).for_each(Vec::clear);
        put(Table::Postings, offsets(posted.iter().map(Vec::len)));
        put(Table::PostedNames, numbers(posted.iter().flatten().copied()));
        let (mut rows, mut name_words) = (Vec::new(), Vec::new());
        for (name, node) in self.names.iter().zip(&node_of_name) {
            let weight: f32 = name.words.iter().map(|w| weights[*w as usize]).sum();
            let first = name_words.len() as u32;
            name_words.extend_from_slice(&name.words);
            let (standing, home) = self.standing[name.organisation as usize];
            rows.extend(name_row(&NameRow {
                organisation: name.organisation,
                kind: name.kind,
                first,
                words: name.words.len() as u32,
                weight,
                sharing: sharing[*node as usize],
                text: name.text.0,
                length: name.text.1,
                letters: name.letters,
                standing,
                home,
            }));
        }
        put(Table::Names, numbers(rows.into_iter()));
        put(Table::NameWords, numbers(name_words.into_iter()));
        let mut near = Vec::new();
        for (id, word) in (0..).zip(&self.strings) {
            if word.is_ascii() && word.len() >= NEAR.0 && frequency[id as usize] as usize >= NEAR.1 {
                near.extend(deletions(word).map(|hash| (hash, id)));
            }
        }
        put(Table::Near, slots(near));
        put(Table::Organisations, numbers(std::mem::take(&mut self.rows).into_iter()));
        put(Table::Relations, numbers(self.relations.into_iter()));
        put(Table::Places, numbers(self.places.into_iter()));
        put(Table::Cities, numbers(self.cities.into_iter().flatten()));
        put(Table::Regions, numbers(self.regions.into_iter().flatten()));
        put(Table::Text, self.text);
        Bank::of(parts)
    }
}

fn numbers(list: impl Iterator<Item = u32>) -> Vec<u8> {
    list.flat_map(u32::to_le_bytes).collect()
}

fn offsets(lengths: impl Iterator<Item = usize>) -> Vec<u8> {
    let mut at = 0u32;
    let ends = lengths.map(|length| {
        at += length as u32;
        at
    });
    numbers(std::iter::once(0).chain(ends.collect::<Vec<_>>()))
}

/// A hash table: slots with half of the key and the value, free ones with nought for a key.
fn slots(mut pairs: Vec<(u64, u32)>) -> Vec<u8> {
    pairs.sort_unstable();
    let size = (pairs.len() * 10 / 7 + 1).next_power_of_two().max(2);
    let mut slots = vec![0u64; size];
    for (key, value) in pairs {
        let mut slot = key as usize & (size - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = u64::from(value) << 32 | u64::from(mark(key));
    }
    slots.into_iter().flat_map(u64::to_le_bytes).collect()
}
