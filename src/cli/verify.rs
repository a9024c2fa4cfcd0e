//! `frontis verify`

use super::outcome::Outcome;
use crate::error::Error;
use crate::release::signature::PublicKey;
use crate::release::verify::{Signed, verify};
use crate::terminal::{Paint, Style, plain};
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

/// Check a release
///
/// Holds every file against the sums, the sums against the signature, the data against their canonical hash, and the
/// description against the data. Says which file is wrong and why, also of files that are in no list. A key beside the
/// data proves only that nothing broke on the way; give one that you have from elsewhere with --key.
#[derive(Args)]
pub struct Verify {
    /// The folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The public key that must have signed it (PEM)
    #[arg(long, value_name = "PUBLIC")]
    key: Option<PathBuf>,
}

impl Verify {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        let key = self.key.as_deref().map(PublicKey::read).transpose()?;
        let found = verify(&self.dir, key.as_ref())?;
        let paint = Paint(super::colour(&io::stderr()));
        let mut err = io::stderr().lock();
        for finding in &found.findings {
            writeln!(err, "{} {} {}", paint.with(Style::Red, "error:"), plain(&finding.file), plain(&finding.what))?;
        }
        if !found.findings.is_empty() {
            return Ok(Outcome::DocumentErrors);
        }
        if found.signature == Signed::ByKeyBeside {
            let note = "the key beside the data proves nothing of who signed; give one that you trust with --key";
            writeln!(err, "{} {note}", paint.with(Style::Cyan, "note:"))?;
        }
        let signature = match found.signature {
            Signed::No => "not signed",
            Signed::ByKeyBeside => "signed by the key beside",
            Signed::ByGivenKey => "signed by the key given",
        };
        let marker = &found.marker;
        writeln!(
            out,
            "{}  version {}: {} files and {} quads are as they were released, {signature}",
            self.dir.display(),
            marker.version,
            found.files,
            marker.quads
        )?;
        Ok(Outcome::Clean)
    }
}
