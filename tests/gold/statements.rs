//! A complete annotation and a volume, taken apart into the same statements.

use frontis::record::*;
use frontis::source::{Sources, Span, Spanned};
use serde_json::Value;
use std::collections::BTreeSet;

/// One thing that is true of the volume, and what was read in its place; equal where it was read right.
pub struct Statement {
    pub key: String,
    pub want: String,
    pub got: String,
}

type Lines = BTreeSet<usize>;

struct Comparison<'a> {
    sources: &'a Sources,
    volume: &'a Volume,
    gold: &'a Value,
    statements: Vec<Statement>,
}

const NONE: &str = "nothing";

pub fn compare(gold: &Value, (sources, volume): &(Sources, Volume)) -> Vec<Statement> {
    let mut c = Comparison { sources, volume, gold, statements: Vec::new() };
    c.proceedings();
    c.event();
    c.sponsors();
    c.entries();
    c.programme();
    c.committees();
    c.statistics();
    c.people_in_text();
    c.organizations();
    c.furniture();
    c.statements
}

/// Printed text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| if value.is_null() { NONE.to_owned() } else { value.to_string() }, flat)
}

fn said<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| NONE.to_owned(), |v| flat(&v.to_string()))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn lines(value: &Value) -> Lines {
    list(value).iter().filter_map(Value::as_u64).map(|n| n as usize).collect()
}

fn between(a: &Value, b: &Value) -> Lines {
    let (Some(a), Some(b)) = (a.as_u64(), b.as_u64()) else { return Lines::new() };
    (a as usize..=b as usize).collect()
}

