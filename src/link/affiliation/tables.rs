//! The names, places and relations of organisations as flat tables that are looked up in place.

use super::organisation::{NameKind, Relation, Status};
use crate::error::Error;
use crate::link::index::{About, Index, Sections};
use std::ops::Range;

/// The tables, in the order they are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Table {
    /// Words: slots with the hash of each and its number.
    Words,
    /// How rare each word is, as bits of a float.
    Weights,
    /// The class of each word, a byte each.
    Classes,
    /// Words that stand for several: up to three each.
    Expansions,
    /// Names word by word: slots with a step from a node with a word, and the node it leads to.
    Steps,
    /// What ends at a node: where its entries begin.
    Ends,
    Entries,
    /// Names as bags of words: slots with hash and name.
    Bags,
    /// Names that have a word: where they begin, for each word. Each with its weight, as [`posted`] packs it.
    Postings,
    PostedNames,
    /// Of each name: [`NAME`] numbers.
    Names,
    NameWords,
    /// Of each organisation: [`ORGANISATION`] numbers.
    Organisations,
    /// What other organisations are to each: kind in the lowest three bits.
    Relations,
    /// City, region, country of each place of an organisation.
    Places,
    /// Region, country and text of a city; country and text of a region.
    Cities,
    Regions,
    /// Damaged words: slots with the hash of a word without one letter, and the word.
    Near,
    /// All text.
    Text,
}

pub const TABLES: [(Table, &str); 19] = [
    (Table::Words, "words"),
    (Table::Weights, "weights"),
    (Table::Classes, "classes"),
    (Table::Expansions, "expansions"),
    (Table::Steps, "steps"),
    (Table::Ends, "ends"),
    (Table::Entries, "entries"),
    (Table::Bags, "bags"),
    (Table::Postings, "postings"),
    (Table::PostedNames, "posted-names"),
    (Table::Names, "names"),
    (Table::NameWords, "name-words"),
    (Table::Organisations, "organisations"),
    (Table::Relations, "relations"),
    (Table::Places, "places"),
    (Table::Cities, "cities"),
    (Table::Regions, "regions"),
    (Table::Near, "near"),
    (Table::Text, "text"),
];

/// Numbers kept of a name, so many that a name is half a line of a processor's cache: organisation; kind, words and how many
/// organisations share it; first word; weight; text; its length and the organisation's standing; hash of its letters; the
/// organisation's home.
pub const NAME: usize = 8;
/// Numbers kept of an organisation: text of its id, length, display name, facts, established, first relation, relations,
/// first place, places, number of names, text of identifiers, length, how
/// often it was meant in two.
pub const ORGANISATION: usize = 14;

/// An entry that is a place has this bit; the next two say which kind.
pub const PLACE: u32 = 1 << 31;
/// An entry that is a name has its kind from this bit on.
pub const KIND: u32 = 26;
/// A node where something ends has this bit.
pub const ENDS: u32 = 1 << 31;
pub const COUNTRY: u32 = 0;
pub const REGION: u32 = 1;
pub const CITY: u32 = 2;
/// A word that stands for several has this bit.
pub const EXPANSION: u32 = 1 << 31;
pub const NONE: u32 = u32::MAX;
/// Stands for several places, or one without a city.
pub const PLACES: u32 = u32::MAX - 1;
/// Steps of [`NameRow::standing`].
const STANDING: f32 = 1000.0;

/// The bytes of all tables and where each stands.
#[derive(Debug)]
pub struct Bank {
    data: Data,
    at: [Range<usize>; TABLES.len()],
}

/// All tables, to look things up in.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    parts: [&'a [u8]; TABLES.len()],
}

#[derive(Debug)]
enum Data {
    Built(Vec<u8>),
    Open(Box<Index>),
}

/// A name of an organisation.
#[derive(Clone, Copy, Debug)]
pub struct NameRow {
    pub organisation: u32,
    pub kind: NameKind,
    pub first: u32,
    pub words: u32,
    /// Sum of how rare its words are.
    pub weight: f32,
    /// Organisations that have a name of the same words.
    pub sharing: u32,
    pub text: u32,
    pub length: u32,
    pub letters: u32,
    /// How well the organisation is connected.
    pub standing: f32,
    /// The organisation's only place, where that is a city; [`NONE`] where it has no place, else [`PLACES`].
    pub home: u32,
}

/// Facts on an organisation that deciding needs.
#[derive(Clone, Copy, Debug, Default)]
pub struct OrganisationRow {
    pub types: u16,
    pub status: Status,
    /// Nothing is known but a name.
    pub bare: bool,
    pub article: bool,
    pub external: u8,
    pub established: Option<i32>,
    pub names: u32,
    /// How often strings meant it: see `usage`.
    pub usage: [u16; 4],
    relations: (u32, u32),
    places: (u32, u32),
}

