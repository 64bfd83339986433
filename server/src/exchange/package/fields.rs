//! The columns of the values, once for every format.

/// What a column holds, in the types that Data Package and CSVW share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Text,
    Number,
    Date,
}

/// A column.
pub struct Field {
    pub name: &'static str,
    pub kind: Type,
    pub nl: &'static str,
    pub en: &'static str,
    pub required: bool,
}

const fn field(name: &'static str, kind: Type, nl: &'static str, en: &'static str, required: bool) -> Field {
    Field { name, kind, nl, en, required }
}

/// The column of the place that a value is about.
pub const PLACE: &str = "place";

/// In the order in which they are written; named as in files that are imported.
pub const FIELDS: [Field; 19] = [
    field("id", Type::Text, "Naam van deze waarde", "Name of this value", true),
    field("indicator", Type::Text, "Code van de indicator", "Code of the indicator", true),
    field(PLACE, Type::Text, "Code van de plaats", "Code of the place", true),
    field("place_nl", Type::Text, "Naam van de plaats", "Name of the place in Dutch", false),
    field("place_en", Type::Text, "Naam van de plaats in het Engels", "Name of the place in English", false),
    field("hub", Type::Text, "Code van het knooppunt waar de plaats bij hoort", "Code of the hub of the place", false),
    field(
        "period",
        Type::Text,
        "Periode: 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W09, 2024-YTD, 2022-04..2022-06 of undated",
        "Period: 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W09, 2024-YTD, 2022-04..2022-06 or undated",
        true,
    ),
    field("first_day", Type::Date, "Eerste dag van de periode", "First day of the period", false),
    field("last_day", Type::Date, "Laatste dag van de periode", "Last day of the period", false),
    field(
        "value",
        Type::Number,
        "Waarde; leeg waar de status zegt waarom",
        "Value; empty where the status says why",
        false,
    ),
    field("status", Type::Text, "Status volgens SDMX CL_OBS_STATUS", "Status after SDMX CL_OBS_STATUS", true),
    field(
        "qualifier",
        Type::Text,
        "Nauwkeurigheid: official, exact, approximate, reported of derived",
        "How exact: official, exact, approximate, reported or derived",
        true,
    ),
    field("publisher", Type::Text, "Uitgever van de bron", "Publisher of the source", false),
    field("title", Type::Text, "Titel van de bron", "Title of the source", true),
    field("url", Type::Text, "Adres van de bron", "Address of the source", false),
    field("date", Type::Text, "Datum van de bron", "Date of the source", false),
    field("note_nl", Type::Text, "Toelichting", "Note in Dutch", false),
    field("note_en", Type::Text, "Toelichting in het Engels", "Note in English", false),
    field("known_on", Type::Date, "Dag waarop de waarde bekend werd", "Day on which the value became known", false),
];
