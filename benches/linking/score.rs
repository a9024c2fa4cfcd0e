//! What was linked against what was typeset.

use super::reading::{Read, Reading, likeness};
use frontis::catalogue::{Paper, Volume};
use frontis::link::dblp::account::{Account, person};
use frontis::link::dblp::{Creator, Toc};
use frontis::link::score::title::letters;
use frontis::record::LinkStatus::{self, Accepted, Candidate};
use frontis_typesetter::truth::{self, Truth};
use std::collections::{BTreeMap, HashMap};

/// Right and all that was accepted, right and all that waits, and how many there are.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub right: usize,
    pub accepted: usize,
    pub waiting_right: usize,
    pub waiting: usize,
    pub truth: usize,
}

impl Count {
    pub fn add(&mut self, other: Count) {
        self.right += other.right;
        self.accepted += other.accepted;
        self.waiting_right += other.waiting_right;
        self.waiting += other.waiting;
        self.truth += other.truth;
    }

    fn one(&mut self, status: LinkStatus, right: bool) {
        match status {
            Accepted => (self.right, self.accepted) = (self.right + usize::from(right), self.accepted + 1),
            Candidate => (self.waiting_right, self.waiting) = (self.waiting_right + usize::from(right), self.waiting + 1),
            LinkStatus::Rejected => {}
        }
    }

    pub fn row(&self) -> String {
        let share = |n: usize, of: usize| if of == 0 { "-".to_owned() } else { format!("{:.4}", n as f64 / of as f64) };
        let wrong = self.accepted - self.right;
        let (p, r) = (share(self.right, self.accepted), share(self.right, self.truth));
        format!(
            "P {p}  R {r}  ({} true, {wrong} wrong of {} accepted; waiting {} true of {})",
            self.truth, self.accepted, self.waiting_right, self.waiting
        )
    }
}

#[derive(Default)]
pub struct Score {
    pub papers: Count,
    pub persons: Count,
    pub volumes: Count,
    pub streams: Count,
    /// Papers that have no link, by cause.
    pub causes: BTreeMap<String, usize>,
    /// By the least confidence in parts of a thousand: right and all of the papers' best records.
    pub sure: BTreeMap<u32, (usize, usize)>,
    pub misses: Vec<String>,
}

/// Scores one volume; `toc` is what it is, unless that was kept from the linker.
pub fn score(toc: &Toc, kept_from_it: bool, volume: &Volume, account: &Account, reading: &Reading, truth: &Truth) -> Score {
    let mut score = Score::default();
    let visible = usize::from(!kept_from_it);
    score.volumes.truth = visible;
    score.streams.truth = visible;
    for considered in &account.alignment.tocs {
        let found = &account.tocs[considered.toc];
        let right = found.key.is_some() && found.key == toc.key;
        score.volumes.one(considered.status, right);
        if considered.status == Accepted {
            score.streams.one(Accepted, found.stream == toc.stream);
            if !right {
                score.misses.push(format!("VOLUME {:?} {:?}: {}", found.key, found.title, considered.reasons.join(", ")));
            }
        }
    }
    let mut linked = vec![false; truth.papers.len()];
    let mut printed_as: Vec<Option<usize>> = vec![None; volume.papers.len()];
    for (i, (paper, matched)) in volume.papers.iter().zip(&account.alignment.papers).enumerate() {
        printed_as[i] = reading.is.get(i).copied().flatten();
        let best = matched.iter().find(|m| m.status == Accepted).or_else(|| matched.iter().find(|m| m.status == Candidate));
        let Some(best) = best else { continue };
        let entry = &account.tocs[best.toc].entries[best.entry];
        let of_truth = truth.papers.iter().position(|p| p.id.as_deref() == Some(&entry.key));
        let is = printed_as[i].or_else(|| of_truth.filter(|t| part(paper, &truth.papers[*t])));
        // dblp has a few papers twice in one volume
        let twins = |a: usize, b: usize| a == b || same(&truth.papers[a], &truth.papers[b]);
        let right = !kept_from_it && of_truth.zip(is).is_some_and(|(a, b)| twins(a, b));
        score.papers.one(best.status, right);
        let least = [999, 990, 950, 800, 500, 0].into_iter().find(|least| best.confidence * 1000.0 >= f64::from(*least)).unwrap_or(0);
        let sure = score.sure.entry(least).or_default();
        (sure.0, sure.1) = (sure.0 + usize::from(right), sure.1 + 1);
        printed_as[i] = is;
        if best.status == Accepted && right {
            linked[is.unwrap_or_default()] = true;
        }
        if best.status == Accepted && !right {
            score.misses.push(format!("FALSE {:?} as {} {:?}: {}", paper.title, entry.key, entry.title, best.evidence));
        }
    }
    // dblp has records of some prefaces and messages, which are no papers to the reader
    for (item, matched) in volume.items.iter().zip(&account.alignment.items) {
        let Some(best) = matched.iter().find(|m| m.status == Accepted) else { continue };
        let entry = &account.tocs[best.toc].entries[best.entry];
        let is = truth.papers.iter().position(|p| p.id.as_deref() == Some(&entry.key) && within(&item.title, &p.title));
        let right = !kept_from_it && is.is_some();
        score.papers.one(Accepted, right);
        match is {
            Some(is) if right => linked[is] = true,
            _ => score.misses.push(format!("FALSE {:?} as {} {:?}: {}", item.title, entry.key, entry.title, best.evidence)),
        }
    }
    score.papers.truth = truth.papers.len() * visible;
    if !kept_from_it {
        for (t, paper) in truth.papers.iter().enumerate().filter(|(t, _)| !linked[*t]) {
            let cause = match &reading.papers[t] {
                Read::Missed(why) => format!("not read: {why}"),
                read => format!("read, not linked: {}", unlinked(account, printed_as.iter().position(|p| *p == Some(t)), read)),
            };
            score.misses.push(format!("{cause}\t{}", paper.title));
            *score.causes.entry(cause).or_default() += 1;
        }
    }
    persons(toc, volume, account, &printed_as, truth, &mut score);
    score.persons.truth *= visible;
    score
}

