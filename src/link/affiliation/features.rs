//! What speaks for and against a candidate, as numbers.

use super::candidates::{Candidate, How, relation, telling};
use super::organisation::{NameKind, Relation, Status};
use super::reading::{Reading, Token, UNKNOWN, letters};
use super::tables::{COUNTRY, NONE, NameRow, Tables};
use super::words::Class;

/// The features of the first look, by name.
pub const FIRST: [&str; 84] = [
    "name-kind",
    "how",
    "letters-equal",
    "cover",
    "tight",
    "shared",
    "name-words",
    "rarest",
    "left-before",
    "left-after",
    "class-before",
    "class-after",
    "begins-segment",
    "ends-segment",
    "telling-words",
    "sharing",
    "country",
    "city",
    "region",
    "education",
    "healthcare",
    "company",
    "government",
    "facility",
    "nonprofit",
    "funder",
    "names",
    "relations",
    "external",
    "bare",
    "article",
    "inactive",
    "segment",
    "segments-after",
    "segments",
    "groups",
    "capitals",
    "longer-over",
    "best-beside",
    "parent-beside",
    "child-beside",
    "related-beside",
    "same-words",
    "better-same",
    "words",
    "part-of-string",
    "mended",
    "rank",
    "kind-class",
    "margin",
    "named-part",
    "lead-class",
    "known",
    "known-beyond",
    "mentions",
    "mentions-beyond",
    "kinds-left",
    "university-beside",
    "hospital-beside",
    "coherent",
    "overlaps",
    "whole-apart",
    "missing-telling",
    "missing-rest",
    "extra-inside",
    "children-same",
    "parent-same",
    "capital-less",
    "posted",
    "age",
    "country-said",
    "parts-before",
    "parts-left",
    "letters",
    "parents",
    "children",
    "better-country",
    "numbers",
    "unread",
    "well-known",
    "meant",
    "meant-share",
    "whole",
    "whole-meant-share",
];

/// Where in a row it stands how often strings meant the organisation: what training puts there of other strings.
pub const USAGE: usize = FIRST.len() - 4;

/// The features of the second look: those of the first, and what the first look said of all candidates.
pub const SECOND: [&str; 20] = [
    "first",
    "best-overlapping",
    "best-apart",
    "best-parent",
    "best-child",
    "best-related",
    "place-in-order",
    "sum-same-words",
    "best-before",
    "other-education",
    "other-healthcare",
    "other-company",
    "other-government",
    "other-facility",
    "other-nonprofit",
    "other-fame",
    "other-shared",
    "other-before",
    "other-segment",
    "other-known",
];

pub type First = [f32; FIRST.len()];
pub type Second = [f32; FIRST.len() + SECOND.len()];

fn overlap(a: &Candidate, b: &Candidate) -> bool {
    a.from < b.to && b.from < a.to
}

/// How well known an organisation seems.
fn fame(candidate: &Candidate, tables: &Tables) -> f32 {
    let row = &candidate.row;
    (tables.relation_count(row) as f32 + 1.0).ln() + 0.2 * row.names.min(20) as f32 + 0.3 * f32::from(row.external.min(6))
}

/// What the other candidates mean for one.
#[derive(Default)]
struct Beside {
    /// By how much a longer name over the same words weighs more.
    longer: f32,
    /// Weights of the best name elsewhere in the string: of all, of kin, of universities, of hospitals.
    best: f32,
    parent: f32,
    child: f32,
    related: f32,
    university: f32,
    hospital: f32,
    /// Candidates for exactly these words, and how many of them are more promising.
    same_words: f32,
    better: f32,
    /// Of those, the best known.
    fame: f32,
    mentions: f32,
    /// Whole names that overlap, and that do not.
    overlaps: f32,
    whole: f32,
    /// The most promising of all others.
    most: f32,
    /// Whether any whole name elsewhere has a country, the same country, the same city too.
    placed: bool,
    country: bool,
    city: bool,
    children_same: f32,
    parent_same: f32,
    better_country: f32,
}

