//! `frontis why`

use super::StoreOption;
use super::outcome::Outcome;
use crate::error::Error;
use crate::graph::vocab::{PREFIXES, dcterms};
use crate::store::Store;
use crate::terminal::{Paint, Style, plain, shown, width};
use crate::why::{Asked, Place, Places, Remarks, Statement, ground, remarks, statements};
use clap::{Args, ValueEnum};
use oxigraph::model::{NamedNode, Term};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write};

const EXAMPLES: &str = "\
Examples:
  frontis why id:qm-2014/paper/p13                  the lines that a thing was read from
  frontis why id:qm-2014/event fm:submittedPapers   one value
  frontis why fm:submittedPapers                    a predicate, of all things
  frontis why 'Performance Profiling'               a value, or words of one
  frontis why 191 --format json";

/// Show the lines that a statement was read from
///
/// Ask for a thing, a predicate, or a value. Of words, the values that are them come first, then those that contain
/// them, then those that have them all; accents and capitals do not matter. What was derived says from what, and what
/// is doubtful, repaired or corrected is told below its lines.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Why {
    /// A whole IRI, /id/qm-2014/paper/p13 or id:qm-2014/paper/p13, with a predicate such as dblp:title or without; a
    /// predicate; else a value or words of it
    #[arg(value_name = "ASKED", required = true)]
    asked: Vec<String>,
    /// With source lines, or one JSON object for each statement and line
    #[arg(long, value_enum, default_value = "human")]
    format: Manner,
    /// At most so many things are shown [default: 12; in JSON all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Manner {
    Human,
    Json,
}

/// Most things and places that are shown to people.
const MANY: usize = 12;

impl Why {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let store = Store::open(&self.store.store)?;
        let mut asked = Asked::of(&self.asked, &store)?;
        if let Asked::Thing(thing) | Asked::Values(thing, _) = &mut asked
            && let Some(now) = moved(&store, thing)?
        {
            if self.format != Manner::Json {
                let short = now.as_str().strip_prefix(store.base()).map_or(now.as_str(), |rest| rest.strip_prefix("id/").unwrap_or(rest));
                writeln!(out, "it is now id:{short}  {}", plain(&store.title(&now)?.unwrap_or_default()))?;
            }
            *thing = now;
        }
        let mut all = statements(&asked, &store)?;
        let mut teller = Teller { store: &store, places: Places::new(&store), most: self.limit.unwrap_or(MANY), out };
        if self.format == Manner::Json {
            all.truncate(self.limit.unwrap_or(usize::MAX));
            for statement in &all {
                teller.json(statement)?;
            }
            return Ok(Outcome::Clean);
        }
        // a thing as a whole rests on its own places
        if let Asked::Thing(thing) = &asked {
            teller.thing(thing, &[])?;
            return Ok(Outcome::Clean);
        }
        let groups: Vec<&[Statement]> = all.chunk_by(|a, b| a.thing == b.thing).collect();
        for (i, group) in groups.iter().take(teller.most).enumerate() {
            if i > 0 {
                writeln!(teller.out)?;
            }
            teller.thing(&group[0].thing, group)?;
        }
        let more = groups.len().saturating_sub(teller.most);
        if more > 0 {
            writeln!(teller.out, "\n… and of {more} more; --limit {} shows them", groups.len())?;
        }
        Ok(Outcome::Clean)
    }
}

/// What a thing is called now whose IRI is gone.
pub(super) fn moved(store: &Store, iri: &NamedNode) -> Result<Option<NamedNode>, Error> {
    let now = store.objects(iri, &dcterms::isReplacedBy.to_string())?;
    Ok(now.into_iter().find_map(|term| if let Term::NamedNode(now) = term { Some(now) } else { None }))
}

/// Writes what was found.
struct Teller<'a> {
    store: &'a Store,
    places: Places<'a>,
    most: usize,
    out: &'a mut dyn Write,
}

