//! How an answer goes out: coded as the client accepts, tagged where it lasts, or not at all where the client
//! has it already (RFC 9110, sections 8.8.3, 12.5.3 and 13.1.2).

use super::{
    body::Body,
    cache::{Answered, Answers, Question},
    negotiation::Media,
    response,
};
use crate::http::encoding::Encoding;
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, ETag, EntityTag, Header as _, IfNoneMatch},
    },
    web::{Bytes, Payload},
};
use engine::{Charge, Resources};
use std::io;

/// What a client said of the answers that it can take, or has.
pub struct Client {
    encoding: Encoding,
    /// Entity tags of what it has; none unless it may be told that nothing changed.
    has: IfNoneMatch,
}

impl Client {
    /// Reads the headers of a request.
    pub fn of(request: &HttpRequest) -> Self {
        // A condition on a POST would be about its effect, not about its answer.
        let has = request.method().is_safe().then(|| IfNoneMatch::parse(request).ok()).flatten();
        let has = has.unwrap_or(IfNoneMatch::Items(Vec::new()));
        Self { encoding: Encoding::accepted(request.headers()), has }
    }

    /// The tag of the answer at a revision, where the client has it in some coding that it would be given.
    pub fn has(&self, question: Question, media: Media, revision: i64) -> Option<EntityTag> {
        // Whether there is any answer is not known before it is made.
        if self.has == IfNoneMatch::Any {
            return None;
        }
        let tags = [self.encoding, Encoding::Identity].map(|encoding| question.tag(media, revision, encoding));
        tags.into_iter().find(|tag| self.knows(tag))
    }

    /// Whether it need not be sent the answer of this tag.
    fn knows(&self, tag: &EntityTag) -> bool {
        match &self.has {
            IfNoneMatch::Any => true,
            IfNoneMatch::Items(tags) => tags.iter().any(|known| known.weak_eq(tag)),
        }
    }
}

/// Codes bodies with the resources that all answers share.
pub(super) trait Coded {
    /// A body in a content coding, which holds the memory that it takes.
    ///
    /// # Errors
    /// Where the coder fails, or memory is used up.
    async fn coded(&self, encoding: Encoding, body: &Bytes, client: engine::Client) -> io::Result<(Bytes, Charge)>;
}

impl Coded for Resources {
    async fn coded(&self, encoding: Encoding, body: &Bytes, client: engine::Client) -> io::Result<(Bytes, Charge)> {
        let coded = encoding.encode(body.clone(), &self.background).await?;
        if encoding == Encoding::Identity {
            return Ok((coded, Charge::default()));
        }
        let share = self.share(client);
        share.grow(coded.len()).await.map_err(|_| io::ErrorKind::OutOfMemory)?;
        Ok(share.hold(coded))
    }
}

/// An answer as it goes out.
pub struct Reply {
    status: StatusCode,
    body: Bytes,
    encoding: Encoding,
    tag: Option<EntityTag>,
}

impl Reply {
    /// An answer that nobody keeps.
    pub fn passing(answered: Answered) -> Self {
        Self { status: StatusCode::OK, body: answered.body, encoding: Encoding::Identity, tag: None }
    }

    /// The client has the answer already.
    pub fn unchanged(tag: EntityTag) -> Self {
        Self { status: StatusCode::NOT_MODIFIED, body: Bytes::new(), encoding: Encoding::Identity, tag: Some(tag) }
    }

    /// Whether the client has the answer already.
    pub fn is_unchanged(&self) -> bool {
        self.status == StatusCode::NOT_MODIFIED
    }

    /// An answer to a query, coded once for all who ask where answers are kept.
    pub async fn of(
        answered: Answered,
        question: Question,
        media: Media,
        client: &Client,
        (sender, resources): (engine::Client, &Resources),
        answers: Option<&Answers>,
    ) -> Self {
        let encoding = client.encoding.of(&answered.body);
        let lasting = answered.revision.filter(|_| answered.is_lasting);
        let tag = |encoding| lasting.map(|revision| question.tag(media, revision, encoding));
        if let Some(tag) = tag(encoding).filter(|tag| client.knows(tag)) {
            return Self::unchanged(tag);
        }
        let coded = match (answers, lasting) {
            (Some(answers), Some(revision)) => {
                answers.coded(question, media, revision, encoding, &answered.body, (sender, resources)).await.ok()
            }
            _ => resources.coded(encoding, &answered.body, sender).await.ok().map(|(body, _)| body),
        };
        let (body, encoding) = match coded {
            Some(body) => (body, encoding),
            None => (answered.body, Encoding::Identity),
        };
        Self { status: StatusCode::OK, body, encoding, tag: tag(encoding) }
    }

    /// The response; `caching` is the `Cache-Control` of what may be kept.
    pub fn response(self, media: Media, caching: &str, unread: Payload) -> HttpResponse {
        let mut response = response::begin(self.status, media);
        match self.tag {
            Some(tag) => {
                response.insert_header(ETag(tag));
                response.insert_header((CACHE_CONTROL, caching));
            }
            None => {
                response.insert_header((CACHE_CONTROL, "no-store"));
            }
        }
        if self.encoding != Encoding::Identity {
            response.insert_header((CONTENT_ENCODING, self.encoding.name()));
        }
        response.body(Body::new(self.body, unread))
    }
}
