//! Packs what was gathered into sections; `read` is the other half.

use super::gather::{Gathered, Group, Kept};
use super::number::{Numbers, by_frequency, hash};
use super::persons::{self, Persons};
use super::titles::{Texts, Titles};
use crate::link::dblp::{Creator, Toc};
use crate::link::index::{Lookup, Sections, Stack, put_number, put_text};

pub const OWN_YEAR: u64 = 1;
pub const DOI: u64 = 1 << 1;
pub const DOI_NUMBER: u64 = 1 << 2;
/// How pages are written: none, one number, two numbers, text.
pub const PAGES: u32 = 3;

/// What is needed to write texts and persons.
struct Desk<'a> {
    /// New numbers of words.
    word: Vec<u32>,
    words: &'a Numbers,
    names: &'a Numbers,
    /// Names as old numbers of words.
    spelled: Texts,
    persons: Persons,
}

type Counts = Vec<(String, u64)>;

/// Half of the work is done in a second thread; which half is ready first makes no difference to what is written.
pub fn sections(mut gathered: Gathered) -> Result<(Sections, Counts), String> {
    let names = std::mem::take(&mut gathered.names);
    let texts = names.texts();
    let pages = std::mem::take(&mut gathered.pages);
    let groups = std::mem::take(&mut gathered.tocs);
    let described = groups.iter().filter(|group| group.described).count();
    let tocs: Vec<Toc> = groups.into_iter().map(Group::whole).collect();

    // every text that is written as words, so that words are numbered by how often they stand in the file
    let mut titles = std::mem::take(&mut gathered.titles);
    let mut words = std::mem::take(&mut titles.words);
    let rest = || {
        let (mut spelled, mut others) = (Texts::default(), Texts::default());
        texts.iter().for_each(|name| spelled.push(name, &mut words));
        for toc in &tocs {
            let texts = [&toc.title, &toc.venue].into_iter().chain(&toc.series).chain(&toc.publisher);
            texts.for_each(|text| others.push(text, &mut words));
        }
        let (order, ranks) = ranked(&tocs);
        (spelled, others, order, sorted(&gathered, &ranks))
    };
    let ((spelled, mut others, order, papers), persons) = both(rest, || persons::persons(&gathered, pages, &texts));
    persons.persons.iter().flat_map(|known| &known.person.affiliations).for_each(|text| others.push(text, &mut words));
    let mut counts = vec![0u32; words.len()];
    let all = titles.texts.numbers.iter().chain(&spelled.numbers).chain(&others.numbers);
    all.for_each(|word| counts[*word as usize] += 1);
    let (word, frequent) = by_frequency(&words.texts(), &counts);
    let desk = Desk { word, words: &words, names: &names, spelled, persons };

    let of_persons = || {
        let (mut sections, mut stack) = (Sections::default(), Stack::default());
        frequent.iter().for_each(|old| stack.push(words.text(*old).as_bytes()));
        stack.shelve("words", &mut sections);
        desk.persons(&texts, &mut sections);
        desk.written(&gathered, &papers, &mut sections);
        sections
    };
    let of_papers = || {
        let mut sections = Sections::default();
        desk.contents(&gathered, &titles, &tocs, &order, &papers, &mut sections);
        let hashes = papers.iter().zip(0..).map(|(paper, number)| (titles.hashes[*paper as usize], number)).collect();
        Lookup::put(hashes, "titles", &mut sections);
        sections
    };
    let (mut sections, contents) = both(of_persons, of_papers);
    sections.append(contents);
    if sections.longest() > u32::MAX as usize {
        return Err("it is too large for an index".to_owned());
    }
    let pages = desk.persons.persons.iter().filter(|known| known.person.pid.is_some()).count();
    let counts = [
        ("tables of contents", tocs.len()),
        ("of them with a record", described),
        ("papers", papers.len()),
        ("persons", desk.persons.persons.len()),
        ("of them with a page", pages),
        ("words", words.len()),
    ];
    Ok((sections, counts.map(|(name, n)| (name.to_owned(), n as u64)).to_vec()))
}

