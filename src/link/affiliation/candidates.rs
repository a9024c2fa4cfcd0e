//! Organisations that a string may name: by whole names in it, and by the rare words it shares with names.

use super::build::bag;
use super::organisation::{NameKind, Relation};
use super::reading::{Reading, Token, UNKNOWN};
use super::tables::{CITY, COUNTRY, NONE, NameRow, OrganisationRow, PLACES, REGION, Table, Tables, unpacked};
use super::words::Class;

/// Candidates that are weighed at most.
pub const MOST: usize = 8;
/// Names that share most with a string, whose words are looked for in it.
const ALIGNED: usize = 5;
/// Names with a rare word that are looked at, for one string.
const LOOKED_AT: usize = 200;
/// Twice as many as are looked at and more: the rarest word is looked at in any case.
const SLOTS: usize = 4096;

/// How the words of a name were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum How {
    /// Some of them.
    Some = 0,
    /// All, in another order.
    Bag = 1,
    /// All, one after the other.
    Whole = 2,
}

/// An organisation and the words that may name it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub organisation: u32,
    pub name: u32,
    pub how: How,
    /// Tokens from, to.
    pub from: u16,
    pub to: u16,
    /// Weight of the words shared, of the name, of the words from first to last.
    pub shared: f32,
    pub name_weight: f32,
    pub window: f32,
    /// -2 another country is named, -1 is meant by a city or region, 0 none, 1 meant, 2 named.
    pub country: i8,
    /// The city is named (2), another is (-1), none (0); in the name itself (1).
    pub city: i8,
    pub region: bool,
    pub sort: f32,
    pub kind: NameKind,
    /// What is known of the organisation, once it is among those that are weighed.
    pub row: OrganisationRow,
    /// City and country of its first place, likewise.
    pub home: [u32; 2],
    standing: f32,
    place: u32,
    /// How many times the string names it, here and elsewhere.
    pub mentions: u8,
    /// A well-known name of it fills the segment.
    pub known: bool,
}

/// What is kept from string to string.
#[derive(Debug, Default)]
pub struct Search {
    /// A hash table of names with the weight of the words they share; small, so that it stays near.
    keys: Vec<u32>,
    sums: Vec<f32>,
    touched: Vec<u16>,
    rare: Vec<(u32, usize)>,
    ranked: Vec<(f32, u32)>,
    spots: Vec<(u32, u16)>,
    ids: Vec<u32>,
}

impl Search {
    /// Finds the candidates of a reading, best first.
    pub fn candidates(&mut self, reading: &mut Reading, tables: &Tables, countries: &[u32], out: &mut Vec<Candidate>) {
        out.clear();
        for n in 0..reading.hits.len() {
            let hit = reading.hits[n];
            let name = tables.name(hit.entry);
            if name.kind == NameKind::Known && !reading.fills(hit.from, hit.to) {
                continue;
            }
            let window = weight(reading, hit.from, hit.to);
            push(out, Candidate::of(hit.entry, &name, How::Whole, hit.from, hit.to, name.weight, window));
            if name.words > 1 && name.kind != NameKind::Part {
                reading.tokens[hit.from as usize..hit.to as usize].iter_mut().for_each(|t| t.named = true);
            }
        }
        bags(reading, tables, &mut self.ids, out);
        // where names found whole leave nothing over but departments and fields, no other name is looked for
        let over = |t: &Token| !t.named && !t.place && t.class == Class::Plain as u8 && t.weight > 2.5;
        let kind = |t: &Token| t.named && t.class == Class::Kind as u8;
        if reading.tokens.iter().any(over) || !reading.tokens.iter().any(kind) {
            self.shared(reading, tables, out);
        }
        for candidate in out.iter_mut() {
            candidate.place(reading, tables, countries);
        }
        out.sort_unstable_by(|a, b| {
            b.sort.total_cmp(&a.sort).then((a.organisation, a.name, a.from, a.to).cmp(&(b.organisation, b.name, b.from, b.to)))
        });
        // one for each organisation
        let mut kept = 0;
        for n in 0..out.len() {
            let found = out[n];
            match out[..kept].iter_mut().find(|c| c.organisation == found.organisation) {
                Some(first) if found.kind == NameKind::Known => {
                    // a well-known name says which words are meant
                    let kind = if first.from == found.from && first.to == found.to { first.kind } else { NameKind::Alias };
                    *first = Candidate { known: true, kind, mentions: first.mentions, ..found };
                }
                Some(first) if found.how == How::Whole && (found.from >= first.to || found.to <= first.from) => {
                    first.mentions = first.mentions.saturating_add(1);
                }
                None if kept < MOST => {
                    out[kept] = Candidate { known: found.kind == NameKind::Known, ..found };
                    kept += 1;
                }
                _ => {}
            }
        }
        out.truncate(kept);
        for candidate in out.iter_mut() {
            candidate.row = tables.organisation(candidate.organisation);
            if let Some([city, _, country]) = tables.places(&candidate.row).next() {
                candidate.home = [city, country];
            }
        }
    }

