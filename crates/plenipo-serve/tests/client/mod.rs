//! A browser for tests: it has the key, the name of the server and an origin, and asks a router without a socket;
//! and a dossier in memory, which tests change behind the server's back.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, header};
use http_body_util::BodyExt;
use plenipo_record::dossier::read::NamedBytes;
use plenipo_serve::{Desk, Papers, Serving, Shelf, Trouble, router};
use tower::ServiceExt;

const KEY: &str = "a-key-that-nobody-can-guess";

/// What opens the server once.
pub(crate) const ONCE: &str = "a-key-that-is-taken-once";

/// A dossier in memory.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Inner>);

#[derive(Default)]
struct Inner {
    files: Mutex<Vec<NamedBytes>>,
    texts: Mutex<std::collections::BTreeMap<String, Vec<u8>>>,
    stamp: AtomicU64,
    /// A file that cannot be read.
    shut: Mutex<Option<String>>,
    /// A file that somebody else writes just before the next is added.
    meanwhile: Mutex<Option<NamedBytes>>,
}

impl Memory {
    pub(crate) fn new(files: Vec<NamedBytes>) -> Memory {
        let memory = Memory::default();
        *memory.lock() = files;
        memory
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<NamedBytes>> {
        self.0.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files as they are.
    pub(crate) fn files(&self) -> Vec<NamedBytes> {
        self.lock().clone()
    }

    /// The text of a file.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let files = self.lock();
        let file = files.iter().find(|it| it.name == name)?;
        Some(String::from_utf8_lossy(&file.bytes).into_owned())
    }

    /// Writes a file as somebody else would; texts lie beside the files of a dossier.
    pub(crate) fn put(&self, name: &str, text: &str) {
        if name.ends_with(".txt") {
            let mut texts = self.0.texts.lock().unwrap_or_else(PoisonError::into_inner);
            texts.insert(name.to_owned(), text.into());
            return;
        }
        let mut files = self.lock();
        files.retain(|it| it.name != name);
        files.push(NamedBytes { name: name.to_owned(), bytes: text.into() });
        files.sort_by(|a, b| a.name.cmp(&b.name));
        self.0.stamp.fetch_add(1, Ordering::SeqCst);
    }

    /// Lets nobody read the dossier, for the sake of one file of that name.
    pub(crate) fn shut(&self, name: &str) {
        *self.0.shut.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.to_owned());
        self.0.stamp.fetch_add(1, Ordering::SeqCst);
    }

    /// Writes a file as somebody else would, at the last moment before the server writes one.
    pub(crate) fn put_meanwhile(&self, name: &str, text: &str) {
        *self.0.meanwhile.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(NamedBytes { name: name.to_owned(), bytes: text.into() });
    }
}

impl Desk for Memory {
    fn read(&self) -> Result<Papers, Trouble> {
        if let Some(name) = &*self.0.shut.lock().unwrap_or_else(PoisonError::into_inner) {
            return Err(Trouble::new(503, format!("could not read {name}: permission denied")));
        }
        Ok(Papers { files: self.files(), aside: Vec::new() })
    }

    fn stamp(&self) -> u64 {
        self.0.stamp.load(Ordering::SeqCst)
    }

    fn add(&self, file: &NamedBytes, was: &[NamedBytes]) -> Result<(), Trouble> {
        let meanwhile = self.0.meanwhile.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(it) = meanwhile {
            self.put(&it.name, &String::from_utf8_lossy(&it.bytes));
        }
        if self.files() != was {
            return Err(Trouble::new(409, "The dossier changed on disk."));
        }
        self.put(&file.name, &String::from_utf8_lossy(&file.bytes));
        Ok(())
    }

