ALTER TABLE ONLY public.agenda_item
    ADD CONSTRAINT agenda_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agenda_item_record
    ADD CONSTRAINT agenda_item_record_pkey PRIMARY KEY (agenda_item_id, record_id);

ALTER TABLE ONLY public.agenda_item
    ADD CONSTRAINT agenda_item_set_key UNIQUE (id, set_id, gathering_id);

ALTER TABLE ONLY public.citation
    ADD CONSTRAINT citation_once UNIQUE NULLS NOT DISTINCT (subject_id, field, source_id, section, paragraph, sentence, source_row, named_as);

ALTER TABLE ONLY public.citation
    ADD CONSTRAINT citation_ordinal_once UNIQUE (subject_id, ordinal);

ALTER TABLE ONLY public.citation
    ADD CONSTRAINT citation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.claim
    ADD CONSTRAINT claim_set_key UNIQUE (id, set_id, subject_id, field);

ALTER TABLE ONLY public.contact_point
    ADD CONSTRAINT contact_point_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contact_point
    ADD CONSTRAINT contact_point_set_key UNIQUE (id, set_id, subject_id, kind);

ALTER TABLE ONLY public.document_depositary
    ADD CONSTRAINT document_depositary_pkey PRIMARY KEY (document_id, ordinal);

ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_set_key UNIQUE (id, set_id, subject_id, measure);

ALTER TABLE ONLY public.force
    ADD CONSTRAINT force_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_id_date UNIQUE (id, date_order);

ALTER TABLE ONLY public.meeting_organ
    ADD CONSTRAINT meeting_organ_pkey PRIMARY KEY (meeting_id, organ_id);

ALTER TABLE ONLY public.meeting_organization
    ADD CONSTRAINT meeting_organization_pkey PRIMARY KEY (meeting_id, organization_id);

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_set_key UNIQUE (id, set_id, body_id, member_id);

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_set_key UNIQUE (id, set_id, subject_id, step);

ALTER TABLE ONLY public.name
    ADD CONSTRAINT name_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.name
    ADD CONSTRAINT name_set_key UNIQUE (id, set_id, subject_id);

ALTER TABLE ONLY public.node_change
    ADD CONSTRAINT node_change_pkey PRIMARY KEY (revision_id, ordinal);

ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_id_kind UNIQUE (id, kind);

ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_kind_key UNIQUE (kind, key);

ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.node_topic
    ADD CONSTRAINT node_topic_pkey PRIMARY KEY (node_id, topic_id);

ALTER TABLE ONLY public.office
    ADD CONSTRAINT office_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organ
    ADD CONSTRAINT organ_id_organization UNIQUE (id, organization_key);

ALTER TABLE ONLY public.organ
    ADD CONSTRAINT organ_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.participation
    ADD CONSTRAINT participation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.participation
    ADD CONSTRAINT participation_set_key UNIQUE (id, set_id, gathering_id, role);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provision_party
    ADD CONSTRAINT provision_party_pkey PRIMARY KEY (provision_id, ordinal);

ALTER TABLE ONLY public.provision
    ADD CONSTRAINT provision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provision
    ADD CONSTRAINT provision_set_key UNIQUE (id, set_id, subject_id, kind);

ALTER TABLE ONLY public.register
    ADD CONSTRAINT register_pkey PRIMARY KEY (is_only);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relation_rule
    ADD CONSTRAINT relation_rule_pkey PRIMARY KEY (relation, subject_kind, object_kind);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_set_key UNIQUE (id, set_id, subject_id, relation);

ALTER TABLE ONLY public.remark_about
    ADD CONSTRAINT remark_about_pkey PRIMARY KEY (remark_id, node_id);

ALTER TABLE ONLY public.remark
    ADD CONSTRAINT remark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.remark
    ADD CONSTRAINT remark_set_key UNIQUE (id, set_id, kind);

ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_number_once UNIQUE (number);

ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.seaql_migrations
    ADD CONSTRAINT seaql_migrations_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.slug
    ADD CONSTRAINT slug_of_node UNIQUE (node_id, slug);

