//! The fields together.

use super::authors::{Alignment, align};
use super::name::Name;
use super::title::{Form, Shingles};
use super::venue::Venue;
use super::{Evidence, Judgement, Work, pages};

/// A work made ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Paper {
    pub title: Form,
    shingles: Shingles,
    pub authors: Vec<Name>,
    venue: Option<Venue>,
    year: Option<i32>,
    pages: Option<String>,
}

/// What is known of the lists that two works come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Whether both tell editions of a paper apart, such as that of a meeting and that of a journal; lists that were
    /// gathered from citations do not, and their years and venues are those of whoever cited.
    pub editions: bool,
    /// How many works of each list have the same title.
    pub left: usize,
    pub right: usize,
}

impl Default for Setting {
    fn default() -> Self {
        Self { editions: false, left: 1, right: 1 }
    }
}

/// What the fields of two papers have in common.
#[derive(Clone, Debug)]
struct Common {
    title: f64,
    shingles: f64,
    /// Letters of the shorter title.
    letters: usize,
    authors: Option<Alignment>,
    venue: Option<f64>,
    years: Option<u32>,
    pages: Option<f64>,
}

impl Paper {
    pub fn new(work: &Work) -> Paper {
        let title = Form::new(work.title);
        Paper {
            shingles: Shingles::new(&title),
            title,
            authors: work.authors.iter().map(|name| Name::new(name)).collect(),
            venue: work.venue.map(Venue::new),
            year: work.year,
            pages: work.pages.map(str::to_owned),
        }
    }

    /// As [`judge`](Self::judge), without a word about why.
    pub fn confidence(&self, other: &Paper, setting: &Setting) -> f64 {
        let shingles = self.shingles.likeness(&other.shingles);
        let title = self.title.likeness(&other.title);
        // no other field outweighs titles that have nothing in common
        if 4.2 * title + 7.7 * shingles < 2.0 { 0.0 } else { self.common(other, title, shingles).confidence(setting) }
    }

    pub fn judge(&self, other: &Paper, setting: &Setting) -> Judgement {
        let (title, shingles) = (self.title.likeness(&other.title), self.shingles.likeness(&other.shingles));
        let common = self.common(other, title, shingles);
        Judgement { confidence: common.confidence(setting), evidence: common.evidence() }
    }

    fn common(&self, other: &Paper, title: f64, shingles: f64) -> Common {
        let authors = (!self.authors.is_empty() && !other.authors.is_empty()).then(|| align(&self.authors, &other.authors));
        Common {
            title,
            shingles,
            letters: self.title.letters().len().min(other.title.letters().len()),
            authors,
            venue: self.venue.as_ref().zip(other.venue.as_ref()).and_then(|(a, b)| a.likeness(b)),
            years: self.year.zip(other.year).map(|(a, b)| a.abs_diff(b)),
            pages: self.pages.as_deref().zip(other.pages.as_deref()).and_then(|(a, b)| pages::likeness(a, b)),
        }
    }
}

impl Common {
    /// Each field moves the odds. The weights are set by hand, after a look at what a logistic regression makes of the
    /// training part of DBLP-Scholar, and rounded; those of editions say that a list which tells editions apart has the
    /// right year and venue.
    fn confidence(&self, setting: &Setting) -> f64 {
        let mut odds = -9.8 + 4.2 * self.title + 7.7 * self.shingles;
        // long titles are not shared by chance
        odds += 1.7 * self.letters.min(60) as f64 / 60.0;
        if self.title >= 1.0 {
            odds += 1.2;
        }
        if let Some(found) = &self.authors {
            odds += 3.2 * found.contained + 0.7 * found.likeness - 1.6;
            // nobody in common
            if found.contained < 0.15 {
                odds -= 1.0;
            }
        }
        if let Some(venue) = self.venue {
            odds += 2.0 * venue - 0.9;
            if setting.editions && venue <= 0.5 {
                odds -= 2.0;
            }
        }
        odds += match self.years {
            None => 0.0,
            Some(0) => 1.3,
            Some(1) if setting.editions => -3.0,
            Some(1) => -1.4,
            Some(_) if setting.editions => -7.5,
            Some(_) => -1.9,
        };
        odds += match self.pages {
            None => 0.0,
            Some(pages) if pages > 0.5 => 2.0,
            Some(_) => -2.0,
        };
        // a title that stands over many works says little, least where it does on both sides
        let ln = |count: usize| (count.max(1) as f64).ln();
        odds -= 0.9 * (ln(setting.left) + ln(setting.right)) + ln(setting.left.min(setting.right));
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
