//! The language of a title.

use super::{LANGUAGES, Language, Words, unspaced};
use crate::record::script;
use crate::record::slug::key;
use std::sync::LazyLock;

/// The languages, one bit each, whose small words and words of title pages a word belongs to.
static TONGUES: LazyLock<Words<u32>> = LazyLock::new(|| {
    let mut table = Words::<u32>::with_capacity(600);
    for (i, language) in LANGUAGES.iter().enumerate() {
        for word in words(language) {
            *table.entry(word) |= 1u32 << i;
        }
    }
    table
});

fn words(language: &'static Language) -> impl Iterator<Item = &'static str> {
    let lines = language.lines().filter(|(kind, _)| matches!(*kind, "little" | "proceedings" | "meeting"));
    lines.flat_map(|(_, phrases)| phrases)
}

/// The language that most words of a title speak for, where one leads.
pub fn language(text: &str) -> Option<&'static str> {
    let mut votes = vec![0u32; LANGUAGES.len()];
    let mut vote = |tongues: u32| votes.iter_mut().enumerate().for_each(|(i, n)| *n += tongues >> i & 1);
    key(&text.replace(['\'', '’'], " ")).split(' ').filter_map(|word| TONGUES.get(word)).for_each(&mut vote);
    if script::has_eastern(text) {
        eastern(text, &mut vote);
    }
    let most = *votes.iter().max()?;
    let mut leaders = votes.iter().zip(LANGUAGES).filter(|(n, _)| **n == most && most > 0).map(|(_, l)| l.tag);
    leaders.next().filter(|_| leaders.next().is_none())
}

/// Where words are not parted, those of title pages stand within others; kana are Japanese and Hangul is Korean.
fn eastern(text: &str, vote: &mut impl FnMut(u32)) {
    static WITHIN: LazyLock<Vec<(String, u32)>> = LazyLock::new(|| {
        let all = ["proceedings", "meeting", "little"].into_iter().flat_map(unspaced);
        let of = |word: &str| LANGUAGES.iter().zip(0..).filter(|(l, _)| words(l).any(|w| key(w) == word)).fold(0, |t, (_, i)| t | 1 << i);
        all.map(|word| (of(&word), word)).map(|(tongues, word)| (word, tongues)).collect()
    });
    let folded = key(text);
    WITHIN.iter().filter(|(word, _)| folded.contains(word.as_str())).for_each(|(_, tongues)| vote(*tongues));
    let of = |tag: &str| LANGUAGES.iter().zip(0..).filter(|(l, _)| l.tag == tag).fold(0, |t, (_, i)| t | 1 << i);
    // a script outweighs words
    for (tag, test) in [("ja", script::is_kana as fn(char) -> bool), ("ko", script::is_hangul)] {
        if text.contains(test) {
            (0..9).for_each(|_| vote(of(tag)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_speaks_a_language() {
        for (title, tag) in [
            ("Proceedings of the Third Workshop on Sand", Some("en")),
            ("Tagungsband der 9. Fachtagung Unwahrscheinliche Systeme", Some("de")),
            ("Actes de la 7e Conférence sur les Machines Improbables", Some("fr")),
            ("Actas del IV Congreso de Sistemas Lentos", Some("es")),
            ("Atti del Convegno sulle Nuvole", Some("it")),
            ("Atas do Encontro de Sistemas Distraídos", Some("pt")),
            ("Handelingen van het Congres over Stenen", Some("nl")),
            ("Materiały XII Konferencji Maszyn Powolnych", Some("pl")),
            ("Sborník příspěvků z 9. ročníku konference o písku", Some("cs")),
            ("Zborník príspevkov z 9. ročníka konferencie o piesku", Some("sk")),
            ("Материалы 6-й конференции по проблемам песка", Some("ru")),
            ("Матеріали VI Міжнародної конференції з проблем піску", Some("uk")),
            ("第三届沙漠计算研讨会论文集", Some("zh")),
            ("第三屆沙漠計算研討會論文集", Some("zh")),
            ("第3回砂漠計算研究会予稿集", Some("ja")),
            ("砂のコンピューティング", Some("ja")),
            ("제3회 사막 컴퓨팅 학술대회 논문집", Some("ko")),
            ("WIMP'31", None),
        ] {
            assert_eq!(language(title), tag, "{title}");
        }
    }
}
