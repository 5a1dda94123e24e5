//! What random tests draw from: a seed that is printed, so that a failure shows it, and can be given again.

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::time::{SystemTime, UNIX_EPOCH};

/// Names the seed of a run; without it every run draws anew.
pub const SEED: &str = "DEPOSITARY_RANDOM_SEED";

/// The number that a variable of the environment holds; none where it is not set.
pub fn number(variable: &str) -> Option<u64> {
    let text = std::env::var_os(variable)?;
    Some(text.to_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{variable} is a number")))
}

/// A runner for the values of one test.
pub fn runner() -> TestRunner {
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    let seed = number(SEED).unwrap_or_else(|| u64::from(now().subsec_nanos()));
    println!("the same values again: {SEED}={seed}");
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}
