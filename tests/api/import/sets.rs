//! Sets: who gives what, and who may take it away.
use crate::{import::register::Register, start::depositary};
use depositary::import::{self, Options, Report};

const FIRST: &str = "
[[state]]
slug = 'georgia'
name = 'Georgia'
iso2 = 'GE'
iso3 = 'GEO'
former_slugs = ['old-georgia']
cite = ['page 1 1.1', 'page 1 1.2']
[[membership]]
body = 'cis'
member = 'georgia'
status = 'FULL'
from = '1993'
cite = ['page 1 1.3']
[[topic]]
slug = 'war'
name = 'War'
cite = ['page']
[[meeting]]
slug = 'talks'
name = 'Talks'
kind = 'MEETING'
topics = ['war']
cite = ['page']
";

/// Imports files in the name of a set.
async fn import(register: &Register, set: &str, text: &str, prune: bool) -> Report {
    let options = register.options(&[("a.toml", text)]);
    let folder = options.paths[0].clone();
    std::fs::remove_file(folder.join("base.toml")).unwrap();
    let options = Options { set: Some(set.to_owned()), prune, ..options };
    import::run(&register.db, &options).await.unwrap_or_else(|refused| panic!("{refused}"))
}

fn warnings(report: &Report) -> Vec<&str> {
    report.warnings.iter().map(|warning| warning.reason.as_str()).collect()
}

const GEORGIA: &str = "SELECT concat_ws(' ', name, iso2, iso3, iso_numeric, (SELECT count(*) FROM citation WHERE subject_id = state.id)) FROM state WHERE slug = 'georgia'";
const CLAIMS: &str = "SELECT coalesce(string_agg(field || '=' || value, ', ' ORDER BY value), 'none') FROM claim";

async fn two_sets() -> Register {
    let register = Register::with_base().await;
    import(&register, "first", FIRST, false).await;
    register
}

#[tokio::test]
async fn a_second_set_takes_nothing_away_and_adds() {
    let register = two_sets().await;
    let second = "[[state]]\nslug = 'georgia'\niso_numeric = '268'\ncite = ['page 2']\n";
    let report = import(&register, "second", second, false).await;
    assert_eq!(register.ask(GEORGIA).await, "Georgia GE GEO 268 3");
    assert_eq!(
        warnings(&report),
        [
            "the entry changes the state \"georgia\", which other sets name too (\"first\"): `iso_numeric`, lists or citations"
        ]
    );
    assert_eq!(import(&register, "second", second, false).await.revision, None);
    assert_eq!(import(&register, "first", FIRST, false).await.revision, None);

    import(&register, "second", "[[state]]\nslug = 'georgia'\ncite = ['page 2']\n", false).await;
    assert_eq!(register.ask(GEORGIA).await, "Georgia GE GEO 3", "what only the second set gave goes with it");
    import(&register, "second", "[[state]]\nslug = 'georgia'\ncite = ['page 3']\n", false).await;
    assert_eq!(register.ask(GEORGIA).await, "Georgia GE GEO 3", "and so does its citation");
}

#[tokio::test]
async fn what_two_sets_give_goes_when_both_have_dropped_it() {
    let register = two_sets().await;
    let second = "[[state]]\nslug = 'georgia'\niso3 = 'GEO'\ncite = ['page 1 1.1']\n";
    assert_eq!(import(&register, "second", second, false).await.revision, None);
    let dropped = FIRST.replace("iso3 = 'GEO'\n", "").replace("'page 1 1.1', ", "");
    assert_eq!(import(&register, "first", &dropped, false).await.revision, None);
    assert_eq!(register.ask(GEORGIA).await, "Georgia GE GEO 2");
    import(&register, "second", "[[state]]\nslug = 'georgia'\ncite = ['page']\n", false).await;
    assert_eq!(register.ask(GEORGIA).await, "Georgia GE 2");
}

#[tokio::test]
async fn another_value_stands_beside_the_first_as_a_claim() {
    let register = two_sets().await;
    let second = "[[state]]\nslug = 'georgia'\nname = 'Republic of Georgia'\ncite = ['page 9']\n[[membership]]\nbody = 'cis'\nmember = 'georgia'\nfrom = '1994'\ncite = ['page 9']\n";
    let report = import(&register, "second", second, false).await;
    assert_eq!(register.ask(GEORGIA).await, "Georgia GE GEO 3");
    assert_eq!(register.ask(CLAIMS).await, "from=1994, name=Republic of Georgia");
    let cited = "SELECT string_agg(section, ' ') FROM citation JOIN claim ON claim.id = citation.subject_id";
    assert_eq!(register.ask(cited).await, "9 9");
    assert!(
        warnings(&report).iter().any(|warning| warning.contains("\"Republic of Georgia\" stands beside it as a claim"))
    );
    assert_eq!(import(&register, "second", second, false).await.revision, None);
    assert_eq!(import(&register, "first", FIRST, false).await.revision, None);

    let agreed = second.replace("Republic of Georgia", "Georgia");
    import(&register, "second", &agreed, false).await;
    assert_eq!(register.ask(CLAIMS).await, "from=1994", "a claim goes with the contradiction");
}

