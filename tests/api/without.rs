//! What this run goes without: things that the machine does not have, and the tests that need them.

/// Whether tests that need a thing are left out: `DEPOSITARY_WITHOUT` names it. `make test` sets that (`scripts/without`)
/// and tells at its end what was left out; without it, such tests fail.
#[expect(clippy::disallowed_methods, reason = "a test has no flags")]
pub fn is_left_out(thing: &str) -> bool {
    std::env::var("DEPOSITARY_WITHOUT").is_ok_and(|things| things.split_whitespace().any(|named| named == thing))
}
