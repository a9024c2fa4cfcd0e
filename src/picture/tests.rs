use super::*;
use crate::record::*;
use crate::source::{FileId, SourceFile, Spanned};

const INPUT: &str = include_str!("tests/input.txt");

/// Finds words of the example in reading order, each after the one before.
struct Reader {
    at: usize,
}

impl Reader {
    fn span(&mut self, words: &str) -> Span {
        let start = self.at + INPUT[self.at..].find(words).unwrap_or_else(|| panic!("{words:?} is not in the rest of the example"));
        self.at = start + words.len();
        Span::new(FileId(0), start, self.at)
    }

    fn text(&mut self, words: &str) -> Spanned<String> {
        Spanned::new(words.split_whitespace().collect::<Vec<_>>().join(" "), self.span(words))
    }

    fn people(&mut self, people: &[(&str, &str)]) -> Vec<Signature> {
        let mut all = Vec::new();
        for (name, from) in people {
            let name = Spanned::new(PersonName::parse(name), self.span(name));
            let affiliations = if from.is_empty() { vec![] } else { vec![Spanned::new(Affiliation::parse(from), name.span)] };
            all.push(Signature { name, affiliations, orcid: None, confidence: 1.0 });
        }
        all
    }

    fn pages(&mut self, page: &str) -> Option<Spanned<Pages>> {
        Some(Spanned::new(Pages::parse(page).unwrap(), self.span(page)))
    }

    fn paper(&mut self, title: &str, authors: &[(&str, &str)], page: &str, derived_end: Option<u32>, session: usize) -> Contribution {
        let title = self.text(title);
        let pages = self.pages(page);
        let authors = self.people(authors);
        let kind = ContributionKind::FullPaper;
        Contribution {
            span: title.span,
            kind,
            title,
            authors,
            pages,
            derived_end,
            session: Some(session),
            identifiers: Vec::new(),
            links: Vec::new(),
            license: None,
            confidence: 1.0,
        }
    }

    fn item(&mut self, kind: ItemKind, title: &str, page: &str) -> Item {
        Item { kind, title: self.text(title), pages: self.pages(page), body: None, signatures: vec![], signed_as: None }
    }
}

fn volume() -> Volume {
    let mut r = Reader { at: 0 };
    let mut v = Volume { id: "wimp-2031".into(), ..Volume::default() };
    v.proceedings.title = Some(r.text("Proceedings of the Third Workshop on Imaginary Machines and their Patient Operators"));
    v.proceedings.short_title = Some(r.text("WIMP'31"));
    v.event.name = Some(Spanned::new("Workshop on Imaginary Machines".into(), Span::default()));
    v.event.acronym = Some(Spanned::new("WIMP".into(), Span::default()));
    v.event.ordinal = Some(Spanned::new(3, Span::default()));
    v.event.year = Some(2031);
    let dates = r.span("May 30 – June 1, 2031");
    v.event.dates = Some(Spanned::new(MaybeTyped::Typed(DateRange::find(INPUT).unwrap().0), dates));
    v.event.place = Some(Spanned::new(Place::parse("Ærøskøbing, Denmark").unwrap(), r.span("Ærøskøbing, Denmark")));
    v.proceedings.publisher = Some(r.text("Harbour Press"));
    for (kind, name, level) in [
        (SponsorshipKind::Sponsor, "Brass & Steam", Some("Gold")),
        (SponsorshipKind::Sponsor, "Kettle AG", None),
        (SponsorshipKind::InCooperation, "Island Computing Society", None),
    ] {
        v.sponsorships.push(Sponsorship { kind, name: r.text(name), level: level.map(String::from) });
    }
    for label in ["Program Committee", "External Reviewers"] {
        let label = r.text(label);
        v.committees.push(Committee { label, role: None, seats: vec![] });
        let seats: &[(&str, &str)] = match v.committees.len() {
            1 => &[
                ("Ólöf Þórsdóttir", "University of the Far North, Department of Patience and Long Experiments, Iceland"),
                ("田中 花子", "Hokkai Institute"),
            ],
            _ => &[("Ana Brito", ""), ("Bo Lindqvist-Ærlig", ""), ("Cem Öz", ""), ("Dov Katz", ""), ("Eve Moss", "")],
        };
        v.committees.last_mut().unwrap().seats = r.people(seats);
    }
    v.items.push(r.item(ItemKind::Message, "Message from the Chairs", "vii"));
    v.days.push(Day { label: r.text("Friday, May 30"), date: Date::from_ymd_opt(2031, 5, 30) });
    let title = r.text("Gears and Levers");
    v.sessions.push(Session { title, number: Some("1".into()), day: Some(0), chairs: r.people(&[("Ólöf Þórsdóttir", "")]) });
    v.contributions.push(r.paper(
        "A Machine that Waits",
        &[("Jane Doe", "Ghent Tech"), ("John Roe", "Ghent Tech"), ("Li Wei", "NTU")],
        "1",
        Some(12),
        0,
    ));
    let long = "On the Surprisingly Long Titles of Papers about Machines that Nobody Has Ever Seen in Operation";
    v.contributions.push(r.paper(long, &[("Søren Øst", ""), ("Mandeep", "")], "13-20", None, 0));
    v.sessions.push(Session { title: r.text("Steam"), number: None, day: Some(0), chairs: vec![] });
    let mut short = r.paper("Whistles", &[("Cem Öz", "Kettle AG")], "21", Some(24), 1);
    short.kind = ContributionKind::ShortPaper;
    v.contributions.push(short);
    v.items.push(r.item(ItemKind::AuthorIndex, "Author Index", "25"));
    message(&mut v, &mut r);
    v
}