#[tokio::test]
async fn a_list_has_what_all_sets_give() {
    let register = two_sets().await;
    let second = "[[topic]]\nslug = 'peace'\nname = 'Peace'\ncite = ['page']\n[[meeting]]\nslug = 'talks'\ntopics = ['peace']\ncite = ['page']\n";
    import(&register, "second", second, false).await;
    let topics = "SELECT string_agg(slug, ' ' ORDER BY slug) FROM node_topic JOIN topic ON topic.id = topic_id";
    assert_eq!(register.ask(topics).await, "peace war");
    import(&register, "first", &FIRST.replace("topics = ['war']\n", ""), false).await;
    assert_eq!(register.ask(topics).await, "peace");
}

#[tokio::test]
async fn pruning_deletes_only_what_no_other_set_names() {
    let register = two_sets().await;
    let second = "[[state]]\nslug = 'georgia'\ncite = ['page']\n[[person]]\nslug = 'someone'\nname = 'Someone'\ncite = ['page']\n";
    import(&register, "second", second, false).await;
    let report =
        import(&register, "second", "[[person]]\nslug = 'other'\nname = 'Other'\ncite = ['page']\n", true).await;
    assert_eq!((report.total().created, report.total().deleted), (1, 1));
    let left = "SELECT string_agg(slug, ' ' ORDER BY slug) FROM slug WHERE kind IN ('STATE', 'PERSON')";
    assert_eq!(register.ask(left).await, "armenia belarus georgia old-georgia other");
}

#[tokio::test]
async fn a_folder_of_the_same_name_is_not_taken_for_the_same_set() {
    let register = Register::with_base().await;
    let other = tempfile::tempdir().unwrap();
    let name = register.options(&[]).paths[0].file_name().unwrap().to_owned();
    let folder = other.path().join(name);
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.toml"), "[[state]]\nslug = 'armenia'\nname = 'A'\ncite = ['page']\n").unwrap();
    let options = Options { paths: vec![folder], ..register.options(&[]) };
    let refused = import::run(&register.db, &options).await.unwrap_err().to_string();
    assert!(refused.contains("say --set"), "{refused}");
}

#[tokio::test]
async fn a_file_names_the_set() {
    let register = Register::with_base().await;
    let named = "[set]\nname = 'ours'\n";
    register.import(&[("set.toml", named)]).await.unwrap();
    let sets = "SELECT string_agg(name, ' ' ORDER BY id) FROM data_set";
    assert!(register.ask(sets).await.ends_with(" ours"));
    let given = "SELECT count(*) FROM contribution JOIN data_set ON data_set.id = set_id WHERE name = 'ours'";
    assert_eq!(register.ask(given).await, "4");

    let options = Options { set: Some("ours".to_owned()), ..register.options(&[("set.toml", named)]) };
    import::run(&register.db, &options).await.unwrap();
    let options = Options { set: Some("theirs".to_owned()), ..options };
    let problems = register.problems(import::run(&register.db, &options).await);
    assert_eq!(
        problems,
        ["set.toml:2: the set is \"ours\" here, but this import is of the set \"theirs\": give one name"]
    );
    let files = [("set.toml", named), ("z.toml", "[set]\nname = 'theirs'\n")];
    let problems = register.problems(register.import(&files).await);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("z.toml:2: the set is \"theirs\" here and \"ours\" in "), "{problems:?}");
    assert!(!register.ask(sets).await.contains("theirs"));
}

/// The same files in another folder are the same set where they name it.
#[tokio::test]
async fn a_set_that_is_named_in_its_files_may_move() {
    let named = "[set]\nname = 'ours'\n[[state]]\nslug = 'georgia'\nname = 'Georgia'\ncite = ['page']\n";
    let register = Register::with_base().await;
    register.import(&[("set.toml", named)]).await.unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("set.toml"), named.replace("Georgia", "Sakartvelo")).unwrap();
    let options = Options { paths: vec![elsewhere.path().to_owned()], ..register.options(&[]) };
    let report = import::run(&register.db, &options).await.unwrap();
    assert_eq!((report.total().updated, warnings(&report)), (1, Vec::new()));
}

/// By a flag as in a file: a name stands in messages and has nothing that a terminal obeys.
#[test]
fn a_flag_names_a_set_by_the_rule_for_a_file() {
    for name in ["", " ", "a\u{1b}[31mb", "a\nb", &"a".repeat(1_001)] {
        let output = depositary(&["import", "--set", name, "a.toml"]).output().expect("the program runs");
        let said = String::from_utf8(output.stderr).expect("a text");
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("the name of a set is a text of 1 to 1000 bytes"), "{said}");
    }
}

#[tokio::test]
async fn the_demonstration_is_one_set_wherever_it_lies() {
    let register = Register::new().await;
    let checkouts = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let mut revisions = Vec::new();
    for checkout in &checkouts {
        let copied = std::process::Command::new("cp")
            .args(["-r", concat!(env!("CARGO_MANIFEST_DIR"), "/data")])
            .arg(checkout.path())
            .status();
        assert!(copied.expect("cp runs").success());
        let options = Options { paths: vec![checkout.path().join("data")], ..register.options(&[]) };
        revisions.push(import::run(&register.db, &options).await.expect("an import").revision);
    }
    assert_eq!(revisions, [Some(1), None], "the second checkout changes nothing");
}
