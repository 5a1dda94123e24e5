//! The tables of `../../sql/peers.sql`, with the relations that the queries need.

/// One state.
pub mod state {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "peer", table_name = "state")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub iso3: String,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
    pub enum RelatedEntity {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One organization.
pub mod organization {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "peer", table_name = "organization")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub slug: String,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::membership::Entity")]
        Membership,
        #[sea_orm(has_many = "super::meeting::Entity")]
        Meeting,
    }

    impl Related<super::membership::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Membership.def()
        }
    }

    impl Related<super::meeting::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Meeting.def()
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
    pub enum RelatedEntity {
        #[sea_orm(entity = "super::membership::Entity")]
        Membership,
        #[sea_orm(entity = "super::meeting::Entity")]
        Meeting,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One membership.
pub mod membership {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "peer", table_name = "membership")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub organization_id: i32,
        pub state_id: i32,
        pub status: String,
        pub begins: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::state::Entity", from = "Column::StateId", to = "super::state::Column::Id")]
        State,
        #[sea_orm(
            belongs_to = "super::organization::Entity",
            from = "Column::OrganizationId",
            to = "super::organization::Column::Id"
        )]
        Organization,
    }

    impl Related<super::state::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::State.def()
        }
    }

    impl Related<super::organization::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Organization.def()
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
    pub enum RelatedEntity {
        #[sea_orm(entity = "super::state::Entity")]
        State,
        #[sea_orm(entity = "super::organization::Entity")]
        Organization,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One meeting.
pub mod meeting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "peer", table_name = "meeting")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub organization_id: i32,
        pub slug: String,
        pub name: String,
        pub held: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::organization::Entity",
            from = "Column::OrganizationId",
            to = "super::organization::Column::Id"
        )]
        Organization,
        #[sea_orm(has_many = "super::document::Entity")]
        Document,
    }

    impl Related<super::organization::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Organization.def()
        }
    }

    impl Related<super::document::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Document.def()
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
    pub enum RelatedEntity {
        #[sea_orm(entity = "super::organization::Entity")]
        Organization,
        #[sea_orm(entity = "super::document::Entity")]
        Document,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One document.
pub mod document {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "peer", table_name = "document")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub meeting_id: i32,
        pub slug: String,
        pub name: String,
        pub kind: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::meeting::Entity", from = "Column::MeetingId", to = "super::meeting::Column::Id")]
        Meeting,
        #[sea_orm(has_many = "super::action::Entity")]
        Action,
    }

    impl Related<super::meeting::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Meeting.def()
        }
    }

    impl Related<super::action::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Action.def()
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
    pub enum RelatedEntity {
        #[sea_orm(entity = "super::meeting::Entity")]
        Meeting,
        #[sea_orm(entity = "super::action::Entity")]
        Action,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One action.
pub mod action {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(schema_name = "peer", table_name = "action")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub document_id: i32,
        pub state_id: i32,
        pub kind: String,
        pub done: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::state::Entity", from = "Column::StateId", to = "super::state::Column::Id")]
        State,
        #[sea_orm(
            belongs_to = "super::document::Entity",
            from = "Column::DocumentId",
            to = "super::document::Column::Id"
        )]
        Document,
    }

    impl Related<super::state::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::State.def()
        }
    }

    impl Related<super::document::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Document.def()
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
    pub enum RelatedEntity {
        #[sea_orm(entity = "super::state::Entity")]
        State,
        #[sea_orm(entity = "super::document::Entity")]
        Document,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

seaography::register_entity_modules!([state, organization, membership, meeting, document, action]);
