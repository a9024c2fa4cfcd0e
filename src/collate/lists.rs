//! Lists of several readings as one: what is the same in them is put together, what only one has keeps its place.

use super::Desk;
use super::align::{letters, overlap, pair};
use crate::record::{Committee, Contribution, Item, ItemKind, Session, Signature, Volume};
use crate::source::{Span, Spanned};
use std::collections::HashMap;
use std::ops::Range;

/// Names and titles whose share of common runs of letters is at least this are one.
const LIKE: f32 = 0.6;

/// One entry as several readings have it, each with its number.
struct Group<'v, T> {
    found: Vec<(usize, &'v T)>,
}

impl<T> Group<'_, T> {
    fn of(&self, reading: usize) -> bool {
        self.found.iter().any(|(r, _)| *r == reading)
    }
}

/// Puts lists together in the order of the first one; what it lacks stands after what came before it elsewhere.
fn align<'v, T>(lists: &[&'v [T]], text: impl Fn(&T) -> &str, same: impl Fn(&T, &T) -> bool) -> Vec<Group<'v, T>> {
    let mut groups: Vec<Group<T>> = Vec::new();
    for (r, list) in lists.iter().enumerate() {
        let known: Vec<&str> = groups.iter().map(|g| text(g.found[0].1)).collect();
        let own: Vec<&str> = list.iter().map(&text).collect();
        let mut places = pair(&own, &known, LIKE);
        let mut free: Vec<usize> = (0..groups.len()).filter(|g| !places.contains(&Some(*g))).collect();
        for (place, entry) in places.iter_mut().zip(list.iter()).filter(|(place, _)| place.is_none()) {
            if let Some(at) = free.iter().take(200).position(|g| same(groups[*g].found[0].1, entry)) {
                *place = Some(free.remove(at));
            }
        }
        let mut news: Vec<(usize, Group<T>)> = Vec::new();
        let mut after = 0;
        for (entry, place) in list.iter().zip(places) {
            match place {
                Some(g) => {
                    groups[g].found.push((r, entry));
                    after = g + 1;
                }
                None => news.push((after, Group { found: vec![(r, entry)] })),
            }
        }
        let mut news = news.into_iter().peekable();
        let mut merged = Vec::with_capacity(groups.len());
        for (g, group) in std::mem::take(&mut groups).into_iter().enumerate() {
            while let Some((_, new)) = news.next_if(|(at, _)| *at <= g) {
                merged.push(new);
            }
            merged.push(group);
        }
        merged.extend(news.map(|(_, new)| new));
        groups = merged;
    }
    groups
}

