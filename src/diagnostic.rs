//! What the reader has to say about a document, in a compiler's manner: a code, a place, a message, a way forward.

use crate::source::Span;
use serde::Serialize;

pub mod render;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something worth knowing, nothing to do.
    Note,
    /// A doubtful reading; the printed text is kept.
    Warning,
    /// The document could not be read, or contradicts itself.
    Error,
}

/// A kind of diagnostic. Its severity belongs to it, and its page is both documentation and `frontis explain`.
#[derive(Debug)]
pub struct Code {
    /// `kebab-case`, also the file name in `docs/diagnostics`.
    pub name: &'static str,
    pub severity: Severity,
    pub page: &'static str,
}

macro_rules! codes {
    ($($constant:ident $name:literal $severity:ident)*) => {
        $(pub static $constant: Code = Code {
            name: $name,
            severity: Severity::$severity,
            page: include_str!(concat!("../docs/diagnostics/", $name, ".md")),
        };)*
        /// Every code, in alphabetical order.
        pub static CODES: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    AFFILIATION_DOUBTFUL "affiliation-doubtful" Warning
    AFFILIATION_REPAIRED "affiliation-repaired" Warning
    ANOTHER_READING "another-reading" Note
    AUTHORS_DISPLACED "authors-displaced" Warning
    AUTHORS_MISSING "authors-missing" Warning
    BLOCK_MOVED "block-moved" Warning
    BROKEN_MARKUP "broken-markup" Warning
    COUNT_MISMATCH "count-mismatch" Warning
    DATE_DOUBTFUL "date-doubtful" Warning
    DECISION_GONE "decision-gone" Warning
    DECISION_INVALID "decision-invalid" Error
    DECISION_NEEDLESS "decision-needless" Note
    DECISION_STALE "decision-stale" Warning
    DUPLICATE_ENTRY "duplicate-entry" Warning
    EMPTY_HEADING "empty-heading" Warning
    EMPTY_INPUT "empty-input" Error
    FIELD_DOUBTFUL "field-doubtful" Warning
    LEADER_REPAIRED "leader-repaired" Note
    LETTERS_DOUBTFUL "letters-doubtful" Warning
    LETTERS_MENDED "letters-mended" Note
    LETTERS_REPAIRED "letters-repaired" Warning
    LINES_PARTED "lines-parted" Note
    LOST_PAGE "lost-page" Warning
    NAME_DOUBTFUL "name-doubtful" Warning
    NAMES_LEFT_OVER "names-left-over" Warning
    NO_FRONT_MATTER "no-front-matter" Error
    NOT_TEXT "not-text" Error
    PAGE_ORDER "page-order" Warning
    PAGE_REPAIRED "page-repaired" Warning
    READING_DOUBTFUL "reading-doubtful" Warning
    READINGS_DIFFER "readings-differ" Warning
    SEVERAL_VOLUMES "several-volumes" Warning
    SHAPE_NOTE "shape-note" Note
    SHAPE_VIOLATION "shape-violation" Error
    SHAPE_WARNING "shape-warning" Warning
    TOO_LARGE "too-large" Error
    UNKNOWN_REFERENCE "unknown-reference" Warning
    UNREAD_BLOCK "unread-block" Warning
    UNTITLED_VOLUME "untitled-volume" Warning
    VALUE_DOUBTFUL "value-doubtful" Warning
    VOLUME_ID_TAKEN "volume-id-taken" Error
    WEEKDAY_MISMATCH "weekday-mismatch" Warning
    WORDS_PARTED "words-parted" Warning
}

impl Code {
    pub fn named(name: &str) -> Option<&'static Code> {
        CODES.iter().copied().find(|c| c.name == name)
    }
}

/// One finding about one place of a document.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub code: &'static Code,
    pub span: Span,
    /// Lower case, without a full stop.
    pub message: String,
    /// Further places with a word each.
    pub labels: Vec<(Span, String)>,
    pub help: Option<String>,
}

impl Diagnostic {
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), labels: Vec::new(), help: None }
    }

    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

/// A value that was read and what there is to say about it. Reading cannot fail.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}
