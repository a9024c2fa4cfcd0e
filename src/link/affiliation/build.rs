//! Organisations into tables.

use super::countries::{COUNTRIES, REGIONS};
use super::fold::{self, Gap};
use super::organisation::{NameKind, Organisation, Status};
use super::tables::{self, CITY, COUNTRY, EXPANSION, NONE, ORGANISATION, PLACE, REGION, TABLES, Table, Bank, step_key};
use super::words::{self, Class, EXPANSIONS};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A word with more names than this is too common to look names up by.
const COMMON: usize = 1500;
/// Letters of a word that is worth mending, and organisations that must have it.
const NEAR: (usize, usize) = (6, 2);

/// Puts organisations into tables.
pub fn build(organisations: &[Organisation]) -> Bank {
    let mut builder = Builder::new();
    let order: HashMap<&str, u32> =
        organisations.iter().filter(|o| o.status != Status::Withdrawn).zip(0..).map(|(o, n)| (o.id.as_str(), n)).collect();
    let inherited = inherited(organisations, &order);
    let mut relations: Vec<BTreeSet<(u32, u32)>> = vec![BTreeSet::new(); order.len()];
    for organisation in organisations {
        for (relation, other) in &organisation.relations {
            if let (Some(&this), Some(&other)) = (order.get(organisation.id.as_str()), order.get(other.as_str())) {
                relations[this as usize].insert((other, *relation as u32));
                relations[other as usize].insert((this, relation.turned() as u32));
            }
        }
    }
    let countries = countries(organisations, &order, &relations);
    for organisation in organisations.iter().filter(|o| o.status != Status::Withdrawn) {
        let n = order[organisation.id.as_str()];
        builder.organisation(n, organisation, inherited.get(&n).map_or(&[], Vec::as_slice), &relations[n as usize], countries.get(&n).copied());
    }
    builder.finish()
}

/// Names of withdrawn organisations, for the one that each was replaced by.
fn inherited<'a>(organisations: &'a [Organisation], order: &HashMap<&str, u32>) -> BTreeMap<u32, Vec<&'a str>> {
    let mut names: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for organisation in organisations.iter().filter(|o| o.status == Status::Withdrawn) {
        let mut successors = organisation.relations.iter().filter(|(r, _)| *r == super::organisation::Relation::Successor);
        if let (Some((_, successor)), None) = (successors.next(), successors.next())
            && let Some(&n) = order.get(successor.as_str())
        {
            names.entry(n).or_default().extend(organisation.names.iter().filter(|n| n.kind != NameKind::Acronym).map(|n| n.text.as_str()));
        }
    }
    names
}

/// For organisations without a place, the country that most of its kin are in.
fn countries<'a>(
    organisations: &'a [Organisation],
    order: &HashMap<&str, u32>,
    relations: &[BTreeSet<(u32, u32)>],
) -> BTreeMap<u32, &'a str> {
    let places: HashMap<u32, &str> = organisations
        .iter()
        .filter_map(|o| Some((*order.get(o.id.as_str())?, o.places.first()?.country.as_str())))
        .filter(|(_, country)| !country.is_empty())
        .collect();
    let mut found = BTreeMap::new();
    for (n, kin) in (0..).zip(relations).filter(|(n, _)| !places.contains_key(n)) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        kin.iter().filter_map(|(other, _)| places.get(other)).for_each(|country| *counts.entry(country).or_default() += 1);
        let all: usize = counts.values().sum();
        if let Some((country, most)) = counts.into_iter().max_by_key(|(_, count)| *count)
            && most * 5 > all * 4
        {
            found.insert(n, country);
        }
    }
    found
}

struct BuiltName {
    organisation: u32,
    kind: NameKind,
    words: Vec<u32>,
    text: (u32, u32),
    letters: u32,
}

struct Builder {
    ids: HashMap<String, u32>,
    strings: Vec<String>,
    classes: Vec<u8>,
    /// Hashes that lead to a word.
    keys: HashMap<u64, u32>,
    names: Vec<BuiltName>,
    rows: Vec<u32>,
    relations: Vec<u32>,
    places: Vec<u32>,
    cities: Vec<u32>,
    regions: Vec<u32>,
    city_ids: HashMap<(String, String, u32), u32>,
    region_ids: HashMap<(String, u32), u32>,
    place_names: Vec<(Vec<u32>, u32)>,
    text: Vec<u8>,
}

