//! What speaks for and against a candidate, as numbers.

use super::candidates::{Candidate, How, relation, telling};
use super::organisation::{NameKind, Relation, Status};
use super::reading::Reading;
use super::tables::Tables;

/// The features of the first look, by name.
pub const FIRST: [&str; 62] = [
    "name-kind", "how", "letters-equal", "cover", "tight", "shared", "name-words", "rarest", "left-before", "left-after",
    "class-before", "class-after", "begins-segment", "ends-segment", "telling-words", "sharing", "country", "city", "region",
    "education", "healthcare", "company", "government", "facility", "nonprofit", "funder", "names", "relations", "external",
    "bare", "article", "inactive", "segment", "segments-after", "segments", "groups", "capitals", "longer-over", "best-beside",
    "parent-beside", "child-beside", "related-beside", "same-words", "better-same", "words", "part-of-string", "mended",
    "rank", "kind-class", "margin", "named-part", "lead-class", "known", "known-beyond", "mentions", "mentions-beyond", "kinds-left", "university-beside",
    "hospital-beside", "coherent", "overlaps", "whole-apart",
];

/// The features of the second look: those of the first, and what the first look said of all candidates.
pub const SECOND: [&str; 9] =
    ["first", "best-overlapping", "best-apart", "best-parent", "best-child", "best-related", "place-in-order", "sum-same-words", "best-before"];

pub type First = [f32; FIRST.len()];
pub type Second = [f32; FIRST.len() + SECOND.len()];

fn overlap(a: &Candidate, b: &Candidate) -> bool {
    a.from < b.to && b.from < a.to
}

/// Features of every candidate.
pub fn first(candidates: &[Candidate], reading: &Reading, tables: &Tables, out: &mut Vec<First>) {
    out.clear();
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
        let letters = super::fold::sequence(printed.iter().map(|w| w.hash as u32)) as u32;
        let full = |a: &Candidate| a.how != How::Some;
        let others = || candidates.iter().enumerate().filter(move |(m, _)| *m != n).map(|(_, c)| c);
        let longer = others()
            .filter(|c| overlap(c, candidate) && full(c) && c.to - c.from > candidate.to - candidate.from)
            .map(|c| c.shared - candidate.shared)
            .fold(0.0, f32::max);
        let beside = others().filter(|c| !overlap(c, candidate) && full(c)).map(|c| c.shared).fold(0.0, f32::max);
        let kin = |wanted: Relation| {
            others().filter(move |c| full(c) && relation(tables, candidate, c) == Some(wanted)).map(|c| c.shared)
        };
        let same = others().filter(|c| c.from == candidate.from && c.to == candidate.to);
        let (mut same_words, mut better) = (0.0, 0.0);
        for other in same {
            same_words += 1.0;
            if other.sort > candidate.sort {
                better += 1.0;
            }
        }
        let fame = |c: &Candidate| {
            (tables.relation_count(&c.row) as f32 + 1.0).ln() + 0.2 * c.row.names.min(20) as f32 + 0.3 * f32::from(c.row.external.min(6))
        };
        let beyond = others().filter(|c| c.from == candidate.from && c.to == candidate.to && full(c)).map(fame).fold(0.0, f32::max);
        let typed = |n: usize| {
            others().filter(|c| !overlap(c, candidate) && full(c) && c.row.types >> n & 1 == 1).map(|c| c.shared).fold(0.0, f32::max)
        };
        let apart = || others().filter(|c| !overlap(c, candidate) && full(c) && c.shared > 8.0 && c.home[1] != super::tables::NONE);
        let coherent = if candidate.home[1] == super::tables::NONE || apart().next().is_none() {
            0.0
        } else if apart().any(|c| c.home == candidate.home) {
            2.0
        } else if apart().any(|c| c.home[1] == candidate.home[1]) {
            1.0
        } else {
            -1.0
        };
        let bit = |n: usize| f32::from(organisation.types >> n & 1);
        let telling_words = tokens.iter().filter(|t| telling(t.class)).count();
        let most = others().map(|c| c.sort).fold(f32::MIN, f32::max);
        let kinds = tables.name_words(&name).map(|w| tables.class(w)).filter(|c| *c == 2).count();
        out.push([
            if name.kind == NameKind::Known { NameKind::Alias } else { name.kind } as u8 as f32,
            candidate.how as u8 as f32,
            f32::from(u8::from(letters == name.letters)),
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
            longer,
            beside,
            kin(Relation::Parent).fold(0.0, f32::max),
            kin(Relation::Child).fold(0.0, f32::max),
            kin(Relation::Related).fold(0.0, f32::max),
            same_words,
            better,
            reading.tokens.len().min(60) as f32,
            candidate.shared / total.max(0.1),
            tokens.iter().filter(|t| t.mended).count() as f32,
            n as f32,
            kinds as f32,
            (candidate.sort - most).clamp(-20.0, 20.0),
            tokens.iter().filter(|t| t.named).count() as f32 / tokens.len() as f32,
            f32::from(reading.tokens[first as usize].class),
            fame(candidate),
            fame(candidate) - beyond,
            f32::from(candidate.mentions),
            others().filter(|c| overlap(c, candidate)).map(|c| f32::from(c.mentions)).fold(0.0, f32::max),
            reading.tokens[first as usize..last as usize].iter().filter(|t| t.class == 2).count() as f32
                - tokens.iter().filter(|t| t.class == 2).count() as f32,
            typed(0),
            typed(1),
            coherent,
            others().filter(|c| overlap(c, candidate) && c.how == How::Whole && c.kind != NameKind::Acronym).count() as f32,
            others().filter(|c| !overlap(c, candidate) && c.how == How::Whole && c.kind != NameKind::Acronym).count() as f32,
        ]);
    }
}

/// Features of the second look, from the first features and what the first look said; nothing of those that it gave
/// less than the least.
pub fn second(candidates: &[Candidate], first: &[First], said: &[f32], least: f32, tables: &Tables, out: &mut Vec<Second>) {
    out.clear();
    for (n, candidate) in candidates.iter().enumerate() {
        let mut row = [0.0; FIRST.len() + SECOND.len()];
        if said[n] < least {
            out.push(row);
            continue;
        }
        row[..FIRST.len()].copy_from_slice(&first[n]);
        let extra = &mut row[FIRST.len()..];
        extra[0] = said[n];
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
