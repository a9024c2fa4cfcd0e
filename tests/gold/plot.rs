//! The calibration as a picture: how often what has a confidence is right, beside how often it should be.

use crate::measure::{Judged, silent};

const WIDE: f64 = 640.0;
const HIGH: f64 = 420.0;
/// Left, top, right and bottom of what is drawn in.
const BOX: [f64; 4] = [60.0, 20.0, 470.0, 370.0];
const COLOURS: [&str; 3] = ["#1b6ca8", "#c8553d", "#5b8c5a"];
/// Fields of an entry, as the record has them.
pub const FIELDS: [&str; 3] = ["title strict", "author list exact", "first page"];
/// A point stands for so many values at least.
const FEW: usize = 5;

fn x(share: f64) -> f64 {
    BOX[0] + share * (BOX[2] - BOX[0])
}

fn y(share: f64) -> f64 {
    BOX[3] - share * (BOX[3] - BOX[1])
}

/// One line for each source; a point for each tenth of confidence, its size by how many values have it.
pub fn calibration(parts: &[(&str, Vec<&Judged>)]) -> String {
    let mut out =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {HIGH}\" font-family=\"sans-serif\" font-size=\"12\">\n");
    out += &format!("<rect width=\"{WIDE}\" height=\"{HIGH}\" fill=\"#ffffff\"/>\n");
    for tenth in 0..=5 {
        let share = f64::from(tenth) / 5.0;
        let (at, up) = (x(share), y(share));
        out += &format!("<path d=\"M {:.1} {up:.1} H {:.1}\" stroke=\"#dddddd\"/>\n", BOX[0], BOX[2]);
        out += &format!("<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{share:.1}</text>\n", BOX[3] + 18.0);
        out += &format!("<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{share:.1}</text>\n", BOX[0] - 8.0, up + 4.0);
    }
    out +=
        &format!("<path d=\"M {:.1} {:.1} L {:.1} {:.1}\" stroke=\"#999999\" stroke-dasharray=\"4 4\"/>\n", x(0.0), y(0.0), x(1.0), y(1.0));
    out += &format!("<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">confidence</text>\n", x(0.5), BOX[3] + 40.0);
    out += &format!("<text transform=\"translate(16 {:.1}) rotate(-90)\" text-anchor=\"middle\">share that is right</text>\n", y(0.5));
    for (k, (name, judged)) in parts.iter().enumerate() {
        let points = points(judged);
        let path: Vec<String> = points.iter().map(|(at, right, _)| format!("{:.1} {:.1}", x(*at), y(*right))).collect();
        out += &format!("<path d=\"M {}\" fill=\"none\" stroke=\"{}\"/>\n", path.join(" L "), COLOURS[k]);
        for (at, right, all) in &points {
            let size = 2.0 + (*all as f64).log10() * 1.5;
            out += &format!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{size:.1}\" fill=\"{}\"/>\n", x(*at), y(*right), COLOURS[k]);
        }
        let [sure, wrong] =
            FIELDS.map(|field| silent(judged.iter().copied(), field)).iter().fold([0, 0], |a, b| [a[0] + b[0], a[1] + b[1]]);
        let top = 40.0 + 40.0 * k as f64;
        out += &format!(
            "<circle cx=\"490\" cy=\"{:.1}\" r=\"5\" fill=\"{}\"/>\n<text x=\"502\" y=\"{top:.1}\">{name}</text>\n",
            top - 4.0,
            COLOURS[k]
        );
        out += &format!("<text x=\"502\" y=\"{:.1}\" fill=\"#666666\">{wrong} wrong of {sure} sure</text>\n", top + 16.0);
    }
    out + "</svg>\n"
}

/// The mean confidence of each tenth, how much of it is right, and how much there is.
fn points(judged: &[&Judged]) -> Vec<(f64, f64, usize)> {
    let mut bins = [(0.0, 0, 0); 11];
    for one in judged.iter().filter(|one| FIELDS.contains(&one.what)) {
        let bin = &mut bins[((one.confidence * 10.0) as usize).min(10)];
        *bin = (bin.0 + one.confidence, bin.1 + usize::from(one.right), bin.2 + 1);
    }
    let full = bins.into_iter().filter(|bin| bin.2 >= FEW);
    full.map(|(sum, right, all)| (sum / all as f64, right as f64 / all as f64, all)).collect()
}