ALTER TABLE ONLY public.slug
    ADD CONSTRAINT slug_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.state
    ADD CONSTRAINT state_iso2_once UNIQUE (iso2);

ALTER TABLE ONLY public.state
    ADD CONSTRAINT state_iso3_once UNIQUE (iso3);

ALTER TABLE ONLY public.state
    ADD CONSTRAINT state_iso_numeric_once UNIQUE (iso_numeric);

ALTER TABLE ONLY public.state
    ADD CONSTRAINT state_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT tenure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT tenure_set_key UNIQUE (id, set_id, person_id, office_id);

ALTER TABLE ONLY public.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (node_id);

ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.treaty_action
    ADD CONSTRAINT treaty_action_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.treaty_action
    ADD CONSTRAINT treaty_action_set_key UNIQUE (id, set_id, document_id);

CREATE INDEX agenda_item_of_gathering ON public.agenda_item USING btree (gathering_id, is_leading, ordinal, id);

CREATE INDEX agenda_item_of_organ ON public.agenda_item USING btree (organ_id, id) WHERE (organ_id IS NOT NULL);

CREATE INDEX agenda_item_of_set ON public.agenda_item USING btree (set_id, id);

CREATE UNIQUE INDEX agenda_item_one_leader ON public.agenda_item USING btree (set_id) WHERE is_leading;

CREATE INDEX agenda_item_record_of_record ON public.agenda_item_record USING btree (record_id, agenda_item_id);

CREATE INDEX citation_attributed_to_party ON public.citation USING btree (attributed_to_id) WHERE (attributed_to_id IS NOT NULL);

CREATE INDEX citation_copies ON public.citation USING btree (copied_from_id) WHERE (copied_from_id IS NOT NULL);

CREATE INDEX citation_in_source ON public.citation USING btree (source_id, ordinal, id);

CREATE INDEX claim_of_set ON public.claim USING btree (set_id, id);

CREATE INDEX claim_on_subject ON public.claim USING btree (subject_id, field, id);

CREATE UNIQUE INDEX claim_one_leader ON public.claim USING btree (set_id) WHERE is_leading;

CREATE INDEX contact_point_at_place ON public.contact_point USING btree (place_id, from_order, id) WHERE (place_id IS NOT NULL);

CREATE INDEX contact_point_of_set ON public.contact_point USING btree (set_id, id);

CREATE INDEX contact_point_of_subject ON public.contact_point USING btree (subject_id, is_leading, from_order, id);

CREATE UNIQUE INDEX contact_point_one_leader ON public.contact_point USING btree (set_id) WHERE is_leading;

CREATE INDEX document_by_kind ON public.document USING btree (kind, name, id);

CREATE INDEX document_by_name ON public.document USING btree (name, id);

CREATE UNIQUE INDEX document_by_slug ON public.document USING btree (slug);

CREATE INDEX document_depositary_of_party ON public.document_depositary USING btree (party_id) WHERE (party_id IS NOT NULL);

CREATE INDEX event_at_place ON public.event USING btree (place_id, date_order, id) WHERE (place_id IS NOT NULL);

CREATE INDEX event_by_date ON public.event USING btree (date_order, id);

CREATE INDEX event_by_name ON public.event USING btree (name, id);

CREATE UNIQUE INDEX event_by_slug ON public.event USING btree (slug);

CREATE INDEX event_of_event ON public.event USING btree (part_of_id, date_order, id) WHERE (part_of_id IS NOT NULL);

CREATE INDEX figure_of_set ON public.figure USING btree (set_id, id);

CREATE INDEX figure_of_subject ON public.figure USING btree (subject_id, is_leading, date_order, id);

CREATE UNIQUE INDEX figure_one_leader ON public.figure USING btree (set_id) WHERE is_leading;

CREATE INDEX force_by_name ON public.force USING btree (name, id);

CREATE UNIQUE INDEX force_by_slug ON public.force USING btree (slug);

CREATE INDEX force_of_body ON public.force USING btree (body_id, name, id) WHERE (body_id IS NOT NULL);

