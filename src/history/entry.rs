//! A volume as a list of things with fields, which can be held against that of another version.

use crate::graph::{self, Base, Iris};
use crate::record::{MaybeTyped, Signature, Volume};
use crate::source::Spanned;
use oxigraph::model::NamedNode;
use serde::Serialize;

/// Kinds of things, in the order in which changes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    Volume,
    Editor,
    Event,
    Day,
    Session,
    Chair,
    Paper,
    Author,
    Affiliation,
    Item,
    Signatory,
    Talk,
    Committee,
    Seat,
    Sponsor,
    Statistic,
    Meeting,
    Thanks,
}

/// One and many of each kind, in the order of [`What`].
const WORDS: &[(&str, &str)] = &[
    ("volume", "volumes"),
    ("editor", "editors"),
    ("event", "events"),
    ("day", "days"),
    ("session", "sessions"),
    ("session chair", "session chairs"),
    ("paper", "papers"),
    ("author", "authors"),
    ("affiliation", "affiliations"),
    ("other entry", "other entries"),
    ("signatory", "signatories"),
    ("talk", "talks"),
    ("committee", "committees"),
    ("seat", "seats"),
    ("sponsor", "sponsors"),
    ("figure", "figures"),
    ("meeting", "meetings"),
    ("person thanked", "persons thanked"),
];

impl What {
    pub fn one(self) -> &'static str {
        WORDS[self as usize].0
    }

    pub fn many(self) -> &'static str {
        WORDS[self as usize].1
    }
}

