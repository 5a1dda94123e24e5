//! What clients did that was refused, counted by kind.
//!
//! **Invariant:** a client cannot make the log grow with what it sends. *Why:* nonsense costs a client a few bytes, and a
//! line a hundred; a client that sends for long enough would fill a disk. *Enforced by:* refusals are counted here and told in one
//! line a period, of [`KINDS`] kinds at most; [`super::brake`] bounds every other line.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Mutex, PoisonError},
};

/// Most kinds that are told apart; further ones count as [`OTHERS`].
const KINDS: usize = 64;
/// Most characters of the name of a kind.
const NAME: usize = 80;
const OTHERS: &str = "others";

type Counts = BTreeMap<Cow<'static, str>, u64>;

static COUNTS: Mutex<Counts> = Mutex::new(Counts::new());

/// Counts one thing that was refused.
pub fn refused(kind: impl Into<Cow<'static, str>>) {
    add(&mut COUNTS.lock().unwrap_or_else(PoisonError::into_inner), kind.into());
}

fn add(counts: &mut Counts, kind: Cow<'static, str>) {
    let kind = match kind.char_indices().nth(NAME) {
        Some((end, _)) => Cow::Owned(kind[..end].to_owned()),
        None => kind,
    };
    if let Some(count) = counts.get_mut(&kind) {
        *count += 1;
    } else {
        let kind = if counts.len() < KINDS { kind } else { Cow::Borrowed(OTHERS) };
        *counts.entry(kind).or_default() += 1;
    }
}

/// What was refused since the last call, as text; none where nothing was.
pub(super) fn take() -> Option<String> {
    text(&std::mem::take(&mut *COUNTS.lock().unwrap_or_else(PoisonError::into_inner)))
}

fn text(counts: &Counts) -> Option<String> {
    let mut text = String::new();
    for (kind, count) in counts {
        let comma = if text.is_empty() { "" } else { ", " };
        let _ = write!(text, "{comma}{kind}: {count}");
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_counted_by_kind() {
        let mut counts = Counts::new();
        for kind in ["BAD_REQUEST", "TIMEOUT", "BAD_REQUEST"] {
            add(&mut counts, kind.into());
        }
        assert_eq!(text(&counts).as_deref(), Some("BAD_REQUEST: 2, TIMEOUT: 1"));
        assert_eq!(text(&Counts::new()), None);
    }

    #[test]
    fn kinds_have_a_bound_in_number_and_length() {
        let mut counts = Counts::new();
        for number in 0..1000 {
            add(&mut counts, format!("{number} {}", "ж".repeat(1000)).into());
        }
        assert_eq!(counts.len(), KINDS + 1);
        assert_eq!(counts[OTHERS], 1000 - 64);
        assert!(counts.keys().all(|kind| kind.chars().count() <= NAME));
    }
}
