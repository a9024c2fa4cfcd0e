//! Last pages that are not printed.

use crate::diagnostic::{self, Diagnostic};
use crate::record::{Pages, Volume};
use crate::source::{Sources, Spanned};

/// The last page of an entry is the page before the next one's first, within one numbering.
pub fn derive(volume: &mut Volume) {
    let mut starts: Vec<(u32, i32)> = Vec::new();
    let counted = |p: &Pages| p.first.arabic().or(p.first.sort.filter(|s| *s < 0));
    let start = |p: &Option<Spanned<Pages>>| p.as_ref().and_then(|p| Some((p.span.start, counted(&p.value)?)));
    starts.extend(volume.contributions.iter().filter_map(|c| start(&c.pages)));
    starts.extend(volume.items.iter().filter_map(|i| start(&i.pages)));
    starts.sort_unstable();
    // entries that are in no order of pages have no next one
    let rises = starts.windows(2).filter(|w| w[0].1 <= w[1].1).count();
    if rises * 3 < starts.len().saturating_sub(1) * 2 {
        return;
    }
    for contribution in &mut volume.contributions {
        let Some(pages) = &contribution.pages else { continue };
        let Some(first) = pages.value.first.arabic().filter(|_| pages.value.last.is_none()) else { continue };
        let next = starts.iter().find(|(at, _)| *at > pages.span.start).map(|(_, s)| *s);
        contribution.derived_end = next.filter(|n| *n >= first).map(|n| (n - 1).max(first) as u32);
    }
}

/// What there is to say of last pages that were left out, since no entry has as many pages.
pub fn doubtful(volume: &Volume, sources: &Sources) -> Vec<Diagnostic> {
    let all = volume.contributions.iter().filter_map(|c| c.pages.as_ref()).chain(volume.items.iter().filter_map(|i| i.pages.as_ref()));
    let printed = all.filter(|p| Pages::ends_doubtfully(sources.slice(p.span)));
    printed.map(|p| Diagnostic::new(&diagnostic::VALUE_DOUBTFUL, p.span, "the last page cannot be one: a number is glued to it")).collect()
}