impl Builder {
    fn new() -> Self {
        let mut builder = Self {
            ids: HashMap::new(),
            strings: Vec::new(),
            classes: Vec::new(),
            keys: HashMap::new(),
            names: Vec::new(),
            rows: Vec::new(),
            relations: Vec::new(),
            places: Vec::new(),
            cities: Vec::new(),
            regions: Vec::new(),
            city_ids: HashMap::new(),
            region_ids: HashMap::new(),
            place_names: Vec::new(),
            text: Vec::new(),
        };
        for (form, word) in words::forms() {
            let id = builder.word(word);
            builder.keys.entry(fold::hash(form)).or_insert(id);
        }
        for (n, (form, _)) in (0..).zip(EXPANSIONS) {
            builder.keys.insert(fold::hash(form), EXPANSION | n);
        }
        for (n, (_, names)) in (0..).zip(COUNTRIES) {
            for name in names.split('|') {
                let words = builder.words(name);
                builder.place_names.push((words, PLACE | COUNTRY << 28 | n));
            }
        }
        for (country, _, name) in REGIONS {
            let country = country_number(country);
            builder.region(name, country);
        }
        builder
    }

    fn word(&mut self, canonical: &str) -> u32 {
        if let Some(&id) = self.ids.get(canonical) {
            return id;
        }
        let id = self.strings.len() as u32;
        self.ids.insert(canonical.to_owned(), id);
        self.strings.push(canonical.to_owned());
        self.classes.push(words::class(canonical) as u8);
        self.keys.entry(fold::hash(canonical)).or_insert(id);
        id
    }

    /// The words of a name that carry it.
    fn words(&mut self, text: &str) -> Vec<u32> {
        self.words_and_gaps(text).into_iter().map(|(word, _)| word).collect()
    }

    fn words_and_gaps(&mut self, text: &str) -> Vec<(u32, Gap)> {
        let (mut list, mut gap) = (Vec::new(), Gap::Space);
        for (folded, long, word) in fold::folded(text) {
            gap = gap.max(word.gap);
            if let Some((_, words)) = EXPANSIONS.iter().find(|(form, _)| *form == folded) {
                for word in *words {
                    list.push((self.word(word), gap));
                    gap = Gap::Space;
                }
                continue;
            }
            let canonical = fold::canonical(&folded);
            if words::class(canonical) == Class::Stop {
                continue;
            }
            let id = self.word(canonical);
            if let Some(long) = long {
                let long = fold::canonical(&long);
                self.keys.entry(fold::hash(long)).or_insert(id);
            }
            list.push((id, gap));
            gap = Gap::Space;
        }
        list
    }

    fn keep(&mut self, text: &str) -> (u32, u32) {
        let start = self.text.len() as u32;
        self.text.extend_from_slice(text.as_bytes());
        (start, text.len() as u32)
    }

    fn region(&mut self, name: &str, country: u32) -> u32 {
        if name.is_empty() {
            return NONE;
        }
        let key = (fold::folded(name).into_iter().map(|(f, ..)| f).collect::<Vec<_>>().join(" "), country);
        if let Some(&id) = self.region_ids.get(&key) {
            return id;
        }
        let id = self.regions.len() as u32;
        self.region_ids.insert(key, id);
        self.regions.push(country);
        let words = self.words(name);
        self.place_names.push((words, PLACE | REGION << 28 | id));
        id
    }

    fn city(&mut self, name: &str, region: &str, country: u32) -> u32 {
        if name.is_empty() {
            return NONE;
        }
        let key = (name.to_lowercase(), region.to_lowercase(), country);
        if let Some(&id) = self.city_ids.get(&key) {
            return id;
        }
        let id = self.cities.len() as u32;
        self.city_ids.insert(key, id);
        self.cities.push(country);
        let words = self.words(name);
        self.place_names.push((words, PLACE | CITY << 28 | id));
        id
    }

