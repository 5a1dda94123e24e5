use super::*;
use futures_util::{FutureExt as _, future::BoxFuture};
use std::net::Ipv4Addr;

const CLASSES: [Class; 2] = [Class::Inexpensive, Class::Expensive];

fn queue(sessions: usize, at_work: usize, expensive: usize) -> Queue {
    Queue::new(QueueLimits {
        sessions,
        at_work,
        expensive,
        waiting_of_client: PerClass { inexpensive: 4, expensive: 4 },
        waiting: PerClass { inexpensive: 6, expensive: 6 },
        timeouts: PerClass { inexpensive: Duration::from_mins(10), expensive: Duration::from_mins(10) },
    })
}

fn client(number: u8) -> Client {
    Client(Some(Ipv4Addr::new(192, 0, 2, number).into()))
}

/// A request in the queue, and its permit once it has one.
struct Request<'a>(BoxFuture<'a, Result<Permit, Fault>>);

impl<'a> Request<'a> {
    fn new(queue: &'a Queue, number: u8, class: Class) -> Self {
        Self(queue.permit(client(number), class).boxed())
    }

    fn poll(&mut self) -> Option<Permit> {
        self.0.as_mut().now_or_never().map(|permit| permit.expect("a permit"))
    }
}

fn at_once(queue: &Queue, number: u8, class: Class) -> Option<Permit> {
    Request::new(queue, number, class).poll()
}

#[tokio::test]
async fn a_client_alone_may_use_all_but_one() {
    let queue = queue(3, 3, 1);
    let held: Vec<_> = (0..3).filter_map(|_| at_once(&queue, 1, Class::Inexpensive)).collect();
    assert_eq!(held.len(), 2);
    assert!(at_once(&queue, 1, Class::Expensive).is_none());
    let other = at_once(&queue, 2, Class::Inexpensive);
    assert!(other.is_some(), "one is kept for a client that holds none");
    assert!(at_once(&queue, 3, Class::Inexpensive).is_none());
}

#[tokio::test]
async fn a_client_alone_may_use_all_of_few() {
    let queue = queue(2, 2, 1);
    let held: Vec<_> = (0..3).filter_map(|_| at_once(&queue, 1, Class::Inexpensive)).collect();
    assert_eq!(held.len(), 2);
}

#[tokio::test]
async fn a_free_session_goes_to_the_client_that_holds_the_fewest() {
    let queue = queue(4, 4, 1);
    let mut held: Vec<_> =
        [1, 1, 1, 9].into_iter().filter_map(|one| at_once(&queue, one, Class::Inexpensive)).collect();
    let mut line = [1, 1, 2, 3, 2].map(|number| Request::new(&queue, number, Class::Inexpensive));
    assert!(line.iter_mut().all(|request| request.poll().is_none()), "all are in use");
    let (mut order, mut kept) = (Vec::new(), Vec::new());
    while let Some(one) = held.pop() {
        drop(one);
        for (place, request) in line.iter_mut().enumerate() {
            if !order.contains(&place)
                && let Some(permit) = request.poll()
            {
                order.push(place);
                kept.push(permit);
            }
        }
    }
    // The second client, the third, and then the first, which holds none any more.
    assert_eq!(order, [2, 3, 0]);
}

#[tokio::test(start_paused = true)]
async fn among_equals_the_client_goes_first_whose_answers_took_the_least_time() {
    let queue = queue(1, 1, 1);
    let slow = at_once(&queue, 1, Class::Inexpensive);
    tokio::time::advance(Duration::from_secs(1)).await;
    drop(slow);
    let held = at_once(&queue, 3, Class::Inexpensive);
    let mut first = Request::new(&queue, 1, Class::Inexpensive);
    let mut second = Request::new(&queue, 2, Class::Inexpensive);
    assert!(first.poll().is_none() && second.poll().is_none());
    drop(held);
    assert!(first.poll().is_none(), "it came first, but had a second already");
    drop(second.poll().expect("a session"));
    assert!(first.poll().is_some());
    tokio::time::advance(HALF_LIFE * 8).await;
    drop(at_once(&queue, 3, Class::Inexpensive));
    assert_eq!(queue.state().used.steps(&client(1)), 0, "what is long past is forgotten");
}

#[tokio::test]
async fn neither_class_keeps_the_other_out_of_a_single_session() {
    let queue = queue(1, 1, 1);
    let first = at_once(&queue, 1, Class::Expensive).expect("a session");
    let mut second = Request::new(&queue, 1, Class::Expensive);
    let mut third = Request::new(&queue, 1, Class::Expensive);
    let mut inexpensive = Request::new(&queue, 2, Class::Inexpensive);
    assert!(second.poll().is_none() && third.poll().is_none() && inexpensive.poll().is_none());
    drop(first);
    let answered = inexpensive.poll().expect("the inexpensive one is second");
    assert!(second.poll().is_none());
    let mut next = Request::new(&queue, 2, Class::Inexpensive);
    assert!(next.poll().is_none());
    drop(answered);
    let second = second.poll().expect("then the expensive one");
    drop(second);
    assert!(third.poll().is_none() && next.poll().is_some());
}

