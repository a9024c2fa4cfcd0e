//! Messages, forewords, prefaces: running text with figures, talks, thanks, and signatures below.

mod phrase;
mod thanks;

use crate::document::{Line, Passage, trim};
use crate::layout::byline::{self, Byline, Grouping, Lexicon};
use crate::layout::headings;
use crate::layout::joining::{Hyphens, join, one_line};
use crate::layout::look::Look;
use crate::layout::words;
use crate::record::{Meeting, PersonName, Signature, Sponsorship, Statistic, Talk, TalkKind, Thanks};
use crate::source::{Span, Spanned};
use phrase::{Phrase, Seen};
use std::ops::Range;
use std::sync::LazyLock;
use thanks::Sentence;

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
    let last = (0..lines.len()).rev().find(|i| looks[*i].prose || ends_sentence(lines[*i].text())).map_or(0, |i| i + 1);
    // the last line of a paragraph may be short; what follows are signatures
    let (body, below) = lines.split_at(last.min(lines.len()));
    if let (Some(first), Some(end)) = (body.first(), body.last()) {
        out.body = Some(first.passage.whole().join(end.passage.whole()));
    }
    out.read.extend(body.iter().map(|l| (l.span, "message")));
    signatures(below, lexicon, &mut out);
    let text = join(body.iter().map(|l| &l.passage), Hyphens::InText);
    running_text(&text, lexicon, &mut out);
    out
}

/// `Take your time!` is running text, `Acme Corp.` is not.
fn ends_sentence(text: &str) -> bool {
    let stop = text.ends_with(['.', '!', '?', ':']);
    // the last word of a paragraph may stand alone
    let first = text.split_whitespace().next().unwrap_or("");
    if stop && first.starts_with(char::is_lowercase) && !PersonName::is_particle(first) {
        return true;
    }
    let small = || text.split_whitespace().skip(1).any(|w| w.starts_with(char::is_lowercase) && !PersonName::is_particle(w));
    stop && (text.split_whitespace().count() > 4 || text.ends_with(['!', '?']) || text.ends_with('.') && small())
}

fn running_text(text: &Passage, lexicon: &Lexicon, out: &mut Message) {
    let all = phrase::words(&text.text);
    statistics(text, &all, out);
    for range in sentences(&text.text) {
        let part = &text.text[range.clone()];
        let words = phrase::words(part);
        let sentence = Sentence { passage: text, text: part, start: range.start, words: &words };
        let before = out.talks.len();
        talks(&sentence, lexicon, out);
        if out.talks.len() == before {
            thanks::thanks(&sentence, lexicon, out);
        }
        thanks::meetings(&sentence, out);
    }
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
        if words::could_be_name(name)
            && !words::names_organization(name)
            && name.split_whitespace().count() > 1
            && !text.chars().any(|c| c.is_ascii_digit())
        {
            let found = match rest {
                Some(rest)
                    if words::names_organization(rest)
                        || words::has_acronym(rest)
                        || lexicon.knows_organization(rest)
                        || words::costs(rest).person_over_organization() < 4.0 =>
                {
                    Byline::of(&line.passage)
                        .entry(0..name.len(), Some(trim(text, name.len() + 1..text.len())), lexicon)
                        .into_iter()
                        .collect()
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
            let found = Byline::of(&line.passage).affiliations(0..text.len(), lexicon);
            if let Some(last) = out.signatures.last_mut().filter(|s| s.affiliations.is_empty()) {
                last.affiliations = found;
                out.read.push((line.span, "signature"));
            }
        }
    }
}

/// A figure is stated by words round a number: the metric, and its phrase.
static STATISTICS: LazyLock<Vec<(&'static str, Phrase)>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/statistics.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(metric, form)| (metric, Phrase::new(form))).collect()
});

