//! How front matter is set: reads the documents of one volume into its record.
//!
//! Lines are looked at one by one ([`look`]), page furniture is set aside ([`furniture`]), regions are drawn
//! ([`outline`]), each region is read by its section, and the volume is put together and audited. What no section read
//! is residue.

pub mod byline;
mod counts;
pub mod cues;
mod ends;
pub mod furniture;
mod given;
pub mod headings;
mod identity;
pub mod joining;
pub mod ledger;
pub mod look;
pub mod mending;
pub mod noise;
pub mod outline;
pub mod path;
pub mod trace;
pub mod words;

use crate::audit;
use crate::diagnostic::{self, Diagnostic, Parsed};
use crate::document::given::Given;
use crate::document::{Document, Line, Passage, Role};
use crate::record::slug::key;
use crate::record::{Committee, Item, ItemKind, SponsorshipKind, Volume};
use crate::section::committee::{self, Block, Heading, Usual};
use crate::section::{contents, imprint, message, sponsors};
use crate::source::{FileId, Sources, Span};
use byline::Lexicon;
use headings::Opens;
pub use identity::identity;
use ledger::Ledger;
use look::Look;
use outline::{Region, View, What};

/// Reads the files of one volume. Cannot fail: what is not read is residue and a diagnostic.
pub fn read(sources: &Sources) -> Parsed<Volume> {
    let all: Vec<FileId> = (0..sources.files.len()).map(|i| FileId(i as u32)).collect();
    read_part(sources, &all)
}

/// Reads some files, which are the parts of one reading of a volume, as if there were no others.
pub fn read_part(sources: &Sources, files: &[FileId]) -> Parsed<Volume> {
    let Taken { lines, told, unread, given, mended, repairs } = documents(sources, files);
    let mut reading = Reading::new(&lines, repairs);
    reading.mended(mended);
    reading.told = told;
    reading.unread = unread;
    reading.regions();
    given.iter().for_each(|given| reading.given(given));
    reading.finish(sources, files)
}

/// The lines of some files, what their carriers said, and what they left aside.
struct Taken {
    lines: Vec<Line>,
    told: Vec<Diagnostic>,
    unread: Vec<Span>,
    given: Vec<Given>,
    mended: noise::Mended,
    /// Damage may be repaired.
    repairs: bool,
}

fn documents(sources: &Sources, files: &[FileId]) -> Taken {
    let (mut lines, mut diagnostics, mut unread): (Vec<Line>, Vec<Diagnostic>, Vec<Span>) = Default::default();
    let mut given: Vec<Given> = Vec::new();
    for mut document in files.iter().map(|id| Document::read(sources.file(*id), *id)) {
        if lines.is_empty() {
            lines = document.lines;
        } else {
            lines.append(&mut document.lines);
        }
        diagnostics.extend(document.diagnostics);
        unread.extend(document.unread);
        given.extend(document.given);
    }
    // what is given as entries was typed and not recognized
    let repairs = given.is_empty() && !files.iter().any(|id| sources.file(*id).as_printed);
    let mut mended = noise::Mended::default();
    if repairs {
        lines = noise::cut::cut(lines, &mut mended);
        noise::spaces::part(&mut lines, &mut mended);
        let (repairs, said) = mending::mend(&mut lines);
        mended.repairs.extend(repairs);
        mended.diagnostics.extend(said);
    }
    Taken { lines, told: diagnostics, unread, given, mended, repairs }
}

/// The reading of one volume, as far as it has come.
struct Reading<'a> {
    lines: &'a [Line],
    looks: Vec<Look>,
    furniture: Vec<Option<&'static str>>,
    lexicon: Lexicon,
    volume: Volume,
    ledger: Ledger,
    diagnostics: Vec<Diagnostic>,
    /// What the carriers said, and what they left aside.
    told: Vec<Diagnostic>,
    unread: Vec<Span>,
    /// What recognition damaged is repaired.
    repairs: bool,
    /// What the readings of the lists of contents say of them, in order.
    weighed: Vec<contents::Weighed>,
    /// It holds papers, because its form says so.
    certain: bool,
}

