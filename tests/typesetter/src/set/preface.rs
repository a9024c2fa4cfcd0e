//! A message to the readers: paragraphs of running text, signed.

use super::{Setter, speech};
use crate::convention::{Carrier, Language};

const ENGLISH: &[&str] = &[
    "Welcome to the proceedings of * in %. We are pleased to present a programme that brings together people from universities and from industry, and we hope that what was said in the corridors was as good as what is printed here.",
    "This year we received # submissions, of which $ were accepted after each had been read by at least three members of the program committee. The discussion was lively, and several papers changed for the better because of it.",
    "A meeting like this is the work of many hands. We thank the authors for sending us their work, the reviewers for reading it with care, and everybody who carried chairs, printed badges and answered letters.",
    "The programme ranges from foundations to experience in the field. As in earlier years, time was left between the sessions, since the questions that nobody asks in a full room are often the better ones.",
    "We are grateful to our hosts, who gave us rooms, coffee and patience, and to the steering committee, whose advice was always given before it was needed.",
    "We look forward to seeing you in %, and to reading what you make of these pages.",
];
const GERMAN: &[&str] = &[
    "Wir freuen uns, Ihnen den Band der Tagung * in % vorzulegen. Aus # Einreichungen wurden $ Beiträge ausgewählt.",
    "Allen, die Beiträge geschickt, gelesen und besprochen haben, danken wir herzlich, ebenso unseren Gastgebern.",
];
const FRENCH: &[&str] = &[
    "Nous sommes heureux de vous accueillir à la conférence * à %. Cette année, # articles ont été soumis et $ ont été retenus.",
    "Nous remercions les auteurs, les relecteurs et tous ceux qui ont aidé à préparer ces journées.",
];
const OTHER: &[&str] = &["Welcome to * in %. We received # submissions and accepted $ of them.", "We thank the authors and the reviewers."];

impl Setter<'_> {
    pub(super) fn preface(&mut self) {
        let heading = self.say(&speech::PREFACE);
        self.open(heading);
        self.line(if self.setting.carrier == Carrier::Markdown { format!("## {heading}") } else { heading.to_owned() });
        self.blank();
        let v = self.volume;
        let paragraphs = match self.setting.language {
            Language::English => ENGLISH,
            Language::German => GERMAN,
            Language::French => FRENCH,
            _ => OTHER,
        };
        let city = v.place.split(',').next().unwrap_or_default();
        let (accepted, name) = (v.papers.len(), format!("{} {}", v.acronym, v.year));
        let submitted = accepted * self.dice.within(2, 4) + self.dice.below(7);
        let must = if self.dice.chance(600) { 2 } else { 1 };
        for (i, paragraph) in paragraphs.iter().enumerate() {
            if i > must && self.dice.chance(300) {
                continue;
            }
            let text = paragraph.replace('*', &name).replace('%', city).replace('#', &submitted.to_string());
            let text = text.replace('$', &accepted.to_string());
            let lines = self.wrap(&text, self.setting.width);
            lines.into_iter().for_each(|l| self.line(l));
            self.blank();
        }
        let signers = v.committees.iter().find(|c| c.role == "program-chair").map(|c| c.seats.clone()).unwrap_or_default();
        for signer in signers {
            let name = self.volume.people[signer].name();
            self.line(name);
        }
    }
}
