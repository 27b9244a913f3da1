//! The parts of a DOCX file, and how they lie in it: always in this order, without a time of day,
//! so that the same answer is the same bytes.

use std::io::{Cursor, Write};

use plenipo::finding::Finding;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::run::{self, Look, Stand};
use super::style::{self, W};
use super::xml::Xml;
use crate::words;

/// The namespace of relations inside a part.
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The namespace of the files of relations.
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Parts that the document refers to: name, its type, the last word of the relation.
const PARTS: [(&str, &str, &str); 4] = [
    ("styles", "styles", "rIdStyles"),
    ("numbering", "numbering", "rIdLists"),
    ("settings", "settings", "rIdSettings"),
    ("footer", "footer", "rIdFooter"),
];

/// The file with `body` for its text; `links` are the addresses outside that it refers to.
pub(super) fn pack(finding: &Finding, body: &Xml, links: &[String]) -> Result<Vec<u8>, String> {
    let parts = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations()),
        ("docProps/core.xml", core(finding)),
        ("word/document.xml", document(body)),
        ("word/_rels/document.xml.rels", document_relations(links)),
        ("word/styles.xml", style::styles()),
        ("word/numbering.xml", style::lists()),
        ("word/settings.xml", settings()),
        ("word/footer.xml", footer(finding)),
    ];
    // The time of every part is that of the first day a ZIP file knows.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        file.start_file(name, options).map_err(|error| error.to_string())?;
        file.write_all(&xml.into_bytes()).map_err(|error| error.to_string())?;
    }
    Ok(file.finish().map_err(|error| error.to_string())?.into_inner())
}

/// The name by which the text refers to the link at `place`.
pub(super) fn link(place: usize) -> String {
    format!("rIdLink{place}")
}

fn document(body: &Xml) -> Xml {
    let mut out = Xml::part();
    out.open("w:document", &[("xmlns:w", W), ("xmlns:r", R)]);
    out.open("w:body", &[]);
    out.raw(body);
    out.close("w:body");
    out.close("w:document");
    out
}

fn types() -> Xml {
    let mut out = Xml::part();
    let space = "http://schemas.openxmlformats.org/package/2006/content-types";
    out.open("Types", &[("xmlns", space)]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    for (extension, of) in [("rels", relations), ("xml", "application/xml")] {
        out.empty("Default", &[("Extension", extension), ("ContentType", of)]);
    }
    let mut part = |name: &str, of: &str| {
        out.empty("Override", &[("PartName", name), ("ContentType", of)]);
    };
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("/word/document.xml", &format!("{TYPE}document.main+xml"));
    for (name, of, _) in PARTS {
        part(&format!("/word/{name}.xml"), &format!("{TYPE}{of}+xml"));
    }
    out.close("Types");
    out
}

fn relations() -> Xml {
    let mut out = Xml::part();
    out.open("Relationships", &[("xmlns", RELATIONS)]);
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/\
                core-properties";
    relation(&mut out, "rIdDocument", &format!("{R}/officeDocument"), "word/document.xml");
    relation(&mut out, "rIdCore", core, "docProps/core.xml");
    out.close("Relationships");
    out
}

fn document_relations(links: &[String]) -> Xml {
    let mut out = Xml::part();
    out.open("Relationships", &[("xmlns", RELATIONS)]);
    for (name, of, id) in PARTS {
        relation(&mut out, id, &format!("{R}/{of}"), &format!("{name}.xml"));
    }
    let of = format!("{R}/hyperlink");
    for (place, target) in links.iter().enumerate() {
        let id = link(place);
        let attributes = [("Id", id.as_str()), ("Type", &of), ("Target", target)];
        out.empty("Relationship", &[attributes.as_slice(), &[("TargetMode", "External")]].concat());
    }
    out.close("Relationships");
    out
}

fn relation(out: &mut Xml, id: &str, of: &str, target: &str) {
    out.empty("Relationship", &[("Id", id), ("Type", of), ("Target", target)]);
}

fn core(finding: &Finding) -> Xml {
    let mut out = Xml::part();
    let spaces = [("xmlns:cp", CORE), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")];
    out.open("cp:coreProperties", &spaces);
    for (name, words) in [("dc:title", words::headline(finding)), ("dc:creator", "plenipo")] {
        out.open(name, &[]);
        out.words(words);
        out.close(name);
    }
    out.close("cp:coreProperties");
    out
}

fn settings() -> Xml {
    let mut out = Xml::part();
    out.open("w:settings", &[("xmlns:w", W)]);
    out.empty("w:zoom", &[("w:percent", "100")]);
    out.value("w:defaultTabStop", "720");
    out.open("w:compat", &[]);
    // Without this Word shows the file as one of an older version.
    let mode = [
        ("w:name", "compatibilityMode"),
        ("w:uri", "http://schemas.microsoft.com/office/word"),
        ("w:val", "15"),
    ];
    out.empty("w:compatSetting", &mode);
    out.close("w:compat");
    out.close("w:settings");
    out
}

/// On every page: how the record was read, and which page of how many it is.
fn footer(finding: &Finding) -> Xml {
    let mut out = Xml::part();
    out.open("w:ftr", &[("xmlns:w", W)]);
    run::open(&mut out, Stand { right: true, ..Stand::default() }, "");
    let look = Look { size: Some(16), ..Look::QUIET };
    run::run(&mut out, &format!("{} · page ", words::read_how(&finding.provenance)), look);
    field(&mut out, " PAGE ", look);
    run::run(&mut out, " of ", look);
    field(&mut out, " NUMPAGES ", look);
    run::close(&mut out);
    out.close("w:ftr");
    out
}

fn field(out: &mut Xml, what: &str, look: Look) {
    out.open("w:fldSimple", &[("w:instr", what)]);
    run::run(out, "1", look);
    out.close("w:fldSimple");
}
