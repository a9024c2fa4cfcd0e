//! What a person decided about a reading: a list of decisions in a file, applied again after every reading.
//!
//! A decision names a thing by its IRI without the base, or by the place that it was read from, so that it outlives a new
//! reading, and says what was read then. Where the page now reads otherwise it is not applied but reported.

mod apply;
mod fields;
mod file;
mod parts;

use serde::{Deserialize, Serialize};

pub use apply::{Applied, apply};
pub use fields::{get as field, names as field_names};
pub use file::{Curation, NAME};
pub use parts::{Part, find, parts};

/// One decision of one person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// `qm-2014/paper/p13#a2`, the IRI without base and `id/`; or a place, `sha256-000cbe32d9a8cd70#char=947,1190`.
    pub thing: String,
    /// The field that is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// What was read when this was decided; nothing where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The thing that is the rest of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merge: Option<String>,
    /// The words of a title or name with which another begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// It is no such thing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remove: bool,
    /// It was read rightly.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub right: bool,
    /// Another data set's IRI for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept: Option<String>,
    /// What another data set means is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reject: Option<String>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, as a date or date and time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// On what grounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What a decision does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act<'a> {
    Set { field: &'a str, to: &'a str },
    Merge { with: &'a str },
    Split { at: &'a str },
    Remove,
    Right,
    Accept { target: &'a str },
    Reject { target: &'a str },
}

impl Decision {
    /// The one thing that it does; the reason where it is none, or several.
    pub fn act(&self) -> Result<Act<'_>, String> {
        let set = self.set.as_deref().map(|field| Act::Set { field, to: self.to.as_deref().unwrap_or_default() });
        let acts = [
            set,
            self.merge.as_deref().map(|with| Act::Merge { with }),
            self.split.as_deref().map(|at| Act::Split { at }),
            self.remove.then_some(Act::Remove),
            self.right.then_some(Act::Right),
            self.accept.as_deref().map(|target| Act::Accept { target }),
            self.reject.as_deref().map(|target| Act::Reject { target }),
        ];
        let mut acts = acts.into_iter().flatten();
        match (acts.next(), acts.next()) {
            (Some(act), None) if self.to.is_none() || self.set.is_some() => Ok(act),
            (Some(_), None) => Err("`to` belongs to `set`".to_owned()),
            (None, _) => Err("it decides nothing: one of set, merge, split, remove, right, accept, reject".to_owned()),
            (Some(_), Some(_)) => Err("it decides several things: one of set, merge, split, remove, right, accept, reject".to_owned()),
        }
    }

    /// The decision in a few words.
    pub fn summary(&self) -> String {
        let thing = &self.thing;
        match self.act() {
            Ok(Act::Set { field, to }) => format!("{thing}: {field} is `{to}`"),
            Ok(Act::Merge { with }) => format!("{thing} goes on in {with}"),
            Ok(Act::Split { at }) => format!("{thing} ends before `{at}`"),
            Ok(Act::Remove) => format!("{thing} is none"),
            Ok(Act::Right) => format!("{thing} is right"),
            Ok(Act::Accept { target }) => format!("{thing} is {target}"),
            Ok(Act::Reject { target }) => format!("{thing} is not {target}"),
            Err(reason) => format!("{thing}: {reason}"),
        }
    }
}
