//! A typesetter of front matter that never was: records by seed, set in any combination of conventions, damaged on demand
//! the way recognition of scanned pages damages them. The reader is tested against the records.
//!
//! The same seed and level give the same bytes on every machine.

pub mod convention;
pub mod dice;
pub mod given;
pub mod invent;
pub mod noise;
pub mod set;
pub mod setting;
pub mod truth;
pub mod words;

use dice::Dice;
use setting::Setting;
use truth::Truth;

/// One volume: how it is set, what is printed, and what is true of it.
pub struct Sheet {
    pub setting: Setting,
    pub text: String,
    pub truth: Truth,
}

/// The volume of a seed at a level of noise, 0 to 3. The level changes letters, never what is true.
pub fn sheet(seed: u64, level: u8) -> Sheet {
    make(Setting::draw(&mut Dice::new(seed)), seed, level, false)
}

/// A small volume in a given setting.
pub fn small_sheet(setting: Setting, seed: u64, level: u8) -> Sheet {
    make(setting, seed, level, true)
}

/// Given proceedings in the style of a seed at a level of noise.
pub fn given_sheet(given: &given::Proceedings, seed: u64, level: u8) -> Sheet {
    let mut setting = Setting::draw(&mut Dice::new(seed));
    setting.suit(given);
    let mut dice = Dice::new(!seed);
    let volume = given::volume(&mut dice, given, setting.language);
    print(&volume, setting, dice, seed, level)
}

fn make(setting: Setting, seed: u64, level: u8, small: bool) -> Sheet {
    let mut dice = Dice::new(!seed);
    let volume = invent::volume(&mut dice, setting.language, small);
    print(&volume, setting, dice, seed, level)
}

fn print(volume: &invent::Volume, setting: Setting, mut dice: Dice, seed: u64, level: u8) -> Sheet {
    let (clean, truth) = set::set(volume, &setting, &mut dice);
    let text = noise::damage(&clean, level, &mut Dice::new(seed ^ 0x6e6f_6973_65));
    Sheet { setting, text, truth }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_convention_is_drawn() {
        let mut left: std::collections::BTreeSet<(&str, String)> = setting::each().into_iter().map(|(g, n, _)| (g, n)).collect();
        for seed in 0..3000 {
            Setting::draw(&mut Dice::new(seed)).conventions().iter().for_each(|c| {
                left.remove(c);
            });
        }
        assert!(left.is_empty(), "never drawn: {left:?}");
    }

    #[test]
    fn seeds_are_kept() {
        assert_eq!(sheet(5, 1).text, sheet(5, 1).text);
        assert_ne!(sheet(5, 0).text, sheet(6, 0).text);
    }
}
