//! Lists and citations: what stays keeps its row.
use crate::import::register::Register;

const ORGAN: &str = "[[organ]]\nslug = 'council'\nname = 'Council'\nkind = 'COUNCIL'\norganization = 'cis'\ncite = ['page']\n[[organization]]\nslug = 'union'\nname = 'Union'\nkind = 'ALLIANCE'\ncite = ['page']\n";
const MEETING: &str = "[[meeting]]\nslug = 'm'\nname = 'M'\nkind = 'SESSION'\norgans = ['council']\ndate = '1993'\ncite = ['page 1 1.1', 'page 1 1.2', 'page 1 1.3']\n";

const CITATIONS: &str = "SELECT string_agg(sentence || ':' || ordinal, ' ' ORDER BY ordinal) FROM citation JOIN node ON node.id = subject_id WHERE node.key = 'm'";
const BODIES: &str = "SELECT string_agg(organization.slug || ' ' || coalesce(organ.slug, '-') || ' ' || meeting_organization.date_order, ', ' ORDER BY organization.slug)
  FROM meeting_organization JOIN organization ON organization.id = organization_id
  LEFT JOIN meeting_organ USING (meeting_id, organization_id) LEFT JOIN organ ON organ.id = organ_id";

#[tokio::test]
async fn citations_keep_their_keys_when_their_order_changes() {
    let register = Register::new().await;
    let text = format!("{ORGAN}{MEETING}");
    register.import(&[("a.toml", &text)]).await.unwrap();
    let id = "SELECT citation.id FROM citation JOIN node ON node.id = subject_id WHERE node.key = 'm' AND sentence = 3";
    let before = register.ask(id).await;
    let turned = text.replace("'page 1 1.1', 'page 1 1.2', 'page 1 1.3'", "'page 1 1.3', 'page 1 1.4', 'page 1 1.1'");
    let report = register.import(&[("a.toml", &turned)]).await.unwrap();
    assert_eq!(register.ask(CITATIONS).await, "3:1 4:2 1:3");
    assert_eq!(register.ask(id).await, before);
    let cited = report.citations;
    assert_eq!((cited.created, cited.updated, cited.deleted), (1, 2, 1));
    assert_eq!(cited.read, cited.created + cited.updated + cited.unchanged);
    assert_eq!(report.total().updated, 1);
    let image = "SELECT jsonb_array_length(before -> 'citations') FROM node_change";
    assert_eq!(register.ask(image).await, "3");
}

#[tokio::test]
async fn copies_follow_the_citation_they_were_copied_from() {
    let register = Register::new().await;
    let text = format!(
        "{ORGAN}{}",
        MEETING.replace(
            "'page 1 1.1', 'page 1 1.2', 'page 1 1.3'",
            "{ source = 'page', sentence = 2, copied_from = 'x' }, { source = 'page', sentence = 1, key = 'x' }"
        )
    );
    register.import(&[("a.toml", &text)]).await.unwrap();
    let copy =
        "SELECT original.sentence FROM citation AS copy JOIN citation AS original ON original.id = copy.copied_from_id";
    assert_eq!(register.ask(copy).await, "1");
    let moved = text.replace("sentence = 1", "sentence = 7");
    register.import(&[("a.toml", &moved)]).await.unwrap();
    assert_eq!(register.ask(copy).await, "7");
    let lost = text.replace("key = 'x'", "key = 'y'");
    let problems = register.problems(register.import(&[("a.toml", &lost)]).await);
    assert_eq!(problems, ["a.toml:18: there is no citation with the key \"x\""]);
}

#[tokio::test]
async fn a_meeting_has_the_organizations_of_its_organs() {
    let register = Register::new().await;
    let text = format!("{ORGAN}{MEETING}");
    register.import(&[("a.toml", &text)]).await.unwrap();
    let dated = register.ask("SELECT date_order FROM meeting").await;
    assert_eq!(register.ask(BODIES).await, format!("cis council {dated}"));

    let convened = text.replace("organs =", "organization = 'union'\norgans =");
    let report = register.import(&[("a.toml", &convened)]).await.unwrap();
    assert_eq!(report.total().updated, 1);
    let expected = format!("cis council {dated}, union - {dated}");
    assert_eq!(register.ask(BODIES).await, expected);

    let moved = text.replace("organization = 'cis'", "organization = 'union'");
    register.import(&[("a.toml", &moved)]).await.unwrap();
    assert_eq!(register.ask(BODIES).await, format!("union council {dated}"));

    let later = moved.replace("'1993'", "'1994'");
    register.import(&[("a.toml", &later)]).await.unwrap();
    let dated = register.ask("SELECT date_order FROM meeting").await;
    assert_eq!(register.ask(BODIES).await, format!("union council {dated}"));
    assert_eq!(register.import(&[("a.toml", &later)]).await.unwrap().revision, None);
}

#[tokio::test]
async fn agenda_items_are_numbered_as_they_stand() {
    let register = Register::new().await;
    let items = "[[meeting.agenda_item]]\ntitle = 'One'\ncite = ['page']\n[[meeting.agenda_item]]\ntitle = 'Two'\ncite = ['page']\n";
    let text = format!("{ORGAN}{MEETING}{items}");
    register.import(&[("a.toml", &text)]).await.unwrap();
    let order = "SELECT string_agg(title, ' ' ORDER BY ordinal) FROM agenda_item";
    assert_eq!(register.ask(order).await, "One Two");
    let other = "[[meeting.agenda_item]]\ntitle = 'Zero'\ncite = ['page']\n";
    let text = format!("{ORGAN}{MEETING}{other}{items}");
    let report = register.import(&[("a.toml", &text)]).await.unwrap();
    assert_eq!(register.ask(order).await, "Zero One Two");
    assert_eq!((report.total().created, report.total().updated), (1, 2));
}

#[tokio::test]
async fn citations_name_volume_page_and_locator_and_quote_a_few_words() {
    let register = Register::new().await;
    let with = |cites: &str| format!("{ORGAN}{}", MEETING.replace("'page 1 1.1', 'page 1 1.2', 'page 1 1.3'", cites));
    let text = with(
        "{ source = 'page', volume = '1155', page = '331' }, { source = 'page', volume = '1155', page = '332', quotation = 'free city' }, \
         { source = 'page', locator = 'article 4, footnote 2' }",
    );
    register.import(&[("a.toml", &text)]).await.unwrap();
    let cited = "SELECT string_agg(concat_ws(' ', volume, page, locator, quotation), '; ' ORDER BY ordinal)
        FROM citation JOIN node ON node.id = subject_id WHERE node.key = 'm'";
    assert_eq!(register.ask(cited).await, "1155 331; 1155 332 free city; article 4, footnote 2");

    let fifteen = "a b c d e f g h i j k l m n o";
    let quoted = |words: &str| with(&format!("{{ source = 'page', quotation = '{words}' }}"));
    assert!(register.import(&[("a.toml", &quoted(fifteen))]).await.is_ok());
    let problems = register.problems(register.import(&[("a.toml", &quoted(&format!("{fifteen} p")))]).await);
    assert_eq!(
        problems,
        [
            "a.toml:18: the quotation has 16 words: quote at most 15, those that decide, and say the rest in your own words"
        ]
    );
    let twice = with("{ source = 'page', page = '331' }, { source = 'page', page = '331' }");
    let problems = register.problems(register.import(&[("a.toml", &twice)]).await);
    assert_eq!(problems, ["a.toml:18: the passage is cited twice in the same way"]);
}