    fn organisation(&mut self, n: u32, organisation: &Organisation, inherited: &[&str], relations: &BTreeSet<(u32, u32)>, among: Option<&str>) {
        let first = self.names.len();
        let mut seen = BTreeSet::new();
        let cities: Vec<Vec<u32>> = organisation.places.iter().map(|p| self.words(&p.city)).filter(|c| !c.is_empty()).collect();
        let mut display = None;
        for name in &organisation.names {
            self.name(n, &name.text, name.kind, &mut seen, &mut display);
        }
        for name in inherited {
            self.name(n, name, NameKind::Alias, &mut seen, &mut display);
        }
        for n in first..self.names.len() {
            self.cityless(n, &cities, &mut seen);
        }
        let shown = organisation.names.iter().min_by_key(|n| n.kind).map_or("", |n| n.text.as_str());
        if display.is_none() {
            // a name of nothing but empty words is shown and never found
            let text = self.keep(shown);
            display = Some(self.names.len() as u32);
            self.names.push(BuiltName { organisation: n, kind: NameKind::Display, words: Vec::new(), text, letters: 0 });
        }
        let count = self.names.len() - first;
        let id = self.keep(&organisation.id);
        let external: String = organisation.external.iter().map(|(scheme, value)| format!("{scheme} {value}\n")).collect();
        let external_at = self.keep(&external);
        let mut places: Vec<(String, String, String)> =
            organisation.places.iter().map(|p| (p.city.clone(), p.region.clone(), p.country.clone())).collect();
        let bare = places.is_empty();
        if let Some(country) = shown.strip_suffix(')').and_then(|s| s.rsplit_once('(')).map(|(_, country)| country)
            && bare
            && let Some((code, _)) = COUNTRIES.iter().find(|(_, names)| names.split('|').any(|n| n == country))
        {
            places.push((String::new(), String::new(), (*code).to_owned()));
        }
        if let Some(country) = among.filter(|_| places.is_empty()) {
            places.push((String::new(), String::new(), country.to_owned()));
        }
        let first_place = (self.places.len() / 3) as u32;
        for (city, region, country) in &places {
            let country = country_number(country);
            let region_id = self.region(region, country);
            let city_id = self.city(city, region, country);
            self.places.extend([city_id, region_id, country]);
        }
        let first_relation = self.relations.len() as u32;
        self.relations.extend(relations.iter().map(|(other, kind)| other << 3 | kind));
        let facts = u32::from(organisation.types)
            | (organisation.status as u32) << 16
            | u32::from(bare) << 18
            | u32::from(organisation.article) << 19
            | (organisation.external.len().min(255) as u32) << 24;
        self.rows.extend([
            id.0,
            id.1,
            display.unwrap_or(0),
            facts,
            organisation.established.map_or(NONE, |y| y as u32),
            first_relation,
            relations.len() as u32,
            first_place,
            places.len() as u32,
            count as u32,
            external_at.0,
            external_at.1,
        ]);
    }

    fn name(&mut self, n: u32, text: &str, kind: NameKind, seen: &mut BTreeSet<Vec<u32>>, display: &mut Option<u32>) {
        let tokens = self.words_and_gaps(text);
        let words: Vec<u32> = tokens.iter().map(|(w, _)| *w).collect();
        let kept = self.keep(text);
        let letters = fold::sequence(fold::folded(text).iter().map(|(.., w)| w.hash as u32)) as u32;
        let kind = if kind == NameKind::Alias && words.len() == 1 && text.len() <= 6 && text.chars().all(|c| c.is_uppercase()) {
            NameKind::Acronym
        } else {
            kind
        };
        let mut add = |names: &mut Vec<BuiltName>, words: Vec<u32>, kind, letters| {
            if words.is_empty() || words.len() > 24 || (kind != NameKind::Known && !seen.insert(words.clone())) {
                return None;
            }
            names.push(BuiltName { organisation: n, kind, words, text: kept, letters });
            Some(names.len() as u32 - 1)
        };
        let whole = add(&mut self.names, words.clone(), kind, letters);
        if kind == NameKind::Display {
            *display = display.or(whole);
        }
        if matches!(kind, NameKind::Acronym | NameKind::Known) {
            return;
        }
        // without what stands in brackets
        if let Some(open) = text.rfind(" (") {
            let (base, rest) = text.split_at(open);
            let rest = rest.find(')').map_or("", |close| &rest[close + 1..]);
            let base = format!("{base}{rest}");
            let letters = fold::sequence(fold::folded(&base).iter().map(|(.., w)| w.hash as u32)) as u32;
            let words = self.words(&base);
            self.turned(&words, &mut add);
            add(&mut self.names, words, kind, letters);
        }
        self.turned(&words, &mut add);
        let cuts: Vec<usize> = (1..tokens.len()).filter(|&at| tokens[at].1 == Gap::Comma).collect();
        let telling = |part: &[u32], classes: &[u8]| part.iter().filter(|w| classes[**w as usize] == Class::Plain as u8).count();
        if let (Some(&first), Some(&last)) = (cuts.first(), cuts.last()) {
            for part in [&words[..first], &words[last..]] {
                if part.len() > 1 && telling(part, &self.classes) > 0 {
                    add(&mut self.names, part.to_vec(), NameKind::Part, 0);
                }
            }
        }
    }

    /// A name without the city at its end, where enough is left.
    fn cityless(&mut self, n: usize, cities: &[Vec<u32>], seen: &mut BTreeSet<Vec<u32>>) {
        let name = &self.names[n];
        if matches!(name.kind, NameKind::Acronym | NameKind::Turned | NameKind::Part | NameKind::Known) {
            return;
        }
        let class = |w: &u32| self.classes[*w as usize];
        for city in cities {
            let Some(left) = name.words.strip_suffix(city.as_slice()) else { continue };
            let telling = left.iter().any(|w| class(w) == Class::Plain as u8) && left.iter().any(|w| class(w) == Class::Kind as u8);
            if telling && seen.insert(left.to_vec()) {
                let made = BuiltName { organisation: name.organisation, kind: NameKind::Cityless, words: left.to_vec(), text: name.text, letters: 0 };
                self.names.push(made);
                return;
            }
        }
    }

