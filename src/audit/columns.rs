//! Names that reading order put under the wrong heading.

use crate::diagnostic::{self, Diagnostic};
use crate::record::slug::key;
use crate::record::{Repair, Volume};
use crate::source::Span;

/// Columns read one after the other leave the first names of a list above its heading, under the heading before. Where
/// the volume states how many there are, and the names above make up exactly what is missing, they are moved.
pub fn displaced(volume: &mut Volume, diagnostics: &mut Vec<Diagnostic>) {
    let stated: Vec<(&str, i64, Span)> = volume
        .statistics
        .iter()
        .filter(|s| !s.approximate)
        .filter_map(|s| COUNTED_LISTS.iter().find(|(metric, _)| *metric == s.metric).map(|(_, role)| (*role, s.value.value, s.value.span)))
        .collect();
    for (role, wanted, said) in stated {
        let Some(at) = volume.committees.iter().position(|c| c.role.as_deref() == Some(role)) else { continue };
        let listed = volume.committees[at].seats.len() as i64;
        let missing = wanted - listed;
        let Some(above) = at.checked_sub(1).filter(|_| missing > 0) else { continue };
        let donor = &volume.committees[above];
        let bare = donor.seats.len() as i64 == missing && donor.seats.iter().all(|s| s.affiliations.is_empty());
        let adjacent = donor.role.as_deref() != Some(role)
            && !volume.statistics.iter().any(|s| COUNTED_LISTS.iter().any(|(m, r)| *m == s.metric && donor.role.as_deref() == Some(*r)));
        if !bare || !adjacent {
            continue;
        }
        let moved = std::mem::take(&mut volume.committees[above].seats);
        let span = moved[0].name.span.join(moved[moved.len() - 1].name.span);
        let (from, to) = (volume.committees[above].label.clone(), volume.committees[at].label.clone());
        let run_on = volume.committees[at].seats.first().zip(moved.last()).is_some_and(|(next, last)| family_key(last) <= family_key(next));
        let (printed, repaired) = (from.value.clone(), to.value.clone());
        volume.repairs.push(Repair { name: "displaced-column".into(), span, printed, repaired, confidence: 1.0 });
        let reason = if run_on { " and the alphabet runs on" } else { "" };
        let message =
            format!("{} names above `{}` belong to it: {listed} + {} = {wanted} as stated{reason}", moved.len(), to.value, moved.len());
        diagnostics.push(
            Diagnostic::new(&diagnostic::BLOCK_MOVED, span, message)
                .label(from.span, "printed below this heading")
                .label(to.span, "read as part of this list")
                .label(said, "stated here"),
        );
        volume.committees[at].seats.splice(0..0, moved);
    }
}

/// Metrics that state the length of a list of names.
const COUNTED_LISTS: &[(&str, &str)] =
    &[("externalReviewerCount", "external-reviewer"), ("programCommitteeSize", "program-committee-member")];

fn family_key(signature: &crate::record::Signature) -> String {
    key(signature.name.value.family.as_deref().unwrap_or(&signature.name.value.full))
}
