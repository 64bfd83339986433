//! Values beside their budgets.

/// One line of the result.
struct Row {
    what: String,
    value: String,
    budget: String,
    /// Absent where the value could not be measured, or has no budget.
    kept: Option<bool>,
}

#[derive(Default)]
pub struct Table(Vec<Row>);

impl Table {
    /// A value that must not be above its budget.
    pub fn most(&mut self, what: &str, value: f64, budget: f64, unit: &str) {
        self.row(what, number(value, unit), format!("≤ {}", number(budget, unit)), Some(value <= budget));
    }

    /// A value that must not be below its budget.
    pub fn least(&mut self, what: &str, value: f64, budget: f64, unit: &str) {
        self.row(what, number(value, unit), format!("≥ {}", number(budget, unit)), Some(value >= budget));
    }

    /// A value to read the others by.
    pub fn plain(&mut self, what: &str, value: f64, unit: &str) {
        self.row(what, number(value, unit), String::new(), None);
    }

    /// Something that could not be measured, and why.
    pub fn missing(&mut self, what: &str, why: &str) {
        self.row(what, why.to_owned(), String::new(), None);
    }

    fn row(&mut self, what: &str, value: String, budget: String, kept: Option<bool>) {
        self.0.push(Row { what: what.to_owned(), value, budget, kept });
    }

    pub fn print(&self) {
        let width = |of: fn(&Row) -> &str| self.0.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
        let (what, value, budget) = (width(|row| &row.what), width(|row| &row.value), width(|row| &row.budget));
        for row in &self.0 {
            let kept = row.kept.map_or("", |kept| if kept { "ok" } else { "OVER" });
            println!("{:what$}  {:>value$}  {:>budget$}  {kept}", row.what, row.value, row.budget);
        }
    }
}

fn number(value: f64, unit: &str) -> String {
    let digits = if value.abs() >= 100.0 { 0 } else { 2 };
    format!("{value:.digits$} {unit}").trim_end().to_owned()
}

/// The value below which this share of the values lies, by nearest rank. In milliseconds, of durations.
pub fn percentile(times: &mut [std::time::Duration], share: f64) -> f64 {
    times.sort_unstable();
    let rank = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1));
    times.get(rank - 1).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
