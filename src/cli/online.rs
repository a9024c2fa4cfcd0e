//! The options of commands that ask dblp's live service.

use crate::error::Error;
use crate::link::client;
use crate::link::dblp::live::{ENDPOINT, INTERVAL, Settings};
use clap::Args;
use std::time::Duration;

/// Who is asked, and how.
#[derive(Args, Clone, Debug)]
pub struct Online {
    /// Ask dblp's live service, a request a second
    #[arg(long)]
    pub online: bool,
    /// Ask by SPARQL [default: dblp's own endpoint]
    #[arg(long, value_name = "URL", requires = "online", num_args = 0..=1, default_missing_value = ENDPOINT)]
    endpoint: Option<String>,
    /// The site to ask, such as a mirror [default: https://dblp.org, and https://dblp.uni-trier.de where it is down]
    #[arg(long, value_name = "URL", requires = "online", conflicts_with = "endpoint")]
    site: Option<String>,
    /// The SPARQL endpoint that is asked which names are of several persons [default: dblp's own]
    #[arg(long, value_name = "URL", requires = "online", conflicts_with = "endpoint")]
    persons: Option<String>,
    /// A mail or web address for those who run the service, sent with each request
    #[arg(long, value_name = "ADDRESS", requires = "online", env = "FRONTIS_CONTACT")]
    contact: Option<String>,
    /// Ask through this proxy [default: what HTTPS_PROXY and HTTP_PROXY name]
    #[arg(long, value_name = "URL", requires = "online")]
    proxy: Option<String>,
    /// Seconds between two requests
    #[arg(long, value_name = "SECONDS", requires = "online", default_value_t = INTERVAL.as_secs_f64())]
    interval: f64,
    /// Seconds that asking may take in all; what has come by then is kept for the next run
    #[arg(long, value_name = "SECONDS", requires = "online")]
    wait: Option<u64>,
    /// Ask again for what is kept of earlier runs
    #[arg(long, requires = "online")]
    refresh: bool,
    /// Keep no answers
    #[arg(long, requires = "online", conflicts_with = "refresh")]
    no_cache: bool,
}

impl Online {
    pub fn settings(&self) -> Result<Settings, Error> {
        let usual = Settings::default();
        let interval = Duration::try_from_secs_f64(self.interval);
        let client = client::Settings {
            interval: interval.map_err(|_| Error::Usage(format!("--interval {} is no number of seconds", self.interval)))?,
            patience: self.wait.map(Duration::from_secs),
            contact: self.contact.clone().filter(|contact| !contact.is_empty()),
            proxy: self.proxy.clone(),
            cache: usual.client.cache.clone().filter(|_| !self.no_cache),
            refresh: self.refresh,
            tell: Some(|text| eprintln!("{text}")),
            ..usual.client.clone()
        };
        let sites = self.site.as_ref().map_or(usual.sites.clone(), |site| vec![site.clone()]);
        let persons = self.persons.clone().unwrap_or(usual.persons);
        Ok(Settings { sites, endpoint: self.endpoint.clone(), persons, client })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Any {
        volume: Option<String>,
        #[command(flatten)]
        online: Online,
    }

    #[test]
    fn options_are_settings() {
        let read = |args: &[&str]| Any::try_parse_from([&["any"], args].concat());
        let usual = read(&["vol", "--online"]).unwrap();
        let settings = usual.online.settings().unwrap();
        assert_eq!((settings.sites.len(), settings.endpoint, settings.client.interval), (2, None, INTERVAL));
        assert_eq!(usual.volume.as_deref(), Some("vol"));
        let other = read(&["--online", "--endpoint", "--no-cache", "--wait", "9", "--interval", "2.5"]).unwrap().online.settings().unwrap();
        assert_eq!((other.endpoint.as_deref(), other.client.cache), (Some(ENDPOINT), None));
        assert_eq!((other.client.patience, other.client.interval), (Some(Duration::from_secs(9)), Duration::from_millis(2500)));
        let site =
            read(&["--online", "--site", "http://localhost:1", "--persons", "http://localhost:2"]).unwrap().online.settings().unwrap();
        assert_eq!((site.sites, site.persons.as_str()), (vec!["http://localhost:1".to_owned()], "http://localhost:2"));
        assert!(!read(&[]).unwrap().online.online);
        assert!(read(&["--wait", "9"]).is_err() && read(&["--online", "--interval=-1"]).unwrap().online.settings().is_err());
    }
}
