//! Messages, forewords, prefaces: running text with figures, talks, thanks, and signatures below.

use crate::document::{Line, Passage, trim};
use crate::layout::byline::{self, Grouping, Lexicon};
use crate::layout::headings;
use crate::layout::joining::{Hyphens, join, one_line};
use crate::layout::look::Look;
use crate::layout::{byline::conjunction, words};
use crate::record::{Affiliation, Date, DateRange, Meeting, PersonName, Signature, Sponsorship, SponsorshipKind, Statistic, Talk, TalkKind, Thanks};
use crate::section::sponsors;
use crate::source::{Span, Spanned};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a message says.
#[derive(Default)]
pub struct Message {
    pub body: Option<Span>,
    pub signatures: Vec<Signature>,
    pub signed_as: Option<Spanned<String>>,
    pub statistics: Vec<Statistic>,
    pub talks: Vec<Talk>,
    pub thanks: Vec<Thanks>,
    pub meetings: Vec<Meeting>,
    pub sponsorships: Vec<Sponsorship>,
    pub read: Vec<(Span, &'static str)>,
}

pub fn read(lines: &[&Line], looks: &[&Look], lexicon: &Lexicon) -> Message {
    let mut out = Message::default();
    let ends = |i: usize| looks[i].prose || lines[i].text().ends_with(['.', '!', '?', ':']) && lines[i].text().split_whitespace().count() > 4;
    let last = (0..lines.len()).rev().find(|i| ends(*i)).map_or(0, |i| i + 1);
    // the last line of a paragraph may be short; what follows are signatures
    let (body, below) = lines.split_at(last.min(lines.len()));
    if let (Some(first), Some(end)) = (body.first(), body.last()) {
        out.body = Some(first.passage.whole().join(end.passage.whole()));
    }
    out.read.extend(body.iter().map(|l| (l.span, "message")));
    signatures(below, lexicon, &mut out);
    let text = join(body.iter().map(|l| &l.passage), Hyphens::InText);
    statistics(&text, &mut out);
    for sentence in sentences(&text.text) {
        let before = out.talks.len();
        talks(&text, sentence.clone(), lexicon, &mut out);
        if out.talks.len() == before {
            thanks(&text, sentence.clone(), lexicon, &mut out);
        }
        meetings(&text, sentence, &mut out);
    }
    out
}

/// Names, affiliations and the role under which they sign.
fn signatures(lines: &[&Line], lexicon: &Lexicon, out: &mut Message) {
    for line in lines {
        let text = line.text();
        let bare = text.trim_matches(|c| matches!(c, '(' | ')' | ',' | ':'));
        if !text.contains(',') && headings::role(bare).is_some() {
            if out.signed_as.is_none() {
                out.signed_as = Some(Spanned::new(one_line(&line.passage), line.passage.whole()));
            }
            out.read.push((line.span, "signed-as"));
            continue;
        }
        let (name, rest) = text.split_once(',').map_or((text, None), |(n, r)| (n, Some(r)));
        if words::could_be_name(name) && !words::names_organization(name) && name.split_whitespace().count() > 1 && !text.chars().any(|c| c.is_ascii_digit()) {
            let found = match rest {
                Some(rest) if words::names_organization(rest) || words::has_acronym(rest) || lexicon.organizations.contains(&crate::record::slug::key(rest)) || words::costs(rest).person_over_organization() < 4.0 => {
                    byline::entry(&line.passage, 0..name.len(), Some(trim(text, name.len() + 1..text.len())), lexicon).into_iter().collect()
                }
                _ => byline::read(&line.passage, Grouping::Names, lexicon),
            };
            if !found.is_empty() && found.iter().all(|s| s.confidence > 0.6) {
                out.signatures.extend(found);
                out.read.push((line.span, "signature"));
                continue;
            }
        }
        // an affiliation below its name
        if words::names_organization(text) && !text.chars().any(|c| c.is_ascii_digit()) {
            let found = byline::affiliations(&line.passage, 0..text.len(), lexicon);
            if let Some(last) = out.signatures.last_mut().filter(|s| s.affiliations.is_empty()) {
                last.affiliations = found;
                out.read.push((line.span, "signature"));
            }
        }
    }
}

/// A figure is stated by words round a number: the metric, and the pattern with the number in group `n`.
struct Pattern {
    metric: &'static str,
    form: Regex,
}

static STATISTICS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/statistics.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines
        .filter_map(|line| {
            let (metric, pattern) = line.split_once('\t')?;
            let pattern = pattern.replace("{N}", NUMBER).replace("{approx}", APPROXIMATELY);
            let form = Regex::new(&format!("(?i){pattern}"));
            form.ok().map(|form| Pattern { metric, form })
        })
        .collect()
});