/// Why what was read has no link.
fn unlinked(account: &Account, at: Option<usize>, read: &Read) -> String {
    let accepted = account.alignment.tocs.iter().any(|t| t.status == Accepted);
    let title = if matches!(read, Read::Exact { .. }) { "title exact" } else { "title alike" };
    let names = if matches!(read, Read::Exact { names: true } | Read::Alike { names: true }) { "authors right" } else { "authors not" };
    let state = match at.and_then(|at| account.alignment.papers[at].first()) {
        Some(m) if m.status == Candidate => "waits",
        Some(_) => "rejected or another",
        None => "no pair",
    };
    let volume = match (accepted, account.tocs.is_empty()) {
        (true, _) => "volume accepted",
        (_, true) => "no candidate volume",
        _ => "volume not accepted",
    };
    format!("{volume}, {state}, {title}, {names}")
}

/// Whether what was read as a paper is a damaged or a partial reading of one that was set.
fn part(read: &Paper, set: &truth::Paper) -> bool {
    let (title, whole) = (letters(&read.title), letters(&set.title));
    let signed = || read.authors.iter().any(|r| set.authors.iter().any(|s| letters(&s.name) == letters(&r.printed)));
    title.contains(&whole) || likeness(&title, &whole) >= 0.6 || (whole.contains(&title) && signed())
}

/// Whether one title has all of the other.
fn within(read: &str, set: &str) -> bool {
    let (read, set) = (letters(read), letters(set));
    !read.is_empty() && (set.contains(&read) || read.contains(&set))
}

/// Whether two papers are printed alike.
fn same(a: &truth::Paper, b: &truth::Paper) -> bool {
    letters(&a.title) == letters(&b.title) && a.authors.iter().map(|a| &a.id).eq(b.authors.iter().map(|b| &b.id))
}

fn persons(toc: &Toc, volume: &Volume, account: &Account, printed_as: &[Option<usize>], truth: &Truth, score: &mut Score) {
    let creators: HashMap<&str, &Creator> = toc.entries.iter().flat_map(|e| &e.creators).map(|c| (c.name.as_str(), c)).collect();
    score.persons.truth = truth.papers.iter().map(|p| p.authors.len()).sum();
    let by_thing: HashMap<&str, _> = account.signatures.iter().map(|s| (s.thing.as_str(), s)).collect();
    for (paper, is) in volume.papers.iter().zip(printed_as) {
        let authors = is.map(|t| truth.papers[t].authors.as_slice()).unwrap_or_default();
        for (at, mention) in paper.authors.iter().enumerate() {
            let Some(identified) = by_thing.get(mention.iri.as_str()) else { continue };
            let printed = letters(&mention.printed);
            let same: Vec<_> = authors.iter().filter(|a| letters(&a.name) == printed).collect();
            let true_one = if same.is_empty() { authors.get(at) } else { same.first().copied() };
            let target = true_one.and_then(|a| creators.get(a.id.as_deref()?)).map(|c| person(c));
            let right = target.as_deref() == Some(&person(&identified.creator));
            score.persons.one(identified.status, right);
            if identified.status == Accepted && !right {
                let line =
                    format!("PERSON {:?} as {:?}, not {target:?}: {}", mention.printed, identified.creator.name, identified.evidence);
                score.misses.push(line);
            }
        }
    }
}
