//! Pages: A4 upright, and on its side where a table needs the room.

use super::xml::Xml;

/// The margins, in twentieths of a point: two centimetres.
const MARGIN: usize = 1134;

/// How the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Page {
    #[default]
    Upright,
    /// On its side.
    Wide,
}

impl Page {
    fn size(self) -> (usize, usize) {
        match self {
            Page::Upright => (11906, 16838),
            Page::Wide => (16838, 11906),
        }
    }

    /// The width between the margins, in twentieths of a point.
    pub(super) fn room(self) -> usize {
        self.size().0 - 2 * MARGIN
    }

    /// How many letters of a table's size stand beside each other between the margins, about.
    pub(super) fn letters(self) -> usize {
        self.room() / 90
    }

    /// The properties of the section that ends here.
    pub(super) fn section(self, out: &mut Xml) {
        let (width, height) = self.size();
        let (width, height, margin) = (width.to_string(), height.to_string(), MARGIN.to_string());
        out.open("w:sectPr", &[]);
        out.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rIdFooter")]);
        out.value("w:type", "nextPage");
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if self == Page::Wide {
            size.push(("w:orient", "landscape"));
        }
        out.empty("w:pgSz", &size);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
        let rest = [("w:header", "567"), ("w:footer", "567"), ("w:gutter", "0")];
        out.empty("w:pgMar", &[sides.as_slice(), rest.as_slice()].concat());
        out.close("w:sectPr");
    }
}

/// What is written between two headings, and the page it wants.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    pub(super) xml: Xml,
    pub(super) page: Page,
    /// Whether there is more in it than its heading.
    pub(super) filled: bool,
}

/// The stretches one after the other, a section for each turn of the paper.
pub(super) fn body(mut stretches: Vec<Stretch>) -> Xml {
    stretches.retain(|it| !it.xml.is_empty());
    // What only leads to something lies as that does: a heading above headings, and the title.
    for place in (1..stretches.len()).rev() {
        if place == 1 || !stretches[place - 1].filled {
            stretches[place - 1].page = match stretches[place - 1].page {
                Page::Wide => Page::Wide,
                Page::Upright => stretches[place].page,
            };
        }
    }
    let mut out = Xml::default();
    let mut last = stretches.first().map_or(Page::Upright, |it| it.page);
    for it in &stretches {
        if it.page != last {
            // A section ends with a paragraph; this one takes no room.
            out.open("w:p", &[]);
            out.open("w:pPr", &[]);
            let line = [("w:before", "0"), ("w:after", "0"), ("w:line", "20")];
            out.empty("w:spacing", &[line.as_slice(), &[("w:lineRule", "exact")]].concat());
            last.section(&mut out);
            out.close("w:pPr");
            out.close("w:p");
            last = it.page;
        }
        out.raw(&it.xml);
    }
    last.section(&mut out);
    out
}
