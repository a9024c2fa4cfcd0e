//! Stated figures against what is listed.

use super::Held;
use crate::diagnostic::{self, Diagnostic};
use crate::record::{Check, Committee, ContributionKind, Volume};
use crate::source::Span;

/// A check that a stated figure equals a counted one: metric, name, what is counted.
struct Count {
    metric: &'static str,
    name: &'static str,
    count: fn(&Volume) -> Option<Counted>,
}

/// How many were counted, in words, and where they stand.
struct Counted {
    value: i64,
    detail: String,
    span: Option<Span>,
}

const COUNTS: &[Count] = &[
    Count {
        metric: "acceptedPapers",
        name: "accepted-papers",
        count: |v| kinds(v, &[ContributionKind::FullPaper, ContributionKind::ShortPaper]),
    },
    Count { metric: "acceptedLongPapers", name: "accepted-long-papers", count: |v| kinds(v, &[ContributionKind::FullPaper]) },
    Count { metric: "acceptedShortPapers", name: "accepted-short-papers", count: |v| kinds(v, &[ContributionKind::ShortPaper]) },
    Count { metric: "programCommitteeSize", name: "program-committee-size", count: program_committee },
    Count { metric: "externalReviewerCount", name: "external-reviewers", count: |v| committee(v, "external-reviewer") },
];

/// Each stated figure against its list.
pub fn counts(held: &Held<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Check> {
    let volume = held.volume;
    let mut checks = Vec::new();
    for count in COUNTS {
        let Some(stated) = volume.statistics.iter().find(|s| s.metric == count.metric && !s.approximate) else { continue };
        let Some(counted) = (count.count)(volume) else { continue };
        let holds = stated.value.value == counted.value;
        let detail = format!("{} stated, {} listed", stated.value.value, counted.detail);
        let mut spans = vec![stated.value.span];
        spans.extend(counted.span);
        if !holds {
            let mut found =
                Diagnostic::new(&diagnostic::COUNT_MISMATCH, stated.quote.span, format!("{}: {detail}", count.name.replace('-', " ")));
            if let Some(span) = counted.span {
                found = found.label(span, "counted here");
            }
            diagnostics.push(found);
        }
        checks.push(Check { name: count.name.into(), holds, detail, spans });
    }
    checks.extend(sum(volume));
    checks
}

fn kinds(volume: &Volume, kinds: &[ContributionKind]) -> Option<Counted> {
    let listed: Vec<_> = volume.contributions.iter().filter(|c| kinds.contains(&c.kind)).collect();
    let count = |kind| listed.iter().filter(|c| c.kind == kind).count();
    let (full, short) = (count(ContributionKind::FullPaper), count(ContributionKind::ShortPaper));
    let detail = if full > 0 && short > 0 { format!("{full} + {short} short") } else { listed.len().to_string() };
    (!volume.contributions.is_empty()).then(|| Counted { value: listed.len() as i64, detail, span: listed.first().map(|c| c.title.span) })
}

fn committee(volume: &Volume, role: &str) -> Option<Counted> {
    let found: Vec<&Committee> = volume.committees.iter().filter(|c| c.role.as_deref() == Some(role)).collect();
    let value = found.iter().map(|c| c.seats.len() as i64).sum();
    found.first().map(|c| Counted { value, detail: value.to_string(), span: Some(c.label.span) })
}

/// Chairs count as members of their committee, once, whether or not the list repeats them.
fn program_committee(volume: &Volume) -> Option<Counted> {
    let members = committee(volume, "program-committee-member")?;
    let of = |role: &str| {
        volume
            .committees
            .iter()
            .filter(|c| c.role.as_deref() == Some(role))
            .flat_map(|c| &c.seats)
            .map(|s| s.name.value.key())
            .collect::<Vec<_>>()
    };
    let listed = of("program-committee-member");
    let chairs = of("program-chair").into_iter().filter(|k| !listed.contains(k)).count() as i64;
    let stated = volume.statistics.iter().find(|s| s.metric == "programCommitteeSize").map(|s| s.value.value);
    // some volumes count the members without their chairs
    if chairs == 0 || stated == Some(members.value) {
        return Some(members);
    }
    Some(Counted { value: members.value + chairs, detail: format!("{} + {chairs} chairs", members.value), span: members.span })
}

/// Long and short papers make up the accepted ones.
fn sum(volume: &Volume) -> Option<Check> {
    let stated = |metric: &str| volume.statistics.iter().find(|s| s.metric == metric);
    let (all, long, short) = (stated("acceptedPapers")?, stated("acceptedLongPapers")?, stated("acceptedShortPapers")?);
    let detail = format!("{} accepted, {} long + {} short", all.value.value, long.value.value, short.value.value);
    let holds = all.value.value == long.value.value + short.value.value;
    Some(Check { name: "accepted-sum".into(), holds, detail, spans: vec![all.value.span, long.value.span, short.value.span] })
}
