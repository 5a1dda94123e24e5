//! Pages of other origins may read, without credentials; a setting says which.

use crate::{
    app::{TestApp, usual},
    postgres,
};
use depositary::{config::Listen, database::roles::Access};
use reqwest::{
    Method, Response,
    header::{CONTENT_TYPE, HeaderMap, VARY},
};

const QUERY: &str = r#"{"query":"{ revision { number } }"}"#;

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

async fn preflight(app: &TestApp, origin: &str) -> Response {
    app.client()
        .request(Method::OPTIONS, app.url("/graphql"))
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type")
        .send()
        .await
        .unwrap()
}

async fn post(app: &TestApp, origin: &str) -> Response {
    let request = app.client().post(app.url("/graphql")).header(CONTENT_TYPE, "application/json");
    request.header("origin", origin).body(QUERY).send().await.unwrap()
}

async fn app(origins: &str) -> TestApp {
    let database = postgres::clone_of(postgres::EMPTY).await;
    let url = postgres::url_for(Access::Read, &database).await;
    TestApp::listening_as(&url, database, Listen { cors_origins: origins.parse().unwrap(), ..usual() }).await
}

#[actix_web::test]
async fn any_page_may_read_and_none_is_granted_credentials() {
    let app = app("*").await;
    for origin in ["https://elsewhere.example", "null"] {
        let asked = preflight(&app, origin).await;
        assert!(asked.status().is_success(), "{}", asked.status());
        assert_eq!(header(asked.headers(), "access-control-allow-origin"), Some("*"));
        let methods = header(asked.headers(), "access-control-allow-methods").unwrap().to_owned();
        assert!(["GET", "POST"].iter().all(|method| methods.contains(method)), "{methods}");
        let headers = header(asked.headers(), "access-control-allow-headers").unwrap().to_ascii_lowercase();
        assert!(headers.contains("content-type"), "{headers}");
        let answer = post(&app, origin).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(header(answer.headers(), "access-control-allow-origin"), Some("*"));
        let exposed = header(answer.headers(), "access-control-expose-headers").unwrap().to_ascii_lowercase();
        assert!(exposed.contains("etag") && exposed.contains("retry-after"), "{exposed}");
        for headers in [asked.headers(), answer.headers()] {
            assert!(!headers.contains_key("access-control-allow-credentials"));
        }
    }
}

#[actix_web::test]
async fn a_setting_narrows_the_origins() {
    let app = app("https://one.example,https://two.example").await;
    for origin in ["https://one.example", "https://two.example"] {
        assert_eq!(header(preflight(&app, origin).await.headers(), "access-control-allow-origin"), Some(origin));
        let answer = post(&app, origin).await;
        assert_eq!(header(answer.headers(), "access-control-allow-origin"), Some(origin));
        let varies = header(answer.headers(), VARY.as_str()).unwrap().to_ascii_lowercase();
        assert!(varies.contains("origin") && varies.contains("accept-encoding"), "{varies}");
    }
    let other = preflight(&app, "https://three.example").await;
    assert_eq!(header(other.headers(), "access-control-allow-origin"), None);
    let other = post(&app, "https://three.example").await;
    assert_eq!(header(other.headers(), "access-control-allow-origin"), None);
}