/// Does one thing in a thread of its own and the other meanwhile.
fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// Papers by their tables of contents and their pages.
fn sorted(gathered: &Gathered, ranks: &[u32]) -> Vec<u32> {
    let mut papers: Vec<(u32, (u64, u64), u32)> = Vec::with_capacity(gathered.papers.len());
    for (paper, at) in gathered.papers.iter().zip(0..) {
        papers.push((ranks[paper.toc as usize], leaf(gathered.pages_of(paper)), at));
    }
    let key = |at: u32| gathered.key_of(&gathered.papers[at as usize]);
    papers.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| key(a.2).cmp(key(b.2))).then(a.2.cmp(&b.2)));
    papers.into_iter().map(|(.., at)| at).collect()
}

/// The order of the tables of contents, and the place of each in it.
fn ranked(tocs: &[Toc]) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<u32> = (0..tocs.len() as u32).collect();
    let by = |at: &u32| {
        let toc = &tocs[*at as usize];
        (toc.year, &toc.stream, &toc.key, &toc.venue, &toc.number)
    };
    order.sort_unstable_by(|a, b| by(a).cmp(&by(b)).then(a.cmp(b)));
    let mut ranks = vec![0; tocs.len()];
    order.iter().enumerate().for_each(|(rank, at)| ranks[*at as usize] = rank as u32);
    (order, ranks)
}

/// The first two numbers of pages; what has no pages comes last.
fn leaf(pages: &str) -> (u64, u64) {
    let mut numbers = pages.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(|n| n.parse().unwrap_or(u64::MAX));
    match pages.as_bytes().first() {
        None => (u64::MAX, u64::MAX),
        // front matter
        Some(b) if !b.is_ascii_digit() => (0, numbers.next().unwrap_or(0)),
        _ => (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)),
    }
}