const NUMBER: &str = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|thirty(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|forty(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|fifty)";
const APPROXIMATELY: &str = r"(?P<approx>nearly|about|around|approximately|almost|roughly|over|more than|up to|close to|some|at least)";

/// Value of a number in digits or English words up to 59.
pub fn number(text: &str) -> Option<i64> {
    const WORDS: [&str; 20] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];
    let lower = text.to_lowercase();
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return lower.replace(',', "").parse().ok();
    }
    if let Some(n) = WORDS.iter().position(|w| *w == lower) {
        return Some(n as i64 + 1);
    }
    let (tens, unit) = lower.split_once('-').unwrap_or((&lower, ""));
    let tens = match tens {
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        _ => return None,
    };
    Some(tens + WORDS.iter().position(|w| *w == unit).map_or(0, |n| n as i64 + 1))
}

fn statistics(text: &Passage, out: &mut Message) {
    for pattern in STATISTICS.iter() {
        if out.statistics.iter().any(|s| s.metric == pattern.metric) {
            continue;
        }
        let Some(c) = pattern.form.captures(&text.text) else { continue };
        let (Some(whole), Some(n)) = (c.get(0), c.name("n")) else { continue };
        let Some(value) = number(n.as_str()) else { continue };
        out.statistics.push(Statistic {
            metric: pattern.metric.to_owned(),
            value: Spanned::new(value, text.span(n.range())),
            approximate: c.name("approx").is_some(),
            quote: Spanned::new(whole.as_str().trim().to_owned(), text.span(whole.range())),
        });
    }
    out.statistics.sort_by_key(|s| s.value.span);
}

/// Byte ranges of sentences. A full stop after an initial or an abbreviation ends none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let next = text[i + 1..].chars().next();
        let after = text[i + 1..].trim_start().chars().next();
        let word = text[start..i].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let short = c == '.' && word.chars().count() <= 2 && word.starts_with(char::is_uppercase) || matches!(word, "Dr" | "Prof" | "Inc" | "Corp" | "e" | "g" | "Univ" | "St" | "vs");
        if next.is_none_or(char::is_whitespace) && after.is_none_or(|c| !c.is_lowercase()) && !short {
            out.push(trim(text, start..i));
            start = i + 1;
        }
    }
    out.push(trim(text, start..text.len()));
    out.retain(|r| !r.is_empty());
    out
}

static TALK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s(?:opens|closes|opened|closed|will open|will close|gives|gave|will give|delivers|delivered|will deliver|presents|presented|will present|starts|concludes|kicks off)\s(?:(?:the|our|this)\s(?:conference|workshop|symposium|meeting|program(?:me)?|day|event)\s(?:with|by)\s)?(?:an?|the|his|her|their|our)\s(?:\w+\s){0,2}?(?P<kind>keynote|plenary|invited)(?:\s(?:talk|address|speech|lecture|session|presentation))?\s(?:on|about|entitled|titled)\s").expect("a fixed pattern")
});

