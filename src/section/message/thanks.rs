//! Thanks within running text: people, the staff, sponsors and hosts.

use super::Message;
use super::phrase::{Phrase, Word};
use crate::document::{Passage, trim};
use crate::layout::byline::Lexicon;
use crate::layout::words;
use crate::layout::words::conjunction;
use crate::record::{Affiliation, Date, DateRange, Meeting, PersonName, Sponsorship, SponsorshipKind, Thanks};
use crate::section::sponsors;
use crate::source::Spanned;
use std::ops::Range;
use std::sync::LazyLock;

/// One sentence of a message.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    pub passage: &'a Passage,
    pub text: &'a str,
    /// Where it begins in the passage.
    pub start: usize,
    pub words: &'a [Word<'a>],
}

impl Sentence<'_> {
    fn spanned<T>(&self, value: impl Fn(&str) -> T, range: Range<usize>) -> Spanned<T> {
        Spanned::new(value(&self.text[range.clone()]), self.passage.span(self.start + range.start..self.start + range.end))
    }

    fn word(&self, i: usize) -> &str {
        &self.text[self.words[i].range.clone()]
    }

    fn is(&self, i: usize, any: &[&str]) -> bool {
        self.words.get(i).is_some_and(|w| any.contains(&w.lower.as_ref()))
    }

    /// The bytes of a range of words.
    fn bytes(&self, words: Range<usize>) -> Range<usize> {
        if words.is_empty() {
            return 0..0;
        }
        self.words[words.start].range.start..self.words[words.end - 1].range.end
    }

    /// The words of the name that ends before a word: capitals, initials, particles and signs within.
    fn name_before(&self, end: usize, signs: &[&str]) -> Range<usize> {
        let mut start = end;
        let mut at = end;
        while at > 0 && end - at < 9 {
            let word = self.word(at - 1);
            let initial = word == "." && at > 1 && self.word(at - 2).chars().count() == 1;
            if word.starts_with(char::is_uppercase) {
                start = at - 1;
            } else if !(initial || signs.contains(&word) || PersonName::is_particle(word)) {
                break;
            }
            at -= 1;
        }
        start..end
    }
}

pub fn thanks(sentence: &Sentence<'_>, lexicon: &Lexicon, out: &mut Message) {
    if !["thank", "grateful", "acknowledge"].iter().any(|w| sentence.text.contains(w)) {
        if !out.thanks.is_empty() {
            staff(sentence, out);
        }
        return;
    }
    people(sentence, lexicon, out);
    staff(sentence, out);
    support(sentence, out);
}

/// `Jane Doe for her help with the …`, `Jane Doe for looking after …`
fn people(sentence: &Sentence<'_>, lexicon: &Lexicon, out: &mut Message) {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for at in (1..sentence.words.len()).filter(|i| sentence.is(*i, &["for"])) {
        let doing = sentence.words.get(at + 1).is_some_and(|w| w.lower.len() > 5 && w.lower.ends_with("ing"));
        if !doing && !sentence.is(at + 1, &["his", "her", "their"]) {
            continue;
        }
        let name = sentence.name_before(at, &[]);
        let printed = &sentence.text[sentence.bytes(name.clone())];
        if !(2..=5).contains(&printed.split_whitespace().count()) {
            continue;
        }
        let costs = words::costs(printed);
        let slack = if doing { 0.0 } else { 3.0 };
        if costs.person > costs.organization + slack || words::names_organization(printed) || lexicon.knows_organization(printed) {
            continue;
        }
        found.push((name, at));
    }
    for (k, (name, at)) in found.iter().enumerate() {
        let from = sentence.words[*at].range.start;
        let far = sentence.text.floor_char_boundary(from + 1000);
        let stop = sentence.text[from..far].find([';', '.']).map_or(far, |i| from + i);
        let mut end = found.get(k + 1).map_or(stop, |(next, _)| stop.min(sentence.words[next.start].range.start));
        if end < stop {
            end = from + sentence.text[from..end].trim_end().trim_end_matches("and").trim_end().trim_end_matches(',').len();
        }
        out.thanks.push(Thanks {
            name: sentence.spanned(PersonName::parse, sentence.bytes(name.clone())),
            reason: Some(sentence.spanned(str::to_owned, trim(sentence.text, from..end))),
            affiliation: None,
        });
    }
}

/// `the ACME staff—Ann, Bob, and many others—`
fn staff(sentence: &Sentence<'_>, out: &mut Message) {
    let Some(at) = (1..sentence.words.len()).find(|i| sentence.is(*i, &["staff", "team"])) else { return };
    let mut open = at + 1;
    if !sentence.is(open, &["—", "–", "-", "("]) {
        let named = sentence.is(open, &[","])
            && (sentence.is(open + 1, &["especially", "including"])
                || sentence.is(open + 1, &["in"]) && sentence.is(open + 2, &["particular"]));
        if !named {
            return;
        }
        open += if sentence.is(open + 1, &["in"]) { 2 } else { 1 };
    }
    if open + 1 >= sentence.words.len() {
        return;
    }
    let organization = sentence.name_before(at, &["&", "."]);
    let owner = at.saturating_sub(1)..at;
    let owned = ["'s", "’s", "s'", "s’"].iter().any(|s| sentence.words[at - 1].lower.ends_with(s));
    let (group, affiliation) = match organization.is_empty() {
        false => (organization.start..at + 1, Some(sentence.spanned(Affiliation::parse, sentence.bytes(organization)))),
        true if owned => (owner.start..at + 1, None),
        true => return,
    };
    let group = sentence.bytes(group);
    let from = sentence.words[open].range.end;
    let end = sentence.text[from..].find(['—', '–', '(', ')']).map_or(sentence.text.len(), |i| from + i);
    for part in list(&sentence.text[from..end]) {
        let part = from + part.start..from + part.end;
        if words::could_be_name(&sentence.text[part.clone()]) {
            out.thanks.push(Thanks {
                name: sentence.spanned(PersonName::parse, part),
                reason: Some(sentence.spanned(str::to_owned, group.clone())),
                affiliation: affiliation.clone(),
            });
        }
    }
}

