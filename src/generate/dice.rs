//! Draws that are the same for the same seed, on every machine.

/// A stream of draws (`SplitMix64`).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The stream of one thing, such as the seventh meeting: it can be drawn again without those before it.
    pub fn of(seed: u64, stream: &str, index: u32) -> Self {
        let name = stream
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        let mut dice = Self(seed ^ name);
        let mixed = dice.next();
        Self(mixed ^ u64::from(index).wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        let wide = (self.next() >> 32) * u64::from(end);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number above 0 and up to 1.
    pub fn unit(&mut self) -> f64 {
        (f64::from(self.below(u32::MAX)) + 1.0) / f64::from(u32::MAX)
    }

    /// One of some.
    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(u32::try_from(among.len()).unwrap_or(u32::MAX)) as usize]
    }

    /// Whether something of so many percent happened.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// A weight of at least 1, of which a few are very large: half are below 1.5, one of a hundred is above 10.
    pub fn skewed(&mut self) -> f64 {
        1.0 / self.unit().sqrt()
    }
}

/// Shares out `total` things among places by weight, so that none gets more than `most`.
pub fn share(dice: &mut Dice, total: u32, weights: impl Iterator<Item = f64>, most: u32) -> Vec<u32> {
    let mut sum = 0.0;
    let sums = weights
        .map(|weight| {
            sum += weight;
            sum
        })
        .collect::<Vec<f64>>();
    let mut shares = vec![0; sums.len()];
    let mut left = total;
    while left > 0 {
        let drawn = dice.unit() * sum;
        let place = sums.partition_point(|sum| *sum < drawn).min(sums.len() - 1);
        if shares[place] < most {
            shares[place] += 1;
            left -= 1;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same() {
        let draw = |seed| Dice::of(seed, "meeting", 7).below(1_000_000);
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert_ne!(draw(1), Dice::of(1, "meeting", 8).below(1_000_000));
        assert_ne!(draw(1), Dice::of(1, "document", 7).below(1_000_000));
    }

    #[test]
    fn shares_are_skewed_and_add_up() {
        let mut dice = Dice::of(1, "test", 0);
        let weights = (0..500).map(|index| Dice::of(1, "weight", index).skewed()).collect::<Vec<_>>();
        let shares = share(&mut dice, 20_000, weights.into_iter(), 400);
        assert_eq!(shares.iter().sum::<u32>(), 20_000);
        assert!(shares.iter().max() > Some(&200) && shares.iter().max() <= Some(&400), "{:?}", shares.iter().max());
        assert!(shares.iter().min() >= Some(&5), "{:?}", shares.iter().min());
    }
}
