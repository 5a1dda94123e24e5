//! What bounds the spells of each table besides their own dates is found in the register.

use crate::postgres;
use edtf::Edtf;
use entity::vocabulary::NodeKind;
use rules::certainty::SpellSql;
use std::fmt::Write as _;

/// A union that was there from 1991 to 2004, with an office with a single holder, and a page that covers it until May 2007.
const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "A page"
kind = "WEB_PAGE"
covered = "1991/2007-05"
maintained_until = "2007-05-20"
cite = ["page"]

[[source]]
slug = "leaflet"
name = "A leaflet"
kind = "WEB_PAGE"
cite = ["page"]

[[state]]
slug = "atlantis"
name = "Atlantis"
cite = ["page"]

[[state]]
slug = "lemuria"
name = "Lemuria"
cite = ["page"]

[[organization]]
slug = "union"
name = "Union"
kind = "OTHER"
cite = ["page"]

[[organization.milestone]]
step = "FOUNDATION"
date = "1991-12"
cite = ["page"]

[[organization.milestone]]
step = "DISSOLUTION"
date = "2004"
cite = ["page"]

[[organization]]
slug = "league"
name = "League"
kind = "OTHER"
cite = ["page"]

[[membership]]
body = "union"
member = "atlantis"
status = "FULL"
cite = ["page"]

[[membership]]
body = "union"
member = "lemuria"
status = "FULL"
from = "1993"
modality = "PLANNED"
cite = ["page"]

[[membership]]
body = "league"
member = "atlantis"
status = "FULL"
from = "1993"
cite = ["page"]

[[membership]]
body = "league"
member = "lemuria"
status = "FULL"
from = "1993"
cite = ["leaflet"]

[[name]]
subject = "union"
text = "Union of All"
kind = "OFFICIAL"
from = "1993"
cite = ["page"]

[[contact_point]]
subject = "league"
kind = "PHONE"
value = "1"
from = "1993"
cite = ["leaflet"]

[[provision]]
subject = "league"
key = "free-trade"
kind = "OBJECTIVE"
text = "Trade is free."
from = "1993"
cite = ["page"]

[[office]]
slug = "secretary"
name = "Secretary"
body = "league"
is_single_holder = true
cite = ["page"]

[[office]]
slug = "adviser"
name = "Adviser"
body = "league"
is_single_holder = false
cite = ["page"]

[[person]]
slug = "one"
name = "One"
cite = ["page"]

[[person.milestone]]
step = "BIRTH"
date = "1940"
cite = ["page"]

[[person.milestone]]
step = "DEATH"
date = "2005-06"
cite = ["page"]

[[person]]
slug = "two"
name = "Two"
cite = ["page"]

[[person]]
slug = "three"
name = "Three"
cite = ["page"]
"#;

fn register() -> String {
    let mut toml = REGISTER.to_owned();
    for office in ["secretary", "adviser"] {
        for (person, more) in [
            ("one", "from = \"1995-03-01\""),
            ("two", "from = \"1999\""),
            ("three", "from = \"2003-06-10\"\nmodality = \"PLANNED\""),
        ] {
            let tenure = format!("office = \"{office}\"\nperson = \"{person}\"\n{more}\ncite = [\"page\"]");
            writeln!(toml, "\n[[tenure]]\n{tenure}").unwrap();
        }
    }
    toml
}

/// Statements, by what finds them, a day, and how sure each is on it.
const EXPECTED: &[(&str, &str, &str, &str)] = &[
    // Without a start it is bounded by the foundation, without an end by the dissolution.
    ("membership", "body.slug = 'union' and member.slug = 'atlantis'", "1991-11-30", "EXCLUDED"),
    ("membership", "body.slug = 'union' and member.slug = 'atlantis'", "1991-12-01", "POSSIBLE"),
    ("membership", "body.slug = 'union' and member.slug = 'atlantis'", "2004-12-31", "POSSIBLE"),
    ("membership", "body.slug = 'union' and member.slug = 'atlantis'", "2005-01-01", "EXCLUDED"),
    ("membership", "body.slug = 'union' and member.slug = 'lemuria'", "1996", "POSSIBLE"),
    // The page covers until it may have been given up; the leaflet does not say how far it goes.
    ("membership", "body.slug = 'league' and member.slug = 'atlantis'", "2007-05-20", "CERTAIN"),
    ("membership", "body.slug = 'league' and member.slug = 'atlantis'", "2007-05-21", "POSSIBLE"),
    ("membership", "body.slug = 'league' and member.slug = 'lemuria'", "1996", "POSSIBLE"),
    ("membership", "body.slug = 'league' and member.slug = 'lemuria'", "1992", "EXCLUDED"),
    ("name", "body.slug = 'union'", "1996", "CERTAIN"),
    ("name", "body.slug = 'union'", "2005", "EXCLUDED"),
    ("contact_point", "body.slug = 'league'", "1996", "POSSIBLE"),
    ("provision", "body.slug = 'league'", "1996", "CERTAIN"),
    // In an office with a single holder a successor ends a tenure, and one who was only planned makes its going on doubtful.
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "1995-02-28", "EXCLUDED"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "1995-03-01", "CERTAIN"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "1998-12-31", "CERTAIN"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "1999-06-01", "POSSIBLE"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'one'", "2000-01-01", "EXCLUDED"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'two'", "2003-06-09", "CERTAIN"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'two'", "2003-06-10", "POSSIBLE"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'two'", "2007", "POSSIBLE"),
    ("tenure", "body.slug = 'secretary' and member.slug = 'three'", "2004", "POSSIBLE"),
    ("tenure", "body.slug = 'adviser' and member.slug = 'one'", "2004", "CERTAIN"),
    ("tenure", "body.slug = 'adviser' and member.slug = 'one'", "2005-06-30", "POSSIBLE"),
    ("tenure", "body.slug = 'adviser' and member.slug = 'one'", "2005-07-01", "EXCLUDED"),
    ("tenure", "body.slug = 'adviser' and member.slug = 'two'", "2004", "CERTAIN"),
];

#[actix_web::test]
async fn the_register_bounds_the_spells_of_every_table() {
    let db = postgres::session(&postgres::holding(&register()).await).await;
    for (table, which, asked, expected) in EXPECTED {
        let (kind, has_modality, member) = match *table {
            "membership" => (NodeKind::Membership, true, "member_id"),
            "tenure" => (NodeKind::Tenure, true, "person_id"),
            "name" => (NodeKind::Name, false, "subject_id"),
            "contact_point" => (NodeKind::ContactPoint, false, "subject_id"),
            _ => (NodeKind::Provision, true, "subject_id"),
        };
        let (sql, body) = (SpellSql::of_kind(kind, "held", has_modality), kind.owner().unwrap());
        let asked_on = Edtf::parse(asked).unwrap();
        let bounds = [asked_on.earliest(), asked_on.latest()].map(|day| format!("date '{}'", day.unwrap()));
        let found = sql.certainty_on(&bounds[0], &bounds[1]);
        let ask = format!(
            "select {found} from {table} as held join slug as body on body.node_id = held.{body} \
             join slug as member on member.node_id = held.{member} where {which}"
        );
        let rows = postgres::rows(&db, &ask).await;
        let found = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>();
        assert_eq!(found, [*expected], "{table} where {which}, on {asked}");
    }
}