/// `Jane Doe from Acme opens the conference with a keynote on …`
fn talks(text: &Passage, sentence: Range<usize>, lexicon: &Lexicon, out: &mut Message) {
    let t = &text.text[sentence.clone()];
    let found: Vec<(Range<usize>, TalkKind)> = TALK
        .captures_iter(t)
        .filter_map(|c| {
            let kind = match c.name("kind")?.as_str().to_lowercase().as_str() {
                "keynote" => TalkKind::Keynote,
                "plenary" => TalkKind::Plenary,
                _ => TalkKind::Invited,
            };
            Some((c.get(0)?.range(), kind))
        })
        .collect();
    let mut from = 0;
    for (k, (verb, kind)) in found.iter().enumerate() {
        let subject = from..verb.start;
        // the topic ends where the next speaker begins
        let end = match found.get(k + 1) {
            Some((next, _)) => [", and ", "; ", ", while ", " and "].iter().filter_map(|s| t[verb.end..next.start].rfind(s)).max().map_or(next.start, |i| verb.end + i),
            None => t.len(),
        };
        from = end;
        let Some((speaker, described_as)) = speaker(text, sentence.start + subject.start..sentence.start + subject.end, lexicon) else { continue };
        let topic = trim(t, verb.end..end);
        let topic = text.trimmed(sentence.start + topic.start..sentence.start + topic.end);
        let span = speaker.name.span.join(topic.whole());
        let topic = (!topic.is_empty()).then(|| Spanned::new(one_line(&topic).trim_matches(['“', '”', '"', ',']).to_owned(), topic.whole()));
        out.talks.push(Talk { span, kind: *kind, speaker, topic, described_as });
    }
}

/// `and Prize-winning author Jane Doe from Acme`: the name at the end of what stands before `from`, and what is before it.
fn speaker(text: &Passage, range: Range<usize>, lexicon: &Lexicon) -> Option<(Signature, Option<Spanned<String>>)> {
    let t = text.text.as_str();
    let mut range = trim(t, range);
    for lead in ["; ", ", and ", "and ", ", while ", ", "] {
        if t[range.clone()].starts_with(lead) {
            range = trim(t, range.start + lead.len()..range.end);
        }
    }
    let part = &t[range.clone()];
    let (name, affiliation) = match [" from ", " of ", " at ", " ("].iter().find_map(|s| part.rfind(s).map(|i| (i, s.len()))) {
        Some((i, n)) => (range.start..range.start + i, Some(trim(t, range.start + i + n..range.end))),
        None => (range.clone(), None),
    };
    // the name begins after the last word in small letters that is no particle
    let mut at = name.start;
    for (i, word) in t[name.clone()].split_whitespace().map(|w| (w.as_ptr() as usize - t.as_ptr() as usize, w)) {
        if word.starts_with(char::is_lowercase) && !PersonName::is_particle(word) {
            at = i + word.len();
        }
    }
    let described = trim(t, name.start..at);
    let name = trim(t, at..name.end);
    if name.is_empty() || !words::could_be_name(&t[name.clone()]) || t[name.clone()].split_whitespace().count() < 2 {
        return None;
    }
    let affiliation = affiliation.map(|a| a.start..a.start + t[a.clone()].trim_end_matches(')').len());
    let signature = byline::entry(text, name, affiliation, lexicon)?;
    let described_as = (!described.is_empty()).then(|| {
        let p = text.slice(described);
        Spanned::new(one_line(&p), p.whole())
    });
    Some((signature, described_as))
}

struct Gratitude {
    /// `Jane Doe for her help with the …`
    person: Regex,
    /// `the ACME staff—Ann, Bob, and many others—`
    staff: Regex,
    /// `thank A, B and C for their generous support`
    support: Regex,
    host: Regex,
}

