//! The main text of a page as a browser saves it, and what the page says of itself. Nothing is run, fetched or
//! followed; the page is gone through once, in time that grows with its length.

use encoding_rs::Encoding;
use html5gum::{StartTag, Token, Tokenizer};

use super::Marked;

/// Whether bytes are a page.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(2_048)];
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.contains("<head")
        || head.contains("<body")
}

/// The encoding that a page declares in its first bytes.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4_096)]).to_lowercase();
    let at = head.find("charset=")?;
    let label: String = head[at + 8..]
        .chars()
        .skip_while(|it| matches!(it, '"' | '\'' | ' '))
        .take_while(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// Elements whose words are no part of an article.
const ASIDE: [&str; 22] = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "svg",
    "iframe",
    "figure",
    "figcaption",
    "object",
    "video",
    "audio",
    "dialog",
    "menu",
    "head",
    "textarea",
];

/// Elements that have no end.
const VOID: [&str; 13] = [
    "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track",
    "wbr",
];

/// Elements that stand as a block of their own.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "blockquote",
    "table",
    "tr",
    "td",
    "th",
    "dd",
    "dt",
    "dl",
    "body",
    "br",
];

/// What a class or an id says of an element that is no part of an article.
const ASIDE_NAMES: [&str; 26] = [
    "cookie",
    "consent",
    "gdpr",
    "banner",
    "related",
    "recommend",
    "newsletter",
    "subscribe",
    "share",
    "social",
    "comment",
    "sidebar",
    "breadcrumb",
    "promo",
    "advert",
    "sponsor",
    "menu",
    "navbar",
    "footer",
    "header-nav",
    "most-read",
    "popular",
    "paywall",
    "modal",
    "popup",
    "tags",
];

/// Elements within elements that are told apart, at most; deeper ones are read as their parent.
const DEPTH_MAX: usize = 512;

/// A block of text with where it stands.
struct Block {
    text: String,
    /// How much of it is the text of links.
    linked: usize,
    /// The container that counts: the innermost `article`, `main` or other block.
    within: usize,
    heading: bool,
}

/// What an element that is open is.
struct Open {
    name: String,
    aside: bool,
    /// The place of its container.
    within: usize,
}

/// The main text of a page and what it says of itself.
pub(super) fn marked(text: &str) -> Marked {
    let mut it = Reading::default();
    it.containers.push((false, 0));
    for Ok(token) in Tokenizer::new(text) {
        match token {
            Token::StartTag(tag) => it.start(&tag),
            Token::EndTag(tag) => it.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => it.words(&String::from_utf8_lossy(&words)),
            _ => {}
        }
    }
    it.close();
    it.marked()
}

#[derive(Default)]
struct Reading {
    open: Vec<Open>,
    /// Elements beyond the greatest depth.
    deeper: usize,
    blocks: Vec<Block>,
    now: String,
    linked: usize,
    heading: bool,
    in_link: usize,
    aside: usize,
    /// Containers: whether it is an `article` or `main`, and its parent.
    containers: Vec<(bool, usize)>,
    title: String,
    in_title: bool,
    data: String,
    in_data: bool,
    meta: Marked,
    h1: Option<String>,
}

