//! Whether a string names a part of an organisation, as a department and its university, and not the organisation itself.

use super::candidates::Candidate;
use super::reading::{Reading, Token};
use super::tables::Tables;
use super::words::Class;

/// Whether words left over beside an organisation are those of a department, a school, a laboratory, a field. Names of its
/// own, places and addresses leave nothing over, nor do `others` that are named beside it, nor its kin.
pub fn is_part(candidate: &Candidate, others: &[&Candidate], reading: &Reading, tables: &Tables) -> bool {
    let named = |n: u16| {
        let within = |from: u16, to: u16| from <= n && n < to;
        let kin = |other: u32| other == candidate.organisation || tables.relation(&candidate.row, other).is_some();
        within(candidate.from, candidate.to)
            || others.iter().any(|other| within(other.from, other.to))
            || reading.hits.iter().any(|hit| within(hit.from, hit.to) && kin(tables.name(hit.entry).organisation))
    };
    let tells = |t: &Token| [Class::Part as u8, Class::Kind as u8, Class::Field as u8].contains(&t.class) && !t.place && !t.address;
    let group = reading.tokens.get(candidate.from as usize).map(|t| t.group);
    (0u16..).zip(&reading.tokens).any(|(n, token)| Some(token.group) == group && tells(token) && !named(n))
}