/// Pieces of `A, B, and C`.
fn list(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut i) = (0, 0);
    while i < text.len() {
        let step = match text.as_bytes()[i] {
            b',' => 1,
            b' ' => conjunction(&text[i..]).unwrap_or(0),
            _ => 0,
        };
        if step > 0 {
            out.push(trim(text, start..i));
            start = i + step;
        }
        i += step.max(1);
    }
    out.push(trim(text, start..text.len()));
    out.retain(|r| !r.is_empty());
    out
}

static SUPPORT: LazyLock<Phrase> =
    LazyLock::new(|| Phrase::new("for their|its [_]*3 <support|sponsorship|contribution|contributions|donation|donations|funding>"));

/// `thank A, B and C for their generous support`
fn support(sentence: &Sentence<'_>, out: &mut Message) {
    let Some(found) = SUPPORT.find(sentence.words, |_| true) else { return };
    let end = sentence.words[found.words.start].range.start;
    let Some(thank) = (0..found.words.start).find(|i| sentence.is(*i, &["thank", "thanks"])) else { return };
    let first = thank + 1 + usize::from(sentence.is(thank + 1, &["to"]));
    let mut start = sentence.words[first].range.start;
    if sentence.is(first, &["our", "the"]) {
        match sentence.text[start..end].find(':') {
            Some(colon) => start += colon + 1,
            None => return,
        }
    }
    let list = trim(sentence.text, start..end);
    if !sentence.text[list.clone()].starts_with(char::is_uppercase) {
        return;
    }
    // the sentence or the one before says that they are sponsors
    let whole = &sentence.passage.text;
    let from = (sentence.start.saturating_sub(400)..=sentence.start).find(|i| whole.is_char_boundary(*i)).unwrap_or(sentence.start);
    let context = whole[from..sentence.start + sentence.text.len()].to_lowercase();
    if !context.contains("sponsor") && !context.contains("supporter") {
        return;
    }
    let industry = ["industry", "industrial", "corporate", "commercial"].iter().any(|w| context.contains(w));
    let kind = if industry { SponsorshipKind::IndustrySponsor } else { SponsorshipKind::Supporter };
    let found = sponsors::organizations(&sentence.passage.slice(sentence.start + list.start..sentence.start + list.end));
    if found.iter().all(|s| s.value.starts_with(char::is_uppercase)) {
        out.sponsorships.extend(found.into_iter().map(|name| Sponsorship { kind, name, level: None }));
    }
}

static MET: LazyLock<Phrase> = LazyLock::new(|| Phrase::new("[program|programme] <committee|pc> [_] met|meeting|gathered"));
static HOST: LazyLock<Phrase> = LazyLock::new(|| Phrase::new("for <hosting> [the|our] [_]*4 meeting"));

/// `The program committee then met on March 12, 2009`; `Acme for hosting the PC meeting in Town`
pub fn meetings(sentence: &Sentence<'_>, out: &mut Message) {
    let host = HOST.find(sentence.words, |_| true);
    let name = host.as_ref().map_or(0..0, |f| sentence.name_before(f.words.start, &["&", "."]));
    let host = host.filter(|_| !name.is_empty());
    let met = MET.find(sentence.words, |_| true);
    let date: Option<Spanned<Date>> =
        met.as_ref().and_then(|_| DateRange::find(sentence.text)).map(|(d, r)| sentence.spanned(|_| d.start, r));
    let of = match (&host, &met) {
        (Some(f), _) => f.read + 1 + usize::from(sentence.is(f.read + 1, &["the", "our"]))..f.words.end,
        (None, Some(f)) if date.is_some() => f.words.start..f.read + 1,
        _ => return,
    };
    let place = host.as_ref().filter(|f| sentence.is(f.words.end, &["in", "at"])).map(|f| {
        let start = f.words.end + 1;
        let capital = |i: usize| i < sentence.words.len() && sentence.word(i).starts_with(char::is_uppercase);
        let mut end = start;
        while end - start < 4
            && (capital(end)
                || end > start
                    && sentence.is(end, &[","])
                    && capital(end + 1)
                    && !sentence.is(end + 2, &["for"])
                    && !sentence.is(end + 3, &["for"]))
        {
            end += 1 + usize::from(!capital(end));
        }
        sentence.bytes(start..end)
    });
    let place = place.filter(|r| !r.is_empty()).map(|r| sentence.spanned(str::to_owned, r));
    let host = host.map(|_| sentence.spanned(str::to_owned, sentence.bytes(name)));
    if let Some(name) = &host {
        out.sponsorships.push(Sponsorship { kind: SponsorshipKind::Host, name: name.clone(), level: None });
    }
    // one meeting told of in two sentences
    match out.meetings.last_mut() {
        Some(last) if last.date.is_none() || date.is_none() => {
            last.date = last.date.take().or(date);
            last.place = last.place.take().or(place);
            last.host = last.host.take().or(host);
        }
        _ => out.meetings.push(Meeting { of: sentence.spanned(str::to_owned, sentence.bytes(of)), date, place, host }),
    }
}
