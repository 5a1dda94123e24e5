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
            (1, "begins before the foundation of its body"),
            (1, "is attested on days outside its spell"),
            (1, "the membership has no citation"),
            (12, "an organization has no field `nam`"),
            (17, "DISSOLUTION lies before FOUNDATION"),
            (21, "an organization has no field `size`"),
            (26, "lies before the foundation of its organization"),
            (39, "is dated on another day than its meeting"),
            (44, "ENTRY_INTO_FORCE lies before SIGNING"),
            (48, "takes effect before its date"),
            (61, "begins after the dissolution of its office"),
            (66, "begins after the dissolution of its office"),
            (66, "overlaps another tenure of an office for one"),
            (71, "begins after the dissolution of its office"),
            (96, "does not name the organization of the organ above it"),
        ]
    );
}

const OUTSIDE_LIVES: &str = "[[state]]
slug = 'yugoslavia'
name = 'Yugoslavia'
cite = ['page']
[[state.milestone]]
step = 'DISSOLUTION'
date = '1992-04-27'
cite = ['page']

[[organization]]
slug = 'oau'
name = 'OAU'
kind = 'OTHER'
cite = ['page']
[[organization.milestone]]
step = 'DISSOLUTION'
date = '2002-07-08'
cite = ['page']

[[organ]]
slug = 'oau-council'
name = 'Council'
kind = 'COUNCIL'
organization = 'oau'
cite = ['page']
[[organ.membership]]
member = 'armenia'
status = 'FULL'
from = '2003'
cite = ['page']
[[organ.membership]]
member = 'yugoslavia'
status = 'FULL'
from = '1990'
to = '1995'
cite = ['page']

[[meeting]]
slug = 'oau-2010'
name = 'Late'
kind = 'SESSION'
organs = ['oau-council']
date = '2010-05-05'
cite = ['page']

[[document]]
slug = 'pact'
name = 'Pact'
kind = 'TREATY'
cite = ['page']
[[document.treaty_action]]
party = 'yugoslavia'
action = 'RATIFICATION'
date = '1999'
cite = ['page']
[[document.treaty_action]]
party = 'armenia'
action = 'SUCCESSION'
date = '1993'
effective_date = '1991-09-21'
cite = ['page']

[[office]]
slug = 'minister'
name = 'Minister'
body = 'armenia'
is_single_holder = true
cite = ['page']
[[office.tenure]]
person = 'one'
from = '2014'
to = '2018'
cite = ['page']
[[office.tenure]]
person = 'two'
is_acting = true
from = '2016-03'
to = '2016-06'
cite = ['page']

[[person]]
slug = 'one'
name = 'One'
cite = ['page']
[[person]]
slug = 'two'
name = 'Two'
cite = ['page']
";

/// A succession that counts back, and somebody who stands in for the holder, are no oddities.
#[tokio::test]
async fn what_lies_outside_of_lives_is_let_in_with_a_warning() {
    let register = Register::with_base().await;
    let report = register.import(&[("a.toml", OUTSIDE_LIVES)]).await.unwrap();
    let warnings = report.warnings.iter().map(|warning| (warning.line, warning.reason.as_str()));
    assert_eq!(
        warnings.collect::<Vec<_>>(),
        [
            (26, "begins after the dissolution of its body"),
            (31, "ends after the dissolution of its member"),
            (38, "lies after the dissolution of its organ"),
            (38, "lies after the dissolution of its organization"),
            (51, "lies after the dissolution of its party"),
        ]
    );
}
