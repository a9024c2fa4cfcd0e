//! The fields of a form, or of the query of an address.

use std::collections::BTreeMap;

pub fn fields(text: &str) -> BTreeMap<String, String> {
    let field = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decoded(name), decoded(value))
    };
    text.split('&').map(field).collect()
}

fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(b) = rest.next() {
        bytes.push(match b {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next().expect("a digit")).to_digit(16).expect("a digit") as u8;
                digit() << 4 | digit()
            }
            _ => b,
        });
    }
    String::from_utf8(bytes).expect("text")
}
