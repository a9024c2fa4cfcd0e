//! The fields together.

use super::authors::{Alignment, align};
use super::name::Name;
use super::title::Form;
use super::venue::Venue;
use super::{Evidence, Judgement, Work, pages};

/// A work made ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Paper {
    pub title: Form,
    pub authors: Vec<Name>,
    pub venue: Option<Venue>,
    pub year: Option<i32>,
    pub pages: Option<String>,
}

/// What the fields of two papers have in common.
#[derive(Clone, Debug)]
struct Common {
    title: f64,
    authors: Option<Alignment>,
    venue: Option<f64>,
    years: Option<i32>,
    pages: Option<f64>,
}

impl Paper {
    pub fn new(work: &Work) -> Paper {
        Paper {
            title: Form::new(work.title),
            authors: work.authors.iter().map(|name| Name::new(name)).collect(),
            venue: work.venue.map(Venue::new),
            year: work.year,
            pages: work.pages.map(str::to_owned),
        }
    }

    /// As [`compare`](super::compare), without a word about why.
    pub fn confidence(&self, other: &Paper) -> f64 {
        let title = self.title.likeness(&other.title);
        if title < 0.3 { 0.0 } else { self.common(other, title).confidence() }
    }

    pub fn judge(&self, other: &Paper) -> Judgement {
        let common = self.common(other, self.title.likeness(&other.title));
        Judgement { confidence: common.confidence(), evidence: common.evidence() }
    }

    fn common(&self, other: &Paper, title: f64) -> Common {
        let authors = (!self.authors.is_empty() && !other.authors.is_empty()).then(|| align(&self.authors, &other.authors));
        let venue = self.venue.as_ref().zip(other.venue.as_ref()).and_then(|(a, b)| a.likeness(b));
        let pages = self.pages.as_deref().zip(other.pages.as_deref()).and_then(|(a, b)| pages::likeness(a, b));
        Common { title, authors, venue, years: self.year.zip(other.year).map(|(a, b)| a.abs_diff(b).min(99) as i32), pages }
    }
}

impl Common {
    /// Each field moves the odds; the weights are set by hand and say how seldom a field is wrong by chance.
    fn confidence(&self) -> f64 {
        let mut odds = -6.0 + 9.0 * (self.title - 0.5) / 0.5;
        odds += match &self.authors {
            None => 0.5,
            Some(found) => 7.0 * (0.5 * found.contained + 0.5 * found.likeness) - 3.0,
        };
        odds += match self.venue {
            None => 0.3,
            Some(venue) => 2.0 * venue - 1.0,
        };
        odds += match self.years {
            None => 0.0,
            Some(0) => 1.0,
            Some(1) => -0.5,
            Some(_) => -2.0,
        };
        odds += match self.pages {
            None => 0.0,
            Some(pages) if pages > 0.5 => 2.0,
            Some(_) => -2.0,
        };
        1.0 / (1.0 + (-odds).exp())
    }

    fn evidence(&self) -> Vec<Evidence> {
        let mut all = vec![Evidence { field: "title", likeness: self.title, text: title_said(self.title).to_owned() }];
        if let Some(found) = &self.authors {
            let text = format!("{} in both", found.pairs.len());
            all.push(Evidence { field: "authors", likeness: found.likeness, text });
        }
        if let Some(likeness) = self.venue {
            let text = if likeness > 0.7 {
                "the same venue"
            } else if likeness > 0.4 {
                "perhaps the same venue"
            } else {
                "another venue"
            };
            all.push(Evidence { field: "venue", likeness, text: text.to_owned() });
        }
        if let Some(years) = self.years {
            let text = if years == 0 { "the same year".to_owned() } else { format!("{years} years apart") };
            all.push(Evidence { field: "year", likeness: 1.0 / (1.0 + f64::from(years)), text });
        }
        if let Some(likeness) = self.pages {
            let text = if likeness > 0.5 { "the same first page" } else { "other pages" };
            all.push(Evidence { field: "pages", likeness, text: text.to_owned() });
        }
        all
    }
}

fn title_said(likeness: f64) -> &'static str {
    match likeness {
        l if l >= 1.0 => "the same letters",
        l if l > 0.9 => "the same but for a few letters",
        l if l > 0.75 => "a part is lost or damaged",
        l if l > 0.5 => "a word differs",
        _ => "another title",
    }
}
