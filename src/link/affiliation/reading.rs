//! A printed string as words that the tables know, in segments and groups.

use super::build::{country_number, deletions};
use super::countries::REGIONS;
use super::fold::{self, Gap, Word};
use super::organisation::NameKind;
use super::tables::{CITY, COUNTRY, EXPANSION, KIND, NONE, PLACE, REGION, Table, Tables};
use super::words::Class;

/// Words that are read of a string at most.
pub const MOST: usize = 400;
/// A word that the tables do not know.
pub const UNKNOWN: u32 = u32::MAX;
/// How rare an unknown word is taken to be.
const RARE: f32 = 10.0;

/// A word that carries something.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub id: u32,
    /// Which of the printed words.
    pub word: u16,
    pub segment: u16,
    pub group: u16,
    pub class: u8,
    pub gap: Gap,
    pub weight: f32,
    /// Names a place.
    pub place: bool,
    /// Stands in a segment that names a country or region and nothing else.
    pub address: bool,
    /// Was damaged and is mended.
    pub mended: bool,
    /// A name of an organisation covers it whole.
    pub named: bool,
}

/// A name of the tables found in the string.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub from: u16,
    pub to: u16,
    pub entry: u32,
}

/// A place found in the string.
#[derive(Clone, Copy, Debug)]
pub struct PlaceHit {
    pub from: u16,
    pub to: u16,
    pub kind: u32,
    pub place: u32,
    pub country: u32,
    /// Fills its segment.
    pub alone: bool,
    /// Stands inside a name of an organisation.
    pub inside: bool,
}

/// What was read; kept from string to string, so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct Reading {
    pub words: Vec<Word>,
    pub tokens: Vec<Token>,
    /// Tokens of each segment.
    pub segments: Vec<(u16, u16)>,
    pub groups: u16,
    /// Has no capital letter.
    pub small: bool,
    pub hits: Vec<Hit>,
    pub places: Vec<PlaceHit>,
}

impl Reading {
    pub fn read(&mut self, text: &str, tables: &Tables) {
        fold::words(text, MOST, &mut self.words);
        self.small = !text.chars().any(char::is_uppercase);
        self.split(text, tables);
        self.scan(tables);
        self.find_places(text, tables);
    }

    fn split(&mut self, text: &str, tables: &Tables) {
        self.tokens.clear();
        self.segments.clear();
        let (mut gap, mut group) = (Gap::Strong, 0u16);
        for (n, word) in (0u16..).zip(&self.words) {
            gap = gap.max(word.gap);
            let key = tables.word(word.hash);
            let key = key.or_else(|| word.stem.and_then(|h| tables.word(h))).or_else(|| word.other.and_then(|h| tables.word(h)));
            let mut mended = false;
            let id = key.unwrap_or_else(|| {
                let near = near(text, word, tables);
                mended = near.is_some();
                near.unwrap_or(UNKNOWN)
            });
            let mut ids = [id, NONE, NONE];
            if id != UNKNOWN && id & EXPANSION != 0 {
                ids = [0, 1, 2].map(|n| tables.u32(Table::Expansions, 3 * (id & !EXPANSION) as usize + n));
            }
            let class = if id == UNKNOWN { 0 } else { tables.class(ids[0]) };
            if class == Class::Stop as u8 {
                if word.gap <= Gap::Join && word.letters <= 3 && gap == Gap::Space {
                    gap = Gap::Join;
                }
                continue;
            }
            let fresh = self.segments.is_empty() || gap >= Gap::Comma;
            if gap == Gap::Strong && !self.segments.is_empty() {
                group += 1;
            }
            let at = self.tokens.len() as u16;
            if fresh {
                self.segments.push((at, at));
            }
            for (nth, id) in ids.into_iter().enumerate() {
                if nth > 0 && id == NONE {
                    break;
                }
                self.tokens.push(Token {
                    id,
                    word: n,
                    segment: self.segments.len() as u16 - 1,
                    group,
                    class: if id == UNKNOWN { 0 } else { tables.class(id) },
                    gap: if nth == 0 { gap } else { Gap::Space },
                    weight: if word.number {
                        2.0
                    } else if id == UNKNOWN {
                        RARE
                    } else {
                        tables.weight(id)
                    },
                    place: false,
                    address: false,
                    mended,
                    named: false,
                });
            }
            if let Some(segment) = self.segments.last_mut() {
                segment.1 = self.tokens.len() as u16;
            }
            gap = Gap::Space;
        }
        self.groups = group + 1;
    }

