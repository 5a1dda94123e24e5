//! What the values of enumerations are called.

use crate::{app::TestApp, postgres};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const LABELS: &str = "query($of: [String!]!) { labels(of: $of) { enumeration value label description } }";

#[actix_web::test]
async fn each_value_has_a_label() {
    let app = TestApp::holding(postgres::UNION).await;
    let schema = app.ask("{ __schema { types { kind name enumValues { name description } } } }", json!({})).await;
    let types = schema.data()["__schema"]["types"].as_array().unwrap();
    let published = types.iter().filter(|ty| ty["kind"] == "ENUM");
    let published: BTreeMap<_, _> = published
        .map(|ty| {
            let values = ty["enumValues"].as_array().unwrap().iter();
            let trimmed = |value: &Value| json!({ "name": value["name"], "description": value["description"].as_str().unwrap().trim() });
            (ty["name"].as_str().unwrap().to_owned(), values.map(trimmed).collect::<Vec<_>>())
        })
        .filter(|(name, _)| !name.starts_with("__") && !name.ends_with("OrderField") && name != "OrderDirection")
        .collect();
    let answer = app.ask(LABELS, json!({ "of": published.keys().collect::<Vec<_>>() })).await;
    let mut labelled = BTreeMap::<_, Vec<_>>::new();
    for label in answer.data()["labels"].as_array().unwrap() {
        assert!(label["label"].as_str().unwrap().starts_with(|first: char| first.is_uppercase()), "{label}");
        let value = json!({ "name": label["value"], "description": label["description"] });
        labelled.entry(label["enumeration"].as_str().unwrap().to_owned()).or_default().push(value);
    }
    assert_eq!(labelled, published);
}

#[actix_web::test]
async fn a_label_is_what_people_say() {
    let app = TestApp::holding(postgres::UNION).await;
    let answer = app.ask(LABELS, json!({ "of": ["MembershipStatus", "Ended", "MembershipStatus"] })).await;
    let labels = answer.data()["labels"].as_array().unwrap();
    let of = |enumeration: &str| -> Vec<&Value> {
        labels.iter().filter(|label| label["enumeration"] == enumeration).map(|label| &label["label"]).collect()
    };
    assert_eq!(of("Ended"), ["Ended", "Not ended", "Not stated whether it ended"]);
    let once = |label: &str| of("MembershipStatus").into_iter().filter(|other| *other == label).count();
    assert_eq!((once("Observer"), once("Member, standing not known")), (1, 1));
}

#[actix_web::test]
async fn what_has_no_labels_is_refused() {
    let app = TestApp::holding(postgres::UNION).await;
    for (query, message) in [
        ("{ labels(of: [\"State\"]) { label } }", "There is no enumeration `State` that has labels."),
        ("{ labels(of: [\"Ended\"], language: \"ru\") { label } }", "There are no labels in `ru`: ask for `en`."),
    ] {
        let answer = app.ask(query, json!({})).await;
        assert_eq!(answer.body["errors"][0]["message"], message, "{answer}");
        assert_eq!(answer.body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{answer}");
    }
}
