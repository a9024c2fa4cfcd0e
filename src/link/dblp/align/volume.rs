//! Which tables of contents are the volume's: by how much of the one the other holds, and by name, year, pages, numbers
//! and editors.

use super::{CANDIDATE, Considered, Pair};
use crate::catalogue::Volume;
use crate::link::dblp::Toc;
use crate::link::score::name;
use crate::record::slug::key;
use crate::record::{LinkStatus, UNTITLED};
use std::collections::BTreeSet;

/// From here on a table of contents is taken for the volume's.
const ACCEPTED: f64 = 0.97;

/// The least part of the volume's papers or of the table's records that are the same.
const PART: f64 = 0.35;

/// A pair that counts for its table of contents.
const COUNTS: f64 = 0.8;

/// Judges tables of contents by the papers they are paired with; those with none are left out. Best first.
pub fn judge(volume: &Volume, tocs: &[Toc], pairs: &[Vec<Pair>]) -> Vec<Considered> {
    let papers = volume.papers.len();
    let mut judged: Vec<(f64, Considered)> = Vec::new();
    for (at, toc) in tocs.iter().enumerate() {
        let counted: Vec<&Pair> = pairs[at].iter().filter(|p| p.confidence >= COUNTS && p.paper < papers).collect();
        if pairs[at].iter().any(|p| p.confidence >= CANDIDATE) {
            judged.push(one(volume, toc, at, &counted, papers));
        }
    }
    judged.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.toc.cmp(&b.1.toc)));
    settle(&mut judged, pairs, papers);
    judged.into_iter().map(|(_, considered)| considered).collect()
}

fn one(volume: &Volume, toc: &Toc, at: usize, counted: &[&Pair], papers: usize) -> (f64, Considered) {
    let paired = counted.len();
    let ours = paired as f64 / papers.max(1) as f64;
    let theirs = paired as f64 / toc.entries.len().max(1) as f64;
    let mut odds = -5.0;
    let mut reasons = vec![format!("{paired} of {papers} papers, {paired} of its {} records", toc.entries.len())];
    // of a split volume the one half holds all of a table of contents, of a joint one a table holds all of the volume
    odds += 6.0 * ours.max(theirs * (paired as f64 / 4.0).min(1.0));
    odds += (paired as f64).ln_1p().min(3.0);
    // a few papers are also in other editions, selections and reprints
    odds -= if ours.max(theirs) < PART { 4.0 } else { 0.0 };
    // nobody else has just these papers
    odds += 4.0 * (ours.min(theirs) - 0.5).max(0.0) * (paired as f64 / 8.0).min(1.0);

    let mut say = |weight: f64, reason: String| {
        odds += weight;
        reasons.push(reason);
    };
    let paged: Vec<bool> = counted.iter().filter_map(|p| p.same_page).collect();
    let same = paged.iter().filter(|same| **same).count();
    if paged.len() > 1 || paged.len() == counted.len() && !paged.is_empty() {
        let share = same as f64 / paged.len() as f64;
        // where every paper begins on page 1, pages tell nothing
        let first = |p: &&&Pair| toc.entries[p.entry].pages.as_deref().and_then(|pages| pages.split('-').next());
        let told = counted.iter().filter(|p| p.same_page == Some(true)).filter_map(|p| first(&p)).collect::<BTreeSet<_>>().len();
        let weight = if share >= 0.5 {
            (4.0 * share - 1.0) * (told as f64 / 6.0).min(2.0)
        } else {
            -8.0 * (0.5 - share) * (paged.len() as f64).min(3.0) / 3.0 - 1.0
        };
        say(weight, format!("{same} of {} first pages", paged.len()));
    }
    let years: Vec<i32> = [volume.year_of_event, volume.year_of_publication].into_iter().flatten().collect();
    if let (Some(theirs), Some(apart)) = (toc.year, toc.year.and_then(|y| years.iter().map(|ours| (ours - y).abs()).min())) {
        match apart {
            0 => say(1.5, format!("year {theirs}")),
            1 => say(-0.5, format!("year {theirs}, one off")),
            _ => say(-5.0, format!("another year, {theirs}")),
        }
    }
    match venue(volume, toc) {
        Some(true) => say(2.0, format!("venue {}", toc.venue)),
        Some(false) => say(-2.5, format!("another venue, {}", toc.venue)),
        None => {}
    }
    if volume.isbn.iter().any(|isbn| toc.isbn.iter().any(|other| digits(isbn) == digits(other))) {
        say(6.0, "same ISBN".to_owned());
    }
    let editors = volume.editors.iter().chain(volume.chairs().map(|seat| &seat.holder));
    let named: BTreeSet<&str> = editors.map(|m| m.printed.as_str()).collect();
    let shared = named.iter().filter(|ours| toc.editors.iter().any(|e| name::likeness(ours, e.plain()) >= 0.9)).count();
    if shared > 0 {
        say((shared as f64).min(2.0), format!("{shared} of its {} editors", toc.editors.len()));
    }
    let confidence = 1.0 / (1.0 + (-odds).exp());
    let considered = Considered { toc: at, status: LinkStatus::Rejected, confidence, paired, reasons, missing: Vec::new() };
    (odds, considered)
}

