//! Every string of a set with what it was taken for, for people.

use crate::link::affiliation::evaluate::{Example, cause};
use crate::link::affiliation::{Context, Desk, Match, Resolver};
use crate::terminal::plain;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

/// Writes the account of a set.
pub fn write(set: &str, resolver: &Resolver, examples: &[Example], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}: {} strings\n", plain(set), examples.len())?;
    let tables = resolver.tables();
    let names: HashMap<&str, &str> = (0..tables.organisations() as u32).map(|n| (tables.id(n), tables.display(n))).collect();
    let mut desk = Desk::default();
    for example in examples {
        let matches = resolver.resolve(&example.affiliation, &Context::default(), &mut desk);
        let truth: BTreeSet<&str> = example.ror.iter().map(String::as_str).collect();
        let accepted: BTreeSet<&str> = matches.iter().filter(|m| m.accepted).map(|m| m.id.as_str()).collect();
        let found: BTreeSet<&str> = desk.found().map(|n| tables.id(n)).collect();
        let verdict = cause(&truth, &accepted, &found).map_or("as it should be", |cause| cause.title());
        writeln!(out, "{}\n  {verdict}", plain(&example.affiliation))?;
        matches.iter().try_for_each(|m| one(m, truth.contains(m.id.as_str()), &example.affiliation, out))?;
        for id in truth.iter().filter(|id| !matches.iter().any(|m| m.id == **id)) {
            let name = names.get(id).copied().unwrap_or("not in the index");
            writeln!(out, "  missed          {} {}", plain(id), plain(name))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn one(m: &Match, holds: bool, string: &str, out: &mut dyn Write) -> io::Result<()> {
    let judged = match (m.accepted, holds) {
        (true, true) => "right",
        (true, false) => "wrong",
        (false, true) => "doubted, true",
        (false, false) => "doubted",
    };
    writeln!(out, "  {judged:<15} {} {}  {:.3}", plain(&m.id), plain(&m.name), m.confidence)?;
    let words = string.get(m.span.clone()).unwrap_or_default();
    writeln!(out, "  {:<15} by \"{}\": {}", "", plain(words), plain(&m.reasons.join(", ")))?;
    m.alternatives.iter().try_for_each(|a| writeln!(out, "  {:<15} or {} {}  {:.3}", "", plain(&a.id), plain(&a.name), a.confidence))
}
