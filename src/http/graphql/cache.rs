//! Cached responses: an answer to a query is a function of the document, the operation, the variables
//! and the revision of the register, and of nothing else.
//!
//! Answers without errors are cached, while it is known at which revision the register stands. Each is made
//! once, however many ask for it at the same time, and coded once for each content coding.

use super::{Refusal, negotiation::Media, reply::Coded as _, request::Request};
use crate::{http::encoding::Encoding, role::Role};
use actix_web::{http::header::EntityTag, web::Bytes};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use engine::{Charge, Client, Resources};
use moka::{future::Cache, notification::RemovalCause};
use prepare::Hash;
use sha2::{Digest as _, Sha256};
use std::{future::Future, sync::Arc};

/// What is asked of a register, whatever it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Question([u8; 32]);

/// One form of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    question: Question,
    media: Media,
    revision: i64,
    encoding: Encoding,
}

/// An answer, and at which revision it was read.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The whole body.
    pub body: Bytes,
    /// Whether it may be cached.
    pub is_lasting: bool,
    /// Revision of all that it says; none where it says nothing of the register.
    pub revision: Option<i64>,
    /// What it takes of the memory of answers.
    pub charge: Charge,
}

/// Cached responses, bounded in bytes.
///
/// **Invariant:** what is cached counts here, and nothing else in the memory of answers. *Why:* otherwise the client that
/// had it made could have no more answers made. *Enforced by:* [`Kept::new`], and the listener that [`Answers::new`] sets.
#[derive(Clone)]
pub struct Answers(Cache<Key, Kept>);

/// One cached response.
#[derive(Clone, Debug)]
struct Kept {
    body: Bytes,
    charge: Charge,
}

impl Kept {
    fn new(body: Bytes, charge: Charge) -> Self {
        charge.cached();
        Self { body, charge }
    }

    fn answered(self, revision: i64) -> Answered {
        Answered { body: self.body, is_lasting: true, revision: Some(revision), charge: self.charge }
    }
}

impl Question {
    /// What a request asks; `document` is the hash of the document's text. Who may ask for less is answered otherwise, and
    /// so is who asks a register of another `origin`.
    pub fn new(document: &Hash, request: &Request, role: Role, origin: i64) -> Self {
        let mut hash = Sha256::new();
        hash.update(origin.to_le_bytes());
        hash.update(document);
        hash.update(role.name());
        let operation = request.operation_name.as_deref().unwrap_or_default();
        hash.update(operation.len().to_le_bytes());
        hash.update(operation);
        hash.update(serde_json::to_vec(&request.variables).expect("JSON is written as JSON"));
        Self(hash.finalize().into())
    }

    /// The strong entity tag of its answer (RFC 9110, section 8.8.3): another one for every sequence of bytes.
    pub fn tag(self, media: Media, revision: i64, encoding: Encoding) -> EntityTag {
        let media = match media {
            Media::Json => "j",
            Media::GraphqlResponse => "g",
        };
        EntityTag::new_strong(format!("{revision}-{}-{media}{}", BASE64.encode(&self.0[..15]), encoding.name()))
    }
}

impl Answers {
    /// Keeps at most so many bytes; none keeps nothing.
    pub fn new(bytes: u64) -> Self {
        let weigh = |_: &Key, kept: &Kept| u32::try_from(kept.body.len() + 256).unwrap_or(u32::MAX);
        let evicted = |_: Arc<Key>, kept: Kept, _: RemovalCause| kept.charge.evicted();
        Self(Cache::builder().max_capacity(bytes).weigher(weigh).eviction_listener(evicted).build())
    }

    /// The answer to a question while the register stands at a revision: a cached one, or a new one.
    pub(super) async fn answer(
        &self,
        question: Question,
        media: Media,
        revision: i64,
        make: impl Future<Output = Result<Answered, Refusal>>,
    ) -> Result<Answered, Refusal> {
        // Where nothing is cached, no request waits for the answer to an earlier one.
        if self.0.policy().max_capacity() == Some(0) {
            return make.await;
        }
        let key = Key { question, media, revision, encoding: Encoding::Identity };
        let cached = self.0.try_get_with(key, async {
            match make.await {
                Ok(new) if new.is_lasting && new.revision.is_none_or(|read| read == revision) => {
                    Ok(Kept::new(new.body, new.charge))
                }
                passing => Err(passing),
            }
        });
        match cached.await {
            Ok(kept) => Ok(kept.answered(revision)),
            Err(passing) => Arc::unwrap_or_clone(passing),
        }
    }

