//! Cells of CSV files that people open in spreadsheets.

/// A cell of text that no spreadsheet takes for a formula (OWASP, CSV injection).
pub fn text(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
