//! The files of an indicator for programs, each at an address that stays.

use leptos::prelude::*;

use crate::model::chart::Choice;
use crate::model::slug::Slug;
use crate::routes;
use crate::words::Interface;

/// The names are those of the standards.
const FILES: [(&str, &str); 5] = [
    ("waarden.csv", "CSV"),
    ("waarden.json", "JSON"),
    ("datapackage.json", "Data Package"),
    ("csv-metadata.json", "CSVW"),
    ("README.md", "README"),
];

pub fn files(interface: Interface, indicator: &Slug, choice: &Choice) -> impl IntoView + use<> {
    let words = &interface.words.monitor;
    let links: Vec<_> = FILES
        .into_iter()
        .map(|(file, name)| {
            view! {
                <li>
                    <a href=routes::indicator_file_url(indicator, file) download="">
                        {name}
                    </a>
                </li>
            }
        })
        .collect();
    // Of what is drawn now.
    let pairs = choice.pairs();
    let drawing = |file| routes::indicator_drawing_url(interface.lang, indicator, file, &pairs);
    let drawings = [(routes::DRAWING, &words.files_drawing), (routes::PICTURE, &words.files_picture)];
    let drawings: Vec<_> = drawings
        .into_iter()
        .map(|(file, text)| {
            view! {
                <li>
                    <a href=drawing(file) download="">
                        {text.as_str()}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <div class="package">
            <p class="small subtle">{words.files_lead.as_str()}</p>
            <ul class="package-files small">
                {links}
                {drawings}
                <li>
                    <a href=routes::MONITOR_ARCHIVE download="">
                        {words.files_all.as_str()}
                    </a>
                </li>
            </ul>
        </div>
    }
}
