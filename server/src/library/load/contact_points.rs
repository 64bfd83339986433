//! Whether contact points of another store fit what is here.

use std::collections::HashMap;

use app::model::contact_point::MovedContact;
use app::model::problem::Problem;
use app::model::reader::OrganisationKind;
use app::model::slug::Slug;

use crate::exchange::Registers;
use crate::store::{self, Store};

/// What is wrong with those that came in, by the rules that hold for forms. What is here already is never changed by them.
pub async fn faults(store: &Store, registers: &Registers) -> store::Result<Vec<Problem>> {
    let mut problems = Vec::new();
    if registers.contact_points.is_empty() {
        return Ok(problems);
    }
    let here = store.organisations().await?.into_iter().map(|one| (one.slug, one.kind));
    let mut kinds: HashMap<Slug, OrganisationKind> = here.collect();
    kinds.extend(registers.organisations.iter().map(|one| (one.value.slug.clone(), one.value.kind)));
    for point in &registers.contact_points {
        let MovedContact { organisation, sheet, .. } = &point.value;
        let Some(kind) = kinds.get(organisation) else {
            let message =
                format!("there is no organisation '{organisation}': correct it, or add it to organisations.toml");
            problems.push(point.problem("organisation", message));
            continue;
        };
        for (field, misfit) in sheet.misfits(*kind) {
            problems.push(point.problem(&format!("sheet.{}", in_file(field)), misfit.to_string()));
        }
    }
    Ok(problems)
}

/// What a file calls a field of the form.
fn in_file(field: &str) -> String {
    match field {
        "tlp" | "public_bodies_only" => format!("sharing.{field}"),
        field => field.replace('_', "."),
    }
}
