//! The volume checks itself: what it states about itself is held against what it lists, a mismatch is used to bring
//! back what reading order displaced, and what was read is held against the text around it.

mod columns;
mod counts;
mod likeness;
mod order;
mod place;
mod sequence;
mod years;

use crate::diagnostic::{self, Code, Diagnostic};
use crate::record::{Check, Volume};
use crate::source::{Sources, Span};

/// What was read, and the text it was read from.
pub struct Held<'a> {
    pub volume: &'a Volume,
    pub sources: &'a Sources,
}

/// A check of what the volume says or lists: what it found, and a diagnostic for each place that does not hold.
type Run = fn(&Held<'_>, &mut Vec<Diagnostic>) -> Option<Check>;

const RUNS: &[Run] = &[order::pages, order::duplicates, order::session_numbers, order::days];

/// Signs that a reading went wrong where nothing that is stated contradicts it.
struct Sign {
    name: &'static str,
    code: &'static Code,
    find: fn(&Held<'_>) -> Vec<Doubt>,
}

const SIGNS: &[Sign] = &[
    Sign { name: "names-left-over", code: &diagnostic::NAMES_LEFT_OVER, find: place::left_over },
    Sign { name: "authors-missing", code: &diagnostic::AUTHORS_MISSING, find: place::missing },
    Sign { name: "authors-beside-titles", code: &diagnostic::AUTHORS_DISPLACED, find: place::displaced },
    Sign { name: "authors-differ", code: &diagnostic::AUTHORS_DISPLACED, find: sequence::repeated },
    Sign { name: "titles-look-like-titles", code: &diagnostic::VALUE_DOUBTFUL, find: likeness::titles },
    Sign { name: "titles-are-set-alike", code: &diagnostic::VALUE_DOUBTFUL, find: sequence::titles },
    Sign { name: "authors-look-like-names", code: &diagnostic::VALUE_DOUBTFUL, find: likeness::authors },
    Sign { name: "affiliations-look-like-affiliations", code: &diagnostic::VALUE_DOUBTFUL, find: likeness::affiliations },
    Sign { name: "sessions-look-like-sessions", code: &diagnostic::VALUE_DOUBTFUL, find: likeness::sessions },
    Sign { name: "pages-look-like-pages", code: &diagnostic::VALUE_DOUBTFUL, find: years::pages },
    Sign { name: "dates-fit-years", code: &diagnostic::DATE_DOUBTFUL, find: years::dates },
];

/// What the audit says of a volume, and says anew of a volume that is put together of several readings.
pub const CODES: &[&str] = &[
    "authors-displaced",
    "authors-missing",
    "count-mismatch",
    "date-doubtful",
    "duplicate-entry",
    "names-left-over",
    "page-order",
    "value-doubtful",
];

/// How sure a doubtful value still is.
const DOUBTFUL: f64 = 0.8;

/// A value that may be wrong: where it stands, what is odd about it, and whose it is.
pub struct Doubt {
    pub span: Span,
    pub of: Of,
    /// Lower case, without a full stop.
    pub message: String,
    pub label: Option<(Span, &'static str)>,
}

/// What a doubt concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Volume,
    /// A contribution, by its index.
    Entry(usize),
    /// An author of a contribution.
    Author(usize, usize),
}

impl Doubt {
    fn new(span: Span, of: Of, message: impl Into<String>) -> Self {
        Self { span, of, message: message.into(), label: None }
    }

    fn label(self, span: Span, text: &'static str) -> Self {
        Self { label: Some((span, text)), ..self }
    }
}

/// Repairs what can be repaired, then writes the checks, with a diagnostic for each place where one fails. A sign of
/// something wrong is a check only where it is seen; it makes the values that it concerns less sure.
pub fn audit(volume: &mut Volume, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    columns::displaced(volume, diagnostics);
    let held = Held { volume, sources };
    let mut checks = counts::counts(&held, diagnostics);
    checks.extend(RUNS.iter().filter_map(|run| run(&held, diagnostics)));
    let mut concerned = Vec::new();
    for sign in SIGNS {
        let found = (sign.find)(&held);
        let entries = volume.contributions.len();
        if found.is_empty() {
            continue;
        }
        let spans: Vec<Span> = found.iter().map(|doubt| doubt.span).collect();
        let detail =
            if entries == 0 { format!("{} doubtful", spans.len()) } else { format!("{} doubtful, {entries} entries", spans.len()) };
        checks.push(Check { name: sign.name.into(), holds: false, detail, spans });
        for doubt in found {
            concerned.push(doubt.of);
            let told = Diagnostic::new(sign.code, doubt.span, doubt.message);
            diagnostics.push(match doubt.label {
                Some((span, text)) => told.label(span, text),
                None => told,
            });
        }
    }
    for of in concerned {
        let confidence = match of {
            Of::Volume => continue,
            Of::Entry(i) => &mut volume.contributions[i].confidence,
            Of::Author(i, k) => &mut volume.contributions[i].authors[k].confidence,
        };
        *confidence = confidence.min(DOUBTFUL);
    }
    for committee in volume.committees.iter().filter(|c| c.seats.is_empty()) {
        diagnostics.push(Diagnostic::new(
            &diagnostic::EMPTY_HEADING,
            committee.label.span,
            format!("no names stand below `{}`", committee.label.value),
        ));
    }
    volume.checks = checks;
}
