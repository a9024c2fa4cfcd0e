//! The waist: what front matter states, as plain records. Everything above reads text into these, everything below
//! writes them out; `docs/records.md` describes them for users.
//!
//! Every value that stands on the page is a [`Spanned`]; what is derived (a last page, a date with its year) is not.

pub mod affiliation;
mod claim;
pub mod clock;
pub mod date;
pub mod honorific;
pub mod identifier;
pub mod name;
pub mod orcid;
pub mod ordinal;
pub mod pages;
pub mod place;
pub mod script;
pub mod slug;

use crate::source::{Span, Spanned, certain, is_certain};
use serde::{Deserialize, Serialize};

pub use affiliation::Affiliation;
pub use claim::{Claim, ClaimKind, unread};
pub use date::{Date, DateRange, PartialDate};
pub use identifier::Identifier;
pub use name::PersonName;
pub use pages::{Page, Pages};

/// What was read, or the printed text where it resisted reading: never dropped, never guessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum MaybeTyped<T> {
    Typed(T),
    Text(String),
}

impl<T> MaybeTyped<T> {
    pub fn typed(&self) -> Option<&T> {
        match self {
            Self::Typed(value) => Some(value),
            Self::Text(_) => None,
        }
    }
}

/// One proceedings volume as its front matter states it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Volume {
    /// Slug of series and year, e.g. `qm-2014`: the stem of every IRI of the volume.
    pub id: String,
    pub proceedings: Proceedings,
    pub event: Event,
    /// Programme days in printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Day>,
    /// Sessions in printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// Papers, short papers, keynotes … in printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<Contribution>,
    /// Other entries of the contents: message, organization list, author index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Talks named in running text (keynotes without an entry in the contents).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub talks: Vec<Talk>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub committees: Vec<Committee>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sponsorships: Vec<Sponsorship>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statistics: Vec<Statistic>,
    /// Meetings named in running text, such as the programme committee's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<Meeting>,
    /// People thanked in running text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thanks: Vec<Thanks>,
    /// What the volume says about itself, held against what it lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Repairs by name, each beside the printed text it changed or moved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<Repair>,
    /// What a person decided against what was read, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// What things of the volume are, or are not, in other data sets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Places of other readings that say what a place of this record says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallels: Vec<Parallel>,
    /// Where every byte of the input went, in order; gapless per file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<Claim>,
}

/// The book: title page and imprint.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Proceedings {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Spanned<String>>,
    /// Lines below the title that belong to it, where the title page sets them apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<Spanned<String>>,
    /// Short title as printed, e.g. `WIMP'31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<Spanned<String>>,
    /// BCP 47 tag of the main language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Spanned<String>>,
    /// Date in the imprint; never copied from the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Spanned<PartialDate>>,
    /// Issue of a periodical that carries the same contents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periodical: Option<Periodical>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Spanned<Identifier>>,
    /// Editors where the page calls them so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editors: Vec<Signature>,
}

/// An issue of a periodical, such as Volume 12, Issue 3 of Gear Notices; or a volume of a book series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Periodical {
    /// Title with capitals restored where the logo drops them; the span has the printed form.
    pub title: Spanned<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<Spanned<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<Spanned<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Spanned<String>>,
}

/// One holding of a conference.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Name of the series without year or ordinal, e.g. `Annual Conference on Patient Computing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Spanned<String>>,
    /// Acronym without year, e.g. `WIMP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acronym: Option<Spanned<String>>,
    /// Printed ordinal of the edition, e.g. 14 for "Fourteenth".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Spanned<u32>>,
    /// Further editions held as one with it: 2 for "1st and 2nd".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_ordinals: Vec<Spanned<u32>>,
    /// Year of the edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Spanned<MaybeTyped<DateRange>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Spanned<Place>>,
    /// Further places where it was held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_places: Vec<Spanned<Place>>,
}

/// Where the event was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// As printed, on one line: `Portland, OR, USA`.
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Country as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Day {
    /// As printed: `Wednesday, June 17`.
    pub label: Spanned<String>,
    /// With the event's year where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub title: Spanned<String>,
    /// Number as printed: `1`, `4A`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Index into [`Volume::days`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chairs: Vec<Signature>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContributionKind {
    #[default]
    FullPaper,
    ShortPaper,
    Keynote,
    Invited,
    Poster,
    Demo,
}

/// A paper, or another contribution with an entry in the contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// The whole entry: title, byline and page.
    pub span: Span,
    pub kind: ContributionKind,
    pub title: Spanned<String>,
    pub authors: Vec<Signature>,
    /// Page or page range as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<Spanned<Pages>>,
    /// The next entry's first page minus one; absent where a last page is printed or nothing follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived_end: Option<u32>,
    /// Index into [`Volume::sessions`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Spanned<Identifier>>,
    /// Addresses of the paper, of its page or its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Spanned<String>>,
    /// Licence: its address or its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<Spanned<String>>,
    #[serde(default = "certain", skip_serializing_if = "is_certain")]
    pub confidence: f64,
}

