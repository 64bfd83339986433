//! Files of our own making, for tests: sound ones with known words on known pages, and hostile ones.

use std::io::{Cursor, Write};

use axum::body::Body;
use axum::http::{Method, Request};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::hub::{Answer, TestHub, request};
use crate::visitor::Visitor;

/// What Chromium prints of two pages with accents, a table and ligatures.
pub const PRINTED: &[u8] = include_bytes!("../fixtures/attachments/printed.pdf");

/// A PDF with one line of plain letters on each page.
pub fn pdf(pages: &[&str]) -> Vec<u8> {
    let streams: Vec<String> = pages.iter().map(|text| format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET")).collect();
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (at, stream) in streams.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + 2 * at
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    written(&objects)
}

fn written(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    places.iter().for_each(|place| file.push_str(&format!("{place:010} 00000 n \n")));
    file.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

/// A PDF that is nothing but brackets within brackets: it overflows the stack of readers that follow them.
pub fn nested_pdf() -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj\n".to_vec();
    file.extend(std::iter::repeat_n(b'[', 200_000));
    file.extend(b"\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");
    file
}

/// An archive of these parts.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // The first part of OpenDocument says what the file is, and is stored as it is.
        let method =
            if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

/// A DOCX with these pages, broken by its writer; Word's own note of each break stands behind it.
pub fn docx(pages: &[&str]) -> Vec<u8> {
    let paragraph = |text: &&str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let broken = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/></w:r></w:p>";
    let body = pages.iter().map(paragraph).collect::<Vec<_>>().join(broken);
    packed(&[TYPES, ("word/document.xml", &format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"))])
}

/// A PPTX with these slides, named so that their order is not that of their names.
pub fn pptx(slides: &[&str]) -> Vec<u8> {
    let count = slides.len();
    let ids: String = (0..count).map(|at| format!("<p:sldId id=\"{}\" r:id=\"r{at}\"/>", 256 + at)).collect();
    let relations: String = (0..count)
        .map(|at| format!("<Relationship Id=\"r{at}\" Target=\"slides/slide{}.xml\"/>", count - at))
        .collect();
    let whole = format!("<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let named: Vec<(String, String)> = slides
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let slide = format!("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>");
            (format!("ppt/slides/slide{}.xml", count - at), slide)
        })
        .collect();
    let mut parts = vec![TYPES, ("ppt/presentation.xml", &whole), ("ppt/_rels/presentation.xml.rels", &relations)];
    parts.extend(named.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    packed(&parts)
}

/// An XLSX with one sheet, one row of shared texts.
pub fn xlsx(sheet: &str, cells: &[&str]) -> Vec<u8> {
    let texts: String = cells.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let row: String = (0..cells.len()).map(|at| format!("<c t=\"s\"><v>{at}</v></c>")).collect();
    packed(&[
        TYPES,
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", &format!("<sst>{texts}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet><sheetData><row>{row}<c><v>42</v></c></row></sheetData></worksheet>"),
        ),
    ])
}

/// An ODT with these pages, as LibreOffice notes where they broke.
pub fn odt(pages: &[&str]) -> Vec<u8> {
    let body = pages.iter().map(|text| format!("<text:p>{text}</text:p>")).collect::<Vec<_>>();
    let body = body.join("<text:p><text:soft-page-break/></text:p>");
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body>{body}</office:body></office:document-content>"
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

/// An XLSX of some hundred kB that unpacks to some hundred MB.
pub fn bomb() -> Vec<u8> {
    let texts = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(300 << 20));
    packed(&[TYPES, ("xl/workbook.xml", "<workbook/>"), ("xl/sharedStrings.xml", &texts)])
}

/// A file on its way in: name and bytes.
pub type Sent<'a> = (&'a str, &'a [u8]);

const BOUNDARY: &str = "----knooppunt";

/// The body of a form with fields and files, as browsers write it.
pub fn form_data(fields: &[(&str, &str)], files: &[Sent<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    for (name, bytes) in files {
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// The request of a form with files.
pub fn upload(address: &str, body: impl Into<Body>) -> Request<Body> {
    let body: Body = body.into();
    let mut request = request(Method::POST, address).map(|_| body);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    request.headers_mut().insert("content-type", kind.parse().unwrap());
    request.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
    request
}

/// Hangs files on a document with a label; the answer is that of the form.
pub async fn attach(hub: &TestHub, who: &Visitor, slug: &str, fields: &[(&str, &str)], files: &[Sent<'_>]) -> Answer {
    attach_at(hub, who, &format!("/documenten/{slug}/bijlagen"), fields, files).await
}

/// The same, at the address of any such form.
pub async fn attach_at(hub: &TestHub, who: &Visitor, at: &str, fields: &[(&str, &str)], files: &[Sent<'_>]) -> Answer {
    hub.send(who.ask(upload(at, form_data(fields, files)))).await
}

/// The ids of the files that somebody sees on a document, in order.
pub async fn seen(hub: &TestHub, who: &Visitor, slug: &str) -> Vec<String> {
    seen_at(hub, who, &format!("/documenten/{slug}")).await
}

/// The same, on any page.
pub async fn seen_at(hub: &TestHub, who: &Visitor, address: &str) -> Vec<String> {
    let page = who.get(hub, address).await.text();
    let mut ids: Vec<String> = page
        .split("href=\"/bijlagen/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| !id.contains('/'))
        .map(str::to_owned)
        .collect();
    ids.dedup();
    ids
}
