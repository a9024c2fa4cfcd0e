//! What a sheet says, in the shape of the truth that is written by hand.

use serde_json::{Value, json};

#[derive(Clone, Debug, Default)]
pub struct Person {
    pub name: String,
    pub affiliations: Vec<String>,
    /// Who this is to the giver of the volume.
    pub id: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Paper {
    pub title: String,
    pub authors: Vec<Person>,
    /// First page where one is printed.
    pub start: Option<String>,
    pub session: Option<String>,
    /// What this is to the giver of the volume.
    pub id: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Seat {
    pub role: &'static str,
    pub person: Person,
}

/// Only what is printed: a page that the setting leaves out is no truth.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    pub papers: Vec<Paper>,
    pub committee: Vec<Seat>,
    pub affiliations_printed: bool,
    pub sponsors: Vec<String>,
    /// First and last day, as ISO dates.
    pub dates: Option<(String, String)>,
    pub place: Option<String>,
    pub acronym: Option<String>,
}

impl Truth {
    pub fn json(&self) -> Value {
        let papers: Vec<Value> = self.papers.iter().map(paper).collect();
        let seat = |s: &Seat| {
            let mut value = person(&s.person);
            value["role"] = json!(s.role);
            value
        };
        let committee: Vec<Value> = self.committee.iter().map(seat).collect();
        json!({
            "affiliations_printed": self.affiliations_printed,
            "papers": papers,
            "committee": committee,
            "sponsors": self.sponsors,
            "event": { "start": self.dates.as_ref().map(|d| &d.0), "end": self.dates.as_ref().map(|d| &d.1),
                       "place": self.place, "acronym": self.acronym },
        })
    }
}

fn person(person: &Person) -> Value {
    let mut value = json!({ "name": person.name });
    if !person.affiliations.is_empty() {
        value["affiliations"] = json!(person.affiliations);
    }
    value
}

fn paper(paper: &Paper) -> Value {
    let authors: Vec<Value> = paper.authors.iter().map(person).collect();
    let mut value = json!({ "title": paper.title, "authors": authors });
    if let Some(start) = &paper.start {
        value["start"] = json!(start);
    }
    if let Some(session) = &paper.session {
        value["session"] = json!(session);
    }
    value
}
