//! Markdown: what readers see, and that nothing hostile survives or costs more than its length.

use std::time::{Duration, Instant};

use server::exchange::markdown::render;

fn html(markdown: &str) -> String {
    render(markdown).0.as_str().to_owned()
}

#[test]
fn texts_become_html() {
    let cases = [
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>\n"),
        ("~~weg~~", "<p><del>weg</del></p>\n"),
        (
            "[NOS](https://nos.nl/a?b=1&c=2)",
            "<p><a href=\"https://nos.nl/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">NOS</a></p>\n",
        ),
        ("[hier](/monitor)", "<p><a href=\"/monitor\" rel=\"noopener noreferrer\">hier</a></p>\n"),
        (
            "![kaart](https://elders.example/kaart.png)",
            "<p><a href=\"https://elders.example/kaart.png\" rel=\"noopener noreferrer\">kaart</a></p>\n",
        ),
        ("3. drie\n4. vier", "<ol start=\"3\">\n<li>drie</li>\n<li>vier</li>\n</ol>\n"),
        ("hxxps://kwaad.example en https://goed.example", "<p>hxxps://kwaad.example en https://goed.example</p>\n"),
    ];
    for (markdown, expected) in cases {
        assert_eq!(html(markdown), expected, "{markdown}");
    }
    let table = html("| a | b |\n|---|--:|\n| 1 | 2 |\n");
    assert!(
        table.contains("<th scope=\"col\" align=\"right\">b</th>")
            || table.contains("<th align=\"right\" scope=\"col\">b</th>"),
        "{table}"
    );
    let note = html("Tekst[^bron].\n\n[^bron]: De bron.\n");
    assert!(
        note.contains("href=\"#fn-bron\"") && note.contains("id=\"fn-bron\"") && note.contains("href=\"#fnref-bron\""),
        "{note}"
    );
}

#[test]
fn headings_begin_below_the_title_and_have_anchors_of_their_own() {
    let (html, contents) = render("# Aanpak\n\n### Stap *één*\n\n# Aanpak\n\n#### Diep\n\n# ???\n");
    let found: Vec<_> =
        contents.iter().map(|heading| (heading.level, heading.anchor.as_str(), heading.text.as_str())).collect();
    assert_eq!(found, [(2, "s-aanpak", "Aanpak"), (2, "s-aanpak-2", "Aanpak"), (2, "s", "???")]);
    for anchor in ["s-aanpak", "s-aanpak-2", "s-stap-één", "s-diep", "s"] {
        assert_eq!(html.as_str().matches(&format!("id=\"{anchor}\"")).count(), 1, "{}", html.as_str());
    }
    assert!(!html.as_str().contains("<h1"));
}

#[test]
fn nothing_hostile_survives() {
    let hostile = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](javascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<style>*{display:none}</style>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<iframe src=//kwaad.example></iframe>",
        "<form action=//kwaad.example><input></form>",
        "`<script>alert(1)</script>`",
        "```html onload=alert(1)\n<script>alert(1)</script>\n```",
        "## <img src=x onerror=alert(1)>",
        "## \" onmouseover=\"alert(1)",
        "[^\"onx=1]: x\n\n[^\"onx=1]",
        "[x](https://a.example \"\\\" onmouseover=alert(1)\")",
        "| <script>x</script> |\n|---|\n| <b onclick=x>y</b> |",
        "<!-- --!><script>alert(1)</script> -->",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
    ];
    for markdown in hostile {
        let html = html(markdown).to_lowercase();
        let tags: String = html
            .split('<')
            .skip(1)
            .filter_map(|part| part.split_once('>'))
            .map(|(tag, _)| format!("<{tag}>"))
            .collect();
        for banned in [
            "<script",
            "<img",
            "<svg",
            "<math",
            "<style",
            "<iframe",
            "<form",
            "<input",
            "javascript:",
            "data:",
            "vbscript:",
        ] {
            assert!(!tags.contains(banned), "{markdown}: {html}");
        }
        // Attributes are on the allow-list; whatever was typed stands inside quotes.
        let outside: String = tags.split('"').step_by(2).collect();
        for handler in ["onerror", "onmouseover", "onclick", "onload", "onx", "style="] {
            assert!(!outside.contains(handler), "{markdown}: {html}");
        }
    }
}

#[test]
fn hostile_shapes_cost_no_more_than_their_length() {
    type Shape = fn(usize) -> String;
    let shapes: [(&str, Shape); 14] = [
        ("quotes", |n| ">".repeat(n)),
        ("quotes over lines", |n| (0..n / 400).map(|_| format!("{}x\n", ">".repeat(399))).collect()),
        ("brackets", |n| "[".repeat(n)),
        ("links", |n| "[a](".repeat(n / 4)),
        ("stars", |n| "*".repeat(n)),
        ("emphasis", |n| "*a _b ".repeat(n / 6)),
        ("ticks", |n| {
            (1..)
                .map(|i| "`".repeat(i))
                .scan(0, |sum, part| {
                    *sum += part.len();
                    (*sum < n).then_some(part + " ")
                })
                .collect()
        }),
        ("lists", |n| "- ".repeat(n / 2)),
        ("nested lists", |n| {
            (0..)
                .map(|i| format!("{}- a\n", " ".repeat(i)))
                .scan(0, |sum, line| {
                    *sum += line.len();
                    (*sum < n).then_some(line)
                })
                .collect()
        }),
        ("the same heading", |n| "# a\n\n".repeat(n / 5)),
        ("footnotes", |n| (0..n / 24).map(|i| format!("[^{i}]\n\n[^{i}]: x\n\n")).collect()),
        ("tables", |n| format!("|a{}|\n|-{}|\n", "|a".repeat(n / 8), "|-".repeat(n / 8)) + &"|x\n".repeat(200)),
        ("entities", |n| "&#x".repeat(n / 3)),
        ("html", |n| "<b><i>".repeat(n / 6)),
    ];
    for (name, shape) in shapes {
        let text = shape(200_000);
        let start = Instant::now();
        let html = html(&text);
        // Unoptimised code on a busy machine; anything that grows with the square takes minutes.
        assert!(start.elapsed() < Duration::from_secs(20), "{name}: {:?}", start.elapsed());
        assert!(html.len() < 200 * text.len() + 1000, "{name}: {} bytes of HTML", html.len());
    }
}
