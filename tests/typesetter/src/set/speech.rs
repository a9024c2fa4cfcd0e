//! The words of the trade in six languages.

use super::Setter;
use crate::convention::Language;

/// English, German, French, Spanish, Italian, Portuguese.
type Words = [&'static str; 6];

const AND: Words = ["and", "und", "et", "y", "e", "e"];
pub const CONTENTS: Words = ["Table of Contents", "Inhaltsverzeichnis", "Table des matières", "Índice", "Indice", "Sumário"];
pub const CONTENTS_SHORT: Words = ["Contents", "Inhalt", "Sommaire", "Contenido", "Sommario", "Conteúdo"];
pub const SESSION: Words = ["Session", "Sitzung", "Session", "Sesión", "Sessione", "Sessão"];
pub const DAY: Words = ["Day", "Tag", "Jour", "Día", "Giorno", "Dia"];
pub const SESSION_CHAIR: Words =
    ["Session Chair", "Sitzungsleitung", "Président de session", "Presidente de sesión", "Presidente di sessione", "Presidente da sessão"];
pub const CHAIR: Words = ["Chair", "Leitung", "Président", "Presidente", "Presidente", "Presidente"];
pub const PREFACE: Words = ["Preface", "Vorwort", "Préface", "Prefacio", "Prefazione", "Prefácio"];
pub const AUTHOR_INDEX: Words =
    ["Author Index", "Autorenverzeichnis", "Index des auteurs", "Índice de autores", "Indice degli autori", "Índice de autores"];
pub const ORGANIZATION: Words = ["Organization", "Organisation", "Organisation", "Organización", "Organizzazione", "Organização"];
pub const COFFEE: Words = ["Coffee Break", "Kaffeepause", "Pause café", "Pausa café", "Pausa caffè", "Intervalo"];
pub const LUNCH: Words = ["Lunch", "Mittagspause", "Déjeuner", "Almuerzo", "Pranzo", "Almoço"];
pub const SPONSORS: Words = ["Sponsors", "Sponsoren", "Partenaires", "Patrocinadores", "Sponsor", "Patrocinadores"];
pub const SPONSORED_BY: Words =
    ["Sponsored by", "Mit Unterstützung von", "Avec le soutien de", "Con el patrocinio de", "Con il patrocinio di", "Com o apoio de"];
pub const FULL_PAPERS: Words =
    ["Full Papers", "Langbeiträge", "Articles longs", "Artículos largos", "Articoli lunghi", "Artigos completos"];
pub const SHORT_PAPERS: Words = ["Short Papers", "Kurzbeiträge", "Articles courts", "Artículos cortos", "Articoli brevi", "Artigos curtos"];
pub const POSTERS: Words = ["Posters", "Poster", "Posters", "Pósteres", "Poster", "Pôsteres"];

pub const ROLES: &[(&str, Words)] = &[
    (
        "general-chair",
        [
            "General Chair",
            "Tagungsleitung",
            "Président de la conférence",
            "Presidente del congreso",
            "Presidente del convegno",
            "Presidente",
        ],
    ),
    (
        "program-chair",
        [
            "Program Chair",
            "Leitung des Programmkomitees",
            "Président du comité de programme",
            "Presidente del comité de programa",
            "Presidente del comitato di programma",
            "Presidente do comitê de programa",
        ],
    ),
    (
        "local-chair",
        [
            "Local Arrangements Chair",
            "Lokale Organisation",
            "Comité local",
            "Organización local",
            "Organizzazione locale",
            "Organização local",
        ],
    ),
    (
        "program-committee-member",
        [
            "Program Committee",
            "Programmkomitee",
            "Comité de programme",
            "Comité de programa",
            "Comitato di programma",
            "Comitê de programa",
        ],
    ),
    (
        "steering-committee-member",
        ["Steering Committee", "Lenkungsausschuss", "Comité de pilotage", "Comité permanente", "Comitato direttivo", "Comitê diretivo"],
    ),
    (
        "organizing-committee-member",
        [
            "Organizing Committee",
            "Organisationskomitee",
            "Comité d'organisation",
            "Comité organizador",
            "Comitato organizzatore",
            "Comissão organizadora",
        ],
    ),
    (
        "external-reviewer",
        [
            "Additional Reviewers",
            "Weitere Gutachter",
            "Relecteurs additionnels",
            "Revisores adicionales",
            "Revisori esterni",
            "Revisores externos",
        ],
    ),
    ("publicity-chair", ["Publicity Chair", "", "", "", "", ""]),
    ("publication-chair", ["Publications Chair", "", "", "", "", ""]),
    ("workshop-chair", ["Workshops Chair", "", "", "", "", ""]),
    ("sponsorship-chair", ["Sponsorship Chair", "", "", "", "", ""]),
];

pub const MONTHS: [[&str; 12]; 6] = [
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
    ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
];

const WEEKDAYS: [[&str; 7]; 6] = [
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
    ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
];

fn index(language: Language) -> usize {
    match language {
        Language::English => 0,
        Language::German => 1,
        Language::French => 2,
        Language::Spanish => 3,
        Language::Italian => 4,
        Language::Portuguese => 5,
    }
}

impl Setter<'_> {
    pub(super) fn say(&self, words: &Words) -> &'static str {
        words[index(self.setting.language)]
    }

    pub(super) fn and(&self) -> &'static str {
        self.say(&AND)
    }

    pub(super) fn month(&self, month: usize) -> &'static str {
        MONTHS[index(self.setting.language)][month - 1]
    }

    pub(super) fn weekday(&self, (year, month, day): (usize, usize, usize)) -> &'static str {
        // Zeller's days, counted from Monday
        let (y, m) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
        let h = (day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400) % 7;
        WEEKDAYS[index(self.setting.language)][(h + 5) % 7]
    }
}

/// The day so many days after another.
pub fn later((mut year, mut month, mut day): (usize, usize, usize), by: usize) -> (usize, usize, usize) {
    for _ in 0..by {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
        day += 1;
        if day > length {
            (day, month) = (1, month + 1);
        }
        if month > 12 {
            (month, year) = (1, year + 1);
        }
    }
    (year, month, day)
}

/// A small roman number in lower case.
pub fn roman(mut n: usize) -> String {
    let mut out = String::new();
    for (value, sign) in [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}
