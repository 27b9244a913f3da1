//! Who may ask. The server listens on this machine only, and so can be reached by every program and every web page
//! that is open on it: so it wants its key, the name it was reached by, and of what changes something where the
//! form came from.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::arrived::arrived;
use crate::page;
use crate::reading::address;
use crate::routes::House;
use crate::trouble::Trouble;

/// Bytes of an address, at most.
const ADDRESS_MAX: usize = 16 << 10;

/// Things that an address says, at most.
const PARTS_MAX: usize = 1_000;

/// What every answer says of itself: nothing is kept by the browser, nothing is loaded from elsewhere, no script but
/// the server's own, in no frame.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // The key is in no address that a page is left from; still no other site is told which page that was.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Lets a request through that may ask, and answers the others itself.
pub(crate) async fn guard(
    State(house): State<Arc<House>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match refused(&house, &request) {
        Some(answer) => answer,
        None => match arrived(request).await {
            Ok(request) => in_own_words(next.run(request).await),
            Err(why) => page::trouble(&why, None),
        },
    };
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// What the framework refuses by itself it does in a line for programmers: readers get a page.
fn in_own_words(response: Response) -> Response {
    let (status, kind) = (response.status(), response.headers().get(header::CONTENT_TYPE));
    let is_refusal = status.is_client_error() || status.is_server_error();
    if !is_refusal || kind.is_some_and(|it| it.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let said = match status.as_u16() {
        404 => "There is no such page.",
        405 => "This page is only shown, or only takes a form: not what was asked of it.",
        413 => "This is more than any form here holds.",
        400..500 => "This address or form cannot be read.",
        _ => "Something went wrong.",
    };
    page::trouble(&Trouble::new(status.as_u16(), said), None)
}

fn refused(house: &House, request: &Request) -> Option<Response> {
    let headers = request.headers();
    let refuse = |status, message: &str| Some(page::trouble(&Trouble::new(status, message), None));
    if !is_reached_as(house, request) {
        return refuse(
            421,
            "This server answers for this machine only, under the address that it printed.",
        );
    }
    let uri = request.uri();
    if uri.path_and_query().is_none_or(|it| it.as_str().len() > ADDRESS_MAX) {
        return refuse(414, "This address is too long.");
    }
    let query = uri.query().unwrap_or("");
    if query.bytes().filter(|it| *it == b'&').count() >= PARTS_MAX {
        return refuse(414, "This address says too many things.");
    }
    if let Some(key) = named(query, "once") {
        return match house.opens_once(&key) {
            true => Some(opened(house)),
            false => refuse(403, "This address opened the server once. Use the one it printed."),
        };
    }
    if let Some(key) = named(query, "key") {
        if !is_same(&key, &house.key) {
            return refuse(
                403,
                "This is not the key of this server. Open the address that it printed.",
            );
        }
        return Some(with_cookie(house, &without_key(uri.path(), query)));
    }
    if !has_cookie(house, headers) {
        return refuse(403, "Open this server by the address that it printed when it was started.");
    }
    match *request.method() {
        Method::GET | Method::HEAD if is_loaded_elsewhere(headers) => {
            refuse(403, "This was asked for from within a page of another server.")
        }
        Method::GET | Method::HEAD => None,
        Method::POST if comes_from_here(house, headers) => None,
        Method::POST => refuse(403, "This form was not sent from a page of this server."),
        _ => refuse(405, "This server only shows pages and takes forms."),
    }
}

/// Whether the browser thinks that it talks to this machine: another name that leads here is somebody else's page. It
/// is said once, and where the address says it too, it says the same.
fn is_reached_as(house: &House, request: &Request) -> bool {
    let hosts = house.hosts();
    let is_ours = |host: &str| hosts.iter().any(|it| it == host);
    let uri = request.uri();
    only(request.headers(), header::HOST).is_some_and(is_ours)
        && uri.authority().is_none_or(|it| is_ours(it.as_str()))
        && uri.scheme_str().is_none_or(|it| it == "http")
}

/// What a header says that is there once.
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut all = headers.get_all(name).iter();
    let (first, None) = (all.next()?, all.next()) else { return None };
    first.to_str().ok()
}

/// Whether a page of another server loads something from here: following a link from there is a reader's own doing.
fn is_loaded_elsewhere(headers: &HeaderMap) -> bool {
    let text = |name: &'static str| {
        headers.get(HeaderName::from_static(name)).and_then(|it| it.to_str().ok())
    };
    let elsewhere = text("sec-fetch-site").is_some_and(|it| it != "same-origin" && it != "none");
    elsewhere && text("sec-fetch-mode") != Some("navigate")
}