CREATE INDEX meeting_at_place ON public.meeting USING btree (place_id, date_order, id) WHERE (place_id IS NOT NULL);

CREATE INDEX meeting_by_date ON public.meeting USING btree (date_order, id);

CREATE INDEX meeting_by_name ON public.meeting USING btree (name, id);

CREATE UNIQUE INDEX meeting_by_slug ON public.meeting USING btree (slug);

CREATE INDEX meeting_of_meeting ON public.meeting USING btree (part_of_id, date_order, id) WHERE (part_of_id IS NOT NULL);

CREATE INDEX meeting_of_organ ON public.meeting_organ USING btree (organ_id, date_order, meeting_id);

CREATE INDEX meeting_of_organization ON public.meeting_organization USING btree (organization_id, date_order, meeting_id);

CREATE INDEX membership_of_body ON public.membership USING btree (body_id, is_leading, from_order, id);

CREATE INDEX membership_of_member ON public.membership USING btree (member_id, is_leading, from_order, id);

CREATE INDEX membership_of_set ON public.membership USING btree (set_id, id);

CREATE UNIQUE INDEX membership_one_leader ON public.membership USING btree (set_id) WHERE is_leading;

CREATE INDEX milestone_at_event ON public.milestone USING btree (event_id, date_order, id) WHERE (event_id IS NOT NULL);

CREATE INDEX milestone_at_meeting ON public.milestone USING btree (meeting_id, is_leading, date_order, id) WHERE (meeting_id IS NOT NULL);

CREATE INDEX milestone_at_place ON public.milestone USING btree (place_id, date_order, id) WHERE (place_id IS NOT NULL);

CREATE INDEX milestone_by_instrument ON public.milestone USING btree (instrument_id, date_order, id) WHERE (instrument_id IS NOT NULL);

CREATE INDEX milestone_by_party ON public.milestone USING btree (by_id, is_leading, date_order, id) WHERE (by_id IS NOT NULL);

CREATE INDEX milestone_of_set ON public.milestone USING btree (set_id, id);

CREATE INDEX milestone_of_subject ON public.milestone USING btree (subject_id, is_leading, date_order, id);

CREATE UNIQUE INDEX milestone_one_leader ON public.milestone USING btree (set_id) WHERE is_leading;

CREATE INDEX name_of_set ON public.name USING btree (set_id, id);

CREATE INDEX name_of_subject ON public.name USING btree (subject_id, is_leading, from_order, id);

CREATE UNIQUE INDEX name_one_leader ON public.name USING btree (set_id) WHERE is_leading;

CREATE INDEX node_by_revision ON public.node USING brin (created_in);

CREATE INDEX node_change_of_node ON public.node_change USING btree (node_id, revision_id);

CREATE INDEX node_topic_of_topic ON public.node_topic USING btree (topic_id, node_id);

CREATE INDEX office_by_name ON public.office USING btree (name, id);

CREATE UNIQUE INDEX office_by_slug ON public.office USING btree (slug);

CREATE INDEX office_of_body ON public.office USING btree (body_id, name, id);

CREATE INDEX organ_by_name ON public.organ USING btree (name, id);

CREATE UNIQUE INDEX organ_by_slug ON public.organ USING btree (slug);

CREATE INDEX organ_of_organ ON public.organ USING btree (parent_organ_id, name, id) WHERE (parent_organ_id IS NOT NULL);

CREATE INDEX organ_of_organization ON public.organ USING btree (organization_id, name, id) WHERE (organization_id IS NOT NULL);

CREATE INDEX organ_of_state ON public.organ USING btree (state_id, name, id) WHERE (state_id IS NOT NULL);

CREATE INDEX organ_of_treaty ON public.organ USING btree (treaty_id, name, id) WHERE (treaty_id IS NOT NULL);

CREATE INDEX organization_by_name ON public.organization USING btree (name, id);

CREATE UNIQUE INDEX organization_by_slug ON public.organization USING btree (slug);

CREATE INDEX participation_for_party ON public.participation USING btree (represents_id) WHERE (represents_id IS NOT NULL);