impl Desk<'_> {
    /// A text by the numbers of its words.
    fn put_words(&self, text: &str, out: &mut Vec<u8>) {
        put_number(text.split(' ').count() as u64, out);
        for word in text.split(' ') {
            put_number(u64::from(self.words.get(word).map_or(0, |n| self.word[n as usize])), out);
        }
    }

    fn put_creator(&self, name: u32, out: &mut Vec<u8>) {
        let (person, place) = self.persons.of_name[name as usize];
        put_number(u64::from(person) << 1 | u64::from(place > 0), out);
        if place > 0 {
            put_number(u64::from(place), out);
        }
    }

    fn put_editors(&self, editors: &[Creator], out: &mut Vec<u8>) {
        put_number(editors.len() as u64, out);
        for editor in editors {
            self.put_creator(self.names.get(&editor.name).unwrap_or_default(), out);
        }
    }

    /// A name by the numbers of its words.
    fn put_name(&self, name: u32, out: &mut Vec<u8>) {
        let words = self.spelled.get(name as usize);
        put_number(words.len() as u64, out);
        words.iter().for_each(|word| put_number(u64::from(self.word[*word as usize]), out));
    }

    fn persons(&self, names: &[&str], sections: &mut Sections) {
        let (mut stack, mut found, mut record) = (Stack::default(), Vec::new(), Vec::new());
        for (number, known) in self.persons.persons.iter().enumerate() {
            let person = &known.person;
            record.clear();
            let more = !person.orcid.is_empty() || !person.affiliations.is_empty();
            let flags = u64::from(person.pid.is_some()) | u64::from(person.disambiguation) << 1 | u64::from(more) << 2;
            put_number((known.names.len() as u64) << 3 | flags, &mut record);
            for (name, ambiguous) in &known.names {
                found.push((hash(&persons::key(names[*name as usize])), number as u32));
                put_number(u64::from(*ambiguous), &mut record);
                self.put_name(*name, &mut record);
            }
            person.pid.iter().for_each(|pid| put_text(pid, &mut record));
            if more {
                put_number(person.orcid.len() as u64, &mut record);
                person.orcid.iter().for_each(|id| put_text(id, &mut record));
                put_number(person.affiliations.len() as u64, &mut record);
                person.affiliations.iter().for_each(|text| self.put_words(text, &mut record));
            }
            stack.push(&record);
        }
        stack.shelve("persons", sections);
        Lookup::put(found, "names", sections);
    }

    /// What each person wrote: the first paper, then how far it is to the next.
    fn written(&self, gathered: &Gathered, papers: &[u32], sections: &mut Sections) {
        let mut ends = vec![0usize; self.persons.persons.len() + 1];
        let person = |name: &u32| self.persons.of_name[*name as usize].0;
        gathered.creator.iter().for_each(|name| ends[person(name) as usize + 1] += 1);
        (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
        let starts = ends.clone();
        let mut lists = vec![0u32; gathered.creator.len()];
        for (number, paper) in papers.iter().enumerate() {
            for name in gathered.creators_of(&gathered.papers[*paper as usize]) {
                let end = &mut ends[person(name) as usize];
                lists[*end] = number as u32;
                *end += 1;
            }
        }
        let (mut stack, mut record) = (Stack::default(), Vec::new());
        for (start, end) in starts.iter().zip(&ends).take(self.persons.persons.len()) {
            record.clear();
            let mut last = None;
            for paper in &lists[*start..*end] {
                // somebody may be listed twice
                if last != Some(*paper) {
                    put_number(u64::from(*paper - last.unwrap_or(0)), &mut record);
                    last = Some(*paper);
                }
            }
            stack.push(&record);
        }
        stack.shelve("written", sections);
    }

    fn contents(&self, gathered: &Gathered, titles: &Titles, tocs: &[Toc], order: &[u32], papers: &[u32], sections: &mut Sections) {
        let (mut heads, mut stack, mut record) = (Stack::default(), Stack::default(), Vec::new());
        let (mut firsts, mut years, mut keys, mut streams) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut next, mut year) = (0, None);
        for (number, at) in order.iter().enumerate() {
            let toc = &tocs[*at as usize];
            let rest = papers[next..].iter().map(|paper| (*paper as usize, &gathered.papers[*paper as usize]));
            let entries: Vec<(usize, &Kept)> = rest.take_while(|(_, paper)| paper.toc == *at).collect();
            firsts.extend_from_slice(&(next as u32).to_le_bytes());
            next += entries.len();
            if toc.year != year || number == 0 {
                year = toc.year;
                years.extend_from_slice(&year.unwrap_or(i32::MIN).to_le_bytes());
                years.extend_from_slice(&(number as u32).to_le_bytes());
            }
            keys.extend(toc.key.as_deref().map(|key| (hash(key), number as u32)));
            streams.push((hash(&toc.stream), number as u32));
            let prefix = shared(entries.iter().map(|(_, paper)| gathered.doi_of(paper)).filter(|doi| !doi.is_empty()));
            record.clear();
            self.put_head(toc, prefix, &mut record);
            heads.push(&record);
            for (at, paper) in entries {
                record.clear();
                self.put_paper(gathered, titles.texts.get(at), paper, toc, prefix.len(), &mut record);
                stack.push(&record);
            }
        }
        firsts.extend_from_slice(&(next as u32).to_le_bytes());
        heads.shelve("tocs", sections);
        stack.shelve("papers", sections);
        sections.add("firsts", firsts);
        sections.add("years", years);
        Lookup::put(keys, "keys", sections);
        Lookup::put(streams, "streams", sections);
    }

    fn put_head(&self, toc: &Toc, prefix: &str, out: &mut Vec<u8>) {
        let key = toc.key.as_deref().map(|key| within(key, &toc.stream));
        let marks = [key.is_some(), toc.year.is_some(), toc.series.is_some(), toc.number.is_some(), toc.publisher.is_some()];
        let flags = marks.iter().chain([&toc.page.is_some()]).rev().fold(0, |flags, mark| flags << 1 | u64::from(*mark));
        put_number(flags, out);
        put_text(&toc.stream, out);
        key.iter().for_each(|key| put_text(key, out));
        self.put_words(&toc.title, out);
        self.put_words(&toc.venue, out);
        toc.year.iter().for_each(|year| put_number(u64::from(*year as u32), out));
        toc.series.iter().for_each(|text| self.put_words(text, out));
        toc.number.iter().for_each(|text| put_text(text, out));
        toc.publisher.iter().for_each(|text| self.put_words(text, out));
        toc.page.iter().for_each(|text| put_text(text, out));
        put_number(toc.isbn.len() as u64, out);
        toc.isbn.iter().for_each(|text| put_text(text, out));
        self.put_editors(&toc.editors, out);
        put_text(prefix, out);
    }

    fn put_paper(&self, gathered: &Gathered, title: &[u32], paper: &Kept, toc: &Toc, prefix: usize, out: &mut Vec<u8>) {
        let (pages, doi) = (gathered.pages_of(paper), gathered.doi_of(paper));
        let leaves = Leaves::of(pages);
        let tail = doi.get(prefix..).unwrap_or_default();
        let number = plain_number(tail);
        let mut flags = leaves.kind() << PAGES;
        flags |= if paper.year == toc.year { 0 } else { OWN_YEAR };
        flags |= if doi.is_empty() { 0 } else { DOI };
        flags |= if number.is_some() { DOI_NUMBER } else { 0 };
        put_number(flags, out);
        // the title first, since it is asked for most
        put_number(title.len() as u64, out);
        title.iter().for_each(|word| put_number(u64::from(self.word[*word as usize]), out));
        let creators = gathered.creators_of(paper);
        put_number(creators.len() as u64, out);
        creators.iter().for_each(|name| self.put_creator(*name, out));
        put_text(&within(gathered.key_of(paper), &toc.stream), out);
        match leaves {
            Leaves::None => {}
            Leaves::One(page) => put_number(page, out),
            Leaves::Two(first, more) => {
                put_number(first, out);
                put_number(more, out);
            }
            Leaves::Text => put_text(pages, out),
        }
        if paper.year != toc.year {
            // a year before the common era is none
            put_number(paper.year.map_or(0, |year| u64::from(year as u32) + 1), out);
        }
        match number {
            _ if doi.is_empty() => {}
            Some(number) => put_number(number, out),
            None => put_text(tail, out),
        }
    }
}

