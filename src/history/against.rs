//! The papers of a volume held against what another source says of it: only here, only there, different. What is only a
//! manner of writing is a small difference, counted and named.

mod convention;
pub mod html;
pub mod source;
mod statements;
pub mod table;

use crate::collate::align::pair;
use crate::record::{Contribution, Pages, Volume};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// Titles of which this share of runs of three letters is common are of one paper.
const LIKE: f32 = 0.6;
/// The same for names of authors of one paper.
const LIKE_NAME: f32 = 0.4;

/// Papers on one page that are looked at.
const NEAR: usize = 16;

/// A paper as a source lists it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Listed {
    /// How the source names it, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub title: String,
    pub authors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// The authors stand in no order.
    #[serde(skip)]
    pub unordered: bool,
}

/// One thing that the two say differently.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disagreement {
    pub what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub here: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub there: Option<String>,
    /// The manner of writing in which alone the two differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small: Option<String>,
}

/// A paper that both have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Both {
    pub here: Listed,
    pub there: Listed,
    pub differences: Vec<Disagreement>,
}

/// What the two say.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// Papers of which both say the same, but for small differences.
    pub same: usize,
    /// Papers of which they say something different.
    pub different: Vec<Both>,
    pub only_here: Vec<Listed>,
    pub only_there: Vec<Listed>,
    /// Papers with small differences alone.
    pub small: Vec<Both>,
    /// How often each manner of writing makes a difference.
    pub manners: BTreeMap<String, usize>,
}

/// The papers of a volume.
pub fn listed(volume: &Volume, ids: &[String]) -> Vec<Listed> {
    let paper = |(i, c): (usize, &Contribution)| Listed {
        id: ids.get(i).cloned(),
        title: c.title.value.clone(),
        authors: c.authors.iter().map(|a| a.name.value.full.clone()).collect(),
        pages: c.pages.as_ref().map(|p| p.value.to_string()),
        unordered: false,
    };
    volume.contributions.iter().enumerate().map(paper).collect()
}

/// Which paper there each paper here is: by the title, else by first page and an author.
fn matched(here: &[Listed], there: &[Listed]) -> Vec<Option<usize>> {
    let titles = |list: &[Listed]| list.iter().map(|p| convention::bare(&p.title)).collect::<Vec<_>>();
    let (a, b) = (titles(here), titles(there));
    let mut found = pair(&refs(&a), &refs(&b), LIKE);
    let mut taken: HashSet<usize> = found.iter().flatten().copied().collect();
    let first = |p: &Listed| p.pages.as_deref().and_then(Pages::parse).map(|p| p.first.label);
    let mut by_page: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (j, paper) in there.iter().enumerate() {
        first(paper).into_iter().for_each(|page| by_page.entry(page).or_default().push(j));
    }
    for (paper, place) in here.iter().zip(&mut found).filter(|(_, place)| place.is_none()) {
        let near = first(paper).and_then(|page| by_page.get(&page)).into_iter().flatten().take(NEAR);
        let same = |j: &usize| paper.authors.iter().any(|a| there[*j].authors.iter().any(|b| convention::one(a, b)));
        *place = near.copied().filter(|j| !taken.contains(j)).find(same);
        taken.extend(*place);
    }
    found
}

/// How many papers two lists share.
pub fn shared(here: &[Listed], there: &[Listed]) -> usize {
    matched(here, there).iter().flatten().count()
}

