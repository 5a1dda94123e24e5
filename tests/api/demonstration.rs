//! The demonstration register answers what the README promises, at the cost that the snapshot shows.

use crate::app::TestApp;
use serde_json::json;

#[actix_web::test]
async fn from_organization_to_members_and_to_the_documents_of_meetings() {
    let app = TestApp::demonstration().await;
    let answer = app.query("members_to_documents", json!({})).await;
    let levels = ["organization", "members", "state", "organs", "meetings", "place", "documents"];
    assert_eq!(answer.statements.len(), levels.len(), "{answer}");
    insta::assert_snapshot!(answer);
}