    fn scan(&mut self, tables: &Tables) {
        self.hits.clear();
        for from in 0..self.tokens.len() {
            let mut node = 0;
            for to in from..self.tokens.len().min(from + 24) {
                let token = &self.tokens[to];
                if token.id == UNKNOWN || (to > from && token.gap == Gap::Strong) {
                    break;
                }
                let Some(next) = tables.step(node, token.id) else { break };
                node = next;
                self.hits.extend(tables.entries(node).map(|entry| Hit { from: from as u16, to: to as u16 + 1, entry }));
            }
        }
    }

    fn find_places(&mut self, text: &str, tables: &Tables) {
        self.places.clear();
        for hit in self.hits.iter().filter(|h| h.entry & PLACE != 0) {
            let (kind, place) = (hit.entry >> 28 & 7, hit.entry & 0x0fff_ffff);
            let country = tables.country_of(kind, place);
            self.places.push(PlaceHit { from: hit.from, to: hit.to, kind, place, country, alone: false, inside: false });
        }
        let (tokens, words) = (&self.tokens, &self.words);
        self.hits.retain_mut(|hit| {
            let kind = NameKind::of(hit.entry >> KIND);
            let name = hit.entry & PLACE == 0;
            hit.entry &= (1 << KIND) - 1;
            name && fits(hit, kind, text, tokens, words, tables)
        });
        self.short_regions(text, tables);
        // a longer name of several words hides the places in it, but no country after a comma; a longer place hides shorter ones
        for n in 0..self.places.len() {
            let place = &self.places[n];
            let holds = |from: u16, to: u16| from <= place.from && to >= place.to && to - from > place.to - place.from;
            let kind = |t: &Token| t.class == Class::Kind as u8 || t.class == Class::Part as u8;
            let comma = place.kind == COUNTRY && self.tokens[place.from as usize].gap >= Gap::Comma;
            let apart = |h: &Hit| comma && h.from < place.from;
            let named = |h: &Hit| holds(h.from, h.to) && !apart(h) && self.tokens[h.from as usize..h.to as usize].iter().any(kind);
            let inside = self.hits.iter().any(named) || self.places.iter().any(|other| holds(other.from, other.to));
            let place = &mut self.places[n];
            place.inside = inside;
            let segment = self.tokens.get(place.from as usize).map_or(0, |t| t.segment);
            let (first, last) = self.segments[segment as usize];
            let others = |range: std::ops::Range<u16>| {
                range.clone().all(|n| self.words[self.tokens[n as usize].word as usize].number || self.tokens[n as usize].letters_few())
            };
            place.alone = place.from >= first && place.to <= last && others(first..place.from) && others(place.to..last);
        }
        let (tokens, segments) = (&self.tokens, &self.segments);
        let ends = |p: &PlaceHit| segments[tokens[p.from as usize].segment as usize].1 == p.to;
        let meant: Vec<PlaceHit> =
            self.places.iter().filter(|p| !p.inside && (p.alone || (p.kind == COUNTRY && ends(p)))).copied().collect();
        for place in &meant {
            self.tokens[place.from as usize..place.to as usize].iter_mut().for_each(|t| {
                t.place = true;
                t.address |= place.alone && place.kind != CITY;
            });
        }
    }

    /// States by two or three capitals: `Ann Arbor, MI 48109`.
    fn short_regions(&mut self, text: &str, tables: &Tables) {
        for (n, word) in self.words.iter().enumerate() {
            if !word.capitals || word.letters > 3 || n == 0 {
                continue;
            }
            let printed = &text[word.span.start as usize..word.span.end as usize];
            let before = self.tokens.iter().rposition(|t| (t.word as usize) < n).unwrap_or(0);
            for (country, _, name) in REGIONS.iter().filter(|(_, short, _)| *short == printed) {
                let country = country_number(country);
                let at = self.tokens.iter().position(|t| t.word as usize == n).unwrap_or(before) as u16;
                if self.tokens.is_empty() {
                    return;
                }
                let mut node = Some(0);
                for (folded, ..) in fold::folded(name) {
                    let id = tables.word(fold::hash(fold::canonical(&folded)));
                    if id.is_some_and(|id| tables.class(id) == Class::Stop as u8) {
                        continue;
                    }
                    node = node.and_then(|node| tables.step(node, id?));
                }
                let region = node.and_then(|node| {
                    tables
                        .entries(node)
                        .find(|e| e & PLACE != 0 && e >> 28 & 7 == REGION && tables.country_of(REGION, e & 0x0fff_ffff) == country)
                });
                if let Some(entry) = region {
                    self.places.push(PlaceHit {
                        from: at,
                        to: at + 1,
                        kind: REGION,
                        place: entry & 0x0fff_ffff,
                        country,
                        alone: false,
                        inside: false,
                    });
                }
            }
        }
    }