    fn settle(
        &self,
        new: &[NamedBytes],
        proposals: Option<&NamedBytes>,
        was: &[NamedBytes],
    ) -> Result<(), Trouble> {
        let meanwhile = self.0.meanwhile.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(it) = meanwhile {
            self.put(&it.name, &String::from_utf8_lossy(&it.bytes));
        }
        if self.files() != was {
            return Err(Trouble::new(409, "The dossier changed on disk."));
        }
        for it in new {
            assert!(self.text(&it.name).is_none(), "{} is written over", it.name);
        }
        for it in new.iter().chain(proposals) {
            self.put(&it.name, &String::from_utf8_lossy(&it.bytes));
        }
        Ok(())
    }

    fn text_beside(&self, proposals: &str) -> Option<Vec<u8>> {
        let texts = self.0.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.get(&plenipo_record::dossier::proposals::text_name(proposals)).cloned()
    }

    fn today(&self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(2031, 5, 20).ok()
    }
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: u16,
    /// Where it sends the browser, if it does.
    pub(crate) location: Option<String>,
    /// As which file it comes, if it is one.
    pub(crate) file: Option<String>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) body: String,
}

impl Page {
    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> Option<String> {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self.body.split_once(&start)?.1;
        Some(rest.split('"').next()?.to_owned())
    }

    /// The value of a line of a form.
    pub(crate) fn hidden_or_value(&self, name: &str) -> String {
        let start = format!("name=\"{name}\"");
        let rest = self.body.split_once(&start).map_or("", |it| it.1);
        let value =
            rest.split('>').next().and_then(|it| it.split_once("value=\"")).map_or("", |it| it.1);
        value.split('"').next().unwrap_or_default().to_owned()
    }

    /// What is chosen in the first list of that name.
    pub(crate) fn chosen(&self, name: &str) -> String {
        let start = format!("<select name=\"{name}\"");
        let rest = self.body.split_once(&start).map_or("", |it| it.1);
        let list = rest.split("</select>").next().unwrap_or_default();
        let before = list.split(" selected").next().unwrap_or_default();
        let value = before.rsplit("value=\"").next().unwrap_or_default();
        value.split('"').next().unwrap_or_default().to_owned()
    }

    /// The markup of a field of a form, from its control's name to the end of what is said of it.
    pub(crate) fn field(&self, id: &str) -> &str {
        let start = format!("id=\"f-{id}\"");
        let Some((_, rest)) = self.body.split_once(&start) else { return "" };
        let end = rest.find("class=\"fl").unwrap_or(rest.len());
        &rest[..end]
    }
}

/// A browser.
pub(crate) struct Client {
    router: Router,
    port: u16,
}

impl Client {
    /// Of a server for one dossier, called `talks`.
    pub(crate) fn new(memory: &Memory, edit: bool, viewer: Option<&str>) -> Client {
        let shelf = Shelf { slug: "talks".to_owned(), desk: Box::new(memory.clone()), edit };
        let serving = Serving {
            key: KEY.to_owned(),
            once: Some(ONCE.to_owned()),
            viewer: viewer.map(str::to_owned),
            seed: 1,
            samples: 200,
        };
        let address = SocketAddr::from(([127, 0, 0, 1], 4321));
        Client { router: router(vec![shelf], serving, address), port: address.port() }
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.ask("GET", path, Body::empty()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Page {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(pairs);
        self.ask("POST", path, Body::from(form.finish())).await
    }

    /// Sends whatever bytes.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: Body) -> Page {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, format!("127.0.0.1:{}", self.port))
            .header(header::ORIGIN, format!("http://127.0.0.1:{}", self.port))
            .header(header::COOKIE, format!("plenipo-{}={KEY}", self.port))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .expect("a request");
        let answer: Response<Body> = match self.router.clone().oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let status = answer.status().as_u16();
        let location = answer.headers().get(header::LOCATION);
        let location = location.and_then(|it| it.to_str().ok()).map(str::to_owned);
        let file = answer.headers().get(header::CONTENT_DISPOSITION);
        let file = file.and_then(|it| it.to_str().ok()).map(str::to_owned);
        let bytes = answer.into_body().collect().await.expect("a body").to_bytes().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page { status, location, file, bytes, body }
    }
}
