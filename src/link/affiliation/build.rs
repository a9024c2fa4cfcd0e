//! Organisations into tables.

mod pack;

use super::countries::{COUNTRIES, REGIONS};
use super::fold::{self, Gap};
use super::organisation::{NameKind, Organisation, Status};
use super::tables::{Bank, CITY, COUNTRY, EXPANSION, NONE, PLACE, PLACES, REGION};
use super::words::{self, Class, EXPANSIONS};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A word with more names than this is too common to look names up by.
const COMMON: usize = 600;
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
        builder.organisation(
            n,
            organisation,
            inherited.get(&n).map_or(&[], Vec::as_slice),
            &relations[n as usize],
            countries.get(&n).copied(),
        );
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
    /// How well connected each organisation is, and its home.
    standing: Vec<(f32, u32)>,
    relations: Vec<u32>,
    places: Vec<u32>,
    /// Region, country and text of each.
    cities: Vec<[u32; 4]>,
    /// Country and text of each.
    regions: Vec<[u32; 3]>,
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
            standing: Vec::new(),
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
        for (n, (form, several)) in (0..).zip(EXPANSIONS) {
            several.iter().for_each(|word| _ = builder.word(words::canonical(word).unwrap_or(word)));
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
        let (text, length) = self.keep(name);
        self.regions.push([country, text, length]);
        let words = self.words(name);
        self.place_names.push((words, PLACE | REGION << 28 | id));
        id
    }

    fn city(&mut self, name: &str, region: &str, region_id: u32, country: u32) -> u32 {
        if name.is_empty() {
            return NONE;
        }
        let key = (name.to_lowercase(), region.to_lowercase(), country);
        if let Some(&id) = self.city_ids.get(&key) {
            return id;
        }
        let id = self.cities.len() as u32;
        self.city_ids.insert(key, id);
        let (text, length) = self.keep(name);
        self.cities.push([region_id, country, text, length]);
        let words = self.words(name);
        self.place_names.push((words, PLACE | CITY << 28 | id));
        id
    }

    fn organisation(
        &mut self,
        n: u32,
        organisation: &Organisation,
        inherited: &[&str],
        relations: &BTreeSet<(u32, u32)>,
        among: Option<&str>,
    ) {
        let first = self.names.len();
        let mut seen = BTreeSet::new();
        let cities: Vec<Vec<u32>> = organisation.places.iter().map(|p| self.words(&p.city)).filter(|c| !c.is_empty()).collect();
        let mut display = None;
        // of names with the same words the one that is shown is kept
        let mut names: Vec<_> = organisation.names.iter().collect();
        names.sort_by_key(|name| name.kind);
        for name in names {
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
            let city_id = self.city(city, region, region_id, country);
            self.places.extend([city_id, region_id, country]);
        }
        let home = match self.places.get(3 * first_place as usize..).unwrap_or_default() {
            [] => NONE,
            [city, _, _] if *city != NONE => *city,
            _ => PLACES,
        };
        self.standing.push((standing(organisation, relations.len()), home));
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
            u32::from(organisation.usage[0]) | u32::from(organisation.usage[1]) << 16,
            u32::from(organisation.usage[2]) | u32::from(organisation.usage[3]) << 16,
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
                let made = BuiltName {
                    organisation: name.organisation,
                    kind: NameKind::Cityless,
                    words: left.to_vec(),
                    text: name.text,
                    letters: 0,
                };
                self.names.push(made);
                return;
            }
        }
    }

    fn turned(&mut self, words: &[u32], add: &mut impl FnMut(&mut Vec<BuiltName>, Vec<u32>, NameKind, u32) -> Option<u32>) {
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
}

/// How well connected an organisation is: among those of one name the likelier to be meant.
fn standing(organisation: &Organisation, relations: usize) -> f32 {
    0.2 * organisation.external.len().min(4) as f32 + 0.2 * (relations as f32 + 1.0).ln() + if organisation.article { 0.3 } else { 0.0 }
}

/// The number of a country, by its code.
pub fn country_number(code: &str) -> u32 {
    COUNTRIES.binary_search_by(|(c, _)| (*c).cmp(code)).map_or(NONE, |n| n as u32)
}

/// The key of a bag of words, which are put in order.
pub fn bag(words: &mut Vec<u32>) -> u64 {
    words.sort_unstable();
    words.dedup();
    fold::sequence(words.iter().copied())
}

/// Hashes of a word without each of its letters in turn, and of the word itself.
pub fn deletions(word: &str) -> impl Iterator<Item = u64> + '_ {
    let without = (0..word.len()).map(|at| fold::hash(&[&word[..at], &word[at + 1..]].concat()));
    without.chain(std::iter::once(fold::hash(word)))
}