fn statistics(text: &Passage, words: &[phrase::Word<'_>], out: &mut Message) {
    // a message with more numbers than this is a table
    let numbers: Vec<usize> = (0..words.len()).filter(|i| words[*i].number.is_some()).take(2000).collect();
    let mut taken = vec![false; words.len()];
    let seen = Seen::of(words);
    for (metric, phrase) in STATISTICS.iter().filter(|_| !numbers.is_empty()) {
        let rows = phrase.rows_in(&seen);
        let at = |i: usize| rows.iter().find_map(|row| row.at(words, i));
        if *metric == "-" {
            numbers.iter().filter(|i| at(**i).is_some()).for_each(|i| taken[*i] = true);
            continue;
        }
        if out.statistics.iter().any(|s| s.metric == *metric) {
            continue;
        }
        let Some(found) = numbers.iter().filter(|i| !taken[**i]).find_map(|i| at(*i)) else { continue };
        let Some(value) = words[found.read].number else { continue };
        let quote = words[found.words.start].range.start..words[found.words.end - 1].range.end;
        let printed = text.text[quote.clone()].trim_end_matches(['.', ';']);
        let quote = quote.start..quote.start + printed.len();
        out.statistics.push(Statistic {
            metric: (*metric).to_owned(),
            value: Spanned::new(value, text.span(words[found.read].range.clone())),
            approximate: found.approximate,
            quote: Spanned::new(printed.to_owned(), text.span(quote)),
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
        let short = c == '.' && word.chars().count() <= 2 && word.starts_with(char::is_uppercase)
            || matches!(word, "Dr" | "Prof" | "Inc" | "Corp" | "e" | "g" | "Univ" | "St" | "vs");
        if next.is_none_or(char::is_whitespace) && after.is_none_or(|c| !c.is_lowercase()) && !short {
            out.push(trim(text, start..i));
            start = i + 1;
        }
    }
    out.push(trim(text, start..text.len()));
    out.retain(|r| !r.is_empty());
    out
}

static TALK: LazyLock<Phrase> = LazyLock::new(|| {
    Phrase::new(
        "opens|closes|opened|closed|open|close|gives|gave|give|delivers|delivered|deliver|presents|presented|present|starts|concludes|off [it with|by | the|our|this conference|workshop|symposium|meeting|program|programme|day|event with|by] a|an|the|his|her|their|our [_]*2 <keynote|plenary|invited> [talk|address|speech|lecture|session|presentation] on|about|entitled|titled",
    )
});

/// `Jane Doe from Acme opens the conference with a keynote on …`
fn talks(sentence: &Sentence<'_>, lexicon: &Lexicon, out: &mut Message) {
    let Sentence { passage: text, text: t, words, .. } = *sentence;
    let mut found: Vec<(Range<usize>, TalkKind)> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let kind = match word.lower.as_ref() {
            "keynote" => TalkKind::Keynote,
            "plenary" => TalkKind::Plenary,
            "invited" => TalkKind::Invited,
            _ => continue,
        };
        let Some(talk) = TALK.at(words, i) else { continue };
        // "will open", "kicks off"
        let first = talk.words.start;
        let helped = first > 0 && matches!(words[first - 1].lower.as_ref(), "will" | "kicks" | "kicked");
        found.push((words[first - usize::from(helped)].range.start..words[talk.words.end - 1].range.end, kind));
    }
    let mut from = 0;
    for (k, (verb, kind)) in found.iter().enumerate() {
        let subject = from..verb.start;
        // the topic ends where the next speaker begins
        let end = match found.get(k + 1) {
            Some((next, _)) => [", and ", "; ", ", while ", " and "]
                .iter()
                .filter_map(|s| t[verb.end..next.start].rfind(s))
                .max()
                .map_or(next.start, |i| verb.end + i),
            None => t.len(),
        };
        from = end;
        let Some((speaker, described_as)) = speaker(text, sentence.start + subject.start..sentence.start + subject.end, lexicon) else {
            continue;
        };
        let topic = trim(t, verb.end..end);
        let topic = text.trimmed(sentence.start + topic.start..sentence.start + topic.end);
        let span = speaker.name.span.join(topic.whole());
        let topic =
            (!topic.is_empty()).then(|| Spanned::new(one_line(&topic).trim_matches(['“', '”', '"', ',']).to_owned(), topic.whole()));
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
    let near = text.slice(range.clone());
    let within = |r: Range<usize>| r.start - range.start..r.end - range.start;
    let signature = Byline::of(&near).entry(within(name), affiliation.map(within), lexicon)?;
    let described_as = (!described.is_empty()).then(|| {
        let p = text.slice(described);
        Spanned::new(one_line(&p), p.whole())
    });
    Some((signature, described_as))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn prose(text: &str) -> Message {
        let mut passage = Passage::new(FileId(0));
        passage.push(text, 0);
        let mut out = Message::default();
        running_text(&passage, &Lexicon::default(), &mut out);
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
            ("Every paper had at least two.", "minReviewsPerPaper", 2),
            ("Each paper received three reviews; we wrote 96 reviews.", "reviews", 96),
            ("Each member wrote nearly 11 reviews.", "reviewsPerCommitteeMember", 11),
            ("Its 8 members and 3 external reviewers met.", "programCommitteeSize", 8),
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
        let talks: Vec<_> =
            got.talks.iter().map(|t| (t.speaker.name.value.full.as_str(), t.topic.as_ref().map(|t| t.value.as_str()))).collect();
        assert_eq!(talks, [("Ada Byron", Some("weaving numbers")), ("Leo Marsh", Some("rain"))]);
        assert_eq!(got.thanks[0].name.value.full, "Mia Stone");
    }

    #[test]
    fn reads_several_thanks() {
        let text = "We thank Old Mill College for hosting the PC meeting in Tarn, Lea Holm for looking after the server, and Ivo Sand for his care. The guild's staff—Una, Otto, and others—did the rest.";
        let got = prose(text);
        let thanks: Vec<_> =
            got.thanks.iter().map(|t| (t.name.value.full.as_str(), t.reason.as_ref().map_or("", |r| r.value.as_str()))).collect();
        assert_eq!(
            thanks,
            [
                ("Lea Holm", "for looking after the server"),
                ("Ivo Sand", "for his care"),
                ("Una", "guild's staff"),
                ("Otto", "guild's staff")
            ]
        );
        let host = &got.meetings[0];
        assert_eq!(host.host.as_ref().map(|h| h.value.as_str()), Some("Old Mill College"));
        assert_eq!(host.place.as_ref().map(|p| p.value.as_str()), Some("Tarn"));
    }

    #[test]
    fn one_speaker_follows_another() {
        let got =
            prose("Ada Byron opens the workshop with a keynote on weaving, and noted poet Leo Marsh closes it with a plenary on rain.");
        assert_eq!(got.talks.iter().map(|t| t.speaker.name.value.full.as_str()).collect::<Vec<_>>(), ["Ada Byron", "Leo Marsh"]);
    }
}
