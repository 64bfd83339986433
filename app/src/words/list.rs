//! Closed lists of the model, with a name or a sentence for each.

/// A struct with one name per variant, read from a table of the same keys.
macro_rules! list {
    ($list:ident, $of:ty, { $($field:ident = $variant:path),+ $(,)? }) => {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct $list { $($field: String),+ }

        impl $list {
            fn of(&self, value: $of) -> &str {
                match value { $($variant => &self.$field),+ }
            }
        }
    };
}
