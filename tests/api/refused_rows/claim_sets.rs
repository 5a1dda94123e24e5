//! Claim sets.

use super::tells;

#[actix_web::test]
async fn two_leaders_of_one_claim_set() {
    tells(
        "insert into membership (id, set_id, is_leading, body_id, body_kind, member_id, member_kind, status) values (20, 15, {}, 3, 'ORGANIZATION', 1, 'STATE', 'OBSERVER')",
        "false",
        &[("true", "membership_one_leader")],
    )
    .await;
}

#[actix_web::test]
async fn a_claim_in_the_set_of_another_matter() {
    tells(
        "insert into membership (id, set_id, is_leading, body_id, body_kind, member_id, member_kind, status) values (20, {}, false, 3, 'ORGANIZATION', 1, 'STATE', 'OBSERVER')",
        "15",
        &[("16", "membership_one_set"), ("999", "membership_one_set")],
    )
    .await;
}

#[actix_web::test]
async fn a_claim_set_under_the_key_of_a_later_claim() {
    tells(
        "insert into membership (id, set_id, is_leading, body_id, body_kind, member_id, member_kind, status) values
         (20, 15, false, 3, 'ORGANIZATION', 1, 'STATE', 'OBSERVER'), (28, {}, false, 3, 'ORGANIZATION', 1, 'STATE', 'CANDIDATE')",
        "15",
        &[("20", "membership_one_set")],
    )
    .await;
}

#[actix_web::test]
async fn a_claim_set_whose_first_claim_is_deleted_or_leaves() {
    let other = "insert into membership (id, set_id, is_leading, body_id, body_kind, member_id, member_kind, status) values (20, 15, false, 3, 'ORGANIZATION', 1, 'STATE', 'OBSERVER');";
    tells(
        &format!("{other} {{}}"),
        "delete from membership where id = 15; update membership set set_id = 20, is_leading = true where id = 20",
        &[
            ("delete from membership where id = 15", "membership_one_set"),
            ("update membership set set_id = 20 where id = 15", "membership_one_set"),
        ],
    )
    .await;
}
