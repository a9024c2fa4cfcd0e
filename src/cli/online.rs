//! The options of commands that ask live services, whichever these are.

use crate::error::Error;
use crate::link::client;
use clap::Args;
use std::time::Duration;

/// Whether a service is asked, and with what manners.
#[derive(Args, Clone, Debug)]
pub struct Online {
    /// Ask the live service
    #[arg(long)]
    pub online: bool,
    /// A mail or web address for those who run the service, sent with each request
    #[arg(long, value_name = "ADDRESS", requires = "online", env = "FRONTIS_CONTACT")]
    contact: Option<String>,
    /// Ask through this proxy [default: what HTTPS_PROXY and HTTP_PROXY name]
    #[arg(long, value_name = "URL", requires = "online")]
    proxy: Option<String>,
    /// Seconds between two requests [default: what the service wishes for]
    #[arg(long, value_name = "SECONDS", requires = "online")]
    interval: Option<f64>,
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
    /// How a client behaves that by itself would behave as is `usual`.
    pub fn client(&self, usual: client::Settings) -> Result<client::Settings, Error> {
        let no_time = |seconds| Error::Usage(format!("--interval {seconds} is no number of seconds"));
        let interval = self.interval.map(|seconds| Duration::try_from_secs_f64(seconds).map_err(|_| no_time(seconds)));
        Ok(client::Settings {
            interval: interval.transpose()?.unwrap_or(usual.interval),
            patience: self.wait.map(Duration::from_secs),
            contact: self.contact.clone().filter(|contact| !contact.is_empty()),
            proxy: self.proxy.clone(),
            cache: usual.cache.clone().filter(|_| !self.no_cache),
            refresh: self.refresh,
            tell: Some(|text| eprintln!("{text}")),
            ..usual
        })
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
        let second = Duration::from_secs(1);
        let client = |args: &[&str]| read(args).unwrap().online.client(client::Settings::usual(second));
        assert_eq!(read(&["vol", "--online"]).unwrap().volume.as_deref(), Some("vol"));
        assert_eq!(client(&["--online"]).unwrap().interval, second);
        let other = client(&["--online", "--no-cache", "--wait", "9", "--interval", "2.5"]).unwrap();
        assert_eq!((other.cache, other.patience, other.interval), (None, Some(9 * second), 5 * second / 2));
        assert!(!read(&[]).unwrap().online.online);
        assert!(read(&["--wait", "9"]).is_err() && client(&["--online", "--interval=-1"]).is_err());
    }
}