impl Reading {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).to_lowercase();
        let of = |key: &str| -> String {
            let found =
                tag.attributes.iter().find(|(it, _)| it.eq_ignore_ascii_case(key.as_bytes()));
            found.map(|(_, it)| String::from_utf8_lossy(it).into_owned()).unwrap_or_default()
        };
        match name.as_str() {
            "meta" => {
                return self.meta(
                    &of("property").to_lowercase(),
                    &of("name").to_lowercase(),
                    &of("itemprop").to_lowercase(),
                    of("content"),
                );
            }
            "time" => {
                let day = of("datetime");
                if self.meta.date.is_none() && super::front::day(&day).is_some() {
                    self.meta.date = Some(day);
                }
            }
            "link" if of("rel").eq_ignore_ascii_case("canonical") => {
                self.meta.address.get_or_insert(of("href"));
            }
            "title" if !self.open.iter().any(|it| it.name == "svg") => {
                self.in_title = self.title.is_empty()
            }
            "script" => self.in_data = of("type").eq_ignore_ascii_case("application/ld+json"),
            _ => {}
        }
        if BLOCKS.contains(&name.as_str()) {
            self.close();
        }
        if VOID.contains(&name.as_str()) || tag.self_closing && name != "p" {
            return;
        }
        // A paragraph ends where the next begins, whether or not the page says so.
        if BLOCKS.contains(&name.as_str()) && self.open.last().is_some_and(|it| it.name == "p") {
            self.end("p");
        }
        if self.open.len() >= DEPTH_MAX {
            self.deeper += 1;
            return;
        }
        let marks = format!("{} {} {}", of("class"), of("id"), of("role")).to_lowercase();
        let main = matches!(name.as_str(), "article" | "main")
            || marks.contains("article-body")
            || marks.contains("articlebody");
        let named = !main
            && name != "body"
            && name != "html"
            && marks.split([' ', '_']).any(|mark| {
                ASIDE_NAMES.iter().any(|it| {
                    mark == *it
                        || mark.starts_with(&format!("{it}-"))
                        || mark.ends_with(&format!("-{it}"))
                })
            });
        let hidden = of("hidden") == "hidden"
            || of("aria-hidden") == "true"
            || of("style").replace(' ', "").contains("display:none");
        // A header inside an article holds its title.
        let own_head = name == "header" && self.open.iter().any(|it| it.name == "article");
        let aside = ASIDE.contains(&name.as_str()) && !own_head
            || named
            || hidden && name != "body"
            || marks.contains("navigation");
        let parent = self.open.last().map_or(0, |it| it.within);
        let container =
            matches!(name.as_str(), "article" | "main" | "div" | "section" | "td" | "body") || main;
        let within = if container && self.containers.len() < 100_000 {
            self.containers.push((main, parent));
            self.containers.len() - 1
        } else {
            parent
        };
        self.aside += usize::from(aside);
        self.in_link += usize::from(name == "a");
        self.heading |= matches!(name.as_str(), "h1" | "h2" | "h3" | "h4");
        self.open.push(Open { name, aside, within });
    }

    fn end(&mut self, name: &str) {
        let name = name.to_lowercase();
        if name == "title" {
            self.in_title = false;
        }
        if name == "script" && std::mem::take(&mut self.in_data) {
            let data = std::mem::take(&mut self.data);
            self.linked_data(&data);
        }
        if BLOCKS.contains(&name.as_str()) {
            if name == "h1" && self.h1.is_none() && !self.now.trim().is_empty() {
                self.h1 = Some(self.now.trim().to_owned());
            }
            self.close();
        }
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        // An end without its beginning ends nothing; the search is bounded like the depth.
        let Some(at) = self.open.iter().rposition(|it| it.name == name) else { return };
        for it in self.open.drain(at..) {
            self.aside -= usize::from(it.aside);
            self.in_link -= usize::from(it.name == "a");
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_title {
            self.title.push_str(words);
            return;
        }
        if self.in_data && self.data.len() < 1 << 18 {
            self.data.push_str(words);
        }
        if self.aside > 0 {
            return;
        }
        if self.in_link > 0 {
            self.linked += words.len();
        }
        // Lines of the file are no lines of the text.
        let mut spaced = self.now.ends_with(' ') || self.now.is_empty();
        for letter in words.chars() {
            if letter.is_whitespace() {
                if !spaced {
                    self.now.push(' ');
                }
                spaced = true;
            } else {
                self.now.push(letter);
                spaced = false;
            }
        }
    }

    /// Ends the block that is open.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.now).trim().to_owned();
        let (linked, heading) =
            (std::mem::take(&mut self.linked), std::mem::take(&mut self.heading));
        if !text.is_empty() {
            let within = self.open.last().map_or(0, |it| it.within);
            self.blocks.push(Block { text, linked, within, heading });
        }
    }

    fn meta(&mut self, property: &str, name: &str, item: &str, content: String) {
        let key = [property, name, item].into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        if content.trim().is_empty() {
            return;
        }
        let slot = match key {
            "og:title" | "twitter:title" | "dc.title" | "headline" => &mut self.meta.title,
            "og:site_name" | "publisher" | "dc.publisher" | "application-name" => {
                &mut self.meta.publisher
            }
            "article:published_time"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "pubdate"
            | "publishdate"
            | "datepublished"
            | "parsely-pub-date"
            | "sailthru.date" => &mut self.meta.date,
            "og:url" => &mut self.meta.address,
            _ => return,
        };
        slot.get_or_insert(content);
    }

    /// What a page says of itself as linked data: only these keys, wherever they stand, as strings.
    fn linked_data(&mut self, data: &str) {
        let of = |key: &str| -> Option<String> {
            let at = data.find(&format!("\"{key}\""))?;
            let rest = data[at + key.len() + 2..]
                .trim_start()
                .strip_prefix(':')?
                .trim_start()
                .strip_prefix('"')?;
            let end = rest.find('"')?;
            Some(rest[..end].to_owned()).filter(|it| !it.is_empty() && !it.contains('\\'))
        };
        if self.meta.title.is_none() {
            self.meta.title = of("headline");
        }
        if self.meta.date.is_none() {
            self.meta.date = of("datePublished");
        }
        if self.meta.publisher.is_none()
            && let Some(at) = data.find("\"publisher\"")
            && let Some(name) = data[at..].find("\"name\"")
        {
            let rest = &data[at + name + 6..];
            let value = rest
                .trim_start()
                .strip_prefix(':')
                .and_then(|it| it.trim_start().strip_prefix('"'));
            self.meta.publisher = value.and_then(|it| it.split_once('"')).map(|it| it.0.to_owned());
        }
    }

    fn marked(mut self) -> Marked {
        // The container with most prose: long blocks that are not mostly links.
        let mut prose = vec![0usize; self.containers.len()];
        for block in &self.blocks {
            let own = block.text.len().saturating_sub(block.linked * 2);
            if own < 40 || block.heading {
                continue;
            }
            // Half of it counts for the container around: an article may be cut into parts.
            let mut at = block.within;
            let mut share = own * 4;
            for _ in 0..4 {
                prose[at] += share + if self.containers[at].0 { share / 2 } else { 0 };
                share = share * 3 / 4;
                let parent = self.containers[at].1;
                if parent == at {
                    break;
                }
                at = parent;
            }
        }
        let main =
            (0..prose.len()).max_by_key(|it| (prose[*it], std::cmp::Reverse(*it))).unwrap_or(0);
        let inside = |mut at: usize| {
            for _ in 0..DEPTH_MAX {
                if at == main {
                    return true;
                }
                let parent = self.containers[at].1;
                if parent == at {
                    return false;
                }
                at = parent;
            }
            false
        };
        let title = self.meta.title.take().or(self.h1.take()).or_else(|| {
            let whole = self.title.trim().to_owned();
            (!whole.is_empty()).then(|| {
                // `Headline | Paper`
                let cut = whole
                    .rsplit_once(" | ")
                    .or_else(|| whole.rsplit_once(" – "))
                    .or_else(|| whole.rsplit_once(" - "));
                cut.map_or(whole.clone(), |it| it.0.to_owned())
            })
        });
        let mut body = String::new();
        for block in &self.blocks {
            let links = block.linked * 2 > block.text.len();
            let repeats = title.as_ref().is_some_and(|it| it.trim() == block.text);
            if inside(block.within)
                && !links
                && !repeats
                && (block.text.len() > 20 || block.text.ends_with('.'))
            {
                body.push_str(&block.text);
                body.push_str("\n\n");
            }
        }
        self.meta.title = title;
        self.meta.body = body;
        self.meta
    }
}