/// The stretch of a list that each reading covers: all of it where it has nearly all that two readings have.
fn covers<T>(groups: &[Group<'_, T>], readings: usize) -> Vec<Range<usize>> {
    let shared = groups.iter().filter(|g| g.found.len() > 1).count();
    let cover = |r: usize| {
        let complete = shared > 0 && groups.iter().filter(|g| g.found.len() > 1 && g.of(r)).count() * 5 >= shared * 4;
        let first = groups.iter().position(|g| g.of(r)).unwrap_or(0);
        let last = groups.iter().rposition(|g| g.of(r)).map_or(0, |at| at + 1);
        if complete { 0..groups.len() } else { first..last }
    };
    (0..readings).map(cover).collect()
}

/// How many readings lack an entry of a stretch that they cover.
fn missed_by<T>(groups: &[Group<'_, T>], at: usize, covers: &[Range<usize>]) -> usize {
    covers.iter().enumerate().filter(|(r, cover)| cover.contains(&at) && !groups[at].of(*r)).count()
}

/// A programme may list a talk twice: what one reading has alone goes to the entry of the same title that others share.
fn fold_repeats(groups: Vec<Group<'_, Contribution>>) -> Vec<Group<'_, Contribution>> {
    let title = |g: &Group<Contribution>| letters(&g.found[0].1.title.value);
    let (mut kept, mut shared): (Vec<Group<Contribution>>, HashMap<String, usize>) = Default::default();
    let alone: Vec<bool> = groups.iter().map(|g| g.found.len() == 1).collect();
    for group in groups.iter().filter(|g| g.found.len() > 1) {
        shared.insert(title(group), usize::MAX);
    }
    let mut repeats = Vec::new();
    for (group, alone) in groups.into_iter().zip(alone) {
        match shared.get_mut(&title(&group)) {
            Some(_) if alone => repeats.push(group),
            place => {
                place.into_iter().for_each(|at| *at = kept.len());
                kept.push(group);
            }
        }
    }
    for group in repeats {
        if let Some(group_of_all) = shared.get(&title(&group)).and_then(|at| kept.get_mut(*at)) {
            group_of_all.found.extend(group.found);
        }
    }
    kept
}

/// Confidence of what one reading has and another, which reads the same lines, has not.
const MISSED: f64 = 0.7;

impl Desk {
    pub fn committees(&mut self, volumes: &[&Volume]) -> Vec<Committee> {
        let mut groups: Vec<Group<Committee>> = Vec::new();
        fn names(c: &Committee) -> Vec<&str> {
            c.seats.iter().map(|s| s.name.value.full.as_str()).collect()
        }
        let seats_in_common = |a: &Committee, b: &Committee| overlap(&names(a), &names(b)) >= 0.5;
        for (r, volume) in volumes.iter().enumerate() {
            for committee in &volume.committees {
                let label = letters(&committee.label.value);
                let fits = |g: &&mut Group<Committee>| {
                    let other = g.found[0].1;
                    let alike = other.role == committee.role && (letters(&other.label.value) == label || seats_in_common(other, committee));
                    !g.of(r) && (alike || committee.seats.len() > 2 && other.seats.len() > 2 && seats_in_common(other, committee))
                };
                match groups.iter_mut().find(fits) {
                    Some(group) => group.found.push((r, committee)),
                    None => groups.push(Group { found: vec![(r, committee)] }),
                }
            }
        }
        groups.iter().filter_map(|group| self.committee(group)).collect()
    }

    fn committee(&mut self, group: &Group<'_, Committee>) -> Option<Committee> {
        let labels: Vec<_> = group.found.iter().map(|(_, c)| &c.label).collect();
        let label = self.settle("heading", &labels, String::clone)?;
        let role = group.found.iter().find_map(|(_, c)| c.role.clone());
        let lists: Vec<&[Signature]> = group.found.iter().map(|(_, c)| c.seats.as_slice()).filter(|s| !s.is_empty()).collect();
        let seats = align(&lists, |s| &s.name.value.full, |_, _| false);
        let covers = covers(&seats, lists.len());
        let seats = (0..seats.len()).filter_map(|i| self.signature_in(&seats, i, &covers)).collect();
        Some(Committee { label, role, seats })
    }

    fn signature_in(&mut self, groups: &[Group<'_, Signature>], at: usize, covers: &[Range<usize>]) -> Option<Signature> {
        let found: Vec<&Signature> = groups[at].found.iter().map(|(_, s)| *s).collect();
        let mut out = self.signature(&found)?;
        if missed_by(groups, at, covers) > 0 {
            self.alone("the name", out.name.span, &out.name.value.full);
            out.confidence *= MISSED;
        }
        Some(out)
    }

    /// Something that another reading of the same lines has not.
    fn alone(&mut self, what: &str, span: Span, text: &str) {
        let message = format!("{what} `{text}` stands in this reading alone");
        self.diagnostics.push(crate::diagnostic::Diagnostic::new(&crate::diagnostic::READINGS_DIFFER, span, message));
    }

    /// Days, sessions and contributions. Sessions are those of the reading that puts most contributions into one.
    pub fn programme(&mut self, volumes: &[&Volume], out: &mut Volume) {
        let placed = |v: &Volume| v.contributions.iter().filter(|c| c.session.is_some()).count();
        let main = (0..volumes.len()).rev().max_by_key(|r| placed(volumes[*r])).unwrap_or(0);
        out.days.clone_from(&volumes[main].days);
        out.sessions.clone_from(&volumes[main].sessions);
        for (r, volume) in volumes.iter().enumerate().filter(|(r, _)| *r != main) {
            let labels = |v: &Volume| -> Vec<Spanned<String>> { v.days.iter().map(|d| d.label.clone()).collect() };
            self.parallels_of(&labels(volumes[main]), &labels(volume));
            let titles = |v: &Volume| -> Vec<Spanned<String>> { v.sessions.iter().map(|s| s.title.clone()).collect() };
            for (kept, other) in self.parallels_of(&titles(volumes[main]), &titles(volume)) {
                let session: &mut Session = &mut out.sessions[kept];
                let theirs = &volumes[r].sessions[other];
                session.number = session.number.take().or(theirs.number.clone());
                if session.chairs.is_empty() {
                    session.chairs.clone_from(&theirs.chairs);
                }
            }
        }
        let lists: Vec<&[Contribution]> = volumes.iter().map(|v| v.contributions.as_slice()).collect();
        let listed: Vec<usize> = (0..lists.len()).filter(|r| !lists[*r].is_empty()).collect();
        let lists: Vec<&[Contribution]> = listed.iter().map(|r| lists[*r]).collect();
        let main = listed.iter().position(|r| *r == main);
        let groups = fold_repeats(align(&lists, |c| &c.title.value, same_entry));
        let covers = covers(&groups, lists.len());
        for i in 0..groups.len() {
            let Some(entry) = self.contribution(&groups, i, &covers, main) else { continue };
            // what most readings of these lines do not have is an entry of another list, such as a programme's
            if missed_by(&groups, i, &covers) > groups[i].found.len() {
                let Contribution { title, pages, authors, .. } = entry;
                out.items.push(Item { kind: ItemKind::Other, title, pages, body: None, signatures: authors, signed_as: None });
            } else {
                out.contributions.push(entry);
            }
        }
    }

    fn contribution(
        &mut self,
        groups: &[Group<'_, Contribution>],
        at: usize,
        covers: &[Range<usize>],
        main: Option<usize>,
    ) -> Option<Contribution> {
        let found = &groups[at].found;
        let first = found.first()?.1;
        let titles: Vec<_> = found.iter().map(|(_, c)| &c.title).collect();
        let authors: Vec<_> = found.iter().map(|(_, c)| c.authors.as_slice()).collect();
        let mut confidence = found.iter().map(|(_, c)| c.confidence).fold(0.0, f64::max);
        if missed_by(groups, at, covers) > 0 {
            self.alone("the entry", first.title.span, &first.title.value);
            confidence *= MISSED;
        }
        found.iter().for_each(|(_, c)| self.parallel(first.span, c.span));
        let pages: Vec<_> = found.iter().filter_map(|(_, c)| c.pages.as_ref()).collect();
        // a range says more than its first page
        let ranges: Vec<_> = pages.iter().copied().filter(|p| p.value.last.is_some()).collect();
        let pages = if ranges.is_empty() { pages } else { ranges };
        let pages = self.settle("page", &pages, ToString::to_string);
        let special = found.iter().map(|(_, c)| c.kind).find(|k| *k != Default::default());
        let derived_end = found.iter().filter(|(_, c)| c.pages == pages).find_map(|(_, c)| c.derived_end);
        Some(Contribution {
            span: first.span,
            kind: special.unwrap_or(first.kind),
            title: self.settle("title", &titles, String::clone)?,
            authors: self.authors(&authors),
            derived_end: derived_end.filter(|_| pages.is_some()),
            pages,
            session: found.iter().find(|(r, _)| Some(*r) == main).and_then(|(_, c)| c.session),
            identifiers: once(found.iter().flat_map(|(_, c)| &c.identifiers)),
            links: once(found.iter().flat_map(|(_, c)| &c.links)),
            license: found.iter().find_map(|(_, c)| c.license.clone()),
            confidence,
        })
    }

    /// What is the same in two lists of titles, as places in both; the other's spans become evidence.
    fn parallels_of(&mut self, kept: &[Spanned<String>], others: &[Spanned<String>]) -> Vec<(usize, usize)> {
        fn texts(list: &[Spanned<String>]) -> Vec<&str> {
            list.iter().map(|s| s.value.as_str()).collect()
        }
        let pairs = pair(&texts(kept), &texts(others), LIKE).into_iter().enumerate();
        let pairs: Vec<_> = pairs.filter_map(|(i, j)| Some((i, j?))).collect();
        pairs.iter().for_each(|(i, j)| self.parallel(kept[*i].span, others[*j].span));
        pairs
    }

    /// What stands in lists of its own: entries that are no papers, sponsors, figures, and what running text says.
    pub fn rest(&mut self, volumes: &[&Volume], out: &mut Volume) {
        fn all<'v, T>(volumes: &[&'v Volume], list: fn(&Volume) -> &Vec<T>) -> Vec<&'v [T]> {
            volumes.iter().map(|v| list(v).as_slice()).collect()
        }
        for group in align(&all(volumes, |v| &v.items), |i| &i.title.value, |_, _| false) {
            let titles: Vec<_> = group.found.iter().map(|(_, i)| &i.title).collect();
            let Some(title) = self.settle("title", &titles, String::clone) else { continue };
            let items = || group.found.iter().map(|(_, i)| *i);
            let with_body = items().find(|i| i.body.is_some()).or(items().next());
            let Some(body) = with_body else { continue };
            out.items.push(Item { title, pages: items().find_map(|i| i.pages.clone()), ..body.clone() });
        }
        self.first_of(&all(volumes, |v| &v.sponsorships), &mut out.sponsorships, |s| letters(&s.name.value), |s| s.name.span);
        self.first_of(&all(volumes, |v| &v.statistics), &mut out.statistics, |s| s.metric.clone(), |s| s.quote.span);
        self.first_of(&all(volumes, |v| &v.talks), &mut out.talks, |t| letters(&t.speaker.name.value.full), |t| t.span);
        self.first_of(&all(volumes, |v| &v.meetings), &mut out.meetings, |m| letters(&m.of.value), |m| m.of.span);
        self.first_of(&all(volumes, |v| &v.thanks), &mut out.thanks, |t| letters(&t.name.value.full), |t| t.name.span);
        // the same text read twice was repaired twice in the same way
        self.first_of(&all(volumes, |v| &v.repairs), &mut out.repairs, |r| format!("{} {}", r.name, r.printed), |r| r.span);
    }

    /// The entries of all readings, each as the first reading has it that has it.
    fn first_of<T: Clone>(&mut self, lists: &[&[T]], out: &mut Vec<T>, name: fn(&T) -> String, place: fn(&T) -> Span) {
        for list in lists {
            let known: Vec<(String, Span)> = out.iter().map(|t| (name(t), place(t))).collect();
            let mut used = vec![false; known.len()];
            for entry in *list {
                let own = name(entry);
                match (0..known.len()).find(|k| !used[*k] && known[*k].0 == own) {
                    Some(k) => {
                        used[k] = true;
                        self.parallel(known[k].1, place(entry));
                    }
                    None => out.push(entry.clone()),
                }
            }
        }
    }
}

/// Each value once, as the first reading has it.
fn once<'v, T: Clone + PartialEq + 'v>(all: impl Iterator<Item = &'v Spanned<T>>) -> Vec<Spanned<T>> {
    all.fold(Vec::new(), |mut out: Vec<Spanned<T>>, one| {
        if !out.iter().any(|known| known.value == one.value) {
            out.push(one.clone());
        }
        out
    })
}

/// Entries whose titles are too damaged to be alike begin on one page and share an author.
fn same_entry(a: &Contribution, b: &Contribution) -> bool {
    let page = |c: &Contribution| c.pages.as_ref().map(|p| p.value.first.label.clone());
    let names = |c: &Contribution| -> Vec<String> { c.authors.iter().map(|s| letters(&s.name.value.full)).collect() };
    page(a).is_some() && page(a) == page(b) && names(a).iter().any(|n| names(b).contains(n))
}