/// Whether a form was sent from a page of this server.
fn comes_from_here(house: &House, headers: &HeaderMap) -> bool {
    let site = headers.get_all("sec-fetch-site").iter();
    if site.map(HeaderValue::as_bytes).any(|it| it != b"same-origin") {
        return false;
    }
    let Some(origin) = only(headers, header::ORIGIN) else { return false };
    house.hosts().iter().any(|it| origin.strip_prefix("http://") == Some(it.as_str()))
}

/// What an address says under a name, the first time.
fn named(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.as_bytes()).find(|it| it.0 == name).map(|it| it.1.into_owned())
}

/// The address without the key.
fn without_key(path: &str, query: &str) -> String {
    let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "key");
    let pairs: Vec<(String, String)> =
        pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    // Two slashes at the start would name another server.
    address(&format!("/{}", path.trim_start_matches(['/', '\\'])), &pairs)
}

/// Takes the key out of the address and gives it to the browser to keep: no page is ever left from an address that
/// has it, and none is logged or bookmarked with it.
fn with_cookie(house: &House, path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    keep_key(house, &mut response);
    // It is of characters that a header may have: a path comes out of one.
    if let Ok(path) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, path);
    }
    response.into_response()
}

/// A page that leads to the first one. Whoever comes from a file comes from elsewhere, and a browser keeps back what it
/// was just given to keep until a page of this server asks for the next.
fn opened(house: &House) -> Response {
    let mut response = page::opening();
    keep_key(house, &mut response);
    let headers = response.headers_mut();
    headers.insert(header::REFRESH, HeaderValue::from_static("0; url=/"));
    // It opens nothing any more; still no page needs to know it.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Gives a browser the key to keep.
fn keep_key(house: &House, response: &mut Response) {
    let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", house.cookie(), house.key);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
}

fn has_cookie(house: &House, headers: &HeaderMap) -> bool {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let pairs = all.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    let own = house.cookie();
    pairs.filter(|(name, _)| *name == own).any(|(_, value)| is_same(value, &house.key))
}

/// Whether two keys are the same; how long that takes says nothing of where they differ.
pub(crate) fn is_same(given: &str, key: &str) -> bool {
    let differ = given.bytes().zip(key.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    given.len() == key.len() && differ == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_key_is_the_key() {
        assert!(is_same("abc", "abc"));
        for given in ["", "ab", "abcd", "abd", "ABC"] {
            assert!(!is_same(given, "abc"), "{given}");
        }
    }

    #[test]
    fn the_key_leaves_an_address_and_the_rest_stays_on_this_server() {
        assert_eq!(without_key("/c/x/lab", "key=abc&try=a:b%3Dc"), "/c/x/lab?try=a%3Ab%3Dc");
        assert_eq!(without_key("//evil.example/x", "key=abc"), "/evil.example/x");
        assert_eq!(without_key("/", "key=abc"), "/");
    }

    #[test]
    fn a_key_is_read_from_anywhere_in_a_query() {
        assert_eq!(named("a=b&key=x%20y", "key").as_deref(), Some("x y"));
        assert_eq!(named("monkey=1", "key"), None);
    }
}
