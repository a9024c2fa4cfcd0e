//! How well typeset volumes are read: what linking starts from, and the most that it can find.

use frontis::diagnostic::Parsed;
use frontis::link::score::title::letters;
use frontis::record::Volume;
use frontis::source::Sources;
use frontis_typesetter::convention::Carrier;
use frontis_typesetter::{Sheet, truth};
use std::collections::HashMap;

pub fn sources(sheet: &Sheet) -> Sources {
    let name = if sheet.setting.carrier == Carrier::Markdown { "volume.md" } else { "volume.txt" };
    let mut sources = Sources::default();
    sources.add(frontis::document::open(name, sheet.text.as_bytes()).expect("a sheet is text"));
    sources
}

/// What became of one paper of the truth.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// The title to the letter; whether the names are too.
    Exact { names: bool },
    /// A title that is alike.
    Alike { names: bool },
    /// Not read as a paper: why.
    Missed(&'static str),
}

pub struct Reading {
    pub papers: Vec<Read>,
    /// For each paper that was read the one of the truth that it is.
    pub is: Vec<Option<usize>>,
    /// Papers that are none.
    pub extra: Vec<String>,
}

/// Holds a volume against what was set.
pub fn judge(parsed: &Parsed<Volume>, truth: &truth::Truth) -> Reading {
    let volume = &parsed.value;
    let titles: Vec<String> = volume.contributions.iter().map(|c| letters(&c.title.value)).collect();
    let names: Vec<String> = volume.contributions.iter().map(|c| people(c.authors.iter().map(|a| a.name.value.full.as_str()))).collect();
    let mut is: Vec<Option<usize>> = vec![None; titles.len()];
    let wanted: Vec<(String, String)> =
        truth.papers.iter().map(|p| (letters(&p.title), people(p.authors.iter().map(|a| a.name.as_str())))).collect();
    let mut papers: Vec<Option<Read>> = vec![None; wanted.len()];
    for (at, (paper, (title, authors))) in papers.iter_mut().zip(&wanted).enumerate() {
        let same = |i: &usize| is[*i].is_none() && titles[*i] == *title;
        let found = (0..titles.len()).filter(same).max_by_key(|i| names[*i] == *authors);
        if let Some(i) = found {
            is[i] = Some(at);
            *paper = Some(Read::Exact { names: names[i] == *authors });
        }
    }
    for (at, (paper, (title, authors))) in papers.iter_mut().zip(&wanted).enumerate().filter(|(_, (paper, _))| paper.is_none()) {
        let best = (0..titles.len()).filter(|i| is[*i].is_none()).map(|i| (likeness(&titles[i], title), i));
        if let Some((_, i)) = best.filter(|(l, _)| *l >= 0.85).max_by(|a, b| a.0.total_cmp(&b.0)) {
            is[i] = Some(at);
            *paper = Some(Read::Alike { names: names[i] == *authors });
        }
    }
    let why = |title: &str, authors: &str| cause(volume, &titles, &names, title, authors);
    let papers = papers.into_iter().zip(&wanted).map(|(p, (title, authors))| p.unwrap_or_else(|| Read::Missed(why(title, authors))));
    let papers = papers.collect();
    let extra = volume.contributions.iter().zip(&is).filter(|(_, is)| is.is_none()).map(|(c, _)| c.title.value.clone()).collect();
    Reading { papers, is, extra }
}

fn people<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(letters).collect::<Vec<_>>().join(" ")
}

/// Why a title is no paper.
fn cause(volume: &Volume, titles: &[String], names: &[String], title: &str, authors: &str) -> &'static str {
    let head: String = title.chars().take(12).collect();
    let whole = |text: &str| title.len() > 3 && text.contains(title);
    let holder = titles.iter().position(|t| whole(t));
    if let Some(i) = holder {
        let before = titles[i].find(title).unwrap_or(0);
        let first = authors.split(' ').next().unwrap_or_default();
        return match (before, titles[i].len() - before - title.len()) {
            _ if !first.is_empty() && titles[i].contains(first) => "title and authors are one title",
            (0, _) => "title runs into what follows",
            (_, 0) => "title runs into what precedes",
            _ => "title inside of another",
        };
    }
    if names.iter().any(|n| whole(&n.replace(' ', ""))) {
        return "title among the authors";
    }
    if let Some(i) = titles.iter().position(|t| t.chars().count() > 5 && title.contains(t.as_str())) {
        return match title.find(titles[i].as_str()) {
            Some(0) => "end of the title lost",
            _ if title.ends_with(titles[i].as_str()) => "beginning of the title lost",
            _ => "both ends of the title lost",
        };
    }
    if volume.sessions.iter().any(|s| whole(&letters(&s.title.value))) {
        return "title is a session";
    }
    if volume.items.iter().any(|i| letters(&i.title.value) == title) {
        return "title is an item that is no paper";
    }
    if titles.iter().any(|t| head.chars().count() == 12 && t.contains(&head)) {
        return "title cut and joined";
    }
    if volume.contributions.is_empty() { "no paper read at all" } else { "title not read" }
}

/// Shared letter triples over all.
pub fn likeness(a: &str, b: &str) -> f64 {
    let triples = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        let mut counts: HashMap<[char; 3], i32> = HashMap::new();
        chars.windows(3).for_each(|w| *counts.entry([w[0], w[1], w[2]]).or_default() += 1);
        counts
    };
    let (a, b) = (triples(a), triples(b));
    let all: i32 = a.values().chain(b.values()).sum();
    let shared: i32 = a.iter().map(|(triple, n)| n.min(b.get(triple).unwrap_or(&0))).sum();
    if all == 0 { 0.0 } else { f64::from(2 * shared) / f64::from(all) }
}