impl Beside {
    fn of(n: usize, candidates: &[Candidate], fames: &[f32], tables: &Tables) -> Self {
        let this = &candidates[n];
        let mut found = Self { most: f32::MIN, ..Self::default() };
        for (m, other) in candidates.iter().enumerate().filter(|(m, _)| *m != n) {
            let (over, full) = (overlap(other, this), other.how != How::Some);
            let whole = other.how == How::Whole && other.kind != NameKind::Acronym;
            found.most = found.most.max(other.sort);
            if over {
                found.mentions = found.mentions.max(f32::from(other.mentions));
                found.overlaps += f32::from(u8::from(whole));
                if full && other.to - other.from > this.to - this.from {
                    found.longer = found.longer.max(other.shared - this.shared);
                }
                if other.from == this.from && other.to == this.to {
                    found.same_words += 1.0;
                    found.better_country = found.better_country.max(f32::from(other.country - this.country));
                    match relation(tables, this, other) {
                        Some(Relation::Child) => found.children_same += 1.0,
                        Some(Relation::Parent) => found.parent_same = 1.0,
                        _ => {}
                    }
                    found.better += f32::from(u8::from(other.sort > this.sort));
                    if full {
                        found.fame = found.fame.max(fames[m]);
                    }
                }
            } else {
                found.whole += f32::from(u8::from(whole));
                if full {
                    found.best = found.best.max(other.shared);
                    for (bit, best) in [&mut found.university, &mut found.hospital].into_iter().enumerate() {
                        if other.row.types >> bit & 1 == 1 {
                            *best = best.max(other.shared);
                        }
                    }
                    if other.shared > 8.0 && other.home[1] != NONE && this.home[1] != NONE {
                        found.placed = true;
                        found.country |= other.home[1] == this.home[1];
                        found.city |= other.home == this.home;
                    }
                }
            }
            if full {
                let best = match relation(tables, this, other) {
                    Some(Relation::Parent) => &mut found.parent,
                    Some(Relation::Child) => &mut found.child,
                    Some(Relation::Related) => &mut found.related,
                    _ => continue,
                };
                *best = best.max(other.shared);
            }
        }
        found
    }

    fn coherent(&self) -> f32 {
        match (self.placed, self.country, self.city) {
            (false, ..) => 0.0,
            (_, _, true) => 2.0,
            (_, true, _) => 1.0,
            _ => -1.0,
        }
    }
}

/// What a string lacks of a name.
#[derive(Default)]
struct Missing {
    /// Weight of the rarest telling word, and of all words that do not tell.
    telling: f32,
    rest: f32,
    /// Names that have the rarest telling word that is there.
    having: u32,
}

impl Missing {
    fn of(name: &NameRow, tokens: &[Token], tables: &Tables) -> Self {
        let mut missing = Self::default();
        for word in tables.name_words(name) {
            if let Some(token) = tokens.iter().find(|t| t.id == word) {
                let having = tables.posted(token.id).len() as u32;
                if telling(token.class) && (missing.having == 0 || having < missing.having) {
                    missing.having = having;
                }
            } else if telling(tables.class(word)) {
                missing.telling = missing.telling.max(tables.weight(word));
            } else {
                missing.rest += tables.weight(word);
            }
        }
        missing
    }
}

/// Weight of the telling words among those of a name that are none of it.
fn extra(name: &NameRow, tokens: &[Token], tables: &Tables) -> f32 {
    let others = tokens.iter().filter(|t| telling(t.class) && !tables.name_words(name).any(|w| w == t.id));
    others.map(|t| t.weight).sum()
}

/// What strings whose organisations are known say of one: in how many it was a candidate and in how many of them it was
/// meant, the same where its whole name was printed.
pub fn usage([named, meant, whole, whole_meant]: [u16; 4]) -> [f32; 4] {
    let [named, meant, whole, whole_meant] = [named, meant, whole, whole_meant].map(f32::from);
    [(1.0 + meant).ln(), (meant + 0.3) / (named + 2.0), (1.0 + whole).ln(), (whole_meant + 1.0) / (whole + 2.0)]
}

