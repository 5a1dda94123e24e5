//! How the thread of a worker shares the processors with PostgreSQL.

use thread_priority::{
    NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id,
};

/// The niceness 0 of Linux on the scale of the library, from 0 for 19 to 99 for -20.
const NOT_NICE: u8 = 48;
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