/// The best is the volume; others are parts of it where they have other papers. What has the same papers as the best and
/// is hardly worse makes both of them doubtful.
fn settle(judged: &mut [(f64, Considered)], pairs: &[Vec<Pair>], of_volume: usize) {
    let counts = |p: &&Pair| p.confidence >= COUNTS && p.paper < of_volume;
    let papers = |toc: usize| -> BTreeSet<usize> { pairs[toc].iter().filter(counts).map(|p| p.paper).collect() };
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut accepted: Vec<usize> = Vec::new();
    for at in 0..judged.len() {
        let (odds, considered) = (judged[at].0, &judged[at].1);
        let has = papers(considered.toc);
        let fresh = has.difference(&taken).count();
        let mut status = match considered.confidence {
            c if c >= ACCEPTED && has.len() >= 2 => LinkStatus::Accepted,
            c if c >= ACCEPTED && !has.is_empty() && considered.confidence >= 0.99 => LinkStatus::Accepted,
            c if c >= 0.3 => LinkStatus::Candidate,
            _ => LinkStatus::Rejected,
        };
        if status == LinkStatus::Accepted && fresh * 10 < has.len() * 9 {
            status = LinkStatus::Candidate;
            for other in &accepted {
                if judged[*other].0 - odds < 1.5 && papers(judged[*other].1.toc).intersection(&has).count() * 2 > has.len() {
                    judged[*other].1.status = LinkStatus::Candidate;
                    judged[*other].1.reasons.push("another table of contents has the same papers".to_owned());
                }
            }
            judged[at].1.reasons.push("its papers are those of another table of contents".to_owned());
        }
        if status == LinkStatus::Accepted {
            accepted.push(at);
            taken.extend(has);
        }
        judged[at].1.status = status;
    }
}

/// Words of titles that many proceedings have.
const COMMON: &str = "proceedings the of and on in for a an th st nd rd international conference workshop symposium annual acm \
                      ieee ifip usenix springer held with co located january february march april may june july august \
                      september october november december volume part papers selected revised usa first second third";

/// Whether the names of the venue agree; unknown where one says too little.
fn venue(volume: &Volume, toc: &Toc) -> Option<bool> {
    let series = volume.series.as_ref();
    if volume.id.starts_with(UNTITLED) {
        return None;
    }
    let ours = [Some(volume.title.as_str()), volume.short_title.as_deref(), Some(volume.event.name.as_str())];
    let ours = ours.into_iter().chain([series.map(|s| s.title.as_str()), series.and_then(|s| s.acronym.as_deref())]).flatten();
    let words = |text: &str| -> BTreeSet<String> {
        let telling = |w: &&str| w.len() > 1 && !w.bytes().all(|b| b.is_ascii_digit()) && !COMMON.split_whitespace().any(|c| c == *w);
        key(text).split(' ').filter(telling).map(str::to_owned).collect()
    };
    let ours: BTreeSet<String> = ours.flat_map(words).collect();
    let named = [toc.venue.as_str(), toc.stream.rsplit('/').next().unwrap_or_default()];
    let short: BTreeSet<String> = named.into_iter().flat_map(words).collect();
    if !short.is_empty() && short.iter().any(|w| ours.contains(w)) {
        return Some(true);
    }
    let long = words(&toc.title);
    if ours.is_empty() || long.len() < 2 {
        return None;
    }
    let shared = ours.intersection(&long).count();
    let least = ours.len().min(long.len());
    match shared * 2 >= least {
        true => Some(true),
        false if shared == 0 => Some(false),
        false => None,
    }
}

fn digits(isbn: &str) -> String {
    isbn.chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}