CREATE INDEX participation_in_gathering ON public.participation USING btree (gathering_id, is_leading, id);

CREATE INDEX participation_in_office ON public.participation USING btree (office_id, id) WHERE (office_id IS NOT NULL);

CREATE INDEX participation_of_party ON public.participation USING btree (party_id, is_leading, id) WHERE (party_id IS NOT NULL);

CREATE INDEX participation_of_set ON public.participation USING btree (set_id, id);

CREATE UNIQUE INDEX participation_one_leader ON public.participation USING btree (set_id) WHERE is_leading;

CREATE INDEX person_by_name ON public.person USING btree (name, id);

CREATE UNIQUE INDEX person_by_slug ON public.person USING btree (slug);

CREATE INDEX place_by_name ON public.place USING btree (name, id);

CREATE UNIQUE INDEX place_by_slug ON public.place USING btree (slug);

CREATE INDEX place_in_state ON public.place USING btree (state_id, name, id) WHERE (state_id IS NOT NULL);

CREATE INDEX provision_of_set ON public.provision USING btree (set_id, id);

CREATE INDEX provision_of_subject ON public.provision USING btree (subject_id, is_leading, from_order, id);

CREATE UNIQUE INDEX provision_one_leader ON public.provision USING btree (set_id) WHERE is_leading;

CREATE INDEX provision_party_of_party ON public.provision_party USING btree (party_id, provision_id) WHERE (party_id IS NOT NULL);

CREATE INDEX relation_of_object ON public.relation USING btree (object_id, is_leading, date_order, id) WHERE (object_id IS NOT NULL);

CREATE INDEX relation_of_set ON public.relation USING btree (set_id, id);

CREATE INDEX relation_of_subject ON public.relation USING btree (subject_id, is_leading, date_order, id);

CREATE UNIQUE INDEX relation_one_leader ON public.relation USING btree (set_id) WHERE is_leading;

CREATE INDEX remark_about_node ON public.remark_about USING btree (node_id, remark_id);

CREATE INDEX remark_at_meeting ON public.remark USING btree (meeting_id, is_leading, date_order, id) WHERE (meeting_id IS NOT NULL);

CREATE INDEX remark_by_date ON public.remark USING btree (date_order, id) WHERE is_leading;

CREATE INDEX remark_by_voice ON public.remark USING btree (voice_id, is_leading, date_order, id) WHERE (voice_id IS NOT NULL);

CREATE INDEX remark_of_set ON public.remark USING btree (set_id, id);

CREATE UNIQUE INDEX remark_one_leader ON public.remark USING btree (set_id) WHERE is_leading;

CREATE INDEX source_by_name ON public.source USING btree (name, id);

CREATE UNIQUE INDEX source_by_slug ON public.source USING btree (slug);

CREATE INDEX state_by_name ON public.state USING btree (name, id);

CREATE UNIQUE INDEX state_by_slug ON public.state USING btree (slug);

CREATE INDEX tenure_chosen_at ON public.tenure USING btree (chosen_at_id, from_order, id) WHERE (chosen_at_id IS NOT NULL);

CREATE INDEX tenure_of_office ON public.tenure USING btree (office_id, is_leading, from_order, id);

CREATE INDEX tenure_of_person ON public.tenure USING btree (person_id, is_leading, from_order, id);

CREATE INDEX tenure_of_set ON public.tenure USING btree (set_id, id);

CREATE UNIQUE INDEX tenure_one_leader ON public.tenure USING btree (set_id) WHERE is_leading;

CREATE INDEX tenure_replacing ON public.tenure USING btree (replaces_id, from_order, id) WHERE (replaces_id IS NOT NULL);

CREATE INDEX tombstone_by_revision ON public.tombstone USING btree (deleted_in);

CREATE INDEX tombstone_by_slug ON public.tombstone USING btree (slug) WHERE (slug IS NOT NULL);

CREATE INDEX topic_by_name ON public.topic USING btree (name, id);

CREATE UNIQUE INDEX topic_by_slug ON public.topic USING btree (slug);

