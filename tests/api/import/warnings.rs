//! Odd data is let in with a warning.
use crate::import::register::Register;

const ODD: &str = "[[membership]]
body = 'union'
member = 'armenia'
status = 'FULL'
from = '1990'
attested_on = '1989'

[[organization]]
slug = 'union'
name = 'Union'
kind = 'ALLIANCE'
cite = [{ source = 'page', field = 'nam' }]
[[organization.milestone]]
step = 'FOUNDATION'
date = '1992'
cite = ['page']
[[organization.milestone]]
step = 'DISSOLUTION'
date = '1991'
cite = ['page']
[[organization.claim]]
field = 'size'
value = '3'
cite = ['page']

[[meeting]]
slug = 'early'
name = 'Early'
kind = 'SESSION'
organization = 'union'
date = '1990-05'
cite = ['page']

[[document]]
slug = 'pact'
name = 'Pact'
kind = 'TREATY'
cite = ['page']
[[document.milestone]]
step = 'SIGNING'
meeting = 'early'
date = '1994'
cite = ['page']
[[document.milestone]]
step = 'ENTRY_INTO_FORCE'
date = '1993'
cite = ['page']
[[document.treaty_action]]
party = 'armenia'
action = 'RATIFICATION'
date = '1995'
effective_date = '1994'
cite = ['page']

[[office]]
slug = 'chair'
name = 'Chair'
body = 'union'
is_single_holder = true
cite = ['page']
[[office.tenure]]
person = 'one'
from = '1992'
to = '1996'
cite = ['page']
[[office.tenure]]
person = 'two'
from = '1994'
to = '1998'
cite = ['page']
[[office.tenure]]
person = 'three'
from = '1998'
to = '1999'
cite = ['page']

[[person]]
slug = 'one'
name = 'One'
cite = ['page']
[[person]]
slug = 'two'
name = 'Two'
cite = ['page']
[[person]]
slug = 'three'
name = 'Three'
cite = ['page']

[[organ]]
slug = 'council'
name = 'Council'
kind = 'COUNCIL'
organization = 'union'
cite = ['page']
[[organ]]
slug = 'bureau'
name = 'Bureau'
kind = 'BUREAU'
parent_organ = 'council'
cite = ['page']
";

#[tokio::test]
async fn odd_data_is_let_in_with_a_warning() {
    let register = Register::with_base().await;
    let report = register.import(&[("a.toml", ODD)]).await.unwrap();
    assert_eq!(report.revision, Some(2));
    let warnings = report.warnings.iter().map(|warning| (warning.line, warning.reason.as_str()));
    assert_eq!(
        warnings.collect::<Vec<_>>(),
        [
            (1, "a source attests it on days outside its spell"),
            (1, "it begins before the foundation of its body"),
            (1, "the membership has no citation"),
            (12, "an organization has no field `nam`"),
            (17, "DISSOLUTION lies before FOUNDATION"),
            (21, "an organization has no field `size`"),
            (26, "it lies before the foundation of its organization"),
            (39, "it is dated on another day than its meeting"),
            (44, "ENTRY_INTO_FORCE lies before SIGNING"),
            (48, "it takes effect before its date"),
            (61, "it begins after the dissolution of a record above its office"),
            (66, "it begins after the dissolution of a record above its office"),
            (66, "it overlaps another tenure of an office with one holder at a time"),
            (71, "it begins after the dissolution of a record above its office"),
            (96, "the organ does not name the organization of the organ above it"),
        ]
    );
}
