//! A build that is killed at any moment and run again ends where an undisturbed one ends.

mod made;

use frontis::store::Store;
use made::{lines, volume};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const CHILD: &str = "FRONTIS_CRASH_CHILD";
const TIME: &str = "2026-01-01T00:00:00Z";

fn build(dir: &Path) {
    let store = Store::create(dir, &made::base()).expect("the store opens");
    for n in 0..12 {
        store.keep_source(&format!("{n:064x}"), &format!("{}{n}", made::TEXT)).expect("a source");
        let own = format!("org-{n}");
        let spelling = if n % 2 == 0 { "Acme" } else { "ACME" };
        let quads = volume(&format!("v-{n}"), 20 + n, &[("acme", spelling), (&own, "Own")], TIME);
        store.publish(&format!("v-{n}"), quads).expect("published");
    }
}

/// Not a test by itself: the process that is killed.
#[test]
fn child() {
    if let Ok(dir) = std::env::var(CHILD) {
        build(Path::new(&dir));
    }
}

fn spawn(dir: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "child"])
        .env(CHILD, dir)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child")
}

#[test]
fn killed_at_any_moment() {
    let dir = tempfile::tempdir().expect("a directory");
    let undisturbed = dir.path().join("undisturbed");
    let started = std::time::Instant::now();
    assert!(spawn(&undisturbed).wait().expect("ended").success());
    let whole = started.elapsed().max(Duration::from_millis(60));
    let expected = lines(&Store::open(&undisturbed).expect("opens"));
    assert!(expected.len() > 1000);

    let rounds = 8;
    let (mut killed, mut partial) = (0, 0);
    for round in 0..rounds {
        let store = dir.path().join(format!("killed-{round}"));
        // twice in a row, the second time during the repair
        for share in [round + 1, rounds - round] {
            let mut child = spawn(&store);
            std::thread::sleep(whole * share / (rounds + 1));
            killed += u32::from(child.kill().is_ok() && !child.wait().expect("ended").success());
        }
        if let Ok(cut) = Store::open(&store) {
            let found = lines(&cut).len();
            partial += u32::from(found > 0 && found < expected.len());
        }
        assert!(spawn(&store).wait().expect("ended").success(), "round {round}: the store does not open again");
        assert!(lines(&Store::open(&store).expect("opens")) == expected, "round {round}: another result");
    }
    eprintln!("{killed} builds killed, {partial} stores cut in the middle");
    assert!(killed > 0);
}
