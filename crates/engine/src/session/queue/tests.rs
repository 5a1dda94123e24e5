use super::*;
use futures_util::{FutureExt as _, future::BoxFuture};
use std::net::Ipv4Addr;

const CLASSES: [Class; 2] = [Class::Inexpensive, Class::Expensive];

fn queue(sessions: usize, at_work: usize, expensive: usize) -> Queue {
    Queue::new(QueueLimits {
        sessions,
        at_work,
        expensive,
        waiting_of_client: [4, 4],
        waiting: 6,
        timeouts: [Duration::from_mins(10); 2],
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
async fn a_client_alone_may_use_all() {
    let queue = queue(3, 3, 1);
    let held: Vec<_> = (0..3).filter_map(|_| at_once(&queue, 1, Class::Inexpensive)).collect();
    assert_eq!(held.len(), 3);
    assert!(at_once(&queue, 2, Class::Inexpensive).is_none());
    drop(held);
    assert!(at_once(&queue, 2, Class::Inexpensive).is_some());
}

#[tokio::test]
async fn a_free_session_goes_to_the_client_that_holds_the_fewest() {
    let queue = queue(3, 3, 1);
    let mut held: Vec<_> = (0..3).filter_map(|_| at_once(&queue, 1, Class::Inexpensive)).collect();
    let mut line = [1, 1, 2, 3, 2].map(|number| Request::new(&queue, number, Class::Inexpensive));
    assert!(line.iter_mut().all(|request| request.poll().is_none()), "all are in use");
    let mut order = Vec::new();
    while let Some(one) = held.pop() {
        drop(one);
        for (place, request) in line.iter_mut().enumerate() {
            if !order.contains(&place)
                && let Some(permit) = request.poll()
            {
                order.push(place);
                std::mem::forget(permit);
            }
        }
    }
    // The second client, the third, and then each holds one.
    assert_eq!(order, [2, 3, 0]);
}

#[tokio::test]
async fn expensive_requests_leave_sessions_for_the_others() {
    let queue = queue(4, 3, 2);
    let held: Vec<_> = (0..4).filter_map(|_| at_once(&queue, 1, Class::Expensive)).collect();
    assert_eq!(held.len(), 2, "no more than their part, however many are free");
    let others: Vec<_> = (0..4).filter_map(|_| at_once(&queue, 1, Class::Inexpensive)).collect();
    assert_eq!(others.len(), 2);
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

#[tokio::test]
async fn a_request_that_has_waited_for_long_takes_a_further_session() {
    let queue = queue(3, 1, 1);
    let _held = at_once(&queue, 1, Class::Inexpensive).expect("a session");
    assert!(at_once(&queue, 1, Class::Inexpensive).is_none(), "one is at work");
    assert!(queue.permit(client(1), Class::Inexpensive).await.is_ok());
}

#[tokio::test]
async fn a_request_that_waits_too_long_is_refused_and_forgotten() {
    let mut limits = queue(1, 1, 1).state().limits;
    limits.timeouts = [Duration::from_millis(1); 2];
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
    let _two = [ask(2), ask(3)];
    assert_eq!(ask(4).1, Some(Code::DatabaseUnavailable), "a seventh of all");
    drop(four);
    assert_eq!(ask(4).1, None, "those that left wait no more");
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