impl<'a> Reading<'a> {
    fn new(lines: &'a [Line], repairs: bool) -> Self {
        let mut looks: Vec<Look> = lines.iter().map(look::look).collect();
        let leaders = if repairs { noise::leaders(lines, &mut looks) } else { Vec::new() };
        // the pages of an index rise by themselves
        let index = lines.iter().zip(&looks).position(|(line, look)| look.heads(Opens::Index, line)).unwrap_or(lines.len());
        counts::chain(&lines[..index], &mut looks[..index]);
        look::chain(&mut looks[index..]);
        for (line, look) in lines.iter().zip(&mut looks) {
            look.chained |= line.role == Some(Role::Pages) && look.tail.is_some();
        }
        let mended = if repairs { noise::mend(&lines[..index], &mut looks[..index], &leaders) } else { noise::Mended::default() };
        let furniture = furniture::mark(lines, &looks);
        let mut reading = Reading {
            lines,
            looks,
            furniture,
            lexicon: Lexicon::default(),
            volume: Volume::default(),
            ledger: Ledger::default(),
            diagnostics: Vec::new(),
            told: Vec::new(),
            unread: Vec::new(),
            repairs,
            weighed: Vec::new(),
            certain: false,
        };
        reading.mended(mended);
        reading
    }

    fn mended(&mut self, mended: noise::Mended) {
        self.volume.repairs.extend(mended.repairs);
        self.diagnostics.extend(mended.diagnostics);
    }

    /// Draws the regions and reads each.
    fn regions(&mut self) -> Vec<Region> {
        let view = View::new(self.lines, &self.looks, &self.furniture);
        let mut regions = outline::outline(&view);
        // committees first: their names and affiliations teach the words of bylines
        let imprints = |regions: &[Region]| regions.iter().filter(|r| r.what == What::Imprint).cloned().collect::<Vec<_>>();
        imprints(&regions).iter().take(1).for_each(|region| self.imprint(region));
        self.first_volume(&mut regions);
        imprints(&regions).iter().skip(1).for_each(|region| self.imprint(region));
        self.repeated_titles(&regions);
        let mut blocks: Vec<Block> = Vec::new();
        for (i, region) in regions.iter().enumerate() {
            let role = match region.what {
                What::Committee(role) if !self.is_group(region, regions.get(i + 1)) => role,
                // names right below a heading above committees are organizers
                What::Organizers if !self.of(region).is_empty() => Some("organizing-committee-member"),
                What::Committee(_) | What::Organizers => {
                    self.heading_is_furniture(region);
                    continue;
                }
                _ => continue,
            };
            if let (Some((label, rest)), Some((at, _))) = (self.heading(region), region.heading) {
                let heading = Heading { line: self.lines[at].span, label, rest, role };
                blocks.extend(Block::of(heading, self.refs(&self.of(region))));
            }
        }
        self.committees(blocks);
        for region in &regions {
            if let What::Sponsors(opens) = region.what {
                self.sponsors(region, opens);
            }
        }
        for region in regions.iter().filter(|r| r.what == What::Contents) {
            self.contents(region);
        }
        for region in regions.iter().filter(|r| r.what == What::Message) {
            self.message(region);
        }
        for (line, furniture) in self.lines.iter().zip(&self.furniture) {
            if let Some(what) = furniture {
                self.ledger.furniture(line.span, what);
            }
        }
        regions
    }

    /// The lines of a region that are not furniture.
    fn of(&self, region: &Region) -> Vec<usize> {
        region.lines.clone().filter(|i| self.furniture[*i].is_none()).collect()
    }

