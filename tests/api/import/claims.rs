//! Claim sets: one claim leads, whatever the order of the entries.
use crate::import::register::Register;

const FIRST: &str =
    "[[membership]]\nbody = 'cis'\nmember = 'armenia'\nstatus = 'FULL'\nfrom = '1991'\ncite = ['page']\n";
const SECOND: &str = "[[membership]]\nkey = 'other'\nclaim_of = 'cis/armenia'\nbody = 'cis'\nmember = 'armenia'\nstatus = 'FULL'\nfrom = '1992-01-01'\ncite = ['page 2']\n";

const LEADERS: &str = "SELECT string_agg(node.key || ' ' || (set_id = membership.id) || ' ' || is_leading, ', ' ORDER BY membership.id) FROM membership JOIN node USING (id)";

#[tokio::test]
async fn the_more_precise_claim_leads_and_a_rank_overrules_it() {
    let register = Register::with_base().await;
    register.import(&[("a.toml", FIRST)]).await.unwrap();
    assert_eq!(register.ask(LEADERS).await, "cis/armenia true true");

    let both = format!("{SECOND}{FIRST}");
    let report = register.import(&[("a.toml", &both)]).await.unwrap();
    let expected = "cis/armenia true false, other false true";
    assert_eq!(register.ask(LEADERS).await, expected);
    assert_eq!((report.total().created, report.total().updated), (1, 1));
    assert_eq!(register.import(&[("a.toml", &both)]).await.unwrap().revision, None);

    let ranked = format!("{FIRST}rank = 'PREFERRED'\n{SECOND}");
    let report = register.import(&[("a.toml", &ranked)]).await.unwrap();
    let expected = "cis/armenia true true, other false false";
    assert_eq!(register.ask(LEADERS).await, expected);
    assert_eq!(report.total().updated, 2);

    let apart = format!("{FIRST}{}", SECOND.replace("claim_of = 'cis/armenia'\n", ""));
    register.import(&[("a.toml", &apart)]).await.unwrap();
    let expected = "cis/armenia true true, other true true";
    assert_eq!(register.ask(LEADERS).await, expected);
}

#[tokio::test]
async fn a_claim_of_a_statement_that_only_the_register_holds_joins_its_set() {
    let register = Register::with_base().await;
    register.import(&[("a.toml", FIRST)]).await.unwrap();
    let report = register.import(&[("b.toml", SECOND)]).await.unwrap();
    let expected = "cis/armenia true false, other false true";
    assert_eq!(register.ask(LEADERS).await, expected);
    let total = report.total();
    assert_eq!((total.created, total.updated, total.affected), (1, 0, 1));
    assert_eq!(register.ask("SELECT updated FROM revision ORDER BY id DESC LIMIT 1").await, "1");
    assert_eq!(register.import(&[("b.toml", SECOND)]).await.unwrap().revision, None);

    let pruned = register.prune(&[("a.toml", FIRST)]).await.unwrap();
    assert_eq!(pruned.total().deleted, 1);
    assert_eq!(register.ask(LEADERS).await, "cis/armenia true true");
}

#[tokio::test]
async fn a_set_created_at_once_is_led_by_its_best_claim_in_any_order() {
    for text in [format!("{SECOND}{FIRST}"), format!("{FIRST}{SECOND}")] {
        let register = Register::with_base().await;
        register.import(&[("a.toml", &text)]).await.unwrap();
        let expected = "cis/armenia true false, other false true";
        assert_eq!(register.ask(LEADERS).await, expected);
    }
}

#[tokio::test]
async fn wrong_claims_are_refused_where_they_stand() {
    let register = Register::with_base().await;
    let missing = SECOND.replace("cis/armenia", "cis/nobody");
    let other = SECOND.replace("'armenia'", "'belarus'").replace("other", "b");
    let itself = SECOND.replace("'cis/armenia'", "'d'").replace("other", "d");
    let there = SECOND.replace("'cis/armenia'", "'f'").replace("other", "e");
    let back = SECOND.replace("'cis/armenia'", "'e'").replace("other", "f");
    let text = format!("{FIRST}{missing}{other}{itself}{there}{back}");
    let problems = register.problems(register.import(&[("a.toml", &text)]).await);
    assert_eq!(
        problems,
        [
            "a.toml:9: there is no membership \"cis/nobody\"",
            "a.toml:17: the claim is about another matter: its `member` differs from that of the first claim",
            "a.toml:25: `claim_of` names the claim itself",
            "a.toml:33: `claim_of` leads back to the claim itself",
            "a.toml:41: `claim_of` leads back to the claim itself",
        ]
    );
}