impl Bank {
    /// Of tables just built, each in its place.
    pub(super) fn of(parts: Vec<Vec<u8>>) -> Self {
        let mut data = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        let mut at = [const { 0..0 }; TABLES.len()];
        for (part, at) in parts.iter().zip(&mut at) {
            *at = data.len()..data.len() + part.len();
            data.extend_from_slice(part);
        }
        Self { data: Data::Built(data), at }
    }

    /// Of an index, all of which is held against its checksums.
    pub fn open(index: Index) -> Result<Self, Error> {
        index.check()?;
        let mut at = [const { 0..0 }; TABLES.len()];
        for (range, (_, name)) in at.iter_mut().zip(TABLES) {
            *range = index.section(name).map_err(|damaged| index.damaged(damaged))?;
        }
        Ok(Self { data: Data::Open(Box::new(index)), at })
    }

    /// As sections of an index.
    pub fn sections(&self) -> Sections {
        let mut sections = Sections::default();
        for (range, (_, name)) in self.at.iter().zip(TABLES) {
            sections.add(name, self.bytes()[range.clone()].to_vec());
        }
        sections
    }

    /// What the index was made of.
    pub fn about(&self) -> Option<&About> {
        match &self.data {
            Data::Built(_) => None,
            Data::Open(index) => Some(index.about()),
        }
    }

    fn bytes(&self) -> &[u8] {
        match &self.data {
            Data::Built(data) => data,
            Data::Open(index) => index.data(),
        }
    }

    pub fn tables(&self) -> Tables<'_> {
        let bytes = self.bytes();
        Tables { parts: self.at.each_ref().map(|range| bytes.get(range.clone()).unwrap_or_default()) }
    }
}

impl<'a> Tables<'a> {
    pub fn len(&self, table: Table) -> usize {
        self.parts[table as usize].len() / 4
    }

    #[inline]
    pub fn u32(&self, table: Table, n: usize) -> u32 {
        let number = self.parts[table as usize].get(4 * n..4 * n + 4);
        number.and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    #[inline]
    fn u64(&self, table: Table, n: usize) -> u64 {
        let number = self.parts[table as usize].get(8 * n..8 * n + 8);
        number.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
    }

    /// The values that a hash table has for a key.
    pub fn all(&self, table: Table, key: u64) -> impl Iterator<Item = u32> + '_ {
        let slots = self.len(table) / 2;
        let mut slot = if slots == 0 { 0 } else { key as usize & (slots - 1) };
        let mut left = slots;
        std::iter::from_fn(move || {
            while left > 0 {
                let found = self.u64(table, slot);
                slot = (slot + 1) & (slots - 1);
                left -= 1;
                if found as u32 == mark(key) {
                    return Some((found >> 32) as u32);
                }
                if found as u32 == 0 {
                    left = 0;
                }
            }
            None
        })
    }

    #[inline]
    pub fn get(&self, table: Table, key: u64) -> Option<u32> {
        self.all(table, key).next()
    }

    /// The number of a word.
    pub fn word(&self, hash: u64) -> Option<u32> {
        self.get(Table::Words, hash)
    }

    pub fn weight(&self, word: u32) -> f32 {
        f32::from_bits(self.u32(Table::Weights, word as usize))
    }