/// One thing of a volume.
#[derive(Clone, Debug)]
pub struct Entry {
    pub what: What,
    /// IRI without the base and `id/`.
    pub path: String,
    /// Index of what it is part of.
    pub within: Option<usize>,
    /// By which it is known again; empty for what is there once.
    pub name: String,
    pub fields: Vec<(&'static str, String)>,
}

/// Everything that a volume states, the whole before its parts.
pub fn entries(volume: &Volume, base: &Base) -> Vec<Entry> {
    let iris = Iris::new(base, volume);
    let mut list = List { start: format!("{}id/", base.as_str()), entries: Vec::new() };
    let (book, event) = (&volume.proceedings, &volume.event);
    let identifiers: Vec<String> = book.identifiers.iter().filter_map(|i| word(&i.value)).collect();
    let periodical = book.periodical.as_ref().map(|p| {
        let parts = [Some(&p.title), p.volume.as_ref(), p.issue.as_ref()];
        parts.into_iter().flatten().map(|part| part.value.as_str()).collect::<Vec<_>>().join(", ")
    });
    let whole = list.add(
        What::Volume,
        &iris.volume,
        None,
        "",
        [
            ("title", said(&book.title)),
            ("subtitle", said(&book.subtitle)),
            ("short title", said(&book.short_title)),
            ("language", book.language.clone()),
            ("publisher", said(&book.publisher)),
            ("published", said(&book.published)),
            ("periodical", periodical),
            ("identifiers", Some(identifiers.join("; ")).filter(|i| !i.is_empty())),
        ],
    );
    for (j, editor) in book.editors.iter().enumerate() {
        list.signature(What::Editor, &iris.editor(j + 1), Some(whole), editor);
    }
    let dates = event.dates.as_ref().map(|d| match &d.value {
        MaybeTyped::Typed(range) => format!("{} to {}", range.start, range.end),
        MaybeTyped::Text(text) => text.clone(),
    });
    list.add(
        What::Event,
        &iris.event,
        None,
        "",
        [
            ("name", said(&event.name)),
            ("acronym", said(&event.acronym)),
            ("number", said(&event.ordinal)),
            ("year", event.year.map(|y| y.to_string())),
            ("dates", dates),
            ("place", event.place.as_ref().map(|p| p.value.name.clone())),
        ],
    );
    for (day, iri) in volume.days.iter().zip(&iris.days) {
        let label = &day.label.value;
        list.add(What::Day, iri, None, label, [("label", Some(label.clone())), ("date", day.date.map(|d| d.to_string()))]);
    }
    for (i, (session, iri)) in volume.sessions.iter().zip(&iris.sessions).enumerate() {
        let day = session.day.and_then(|d| volume.days.get(d)).map(|d| d.label.value.clone());
        let title = &session.title.value;
        let fields = [("title", Some(title.clone())), ("number", session.number.clone()), ("day", day)];
        let whole = list.add(What::Session, iri, None, title, fields);
        for (j, chair) in session.chairs.iter().enumerate() {
            list.signature(What::Chair, &iris.session_chair(i, j + 1), Some(whole), chair);
        }
    }
    for (paper, iri) in volume.contributions.iter().zip(&iris.papers) {
        let session = paper.session.and_then(|s| volume.sessions.get(s)).map(|s| s.title.value.clone());
        let title = &paper.title.value;
        let fields = [("title", Some(title.clone())), ("pages", said(&paper.pages)), ("kind", word(&paper.kind)), ("session", session)];
        let whole = list.add(What::Paper, iri, None, title, fields);
        for (j, author) in paper.authors.iter().enumerate() {
            list.signature(What::Author, &graph::signature(iri, j + 1), Some(whole), author);
        }
    }
    for (item, iri) in volume.items.iter().zip(&iris.items) {
        let title = &item.title.value;
        let fields = [
            ("title", Some(title.clone())),
            ("pages", said(&item.pages)),
            ("kind", word(&item.kind)),
            ("signed as", said(&item.signed_as)),
        ];
        let whole = list.add(What::Item, iri, None, title, fields);
        for (j, signatory) in item.signatures.iter().enumerate() {
            list.signature(What::Signatory, &graph::signature(iri, j + 1), Some(whole), signatory);
        }
    }
    for (talk, iri) in volume.talks.iter().zip(graph::announced_talks(volume, &iris)) {
        let speaker = &talk.speaker.name.value.full;
        let organizations: Vec<&str> = talk.speaker.affiliations.iter().map(|a| a.value.printed.as_str()).collect();
        let fields = [
            ("speaker", Some(speaker.clone())),
            ("affiliation", Some(organizations.join("; ")).filter(|o| !o.is_empty())),
            ("topic", said(&talk.topic)),
            ("kind", word(&talk.kind)),
            ("described as", said(&talk.described_as)),
        ];
        list.add(What::Talk, &iri, None, speaker, fields);
    }
    for (i, (committee, iri)) in volume.committees.iter().zip(&iris.committees).enumerate() {
        let label = &committee.label.value;
        let whole = list.add(What::Committee, iri, None, label, [("label", Some(label.clone())), ("role", committee.role.clone())]);
        for (j, seat) in committee.seats.iter().enumerate() {
            list.signature(What::Seat, &iris.seat(i, j + 1), Some(whole), seat);
        }
    }
    for (i, sponsor) in volume.sponsorships.iter().enumerate() {
        let name = &sponsor.name.value;
        let fields = [("name", Some(name.clone())), ("kind", word(&sponsor.kind)), ("level", sponsor.level.clone())];
        list.add(What::Sponsor, &iris.numbered("sponsorship", i + 1), None, name, fields);
    }
    for (statistic, iri) in volume.statistics.iter().zip(&iris.statistics) {
        let about = if statistic.approximate { "about " } else { "" };
        let value = format!("{about}{}", statistic.value.value);
        list.add(What::Statistic, iri, None, &statistic.metric, [("value", Some(value)), ("words", Some(statistic.quote.value.clone()))]);
    }
    for (i, meeting) in volume.meetings.iter().enumerate() {
        let of = &meeting.of.value;
        let fields =
            [("of", Some(of.clone())), ("date", said(&meeting.date)), ("place", said(&meeting.place)), ("host", said(&meeting.host))];
        list.add(What::Meeting, &iris.numbered("meeting", i + 1), None, of, fields);
    }
    for (i, thanks) in volume.thanks.iter().enumerate() {
        let name = &thanks.name.value.full;
        let affiliation = thanks.affiliation.as_ref().map(|a| a.value.printed.clone());
        let fields = [("name", Some(name.clone())), ("reason", said(&thanks.reason)), ("affiliation", affiliation)];
        list.add(What::Thanks, &iris.numbered("thanks", i + 1), None, name, fields);
    }
    list.entries
}

struct List {
    start: String,
    entries: Vec<Entry>,
}

impl List {
    fn add<const N: usize>(
        &mut self,
        what: What,
        iri: &NamedNode,
        within: Option<usize>,
        name: &str,
        fields: [(&'static str, Option<String>); N],
    ) -> usize {
        let path = iri.as_str().strip_prefix(&self.start).unwrap_or(iri.as_str()).to_owned();
        let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        self.entries.push(Entry { what, path, within, name: name.to_owned(), fields });
        self.entries.len() - 1
    }

    fn signature(&mut self, what: What, iri: &NamedNode, within: Option<usize>, signature: &Signature) {
        let name = &signature.name.value.full;
        let whole = self.add(what, iri, within, name, [("name", Some(name.clone()))]);
        for (k, affiliation) in signature.affiliations.iter().enumerate() {
            let printed = &affiliation.value.printed;
            let iri = graph::affiliation(iri, k + 1);
            self.add(What::Affiliation, &iri, Some(whole), printed, [("name", Some(printed.clone()))]);
        }
    }
}

fn said<T: ToString>(value: &Option<Spanned<T>>) -> Option<String> {
    value.as_ref().map(|v| v.value.to_string())
}

/// What a value is called in the record, such as the name of a kind.
fn word<T: Serialize>(value: &T) -> Option<String> {
    match serde_json::to_value(value).ok()? {
        serde_json::Value::String(word) => Some(word),
        serde_json::Value::Object(fields) => {
            fields.into_iter().next().map(|(name, v)| format!("{name} {}", v.as_str().unwrap_or_default()))
        }
        _ => None,
    }
}