/// Pages as they are written in an index.
enum Leaves {
    None,
    One(u64),
    /// The first page, and how many follow it.
    Two(u64, u64),
    Text,
}

impl Leaves {
    fn of(pages: &str) -> Self {
        let two = pages.split_once('-').map(|(a, b)| (plain_number(a), plain_number(b)));
        match (plain_number(pages), two) {
            _ if pages.is_empty() => Self::None,
            (Some(page), _) => Self::One(page),
            (_, Some((Some(first), Some(last)))) if first <= last => Self::Two(first, last - first),
            _ => Self::Text,
        }
    }

    fn kind(&self) -> u64 {
        match self {
            Self::None => 0,
            Self::One(_) => 1,
            Self::Two(..) => 2,
            Self::Text => 3,
        }
    }
}

/// A number that prints as it was printed.
fn plain_number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| plain)
}

/// A key without the stream it is in; whole behind a slash where it is in another.
fn within(key: &str, stream: &str) -> String {
    let own = key.strip_prefix(stream).and_then(|rest| rest.strip_prefix('/')).filter(|own| !own.starts_with('/'));
    own.map_or_else(|| format!("/{key}"), str::to_owned)
}

/// What all begin with.
fn shared<'a>(mut texts: impl Iterator<Item = &'a str>) -> &'a str {
    let Some(mut prefix) = texts.next() else { return "" };
    for text in texts {
        let same = prefix.char_indices().zip(text.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
        prefix = &prefix[..same.unwrap_or(prefix.len().min(text.len()))];
    }
    prefix
}
