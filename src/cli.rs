//! The command line: the only place that prints. Data goes to standard output, all else to standard error.

mod ask;
mod audit;
mod build;
mod check;
mod correct;
mod diff;
mod eval;
mod explain;
mod export;
mod index;
mod link;
mod list;
mod log;
mod matching;
mod online;
mod outcome;
mod parse;
mod progress;
mod query;
mod release;
mod resolve;
mod verify;
mod why;

use crate::error::Error;
use crate::graph::Base;
use crate::terminal::{Paint, Style};
use clap::{Args, Parser, Subcommand};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

pub use outcome::Outcome;

const EXAMPLES: &str = "\
Examples:
  frontis parse frontmatter.txt                 read it and show what was found
  frontis parse frontmatter.txt --format json   the records, with the place of each value
  frontis build proceedings/                    read a folder of files into ./frontis.store
  frontis list questions                        what can be asked
  frontis ask coi --volume qm-2014              committee members and reviewers who are authors
  frontis query 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'
  frontis export -o volumes.ttl                 everything as Turtle
  frontis release public/                       everything as a folder to publish
  frontis why id:qm-2014/paper/p13              the lines a paper was read from
  frontis check                                 whether the data fits the shapes
  frontis why 'Performance Profiling'           where a value was read
  frontis match ours.csv theirs.csv             which rows of two lists are one paper

Exit status: 0 clean, 1 the documents have errors, 2 could not run.";

/// Reads the front matter of conference proceedings into records and linked data.
#[derive(Parser)]
#[command(version, about, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Parse(parse::Parse),
    Build(build::Build),
    Ask(ask::Ask),
    Correct(correct::Correct),
    Query(query::Query),
    Export(export::Export),
    Release(release::Release),
    Verify(verify::Verify),
    Why(why::Why),
    Link(link::Link),
    Log(log::Log),
    Diff(diff::Diff),
    Audit(audit::Audit),
    Check(check::Check),
    List(list::List),
    Explain(explain::Explain),
    Index(index::Index),
    Match(matching::Matching),
    Resolve(resolve::Resolve),
    Eval(eval::Eval),
}

/// Which store.
#[derive(Args)]
struct StoreOption {
    /// Directory of the store
    #[arg(long, value_name = "DIR", env = "FRONTIS_STORE", default_value = "frontis.store")]
    store: PathBuf,
}

/// Runs the command that the arguments ask for.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = run(&cli.command, &mut out).and_then(|outcome| Ok(out.flush().map(|()| outcome)?));
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::DocumentErrors | Outcome::Different) => ExitCode::from(1),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            drop(out);
            let _ = writeln!(io::stderr(), "{} {}", Paint(colour(&io::stderr())).with(Style::Red, "error:"), error.chain());
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command, out: &mut dyn Write) -> Result<Outcome, Error> {
    match command {
        Command::Parse(command) => command.run(out),
        Command::Build(command) => command.run(out),
        Command::Ask(command) => command.run(out),
        Command::Correct(command) => command.run(out),
        Command::Query(command) => command.run(out),
        Command::Export(command) => command.run(out),
        Command::Release(command) => command.run(out),
        Command::Verify(command) => command.run(out),
        Command::Why(command) => command.run(out),
        Command::Link(command) => command.run(out),
        Command::Log(command) => command.run(out),
        Command::Diff(command) => command.run(out),
        Command::Audit(command) => command.run(out),
        Command::Check(command) => command.run(out),
        Command::List(command) => command.run(out),
        Command::Explain(command) => command.run(out),
        Command::Index(command) => command.run(out),
        Command::Match(command) => command.run(out),
        Command::Resolve(command) => command.run(out),
        Command::Eval(command) => command.run(out),
    }
}

/// Writes a value as JSON for people and programs.
fn json(value: &impl serde::Serialize, out: &mut dyn Write) -> Result<(), Error> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}

/// Whether a stream takes colours.
fn colour(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    stream.is_terminal() && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// Columns of the terminal behind standard output, if it is one.
fn width() -> Option<u16> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    columns.or_else(|| Some(comfy_table::Table::new().width().unwrap_or(80)))
}

/// Says on standard error that IRIs of the default base mean nothing elsewhere.
fn warn_of_local_base(base: &str) {
    if base == Base::default().as_str() {
        let _ = writeln!(
            io::stderr(),
            "{} these IRIs begin with {base}, which means something on this machine only\n  \
             = help: name a base of your own with --base when you build or parse",
            Paint(colour(&io::stderr())).with(Style::Yellow, "warning:")
        );
    }
}
