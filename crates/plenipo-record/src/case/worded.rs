//! Closed lists of words: each value with the word that a dossier and a page have for it.

/// An enum whose values have one word each, with `ALL` and `word`.
macro_rules! worded {
    (
        $(#[$of:meta])*
        $name:ident, $count:literal { $( $(#[$each:meta])* $value:ident = $word:literal ),+ $(,)? }
    ) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$each])* $value, )+
        }

        impl $name {
            /// Every value with its word.
            pub const ALL: [($name, &'static str); $count] = [$(($name::$value, $word)),+];

            /// Its word in a dossier.
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$value => $word,)+
                }
            }
        }
    };
}
pub(crate) use worded;
