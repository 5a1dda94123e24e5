//! Who holds how much of a pool of memory, and who is next.
//!
//! **Invariant:** a client that takes memory leaves a third of what it then holds free, so that alone it holds three
//! quarters at most, and two clients leave a seventh. *Why:* a client that wants some finds some, whatever another
//! holds; nothing that is held can be taken back. *Enforced by:* [`Accounts::fits`]. (Choudhury and Hahne, “Dynamic
//! queue length thresholds for shared-memory packet switches”, 1998.)

use crate::Client;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many times what is left free a client may hold.
const PART: i64 = 3;

/// The accounts of all clients, in permits.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    /// What nobody holds; negative where memory that was cached came back to its client.
    free: i64,
    held: HashMap<Client, i64>,
    last: u64,
    /// Whoever waits, in the order in which they came.
    waiting: BTreeMap<u64, (Client, i64)>,
    granted: HashSet<u64>,
}

impl Accounts {
    /// Of so many permits.
    pub(super) fn new(all: i64) -> Self {
        Self { free: all, ..Self::default() }
    }

    /// What nobody holds.
    pub(super) fn free(&self) -> i64 {
        self.free
    }

    /// Puts a client in the queue for so many permits; gives its number.
    pub(super) fn enqueue(&mut self, client: Client, permits: i64) -> u64 {
        self.last += 1;
        self.waiting.insert(self.last, (client, permits));
        self.grant();
        self.last
    }

    /// Whether the one of this number has got its permits. They are its own from then on.
    pub(super) fn collect(&mut self, number: u64) -> bool {
        self.granted.remove(&number)
    }

    /// The one of this number waits no longer; what it got and did not collect is given back.
    pub(super) fn leave(&mut self, number: u64, client: Client, permits: i64) {
        if self.waiting.remove(&number).is_none() && self.granted.remove(&number) {
            self.release(client, permits);
        }
    }

    /// Adds to what a client holds, whether or not there is room.
    pub(super) fn charge(&mut self, client: Client, permits: i64) {
        self.free -= permits;
        *self.held.entry(client).or_default() += permits;
    }

    /// Takes from what a client holds.
    pub(super) fn release(&mut self, client: Client, permits: i64) {
        self.free += permits;
        if let Some(held) = self.held.get_mut(&client) {
            *held -= permits;
            if *held <= 0 {
                self.held.remove(&client);
            }
        }
        self.grant();
    }

    /// Serves whoever waits and fits, those first whose clients hold least, in the order in which they came.
    fn grant(&mut self) {
        loop {
            let fitting = self.waiting.iter().filter(|&(_, &(client, permits))| self.fits(client, permits));
            let next = fitting.min_by_key(|&(&number, (client, _))| (self.of(*client), number));
            let Some((&number, &(client, permits))) = next else {
                return;
            };
            self.waiting.remove(&number);
            self.charge(client, permits);
            self.granted.insert(number);
        }
    }

    fn fits(&self, client: Client, permits: i64) -> bool {
        let (held, free) = (self.of(client) + permits, self.free - permits);
        free >= 0 && held <= free.saturating_mul(PART)
    }

    fn of(&self, client: Client) -> i64 {
        self.held.get(&client).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(number: u8) -> Client {
        Client(Some([192, 0, 2, number].into()))
    }

    /// Takes one permit at a time until there is no more, and gives how many it got.
    fn fill(accounts: &mut Accounts, client: Client) -> i64 {
        let mut count = 0;
        loop {
            let number = accounts.enqueue(client, 1);
            if !accounts.collect(number) {
                accounts.leave(number, client, 1);
                return count;
            }
            count += 1;
        }
    }

    #[test]
    fn every_client_leaves_some_for_the_next() {
        let mut accounts = Accounts::new(1_000);
        let got: Vec<_> = (1..=4).map(|number| fill(&mut accounts, client(number))).collect();
        assert_eq!(got, [750, 187, 47, 12]);
        // Whoever is alone again gets as much as before.
        for (number, held) in (1..=4).zip(got) {
            accounts.release(client(number), held);
        }
        assert_eq!((accounts.free(), fill(&mut accounts, client(5))), (1_000, 750));
    }

    #[test]
    fn what_is_released_goes_to_the_client_that_holds_least() {
        let mut accounts = Accounts::new(100);
        let [large, small] = [client(1), client(2)];
        accounts.charge(large, 60);
        accounts.charge(small, 35);
        let first = accounts.enqueue(large, 10);
        let second = accounts.enqueue(small, 10);
        accounts.release(large, 30);
        assert!(accounts.collect(second), "it holds less");
        assert!(accounts.collect(first), "and there is room for both");
        let third = accounts.enqueue(small, 40);
        assert!(!accounts.collect(third));
        accounts.leave(third, small, 40);
        accounts.release(large, 40);
        accounts.release(small, 45);
        assert_eq!((accounts.free(), accounts.held.len(), accounts.waiting.len()), (100, 0, 0));
    }

    #[test]
    fn permits_that_nobody_collects_come_back() {
        let mut accounts = Accounts::new(100);
        let number = accounts.enqueue(client(1), 50);
        accounts.leave(number, client(1), 50);
        assert_eq!(accounts.free(), 100);
    }
}
