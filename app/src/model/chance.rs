//! What chance alone gives around counts, and around rates of counts to effort.

/// From where to where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// What was counted, and the effort behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposed {
    pub count: f64,
    /// In units of whatever the effort is counted in; above zero.
    pub effort: f64,
}

/// Counts beside what the effort behind them lets expect, if all had the same rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    /// Counts for one unit of effort, of all together.
    pub rate: f64,
    /// Where the limits run, by rising effort.
    pub limits: Vec<Limits>,
    /// One for each of those asked about, in their order.
    pub places: Vec<Standing>,
    /// The dispersion: how much more they differ than chance gives. About 1 where chance is all.
    pub phi: f64,
    /// Whether `phi` is larger than chance would make it.
    pub overdispersed: bool,
}

/// Rates for one unit of effort between which chance keeps 95 and 99.8 of a hundred, at so much effort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    pub effort: f64,
    pub inner: Interval,
    pub outer: Interval,
}

/// Where a rate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Below 99.8%.
    FarBelow,
    /// Below 95%.
    Below,
    Within,
    Above,
    FarAbove,
}
