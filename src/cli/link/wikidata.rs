//! `frontis link wikidata`

use super::{Scope, organisations};
use crate::cli::online::Online;
use crate::cli::outcome::Outcome;
use crate::error::Error;
use crate::link::proposal::Proposals;
use crate::link::wikidata::{Live, METHOD, Settings, is_linked};
use clap::Args;
use std::io::Write;

/// Organisations to Wikidata, by its reconciliation service
#[derive(Args)]
pub struct Wikidata {
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    online: Online,
    /// The reconciliation service that is asked [default: Wikidata's in English]
    #[arg(long, value_name = "URL", requires = "online")]
    site: Option<String>,
}

/// The live service, asked as the options say.
pub fn live(online: &Online, site: Option<&String>) -> Result<Live, Error> {
    let usual = Settings::default();
    Live::new(Settings { site: site.cloned().unwrap_or(usual.site), client: online.client(usual.client)? })
}

impl Wikidata {
    pub fn run(&self, out: &mut dyn Write) -> Result<Outcome, Error> {
        if !self.online.online {
            return Err(Error::Usage(
                "Wikidata is linked by its live service alone: ask it with --online, or link ROR, which knows Wikidata's ids, with \
                 frontis link ror"
                    .to_owned(),
            ));
        }
        let mut live = live(&self.online, self.site.as_ref())?;
        let method = format!("{METHOD}{}", &crate::history::now()[..10]);
        self.scope.each(
            "wikidata",
            out,
            |store, volume, at| {
                let (known, things) = (store.links(&volume.id)?, format!("{}id/", store.base()));
                let mut linked = 0;
                let mut account = live.account(volume, |thing| {
                    let thing = thing.strip_prefix(&things).unwrap_or(thing);
                    let elsewhere = store.links_elsewhere(&volume.id, thing)?;
                    let is_known = is_linked(known.iter().filter(|l| l.thing == thing)) || is_linked(&elsewhere);
                    linked += usize::from(is_known);
                    Ok(is_known)
                })?;
                organisations::heed(&mut account, store, volume)?;
                let mut proposals = Proposals::new(store.base(), &known, &method, at);
                for judged in &account.organisations {
                    for (proposal, _) in &judged.proposals {
                        proposals.propose(&judged.thing, proposal.clone());
                    }
                }
                Ok(((account, linked), proposals.links()))
            },
            |volume, (account, linked), change, out| {
                organisations::tell(volume, account, self.scope.explain, change, out)?;
                match linked {
                    0 => Ok(()),
                    linked => Ok(writeln!(out, "  {linked} more have an item already, most through ROR, and were not asked for")?),
                }
            },
        )
    }
}