/// Features of every candidate.
pub fn first(candidates: &[Candidate], reading: &Reading, tables: &Tables, out: &mut Vec<First>) {
    out.clear();
    let fames: Vec<f32> = candidates.iter().map(|c| fame(c, tables)).collect();
    let small = reading.small;
    let total: f32 = reading.tokens.iter().filter(|t| !t.place).map(|t| t.weight).sum();
    for (n, candidate) in candidates.iter().enumerate() {
        let name = tables.name(candidate.name);
        let organisation = candidate.row;
        let tokens = &reading.tokens[candidate.from as usize..candidate.to as usize];
        let segment = tokens[0].segment;
        let (first, _) = reading.segments[segment as usize];
        let (_, last) = reading.segments[tokens[tokens.len() - 1].segment as usize];
        let left = |from: u16, to: u16| -> f32 {
            reading.tokens[from as usize..to.max(from) as usize].iter().filter(|t| !t.place).map(|t| t.weight).sum()
        };
        let class = |at: Option<u16>| at.map_or(-1.0, |at| f32::from(reading.tokens[at as usize].class));
        let before = (candidate.from > first).then(|| candidate.from - 1);
        let after = (candidate.to < last).then_some(candidate.to);
        let printed = &reading.words[tokens[0].word as usize..=tokens[tokens.len() - 1].word as usize];
        let same_letters = letters(printed) == name.letters;
        let beside = Beside::of(n, candidates, &fames, tables);
        let bit = |n: usize| f32::from(organisation.types >> n & 1);
        let telling_words = tokens.iter().filter(|t| telling(t.class)).count();
        let kinds = tables.name_words(&name).map(|w| tables.class(w)).filter(|c| *c == 2).count();
        let missing = Missing::of(&name, tokens, tables);
        let extra = if candidate.how == How::Some { extra(&name, tokens, tables) } else { 0.0 };
        let part = |t: &&Token| t.class == Class::Part as u8;
        let parts = |tokens: &[Token]| tokens.iter().filter(part).count();
        let parts_before = parts(&reading.tokens[..first as usize]).min(10) as f32;
        let parts_left = (parts(&reading.tokens[first as usize..last as usize]) - parts(tokens)) as f32;
        let kin = |kind: Relation| tables.relations(&organisation).filter(|(relation, _)| *relation == kind).count();
        let usage = usage(organisation.usage);
        out.push([
            if name.kind == NameKind::Known { NameKind::Alias } else { name.kind } as u8 as f32,
            candidate.how as u8 as f32,
            f32::from(u8::from(same_letters)),
            candidate.shared / candidate.name_weight.max(0.1),
            (candidate.shared / candidate.window.max(0.1)).min(1.0),
            candidate.shared,
            name.words as f32,
            tables.name_words(&name).map(|w| tables.weight(w)).fold(0.0, f32::max),
            left(first, candidate.from),
            left(candidate.to, last),
            class(before),
            class(after),
            f32::from(u8::from(candidate.from == first)),
            f32::from(u8::from(candidate.to == last)),
            telling_words as f32,
            (name.sharing as f32).min(50.0),
            f32::from(candidate.country),
            f32::from(candidate.city),
            f32::from(u8::from(candidate.region)),
            bit(0),
            bit(1),
            bit(2),
            bit(3),
            bit(4),
            bit(5),
            bit(6),
            organisation.names.min(20) as f32,
            tables.relation_count(&organisation).min(60) as f32,
            f32::from(organisation.external.min(10)),
            f32::from(u8::from(organisation.bare)),
            f32::from(u8::from(organisation.article)),
            f32::from(u8::from(organisation.status == Status::Inactive)),
            f32::from(segment),
            (reading.segments.len() as f32 - f32::from(segment) - 1.0).min(20.0),
            reading.segments.len().min(20) as f32,
            f32::from(reading.groups.min(10)),
            f32::from(u8::from(printed.iter().all(|w| w.capitals))),
            beside.longer,
            beside.best,
            beside.parent,
            beside.child,
            beside.related,
            beside.same_words,
            beside.better,
            reading.tokens.len().min(60) as f32,
            candidate.shared / total.max(0.1),
            tokens.iter().filter(|t| t.mended).count() as f32,
            n as f32,
            kinds as f32,
            (candidate.sort - beside.most).clamp(-20.0, 20.0),
            tokens.iter().filter(|t| t.named).count() as f32 / tokens.len() as f32,
            f32::from(reading.tokens[first as usize].class),
            fames[n],
            fames[n] - beside.fame,
            f32::from(candidate.mentions),
            beside.mentions,
            reading.tokens[first as usize..last as usize].iter().filter(|t| t.class == 2).count() as f32
                - tokens.iter().filter(|t| t.class == 2).count() as f32,
            beside.university,
            beside.hospital,
            beside.coherent(),
            beside.overlaps,
            beside.whole,
            missing.telling,
            missing.rest,
            extra,
            beside.children_same,
            beside.parent_same,
            f32::from(u8::from(small)),
            (missing.having as f32 + 1.0).ln(),
            organisation.established.map_or(-1.0, |year| (2030.0 - year as f32).max(1.0).ln()),
            f32::from(u8::from(reading.places.iter().any(|p| p.kind == COUNTRY && !p.inside))),
            parts_before,
            parts_left,
            (printed.last().map_or(0, |w| w.span.end) - printed[0].span.start) as f32,
            kin(Relation::Parent) as f32,
            kin(Relation::Child).min(40) as f32,
            beside.better_country,
            reading.words.iter().filter(|w| w.number).count().min(10) as f32,
            reading.tokens.iter().filter(|t| t.id == UNKNOWN).count().min(20) as f32,
            f32::from(u8::from(candidate.known)),
            usage[0],
            usage[1],
            usage[2],
            usage[3],
        ]);
    }
}