    pub fn class(&self, word: u32) -> u8 {
        self.parts[Table::Classes as usize].get(word as usize).copied().unwrap_or(0)
    }

    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        self.get(Table::Steps, step_key(node, word))
    }

    /// What ends at a node: places, and names with their kind.
    pub fn entries(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let at = |node: u32| self.u32(Table::Ends, (node & !ENDS) as usize);
        let range = if node & ENDS == 0 { 0..0 } else { at(node)..at(node + 1) };
        range.map(|n| self.u32(Table::Entries, n as usize))
    }

    pub fn posted(&self, word: u32) -> Range<u32> {
        self.u32(Table::Postings, word as usize)..self.u32(Table::Postings, word as usize + 1)
    }

    pub fn names(&self) -> usize {
        self.len(Table::Names) / NAME
    }

    pub fn name(&self, n: u32) -> NameRow {
        let at = |field| self.u32(Table::Names, n as usize * NAME + field);
        let (packed, length) = (at(1), at(5));
        NameRow {
            organisation: at(0),
            kind: NameKind::of(packed & 15),
            first: at(2),
            words: packed >> 4 & 255,
            weight: f32::from_bits(at(3)),
            sharing: packed >> 12,
            text: at(4),
            length: length & 0xffff,
            letters: at(6),
            standing: (length >> 16) as f32 / STANDING,
            home: at(7),
        }
    }

    pub fn name_words(&self, name: &NameRow) -> impl Iterator<Item = u32> + '_ {
        (name.first..name.first + name.words).map(|n| self.u32(Table::NameWords, n as usize))
    }

    pub fn name_text(&self, name: &NameRow) -> &'a str {
        self.text(name.text, name.length)
    }

    fn text(&self, start: u32, length: u32) -> &'a str {
        let text = self.parts[Table::Text as usize].get(start as usize..start as usize + length as usize);
        text.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    pub fn organisations(&self) -> usize {
        self.len(Table::Organisations) / ORGANISATION
    }

    fn fact(&self, organisation: u32, field: usize) -> u32 {
        self.u32(Table::Organisations, organisation as usize * ORGANISATION + field)
    }

    pub fn id(&self, organisation: u32) -> &'a str {
        self.text(self.fact(organisation, 0), self.fact(organisation, 1))
    }

    /// The name to show.
    pub fn display(&self, organisation: u32) -> &'a str {
        self.name_text(&self.name(self.fact(organisation, 2)))
    }

    pub fn organisation(&self, organisation: u32) -> OrganisationRow {
        let at = |field| self.fact(organisation, field);
        let facts = at(3);
        OrganisationRow {
            types: facts as u16,
            status: [Status::Active, Status::Inactive, Status::Withdrawn][(facts >> 16 & 3).min(2) as usize],
            bare: facts >> 18 & 1 == 1,
            article: facts >> 19 & 1 == 1,
            external: (facts >> 24) as u8,
            established: (at(4) != NONE).then(|| at(4) as i32),
            names: at(9),
            usage: [at(12) as u16, (at(12) >> 16) as u16, at(13) as u16, (at(13) >> 16) as u16],
            relations: (at(5), at(6)),
            places: (at(7), at(8)),
        }
    }

    /// Identifiers elsewhere: scheme and value.
    pub fn external(&self, organisation: u32) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.text(self.fact(organisation, 10), self.fact(organisation, 11)).lines().filter_map(|line| line.split_once(' '))
    }

    pub fn relations(&self, organisation: &OrganisationRow) -> impl Iterator<Item = (Relation, u32)> + '_ {
        let (first, count) = organisation.relations;
        (first..first + count).map(|n| {
            let value = self.u32(Table::Relations, n as usize);
            (Relation::of(value & 7), value >> 3)
        })
    }

    /// What another organisation is to this one.
    pub fn relation(&self, organisation: &OrganisationRow, other: u32) -> Option<Relation> {
        let (first, count) = organisation.relations;
        let (mut low, mut high) = (first, first + count);
        while low < high {
            let middle = low + (high - low) / 2;
            let value = self.u32(Table::Relations, middle as usize);
            if value >> 3 == other {
                return Some(Relation::of(value & 7));
            }
            if value >> 3 < other {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        None
    }

    pub fn relation_count(&self, organisation: &OrganisationRow) -> u32 {
        organisation.relations.1
    }

    /// City, region and country.
    pub fn places(&self, organisation: &OrganisationRow) -> impl Iterator<Item = [u32; 3]> + '_ {
        let (first, count) = organisation.places;
        (first..first + count).map(|n| [0, 1, 2].map(|field| self.u32(Table::Places, 3 * n as usize + field)))
    }

    /// The country of a place.
    pub fn country_of(&self, kind: u32, place: u32) -> u32 {
        match kind {
            COUNTRY => place,
            REGION => self.u32(Table::Regions, 3 * place as usize),
            _ => self.u32(Table::Cities, 4 * place as usize + 1),
        }
    }

    /// City, region and country of a city.
    pub fn city(&self, city: u32) -> [u32; 3] {
        [city, self.u32(Table::Cities, 4 * city as usize), self.u32(Table::Cities, 4 * city as usize + 1)]
    }

    /// Names of a city and a region; nothing for [`NONE`].
    pub fn city_name(&self, city: u32) -> Option<&'a str> {
        let at = |field| self.u32(Table::Cities, 4 * city as usize + field);
        (city != NONE).then(|| self.text(at(2), at(3)))
    }

    pub fn region_name(&self, region: u32) -> Option<&'a str> {
        let at = |field| self.u32(Table::Regions, 3 * region as usize + field);
        (region != NONE).then(|| self.text(at(1), at(2)))
    }
}

/// The half of a hash that a slot keeps; its other half says where the slot is.
pub fn mark(key: u64) -> u32 {
    (key >> 32) as u32 | 1
}

/// A name as it is kept. Texts are cut at 64 kB.
pub fn name_row(row: &NameRow) -> [u32; NAME] {
    let packed = row.kind as u32 | row.words.min(255) << 4 | row.sharing.min(0xf_ffff) << 12;
    let standing = (row.standing * STANDING).clamp(0.0, 65_535.0) as u32;
    let length = row.length.min(0xffff) | standing << 16;
    [row.organisation, packed, row.first, row.weight.to_bits(), row.text, length, row.letters, row.home]
}

/// A name and its weight as one number: looking up weights apart would cost more than all else.
pub fn posted(name: u32, weight: f32) -> u32 {
    name << 10 | ((weight * 8.0).ceil() as u32).min(1023)
}

/// The name and the weight of [`posted`].
pub fn unpacked(posted: u32) -> (u32, f32) {
    (posted >> 10, (posted & 1023) as f32 / 8.0)
}

/// The key of a step.
pub fn step_key(node: u32, word: u32) -> u64 {
    super::fold::finish(u64::from(node & !ENDS) << 32 | u64::from(word))
}
