//! A bar on standard error, on a terminal, once work takes longer than a second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(1);

pub struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    pub fn new(length: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now() }
    }

    /// Of a file that is read; its length is 0 where nobody knows it.
    pub fn bytes(length: u64) -> Self {
        let progress = Self::new(0);
        let template = match length {
            0 => "{spinner} {bytes} {bytes_per_sec} {msg}",
            _ => "{bar:24} {bytes}/{total_bytes} {bytes_per_sec} {msg}, {eta} left",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            progress.bar.set_style(style);
        }
        progress.bar.set_length(length);
        progress
    }

    /// How far reading is.
    pub fn at(&self, bytes: u64, what: &str) {
        self.show();
        self.bar.set_message(what.to_owned());
        self.bar.set_position(bytes);
    }

    /// Before each piece of work.
    pub fn next(&self, what: &str) {
        self.show();
        self.bar.set_message(what.to_owned());
        self.bar.inc(1);
    }

    fn show(&self) {
        if self.bar.is_hidden() && self.started.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Runs something that prints.
    pub fn beside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
