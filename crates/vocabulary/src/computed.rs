//! Vocabularies of computed values: published, and stored nowhere.

/// Declares a vocabulary of computed values, which no table stores; every `///` is published text.
///
/// Values are ordered as they are written.
#[macro_export]
macro_rules! computed {
    ($(#[doc = $about:literal])+ $name:ident as $published:literal { $($(#[doc = $term:literal])+ $variant:ident = $text:literal,)+ }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[doc = $term])+ $variant,)+
        }

        impl $name {
            /// All values, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }

        impl $crate::Vocabulary for $name {
            const NAME: &'static str = $published;
            const ABOUT: &'static str = concat!($($about),+).trim_ascii();
            const TERMS: &'static [$crate::Term] =
                &[$($crate::Term { name: $text, about: concat!($($term),+).trim_ascii() }),+];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