fn message(v: &mut Volume, r: &mut Reader) {
    let value = Spanned::new(9, r.span("nine"));
    let quote = r.text("submissions");
    v.statistics.push(Statistic { metric: "submittedPapers".into(), value, approximate: false, quote: quote.clone() });
    v.statistics.push(Statistic { metric: "reviews".into(), value: Spanned::new(30, r.span("about 30")), approximate: true, quote });
    let external = r.span("six external reviewers");
    let speaker = r.people(&[("Ada Finch", "Royal Kettle Works")]).remove(0);
    v.talks.push(Talk {
        span: speaker.name.span,
        kind: TalkKind::Keynote,
        speaker,
        topic: Some(r.text("the future of waiting")),
        described_as: None,
    });
    let (of, date) = (r.text("program committee"), Some(Spanned::new(Date::from_ymd_opt(2031, 2, 3).unwrap(), r.span("February 3, 2031"))));
    v.meetings.push(Meeting { of, date, place: None, host: Some(r.text("Kettle AG")) });
    let name = Spanned::new(PersonName::parse("Eve Moss"), r.span("Eve Moss"));
    v.thanks.push(Thanks { name, reason: Some(r.text("the review system")), affiliation: None });
    let item = &mut v.items[0];
    item.body = Some(Span::new(FileId(0), external.start as usize, r.at));
    item.signatures = r.people(&[("田中 花子", "Hokkai Institute")]);
    item.signed_as = Some(r.text("Program Chair"));
    let first = v.contributions[0].span;
    v.checks.push(Check { name: "page-order".into(), holds: true, detail: "3 entries rise from 1 to 21".into(), spans: vec![first] });
    let spans = vec![external, v.committees[1].label.span];
    v.checks.push(Check { name: "external-reviewers".into(), holds: false, detail: "6 stated, 5 listed".into(), spans });
    let (name, printed, repaired) = ("joined-hyphen".into(), "Machi-\nne".into(), "Machine".into());
    v.repairs.push(Repair { name, span: first, printed, repaired, confidence: 1.0 });
    let all = INPUT.len();
    for (start, end, kind) in
        [(0, 700, ClaimKind::Record), (700, 720, ClaimKind::Residue), (720, 760, ClaimKind::Furniture), (760, all, ClaimKind::Record)]
    {
        v.ledger.push(Claim { span: Span::new(FileId(0), start, end), kind, what: "test".into() });
    }
}

fn sources() -> Sources {
    let mut sources = Sources::default();
    sources.add(SourceFile::decode("front.txt", INPUT.as_bytes()).unwrap());
    sources
}

/// Compares with a file beside the tests; `FRONTIS_BLESS=1` writes it.
fn golden(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/picture/tests").join(name);
    if std::env::var_os("FRONTIS_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(path).unwrap(), "{name} has changed");
}

#[test]
fn a_volume_is_drawn_for_two_widths() {
    for columns in [80, 120] {
        let text = text(&volume(), &sources(), columns, false);
        for line in text.lines() {
            assert!(width(line) <= columns, "{line}");
            assert_eq!(line, line.trim_end());
        }
        golden(&format!("picture-{columns}.txt"), &text);
    }
}

#[test]
fn checks_are_drawn_alone() {
    golden("audit.txt", &audit(&volume(), &sources(), false));
    let none = audit(&Volume::default(), &Sources::default(), true);
    assert_eq!(none, "nothing to check: the volume states no figures about itself\n");
}

#[test]
fn colour_changes_no_letter_and_nothing_draws_nothing() {
    let bare = regex::Regex::new("\x1b\\[[0-9;]*m").unwrap();
    let coloured = text(&volume(), &sources(), 80, true);
    assert!(coloured.contains('\x1b'));
    assert_eq!(bare.replace_all(&coloured, ""), text(&volume(), &sources(), 80, false));
    assert_eq!(text(&Volume::default(), &Sources::default(), 80, true), "");
}

#[test]
fn hostile_values_and_narrow_pages_are_drawn() {
    let mut volume = volume();
    volume.proceedings.title.as_mut().unwrap().value = "a\x1b[2J\u{202e}b".into();
    volume.checks[0].spans.push(Span { file: FileId(7), start: 5, end: 2 });
    let long = "Committee for the Long and Patient Observation of Imaginary Machines";
    volume.committees[0].label.value = long.into();
    volume.committees[1].seats[0].name.value.full = long.into();
    for columns in [0, 41, 300] {
        let text = text(&volume, &sources(), columns, false);
        assert!(text.lines().all(|l| width(l) <= columns.max(40)), "{text}");
        assert!(!text.contains('\x1b') && !text.contains('\u{202e}'));
    }
}