    fn refs(&self, at: &[usize]) -> Vec<&'a Line> {
        at.iter().map(|i| &self.lines[*i]).collect()
    }

    fn imprint(&mut self, region: &Region) {
        // a running head may also be the only place that names the publisher: title pages are read with their furniture
        let mut at: Vec<usize> = region
            .lines
            .clone()
            .filter(|i| !matches!(self.furniture[*i], Some("folio" | "navigation" | "time")) || self.is_year(*i))
            .collect();
        if region.lines.start == 0 {
            // a page says at its foot when it came out, and above that who handed it in
            for i in (region.lines.end..self.lines.len()).filter(|i| self.lines[*i].role == Some(Role::Published)) {
                at.push(i);
                if self.lines[i - 1].text().starts_with(|c: char| c.is_ascii_digit()) && self.lines[i - 1].role.is_none() {
                    self.ledger.furniture(self.lines[i - 1].span, "submission");
                }
            }
        }
        let found = imprint::read(&self.refs(&at), &self.lexicon);
        if region.lines.start == 0 || self.volume.proceedings.title.is_none() {
            identity::merge(&mut self.volume.proceedings, found.proceedings);
            identity::merge_event(&mut self.volume.event, found.event);
        }
        for (span, what) in found.read {
            self.ledger.record(span, what);
        }
        for (span, what) in found.furniture {
            self.ledger.furniture(span, what);
        }
        self.volume.repairs.extend(found.repairs);
        self.diagnostics.extend(found.diagnostics);
    }

    /// A year that stands alone is no folio of a title page.
    fn is_year(&self, i: usize) -> bool {
        let text = self.lines[i].text();
        self.furniture[i] == Some("folio") && text.len() == 4 && text.parse().is_ok_and(|year| (1900..2100).contains(&year))
    }

    /// One file is one volume: where a second begins, it is left aside.
    fn first_volume(&mut self, regions: &mut Vec<Region>) {
        let view = View::new(self.lines, &self.looks, &self.furniture);
        let title = self.volume.proceedings.title.as_ref().map(|t| t.value.as_str());
        let Some(at) = outline::second(&view, regions, title) else { return };
        regions.retain(|r| r.lines.start < at && r.heading.is_none_or(|(line, _)| line < at));
        regions.iter_mut().for_each(|r| r.lines.end = r.lines.end.min(at));
        let told = "another volume begins here, and the one above it was read";
        let found = Diagnostic::new(&diagnostic::SEVERAL_VOLUMES, self.lines[at].span, told);
        self.diagnostics.push(found.help("give each volume in a file of its own"));
    }

    /// Lines of the title pages that come again elsewhere, such as above the contents.
    fn repeated_titles(&mut self, regions: &[Region]) {
        let Some(first) = regions.iter().find(|r| r.what == What::Imprint) else { return };
        let printed: std::collections::HashSet<String> =
            first.lines.clone().map(|i| key(self.lines[i].text())).filter(|k| k.len() > 9).collect();
        for region in regions.iter().filter(|r| !matches!(r.what, What::Imprint | What::Contents | What::Sponsors(_))) {
            for i in region.lines.clone() {
                if self.furniture[i].is_none() && printed.contains(&key(self.lines[i].text())) {
                    self.furniture[i] = Some("title-repeated");
                }
            }
        }
    }

    fn heading_is_furniture(&mut self, region: &Region) {
        if let Some((at, _)) = region.heading {
            self.ledger.furniture(self.lines[at].span, "heading");
        }
    }

    /// A heading right above another heading of names, such as `Organizers` above `General Chair`, groups what follows.
    fn is_group(&self, region: &Region, next: Option<&Region>) -> bool {
        let below = next.filter(|n| matches!(n.what, What::Committee(_))).and_then(|n| n.heading);
        let whole = |(line, end): (usize, usize)| end > 0 && self.lines[line].text()[end..].trim().is_empty();
        region.lines.is_empty() && region.heading.zip(below).is_some_and(|(above, (next, _))| next == above.0 + 1 && whole(above))
    }

    /// The heading as printed, and what stands on its line after it.
    fn heading(&self, region: &Region) -> Option<(Passage, Option<Passage>)> {
        let (at, end) = region.heading?;
        let passage = &self.lines[at].passage;
        let rest = passage.trimmed(end..passage.text.len());
        Some((passage.trimmed(0..end), (!rest.is_empty()).then_some(rest)))
    }

    fn committees(&mut self, blocks: Vec<Block>) {
        let usual = Usual::of(&blocks);
        for block in blocks {
            let found = block.read(&usual, &self.lexicon);
            self.lexicon.learn(&found.committee.seats);
            let editors = found.committee.role.as_deref() == Some("editor") && self.volume.committees.is_empty();
            if editors && imprint::editors::join(&mut self.volume.proceedings.editors, &found.committee.seats) && found.read.is_empty() {
                // `Editors: A, B` of a title page
                self.ledger.record(found.heading, "editors");
                continue;
            }
            found.heads.into_iter().for_each(|span| self.ledger.furniture(span, "heading"));
            self.ledger.record(found.heading, "committee");
            for span in found.read {
                self.ledger.record(span, "seat");
            }
            for seat in found.committee.seats.iter().filter(|s| s.confidence < 0.6) {
                let message = format!("`{}` may not be one whole name", seat.name.value.full);
                self.diagnostics.push(Diagnostic::new(&diagnostic::NAME_DOUBTFUL, seat.name.span, message));
            }
            self.diagnostics.extend(found.told);
            // a list that goes on below its heading, printed again
            let same =
                |c: &&mut Committee| committee::continued(&found.committee.label.value).is_some_and(|l| key(l) == key(&c.label.value));
            match self.volume.committees.last_mut().filter(same) {
                Some(last) => last.seats.extend(found.committee.seats),
                None => self.volume.committees.push(found.committee),
            }
            self.volume.committees.extend(found.noted);
        }
    }

    fn sponsors(&mut self, region: &Region, opens: Opens) {
        let kind = match opens {
            Opens::InCooperation => SponsorshipKind::InCooperation,
            Opens::Supporter => SponsorshipKind::Supporter,
            _ => SponsorshipKind::Sponsor,
        };
        let Some((label, rest)) = self.heading(region) else { return };
        let at = self.of(region);
        let (found, read) = sponsors::read(kind, &label.text, rest, &self.refs(&at));
        if let Some((at, _)) = region.heading {
            self.ledger.furniture(self.lines[at].span, "label");
        }
        for span in read {
            self.ledger.record(span, "sponsor");
        }
        self.volume.sponsorships.extend(found);
    }

    fn contents(&mut self, region: &Region) {
        if let Some((at, _)) = region.heading {
            self.ledger.furniture(self.lines[at].span, "contents-heading");
        }
        let at = self.of(region);
        let looks: Vec<&Look> = at.iter().map(|i| &self.looks[*i]).collect();
        let core = at.partition_point(|i| *i < region.core.start)..at.partition_point(|i| *i < region.core.end);
        let mut found = contents::read(&self.refs(&at), &looks, core, region.heading.is_some(), self.volume.event.year, &self.lexicon);
        self.weighed.push(std::mem::take(&mut found.weighed));
        // numbers that rise in a table are no pages: who has no heading and no markup needs authors
        let signed = found.contributions.iter().filter(|c| c.authors.iter().any(|a| a.confidence > 0.6)).count();
        let marked = at.iter().any(|i| self.lines[*i].role == Some(Role::Title));
        if region.heading.is_none() && !marked && signed * 3 < found.contributions.len() + found.items.len() {
            found = contents::Contents { diagnostics: found.diagnostics, ..contents::Contents::default() };
        }
        self.listed(found);
    }

    fn listed(&mut self, found: contents::Contents) {
        for (span, what) in found.read {
            self.ledger.record(span, what);
        }
        for (span, what) in found.furniture {
            self.ledger.furniture(span, what);
        }
        let (sessions, days) = (self.volume.sessions.len(), self.volume.days.len());
        self.volume.days.extend(found.days);
        self.volume.sessions.extend(found.sessions.into_iter().map(|mut s| {
            s.day = s.day.map(|d| d + days);
            s
        }));
        self.volume.contributions.extend(found.contributions.into_iter().map(|mut c| {
            c.session = c.session.map(|s| s + sessions);
            c
        }));
        self.volume.items.extend(found.items);
        self.diagnostics.extend(found.diagnostics);
        for contribution in &self.volume.contributions {
            self.lexicon.learn(&contribution.authors);
        }
    }

    fn message(&mut self, region: &Region) {
        let Some((label, _)) = self.heading(region) else { return };
        let at = self.of(region);
        let looks: Vec<&Look> = at.iter().map(|i| &self.looks[*i]).collect();
        let found = message::read(&self.refs(&at), &looks, &self.lexicon);
        if let Some((at, _)) = region.heading {
            self.ledger.record(self.lines[at].span, "message");
        }
        for (span, what) in found.read {
            self.ledger.record(span, what);
        }
        // the contents may list it already
        let title = crate::source::Spanned::new(joining::one_line(&label), label.whole());
        let known = self.volume.items.iter_mut().find(|i| i.body.is_none() && key(&i.title.value) == key(&title.value));
        let item = match known {
            Some(item) => item,
            None => {
                self.volume.items.push(Item {
                    kind: ItemKind::Message,
                    title,
                    pages: None,
                    body: None,
                    signatures: Vec::new(),
                    signed_as: None,
                });
                let last = self.volume.items.len() - 1;
                &mut self.volume.items[last]
            }
        };
        item.body = found.body;
        let signed: Vec<String> = item.signatures.iter().map(|s| key(&s.name.value.full)).collect();
        item.signatures.extend(found.signatures.into_iter().filter(|s| !signed.contains(&key(&s.name.value.full))));
        item.signed_as = found.signed_as;
        let volume = &mut self.volume;
        for statistic in found.statistics {
            if !volume.statistics.iter().any(|s| s.metric == statistic.metric) {
                volume.statistics.push(statistic);
            }
        }
        volume.talks.extend(found.talks);
        volume.thanks.extend(found.thanks);
        volume.meetings.extend(found.meetings);
        volume.sponsorships.extend(found.sponsorships);
    }

    /// Puts the volume together: last pages, identity, audit, ledger, diagnostics.
    fn finish(mut self, sources: &Sources, files: &[FileId]) -> Parsed<Volume> {
        (self.looks, self.furniture) = Default::default();
        ends::derive(&mut self.volume);
        self.sponsors_once();
        if self.repairs {
            let mended = noise::names(&mut self.volume);
            self.mended(mended);
            self.diagnostics.extend(noise::doubt(&mut self.volume));
        }
        self.affiliation_repairs();
        if self.certain || identity::is_front_matter(&self.volume, self.lines.len()) {
            self.volume.id = identity(&self.volume, sources);
            self.volume.ledger = self.ledger.close(sources, files, self.lines, &self.unread);
            audit::audit(&mut self.volume, sources, &mut self.diagnostics);
            let doubtful = ends::doubtful(&self.volume, sources);
            let told = |d: &Diagnostic| self.told.iter().chain(&self.diagnostics).any(|t| t.span == d.span);
            let untold: Vec<Diagnostic> = doubtful.into_iter().filter(|d| !told(d)).collect();
            self.diagnostics.extend(untold);
            if self.volume.proceedings.title.is_none() {
                let at = self.lines.first().map_or_else(Span::default, |l| l.passage.whole());
                let help = "if the title page is in another file, give the folder that holds both";
                self.diagnostics.push(Diagnostic::new(&diagnostic::UNTITLED_VOLUME, at, "no title of proceedings was found").help(help));
            }
            // where the carrier has said why
            let said = |d: &Diagnostic| self.told.iter().any(|t| t.span.contains(d.span));
            let residue = ledger::residue(&self.volume.ledger, sources);
            self.diagnostics.extend(residue.into_iter().filter(|d| !said(d)));
        } else {
            self.volume = Volume::default();
            for id in files {
                let file = sources.file(*id);
                let whole = file.span(*id);
                let first = self.lines.iter().find(|l| l.span.file == whole.file).map_or(whole, |l| l.passage.whole());
                let help = "Frontis reads title pages, committees, prefaces and tables of contents of conference proceedings";
                self.diagnostics = vec![
                    Diagnostic::new(&diagnostic::NO_FRONT_MATTER, first, format!("no front matter found in {}", file.name)).help(help),
                ];
            }
            self.volume.ledger = Ledger::default().close(sources, files, self.lines, &self.unread);
        }
        self.diagnostics.append(&mut self.told);
        self.diagnostics.sort_by_key(|d| (d.span, d.code.name));
        Parsed { value: self.volume, diagnostics: self.diagnostics }
    }

    /// The pages of a volume thank a sponsor more than once.
    fn sponsors_once(&mut self) {
        let mut seen = std::collections::HashSet::new();
        self.volume.sponsorships.retain(|s| seen.insert((s.kind, key(&s.name.value), s.level.clone())));
    }

    fn affiliation_repairs(&mut self) {
        let signatures =
            self.volume.contributions.iter().flat_map(|c| &c.authors).chain(self.volume.committees.iter().flat_map(|c| &c.seats));
        for affiliation in signatures.flat_map(|s| &s.affiliations).filter(|a| a.value.is_repaired()) {
            let message = format!("`{}` is read as `{}`", affiliation.value.printed, affiliation.value.organization);
            if self.diagnostics.iter().any(|d| d.span == affiliation.span) {
                continue;
            }
            self.diagnostics.push(Diagnostic::new(&diagnostic::AFFILIATION_REPAIRED, affiliation.span, message));
            self.volume.repairs.push(crate::record::Repair {
                name: "missing-space".into(),
                span: affiliation.span,
                printed: affiliation.value.printed.clone(),
                repaired: affiliation.value.organization.clone(),
                confidence: 1.0,
            });
        }
    }
}