impl Contribution {
    /// How sure the least sure is of the entry, its title and its pages; authors are counted by themselves.
    pub fn least_confidence(&self) -> f64 {
        let pages = self.pages.as_ref().map_or(1.0, |p| p.confidence);
        self.confidence.min(self.title.confidence).min(pages)
    }
}

/// One printed name in one place: never merged with another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// The span covers the printed name; the value is the name on one line.
    pub name: Spanned<PersonName>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<Spanned<Affiliation>>,
    /// Number at ORCID, `0000-0001-2345-6789`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orcid: Option<Spanned<String>>,
    #[serde(default = "certain", skip_serializing_if = "is_certain")]
    pub confidence: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    TableOfContents,
    OrganizationList,
    SponsorList,
    Message,
    AuthorIndex,
    /// Any other entry that is not a contribution.
    Other,
}

/// An entry of the contents, or a part of the front matter, that is not a contribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub kind: ItemKind,
    pub title: Spanned<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<Spanned<Pages>>,
    /// The text itself where it is part of the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Span>,
    /// Signatories of a message in signing order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signature>,
    /// Role under which they sign, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_as: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TalkKind {
    Keynote,
    Plenary,
    Invited,
}

/// A talk announced in running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Talk {
    pub span: Span,
    pub kind: TalkKind,
    pub speaker: Signature,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Spanned<String>>,
    /// What the text calls the speaker, e.g. `prize-winning poet`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub described_as: Option<Spanned<String>>,
}

/// A heading and the names below it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Committee {
    /// Heading as printed, on one line.
    pub label: Spanned<String>,
    /// Role in the vocabulary (last part of the IRI), e.g. `program-committee-member`; `None` where the heading fits none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    pub seats: Vec<Signature>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SponsorshipKind {
    Sponsor,
    InCooperation,
    Supporter,
    IndustrySponsor,
    Host,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sponsorship {
    pub kind: SponsorshipKind,
    /// Organization as printed.
    pub name: Spanned<String>,
    /// Level as printed (`Gold`), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// A figure that the volume states about itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statistic {
    /// Local name of the metric in the vocabulary, e.g. `submittedPapers`.
    pub metric: String,
    pub value: Spanned<i64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// The words that state it.
    pub quote: Spanned<String>,
}

/// A meeting named in running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Who met, as printed: `program committee`.
    pub of: Spanned<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Spanned<Date>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Spanned<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<Spanned<String>>,
}

/// A person or group thanked by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thanks {
    pub name: Spanned<PersonName>,
    /// What for, or as whom, in the text's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Spanned<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<Spanned<Affiliation>>,
}

/// One thing that the volume says about itself, held against what it lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// `kebab-case`, e.g. `accepted-papers`.
    pub name: String,
    pub holds: bool,
    /// One line for people: `26 members stated, 24 listed + 2 chairs`.
    pub detail: String,
    /// Places that state and that list, in that order.
    pub spans: Vec<Span>,
}

/// A change of what is printed, by name, in the open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Repair {
    /// `kebab-case`: `displaced-column`, `joined-hyphen`, `missing-space`, `logo-capitals` …
    pub name: String,
    pub span: Span,
    pub printed: String,
    pub repaired: String,
    /// How sure it is.
    #[serde(default = "certain", skip_serializing_if = "is_certain")]
    pub confidence: f64,
}

/// A change that a person made, beside what was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The thing as it stands now, by its IRI without the base: `qm-2014/paper/p13#a2`.
    pub thing: String,
    /// Which field; none where the thing as a whole was joined, parted, removed or found right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What it is, or what was done.
    pub now: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Where a link stands between a proposal and a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkStatus {
    Candidate,
    Accepted,
    Rejected,
}

/// How the id of a volume begins that has no title.
pub const UNTITLED: &str = "untitled-";

/// [`Link::method`] of a person's decision.
pub const BY_HAND: &str = "by hand";

/// A thing of the volume, and what may be the same in another data set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The thing, by its IRI without the base: `qm-2014/paper/p13`.
    pub thing: String,
    /// IRI in the other data set.
    pub target: String,
    /// The thing is a part of the target, as a department of its university, and not the target itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    /// Where the other data set has the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    pub status: LinkStatus,
    #[serde(default = "certain", skip_serializing_if = "is_certain")]
    pub confidence: f64,
    /// How it was found: [`BY_HAND`], or the name of who proposes it and what was looked at: `dblp of 2016-01-29`.
    pub method: String,
    /// What speaks for and against it, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// Where something is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Address {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// A place of the record, and where other readings of the volume have the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parallel {
    pub span: Span,
    pub others: Vec<Span>,
}
