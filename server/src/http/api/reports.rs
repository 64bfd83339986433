//! `GET /api/v1/rapportages` and `GET /api/v1/rapportages/{id}`: published reports, as they were frozen.

use app::model::lang::{Lang, Text};
use app::model::report::{Chapter, Listed, Report, State};
use app::model::slug::Slug;
use app::routes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::params::Params;
use super::wire::Both;
use super::{json, refused};
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// De gepubliceerde rapportages, de nieuwste periode eerst.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rapportagelijst)]
struct Reports {
    totaal: u64,
    resultaten: Vec<ListedReport>,
}

/// Een rapportage in een lijst.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RapportageKort)]
struct ListedReport {
    id: String,
    #[schema(format = Date)]
    van: String,
    /// Meegerekend.
    #[schema(format = Date)]
    tot_en_met: String,
    #[schema(format = DateTime)]
    gepubliceerd_op: String,
    /// Het pad van de pagina en van de PDF.
    pagina: String,
    pdf: String,
}

/// Een rapportage, zoals zij bij de publicatie is bevroren.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Rapportage)]
struct OneReport {
    #[serde(flatten)]
    kort: ListedReport,
    /// De dag waarop de cijfers zijn genomen.
    #[schema(required, format = Date)]
    cijfers_van: Option<String>,
    organisaties: Vec<String>,
    /// De organisatie van de tweede lezer.
    #[schema(required)]
    gelezen_door: Option<String>,
    opmerkingen: Vec<Remark>,
    standen: Vec<Standing>,
    mijlpalen: Vec<Planned>,
    toezeggingen: Vec<Promised>,
    gedaan: Vec<Done>,
    begroting: Vec<Year>,
    geld: Vec<Spent>,
    gemeten: Vec<Measured>,
    signalen: Vec<Signalled>,
    toepassingen: Vec<Learned>,
}

/// Wat mensen bij een hoofdstuk schreven.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Opmerking)]
struct Remark {
    /// `planned`, `done`, `spent`, `measured`, `signalled` of `learned`.
    hoofdstuk: &'static str,
    tekst: String,
}

/// Hoeveel maatregelen hoever waren.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AantalPerStand)]
struct Standing {
    stand: &'static str,
    aantal: u64,
}

/// Een mijlpaal in de periode.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MijlpaalInRapportage)]
struct Planned {
    maatregel: String,
    titel: Both,
    periode: String,
    tekst: Both,
    #[schema(required)]
    stand: Option<&'static str>,
}

/// Een toezegging in de rapportage.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ToezeggingInRapportage)]
struct Promised {
    toezegging: String,
    tekst: Both,
    #[schema(required)]
    termijn: Option<String>,
    #[schema(required)]
    stand: Option<&'static str>,
}

/// Iets dat over een dag in de periode is vastgelegd.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GedaanInRapportage)]
struct Done {
    #[schema(format = Date)]
    dag: String,
    titel: Both,
    tekst: String,
    bewijs: Vec<String>,
}

/// Wat er voor een jaar in het geheel was gepland.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Begrotingsjaar)]
struct Year {
    jaar: i16,
    cent: i64,
}

/// Het geld van een knooppunt in een jaar, geboekt tot het einde van de periode; in hele eurocenten.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GeldInRapportage)]
struct Spent {
    jaar: i16,
    /// Leeg voor overkoepelende maatregelen.
    #[schema(required)]
    knooppunt: Option<Both>,
    #[schema(required)]
    gepland_cent: Option<i64>,
    verplicht_cent: i64,
    uitgegeven_cent: i64,
}

/// De laatste waarde van een indicator in de periode, naast die van een jaar eerder. Getallen zijn tekst, zoals bevroren.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GemetenInRapportage)]
struct Measured {
    indicator: String,
    naam: Both,
    eenheid: Both,
    plaats: Both,
    periode: String,
    laagste: String,
    hoogste: String,
    /// De laagste en de hoogste van een jaar eerder.
    #[schema(required)]
    eerder: Option<[String; 2]>,
}

/// Een signaal over de periode.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SignaalInRapportage)]
struct Signalled {
    signaal: String,
    soort: &'static str,
    indicator: Both,
    plaats: Both,
    #[schema(required)]
    vanuit: Option<Both>,
    periode: String,
    #[schema(required)]
    oordeel: Option<&'static str>,
}

/// Een stap van een knooppunt met een werkwijze.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ToepassingInRapportage)]
struct Learned {
    #[schema(format = Date)]
    dag: String,
    document: String,
    titel: String,
    knooppunt: Both,
    stand: &'static str,
}

