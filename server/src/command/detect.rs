//! `knooppunt detect`: the early-warning statistics on a CSV file.

mod options;

use std::io::{self, Write};
use std::path::Path;

use app::model::problem::Problem;
use clap::ValueEnum;

use crate::exchange::counts::Table;
use crate::monitor::displacement::{Areas, BeforeAfter, difference, quotient};
use crate::monitor::{Judgement, Refusal, categorical, cusum, ears, farrington, likelihood_ratio};
pub use options::Options;

/// The methods, by their names on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Method {
    EarsC1,
    EarsC2,
    EarsC3,
    FarringtonFlexible,
    Cusum,
    GlrPoisson,
    LrPoisson,
    GlrNegbin,
    LrNegbin,
    CategoricalCusum,
    Wdq,
    Wdd,
}

/// Judges `file` and prints CSV: `t,observed,expected,upperbound,statistic,alarm`, and for `wdq` and `wdd` their estimates in
/// further columns. What a method lacks stays empty.
pub fn run(method: Method, options: &Options, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| format!("{name}: cannot be read: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{name}: is not UTF-8: save it as UTF-8"))?;
    let printed = detect(method, options, &name, &text).map_err(|problem| problem.to_string())?;
    match io::stdout().lock().write_all(printed.as_bytes()) {
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// What [`run`] prints of the text of a file.
pub fn detect(method: Method, options: &Options, file: &str, text: &str) -> Result<String, Problem> {
    let table = Table::read(file, text)?;
    match method {
        Method::Wdq => quotients(&table, options),
        Method::Wdd => differences(&table, options),
        Method::CategoricalCusum => shares(&table, options),
        _ => series(method, &table, options),
    }
}

fn series(method: Method, table: &Table, options: &Options) -> Result<String, Problem> {
    let observed = table.numbers("observed")?;
    let asked = |result: Result<Vec<Judgement>, Refusal>| result.map_err(|refusal| refused(table, "observed", refusal));
    let judged = match method {
        Method::EarsC1 => asked(ears::judge(&observed, &options.ears(ears::Variant::C1).map_err(wrong)?)),
        Method::EarsC2 => asked(ears::judge(&observed, &options.ears(ears::Variant::C2).map_err(wrong)?)),
        Method::EarsC3 => asked(ears::judge(&observed, &options.ears(ears::Variant::C3).map_err(wrong)?)),
        Method::Cusum => asked(cusum::judge(&observed, &options.cusum().map_err(wrong)?)),
        Method::FarringtonFlexible => {
            let population = if options.uses_population() { Some(table.numbers("population")?) } else { None };
            let options = options.farrington().map_err(wrong)?;
            let judged = farrington::judge(&observed, population.as_deref(), &options);
            asked(judged.map(|judged| judged.into_iter().map(|point| point.judgement).collect()))
        }
        chart => {
            let poisson = matches!(chart, Method::GlrPoisson | Method::LrPoisson);
            let fixed = matches!(chart, Method::LrPoisson | Method::LrNegbin);
            let options = options.likelihood_ratio(poisson, fixed).map_err(wrong)?;
            asked(likelihood_ratio::judge(&observed, &options))
        }
    }?;
    rows(table, &judged)
}

fn shares(table: &Table, options: &Options) -> Result<String, Problem> {
    let categories: Vec<&String> = table.header().iter().filter(|name| *name != "t").collect();
    let columns = categories.iter().map(|name| table.numbers(name)).collect::<Result<Vec<_>, _>>()?;
    let counts: Vec<Vec<f64>> =
        (0..table.rows()).map(|row| columns.iter().map(|column| column[row]).collect()).collect();
    let options = options.categorical(counts.len(), categories.len()).map_err(wrong)?;
    let judged = categorical::judge(&counts, &options);
    rows(table, &judged.map_err(|refusal| refused(table, "", refusal))?)
}

const HEADER: &str = "t,observed,expected,upperbound,statistic,alarm";

fn rows(table: &Table, judged: &[Judgement]) -> Result<String, Problem> {
    let times = table.texts("t")?;
    let mut printed = format!("{HEADER}\n");
    for point in judged {
        let Judgement { at, observed, expected, upperbound, statistic, alarm } = *point;
        let observed = Some(observed).filter(|observed| !observed.is_nan());
        let cells = [observed, expected, upperbound, statistic].map(cell).join(",");
        printed.push_str(&format!("{},{cells},{}\n", quoted(times[at]), u8::from(alarm)));
    }
    Ok(printed)
}

fn quotients(table: &Table, options: &Options) -> Result<String, Problem> {
    let alpha = options.alpha().unwrap_or(0.1);
    let cases = table.texts("case")?;
    let pairs = pairs(table, ["a_pre", "a_post", "b_pre", "b_post", "c_pre", "c_post"])?;
    let mut printed = format!("{HEADER},success,buffer,wdq,tne,tne_se,tne_low,tne_high\n");
    for (row, (case, pair)) in cases.iter().zip(&pairs).enumerate() {
        let found = quotient(pair[0], pair[1], pair[2], alpha).map_err(|refusal| refused_row(table, row, refusal))?;
        // Displacement: the area of the measure did better than its control, and the buffer did worse.
        let alarm = found.success.is_some_and(|success| success < 0.0) && found.wdq.is_some_and(|wdq| wdq < 0.0);
        let estimates = [
            found.success,
            found.buffer,
            found.wdq,
            found.total_net_effect,
            found.standard_error,
            found.low,
            found.high,
        ];
        let estimates = estimates.map(cell).join(",");
        printed.push_str(&format!("{},,,,{},{},{estimates}\n", quoted(case), cell(found.wdq), u8::from(alarm)));
    }
    Ok(printed)
}

fn differences(table: &Table, options: &Options) -> Result<String, Problem> {
    let alpha = options.alpha().unwrap_or(0.1);
    let cases = table.texts("case")?;
    let columns = ["ctrl_pre", "ctrl_post", "trt_pre", "trt_post", "dctrl_pre", "dctrl_post", "dtrt_pre", "dtrt_post"];
    let pairs = pairs(table, columns)?;
    let (times, areas) = (table.weights::<2>("tw")?, table.weights::<4>("aw")?);
    let names = "Est_Local,SE_Local,Est_Displace,SE_Displace,Est_Total,SE_Total,Z,LowCI,HighCI";
    let mut printed = format!("{HEADER},{names}\n");
    for (row, (case, pair)) in cases.iter().zip(&pairs).enumerate() {
        let areas = Areas {
            control: pair[0],
            treated: pair[1],
            displacement_control: pair[2],
            displacement_treated: pair[3],
            time_weights: times[row],
            area_weights: areas[row],
        };
        let found = difference(&areas, alpha).map_err(|refusal| refused_row(table, row, refusal))?;
        // The interval leaves out that nothing changed.
        let alarm = found.z.is_some() && (found.low > 0.0 || found.high < 0.0);
        let changes =
            [found.local, found.displaced, found.total].map(|c| format!("{},{}", c.estimate, c.standard_error));
        let (changes, z) = (changes.join(","), cell(found.z));
        let interval = format!("{},{}", found.low, found.high);
        printed.push_str(&format!("{},,,,{z},{},{changes},{z},{interval}\n", quoted(case), u8::from(alarm)));
    }
    Ok(printed)
}

/// Counts before and after, two columns each, of every row.
fn pairs<const N: usize>(table: &Table, columns: [&str; N]) -> Result<Vec<Vec<BeforeAfter>>, Problem> {
    let numbers = columns.iter().map(|name| table.known_numbers(name)).collect::<Result<Vec<_>, _>>()?;
    let of_row = |row: usize| numbers.chunks(2).map(|pair| BeforeAfter::new(pair[0][row], pair[1][row])).collect();
    Ok((0..table.rows()).map(of_row).collect())
}

fn cell(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

fn wrong(message: String) -> Problem {
    Problem::new(message).in_field("--options")
}

fn refused(table: &Table, column: &str, refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Negative { at, .. } | Refusal::Infinite { at } | Refusal::TooLarge { at, .. } => {
            table.problem(Some(at), column, refusal.to_string())
        }
        Refusal::Option { .. } | Refusal::OutOfRange { .. } => wrong(refusal.to_string()),
        _ => table.problem(None, column, refusal.to_string()),
    }
}

fn refused_row(table: &Table, row: usize, refusal: Refusal) -> Problem {
    table.problem(Some(row), "", refusal.to_string())
}
