//! What was said: WebVTT and SubRip. Cues are taken together into passages of some seconds, so that a word can be found with
//! its neighbours and opens near the second at which it was said.

use super::{Out, Unread};

/// A passage ends after so many milliseconds or bytes.
const LONG: u64 = 15_000;
const FULL: usize = 400;

pub fn read(bytes: &[u8], out: &mut Out<'_>) -> Result<(), Unread> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let mut passage: Option<(u64, String)> = None;
    for block in text.trim_start_matches('\u{feff}').split("\n\n") {
        let Some((begins, said)) = cue(block) else { continue };
        if let Some((began, so_far)) = &passage
            && (begins.saturating_sub(*began) >= LONG || so_far.len() >= FULL)
        {
            out.passage(Some(*began), so_far)?;
            passage = None;
        }
        let (_, so_far) = passage.get_or_insert((begins, String::new()));
        so_far.push_str(&said);
        so_far.push('\n');
    }
    match passage {
        Some((began, said)) => out.passage(Some(began), &said),
        None => Ok(()),
    }
}

/// When a cue begins, in milliseconds, and what is said in it, without marks. `None` for a block that is no cue.
fn cue(block: &str) -> Option<(u64, String)> {
    let mut lines = block.lines().skip_while(|line| !line.contains("-->"));
    let begins = milliseconds(lines.next()?.split("-->").next()?)?;
    let said: Vec<String> = lines.map(plain).collect();
    Some((begins, said.join(" ")))
}

/// `01:02:03.456`, `02:03.456` or `01:02:03,456`.
fn milliseconds(time: &str) -> Option<u64> {
    let (clock, thousandths) = time.trim().split_once(['.', ','])?;
    let thousandths: u64 = thousandths.get(..3)?.parse().ok()?;
    let mut seconds = 0_u64;
    for part in clock.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    seconds.checked_mul(1000)?.checked_add(thousandths)
}

/// `<v Anna>Goedemorgen</v>` is `Anna: Goedemorgen`; other marks go.
fn plain(line: &str) -> String {
    let mut text = String::new();
    for (at, part) in line.split('<').enumerate() {
        let Some((mark, rest)) = part.split_once('>').filter(|_| at > 0) else {
            text.push_str(part);
            continue;
        };
        if let Some(name) = mark
            .strip_prefix("v ")
            .or_else(|| mark.strip_prefix("v.").and_then(|v| v.split_once(' ').map(|(_, name)| name)))
        {
            text.push_str(name.trim());
            text.push_str(": ");
        }
        text.push_str(rest);
    }
    text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ")
}