/// Holds two lists of papers against each other.
pub fn compare(here: &[Listed], there: &[Listed]) -> Comparison {
    let found = matched(here, there);
    let taken: HashSet<usize> = found.iter().flatten().copied().collect();
    let mut out = Comparison::default();
    for (a, j) in here.iter().zip(&found) {
        let Some(b) = j.map(|j| &there[j]) else {
            out.only_here.push(a.clone());
            continue;
        };
        let differences = differences(a, b);
        for manner in differences.iter().filter_map(|d| d.small.as_ref()) {
            *out.manners.entry(manner.clone()).or_default() += 1;
        }
        let both = Both { here: a.clone(), there: b.clone(), differences };
        if both.differences.iter().any(|d| d.small.is_none()) {
            out.different.push(both);
        } else {
            out.same += 1;
            out.small.extend((!both.differences.is_empty()).then_some(both));
        }
    }
    out.only_there = there.iter().enumerate().filter(|(j, _)| !taken.contains(j)).map(|(_, p)| p.clone()).collect();
    out
}

impl Comparison {
    pub fn is_equal(&self) -> bool {
        self.different.is_empty() && self.only_here.is_empty() && self.only_there.is_empty()
    }

    /// In a line.
    pub fn summary(&self) -> String {
        let (different, here, there) = (self.different.len(), self.only_here.len(), self.only_there.len());
        format!("{} agree, {different} differ, {here} only here, {there} only there", self.same)
    }

    /// The small differences in a line, where there are any.
    pub fn small(&self) -> Option<String> {
        let list: Vec<String> = self.manners.iter().map(|(manner, n)| format!("{n} × {manner}")).collect();
        (!list.is_empty()).then(|| format!("small differences, not told one by one: {}", list.join(", ")))
    }
}

fn refs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn differences(a: &Listed, b: &Listed) -> Vec<Disagreement> {
    let mut out = Vec::new();
    let mut say = |what, here: Option<&str>, there: Option<&str>, small: Option<String>| {
        out.push(Disagreement { what, here: here.map(str::to_owned), there: there.map(str::to_owned), small });
    };
    if a.title != b.title {
        say("title", Some(&a.title), Some(&b.title), convention::of_titles(&a.title, &b.title));
    }
    let names = |list: &Listed| list.authors.iter().map(|n| convention::unnumbered(n).to_owned()).collect::<Vec<_>>();
    let (x, y) = (names(a), names(b));
    let mut found = pair(&refs(&x), &refs(&y), LIKE_NAME);
    let mut taken: HashSet<usize> = found.iter().flatten().copied().collect();
    // somebody with another name in the same place of a list as long
    for (i, place) in found.iter_mut().enumerate().filter(|(_, place)| place.is_none()) {
        *place = (!a.unordered && !b.unordered && x.len() == y.len() && !taken.contains(&i)).then_some(i);
        taken.extend(*place);
    }
    for (name, j) in a.authors.iter().zip(&found) {
        match j.map(|j| &b.authors[j]) {
            Some(other) if other == name => {}
            Some(other) => say("author", Some(name), Some(other), convention::of_names(name, other)),
            None => say("author", Some(name), None, None),
        }
    }
    for (_, other) in b.authors.iter().enumerate().filter(|(j, _)| !taken.contains(j)) {
        say("author", None, Some(other), None);
    }
    let order: Vec<usize> = found.iter().flatten().copied().collect();
    if !a.unordered && !b.unordered && !order.is_sorted() {
        say("order of authors", Some(&a.authors.join("; ")), Some(&b.authors.join("; ")), None);
    }
    match (a.pages.as_deref(), b.pages.as_deref()) {
        (Some(p), Some(q)) if p != q => match (Pages::parse(p), Pages::parse(q)) {
            (Some(p), Some(q)) if p == q => {}
            (Some(x), Some(y)) if x.first == y.first && x.last.is_some() != y.last.is_some() => {
                say("pages", Some(p), Some(q), Some("first page against range".to_owned()));
            }
            (Some(x), Some(y)) if x.first == y.first => say("last page", Some(p), Some(q), None),
            _ => say("first page", Some(p), Some(q), None),
        },
        (Some(p), None) => say("pages", Some(p), None, Some("pages only here".to_owned())),
        (None, Some(q)) => say("pages", None, Some(q), Some("pages only there".to_owned())),
        _ => {}
    }
    out
}

#[cfg(test)]
mod tests;
