//! `/rapportages/{slug}`: a report; while it is a draft, with the forms of those who work on it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use super::outline::{outline, title};
use crate::desk::{Desk, Refusal, returned};
use crate::islands::copy_citation::CopyCitation;
use crate::model::outline::{Outline, Part, Table};
use crate::model::report::{Chapter, Report, State, may_review, reports as works_on};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::form::{Act, Came};
use crate::parts::format::day;
use crate::parts::head::Head;
use crate::parts::scroll::scroll;
use crate::parts::text_area::Lines;
use crate::parts::title_block::{Field, TitleBlock};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ReportPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, slug, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    slug: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.reports;
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let report = desk.report(&slug).await?;
    let partners = desk.partners().await?;
    let address = routes::report_url(lang, &slug);
    let text = outline(interface, &report, &partners, &address);
    let name = title(interface, &report);
    let published = report.published.map(|at| {
        let citation = fill(&words.citation, &[("title", &name), ("date", &day(interface, at))]);
        let document = &interface.words.document;
        let cite = view! {
            <CopyCitation
                text=citation
                address=address.clone()
                copy=document.copy.clone()
                copied=document.copied.clone()
            />
        };
        view! {
            <p>
                <a href=routes::report_file_url(lang, &slug) download="">
                    {words.pdf.as_str()}
                </a>
            </p>
            <section class="section" aria-labelledby="cite">
                <div class="section-head">
                    <h2 id="cite">{words.cite.as_str()}</h2>
                </div>
                {cite}
            </section>
        }
    });
    let person = desk.account().filter(|account| account.session.is_some()).map(|account| &account.person);
    let work = person.filter(|person| works_on(person) && report.state != State::Published).map(|person| {
        let second = may_review(person, report.state, &report.written);
        work(interface, &report, second, action).into_any()
    });
    Ok(view! {
        <Head title=name.clone() description=words.description.as_str()/>
        <p class="label">
            <a href=routes::reports_url(lang)>{words.title.as_str()}</a>
        </p>
        <h1>{name}</h1>
        <Came interface done/>
        {work}
        {body(text)}
        {published}
    })
}

/// The text as a page, without its title.
fn body(text: Outline) -> impl IntoView {
    let about = text.about.into_iter().map(|(label, value)| Field::wide(&label, value)).collect();
    let parts: Vec<_> = text.parts.into_iter().map(part).collect();
    view! {
        <TitleBlock fields=about/>
        <div class="report">{parts}</div>
    }
}

fn part(part: Part) -> AnyView {
    match part {
        Part::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Part::Subheading(text) => view! { <h3>{text}</h3> }.into_any(),
        Part::Text(text) => view! { <p class="section-text">{text}</p> }.into_any(),
        Part::Remark(text) => view! { <p class="section-text plan-entry-text">{text}</p> }.into_any(),
        Part::Table(table) => table_view(table).into_any(),
    }
}

fn table_view(table: Table) -> impl IntoView {
    let Table { caption, headed, columns, rows } = table;
    let label = caption.clone();
    let class = |number: bool| number.then_some("number");
    let heads: Vec<_> = columns
        .iter()
        .map(|column| {
            view! {
                <th scope="col" class=class(column.number)>
                    {column.name.clone()}
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<_> = row
                .into_iter()
                .zip(&columns)
                .enumerate()
                .map(|(at, (text, column))| {
                    if at == 0 {
                        view! { <th scope="row">{text}</th> }.into_any()
                    } else {
                        view! { <td class=class(column.number)>{text}</td> }.into_any()
                    }
                })
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    scroll(
        label,
        view! {
            <table class="figures report-table">
                <caption class=headed.then_some("visually-hidden")>{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        },
    )
}

/// What can be done with a report that is not published.
fn work(interface: Interface, report: &Report, second: bool, action: String) -> impl IntoView + use<> {
    let words = &interface.words.reports;
    let version = report.version.to_string();
    let with = || vec![("version", version.clone())];
    if report.state == State::Draft {
        let sent_back = (!report.written.sent_back.is_empty()).then(|| {
            view! {
                <div class="came came-wrong">
                    <h2>{words.sent_back.as_str()}</h2>
                    <p class="plan-entry-text">{report.written.sent_back.clone()}</p>
                </div>
            }
        });
        return view! {
            {sent_back}
            <p class="as-of">{words.draft_lead.as_str()}</p>
            {remarks(interface, report, &action)}
            <p class="section-text">{words.submit_lead.as_str()}</p>
            <div class="deliver-acts">
                <Act action=action.clone() act="submit" with=with() label=words.submit.as_str()/>
                <Act action act="discard" with=with() label=words.discard.as_str()/>
            </div>
        }
        .into_any();
    }
    if !second {
        return view! { <p class="as-of">{words.waits.as_str()}</p> }.into_any();
    }
    let came = returned();
    view! {
        <section class="section" aria-labelledby="review">
            <div class="section-head">
                <h2 id="review">{words.review.as_str()}</h2>
            </div>
            <p class="section-text">{words.review_lead.as_str()}</p>
            <Act action=action.clone() act="publish" with=with() label=words.publish.as_str()/>
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value="send-back"/>
                <input type="hidden" name="version" value=version/>
                <Lines id="why" name="why" label=words.why.as_str() value=came.value("why")/>
                <button class="button button-quiet" type="submit">
                    {words.send_back.as_str()}
                </button>
            </form>
        </section>
    }
    .into_any()
}

fn remarks(interface: Interface, report: &Report, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.reports;
    let came = returned();
    let own = came.value("actie") == "save";
    let fields: Vec<_> = Chapter::ALL
        .into_iter()
        .map(|chapter| {
            let code = chapter.code();
            let value = if own { came.value(code) } else { report.written.remark(chapter).to_owned() };
            let label = fill(&words.remark, &[("chapter", &words.chapter(chapter).to_lowercase())]);
            view! { <Lines id=format!("remark-{code}") name=code label value optional=true/> }
        })
        .collect();
    view! {
        <details class="record" open=own>
            <summary>{words.remarks.as_str()}</summary>
            <p class="section-text">{words.remarks_lead.as_str()}</p>
            <form class="form" method="post" action=action.to_owned()>
                <input type="hidden" name="actie" value="save"/>
                <input type="hidden" name="version" value=report.version.to_string()/>
                {fields}
                <button class="button" type="submit">
                    {words.save.as_str()}
                </button>
            </form>
        </details>
    }
}