static GRATITUDE: LazyLock<Gratitude> = LazyLock::new(|| {
    let form = |p: &str| Regex::new(p).expect("a fixed pattern");
    Gratitude {
        person: form(r"(?P<name>\p{Lu}[\p{L}'’.-]+(?:\s(?:\p{Lu}[\p{L}'’.-]*|van|von|der|den|de|la|di|du|del)){1,4})\s(?P<reason>for\s(?:his|her|their)\s[^.;]+)"),
        staff: form(r"(?P<group>(?:\p{Lu}[\p{L}&.-]*\s){1,4}(?:[Ss]taff|[Tt]eam))\s?(?:—|–|\s-\s|\(|,\s(?:especially|in particular|including)\s)(?P<list>[^—–()]+)"),
        support: form(r"thank(?:s\sto)?\s(?:our\s[^,]*?:\s|the\sfollowing\s[^:]*:\s)?(?P<list>\p{Lu}[^.;]*?)\sfor\s(?:their|its)\s(?:\w+\s){0,3}(?:support|sponsorship|contributions?|donations?|funding)"),
        host: form(r"(?P<name>\p{Lu}[\p{L}&.'’-]*(?:\s\p{Lu}[\p{L}&.'’-]*){0,4})\sfor\shosting\s(?:the\s|our\s)?(?P<what>[\p{L} ]*?meeting)(?:\s(?:in|at)\s(?P<place>\p{Lu}[\p{L}.'’-]*(?:,?\s\p{Lu}[\p{L}.'’-]*){0,3}))?"),
    }
});

fn thanks(text: &Passage, sentence: Range<usize>, lexicon: &Lexicon, out: &mut Message) {
    let g = &*GRATITUDE;
    let t = &text.text[sentence.clone()];
    if !t.contains("thank") && !t.contains("grateful") && !t.contains("acknowledge") {
        return;
    }
    let at = |r: Range<usize>| sentence.start + r.start..sentence.start + r.end;
    for c in g.person.captures_iter(t) {
        let (Some(name), Some(reason)) = (c.name("name"), c.name("reason")) else { continue };
        // "We thank Jane": a sentence's first words are no name
        let costs = words::costs(name.as_str());
        if costs.person > costs.organization + 3.0 || words::names_organization(name.as_str()) || lexicon.organizations.contains(&crate::record::slug::key(name.as_str())) {
            continue;
        }
        out.thanks.push(Thanks {
            name: Spanned::new(PersonName::parse(name.as_str()), text.span(at(name.range()))),
            reason: Some(Spanned::new(reason.as_str().trim().to_owned(), text.span(at(reason.range())))),
            affiliation: None,
        });
    }
    if let Some(c) = g.staff.captures(t)
        && let (Some(group), Some(list)) = (c.name("group"), c.name("list"))
    {
        let organization = group.as_str().rsplit_once(' ').map_or("", |(o, _)| o);
        let affiliation = Spanned::new(Affiliation::parse(organization), text.span(at(group.start()..group.start() + organization.len())));
        for part in list_of(list.as_str()) {
            let name = &list.as_str()[part.clone()];
            if !words::could_be_name(name) {
                continue;
            }
            let range = at(list.start() + part.start..list.start() + part.end);
            out.thanks.push(Thanks {
                name: Spanned::new(PersonName::parse(name), text.span(range)),
                reason: Some(Spanned::new(group.as_str().to_owned(), text.span(at(group.range())))),
                affiliation: Some(affiliation.clone()),
            });
        }
    }
    if let Some(c) = g.support.captures(t)
        && let Some(list) = c.name("list")
    {
        let near = text.text[sentence.start.saturating_sub(300).min(sentence.start)..].is_char_boundary(0);
        let from = (0..=sentence.start).rev().take(400).filter(|i| text.text.is_char_boundary(*i)).last().unwrap_or(0);
        let context = text.text[from..sentence.end].to_lowercase();
        let sponsor = near && context.contains("sponsor") || context.contains("supporter");
        let kind = if sponsor && ["industry", "industrial", "corporate", "commercial"].iter().any(|w| context.contains(w)) { SponsorshipKind::IndustrySponsor } else { SponsorshipKind::Supporter };
        let passage = text.slice(at(list.range()));
        let found = sponsors::organizations(&passage);
        if sponsor && found.iter().all(|s| s.value.starts_with(char::is_uppercase)) {
            out.sponsorships.extend(found.into_iter().map(|name| Sponsorship { kind, name, level: None }));
        }
    }
}

