//! Searches of a small register of which every answer is known.

use super::statement::{facets, found, page, register};
use sea_orm::DatabaseConnection;

pub const REGISTER: &str = r#"
[[source]]
slug = "page"
name = "A printed page"
kind = "WEB_PAGE"
cite = ["page"]

[[state]]
slug = "turkmenistan"
name = "Turkmenistan"
cite = ["page"]

[[name]]
subject = "turkmenistan"
text = "Türkmenistan"
kind = "OFFICIAL"
language = "tk"
cite = ["page"]

[[place]]
slug = "ashgabat"
name = "Aşgabat"
cite = ["page"]

[[organization]]
slug = "league"
name = "League of Sovereign Republics"
abbreviation = "LSR"
kind = "INTERGOVERNMENTAL_ORGANIZATION"
cite = ["page"]

[[organization.provision]]
key = "aims"
kind = "OBJECTIVE"
text = "Works for the settlement of disputes."
items = ["about boundaries", "about fisheries"]
cite = ["page"]

[[name]]
subject = "league"
text = "The Republican League"
kind = "ALIAS"
cite = ["page"]

[[organ]]
slug = "defence-council"
name = "Council of Ministers of Defence"
kind = "COUNCIL"
organization = "league"
cite = ["page"]

[[organ]]
slug = "centre"
name = "Anti-Terrorist Centre"
kind = "CENTRE"
organization = "league"
cite = ["page"]

[[topic]]
slug = "terrorism"
name = "Terrorism"
cite = ["page"]

[[meeting]]
slug = "meeting"
name = "Meeting of the Council of Ministers of Defence, Aşgabat, May 2003"
kind = "MINISTERIAL"
organs = ["defence-council"]
topics = ["terrorism"]
cite = ["page"]

[[meeting.agenda_item]]
title = "Nagorno-Karabakh"
cite = ["page"]

[[document]]
slug = "forces"
name = "Statute of the Peace-keeping Forces"
kind = "OTHER"
cite = ["page"]

[[document]]
slug = "operations"
name = "Report on peacekeeping"
kind = "REPORT"
cite = ["page"]

[[remark]]
key = "doubt"
kind = "CHARACTERIZATION"
text = "A hollow promise, <said> one observer."
about = ["forces"]
cite = ["page"]

[[relation]]
subject = "operations"
relation = "REFERS_TO"
object = "forces"
cite = ["page"]

[[remark]]
key = "thin"
kind = "CHARACTERIZATION"
text = "The link is tenuous."
about = ["relation:operations/REFERS_TO/forces"]
cite = ["page"]

[[claim]]
subject = "league"
field = "name"
value = "Alliance of Sovereign Republics"
cite = ["page"]

[[remark]]
key = "withdrawn"
rank = "DEPRECATED"
kind = "CHARACTERIZATION"
text = "Unobtainium."
about = ["forces"]
cite = ["page"]
"#;

async fn assert_found(db: &DatabaseConnection, query: &str, slugs: &[&str]) {
    assert_eq!(found(db, query).await, slugs, "{query}");
}

#[actix_web::test]
async fn a_record_is_found_by_every_text_of_it() {
    let db = register(REGISTER).await;
    for (query, slugs) in [
        // Display name, other names, abbreviation, competing name.
        ("sovereign republics", vec!["league", "centre", "defence-council"]),
        ("republican league", vec!["league"]),
        ("lsr", vec!["league", "centre", "defence-council"]),
        ("alliance", vec!["league"]),
        // Topics and agenda items.
        ("karabakh", vec!["meeting"]),
        // Provisions with their items, remarks on the record and on a statement of it.
        ("settlement disputes", vec!["league"]),
        ("fisheries", vec!["league"]),
        ("hollow", vec!["forces"]),
        ("tenuous", vec!["operations"]),
        // What an editor set aside.
        ("unobtainium", vec![]),
    ] {
        assert_found(&db, query, &slugs).await;
    }
}

#[actix_web::test]
async fn spelling_case_accents_and_hyphens_do_not_count() {
    let db = register(REGISTER).await;
    for query in ["peacekeeping", "peace-keeping", "PEACE\u{2011}KEEPING"] {
        let mut slugs = found(&db, query).await;
        slugs.sort();
        assert_eq!(slugs, ["forces", "operations"], "{query}");
    }
    for query in ["defence", "defense", "DÉFENCE"] {
        assert_found(&db, query, &["defence-council", "meeting"]).await;
    }
    for query in ["terrorism", "anti-terrorist", "antiterrorism", "Terrorists"] {
        assert_found(&db, query, &["terrorism", "centre", "meeting"]).await;
    }
    for query in ["Asgabat", "AŞGABAT", "ashgabat"] {
        let slugs = found(&db, query).await;
        assert_eq!(slugs, ["ashgabat", "meeting"], "{query}");
    }
    assert_found(&db, "Nagorno Karabakh", &["meeting"]).await;
    assert_found(&db, "Nagorno-Karabakh", &["meeting"]).await;
    assert_found(&db, "nagornokarabakh", &["meeting"]).await;
}