impl Teller<'_> {
    /// A thing, statements of it, and the lines that they were read from.
    fn thing(&mut self, thing: &NamedNode, of: &[Statement]) -> Result<(), Error> {
        writeln!(self.out, "{}", self.title(thing)?)?;
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let (mut bearers, mut derived): (Vec<NamedNode>, Vec<String>) = (Vec::new(), Vec::new());
        for statement in of {
            let predicate = self.short(&statement.predicate);
            let ground = ground(statement, self.store)?;
            derived.extend(ground.derived.map(|words| format!("  {predicate}: {words}")));
            values.entry(self.worded(&statement.value)).or_default().push(predicate);
            bearers.extend(ground.bearers);
        }
        for (value, predicates) in values {
            writeln!(self.out, "  {} {value}", predicates.join(", "))?;
        }
        for words in derived {
            writeln!(self.out, "{words}")?;
        }
        if of.is_empty() {
            bearers = crate::why::bearers(thing, self.store)?;
        }
        let mut seen = std::collections::BTreeSet::new();
        bearers.retain(|bearer| seen.insert(bearer.as_str().to_owned()));
        let own = bearers.contains(thing);
        if bearers.is_empty() {
            writeln!(self.out, "no place is recorded for it")?;
        }
        // several that were read from one place are told together
        let mut placed: Vec<(Vec<String>, Vec<&NamedNode>)> = Vec::new();
        for bearer in &bearers {
            let places = self.store.evidence(bearer)?;
            match placed.last_mut() {
                Some((last, together)) if *last == places && bearer != thing => together.push(bearer),
                _ => placed.push((places, vec![bearer])),
            }
        }
        for (places, together) in placed.iter().take(self.most) {
            let more = if together.len() > 1 { format!("  and {} more", together.len() - 1) } else { String::new() };
            if of.is_empty() && together[0] != thing {
                writeln!(self.out, "it has no place of its own; it stands in {}{more}", self.title(together[0])?)?;
            } else if together[0] != thing {
                writeln!(self.out, "read from {}{more}", self.title(together[0])?)?;
            }
            self.lines(places)?;
            for bearer in together {
                self.remarks(&remarks(bearer, self.store)?)?;
            }
        }
        if placed.len() > self.most {
            writeln!(self.out, "… and in {} more; --limit {} shows them", placed.len() - self.most, placed.len())?;
        }
        if own { Ok(()) } else { self.remarks(&remarks(thing, self.store)?) }
    }

    fn lines(&mut self, places: &[String]) -> Result<(), Error> {
        for iri in places {
            match self.places.find(iri)? {
                Some(place) => draw(&place, self.out)?,
                None => writeln!(self.out, "  --> {iri}")?,
            }
        }
        Ok(())
    }

    /// What there is to say about a reading.
    fn remarks(&mut self, remarks: &Remarks) -> Result<(), Error> {
        if let Some(confidence) = remarks.confidence {
            writeln!(self.out, "read with confidence {confidence}")?;
        }
        for repair in &remarks.repairs {
            let (printed, repaired) = (plain(&repair.printed), plain(&repair.repaired));
            writeln!(self.out, "repaired ({}): `{printed}` is read as `{repaired}`", repair.name)?;
        }
        for warning in &remarks.warnings {
            writeln!(self.out, "{}[{}]: {}", warning.severity, warning.code, plain(&warning.message))?;
        }
        for correction in &remarks.corrections {
            let mut line = format!("corrected{}", correction.by.as_ref().map_or(String::new(), |by| format!(" by {by}")));
            let tick = |text: &Option<String>| text.as_ref().map(|text| format!("`{text}`"));
            for (words, value) in [
                (" on ", correction.at.clone()),
                (": ", correction.field.clone()),
                (" ", tick(&correction.now)),
                (", read as ", tick(&correction.was)),
                (", because ", correction.why.clone()),
            ] {
                line.extend(value.map(|value| format!("{words}{value}")));
            }
            writeln!(self.out, "{}", plain(&line))?;
        }
        Ok(())
    }

    /// A statement as an object on a line.
    fn json(&mut self, statement: &Statement) -> Result<(), Error> {
        let ground = ground(statement, self.store)?;
        let mut places = Vec::new();
        for bearer in &ground.bearers {
            for iri in self.store.evidence(bearer)? {
                let Some(place) = self.places.find(&iri)? else { continue };
                let (line, column) = place.text.map(|text| text.position(place.start)).unzip();
                let quote = place.text.map(|text| text.quote(place.start, place.end));
                places.push(json!({
                    "thing": bearer.as_str(), "source": place.source, "file": place.file, "start": place.start, "end": place.end,
                    "line": line, "column": column, "quote": quote,
                }));
            }
        }
        let value = match &statement.value {
            Term::Literal(literal) => json!({ "literal": literal.value(), "datatype": literal.datatype().as_str() }),
            Term::NamedNode(node) => json!({ "iri": node.as_str() }),
            other => json!({ "literal": other.to_string() }),
        };
        let mut object = json!({
            "thing": statement.thing.as_str(), "predicate": statement.predicate.as_str(), "value": value,
            "derived": ground.derived, "places": places,
        });
        let remarks = serde_json::to_value(remarks(&statement.thing, self.store)?).map_err(io::Error::from)?;
        if let (Some(object), serde_json::Value::Object(remarks)) = (object.as_object_mut(), remarks) {
            object.extend(remarks);
        }
        Ok(writeln!(self.out, "{object}")?)
    }

    fn title(&self, iri: &NamedNode) -> Result<String, Error> {
        let short = self.short(iri);
        Ok(self.store.title(iri)?.map_or(short.clone(), |title| format!("{short}  {}", plain(&title))))
    }

    /// An IRI without the long part that everybody knows.
    fn short(&self, iri: &NamedNode) -> String {
        if let Some(rest) = iri.as_str().strip_prefix(self.store.base()).and_then(|rest| rest.strip_prefix("id/")) {
            return format!("id:{rest}");
        }
        let prefixed = PREFIXES.iter().find_map(|(name, start)| Some(format!("{name}:{}", iri.as_str().strip_prefix(start)?)));
        prefixed.unwrap_or_else(|| iri.to_string())
    }

    /// A value without what people do not need: datatypes of numbers and dates, and the long part of IRIs.
    fn worded(&self, value: &Term) -> String {
        match value {
            Term::Literal(text) if text.datatype() == oxigraph::model::vocab::xsd::STRING => format!("\"{}\"", plain(text.value())),
            Term::Literal(other) => plain(other.value()),
            Term::NamedNode(node) => self.short(node),
            other => other.to_string(),
        }
    }
}

/// Draws the lines of a place, with carets below the characters meant.
fn draw(place: &Place<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let name = plain(place.file);
    let Some(text) = place.text else {
        writeln!(out, "  --> {name}, characters {} to {} (the store keeps no copy of this source)", place.start, place.end)?;
        return Ok(());
    };
    let colour = super::colour(&io::stdout());
    let (lines, (line, column)) = (text.lines(place.start, place.end), text.position(place.start));
    let gutter = lines.last().map_or(1, |line| line.number.to_string().len());
    writeln!(out, "{:gutter$}--> {name}:{line}:{column}\n{:gutter$} |", "", "")?;
    for line in lines {
        writeln!(out, "{:gutter$} | {}", line.number, shown(line.text))?;
        let inside = &line.text[line.part.clone()];
        let inset = inside.len() - inside.trim_start().len();
        let carets = "^".repeat(width(inside.trim()));
        if !carets.is_empty() {
            let indent = width(&line.text[..line.part.start + inset]);
            writeln!(out, "{:gutter$} | {:indent$}{}", "", "", Paint(colour).with(Style::Green, &carets))?;
        }
    }
    Ok(())
}