    /// Names that share rare words with the string.
    fn shared(&mut self, reading: &Reading, tables: &Tables, out: &mut Vec<Candidate>) {
        self.keys.resize(SLOTS, 0);
        self.sums.resize(SLOTS, 0.0);
        let mut rare = std::mem::take(&mut self.rare);
        rare.clear();
        for (n, token) in reading.tokens.iter().enumerate() {
            if token.id == UNKNOWN || rare.iter().any(|(_, at)| reading.tokens[*at].id == token.id) {
                continue;
            }
            if token.address {
                continue;
            }
            let posted = tables.posted(token.id);
            if !posted.is_empty() {
                rare.push((posted.end - posted.start, n));
            }
        }
        rare.sort_unstable();
        let mut looked = 0;
        self.touched.clear();
        for &(count, at) in &rare {
            // the rarest in any case
            if looked > 0 && looked + count as usize > LOOKED_AT {
                break;
            }
            looked += count as usize;
            let token = &reading.tokens[at];
            for n in tables.posted(token.id) {
                let posted = tables.u32(Table::PostedNames, n as usize) + 1;
                let mut slot = (posted.wrapping_mul(0x9e37_79b1) >> 20) as usize;
                while self.keys[slot] != posted && self.keys[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                if self.keys[slot] == 0 {
                    self.keys[slot] = posted;
                    self.touched.push(slot as u16);
                }
                self.sums[slot] += if token.place { 0.3 * token.weight } else { token.weight };
            }
        }
        self.ranked.clear();
        self.rare = rare;
        for &slot in &self.touched {
            let sum = std::mem::take(&mut self.sums[slot as usize]);
            let (name, weight) = unpacked(std::mem::take(&mut self.keys[slot as usize]) - 1);
            if sum >= 0.3 * weight {
                self.ranked.push((sum * sum / weight, name));
            }
        }
        let most = ALIGNED.min(self.ranked.len());
        if most == 0 {
            return;
        }
        self.ranked.select_nth_unstable_by(most - 1, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.ranked[..most].sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for n in 0..most {
            align(self.ranked[n].1, reading, tables, &mut self.spots, out);
        }
    }
}

fn push(out: &mut Vec<Candidate>, candidate: Candidate) {
    if out.len() < 4096 {
        out.push(candidate);
    }
}

fn weight(reading: &Reading, from: u16, to: u16) -> f32 {
    reading.tokens[from as usize..to as usize].iter().map(|t| t.weight).sum()
}

/// Segments, and pairs of neighbours, whose words are those of a name in any order.
fn bags(reading: &Reading, tables: &Tables, ids: &mut Vec<u32>, out: &mut Vec<Candidate>) {
    let segments = &reading.segments;
    for n in 0..segments.len() {
        for end in n..segments.len().min(n + 2) {
            let (from, to) = (segments[n].0, segments[end].1);
            let tokens = &reading.tokens[from as usize..to as usize];
            if !(2..=16).contains(&tokens.len()) || tokens.iter().any(|t| t.id == UNKNOWN) {
                continue;
            }
            ids.clear();
            ids.extend(tokens.iter().map(|t| t.id));
            for found in tables.all(Table::Bags, bag(ids)).take(64) {
                let name = tables.name(found);
                push(out, Candidate::of(found, &name, How::Bag, from, to, name.weight, weight(reading, from, to)));
            }
        }
    }
}

/// The words of a name in one segment or two neighbours, where they share most. `spots` is room for where each word of the
/// name stands.
fn align(found: u32, reading: &Reading, tables: &Tables, spots: &mut Vec<(u32, u16)>, out: &mut Vec<Candidate>) {
    let name = tables.name(found);
    spots.clear();
    for (nth, word) in (0..).zip(tables.name_words(&name)) {
        let there = (0u16..).zip(&reading.tokens).filter(|(_, token)| token.id == word);
        spots.extend(there.map(|(at, _)| (nth, at)));
    }
    let mut best: Option<(f32, Candidate)> = None;
    let segments = &reading.segments;
    for n in 0..segments.len() {
        if !spots.iter().any(|(_, at)| (segments[n].0..segments[n].1).contains(at)) {
            continue;
        }
        for end in n..segments.len().min(n + 2) {
            let (first, last) = (segments[n].0, segments[end].1);
            let (mut shared, mut own, mut from, mut to, mut done) = (0.0, 0.0, u16::MAX, 0, u32::MAX);
            for &(nth, at) in spots.iter().filter(|(_, at)| (first..last).contains(at)) {
                // where a word stands twice, the first counts
                if nth == done {
                    continue;
                }
                done = nth;
                let token = &reading.tokens[at as usize];
                shared += token.weight * if token.mended { 0.8 } else { 1.0 };
                own += if token.place { 0.0 } else { token.weight };
                (from, to) = (from.min(at), to.max(at + 1));
            }
            // a city alone names no organisation
            if from >= to || own < 1.0 {
                continue;
            }
            let window = weight(reading, from, to);
            let shared = f32::min(shared, name.weight);
            let value = shared * shared / (name.weight * window.max(0.1)) - 0.02 * (end - n) as f32;
            if shared >= 0.5 * name.weight && best.is_none_or(|(b, _)| value > b) {
                best = Some((value, Candidate::of(found, &name, How::Some, from, to, shared, window)));
            }
        }
    }
    if let Some((_, candidate)) = best {
        push(out, candidate);
    }
}

impl Candidate {
    #[allow(clippy::too_many_arguments)]
    fn of(name: u32, row: &NameRow, how: How, from: u16, to: u16, shared: f32, window: f32) -> Self {
        let NameRow { organisation, kind, weight, standing, home, .. } = *row;
        Self {
            organisation,
            name,
            how,
            from,
            to,
            shared,
            name_weight: weight,
            window,
            country: 0,
            city: 0,
            region: false,
            sort: 0.0,
            kind,
            row: OrganisationRow::default(),
            home: [NONE; 2],
            standing,
            place: home,
            mentions: 1,
            known: false,
        }
    }

    /// How the places in the string fit, and with that how promising it is.
    fn place(&mut self, reading: &Reading, tables: &Tables, countries: &[u32]) {
        let group = reading.tokens[self.from as usize].group;
        let mut fits = Fits::default();
        match self.place {
            NONE => {}
            PLACES => {
                let row = tables.organisation(self.organisation);
                tables.places(&row).for_each(|place| fits.add(place, self, reading, group, countries));
            }
            city => fits.add(tables.city(city), self, reading, group, countries),
        }
        (self.country, self.city, self.region) = (fits.country(reading, group), fits.city, fits.region);
        if self.city == 0 {
            let other = |p: &super::reading::PlaceHit| p.kind == CITY && p.alone && !p.inside;
            if reading.places.iter().any(|p| other(p) && reading.tokens[p.from as usize].group == group) {
                self.city = -1;
            }
        }
        let cover = self.shared / self.name_weight.max(0.1);
        let tight = self.shared / self.window.max(0.1);
        let kind = match self.kind {
            NameKind::Acronym => -2.0,
            NameKind::Part => -3.0,
            // after the same name of the registry
            NameKind::Known => -0.01,
            NameKind::Turned | NameKind::Cityless => -0.5,
            _ => 0.0,
        };
        self.sort = self.shared * cover * tight.min(1.0).sqrt()
            + kind
            + f32::from(self.country) * 2.0
            + f32::from(self.city) * 1.5
            + if self.region { 1.0 } else { 0.0 }
            + f32::from(self.how as u8) * 0.1
            + self.standing;
    }
}

/// How the places of an organisation fit those in a string.
#[derive(Default)]
struct Fits {
    placed: bool,
    /// Its country is named, is meant by a region or city, is a hint.
    named: bool,
    meant: bool,
    city: i8,
    region: bool,
}

impl Fits {
    fn add(&mut self, [city, region, country]: [u32; 3], candidate: &Candidate, reading: &Reading, group: u16, hints: &[u32]) {
        self.placed = true;
        self.meant |= hints.contains(&country);
        for place in &reading.places {
            let own = place.from >= candidate.from && place.to <= candidate.to;
            if place.kind == CITY && place.place == city {
                self.city = self.city.max(if own || place.inside { 1 } else { 2 });
            } else if place.kind == REGION && place.place == region && !own {
                self.region = true;
            }
            if place.country == country && reading.tells_country(place, group) {
                *if place.kind == COUNTRY { &mut self.named } else { &mut self.meant } = true;
            }
        }
    }

    fn country(&self, reading: &Reading, group: u16) -> i8 {
        let any = |named: bool| reading.places.iter().any(|p| (p.kind == COUNTRY) == named && reading.tells_country(p, group));
        match (self.named, self.meant) {
            (true, _) => 2,
            _ if self.placed && any(true) => -2,
            (_, true) => 1,
            _ if self.placed && any(false) => -1,
            _ => 0,
        }
    }
}

/// How two organisations stand to each other.
pub fn relation(tables: &Tables, this: &Candidate, other: &Candidate) -> Option<Relation> {
    let counts = [this, other].map(|c| tables.relation_count(&c.row));
    if counts.contains(&0) {
        return None;
    }
    if counts[0] <= counts[1] {
        return tables.relation(&this.row, other.organisation);
    }
    tables.relation(&other.row, this.organisation).map(Relation::turned)
}

/// Whether a token tells an organisation from others.
pub fn telling(class: u8) -> bool {
    class == Class::Plain as u8
}