    /// Where tokens stand in the string.
    pub fn span(&self, from: u16, to: u16) -> std::ops::Range<usize> {
        let word = |token: u16| self.tokens[token as usize].word as usize;
        let (start, mut end) = (self.words[word(from)].span.start, self.words[word(to - 1)].span.end);
        // and a word that carries nothing but is written together with the last one: the `In` of `LinkedIn`
        let next = self.tokens.get(to as usize).map_or(usize::MAX, |t| t.word as usize);
        for word in self.words.iter().take(next).skip(word(to - 1) + 1) {
            if word.span.start > end {
                break;
            }
            end = word.span.end;
        }
        start as usize..end as usize
    }

    /// Hash of the letters from one token to another, as names have it.
    pub fn letters(&self, from: u16, to: u16) -> u32 {
        let word = |token: u16| self.tokens[token as usize].word as usize;
        letters(&self.words[word(from)..=word(to - 1)])
    }

    /// Whether tokens are a whole segment but for places and addresses.
    pub fn fills(&self, from: u16, to: u16) -> bool {
        let (first, last) = self.segments[self.tokens[from as usize].segment as usize];
        let little = |t: &Token| t.place || t.letters_few() || self.words[t.word as usize].number;
        from == first && to <= last && self.tokens[to as usize..last as usize].iter().all(little)
    }

    /// Whether a place says in which country a group of segments is.
    pub fn tells_country(&self, place: &PlaceHit, group: u16) -> bool {
        !place.inside && (place.kind != CITY || place.alone) && self.tokens.get(place.from as usize).is_some_and(|t| t.group == group)
    }
}

/// Hash of printed letters, as names have it.
pub fn letters(printed: &[Word]) -> u32 {
    fold::sequence(printed.iter().map(|w| w.hash as u32)) as u32
}

/// Whether a name may be meant: short ones must look like names, turned ones stand in one piece.
fn fits(hit: &Hit, kind: NameKind, text: &str, tokens: &[Token], words: &[Word], tables: &Tables) -> bool {
    let found = &tokens[hit.from as usize..hit.to as usize];
    // a word such as institute alone names nothing
    if found.len() == 1 && found[0].class != 0 && tokens.len() > 1 {
        return false;
    }
    if found.len() == 1 {
        let word = &words[found[0].word as usize];
        let upper = text[word.span.start as usize..].chars().next().is_some_and(|c| !c.is_lowercase());
        return upper && (kind != NameKind::Acronym || word.capitals || (found[0].class == 0 && found[0].weight > 6.0));
    }
    // an acronym of several words is printed so, and not as the words it may stand for
    if kind == NameKind::Acronym {
        let printed = &words[found[0].word as usize..=found[found.len() - 1].word as usize];
        return letters(printed) == tables.name(hit.entry).letters;
    }
    !matches!(kind, NameKind::Turned | NameKind::Cityless) || found[1..].iter().all(|t| t.gap < Gap::Comma)
}

impl Token {
    /// Too little to be a part of a name.
    fn letters_few(&self) -> bool {
        self.class == Class::Address as u8
    }
}

/// The only word of the tables that this may be with a letter damaged.
fn near(text: &str, word: &Word, tables: &Tables) -> Option<u32> {
    if word.number || !(6..=24).contains(&word.letters) {
        return None;
    }
    let printed = &text[word.span.start as usize..word.span.end as usize];
    if !printed.is_ascii() {
        return None;
    }
    let folded = printed.to_ascii_lowercase();
    if !folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut found = None;
    for hash in deletions(&folded) {
        for id in tables.all(Table::Near, hash).take(8) {
            if found.is_some_and(|f| f != id && tables.weight(f) <= tables.weight(id)) {
                continue;
            }
            found = Some(id);
        }
    }
    found
}
