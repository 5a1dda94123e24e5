//! What several have in common, and what sets them apart.

use super::Certainty;

/// How several partake in one thing: as members of an organization, as parties to a treaty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// How sure it is that all partake in it.
    pub by_all: Certainty,
    /// How sure it is that some do and others do not.
    pub by_some: Certainty,
}

impl Shared {
    /// What follows from how sure it is of each that it partakes.
    pub fn of(each: &[Certainty]) -> Self {
        let all = each.iter().copied().fold(Certainty::Certain, Certainty::and);
        let some = Certainty::any(each.iter().copied()).and(all.negate());
        // One alone is never at odds with itself, however little is known of it.
        let can_differ = each.len() > 1;
        Self { by_all: all, by_some: if can_differ { some } else { Certainty::Excluded } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Certainty::{Certain, Excluded, Possible};

    #[test]
    fn what_two_share_and_what_they_do_not() {
        let table = [
            ([Certain, Certain], Certain, Excluded),
            ([Certain, Possible], Possible, Possible),
            ([Certain, Excluded], Excluded, Certain),
            ([Possible, Possible], Possible, Possible),
            ([Possible, Excluded], Excluded, Possible),
            ([Excluded, Excluded], Excluded, Excluded),
        ];
        for ([one, two], by_all, by_some) in table {
            assert_eq!(Shared::of(&[one, two]), Shared { by_all, by_some }, "{one:?} {two:?}");
            assert_eq!(Shared::of(&[two, one]), Shared { by_all, by_some }, "{two:?} {one:?}");
        }
    }

    /// What may be is one way or the other. Certain is what holds either way, excluded what holds neither way.
    #[test]
    fn it_is_what_holds_however_the_doubts_are_decided() {
        fn decided(each: &[Certainty]) -> Vec<Vec<bool>> {
            each.iter().fold(vec![Vec::new()], |worlds, certainty| {
                let ways: &[bool] = match certainty {
                    Certain => &[true],
                    Possible => &[true, false],
                    Excluded => &[false],
                };
                worlds.iter().flat_map(|world| ways.iter().map(|way| [world, &[*way][..]].concat())).collect()
            })
        }
        let certainty =
            |held: Vec<bool>| Certainty::between(held.iter().any(|held| *held), held.iter().all(|held| *held));
        let mut tried = vec![Vec::new()];
        for _ in 0..4 {
            tried =
                tried.iter().flat_map(|each| Certainty::ALL.iter().map(|next| [each, &[*next][..]].concat())).collect();
            for each in &tried {
                let worlds = decided(each);
                let all = worlds.iter().map(|world| world.iter().all(|partakes| *partakes)).collect();
                let some = worlds.iter().map(|world| world.contains(&true) && world.contains(&false)).collect();
                assert_eq!(Shared::of(each), Shared { by_all: certainty(all), by_some: certainty(some) }, "{each:?}");
            }
        }
    }
}
