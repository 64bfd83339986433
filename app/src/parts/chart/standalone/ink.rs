//! The colours of files: those of the page in light, written out because a file has no style sheet of its own.

use crate::parts::chart::scene::Look;

pub const INK: &str = "#14201E";
pub const SUBTLE: &str = "#4D5A56";
pub const HAIRLINE: &str = "#D3DAD7";
pub const BORDER: &str = "#7F8985";
pub const ACCENT: &str = "#C7360A";

/// The tokens `--hub-…` of `style/tokens.css` in light.
pub const HUBS: [(&str, &str); 6] = [
    ("rotterdam", "#173AA7"),
    ("zeeland-west-brabant", "#9C4A11"),
    ("noordzeekanaalgebied", "#1F8F92"),
    ("schiphol", "#571238"),
    ("bloemenveilingen", "#DB4B63"),
    ("other", "#5F6B67"),
];

/// The colour of a class such as `hue-rotterdam`; of a hub that has none of its own, that of all others.
pub fn colour(hue: &str) -> &'static str {
    let hub = hue.strip_prefix("hue-").unwrap_or(hue);
    HUBS.iter().find(|(code, _)| *code == hub).map_or(HUBS[HUBS.len() - 1].1, |(_, colour)| colour)
}

/// The attributes of a look in a colour; `None` for what is only there to point at.
pub fn paint(look: Look, colour: &str) -> Option<String> {
    let line = |colour: &str, rest: &str| format!("fill=\"none\" stroke=\"{colour}\" {rest}");
    let filled = format!("fill=\"{colour}\" stroke=\"{colour}\" stroke-width=\"1\"");
    let open = format!("fill=\"#ffffff\" stroke=\"{colour}\" stroke-width=\"1.75\"");
    Some(match look {
        Look::Course => line(colour, "stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\""),
        Look::Line => line(colour, "stroke-width=\"1.75\""),
        Look::Possible => line(colour, "stroke-width=\"1.75\" stroke-dasharray=\"2 4\""),
        Look::Mark | Look::Part => filled,
        Look::LooseMark | Look::LoosePart => open,
        Look::Bracket => line(INK, "stroke-width=\"1.5\""),
        Look::Band => format!("fill=\"{colour}\" fill-opacity=\"0.2\""),
        Look::Whisker => line(colour, "stroke-width=\"7\" stroke-opacity=\"0.25\""),
        Look::Bar => format!("fill=\"{colour}\" stroke=\"#ffffff\" stroke-width=\"0.75\""),
        Look::EarlyBar => {
            format!("fill=\"{colour}\" fill-opacity=\"0.3\" stroke=\"{colour}\" stroke-dasharray=\"3 2\"")
        }
        Look::Spread => line(colour, "stroke-width=\"1.25\""),
        Look::InnerLimit => line(SUBTLE, "stroke-width=\"1.5\" stroke-dasharray=\"7 3\""),
        Look::OuterLimit => line(SUBTLE, "stroke-width=\"1.25\" stroke-dasharray=\"2 3\""),
        Look::Centre => line(INK, "stroke-width=\"1.25\""),
        Look::Event => line(ACCENT, "stroke-dasharray=\"1 3\""),
        Look::Rule => line(BORDER, ""),
        Look::Value => format!(
            "fill=\"{INK}\" font-weight=\"bold\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\" \
             stroke-linejoin=\"round\""
        ),
        Look::Tag => format!("fill=\"{INK}\""),
        Look::Column => return None,
    })
}