CREATE INDEX topic_narrower ON public.topic USING btree (broader_id, name, id) WHERE (broader_id IS NOT NULL);

CREATE INDEX treaty_action_at_meeting ON public.treaty_action USING btree (meeting_id, date_order, id) WHERE (meeting_id IS NOT NULL);

CREATE INDEX treaty_action_of_party ON public.treaty_action USING btree (party_id, is_leading, date_order, id) WHERE (party_id IS NOT NULL);

CREATE INDEX treaty_action_of_set ON public.treaty_action USING btree (set_id, id);

CREATE INDEX treaty_action_on_document ON public.treaty_action USING btree (document_id, is_leading, date_order, id);

CREATE UNIQUE INDEX treaty_action_one_leader ON public.treaty_action USING btree (set_id) WHERE is_leading;

ALTER TABLE ONLY public.agenda_item
    ADD CONSTRAINT agenda_item_gathering FOREIGN KEY (gathering_id, gathering_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.agenda_item
    ADD CONSTRAINT agenda_item_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.agenda_item
    ADD CONSTRAINT agenda_item_one_set FOREIGN KEY (set_id, set_id, gathering_id) REFERENCES public.agenda_item(id, set_id, gathering_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agenda_item
    ADD CONSTRAINT agenda_item_organ FOREIGN KEY (organ_id) REFERENCES public.organ(id);

ALTER TABLE ONLY public.agenda_item_record
    ADD CONSTRAINT agenda_item_record_item FOREIGN KEY (agenda_item_id) REFERENCES public.agenda_item(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agenda_item_record
    ADD CONSTRAINT agenda_item_record_record FOREIGN KEY (record_id, record_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.citation
    ADD CONSTRAINT citation_attributed_to FOREIGN KEY (attributed_to_id, attributed_to_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.citation
    ADD CONSTRAINT citation_copied_from FOREIGN KEY (copied_from_id) REFERENCES public.citation(id);

ALTER TABLE ONLY public.citation
    ADD CONSTRAINT citation_source FOREIGN KEY (source_id) REFERENCES public.source(id);

ALTER TABLE ONLY public.citation
    ADD CONSTRAINT citation_subject FOREIGN KEY (subject_id) REFERENCES public.node(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.claim
    ADD CONSTRAINT claim_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.claim
    ADD CONSTRAINT claim_one_set FOREIGN KEY (set_id, set_id, subject_id, field) REFERENCES public.claim(id, set_id, subject_id, field) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.claim
    ADD CONSTRAINT claim_subject FOREIGN KEY (subject_id, subject_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.contact_point
    ADD CONSTRAINT contact_point_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.contact_point
    ADD CONSTRAINT contact_point_one_set FOREIGN KEY (set_id, set_id, subject_id, kind) REFERENCES public.contact_point(id, set_id, subject_id, kind) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contact_point
    ADD CONSTRAINT contact_point_place FOREIGN KEY (place_id) REFERENCES public.place(id);

ALTER TABLE ONLY public.contact_point
    ADD CONSTRAINT contact_point_subject FOREIGN KEY (subject_id, subject_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.document_depositary
    ADD CONSTRAINT document_depositary_document FOREIGN KEY (document_id) REFERENCES public.document(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.document_depositary
    ADD CONSTRAINT document_depositary_party FOREIGN KEY (party_id, party_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_part_of FOREIGN KEY (part_of_id) REFERENCES public.event(id);

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_place FOREIGN KEY (place_id) REFERENCES public.place(id);

ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_one_set FOREIGN KEY (set_id, set_id, subject_id, measure) REFERENCES public.figure(id, set_id, subject_id, measure) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.figure
    ADD CONSTRAINT figure_subject FOREIGN KEY (subject_id, subject_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.force
    ADD CONSTRAINT force_body FOREIGN KEY (body_id, body_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.force
    ADD CONSTRAINT force_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.force
    ADD CONSTRAINT force_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_convened FOREIGN KEY (id, organization_id) REFERENCES public.meeting_organization(meeting_id, organization_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.meeting_organ
    ADD CONSTRAINT meeting_organ_meeting FOREIGN KEY (meeting_id, date_order) REFERENCES public.meeting(id, date_order) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.meeting_organ
    ADD CONSTRAINT meeting_organ_organ FOREIGN KEY (organ_id, organization_key) REFERENCES public.organ(id, organization_key);

ALTER TABLE ONLY public.meeting_organ
    ADD CONSTRAINT meeting_organ_organization FOREIGN KEY (meeting_id, organization_id) REFERENCES public.meeting_organization(meeting_id, organization_id);

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_organization FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.meeting_organization
    ADD CONSTRAINT meeting_organization_meeting FOREIGN KEY (meeting_id, date_order) REFERENCES public.meeting(id, date_order) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.meeting_organization
    ADD CONSTRAINT meeting_organization_organization FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_part_of FOREIGN KEY (part_of_id) REFERENCES public.meeting(id);

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_place FOREIGN KEY (place_id) REFERENCES public.place(id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_body FOREIGN KEY (body_id, body_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_member FOREIGN KEY (member_id, member_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_one_set FOREIGN KEY (set_id, set_id, body_id, member_id) REFERENCES public.membership(id, set_id, body_id, member_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_by FOREIGN KEY (by_id, by_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_event FOREIGN KEY (event_id) REFERENCES public.event(id);

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_instrument FOREIGN KEY (instrument_id) REFERENCES public.document(id);

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_meeting FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_one_set FOREIGN KEY (set_id, set_id, subject_id, step) REFERENCES public.milestone(id, set_id, subject_id, step) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_place FOREIGN KEY (place_id) REFERENCES public.place(id);

ALTER TABLE ONLY public.milestone
    ADD CONSTRAINT milestone_subject FOREIGN KEY (subject_id, subject_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.name
    ADD CONSTRAINT name_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.name
    ADD CONSTRAINT name_one_set FOREIGN KEY (set_id, set_id, subject_id) REFERENCES public.name(id, set_id, subject_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.name
    ADD CONSTRAINT name_subject FOREIGN KEY (subject_id, subject_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.node_change
    ADD CONSTRAINT node_change_revision FOREIGN KEY (revision_id) REFERENCES public.revision(id);

ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_created_in FOREIGN KEY (created_in) REFERENCES public.revision(id);

ALTER TABLE ONLY public.node_topic
    ADD CONSTRAINT node_topic_node FOREIGN KEY (node_id) REFERENCES public.node(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.node_topic
    ADD CONSTRAINT node_topic_topic FOREIGN KEY (topic_id) REFERENCES public.topic(id);

ALTER TABLE ONLY public.office
    ADD CONSTRAINT office_body FOREIGN KEY (body_id, body_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.office
    ADD CONSTRAINT office_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.office
    ADD CONSTRAINT office_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organ
    ADD CONSTRAINT organ_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.organ
    ADD CONSTRAINT organ_organization FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.organ
    ADD CONSTRAINT organ_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organ
    ADD CONSTRAINT organ_parent_organ FOREIGN KEY (parent_organ_id) REFERENCES public.organ(id);

ALTER TABLE ONLY public.organ
    ADD CONSTRAINT organ_state FOREIGN KEY (state_id) REFERENCES public.state(id);

ALTER TABLE ONLY public.organ
    ADD CONSTRAINT organ_treaty FOREIGN KEY (treaty_id) REFERENCES public.document(id);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.participation
    ADD CONSTRAINT participation_gathering FOREIGN KEY (gathering_id, gathering_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.participation
    ADD CONSTRAINT participation_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.participation
    ADD CONSTRAINT participation_office FOREIGN KEY (office_id) REFERENCES public.office(id);

ALTER TABLE ONLY public.participation
    ADD CONSTRAINT participation_one_set FOREIGN KEY (set_id, set_id, gathering_id, role) REFERENCES public.participation(id, set_id, gathering_id, role) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.participation
    ADD CONSTRAINT participation_party FOREIGN KEY (party_id, party_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.participation
    ADD CONSTRAINT participation_represents FOREIGN KEY (represents_id, represents_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.place
    ADD CONSTRAINT place_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.place
    ADD CONSTRAINT place_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.place
    ADD CONSTRAINT place_state FOREIGN KEY (state_id) REFERENCES public.state(id);

ALTER TABLE ONLY public.provision
    ADD CONSTRAINT provision_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.provision
    ADD CONSTRAINT provision_one_set FOREIGN KEY (set_id, set_id, subject_id, kind) REFERENCES public.provision(id, set_id, subject_id, kind) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provision_party
    ADD CONSTRAINT provision_party_party FOREIGN KEY (party_id, party_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.provision_party
    ADD CONSTRAINT provision_party_provision FOREIGN KEY (provision_id) REFERENCES public.provision(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.provision
    ADD CONSTRAINT provision_subject FOREIGN KEY (subject_id, subject_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.register
    ADD CONSTRAINT register_revision FOREIGN KEY (revision) REFERENCES public.revision(number);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_object FOREIGN KEY (object_id, object_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_one_set FOREIGN KEY (set_id, set_id, subject_id, relation) REFERENCES public.relation(id, set_id, subject_id, relation) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_rule_allows FOREIGN KEY (relation, subject_kind, object_kind) REFERENCES public.relation_rule(relation, subject_kind, object_kind);

ALTER TABLE ONLY public.relation
    ADD CONSTRAINT relation_subject FOREIGN KEY (subject_id, subject_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.remark_about
    ADD CONSTRAINT remark_about_node FOREIGN KEY (node_id) REFERENCES public.node(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.remark_about
    ADD CONSTRAINT remark_about_remark FOREIGN KEY (remark_id) REFERENCES public.remark(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.remark
    ADD CONSTRAINT remark_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.remark
    ADD CONSTRAINT remark_meeting FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);

ALTER TABLE ONLY public.remark
    ADD CONSTRAINT remark_one_set FOREIGN KEY (set_id, set_id, kind) REFERENCES public.remark(id, set_id, kind) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.remark
    ADD CONSTRAINT remark_voice FOREIGN KEY (voice_id, voice_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.slug
    ADD CONSTRAINT slug_kind FOREIGN KEY (node_id, kind) REFERENCES public.node(id, kind) ON DELETE CASCADE;

ALTER TABLE ONLY public.slug
    ADD CONSTRAINT slug_node FOREIGN KEY (node_id) REFERENCES public.node(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.state
    ADD CONSTRAINT state_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.state
    ADD CONSTRAINT state_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT tenure_chosen_at FOREIGN KEY (chosen_at_id) REFERENCES public.meeting(id);

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT tenure_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT tenure_office FOREIGN KEY (office_id) REFERENCES public.office(id);

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT tenure_one_set FOREIGN KEY (set_id, set_id, person_id, office_id) REFERENCES public.tenure(id, set_id, person_id, office_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT tenure_person FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT tenure_replaces FOREIGN KEY (replaces_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.tombstone
    ADD CONSTRAINT tombstone_revision FOREIGN KEY (deleted_in) REFERENCES public.revision(id);

ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_broader FOREIGN KEY (broader_id) REFERENCES public.topic(id);

ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.topic
    ADD CONSTRAINT topic_owns_slug FOREIGN KEY (id, slug) REFERENCES public.slug(node_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treaty_action
    ADD CONSTRAINT treaty_action_document FOREIGN KEY (document_id) REFERENCES public.document(id);

ALTER TABLE ONLY public.treaty_action
    ADD CONSTRAINT treaty_action_is_node FOREIGN KEY (id, node_kind) REFERENCES public.node(id, kind);

ALTER TABLE ONLY public.treaty_action
    ADD CONSTRAINT treaty_action_meeting FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);

ALTER TABLE ONLY public.treaty_action
    ADD CONSTRAINT treaty_action_one_set FOREIGN KEY (set_id, set_id, document_id) REFERENCES public.treaty_action(id, set_id, document_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.treaty_action
    ADD CONSTRAINT treaty_action_party FOREIGN KEY (party_id, party_kind) REFERENCES public.node(id, kind);

