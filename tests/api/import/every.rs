//! Every kind with every field.
use crate::import::register::Register;
use entity::vocabulary::NodeKind;
use std::collections::BTreeMap;

const EVERY: &str = r#"
[[state]]
slug = "ruritania"
name = "Ruritania"
iso2 = "RU"
iso3 = "RUR"
iso_numeric = "999"
iso_former = "RURI"
former_slugs = ["kingdom-of-ruritania"]
cite = [{ source = "page", section = "1", paragraph = 1, sentence = 2, row = 3, field = "name", volume = "1155", page = "331", locator = "article 2", quotation = "the free city", named_as = "R.", attributed_to = { record = "armenia", label = "an envoy", count = 1 }, is_example = true, note = "so" }]

[[organization]]
slug = "union"
name = "Union"
kind = "CUSTOMS_UNION"
abbreviation = "U"
cite = ["page"]

[[organization.contact_point]]
kind = "SEAT"
value = "Main street"
place = "town"
from = "1990"
to = "1991"
ended = "YES"
attested_on = { edtf = "1990-06", basis = "AS_OF", confidence = "LOW", note = "printed" }
cite = ["page"]

[[organization.contact_point]]
kind = "PHONE"
missing_reason = "LOST"
cite = ["page"]

[[organization.membership]]
member = "ruritania"
status = "OBSERVER"
role = "LEADER"
label = "guest"
end_reason = "left"
modality = "PROPOSED"
cite = ["page"]

[[organ]]
slug = "division"
name = "Division"
kind = "DIVISION"
abbreviation = "D"
organization = "union"
parent_organ = "council"
treaty = "pact"
state = "ruritania"
cite = ["page"]

[[organ]]
slug = "council"
name = "Council"
kind = "COUNCIL"
organization = "union"
cite = ["page"]

[[person]]
slug = "someone"
name = "Someone"
cite = ["page"]

[[person]]
slug = "another"
name = "Another"
cite = ["page"]

[[office]]
slug = "chair"
name = "Chair"
body = "council"
is_single_holder = true
cite = ["page"]

[[office.tenure]]
person = "someone"
is_acting = true
chosen_at = "session"
replaces = "another"
modality = "EXPECTED"
from = "1992/.."
ended = "NO"
cite = ["page"]

[[meeting]]
slug = "session"
name = "Session"
kind = "SESSION"
organization = "cis"
organizations = ["cis"]
organs = ["division", "council"]
part_of = "gathering"
place = "town"
places = ["hamlet"]
attendance = "HYBRID"
date = "1992-05"
modality = "ANNOUNCED"
announced_on = "1991"
topics = ["trade"]
cite = ["page"]

[[meeting.participation]]
party = { record = "someone", label = "S.", count = 1 }
role = "CHAIRED"
represents = "ruritania"
office = "chair"
modality = "PLANNED"
cite = ["page"]

[[meeting.agenda_item]]
title = "Customs"
ordinal = 4
organ = "council"
records = ["pact"]
modality = "CONSIDERED"
topics = ["trade"]
cite = ["page"]

[[meeting]]
slug = "gathering"
name = "Gathering"
kind = "SUMMIT"
cite = ["page"]

[[document]]
slug = "pact"
name = "Pact"
kind = "TREATY"
term_duration = "P5Y6M"
term_until = "1999~"
renewal_period = "P1Y"
depositaries = ["ruritania", { label = "Secretariat" }]
topics = ["trade"]
cite = ["page"]

[[document.treaty_action]]
party = { record = "ruritania", label = "Ruritania (North)" }
action = "RATIFICATION"
label = "ratified"
meeting = "session"
date = "1992-05-15"
effective_date = "1992-06"
modality = "OCCURRED"
announced_on = "1992"
comes_after = ["session"]
comes_before = ["exercise"]
day_after = ["session"]
cite = ["page"]

[[document.milestone]]
step = "EXTENSION"
by = { label = "all parties", count = 2 }
meeting = "session"
event = "exercise"
place = "town"
instrument = "pact"
period = "P5Y"
date = "1992-05-15"
modality = "OCCURRED"
announced_on = "1992"
cite = ["page"]

[[document.relation]]
relation = "ESTABLISHES"
object = "council"
object_label = "a council"
date = "1992"
modality = "OCCURRED"
announced_on = "1991"
cite = ["page"]

