//! `frontis correct`

use super::StoreOption;
use super::outcome::{Manner, Outcome, Report};
use crate::curation::{self, Applied, Curation, Decision, Part};
use crate::error::Error;
use crate::graph::Base;
use crate::history::{self, Decided, Version};
use crate::store::{Change, Store};
use crate::terminal::plain;
use clap::Args;
use std::io::Write;

/// Correct what was read, or say that it is right
///
/// The decision is written to curation.toml in the store, with who made it and when, and applied at once and again after
/// every reading. IRI is what `frontis ask` and `frontis why` show: id:qm-2014/paper/p13, or a place of a source. With
/// nothing but an IRI it shows the fields that can be set.
#[derive(Args)]
#[command(after_help = "\
Examples:
  frontis correct id:qm-2014/paper/p13                              its fields and what they hold
  frontis correct id:qm-2014/paper/p13 title 'Glacier: Memory Reclamation'
  frontis correct id:qm-2014/paper/p13#a2 affiliation 'Tidewater Institute; Fernhill College'
  frontis correct id:qm-2014/paper/p13#a2 --right
  frontis correct id:qm-2014/paper/p13 --merge id:qm-2014/paper/n4
  frontis correct --undo")]
pub struct Correct {
    /// The thing
    #[arg(required_unless_present_any = ["undo", "list"])]
    iri: Option<String>,
    /// What to set, such as title, pages, name, affiliation
    #[arg(requires = "value")]
    field: Option<String>,
    /// What it is; an empty text for nothing
    value: Option<String>,
    /// It was read rightly: its doubts are settled
    #[arg(long, group = "act", conflicts_with = "field")]
    right: bool,
    /// It is no such thing and goes
    #[arg(long, group = "act", conflicts_with = "field")]
    remove: bool,
    /// This other entry is the rest of it
    #[arg(long, value_name = "IRI", group = "act", conflicts_with = "field")]
    merge: Option<String>,
    /// Another entry begins with these words of its title or name
    #[arg(long, value_name = "WORDS", group = "act", conflicts_with = "field")]
    split: Option<String>,
    /// It is what another data set names so
    #[arg(long, value_name = "IRI", group = "act", conflicts_with = "field")]
    accept: Option<String>,
    /// It is not what another data set names so
    #[arg(long, value_name = "IRI", group = "act", conflicts_with = "field")]
    reject: Option<String>,
    /// Take back the last decision, or the last one about IRI
    #[arg(long, group = "act", conflicts_with = "field")]
    undo: bool,
    /// Show every decision of the store
    #[arg(long, group = "act", conflicts_with_all = ["field", "iri"])]
    list: bool,
    /// Who decides
    #[arg(long, value_name = "NAME", env = "FRONTIS_CURATOR")]
    by: Option<String>,
    /// On what grounds
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    #[command(flatten)]
    store: StoreOption,
}

impl Correct {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let path = self.store.store.join(curation::NAME);
        if self.list {
            drop(Store::open(&self.store.store)?);
            return list(&Curation::read(&path)?, out);
        }
        let base = Store::base_of(&self.store.store);
        let store = match &base {
            Some(base) => Store::create(&self.store.store, base)?,
            None => Store::open(&self.store.store)?,
        };
        let base = base.unwrap_or_default();
        let curation = Curation::read(&path)?;
        let thing = self.iri.as_ref().map(|iri| thing(iri, &store));
        if self.undo {
            let Some(decision) = curation.undo(thing.as_deref())? else {
                return Err(Error::Usage("there is no such decision to take back; see frontis correct --list".to_owned()));
            };
            writeln!(out, "taken back: {}", plain(&decision.summary()))?;
            return self.publish(&store, &base, &volume_of(&decision.thing, &store)?, out);
        }
        let thing = thing.unwrap_or_default();
        let volume = volume_of(&thing, &store)?;
        let mut version = store.last_version(&volume)?;
        version.decisions = decisions(&version, &curation);
        let now = version.decided(&store, &base)?;
        let Some(part) = curation::find(&thing, &now.parsed.value, &now.sources, &base) else {
            return Err(Error::Usage(not_a_part(&thing, &store)?));
        };
        let Some(decision) = self.decision(&thing, &part, &now, &store)? else { return show(&part, &now, out) };
        version.decisions.push(decision.clone());
        match version.decided(&store, &base)?.applied.last() {
            Some(Applied::Done) => {}
            Some(Applied::Invalid { reason }) => return Err(Error::Usage(reason.clone())),
            Some(Applied::Needless) => return Err(Error::Usage("it reads so already".to_owned())),
            Some(Applied::Stale { now }) => return Err(Error::Usage(format!("it reads `{now}`"))),
            Some(Applied::Gone | Applied::Elsewhere) | None => return Err(Error::Usage("there is no such thing".to_owned())),
        }
        curation.append(&decision)?;
        writeln!(out, "{}", plain(&decision.summary()))?;
        self.publish(&store, &base, &volume, out)
    }

    /// Applies what the file now says to the last reading of a volume.
    fn publish(&self, store: &Store, base: &Base, volume: &str, out: &mut dyn Write) -> Result<Outcome, Error> {
        let before = store.last_version(volume)?;
        let curation = Curation::read(&self.store.store.join(curation::NAME))?;
        let started = crate::history::now();
        let mut version = Version { at: started.clone(), ..before };
        version.decisions = decisions(&version, &curation);
        store.keep_version(volume, &mut version)?;
        let decided = version.decided(store, base)?;
        let first = decided.applied.len() - curation.decisions.len();
        let mut report = Report::new(Manner::Human);
        report.remarks(&super::parse::decided(&curation, &decided.applied[first..], &version.moved))?;
        let change = store.publish(volume, decided.describe(base, Some(started), Some(history::now())))?;
        match change {
            Change { inserted: 0, removed: 0 } => writeln!(out, "{volume}  unchanged")?,
            Change { inserted, removed } => writeln!(out, "{volume}  +{inserted} −{removed} quads")?,
        }
        Ok(report.outcome())
    }

    fn decision(&self, thing: &str, part: &Part, now: &Decided, store: &Store) -> Result<Option<Decision>, Error> {
        let other = |iri: &String| self::thing(iri, store);
        let mut decision = Decision {
            thing: thing.to_owned(),
            set: self.field.clone(),
            to: self.field.as_ref().and(self.value.clone()),
            merge: self.merge.as_ref().map(other),
            split: self.split.clone(),
            remove: self.remove,
            right: self.right,
            accept: self.accept.clone(),
            reject: self.reject.clone(),
            ..Decision::default()
        };
        if decision.act().is_err() {
            return Ok(None);
        }
        if let Some(field) = &self.field {
            let record = serde_json::to_value(&now.parsed.value).map_err(std::io::Error::from)?;
            let value = record.pointer(&part.at).cloned().unwrap_or_default();
            decision.was = curation::field(&record, &value, part.kind, field).map_err(Error::Usage)?;
        }
        let user = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok().filter(|u| !u.is_empty());
        decision.by = self.by.clone().or_else(user);
        decision.at = Some(chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string());
        decision.why.clone_from(&self.why);
        Ok(Some(decision))
    }
}

