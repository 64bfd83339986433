//! Which documents of a segment meet a filter, whether it was chosen from a list or typed as field:value.

use std::collections::BTreeMap;

use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::HitKind;

use super::adopted::Adopted;
use super::collect::kind_bits;
use super::schema::line_bits;
use super::snapshot::{Bits, Segment};

pub fn kinds(segment: &Segment, kinds: &[HitKind]) -> Bits {
    numbered(segment, &segment.columns.values.kinds, kind_bits(kinds))
}

pub fn lines(segment: &Segment, lines: &[Line]) -> Bits {
    numbered(segment, &segment.columns.values.lines, line_bits(lines).into())
}

pub fn langs(segment: &Segment, langs: &[Lang]) -> Bits {
    let wanted = langs.iter().fold(0, |bits, lang| bits | 1 << *lang as u16);
    numbered(segment, &segment.columns.values.langs, wanted)
}

pub fn years(segment: &Segment, years: &[i16]) -> Bits {
    any(segment, years.iter().filter_map(|year| segment.columns.values.years.get(year)))
}

/// By the codes of hubs.
pub fn hubs(segment: &Segment, codes: &[String]) -> Bits {
    let named = segment.columns.hub_names.iter().zip(&segment.columns.values.hubs);
    any(segment, named.filter(|(name, _)| codes.contains(name)).map(|(_, set)| set))
}

/// What one of these hubs uses, by their codes; `number` is that of the segment.
pub fn used_by(segment: &Segment, number: usize, adopted: &Adopted, codes: &[String]) -> Bits {
    let wanted = adopted.numbers(codes);
    let mut used = Bits::none(segment.reader.max_doc());
    let by_one = adopted.used(number).filter(|(_, hubs)| hubs.iter().any(|hub| wanted.contains(hub)));
    by_one.for_each(|(doc, _)| used.add(doc));
    used
}

/// By numbers of values, as bits.
fn numbered(segment: &Segment, sets: &BTreeMap<u8, Bits>, wanted: u16) -> Bits {
    any(segment, sets.iter().filter(|(number, _)| wanted >> **number & 1 == 1).map(|(_, set)| set))
}

fn any<'a>(segment: &Segment, sets: impl Iterator<Item = &'a Bits>) -> Bits {
    let mut any = Bits::none(segment.reader.max_doc());
    sets.for_each(|set| any.or(set));
    any
}