#[actix_web::test]
async fn words_are_found_by_stem_beginning_and_likeness() {
    let db = register(REGISTER).await;
    for (query, slugs) in [
        ("republic", vec!["league", "centre", "defence-council"]),
        ("settlements", vec!["league"]),
        ("dispute", vec!["league"]),
        ("fisher", vec!["league"]),
        ("turkm", vec!["turkmenistan"]),
        ("Turkmenstan", vec!["turkmenistan"]),
        ("tukrmenistan", vec!["turkmenistan"]),
        ("soverein leage", vec!["league", "centre", "defence-council"]),
        // One letter is enough for the last word of a search, and for no other; what the register lacks is left out.
        ("defence m", vec!["defence-council", "meeting"]),
        ("m defence", vec!["defence-council", "meeting"]),
        ("xyzzy", vec![]),
        ("turkmenistan xyzzy", vec!["turkmenistan"]),
    ] {
        assert_found(&db, query, &slugs).await;
    }
    // A word that is there is taken for no other.
    assert_found(&db, "statute", &["forces", "operations"]).await;
}

#[actix_web::test]
async fn a_sign_is_found_by_what_it_stands_for() {
    let page = REGISTER.split_once("\n\n").unwrap().0;
    let db = register(&format!(
        "{page}\n[[document]]\nslug = \"resolution\"\nname = \"Resolution №5 on Peace™\"\nkind = \"RESOLUTION\"\ncite = [\"page\"]\n"
    ))
    .await;
    for query in ["resolution no 5", "Resolution № 5", "resolution 5", "peace", "tm", "№"] {
        assert_found(&db, query, &["resolution"]).await;
    }
    assert_found(&db, "resolution 6", &["resolution"]).await;
}

#[actix_web::test]
async fn words_of_no_meaning_count_where_there_is_no_other() {
    let db = register(REGISTER).await;
    assert_found(&db, "the defence of the", &["defence-council", "meeting"]).await;
    assert_eq!(found(&db, "of the").await, ["forces", "meeting", "league", "operations"]);
    for nothing in ["", " ", "—", "'"] {
        assert_found(&db, nothing, &[]).await;
    }
}

#[actix_web::test]
async fn what_was_found_by_a_name_stands_before_what_was_found_by_a_text() {
    let db = register(REGISTER).await;
    let places = |query: &'static str| {
        let db = &db;
        async move {
            let hits = page(db, query, None, 20).await;
            hits.into_iter().map(|hit| (hit.slug, hit.place / 1_000_000)).collect::<Vec<_>>()
        }
    };
    let named =
        |pairs: &[(&str, i32)]| pairs.iter().map(|(slug, place)| ((*slug).to_owned(), *place)).collect::<Vec<_>>();
    assert_eq!(places("turkmenistan").await, named(&[("turkmenistan", -9)]));
    assert_eq!(places("LSR").await, named(&[("league", -8), ("centre", -4), ("defence-council", -4)]));
    assert_eq!(places("council of ministers of defence").await, named(&[("defence-council", -9), ("meeting", -6)]));
    assert_eq!(places("terrorism").await, named(&[("terrorism", -9), ("centre", -7), ("meeting", -4)]));
    assert_eq!(places("fisheries").await, named(&[("league", -4)]));
    assert_eq!(places("fisher").await, named(&[("league", -3)]));
}

#[actix_web::test]
async fn a_hit_says_through_which_name_and_shows_where() {
    let db = register(REGISTER).await;
    let hit = |query: &'static str| {
        let db = &db;
        async move {
            let hit = page(db, query, None, 1).await.remove(0);
            (hit.via, hit.highlight)
        }
    };
    assert_eq!(hit("lsr").await, (Some("LSR".to_owned()), "<mark>LSR</mark>".to_owned()));
    assert_eq!(
        hit("republican").await,
        (Some("The Republican League".to_owned()), "The <mark>Republican</mark> League".to_owned())
    );
    assert_eq!(
        hit("league republics").await,
        (None, "<mark>League</mark> of Sovereign <mark>Republics</mark>".to_owned())
    );
    assert_eq!(hit("antiterrorism center").await, (None, "<mark>Anti-Terrorist</mark> <mark>Centre</mark>".to_owned()));
    assert_eq!(hit("asgabat").await, (None, "<mark>Aşgabat</mark>".to_owned()));
    assert_eq!(
        hit("leage republik").await,
        (None, "<mark>League</mark> of Sovereign <mark>Republics</mark>".to_owned())
    );
    assert_eq!(hit("hollow").await, (None, "A <mark>hollow</mark> promise, &lt;said&gt; one observer.".to_owned()));
    assert_eq!(
        hit("disputes").await,
        (None, "Works for the settlement of <mark>disputes</mark>. about boundaries; about fisheries".to_owned())
    );
}

#[actix_web::test]
async fn facets_count_the_whole_result() {
    let db = register(REGISTER).await;
    let count =
        |pairs: &[(&str, i64)]| pairs.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect::<Vec<_>>();
    assert_eq!(facets(&db, "terrorism").await, count(&[("MEETING", 1), ("ORGAN", 1), ("TOPIC", 1)]));
    assert_eq!(facets(&db, "peacekeeping").await, count(&[("DOCUMENT", 2)]));
    assert_eq!(facets(&db, "xyzzy").await, count(&[]));
}
