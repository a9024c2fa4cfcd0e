//! Every IRI of the data, minted here and nowhere else: readable, the same on every run, by position rather than by
//! spelling.

mod base;

use crate::record::slug::slug;
use crate::record::{ItemKind, Periodical, Volume};
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

pub use base::{Base, InvalidBase};

/// The volume's identifier as part of an IRI; anything but a slug is made one.
fn stem(id: &str) -> String {
    let plain = !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain { id.to_owned() } else { slug(id) }
}

/// `{thing}{ending}`
pub fn part(thing: &NamedNode, ending: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{ending}", thing.as_str()))
}

/// The n-th affiliation (from 1) of a signature, a seat or another mention.
pub fn affiliation(mention: &NamedNode, n: usize) -> NamedNode {
    part(mention, &format!("-aff{n}"))
}

/// The n-th author signature (from 1) of a paper or message.
pub fn signature(work: &NamedNode, n: usize) -> NamedNode {
    part(work, &format!("#a{n}"))
}

/// The address of a digital object identifier; characters an IRI cannot hold are percent-encoded.
pub fn doi(doi: &str) -> NamedNode {
    let mut out = String::from("https://doi.org/");
    for b in doi.to_ascii_lowercase().bytes() {
        match b {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b'(' | b')' | b':' | b';' | b'+' | b',' | b'=' => {
                out.push(b as char)
            }
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    NamedNode::new_unchecked(out)
}

/// An address of the web as it is printed; signs that no IRI can hold are percent-encoded.
pub fn address(text: &str) -> Option<NamedNode> {
    let odd = |c: char| matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`') || c.is_whitespace() || c.is_control();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if odd(c) => c.to_string().bytes().for_each(|b| out.push_str(&format!("%{b:02X}"))),
            c => out.push(c),
        }
    }
    NamedNode::new(out).ok().filter(|_| text.starts_with("http://") || text.starts_with("https://") || text.starts_with("ftp://"))
}

pub fn orcid(number: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("https://orcid.org/{}", alphanumeric(number)))
}

pub fn isbn(digits: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("urn:isbn:{}", alphanumeric(digits)))
}

pub fn issn(number: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("urn:issn:{}", alphanumeric(number)))
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

/// The IRIs of the parts of one volume, at the same index as the parts in its record.
pub struct Iris {
    pub base: Base,
    pub volume: NamedNode,
    pub event: NamedNode,
    pub series: NamedNode,
    /// Issue of a periodical with the same contents.
    pub issue: Option<NamedNode>,
    /// Volume of a book series, or the series, that the book belongs to.
    pub whole: Option<NamedNode>,
    pub papers: Vec<NamedNode>,
    pub sessions: Vec<NamedNode>,
    /// Two headings of one date are one day.
    pub days: Vec<NamedNode>,
    pub items: Vec<NamedNode>,
    pub committees: Vec<NamedNode>,
    pub statistics: Vec<NamedNode>,
}

impl Iris {
    pub fn new(base: &Base, volume: &Volume) -> Iris {
        let v = base.volume(&volume.id);
        let event = part(&v, "/event");
        let mut taken = BTreeSet::new();
        let mut papers = Vec::with_capacity(volume.contributions.len());
        for (i, paper) in volume.contributions.iter().enumerate() {
            let key = match &paper.pages {
                Some(pages) => format!("p{}", slug(&pages.value.first.label)),
                None => format!("n{}", i + 1),
            };
            papers.push(part(&v, &format!("/paper/{}", free(&mut taken, key))));
        }
        let days = volume.days.iter().enumerate().map(|(i, day)| match day.date {
            Some(date) => part(&event, &format!("/day/{date}")),
            None => part(&event, &format!("/day/n{}", i + 1)),
        });
        let slugs = |taken: &mut BTreeSet<String>, text: &str| free(taken, slug(text));
        let (mut items, mut committees, mut statistics) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (issue, whole) = match &volume.proceedings.periodical {
            Some(p) if p.issue.is_some() => (Some(narrowest(base, p)), None),
            other => (None, other.as_ref().map(|p| narrowest(base, p))),
        };
        Iris {
            series: base.series(series_name(volume)),
            issue,
            whole,
            papers,
            sessions: (1..=volume.sessions.len()).map(|n| part(&event, &format!("/session/{n}"))).collect(),
            days: days.collect(),
            items: volume.items.iter().map(|i| part(&v, &format!("/item/{}", free(&mut items, item_slug(i.kind).to_owned())))).collect(),
            committees: volume
                .committees
                .iter()
                .map(|c| part(&event, &format!("/committee/{}", slugs(&mut committees, &c.label.value))))
                .collect(),
            statistics: volume
                .statistics
                .iter()
                .map(|s| part(&event, &format!("/statistic/{}", slugs(&mut statistics, &s.metric))))
                .collect(),
            base: base.clone(),
            volume: v,
            event,
        }
    }

    /// A numbered thing (from 1) of the event: `talk`, `sponsorship`, `meeting`, `thanks`.
    pub fn numbered(&self, what: &str, n: usize) -> NamedNode {
        part(&self.event, &format!("/{what}/{n}"))
    }

    /// The n-th editor (from 1) of the volume.
    pub fn editor(&self, n: usize) -> NamedNode {
        part(&self.volume, &format!("#e{n}"))
    }

    pub fn warning(&self, n: usize) -> NamedNode {
        part(&self.volume, &format!("#warning-{n}"))
    }

    pub fn repair(&self, n: usize) -> NamedNode {
        part(&self.volume, &format!("#repair-{n}"))
    }

    /// The n-th seat (from 1) of a committee.
    pub fn seat(&self, committee: usize, n: usize) -> NamedNode {
        part(&self.committees[committee], &format!("/member/{n}"))
    }

    /// The n-th chair (from 1) of a session.
    pub fn session_chair(&self, session: usize, n: usize) -> NamedNode {
        part(&self.sessions[session], &format!("#chair{n}"))
    }

    /// Who corrects the volume.
    pub fn curator(&self, name: &str) -> NamedNode {
        curator(&self.volume, name)
    }

    pub fn person(&self, key: &str) -> NamedNode {
        part(&self.volume, &format!("/person/{key}"))
    }
}

/// Who corrects a volume.
pub fn curator(volume: &NamedNode, name: &str) -> NamedNode {
    part(volume, &format!("#curator-{}", slug(name)))
}

/// What names the series: the acronym, else the name, else what there is.
fn series_name(volume: &Volume) -> &str {
    let (event, book) = (&volume.event, &volume.proceedings);
    let printed = [&event.acronym, &event.name, &book.title].into_iter().flatten().next();
    printed.map_or(volume.id.as_str(), |name| name.value.as_str())
}

fn narrowest(base: &Base, periodical: &Periodical) -> NamedNode {
    let mut at = base.periodical(&periodical.title.value);
    if let Some(volume) = &periodical.volume {
        at = part(&at, &format!("/volume/{}", slug(&volume.value)));
    }
    match &periodical.issue {
        Some(issue) => part(&at, &format!("/issue/{}", slug(&issue.value))),
        None => at,
    }
}

fn item_slug(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::TableOfContents => "contents",
        ItemKind::OrganizationList => "organization",
        ItemKind::SponsorList => "sponsors",
        ItemKind::Message => "message",
        ItemKind::AuthorIndex => "author-index",
        ItemKind::Other => "other",
    }
}

/// The name itself or, where it is taken, the first of `name-2`, `name-3` … that is not.
fn free(taken: &mut BTreeSet<String>, name: String) -> String {
    let mut candidate = name.clone();
    let mut n = 1;
    while !taken.insert(candidate.clone()) {
        n += 1;
        candidate = format!("{name}-{n}");
    }
    candidate
}

/// Names for persons: one per key, deterministic, never shared by two keys.
#[derive(Default)]
pub struct Slugs {
    taken: BTreeSet<String>,
    given: BTreeMap<String, String>,
}

impl Slugs {
    pub fn of(&mut self, key: &str, name: &str) -> String {
        let wanted = if key.is_empty() { name } else { key };
        self.given.entry(wanted.to_owned()).or_insert_with(|| free(&mut self.taken, slug(wanted))).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_iris() {
        assert_eq!(doi("10.1145/1234.X<y>").as_str(), "https://doi.org/10.1145/1234.x%3Cy%3E");
        let web = |text: &str| address(text).map(|iri| iri.as_str().to_owned());
        assert_eq!(web("https://example.org/~a/b{1}?c=d e").as_deref(), Some("https://example.org/~a/b%7B1%7D?c=d%20e"));
        assert_eq!((web("db/conf/a.html"), web("javascript:a"), web("https://[")), (None, None, None));
        assert_eq!(isbn("9780306406157").as_str(), "urn:isbn:9780306406157");
        assert_eq!(issn("0302-9743").as_str(), "urn:issn:0302-9743");
    }

    #[test]
    fn an_odd_volume_id_cannot_break_an_iri() {
        let base = Base::default();
        assert_eq!(base.volume("vldb-1999").as_str(), "http://localhost:7878/id/vldb-1999");
        assert_eq!(base.volume("A b/<c>").as_str(), "http://localhost:7878/id/a-b-c");
        assert!(base.volume("").as_str().starts_with("http://localhost:7878/id/x-"));
    }

    #[test]
    fn a_taken_name_is_counted_on() {
        let mut taken = BTreeSet::new();
        let names: Vec<_> = ["p3", "p3", "p3-2", "p3"].map(|n| free(&mut taken, n.to_owned())).into();
        assert_eq!(names, ["p3", "p3-2", "p3-2-2", "p3-3"]);
    }
}