/// Pieces of `A, B, and C`.
fn list_of(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < text.len() {
        let step = if text.as_bytes()[i] == b',' { 1 } else if text.is_char_boundary(i) { conjunction(&text[i..]).unwrap_or(0) } else { 0 };
        if step > 0 {
            out.push(trim(text, start..i));
            start = i + step;
            i = start;
        } else {
            i += 1;
        }
    }
    out.push(trim(text, start..text.len()));
    out.retain(|r| !r.is_empty());
    out
}

static MET: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)(?P<of>(?:program(?:me)? committee|PC|committee))\s(?:\w+\s)?(?:met|meeting|meeting was held|meeting took place|gathered)\b").expect("a fixed pattern"));

/// `The program committee then met on March 12, 2009`; `Acme for hosting the PC meeting in Town`
fn meetings(text: &Passage, sentence: Range<usize>, out: &mut Message) {
    let t = &text.text[sentence.clone()];
    let at = |r: Range<usize>| sentence.start + r.start..sentence.start + r.end;
    let host = GRATITUDE.host.captures(t);
    let met = MET.captures(t);
    let date: Option<Spanned<Date>> = DateRange::find(t).filter(|_| met.is_some()).map(|(d, r)| Spanned::new(d.start, text.span(at(r))));
    let of = match (&host, &met) {
        (Some(c), _) => c.name("what"),
        (None, Some(c)) if date.is_some() => c.name("of"),
        _ => None,
    };
    let Some(of) = of else { return };
    let place = host.as_ref().and_then(|c| c.name("place")).map(|p| Spanned::new(p.as_str().to_owned(), text.span(at(p.range()))));
    let host = host.as_ref().and_then(|c| c.name("name")).map(|n| Spanned::new(n.as_str().to_owned(), text.span(at(n.range()))));
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
        _ => out.meetings.push(Meeting { of: Spanned::new(of.as_str().to_owned(), text.span(at(of.range()))), date, place, host }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn prose(text: &str) -> Message {
        let mut passage = Passage::new(FileId(0));
        passage.push(text, 0);
        let mut out = Message::default();
        statistics(&passage, &mut out);
        for sentence in sentences(text) {
            talks(&passage, sentence.clone(), &Lexicon::default(), &mut out);
            thanks(&passage, sentence.clone(), &Lexicon::default(), &mut out);
            meetings(&passage, sentence, &mut out);
        }
        out
    }

    #[test]
    fn reads_figures() {
        for (text, metric, value) in [
            ("We received 120 submissions from 20 countries.", "submittedPapers", 120),
            ("The committee accepted 21 papers for presentation.", "acceptedPapers", 21),
            ("Of the 88 submitted papers, 20 were accepted.", "submittedPapers", 88),
            ("We chose 12 full papers and six short papers.", "acceptedShortPapers", 6),
            ("The program committee consisted of 31 members.", "programCommitteeSize", 31),
            ("We are grateful to 17 additional reviewers.", "externalReviewerCount", 17),
            ("Each paper received at least three reviews.", "minReviewsPerPaper", 3),
        ] {
            let got = prose(text).statistics.into_iter().find(|s| s.metric == metric).map(|s| s.value.value);
            assert_eq!(got, Some(value), "{text}");
        }
        assert!(prose("In 2009 we met 12 friends and read 30 pages.").statistics.is_empty());
    }

    #[test]
    fn reads_talks_and_thanks() {
        let text = "Ada Byron from Engines Inc. opens the workshop with a keynote on weaving numbers, and prize-winning poet Leo Marsh closes the workshop with a plenary on rain. We thank Mia Stone for her help with the hall.";
        let got = prose(text);
        let talks: Vec<_> = got.talks.iter().map(|t| (t.speaker.name.value.full.as_str(), t.topic.as_ref().map(|t| t.value.as_str()))).collect();
        assert_eq!(talks, [("Ada Byron", Some("weaving numbers")), ("Leo Marsh", Some("rain"))]);
        assert_eq!(got.thanks[0].name.value.full, "Mia Stone");
    }
}
