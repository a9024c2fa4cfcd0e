//! Prints an invented volume: `cargo run --example typeset -- --seed 7 --noise 1 [--truth | --setting]`.

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        arguments.get(at + 1)?.parse::<u64>().ok()
    };
    let level = number("--noise").unwrap_or(0).min(3) as u8;
    let sheet = frontis_typesetter::sheet(number("--seed").unwrap_or(1), level);
    if arguments.iter().any(|a| a == "--truth") {
        println!("{:#}", sheet.truth.json());
    } else if arguments.iter().any(|a| a == "--setting") {
        sheet.setting.conventions().iter().for_each(|(group, name)| println!("{group:<12} {name}"));
    } else {
        print!("{}", sheet.text);
    }
}
