//! Lines into pages: running heads and folios, and how the carrier joins them.

use super::{glyphs, speech};
use crate::convention::{Carrier, Furniture};
use crate::dice::Dice;
use crate::invent::Volume;
use crate::setting::Setting;

pub fn pages(lines: Vec<(String, &'static str)>, volume: &Volume, setting: &Setting, dice: &mut Dice) -> String {
    let mut out: Vec<String> = Vec::new();
    let length = dice.within(38, 56);
    let (mut on_page, mut folio, mut last_part) = (0, 3, "");
    // parts begin on a page of their own more often than not
    let fresh = dice.chance(600);
    for (line, part) in lines {
        let begins = part != last_part && !last_part.is_empty() && fresh;
        if on_page >= length || (begins && on_page > 0) {
            turn(&mut out, setting, volume, folio, last_part, begins);
            (on_page, folio) = (0, folio + 1);
        }
        last_part = part;
        on_page += 1;
        out.push(line);
    }
    let mut text = out.join("\n") + "\n";
    if setting.carrier == Carrier::GluedPages {
        // a form feed marks the joint: what stands around it was printed without a line end
        text = text.replace("\n\u{b}", "").replace("\u{b}\n", "");
    }
    if setting.carrier == Carrier::OneLine {
        text = text.split_whitespace().collect::<Vec<_>>().join(" ") + "\n";
    }
    glyphs::redraw(&text, setting.glyphs)
}

/// What stands between two pages.
fn turn(out: &mut Vec<String>, setting: &Setting, volume: &Volume, folio: usize, part: &str, begins: bool) {
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    let number = speech::roman(folio);
    if setting.carrier == Carrier::GluedPages {
        out.push(format!("\u{b}{number}\u{b}"));
        return;
    }
    if setting.carrier == Carrier::Markdown {
        out.push(String::new());
        if setting.furniture != Furniture::None {
            out.push(format!("<!-- page {folio} -->"));
            out.push(String::new());
        }
        return;
    }
    match setting.furniture {
        Furniture::None if begins => out.push(String::new()),
        Furniture::None => {}
        Furniture::FormFeeds => out.push("\u{c}".to_owned()),
        Furniture::Folios => out.extend([String::new(), number, String::new()]),
        Furniture::FolioAndHead if begins => out.extend([String::new(), number, "\u{c}".to_owned()]),
        Furniture::FolioAndHead => out.extend([String::new(), number, format!("\u{c}{part}"), String::new()]),
        Furniture::HeadAndRoman if begins => out.push("\u{c}".to_owned()),
        Furniture::HeadAndRoman => out.extend(["\u{c}".to_owned() + &number.to_uppercase(), part.to_owned(), String::new()]),
        Furniture::Imprint => {
            let event = format!("{} {}", volume.year, volume.series);
            out.extend([String::new(), number, event, volume.publisher.clone(), String::new()]);
        }
    }
}
