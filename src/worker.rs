//! How the thread of a worker shares the processors with PostgreSQL.

use thread_priority::{
    NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id,
};

/// The niceness 0 of Linux on the scale of the library, from 0 for 19 to 99 for -20.
const NOT_NICE: u8 = 48;
/// The niceness of a thread in the background, and the same on the scale of the library.
const NICE: i64 = 10;
const NICE_PRIORITY: u8 = 22;
/// Where `/proc/thread-self/stat` has the niceness, counted after the name of the thread (`proc_pid_stat(5)`, field 19).
const NICENESS: usize = 16;

/// Tells Linux that this thread works in batches (`sched(7)`, `SCHED_BATCH`): what PostgreSQL sends wakes it, but takes
/// the processor from nobody, so that PostgreSQL goes on and the thread then finds several answers at once.
///
/// Says whether it does now: a thread that was made nice stays as it is, and so it does where Linux does not allow it.
pub fn work_in_batches() -> bool {
    if field(NICENESS).is_none_or(|niceness| niceness != 0) {
        return false;
    }
    let batch = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Batch);
    let priority = NOT_NICE.try_into().map(ThreadPriority::Crossplatform);
    priority.is_ok_and(|priority| set_thread_priority_and_policy(thread_native_id(), priority, batch).is_ok())
}

/// Tells Linux that this thread is less urgent than those that serve: it has a tenth of a processor for which they have
/// work, and all of one for which they have none (`sched(7)`, "The nice value").
///
/// Says whether it is so now: a thread that was made nicer before stays as it is.
pub fn work_in_background() -> bool {
    if field(NICENESS).is_none_or(|niceness| niceness > NICE) {
        return false;
    }
    let other = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Other);
    let priority = NICE_PRIORITY.try_into().map(ThreadPriority::Crossplatform);
    priority.is_ok_and(|priority| set_thread_priority_and_policy(thread_native_id(), priority, other).is_ok())
}

/// A number that Linux says of this thread; none on other systems.
fn field(at: usize) -> Option<i64> {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(at)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field 41 of `proc_pid_stat(5)`, counted as [`NICENESS`] is.
    const POLICY: usize = 38;
    const BATCH: i64 = 3;

    #[test]
    fn a_thread_in_the_background_is_nicer() {
        let (does, niceness) = std::thread::spawn(|| (work_in_background(), field(NICENESS))).join().expect("a thread");
        assert_eq!(does, niceness == Some(NICE));
    }

    #[test]
    fn a_thread_works_in_batches_and_is_no_nicer_than_before() {
        let of_thread = std::thread::spawn(|| {
            let before = field(NICENESS);
            let does = work_in_batches();
            (before, field(NICENESS), does, field(POLICY))
        });
        let (before, after, does, policy) = of_thread.join().expect("a thread");
        assert_eq!(before, after);
        assert_eq!(does, policy == Some(BATCH));
    }
}
