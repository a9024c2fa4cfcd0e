//! The volume checks itself: what it states about itself is held against what it lists, and a mismatch is used to bring
//! back what reading order displaced.

use crate::diagnostic::{self, Diagnostic};
use crate::record::slug::key;
use crate::record::{Check, Committee, ContributionKind, Repair, Volume};
use crate::source::Span;
use std::collections::HashMap;

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

/// Repairs what can be repaired, then writes the checks and a diagnostic for each that fails.
pub fn audit(volume: &mut Volume, diagnostics: &mut Vec<Diagnostic>) {
    displaced_columns(volume, diagnostics);
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
    checks.extend(page_order(volume, diagnostics));
    checks.extend(duplicates(volume, diagnostics));
    checks.extend(ordinals(volume, diagnostics));
    checks.extend(days(volume));
    for committee in volume.committees.iter().filter(|c| c.seats.is_empty()) {
        diagnostics.push(Diagnostic::new(
            &diagnostic::EMPTY_HEADING,
            committee.label.span,
            format!("no names stand below `{}`", committee.label.value),
        ));
    }
    volume.checks = checks;
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

/// First pages do not fall.
fn page_order(volume: &Volume, diagnostics: &mut Vec<Diagnostic>) -> Option<Check> {
    let paged: Vec<(i32, Span)> =
        volume.contributions.iter().filter_map(|c| c.pages.as_ref().and_then(|p| p.value.first.sort.map(|s| (s, p.span)))).collect();
    let falls: Vec<Span> = paged.windows(2).filter(|w| w[1].0 < w[0].0).map(|w| w[1].1).collect();
    for span in &falls {
        diagnostics.push(Diagnostic::new(&diagnostic::PAGE_ORDER, *span, "starts before the entry printed above it"));
    }
    let (first, last) = (paged.first()?, paged.last()?);
    let detail = match falls.len() {
        0 => format!("{} first pages rise from {} to {}", paged.len(), first.0, last.0),
        n => format!("{n} of {} first pages fall", paged.len()),
    };
    let spans = if falls.is_empty() { vec![first.1, last.1] } else { falls };
    Some(Check { name: "page-order".into(), holds: spans.len() == 2 && detail.contains("rise"), detail, spans })
}

/// No title stands twice.
fn duplicates(volume: &Volume, diagnostics: &mut Vec<Diagnostic>) -> Option<Check> {
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut again = Vec::new();
    for contribution in &volume.contributions {
        if let Some(first) = seen.insert(key(&contribution.title.value), contribution.title.span) {
            again.push(contribution.title.span);
            diagnostics.push(
                Diagnostic::new(&diagnostic::DUPLICATE_ENTRY, contribution.title.span, "this title was listed before").label(first, "here"),
            );
        }
    }
    let n = volume.contributions.len();
    let detail = if again.is_empty() { format!("{n} titles, none twice") } else { format!("{} of {n} titles stand twice", again.len()) };
    (n > 0).then(|| Check { name: "no-duplicates".into(), holds: again.is_empty(), detail, spans: again })
}

/// Printed session numbers run on.
fn ordinals(volume: &Volume, _diagnostics: &mut [Diagnostic]) -> Option<Check> {
    let numbers: Vec<(u32, Span)> =
        volume.sessions.iter().filter_map(|s| s.number.as_ref()?.parse().ok().map(|n| (n, s.title.span))).collect();
    if numbers.len() < 2 || numbers.len() < volume.sessions.len() {
        return None;
    }
    let gap = numbers.windows(2).find(|w| w[1].0 != w[0].0 + 1);
    let detail = match gap {
        None => format!("sessions {} to {}", numbers[0].0, numbers[numbers.len() - 1].0),
        Some(w) => format!("session {} follows session {}", w[1].0, w[0].0),
    };
    let spans = gap.map_or_else(Vec::new, |w| vec![w[1].1]);
    Some(Check { name: "session-numbers".into(), holds: gap.is_none(), detail, spans })
}

/// Days lie within the event.
fn days(volume: &Volume) -> Option<Check> {
    let dates = volume.event.dates.as_ref()?;
    let range = dates.value.typed()?;
    let outside: Vec<Span> =
        volume.days.iter().filter(|d| d.date.is_some_and(|d| d < range.start || d > range.end)).map(|d| d.label.span).collect();
    let n = volume.days.iter().filter(|d| d.date.is_some()).count();
    let detail = match outside.len() {
        0 => format!("{n} days between {} and {}", range.start, range.end),
        k => format!("{k} of {n} days outside {} to {}", range.start, range.end),
    };
    (n > 0).then(|| Check {
        name: "days-within-event".into(),
        holds: outside.is_empty(),
        detail,
        spans: if outside.is_empty() { vec![dates.span] } else { outside },
    })
}

/// Columns read one after the other leave the first names of a list above its heading, under the heading before. Where
/// the volume states how many there are, and the names above make up exactly what is missing, they are moved.
fn displaced_columns(volume: &mut Volume, diagnostics: &mut Vec<Diagnostic>) {
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