impl Comparison<'_> {
    fn state(&mut self, key: impl Into<String>, want: impl Into<String>, got: impl Into<String>) {
        self.statements.push(Statement { key: key.into(), want: want.into(), got: got.into() });
    }

    fn touched(&self, span: Span) -> Lines {
        let (first, last) = self.sources.file(span.file).lines(span);
        (first..=last).collect()
    }

    /// The value stands on some of the annotated lines and on no other.
    fn stands(&mut self, key: &str, want: &Lines, span: Option<Span>) {
        let got = span.map(|s| self.touched(s)).unwrap_or_default();
        let within = !got.is_empty() && got.is_subset(want);
        let got = if within { format!("{want:?}") } else { format!("{got:?}") };
        self.state(format!("{key}, line"), format!("{want:?}"), got);
    }

    /// The value covers exactly the annotated lines.
    fn covers(&mut self, key: &str, want: &Lines, span: Option<Span>) {
        let got = span.map(|s| self.touched(s)).unwrap_or_default();
        self.state(format!("{key}, lines"), format!("{want:?}"), format!("{got:?}"));
    }

    fn proceedings(&mut self) {
        let (gold, p) = (&self.gold["proceedings"], &self.volume.proceedings);
        let periodical = p.periodical.as_ref();
        let fields: [(&str, &str, Option<Spanned<String>>); 8] = [
            ("title", "title", p.title.clone()),
            ("short_title", "short_title", p.short_title.clone()),
            ("publisher", "publisher", p.publisher.clone()),
            ("series", "series", periodical.map(|p| p.title.clone())),
            ("series_subtitle", "series_subtitle", periodical.and_then(|p| p.subtitle.clone())),
            ("volume", "volume", periodical.and_then(|p| p.volume.clone())),
            ("issue", "issue", periodical.and_then(|p| p.issue.clone())),
            ("publication_date", "publication_date", p.published.clone().map(|d| d.map(|d| d.to_string()))),
        ];
        for (name, field, value) in fields {
            let key = format!("proceedings, {name}");
            self.state(&key, text(&gold[field]), said(value.as_ref().map(|v| &v.value)));
            if gold[field].is_null() {
                continue;
            }
            let mut want = lines(&gold["lines"][field]);
            want.extend(lines(&gold["lines"][format!("{field}_repeated")]));
            if field == "publisher" {
                want.extend(list(&self.gold["furniture"]).iter().filter(|f| f["kind"] == "footer").flat_map(|f| lines(&f["lines"])));
            }
            self.stands(&key, &want, value.map(|v| v.span));
        }
        self.state("proceedings, editors", "0", p.editors.len().to_string());
        self.state("proceedings, identifiers", "0", p.identifiers.len().to_string());
    }

    fn event(&mut self) {
        let (gold, e) = (&self.gold["event"], &self.volume.event);
        let at = |field: &str| {
            let mut want = lines(&gold["lines"][field]);
            want.extend(lines(&gold["lines"][format!("{field}_repeated")]));
            want
        };
        let place = e.place.as_ref().map(|p| &p.value);
        let dates = e.dates.as_ref().and_then(|d| d.value.typed().copied());
        self.state("event, name", text(&gold["name"]), said(e.name.as_ref().map(|n| &n.value)));
        let mut named = at("name");
        for field in ["title", "title_repeated", "short_title"] {
            named.extend(lines(&self.gold["proceedings"]["lines"][field]));
        }
        self.stands("event, name", &named, e.name.as_ref().map(|n| n.span));
        self.state("event, acronym", text(&gold["acronym"]), said(e.acronym.as_ref().map(|n| &n.value)));
        self.state("event, ordinal", NONE, said(e.ordinal.as_ref().map(|o| o.value)));
        self.state("event, year", text(&gold["edition_year"]), said(e.year));
        self.state("event, start", text(&gold["start_date"]), said(dates.map(|d| d.start)));
        self.state("event, end", text(&gold["end_date"]), said(dates.map(|d| d.end)));
        self.stands("event, dates", &at("dates"), e.dates.as_ref().map(|d| d.span));
        self.state("event, city", text(&gold["city"]), said(place.and_then(|p| p.city.as_ref())));
        self.state("event, region", text(&gold["region"]), said(place.and_then(|p| p.region.as_ref())));
        self.state("event, country", text(&gold["country"]), said(place.and_then(|p| p.country.as_ref())));
        self.stands("event, place", &at("place"), e.place.as_ref().map(|p| p.span));
    }

    fn sponsors(&mut self) {
        let thanked = self.gold["event"]["in_cooperation_with"].is_null();
        let sponsors = if thanked { SponsorshipKind::IndustrySponsor } else { SponsorshipKind::Sponsor };
        let mut known = 0;
        for (field, kind) in
            [("sponsors", sponsors), ("in_cooperation_with", SponsorshipKind::InCooperation), ("supporters", SponsorshipKind::Supporter)]
        {
            let stated = list(&self.gold["event"][field]);
            let read: Vec<_> = self.volume.sponsorships.iter().filter(|s| s.kind == kind).collect();
            let names = |names: Vec<String>| names.join("; ");
            self.state(
                format!("event, {field}"),
                names(stated.iter().map(text).collect()),
                names(read.iter().map(|s| flat(&s.name.value)).collect()),
            );
            for (i, sponsorship) in read.into_iter().enumerate() {
                self.stands(&format!("event, {field} {}", i + 1), &lines(&self.gold["event"]["lines"][field]), Some(sponsorship.name.span));
            }
            known += stated.len();
        }
        // whoever hosted a meeting is no sponsor by that
        let read = self.volume.sponsorships.iter().filter(|s| s.kind != SponsorshipKind::Host).count();
        self.state("event, sponsorships", known.to_string(), read.to_string());
    }

    /// Papers and keynotes, then the other entries.
    fn entries(&mut self) {
        let kind = |item: &Value| match item["kind"].as_str().unwrap_or_default() {
            "paper" => Some(ContributionKind::FullPaper),
            "short_paper" => Some(ContributionKind::ShortPaper),
            "keynote" => Some(ContributionKind::Keynote),
            _ => None,
        };
        let items = list(&self.gold["items"]);
        let papers: Vec<_> = items.iter().filter_map(|i| kind(i).map(|k| (k, i))).collect();
        self.state("papers", papers.len().to_string(), self.volume.contributions.len().to_string());
        for (n, (kind, item)) in papers.into_iter().enumerate() {
            let key = format!("paper {}", n + 1);
            let Some(read) = self.volume.contributions.get(n) else {
                self.state(&key, text(&item["title"]), NONE);
                continue;
            };
            self.state(format!("{key}, kind"), format!("{kind:?}"), format!("{:?}", read.kind));
            self.state(format!("{key}, title"), text(&item["title"]), flat(&read.title.value));
            self.state(format!("{key}, page"), text(&item["page_start"]), said(read.pages.as_ref().map(|p| &p.value.first.label)));
            let end = item["page_end_derived"]["next_start"].as_str().and_then(|p| p.parse::<u32>().ok());
            self.state(format!("{key}, derived end"), said(end.map(|p| p - 1)), said(read.derived_end));
            let session = read.session.and_then(|i| self.volume.sessions.get(i));
            self.state(format!("{key}, session"), text(&item["session"]), said(session.map(|s| &s.title.value)));
            self.state(format!("{key}, session number"), text(&item["session_number"]), said(session.and_then(|s| s.number.as_ref())));
            let day = session.and_then(|s| s.day).and_then(|d| self.volume.days.get(d));
            self.state(format!("{key}, day"), text(&item["day"]), said(day.map(|d| &d.label.value)));
            self.state(format!("{key}, date"), text(&item["date"]), said(day.and_then(|d| d.date)));
            self.covers(&key, &between(&item["line_start"], &item["line_end"]), Some(read.span));
            self.signatures(&key, &item["authors"], &read.authors);
        }
        let others: Vec<_> = items.iter().filter(|i| kind(i).is_none()).collect();
        let expected = |item: &Value| match item["kind"].as_str().unwrap_or_default() {
            "organization" => ItemKind::OrganizationList,
            "sponsors" => ItemKind::SponsorList,
            "message" => ItemKind::Message,
            "index" => ItemKind::AuthorIndex,
            other => panic!("an item of kind {other}"),
        };
        let read: Vec<_> = self.volume.items.iter().filter(|i| i.kind != ItemKind::TableOfContents).collect();
        self.state("other entries", others.len().to_string(), read.len().to_string());
        for (n, item) in others.into_iter().enumerate() {
            let key = format!("entry {}", n + 1);
            let Some(read) = read.get(n) else {
                self.state(&key, text(&item["title"]), NONE);
                continue;
            };
            self.state(format!("{key}, kind"), format!("{:?}", expected(item)), format!("{:?}", read.kind));
            self.state(format!("{key}, title"), text(&item["title"]), flat(&read.title.value));
            self.state(format!("{key}, page"), text(&item["page_start"]), said(read.pages.as_ref().map(|p| &p.value.first.label)));
            self.stands(&key, &between(&item["line_start"], &item["line_end"]), Some(read.title.span));
            self.signatures(&key, &item["authors"], &read.signatures);
            let body = between(&item["body_line_start"], &item["body_line_end"]);
            self.covers(&format!("{key}, text"), &body, read.body);
        }
    }

    fn signatures(&mut self, key: &str, gold: &Value, read: &[Signature]) {
        self.state(format!("{key}, names"), list(gold).len().to_string(), read.len().to_string());
        for (n, (person, read)) in list(gold).iter().zip(read).enumerate() {
            self.signature(&format!("{key}, name {}", n + 1), person, read);
        }
    }

    fn signature(&mut self, key: &str, person: &Value, read: &Signature) {
        self.name(key, person, &read.name.value);
        let set = |names: Vec<String>| names.into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" + ");
        self.state(
            format!("{key}, affiliations"),
            set(list(&person["affiliations"]).iter().map(text).collect()),
            set(read.affiliations.iter().map(|a| flat(&a.value.printed)).collect()),
        );
        if !person["lines"].is_null() {
            let span = read.affiliations.iter().fold(read.name.span, |span, a| span.join(a.span));
            self.covers(key, &lines(&person["lines"]), Some(span));
        }
    }

    fn name(&mut self, key: &str, person: &Value, read: &PersonName) {
        self.state(format!("{key}, name"), text(&person["name"]), flat(&read.full));
        self.state(format!("{key}, family"), text(&person["family"]), said(read.family.as_ref()));
        // one word alone has no parts
        let given = if person["family"].is_null() { NONE.to_owned() } else { text(&person["given"]) };
        self.state(format!("{key}, given"), given, said(read.given.as_ref()));
    }

    fn programme(&mut self) {
        let (sessions, days) = (list(&self.gold["sessions"]), list(&self.gold["days"]));
        self.state("sessions", sessions.len().to_string(), self.volume.sessions.len().to_string());
        for (n, (gold, read)) in sessions.iter().zip(&self.volume.sessions).enumerate() {
            let key = format!("session {}", n + 1);
            self.state(format!("{key}, title"), text(&gold["title"]), flat(&read.title.value));
            self.state(format!("{key}, number"), text(&gold["number"]), said(read.number.as_ref()));
            let day = read.day.and_then(|d| self.volume.days.get(d));
            self.state(format!("{key}, day"), text(&gold["day"]), said(day.map(|d| &d.label.value)));
            self.state(format!("{key}, date"), text(&gold["date"]), said(day.and_then(|d| d.date)));
            self.covers(&key, &between(&gold["line"], &gold["line"]), Some(read.title.span));
        }
        self.state("days", days.len().to_string(), self.volume.days.len().to_string());
        for (n, (gold, read)) in days.iter().zip(&self.volume.days).enumerate() {
            let key = format!("day {}", n + 1);
            self.state(format!("{key}, label"), text(&gold["day"]), flat(&read.label.value));
            self.state(format!("{key}, date"), text(&gold["date"]), said(read.date));
            self.covers(&key, &between(&gold["line"], &gold["line"]), Some(read.label.span));
        }
    }

    fn committees(&mut self) {
        let committees = list(&self.gold["committees"]);
        self.state("committees", committees.len().to_string(), self.volume.committees.len().to_string());
        for (n, (gold, read)) in committees.iter().zip(&self.volume.committees).enumerate() {
            let key = format!("committee {}", n + 1);
            let role = match gold["role"].as_str().unwrap_or_default() {
                list @ ("program-committee" | "invited-talks-committee") => format!("{list}-member"),
                role => role.to_owned(),
            };
            self.state(format!("{key}, heading"), text(&gold["name"]), flat(&read.label.value));
            self.state(format!("{key}, role"), role, said(read.role.as_ref()));
            self.covers(&format!("{key}, heading"), &between(&gold["heading_line"], &gold["heading_line"]), Some(read.label.span));
            self.signatures(&key, &gold["members"], &read.seats);
        }
    }

    fn statistics(&mut self) {
        const METRICS: &[(&str, &str)] = &[
            ("submissions", "submittedPapers"),
            ("accepted", "acceptedPapers"),
            ("accepted_long", "acceptedLongPapers"),
            ("accepted_short", "acceptedShortPapers"),
            ("reviews_total", "reviews"),
            ("pc_members", "programCommitteeSize"),
            ("external_reviewers", "externalReviewerCount"),
            ("review_rounds", "reviewRounds"),
            ("first_round_reviews_per_paper_min", "minReviewsPerPaper"),
            ("second_round_short_papers", "secondRoundShortPapers"),
            ("second_round_long_papers", "secondRoundLongPapers"),
            ("reviews_per_pc_member_approx", "reviewsPerCommitteeMember"),
            ("plenary_talks", "plenaryTalks"),
        ];
        let gold = &self.gold["statistics"];
        let figures = gold.as_object().map_or(0, |g| g.keys().filter(|k| METRICS.iter().any(|(name, _)| k == name)).count());
        self.state("statistics", figures.to_string(), self.volume.statistics.len().to_string());
        for (name, metric) in METRICS.iter().filter(|(name, _)| !gold[name].is_null()) {
            let key = format!("statistic {metric}");
            let gold = &gold[name];
            let read = self.volume.statistics.iter().find(|s| s.metric == *metric);
            self.state(&key, text(&gold["value"]), said(read.map(|s| s.value.value)));
            self.state(format!("{key}, approximate"), name.ends_with("approx").to_string(), said(read.map(|s| s.approximate)));
            let mut want = lines(&gold["lines"]);
            want.extend(lines(&gold["also_lines"]));
            self.stands(&key, &want, read.map(|s| s.value.span));
            let quoted = read.is_some_and(|s| s.quote.span.contains(s.value.span) && !self.touched(s.quote.span).is_disjoint(&want));
            self.state(format!("{key}, quote holds the figure"), "true", quoted.to_string());
        }
        let meetings = &self.volume.meetings;
        self.state("meetings", usize::from(!gold["pc_meeting_date"].is_null()).to_string(), meetings.len().to_string());
        if !gold["pc_meeting_date"].is_null() {
            let date = meetings.first().and_then(|m| m.date.clone());
            self.state("meeting, date", text(&gold["pc_meeting_date"]["value"]), said(date.as_ref().map(|d| d.value)));
            self.stands("meeting, date", &lines(&gold["pc_meeting_date"]["lines"]), date.map(|d| d.span));
            let place = meetings.first().and_then(|m| m.place.clone());
            self.state("meeting, place", text(&gold["pc_meeting_place"]["value"]), said(place.as_ref().map(|p| &p.value)));
            self.stands("meeting, place", &lines(&gold["pc_meeting_place"]["lines"]), place.map(|p| p.span));
        }
    }

    fn people_in_text(&mut self) {
        let people = list(&self.gold["people_in_text"]);
        let of = |role: &str| people.iter().filter(|p| p["role"].as_str().is_some_and(|r| r.contains(role))).collect::<Vec<_>>();
        let (speakers, thanked) = (of("speaker"), of("thanked"));
        self.state("talks", speakers.len().to_string(), self.volume.talks.len().to_string());
        for (n, (gold, read)) in speakers.into_iter().zip(&self.volume.talks).enumerate() {
            let key = format!("talk {}", n + 1);
            let kind = if text(&gold["role"]).starts_with("keynote") { TalkKind::Keynote } else { TalkKind::Plenary };
            self.state(format!("{key}, kind"), format!("{kind:?}"), format!("{:?}", read.kind));
            self.name(&format!("{key}, speaker"), gold, &read.speaker.name.value);
            let affiliation = read.speaker.affiliations.first().map(|a| &a.value.printed);
            self.state(format!("{key}, affiliation"), text(&gold["affiliation"]), said(affiliation));
            self.state(format!("{key}, topic"), text(&gold["topic"]), said(read.topic.as_ref().map(|t| &t.value)));
            self.state(format!("{key}, described as"), text(&gold["description"]), said(read.described_as.as_ref().map(|d| &d.value)));
            self.stands(&format!("{key}, speaker"), &between(&gold["line"], &gold["line"]), Some(read.speaker.name.span));
            self.covers(&format!("{key}, topic"), &lines(&gold["topic_lines"]), read.topic.as_ref().map(|t| t.span));
        }
        self.state("thanks", thanked.len().to_string(), self.volume.thanks.len().to_string());
        for (n, (gold, read)) in thanked.into_iter().zip(&self.volume.thanks).enumerate() {
            let key = format!("thanks {}", n + 1);
            self.name(&key, gold, &read.name.value);
            let reason = text(&gold["role"]).trim_start_matches("thanked: ").to_owned();
            self.state(format!("{key}, reason"), reason, said(read.reason.as_ref().map(|r| &r.value)));
            let affiliation = read.affiliation.as_ref().map(|a| &a.value.printed);
            self.state(format!("{key}, affiliation"), text(&gold["affiliation"]), said(affiliation));
            self.stands(&key, &between(&gold["line"], &gold["line"]), Some(read.name.span));
        }
        let signed = self.volume.items.iter().flat_map(|i| &i.signatures);
        for (gold, read) in of("signatory").into_iter().zip(signed.collect::<Vec<_>>()) {
            let key = format!("signatory {}", text(&gold["name"]));
            self.name(&key, gold, &read.name.value);
            self.covers(&key, &between(&gold["line"], &gold["line"]), Some(read.name.span));
        }
    }

    /// Every organization as printed, and the lines where somebody has it as affiliation.
    fn organizations(&mut self) {
        let v = self.volume;
        let signatures = v.contributions.iter().flat_map(|c| &c.authors);
        let signatures = signatures.chain(v.committees.iter().flat_map(|c| &c.seats)).chain(v.items.iter().flat_map(|i| &i.signatures));
        let spoken = v.talks.iter().flat_map(|t| &t.speaker.affiliations).chain(v.thanks.iter().filter_map(|t| t.affiliation.as_ref()));
        let affiliations: Vec<_> = signatures.flat_map(|s| &s.affiliations).chain(spoken).collect();
        let mut printed: BTreeSet<String> = affiliations.iter().map(|a| flat(&a.value.printed)).collect();
        for gold in list(&self.gold["organizations"]) {
            let name = text(&gold["as_printed"]);
            let key = format!("organization {name}");
            printed.remove(&name);
            let here: Vec<_> = affiliations.iter().filter(|a| flat(&a.value.printed) == name).collect();
            let read: Lines = here.iter().flat_map(|a| self.touched(a.span)).collect();
            self.state(format!("{key}, lines"), format!("{:?}", lines(&gold["lines"])), format!("{read:?}"));
            self.state(format!("{key}, normalized"), text(&gold["normalized"]), said(here.first().map(|a| &a.value.organization)));
            self.state(format!("{key}, place"), text(&gold["location"]), said(here.first().and_then(|a| a.value.place.as_ref())));
        }
        self.state("organizations not annotated", "", printed.into_iter().collect::<Vec<_>>().join("; "));
    }

    fn furniture(&mut self) {
        for gold in list(&self.gold["furniture"]) {
            let want = lines(&gold["lines"]);
            for line in want {
                let key = format!("furniture {}, line {line}", text(&gold["kind"]));
                let claims = self.volume.ledger.iter().filter(|c| {
                    let words = !self.sources.slice(c.span).trim().is_empty();
                    words && self.touched(c.span).contains(&line)
                });
                let kinds: BTreeSet<_> = claims.map(|c| format!("{:?}", c.kind)).collect();
                self.state(key, "Furniture", kinds.into_iter().collect::<Vec<_>>().join(" and "));
            }
        }
        let residue = self.volume.ledger.iter().filter(|c| c.kind == ClaimKind::Residue).count();
        self.state("unread stretches", "0", residue.to_string());
    }
}