#[tokio::test]
async fn expensive_requests_leave_sessions_for_the_others() {
    let queue = queue(4, 3, 2);
    let held: Vec<_> = (0..4).filter_map(|_| at_once(&queue, 1, Class::Expensive)).collect();
    assert_eq!(held.len(), 2, "no more than their part, however many are free");
    let others: Vec<_> = (0..4).filter_map(|_| at_once(&queue, 1, Class::Inexpensive)).collect();
    assert_eq!(others.len(), 1, "the last is kept for a client that holds none");
    assert!(at_once(&queue, 2, Class::Inexpensive).is_some());
    drop(held);
    let mut waiting = CLASSES.map(|class| Request::new(&queue, 1, class));
    let [inexpensive, expensive] = waiting.each_mut().map(Request::poll);
    assert!(inexpensive.is_some() && expensive.is_some());
}

#[tokio::test]
async fn expensive_requests_are_not_kept_out() {
    let queue = queue(1, 1, 1);
    let held = at_once(&queue, 1, Class::Inexpensive);
    let mut waiting = CLASSES.map(|class| Request::new(&queue, 2, class));
    assert!(waiting.iter_mut().all(|request| request.poll().is_none()));
    drop(held);
    let [inexpensive, expensive] = waiting.each_mut().map(Request::poll);
    assert!(inexpensive.is_none() && expensive.is_some());
    drop(expensive);
    assert!(waiting[0].poll().is_some());
}

#[tokio::test(start_paused = true)]
async fn a_request_that_has_waited_for_long_takes_a_further_session() {
    let queue = queue(3, 1, 1);
    let _held = at_once(&queue, 1, Class::Inexpensive).expect("a session");
    assert!(at_once(&queue, 1, Class::Inexpensive).is_none(), "one is at work");
    let began = Instant::now();
    assert!(queue.permit(client(1), Class::Inexpensive).await.is_ok());
    assert!(began.elapsed() < 2 * STALL_TIMEOUT, "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_request_that_waits_too_long_is_refused_and_forgotten() {
    let mut limits = queue(1, 1, 1).state().limits;
    limits.timeouts.inexpensive = Duration::from_millis(1);
    let queue = Queue::new(limits);
    let held = at_once(&queue, 1, Class::Inexpensive);
    let refused = queue.permit(client(2), Class::Inexpensive).await.err().expect("a refusal");
    assert_eq!(refused.code, Code::DatabaseUnavailable);
    drop(held);
    assert!(at_once(&queue, 3, Class::Inexpensive).is_some(), "the one that was refused holds nothing");
}

#[tokio::test]
async fn a_client_has_a_part_of_the_queue() {
    let queue = queue(1, 1, 1);
    let _held = at_once(&queue, 1, Class::Inexpensive).expect("a session");
    let ask = |number| {
        let mut request = Request::new(&queue, number, Class::Inexpensive);
        let refused = request.0.as_mut().now_or_never().and_then(Result::err).map(|fault| fault.code);
        (request, refused)
    };
    let four: Vec<_> = (0..4).map(|_| ask(1)).collect();
    assert!(four.iter().all(|(_, refused)| refused.is_none()));
    assert_eq!(ask(1).1, Some(Code::TooManyRequests), "a fifth of one client");
    drop(four);
    assert_eq!(ask(1).1, None, "those that left wait no more");
}

#[tokio::test]
async fn a_permit_that_nobody_took_is_free_again() {
    let queue = queue(1, 1, 1);
    let held = at_once(&queue, 1, Class::Inexpensive);
    let mut leaving = Request::new(&queue, 2, Class::Inexpensive);
    assert!(leaving.poll().is_none());
    drop(held);
    drop(leaving);
    assert!(at_once(&queue, 3, Class::Inexpensive).is_some());
}

#[tokio::test]
async fn where_the_queue_is_full_the_client_that_waits_most_gives_way() {
    let queue = queue(1, 1, 1);
    let _held = at_once(&queue, 1, Class::Inexpensive).expect("a session");
    let mut four = [1; 4].map(|number| Request::new(&queue, number, Class::Inexpensive));
    let mut others = [2, 3].map(|number| Request::new(&queue, number, Class::Inexpensive));
    assert!(four.iter_mut().chain(&mut others).all(|request| request.poll().is_none()));
    let refused = |number: u8| {
        let request = Request::new(&queue, number, Class::Inexpensive);
        let mut request = request.0;
        let refused = request.as_mut().now_or_never().and_then(Result::err).map(|fault| fault.code);
        (request, refused)
    };
    let (_fourth, code) = refused(4);
    assert_eq!(code, None, "it waits in place of a fourth of the first client");
    let code = four[3].0.as_mut().now_or_never().and_then(Result::err).map(|fault| fault.code);
    assert_eq!(code, Some(Code::DatabaseUnavailable));
    assert!(four[2].poll().is_none() && others[0].poll().is_none());
    let (_fifth, code) = refused(5);
    assert_eq!(code, None, "and one in place of a third");
    let (_sixth, code) = refused(6);
    assert_eq!(code, None, "and one in place of a second");
    assert_eq!(refused(7).1, Some(Code::DatabaseUnavailable), "nobody has more than one now");
    assert!(Request::new(&queue, 8, Class::Expensive).poll().is_none(), "the other class has a queue of its own");
}