[[document.provision]]
key = "duty"
kind = "OBLIGATION"
text = "Pay."
items = ["in time", "in full"]
parties = [{ role = "SUBJECT", record = "ruritania", label = "R.", count = 0 }]
modality = "OCCURRED"
from = "1992"
topics = ["trade"]
cite = ["page"]

[[document.figure]]
measure = "customs tariff"
qualifier = "RANGE"
value = 1.5
value_to = 2
unit = "per cent"
label = "about two"
date = "1992"
modality = "PLANNED"
topics = ["trade"]
cite = ["page"]

[[event]]
slug = "exercise"
name = "Exercise"
kind = "EXERCISE"
part_of = "campaign"
place = "town"
date = "1993"
modality = "CANCELLED"
announced_on = "1992"
topics = ["trade"]
cite = ["page"]

[[event]]
slug = "campaign"
name = "Campaign"
kind = "OPERATION"
cite = ["page"]

[[force]]
slug = "guard"
name = "Guard"
kind = "SECTOR"
body = "pact"
region = "North"
cite = ["page"]

[[topic]]
slug = "trade"
name = "Trade"
kind = "SUBJECT"
broader = "economy"
cite = ["page"]

[[topic]]
slug = "economy"
name = "Economy"
cite = ["page"]

[[place]]
slug = "town"
name = "Town"
locality = "Town"
region = "North"
state = "ruritania"
latitude = 1.25
longitude = -2
cite = ["page"]

[[place]]
slug = "hamlet"
name = "Hamlet"
cite = ["page"]

[[source]]
slug = "book"
name = "Book"
kind = "BOOK"
publisher = "House"
language = "en"
url = "https://example.org"
published = "1993"
accessed = "2003-09-19"
maintained_until = "2000"
covered = "1991/1993"
cite = ["page"]

[[name]]
subject = "union"
text = "The Union"
kind = "OFFICIAL"
language = "en"
basis = "INFERRED"
to = "1999"
cite = ["page"]

[[remark]]
key = "opinion"
kind = "POSITION"
text = "Good."
voice = { record = "someone", label = "S." }
about = ["pact", "membership:union/ruritania", "provision:duty"]
meeting = "session"
date = "1992-05"
topics = ["trade"]
cite = ["page"]

[[remark.claim]]
field = "date"
value = "1993"
rank = "DEPRECATED"
cite = ["page"]
"#;

#[tokio::test]
async fn every_field_of_every_kind_is_kept_and_found_again() {
    let register = Register::with_base().await;
    let report = register.import(&[("every.toml", EVERY)]).await.unwrap();
    assert_eq!(report.kinds().len(), NodeKind::ALL.len(), "an entry of each kind stands above");
    assert_eq!(report.warnings, []);
    let before = register.rows().await;
    let report = register.import(&[("every.toml", EVERY)]).await.unwrap();
    assert_eq!(report.revision, None);
    assert_eq!(register.changes(&before).await, BTreeMap::new());
    for (sql, expected) in [
        ("SELECT key FROM node WHERE kind = 'CLAIM'", "remark:opinion/date"),
        ("SELECT key FROM node WHERE kind = 'RELATION'", "pact/ESTABLISHES/council"),
        ("SELECT key FROM node WHERE kind = 'NAME'", "union/OFFICIAL/the-union"),
        ("SELECT is_acting || ' ' || ended || ' ' || from_edtf FROM tenure", "true NO 1992/.."),
        ("SELECT ended FROM name", "YES"),
        ("SELECT term_until_latest FROM document", "1999-12-31"),
        ("SELECT items FROM provision", "[\"in time\", \"in full\"]"),
        ("SELECT ordinal FROM agenda_item", "4"),
        (
            "SELECT named_as || source_row || is_example || attributed_to_label FROM citation WHERE source_row = 3",
            "R.3truean envoy",
        ),
        ("SELECT count(*) FROM remark_about", "3"),
        ("SELECT count(*) FROM uncited", "0"),
    ] {
        assert_eq!(register.ask(sql).await, expected, "{sql}");
    }
}

#[tokio::test]
async fn everything_can_be_pruned_at_once() {
    let register = Register::with_base().await;
    let report = register.import(&[("every.toml", EVERY)]).await.unwrap();
    let pruned = register.prune(&[]).await.unwrap();
    assert_eq!(pruned.total().deleted, report.total().created);
    assert_eq!(register.ask("SELECT count(*) FROM node").await, "4");
}