/// Gepubliceerde rapportages
#[utoipa::path(
    get,
    path = "/rapportages",
    tag = "Plan",
    operation_id = "rapportages",
    responses(
        (status = 200, description = "De rapportages", body = Reports, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    if let Err(problem) = Params::of(&uri).check() {
        return problem.into_response();
    }
    match caller.desk.reports().await {
        Ok(reports) => {
            let resultaten: Vec<ListedReport> = reports.into_iter().filter_map(listed).collect();
            json(&headers, &Reports { totaal: resultaten.len() as u64, resultaten })
        }
        Err(refusal) => refused(&refusal).into_response(),
    }
}

/// Een gepubliceerde rapportage
#[utoipa::path(
    get,
    path = "/rapportages/{id}",
    tag = "Plan",
    operation_id = "rapportage",
    params(("id" = String, Path, description = "De naam van de rapportage", example = "2025-h1")),
    responses(
        (status = 200, description = "De rapportage", body = OneReport, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Die is er niet, of is niet gepubliceerd", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn one(Path(id): Path<String>, caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    if let Err(problem) = Params::of(&uri).check() {
        return problem.into_response();
    }
    let absent = || Problem::of(StatusCode::NOT_FOUND).into_response();
    let Ok(slug) = id.parse::<Slug>() else { return absent() };
    match caller.desk.report(&slug).await {
        // What is not published is not there, for those who work on it as well: they have its page.
        Ok(report) => whole(report).map_or_else(absent, |report| json(&headers, &report)),
        Err(refusal) => refused(&refusal).into_response(),
    }
}

fn listed(report: Listed) -> Option<ListedReport> {
    let published = report.published.filter(|_| report.state == State::Published)?;
    Some(ListedReport {
        pagina: routes::report_url(Lang::Nl, &report.slug),
        pdf: routes::report_file_url(Lang::Nl, &report.slug),
        id: report.slug.into(),
        van: report.from.to_string(),
        tot_en_met: report.to.to_string(),
        gepubliceerd_op: published.to_string(),
    })
}

fn whole(report: Report) -> Option<OneReport> {
    let Report { slug, from, to, state, written, figures, published, .. } = report;
    let kort = listed(Listed { slug, from, to, state, published })?;
    let remark = |chapter: Chapter| {
        let tekst = written.remark(chapter).to_owned();
        (!tekst.is_empty()).then(|| Remark { hoofdstuk: chapter.code(), tekst })
    };
    let both = |text: Text| Both::from(text);
    Some(OneReport {
        kort,
        cijfers_van: figures.taken.map(|day| day.to_string()),
        organisaties: written.organisations.iter().map(ToString::to_string).collect(),
        gelezen_door: written.reviewed_by.as_ref().map(ToString::to_string),
        opmerkingen: Chapter::ALL.into_iter().filter_map(remark).collect(),
        standen: figures
            .standing
            .into_iter()
            .map(|(status, count)| Standing { stand: status.code(), aantal: count as u64 })
            .collect(),
        mijlpalen: figures
            .planned
            .into_iter()
            .map(|one| Planned {
                maatregel: one.measure.into(),
                titel: one.title.into(),
                periode: one.period.to_string(),
                tekst: one.text.into(),
                stand: one.reached.map(|reached| reached.code()),
            })
            .collect(),
        toezeggingen: figures
            .promises
            .into_iter()
            .map(|one| Promised {
                toezegging: one.promise.into(),
                tekst: one.text.into(),
                termijn: one.due.map(|due| due.to_string()),
                stand: one.answer.map(|answer| answer.code()),
            })
            .collect(),
        gedaan: figures
            .done
            .into_iter()
            .map(|one| Done {
                dag: one.day.to_string(),
                titel: one.title.into(),
                tekst: one.said.text,
                bewijs: one.said.evidence.iter().map(ToString::to_string).collect(),
            })
            .collect(),
        begroting: figures.budget.into_iter().map(|(jaar, cent)| Year { jaar, cent }).collect(),
        geld: figures
            .spent
            .into_iter()
            .map(|one| Spent {
                jaar: one.year,
                knooppunt: one.hub.map(both),
                gepland_cent: one.planned,
                verplicht_cent: one.committed,
                uitgegeven_cent: one.spent,
            })
            .collect(),
        gemeten: figures
            .measured
            .into_iter()
            .map(|one| Measured {
                indicator: one.indicator.into(),
                naam: one.name.into(),
                eenheid: one.unit.into(),
                plaats: one.place.into(),
                periode: one.period.to_string(),
                laagste: one.low.to_string(),
                hoogste: one.high.to_string(),
                eerder: one.before.map(|(low, high)| [low.to_string(), high.to_string()]),
            })
            .collect(),
        signalen: figures
            .signalled
            .into_iter()
            .map(|one| Signalled {
                signaal: one.signal.into(),
                soort: one.kind.code(),
                indicator: one.indicator.into(),
                plaats: one.place.into(),
                vanuit: one.other.map(both),
                periode: one.period.to_string(),
                oordeel: one.outcome.map(|outcome| outcome.code()),
            })
            .collect(),
        toepassingen: figures
            .learned
            .into_iter()
            .map(|one| Learned {
                dag: one.day.to_string(),
                document: one.document.into(),
                titel: one.title,
                knooppunt: one.hub.into(),
                stand: one.state.code(),
            })
            .collect(),
    })
}
