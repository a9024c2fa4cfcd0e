//! `frontis explain`

use super::outcome::Outcome;
use crate::diagnostic::Code;
use crate::error::Error;
use clap::Args;
use std::io::Write;

/// Explain a diagnostic by its code
#[derive(Args)]
pub struct Explain {
    /// Such as lost-page; `frontis list diagnostics` has them all
    code: String,
}

impl Explain {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let name = self.code.trim_start_matches("error[").trim_start_matches("warning[").trim_end_matches(']');
        let code = Code::named(name)
            .ok_or_else(|| Error::Usage(format!("there is no diagnostic {name}; `frontis list diagnostics` has them all")))?;
        out.write_all(code.page.as_bytes())?;
        if !code.page.ends_with('\n') {
            writeln!(out)?;
        }
        Ok(Outcome::Clean)
    }
}
