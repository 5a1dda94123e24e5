INSERT INTO public.agenda_item VALUES (41, 'AGENDA_ITEM', 'NORMAL', 41, true, 20, 'MEETING', 4, 'Customs', 17, 'CONSIDERED');

INSERT INTO public.agenda_item_record VALUES (41, 14, 'DOCUMENT');

INSERT INTO public.citation VALUES (1, 1, NULL, 12, '1', 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (2, 2, NULL, 12, '1', 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (3, 3, 'name', 12, '1', 1, 2, 3, 'R.', 1, 'STATE', 'an envoy', 1, true, NULL, 'so', 1);
INSERT INTO public.citation VALUES (5, 5, NULL, 12, '1', 1, 2, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (6, 6, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (7, 7, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (8, 8, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (9, 9, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (10, 10, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (11, 11, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (12, 12, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (13, 13, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (14, 14, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (15, 15, NULL, 12, '1', 2, 1, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (16, 16, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (17, 17, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (18, 18, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (19, 19, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (20, 20, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (21, 21, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (22, 22, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (23, 23, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (24, 24, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (25, 25, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (26, 26, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (27, 27, NULL, 12, '1', 1, 3, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (28, 28, NULL, 12, '1', 1, 4, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (30, 30, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (31, 31, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (32, 32, NULL, 12, '1', 2, 3, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (33, 33, NULL, 12, '1', 2, 4, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (34, 34, NULL, 12, '1', 2, 3, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (35, 35, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (36, 36, NULL, 12, '1', 2, 1, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (37, 37, NULL, 12, '1', 2, 2, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (38, 38, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (39, 39, NULL, 12, '1', 2, 1, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (40, 40, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (41, 41, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (42, 42, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (43, 43, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (44, 44, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (45, 45, NULL, 12, '1', 3, 1, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (46, 46, NULL, 13, '2', 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (47, 47, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);
INSERT INTO public.citation VALUES (48, 48, NULL, 12, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 1);

INSERT INTO public.claim VALUES (48, 'CLAIM', 'DEPRECATED', 48, true, 47, 'REMARK', 'date', '1993');

INSERT INTO public.contact_point VALUES (25, 'CONTACT_POINT', 'NORMAL', 25, true, 6, 'ORGANIZATION', 'SEAT', 'Main street', 11, NULL, '1990', '1990-01-01', '1990-12-31', 'STATED', NULL, NULL, DEFAULT, '1991', '1991-01-01', '1991-12-31', 'STATED', NULL, NULL, DEFAULT, 'YES', '1990-06', '1990-06-01', '1990-06-30', 'AS_OF', 'LOW', 'printed', DEFAULT);
INSERT INTO public.contact_point VALUES (26, 'CONTACT_POINT', 'NORMAL', 26, true, 6, 'ORGANIZATION', 'PHONE', NULL, NULL, 'LOST', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, 'NOT_STATED', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.document VALUES (14, 'DOCUMENT', 'pact', 'Pact', 'TREATY', 'P5Y6M', 'P1Y', '1999~', '1999-01-01', '1999-12-31', 'STATED', NULL, NULL, DEFAULT);
INSERT INTO public.document VALUES (15, 'DOCUMENT', 'union-charter', 'Charter of the Customs Union', 'CHARTER', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.document_depositary VALUES (14, 1, 3, 'STATE', NULL, NULL);
INSERT INTO public.document_depositary VALUES (14, 2, NULL, NULL, 'Secretariat', NULL);

INSERT INTO public.event VALUES (23, 'EVENT', 'campaign', 'Campaign', 'OPERATION', 'OCCURRED', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.event VALUES (22, 'EVENT', 'exercise', 'Exercise', 'EXERCISE', 'CANCELLED', 23, 11, '1993', '1993-01-01', '1993-12-31', 'STATED', NULL, NULL, DEFAULT, '1992', '1992-01-01', '1992-12-31', 'STATED', NULL, NULL, DEFAULT);

INSERT INTO public.figure VALUES (44, 'FIGURE', 'NORMAL', 44, true, 14, 'DOCUMENT', 'customs tariff', 'about two', 'RANGE', 1.5, 2, 'per cent', 'PLANNED', '1992', '1992-01-01', '1992-12-31', 'STATED', NULL, NULL, DEFAULT);
INSERT INTO public.figure VALUES (45, 'FIGURE', 'NORMAL', 45, true, 6, 'ORGANIZATION', 'members', NULL, 'EXACT', 6, NULL, NULL, 'OCCURRED', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.figure VALUES (46, 'FIGURE', 'NORMAL', 45, false, 6, 'ORGANIZATION', 'members', NULL, 'EXACT', 7, NULL, NULL, 'OCCURRED', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.force VALUES (19, 'FORCE', 'guard', 'Guard', 'SECTOR', 14, 'DOCUMENT', 'North');

INSERT INTO public.meeting VALUES (21, 'MEETING', 'gathering', 'Gathering', 'SUMMIT', 'OCCURRED', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.meeting VALUES (20, 'MEETING', 'session', 'Session', 'SESSION', 'ANNOUNCED', 5, 21, 11, '1992-05', '1992-05-01', '1992-05-31', 'STATED', NULL, NULL, DEFAULT, '1991', '1991-01-01', '1991-12-31', 'STATED', NULL, NULL, DEFAULT);

INSERT INTO public.meeting_organ VALUES (20, 16, 6, DEFAULT, 2909273);
INSERT INTO public.meeting_organ VALUES (20, 17, 6, DEFAULT, 2909273);

INSERT INTO public.meeting_organization VALUES (20, 5, 2909273);
INSERT INTO public.meeting_organization VALUES (20, 6, 2909273);

INSERT INTO public.membership VALUES (27, 'MEMBERSHIP', 'NORMAL', 27, true, 6, 'ORGANIZATION', 1, 'STATE', 'FULL', NULL, NULL, NULL, 'OCCURRED', '1992-05-15', '1992-05-15', '1992-05-15', 'STATED', NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, 'NO', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.membership VALUES (28, 'MEMBERSHIP', 'NORMAL', 28, true, 6, 'ORGANIZATION', 2, 'STATE', 'FULL', NULL, NULL, NULL, 'OCCURRED', '1993', '1993-01-01', '1993-12-31', 'STATED', NULL, NULL, DEFAULT, '1995-12-31', '1995-12-31', '1995-12-31', 'STATED', NULL, NULL, DEFAULT, 'YES', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.membership VALUES (30, 'MEMBERSHIP', 'NORMAL', 30, true, 6, 'ORGANIZATION', 3, 'STATE', 'OBSERVER', 'LEADER', 'guest', 'left', 'PROPOSED', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, 'NOT_STATED', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.milestone VALUES (35, 'MILESTONE', 'NORMAL', 35, true, 14, 'DOCUMENT', 'EXTENSION', 'OCCURRED', NULL, NULL, 'all parties', 2, 20, 22, 11, 14, 'P5Y', '1992-05-15', '1992-05-15', '1992-05-15', 'STATED', NULL, NULL, DEFAULT, '1992', '1992-01-01', '1992-12-31', 'STATED', NULL, NULL, DEFAULT);
INSERT INTO public.milestone VALUES (36, 'MILESTONE', 'NORMAL', 36, true, 15, 'DOCUMENT', 'ADOPTION', 'OCCURRED', NULL, NULL, NULL, NULL, 20, NULL, NULL, NULL, NULL, '1992-05-15', '1992-05-15', '1992-05-15', 'STATED', NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.milestone VALUES (37, 'MILESTONE', 'NORMAL', 37, true, 15, 'DOCUMENT', 'ENTRY_INTO_FORCE', 'OCCURRED', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '1993-01-22', '1993-01-22', '1993-01-22', 'STATED', NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.name VALUES (24, 'NAME', 'NORMAL', 24, true, 6, 'ORGANIZATION', 'The Union', 'en', 'OFFICIAL', 'INFERRED', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, '1999', '1999-01-01', '1999-12-31', 'STATED', NULL, NULL, DEFAULT, 'YES', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.node VALUES (14, 'DOCUMENT', 'pact', 1, 1);
INSERT INTO public.node VALUES (44, 'FIGURE', 'pact/customs-tariff', 1, 1);
INSERT INTO public.node VALUES (35, 'MILESTONE', 'pact/EXTENSION', 1, 1);
INSERT INTO public.node VALUES (43, 'PROVISION', 'duty', 1, 1);
INSERT INTO public.node VALUES (38, 'RELATION', 'pact/ESTABLISHES/council', 1, 1);
INSERT INTO public.node VALUES (31, 'TREATY_ACTION', 'pact/ruritania/RATIFICATION', 1, 1);
INSERT INTO public.node VALUES (36, 'MILESTONE', 'charter/ADOPTION', 1, 1);
INSERT INTO public.node VALUES (37, 'MILESTONE', 'charter/ENTRY_INTO_FORCE', 1, 1);
INSERT INTO public.node VALUES (32, 'TREATY_ACTION', 'charter/armenia/SIGNATURE', 1, 1);
INSERT INTO public.node VALUES (33, 'TREATY_ACTION', 'charter/armenia/RATIFICATION', 1, 1);
INSERT INTO public.node VALUES (34, 'TREATY_ACTION', 'charter/belarus/SIGNATURE', 1, 1);
INSERT INTO public.node VALUES (22, 'EVENT', 'exercise', 1, 1);
INSERT INTO public.node VALUES (23, 'EVENT', 'campaign', 1, 1);
INSERT INTO public.node VALUES (45, 'FIGURE', 'six', 1, 1);
INSERT INTO public.node VALUES (46, 'FIGURE', 'seven', 1, 1);
INSERT INTO public.node VALUES (19, 'FORCE', 'guard', 1, 1);
INSERT INTO public.node VALUES (20, 'MEETING', 'session', 1, 1);
INSERT INTO public.node VALUES (41, 'AGENDA_ITEM', 'session/customs', 1, 1);
INSERT INTO public.node VALUES (40, 'PARTICIPATION', 'session/someone/CHAIRED', 1, 1);
INSERT INTO public.node VALUES (21, 'MEETING', 'gathering', 1, 1);
INSERT INTO public.node VALUES (27, 'MEMBERSHIP', 'union/armenia', 1, 1);
INSERT INTO public.node VALUES (28, 'MEMBERSHIP', 'union/belarus', 1, 1);
INSERT INTO public.node VALUES (24, 'NAME', 'union/OFFICIAL/the-union', 1, 1);
INSERT INTO public.node VALUES (18, 'OFFICE', 'chair', 1, 1);
INSERT INTO public.node VALUES (42, 'TENURE', 'chair/someone', 1, 1);
INSERT INTO public.node VALUES (16, 'ORGAN', 'division', 1, 1);
INSERT INTO public.node VALUES (17, 'ORGAN', 'council', 1, 1);
INSERT INTO public.node VALUES (5, 'ORGANIZATION', 'cis', 1, 1);
INSERT INTO public.node VALUES (25, 'CONTACT_POINT', 'union/SEAT', 1, 1);
INSERT INTO public.node VALUES (26, 'CONTACT_POINT', 'union/PHONE', 1, 1);
INSERT INTO public.node VALUES (30, 'MEMBERSHIP', 'union/ruritania', 1, 1);
INSERT INTO public.node VALUES (7, 'PERSON', 'someone', 1, 1);
INSERT INTO public.node VALUES (8, 'PERSON', 'another', 1, 1);
INSERT INTO public.node VALUES (11, 'PLACE', 'town', 1, 1);
INSERT INTO public.node VALUES (39, 'RELATION', 'charter/CONSTITUTES/union', 1, 1);
INSERT INTO public.node VALUES (47, 'REMARK', 'opinion', 1, 1);
INSERT INTO public.node VALUES (48, 'CLAIM', 'remark:opinion/date', 1, 1);
INSERT INTO public.node VALUES (12, 'SOURCE', 'page', 1, 1);
INSERT INTO public.node VALUES (13, 'SOURCE', 'book', 1, 1);
INSERT INTO public.node VALUES (1, 'STATE', 'armenia', 1, 1);
INSERT INTO public.node VALUES (2, 'STATE', 'belarus', 1, 1);
INSERT INTO public.node VALUES (3, 'STATE', 'ruritania', 1, 1);
INSERT INTO public.node VALUES (9, 'TOPIC', 'trade', 1, 1);
INSERT INTO public.node VALUES (10, 'TOPIC', 'economy', 1, 1);
INSERT INTO public.node VALUES (6, 'ORGANIZATION', 'union', 2, 1);
INSERT INTO public.node VALUES (15, 'DOCUMENT', 'charter', 2, 1);

INSERT INTO public.node_change VALUES (2, 1, 6, 'ORGANIZATION', 'UPDATED', '{"row": {"id": 6, "kind": "CUSTOMS_UNION", "name": "Union", "slug": "union", "node_kind": "ORGANIZATION", "abbreviation": "U"}, "links": {"slug": ["union"]}, "version": 1, "citations": [{"id": 6, "note": null, "field": null, "ordinal": 1, "section": null, "named_as": null, "sentence": null, "paragraph": null, "source_id": 12, "is_example": false, "source_row": null, "subject_id": 6, "copied_from_id": null, "attributed_to_id": null, "attributed_to_kind": null, "attributed_to_count": null, "attributed_to_label": null}]}');
INSERT INTO public.node_change VALUES (2, 2, 15, 'DOCUMENT', 'UPDATED', '{"row": {"id": 15, "kind": "CHARTER", "name": "Charter of the Union", "slug": "charter", "node_kind": "DOCUMENT", "term_duration": null, "renewal_period": null, "term_until_edtf": null, "term_until_note": null, "term_until_basis": null, "term_until_order": 14608235, "term_until_latest": null, "term_until_earliest": null, "term_until_confidence": null}, "links": {"slug": ["charter"]}, "version": 1, "citations": [{"id": 15, "note": null, "field": null, "ordinal": 1, "section": "1", "named_as": null, "sentence": 1, "paragraph": 2, "source_id": 12, "is_example": false, "source_row": null, "subject_id": 15, "copied_from_id": null, "attributed_to_id": null, "attributed_to_kind": null, "attributed_to_count": null, "attributed_to_label": null}]}');
INSERT INTO public.node_change VALUES (2, 3, 4, 'STATE', 'DELETED', '{"row": {"id": 4, "iso2": null, "iso3": null, "name": "Arcadia", "slug": "arcadia", "node_kind": "STATE", "iso_numeric": null}, "links": {"slug": ["arcadia"]}, "version": 1, "citations": [{"id": 4, "note": null, "field": null, "ordinal": 1, "section": "1", "named_as": null, "sentence": 1, "paragraph": 1, "source_id": 12, "is_example": false, "source_row": null, "subject_id": 4, "copied_from_id": null, "attributed_to_id": null, "attributed_to_kind": null, "attributed_to_count": null, "attributed_to_label": null}]}');
INSERT INTO public.node_change VALUES (2, 4, 29, 'MEMBERSHIP', 'DELETED', '{"row": {"id": 29, "rank": "NORMAL", "role": null, "ended": "NOT_STATED", "label": null, "set_id": 29, "status": "CANDIDATE", "body_id": 6, "to_edtf": null, "to_note": null, "modality": "OCCURRED", "to_basis": null, "to_order": 14608235, "body_kind": "ORGANIZATION", "from_edtf": null, "from_note": null, "member_id": 4, "node_kind": "MEMBERSHIP", "to_latest": null, "end_reason": null, "from_basis": null, "from_order": 14608235, "is_leading": true, "from_latest": null, "member_kind": "STATE", "to_earliest": null, "from_earliest": null, "to_confidence": null, "from_confidence": null, "attested_on_edtf": null, "attested_on_note": null, "attested_on_basis": null, "attested_on_order": 14608235, "attested_on_latest": null, "attested_on_earliest": null, "attested_on_confidence": null}, "links": {}, "version": 1, "citations": [{"id": 29, "note": null, "field": null, "ordinal": 1, "section": "1", "named_as": null, "sentence": 5, "paragraph": 1, "source_id": 12, "is_example": false, "source_row": null, "subject_id": 29, "copied_from_id": null, "attributed_to_id": null, "attributed_to_kind": null, "attributed_to_count": null, "attributed_to_label": null}]}');

INSERT INTO public.node_topic VALUES (14, 9);
INSERT INTO public.node_topic VALUES (20, 9);
INSERT INTO public.node_topic VALUES (22, 9);
INSERT INTO public.node_topic VALUES (41, 9);
INSERT INTO public.node_topic VALUES (43, 9);
INSERT INTO public.node_topic VALUES (44, 9);
INSERT INTO public.node_topic VALUES (47, 9);

INSERT INTO public.office VALUES (18, 'OFFICE', 'chair', 'Chair', 17, 'ORGAN', true);

INSERT INTO public.organ VALUES (17, 'ORGAN', 'council', 'Council', NULL, 'COUNCIL', 6, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.organ VALUES (16, 'ORGAN', 'division', 'Division', 'D', 'DIVISION', 6, 17, 14, 3, DEFAULT);

INSERT INTO public.organization VALUES (5, 'ORGANIZATION', 'cis', 'Commonwealth', NULL, 'INTERGOVERNMENTAL_ORGANIZATION');
INSERT INTO public.organization VALUES (6, 'ORGANIZATION', 'union', 'Customs Union', 'U', 'CUSTOMS_UNION');

INSERT INTO public.participation VALUES (40, 'PARTICIPATION', 'NORMAL', 40, true, 20, 'MEETING', 7, 'PERSON', 'S.', 1, 'CHAIRED', 3, 'STATE', 18, 'PLANNED');

INSERT INTO public.person VALUES (7, 'PERSON', 'someone', 'Someone');
INSERT INTO public.person VALUES (8, 'PERSON', 'another', 'Another');

INSERT INTO public.place VALUES (11, 'PLACE', 'town', 'Town', 'Town', 'North', 3, 1.25, -2);

INSERT INTO public.provision VALUES (43, 'PROVISION', 'NORMAL', 43, true, 14, 'DOCUMENT', 'OBLIGATION', 'Pay.', '["in time", "in full"]', 'OCCURRED', '1992', '1992-01-01', '1992-12-31', 'STATED', NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, 'NOT_STATED', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.provision_party VALUES (43, 1, 'SUBJECT', 3, 'STATE', 'R.', 0);

INSERT INTO public.register VALUES (true, 2);

INSERT INTO public.relation VALUES (38, 'RELATION', 'NORMAL', 38, true, 'ESTABLISHES', 14, 'DOCUMENT', 17, 'ORGAN', 'a council', 'OCCURRED', '1992', '1992-01-01', '1992-12-31', 'STATED', NULL, NULL, DEFAULT, '1991', '1991-01-01', '1991-12-31', 'STATED', NULL, NULL, DEFAULT);
INSERT INTO public.relation VALUES (39, 'RELATION', 'NORMAL', 39, true, 'CONSTITUTES', 15, 'DOCUMENT', 6, 'ORGANIZATION', NULL, 'OCCURRED', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'EVENT');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'FORCE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'MEETING');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'OFFICE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'PERSON');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'PLACE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'STATE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'DOCUMENT', 'TOPIC');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'EVENT');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'FORCE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'MEETING');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'OFFICE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'PERSON');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'PLACE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'STATE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'EVENT', 'TOPIC');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'EVENT');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'FORCE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'MEETING');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'OFFICE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'PERSON');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'PLACE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'STATE');
INSERT INTO public.relation_rule VALUES ('ABOUT', 'SOURCE', 'TOPIC');
INSERT INTO public.relation_rule VALUES ('AFTER', 'EVENT', 'EVENT');
INSERT INTO public.relation_rule VALUES ('AFTER', 'EVENT', 'MEETING');
INSERT INTO public.relation_rule VALUES ('AFTER', 'MEETING', 'EVENT');
INSERT INTO public.relation_rule VALUES ('AFTER', 'MEETING', 'MEETING');
INSERT INTO public.relation_rule VALUES ('AFTER', 'ORGANIZATION', 'EVENT');
INSERT INTO public.relation_rule VALUES ('AFTER', 'ORGANIZATION', 'MEETING');
INSERT INTO public.relation_rule VALUES ('AMENDS', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'DOCUMENT', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'EVENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'EVENT', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'FORCE', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'FORCE', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'ORGAN', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'ORGAN', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'ORGANIZATION', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'ORGANIZATION', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'SOURCE', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('BASED_ON', 'SOURCE', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('BEFORE', 'EVENT', 'EVENT');
INSERT INTO public.relation_rule VALUES ('BEFORE', 'EVENT', 'MEETING');
INSERT INTO public.relation_rule VALUES ('BEFORE', 'MEETING', 'EVENT');
INSERT INTO public.relation_rule VALUES ('BEFORE', 'MEETING', 'MEETING');
INSERT INTO public.relation_rule VALUES ('CONSTITUTES', 'DOCUMENT', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('DURING', 'EVENT', 'EVENT');
INSERT INTO public.relation_rule VALUES ('DURING', 'EVENT', 'MEETING');
INSERT INTO public.relation_rule VALUES ('DURING', 'MEETING', 'EVENT');
INSERT INTO public.relation_rule VALUES ('DURING', 'MEETING', 'MEETING');
INSERT INTO public.relation_rule VALUES ('ESTABLISHES', 'DOCUMENT', 'FORCE');
INSERT INTO public.relation_rule VALUES ('ESTABLISHES', 'DOCUMENT', 'OFFICE');
INSERT INTO public.relation_rule VALUES ('ESTABLISHES', 'DOCUMENT', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('ESTABLISHES', 'DOCUMENT', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('EXTENDS', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('IMPLEMENTS', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('LEGAL_SUCCESSOR_OF', 'ORGAN', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('LEGAL_SUCCESSOR_OF', 'ORGAN', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('LEGAL_SUCCESSOR_OF', 'ORGANIZATION', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('LEGAL_SUCCESSOR_OF', 'ORGANIZATION', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('LEGAL_SUCCESSOR_OF', 'STATE', 'STATE');
INSERT INTO public.relation_rule VALUES ('MERGED_FROM', 'ORGAN', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('MERGED_FROM', 'ORGAN', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('MERGED_FROM', 'ORGANIZATION', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('MERGED_FROM', 'ORGANIZATION', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('PROTOCOL_TO', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'EVENT');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'FORCE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'MEETING');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'OFFICE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'PERSON');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'PLACE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'STATE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'DOCUMENT', 'TOPIC');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'EVENT');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'FORCE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'MEETING');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'OFFICE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'PERSON');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'PLACE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'STATE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'EVENT', 'TOPIC');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'EVENT');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'FORCE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'MEETING');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'OFFICE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'PERSON');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'PLACE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'SOURCE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'STATE');
INSERT INTO public.relation_rule VALUES ('REFERS_TO', 'MEETING', 'TOPIC');
INSERT INTO public.relation_rule VALUES ('RENAMED_FROM', 'ORGAN', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('RENAMED_FROM', 'ORGAN', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('RENAMED_FROM', 'ORGANIZATION', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('RENAMED_FROM', 'ORGANIZATION', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('REPLACES', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('SUPPLEMENTS', 'DOCUMENT', 'DOCUMENT');
INSERT INTO public.relation_rule VALUES ('TRANSFORMED_FROM', 'ORGAN', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('TRANSFORMED_FROM', 'ORGAN', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('TRANSFORMED_FROM', 'ORGANIZATION', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('TRANSFORMED_FROM', 'ORGANIZATION', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'FORCE', 'FORCE');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'FORCE', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'FORCE', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'FORCE', 'STATE');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'ORGAN', 'FORCE');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'ORGAN', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'ORGAN', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'ORGAN', 'STATE');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'ORGANIZATION', 'FORCE');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'ORGANIZATION', 'ORGAN');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'ORGANIZATION', 'ORGANIZATION');
INSERT INTO public.relation_rule VALUES ('WORKS_WITH', 'ORGANIZATION', 'STATE');

INSERT INTO public.remark VALUES (47, 'REMARK', 'NORMAL', 47, true, 'POSITION', 7, 'PERSON', 'S.', NULL, 20, 'Good.', '1992-05', '1992-05-01', '1992-05-31', 'STATED', NULL, NULL, DEFAULT);

INSERT INTO public.remark_about VALUES (47, 14);
INSERT INTO public.remark_about VALUES (47, 30);
INSERT INTO public.remark_about VALUES (47, 43);

INSERT INTO public.revision VALUES (0, 0, 'depositary', 'The empty register.', '2026-11-23 15:30:00+00', 0, 0, 0);
INSERT INTO public.revision VALUES (1, 1, 'clerk', 'The first register.', '2026-11-23 16:30:00+00', 48, 0, 0);
INSERT INTO public.revision VALUES (2, 2, 'clerk', 'The union has a new name.', '2026-11-23 17:30:00+00', 0, 2, 2);

INSERT INTO public.seaql_migrations VALUES ('m20261123_000001_create_kernel', 1795447800);
INSERT INTO public.seaql_migrations VALUES ('m20261123_000002_create_records', 1795447800);
INSERT INTO public.seaql_migrations VALUES ('m20261123_000003_create_statements', 1795447800);
INSERT INTO public.seaql_migrations VALUES ('m20261123_000004_create_links', 1795447800);

INSERT INTO public.slug VALUES ('armenia', 1, 'STATE');
INSERT INTO public.slug VALUES ('belarus', 2, 'STATE');
INSERT INTO public.slug VALUES ('ruritania', 3, 'STATE');
INSERT INTO public.slug VALUES ('kingdom-of-ruritania', 3, 'STATE');
INSERT INTO public.slug VALUES ('cis', 5, 'ORGANIZATION');
INSERT INTO public.slug VALUES ('union', 6, 'ORGANIZATION');
INSERT INTO public.slug VALUES ('someone', 7, 'PERSON');
INSERT INTO public.slug VALUES ('another', 8, 'PERSON');
INSERT INTO public.slug VALUES ('trade', 9, 'TOPIC');
INSERT INTO public.slug VALUES ('economy', 10, 'TOPIC');
INSERT INTO public.slug VALUES ('town', 11, 'PLACE');
INSERT INTO public.slug VALUES ('page', 12, 'SOURCE');
INSERT INTO public.slug VALUES ('book', 13, 'SOURCE');
INSERT INTO public.slug VALUES ('pact', 14, 'DOCUMENT');
INSERT INTO public.slug VALUES ('charter', 15, 'DOCUMENT');
INSERT INTO public.slug VALUES ('division', 16, 'ORGAN');
INSERT INTO public.slug VALUES ('council', 17, 'ORGAN');
INSERT INTO public.slug VALUES ('chair', 18, 'OFFICE');
INSERT INTO public.slug VALUES ('guard', 19, 'FORCE');
INSERT INTO public.slug VALUES ('session', 20, 'MEETING');
INSERT INTO public.slug VALUES ('gathering', 21, 'MEETING');
INSERT INTO public.slug VALUES ('exercise', 22, 'EVENT');
INSERT INTO public.slug VALUES ('campaign', 23, 'EVENT');
INSERT INTO public.slug VALUES ('union-charter', 15, 'DOCUMENT');

INSERT INTO public.source VALUES (12, 'SOURCE', 'page', 'A page', 'WEB_PAGE', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.source VALUES (13, 'SOURCE', 'book', 'Book', 'BOOK', 'House', 'en', 'https://example.org', '1993', '1993-01-01', '1993-12-31', 'STATED', NULL, NULL, DEFAULT, '2003-09-19', '2003-09-19', '2003-09-19', 'STATED', NULL, NULL, DEFAULT, '2000', '2000-01-01', '2000-12-31', 'STATED', NULL, NULL, DEFAULT, '1991/1993', '1991-01-01', '1993-12-31', 'STATED', NULL, NULL, DEFAULT);

INSERT INTO public.state VALUES (1, 'STATE', 'armenia', 'Armenia', 'AM', NULL, NULL);
INSERT INTO public.state VALUES (2, 'STATE', 'belarus', 'Belarus', NULL, NULL, NULL);
INSERT INTO public.state VALUES (3, 'STATE', 'ruritania', 'Ruritania', 'RU', 'RUR', '999');

INSERT INTO public.tenure VALUES (42, 'TENURE', 'NORMAL', 42, true, 7, 18, true, 'EXPECTED', 20, 8, '1992/..', '1992-01-01', NULL, 'STATED', NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, 'NO', NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

INSERT INTO public.tombstone VALUES (4, 'STATE', 'arcadia', 'Arcadia', 2);
INSERT INTO public.tombstone VALUES (29, 'MEMBERSHIP', NULL, NULL, 2);

INSERT INTO public.topic VALUES (10, 'TOPIC', 'economy', 'Economy', 'SUBJECT', NULL);
INSERT INTO public.topic VALUES (9, 'TOPIC', 'trade', 'Trade', 'SUBJECT', 10);

INSERT INTO public.treaty_action VALUES (31, 'TREATY_ACTION', 'NORMAL', 31, true, 14, 3, 'STATE', 'Ruritania (North)', NULL, 'RATIFICATION', 'ratified', 'OCCURRED', 20, '1992-05-15', '1992-05-15', '1992-05-15', 'STATED', NULL, NULL, DEFAULT, '1992-06', '1992-06-01', '1992-06-30', 'STATED', NULL, NULL, DEFAULT, '1992', '1992-01-01', '1992-12-31', 'STATED', NULL, NULL, DEFAULT);
INSERT INTO public.treaty_action VALUES (32, 'TREATY_ACTION', 'NORMAL', 32, true, 15, 1, 'STATE', NULL, NULL, 'SIGNATURE', NULL, 'OCCURRED', NULL, '1992-05-15', '1992-05-15', '1992-05-15', 'STATED', NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.treaty_action VALUES (33, 'TREATY_ACTION', 'NORMAL', 33, true, 15, 1, 'STATE', NULL, NULL, 'RATIFICATION', NULL, 'OCCURRED', NULL, '1992-11-03', '1992-11-03', '1992-11-03', 'STATED', NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.treaty_action VALUES (34, 'TREATY_ACTION', 'NORMAL', 34, true, 15, 2, 'STATE', NULL, NULL, 'SIGNATURE', NULL, 'OCCURRED', NULL, '1992-05-15', '1992-05-15', '1992-05-15', 'STATED', NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);

SELECT pg_catalog.setval('public.citation_id_seq', 48, true);

SELECT pg_catalog.setval('public.node_id_seq', 48, true);

SELECT pg_catalog.setval('public.revision_id_seq', 2, true);