/// The decisions that a version is to have: those that came with the input, and those of the store.
fn decisions(version: &Version, curation: &Curation) -> Vec<Decision> {
    version.decisions.iter().take(version.beside).chain(&curation.decisions).cloned().collect()
}

/// The path of a thing: an IRI without base and `id/`, or a place.
fn thing(iri: &str, store: &Store) -> String {
    let start = format!("{}id/", store.base());
    let path = iri.strip_prefix(&start).or(iri.strip_prefix("id:")).or(iri.strip_prefix("/id/")).unwrap_or(iri);
    path.strip_prefix("source/").unwrap_or(path).to_owned()
}

/// The volume that a thing belongs to.
fn volume_of(thing: &str, store: &Store) -> Result<String, Error> {
    if thing.starts_with("sha256-") {
        let source = thing.split('#').next().unwrap_or_default();
        for volume in store.volumes()? {
            let version = store.last_version(&volume)?;
            if version.files.iter().any(|f| format!("sha256-{}", f.sha256).starts_with(source)) {
                return Ok(volume);
            }
        }
        return Err(Error::Usage(format!("no volume of the store was read from {source}")));
    }
    store.volume_named(thing.split(['/', '#']).next().unwrap_or_default())
}

/// Why a thing cannot be corrected, and what can be instead.
fn not_a_part(thing: &str, store: &Store) -> Result<String, Error> {
    let iri = oxigraph::model::NamedNode::new_unchecked(format!("{}id/{thing}", store.base()));
    let start = format!("{}id/", store.base());
    if let Some(now) = super::why::moved(store, &iri)? {
        let now = now.as_str().strip_prefix(&start).unwrap_or(now.as_str());
        return Ok(format!("{thing} is now id:{now}; correct that"));
    }
    let parts = store.subjects(&iri)?.into_iter().filter_map(|s| s.as_str().strip_prefix(&start).map(|s| format!("id:{s}")));
    let mentions: Vec<String> = parts.filter(|s| s.contains('#') || s.contains("/member/")).take(5).collect();
    Ok(match mentions.as_slice() {
        [] => format!("nothing was read as {thing}; `frontis ask contents` shows what was"),
        some => format!("{thing} is what several places say; correct one of them: {}", some.join(", ")),
    })
}

/// The fields of a part.
fn show(part: &Part, now: &Decided, out: &mut dyn Write) -> Result<Outcome, Error> {
    let record = serde_json::to_value(&now.parsed.value).map_err(std::io::Error::from)?;
    let value = record.pointer(&part.at).cloned().unwrap_or_default();
    let names = curation::field_names(part.kind);
    let wide = names.iter().map(|n| n.len()).max().unwrap_or(0);
    for name in names {
        let held = curation::field(&record, &value, part.kind, name).map_err(Error::Usage)?;
        writeln!(out, "{}", format!("{name:wide$}  {}", plain(&held.unwrap_or_default())).trim_end())?;
    }
    Ok(Outcome::Clean)
}

fn list(curation: &Curation, out: &mut dyn Write) -> Result<Outcome, Error> {
    for decision in &curation.decisions {
        let said = |text: &Option<String>| text.as_deref().map(plain).unwrap_or_default();
        let who = [said(&decision.at), said(&decision.by), said(&decision.why)].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>();
        writeln!(out, "{}\n  {}", plain(&decision.summary()), who.join(", "))?;
    }
    Ok(Outcome::Clean)
}