    /// The answer to a question while the register stands at a revision, if it is cached.
    pub async fn cached(&self, question: Question, media: Media, revision: i64) -> Option<Answered> {
        let key = Key { question, media, revision, encoding: Encoding::Identity };
        Some(self.0.get(&key).await?.answered(revision))
    }

    /// How many bytes they take, about.
    pub async fn bytes(&self) -> u64 {
        // What came and went since the last time is reckoned in.
        self.0.run_pending_tasks().await;
        self.0.weighted_size()
    }

    /// A cached response in a content coding; coded now if it was not before.
    ///
    /// # Errors
    /// Where the coder fails.
    pub async fn coded(
        &self,
        question: Question,
        media: Media,
        revision: i64,
        encoding: Encoding,
        body: &Bytes,
        (client, resources): (Client, &Resources),
    ) -> Result<Bytes, Arc<std::io::Error>> {
        if encoding == Encoding::Identity {
            return Ok(body.clone());
        }
        let key = Key { question, media, revision, encoding };
        let coded = async {
            let (body, charge) = resources.coded(encoding, body, client).await?;
            Ok(Kept::new(body, charge))
        };
        self.0.try_get_with(key, coded).await.map(|kept| kept.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn question(text: &str) -> Question {
        Question::new(&Sha256::digest(text).into(), &Request::default(), Role::Reader, 0)
    }

    async fn ask(answers: &Answers, revision: i64, answered: Answered, count: &AtomicU32) -> Answered {
        let make = async {
            count.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            Ok(answered)
        };
        answers.answer(question("{ a }"), Media::Json, revision, make).await.expect("an answer")
    }

    #[actix_web::test]
    async fn an_answer_is_made_once_for_each_revision() {
        let (answers, count) = (Answers::new(1 << 20), AtomicU32::new(0));
        let at = |revision| Answered {
            body: Bytes::from_static(b"{}"),
            is_lasting: true,
            revision: Some(revision),
            charge: Charge::default(),
        };
        let (one, two) = tokio::join!(ask(&answers, 1, at(1), &count), ask(&answers, 1, at(1), &count));
        assert_eq!((one.body, two.body), (Bytes::from_static(b"{}"), Bytes::from_static(b"{}")));
        assert_eq!(count.load(Ordering::Relaxed), 1);
        ask(&answers, 2, at(2), &count).await;
        assert_eq!(count.load(Ordering::Relaxed), 2);
    }

    #[actix_web::test]
    async fn errors_and_answers_of_another_revision_are_not_kept() {
        let (answers, count) = (Answers::new(1 << 20), AtomicU32::new(0));
        let failed = Answered {
            body: Bytes::from_static(b"{}"),
            is_lasting: false,
            revision: Some(1),
            charge: Charge::default(),
        };
        let later = Answered {
            body: Bytes::from_static(b"{}"),
            is_lasting: true,
            revision: Some(2),
            charge: Charge::default(),
        };
        for answered in [failed.clone(), failed, later.clone()] {
            ask(&answers, 1, answered, &count).await;
        }
        assert_eq!(ask(&answers, 1, later, &count).await.revision, Some(2));
        assert_eq!(count.load(Ordering::Relaxed), 4);
    }

    #[test]
    fn every_form_of_an_answer_has_its_own_tag() {
        let question = question("{ a }");
        let tags = [
            question.tag(Media::Json, 1, Encoding::Identity),
            question.tag(Media::Json, 2, Encoding::Identity),
            question.tag(Media::GraphqlResponse, 1, Encoding::Identity),
            question.tag(Media::Json, 1, Encoding::Gzip),
            super::tests::question("{ b }").tag(Media::Json, 1, Encoding::Identity),
        ];
        let distinct: std::collections::HashSet<_> = tags.iter().map(EntityTag::tag).collect();
        assert_eq!(distinct.len(), tags.len());
    }
}