/// Features of the second look, from the first features and what the first look said, of candidates that it gave the least
/// or more.
pub fn second(candidates: &[Candidate], first: &[First], said: &[f32], least: f32, tables: &Tables, out: &mut Vec<Second>) {
    out.clear();
    for (n, candidate) in candidates.iter().enumerate() {
        if said[n] < least {
            continue;
        }
        let mut row = [0.0; FIRST.len() + SECOND.len()];
        row[..FIRST.len()].copy_from_slice(&first[n]);
        let extra = &mut row[FIRST.len()..];
        extra[0] = said[n];
        let apart = (0..candidates.len()).filter(|m| *m != n && !overlap(candidate, &candidates[*m]));
        if let Some(m) = apart.max_by(|a, b| said[*a].total_cmp(&said[*b])).filter(|m| said[*m] > 0.1) {
            let other = &candidates[m];
            for bit in 0..6 {
                extra[9 + bit] = if other.row.types >> bit & 1 == 1 { 1.0 } else { -1.0 };
            }
            extra[15] = fame(candidate, tables) - fame(other, tables);
            extra[16] = candidate.shared - other.shared;
            extra[17] = if other.to <= candidate.from { 1.0 } else { -1.0 };
            extra[18] = first[n][32] - first[m][32];
            extra[19] = f32::from(other.how as u8) + 1.0;
        }
        for (m, other) in candidates.iter().enumerate().filter(|(m, _)| *m != n) {
            let value = said[m];
            if overlap(candidate, other) {
                extra[1] = extra[1].max(value);
            } else {
                extra[2] = extra[2].max(value);
                if other.to <= candidate.from {
                    extra[8] = extra[8].max(value);
                }
            }
            // relations matter between those that may hold
            if value > 0.1 {
                match relation(tables, candidate, other) {
                    Some(Relation::Parent) => extra[3] = extra[3].max(value),
                    Some(Relation::Child) => extra[4] = extra[4].max(value),
                    Some(_) => extra[5] = extra[5].max(value),
                    None => {}
                }
            }
            if value > said[n] || (value == said[n] && m < n) {
                extra[6] += 1.0;
            }
            if other.from == candidate.from && other.to == candidate.to {
                extra[7] += value;
            }
        }
        out.push(row);
    }
}
