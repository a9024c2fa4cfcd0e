//! The program, run in a directory of its own.
#![allow(dead_code)]

use crate::made;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub fn frontis(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontis"));
    command.current_dir(dir).args(arguments).stdin(Stdio::null());
    for name in ["FRONTIS_STORE", "FRONTIS_BASE", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command
}

pub fn run(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    parts(frontis(dir, arguments).output().expect("the program runs"))
}

pub fn parts(output: Output) -> (i32, String, String) {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

pub fn directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("a directory")
}

pub fn with_store() -> tempfile::TempDir {
    let dir = directory();
    made::store(&dir.path().join("frontis.store"));
    dir
}