    fn turned(
        &mut self,
        words: &[u32],
        add: &mut impl FnMut(&mut Vec<BuiltName>, Vec<u32>, NameKind, u32) -> Option<u32>,
    ) {
        let kind = |w: u32| self.classes[w as usize] == Class::Kind as u8;
        if (2..=5).contains(&words.len()) {
            let (first, last) = (words[0], words[words.len() - 1]);
            let mut turned = words.to_vec();
            if kind(last) && !kind(first) {
                turned.rotate_right(1);
            } else if kind(first) && !kind(last) {
                turned.rotate_left(1);
            } else {
                return;
            }
            add(&mut self.names, turned, NameKind::Turned, 0);
        }
    }

    fn finish(mut self) -> Bank {
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
        let (keys, values) = slots(self.keys.iter().map(|(k, v)| (*k, *v)).collect());
        put(Table::WordKeys, keys);
        put(Table::WordValues, values);
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
        let (keys, values) = slots(steps.iter().map(|((node, word), next)| (step_key(*node, *word), *next)).collect());
        put(Table::StepKeys, keys);
        put(Table::StepValues, values);
        put(Table::Ends, offsets(ends.iter().map(Vec::len)));
        put(Table::Entries, numbers(ends.iter().flatten().copied()));
        let bags = (0..).zip(&self.names).filter(|(_, n)| n.words.len() > 1 && !matches!(n.kind, NameKind::Turned | NameKind::Cityless | NameKind::Known));
        let (keys, values) = slots(bags.map(|(n, name)| (bag(&name.words), n)).collect());
        put(Table::BagKeys, keys);
        put(Table::BagValues, values);
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
            let kind = name.kind as u32;
            let first = name_words.len() as u32;
            name_words.extend_from_slice(&name.words);
            let sharing = sharing[*node as usize];
            rows.extend([
                name.organisation,
                kind,
                first,
                name.words.len() as u32,
                weight.to_bits(),
                sharing,
                name.text.0,
                name.text.1,
                name.letters,
            ]);
        }
        put(Table::Names, numbers(rows.into_iter()));
        put(Table::NameWords, numbers(name_words.into_iter()));
        let mut near = Vec::new();
        for (id, word) in (0..).zip(&self.strings) {
            if word.is_ascii() && word.len() >= NEAR.0 && frequency[id as usize] as usize >= NEAR.1 {
                near.extend(deletions(word).map(|hash| (hash, id)));
            }
        }
        let (keys, values) = slots(near);
        put(Table::NearKeys, keys);
        put(Table::NearValues, values);
        put(Table::Organisations, numbers(std::mem::take(&mut self.rows).into_iter()));
        put(Table::Relations, numbers(self.relations.into_iter()));
        put(Table::Places, numbers(self.places.into_iter()));
        put(Table::Cities, numbers(self.cities.into_iter()));
        put(Table::Regions, numbers(self.regions.into_iter()));
        put(Table::Text, self.text);
        Bank::of(parts)
    }
}

/// The number of a country, by its code.
pub fn country_number(code: &str) -> u32 {
    COUNTRIES.binary_search_by(|(c, _)| (*c).cmp(code)).map_or(NONE, |n| n as u32)
}

/// The key of a bag of words.
pub fn bag(words: &[u32]) -> u64 {
    let mut sorted: Vec<u32> = words.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    fold::sequence(sorted.into_iter())
}

/// Hashes of a word without each of its letters in turn, and of the word itself.
pub fn deletions(word: &str) -> impl Iterator<Item = u64> + '_ {
    let without = (0..word.len()).map(|at| fold::hash(&[&word[..at], &word[at + 1..]].concat()));
    without.chain(std::iter::once(fold::hash(word)))
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

/// A hash table: keys in one list, values in another, free slots with key nought.
fn slots(mut pairs: Vec<(u64, u32)>) -> (Vec<u8>, Vec<u8>) {
    pairs.sort_unstable();
    let size = (pairs.len() * 10 / 7 + 1).next_power_of_two().max(2);
    let (mut keys, mut values) = (vec![0u64; size], vec![0u32; size]);
    for (key, value) in pairs {
        let mut slot = key as usize & (size - 1);
        while keys[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        (keys[slot], values[slot]) = (key, value);
    }
    (keys.into_iter().flat_map(u64::to_le_bytes).collect(), numbers(values.into_iter()))
}
