//! Telling open pages what happens: that a file changed, how far an answer is. As server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::Response;
use tokio::sync::{Semaphore, mpsc};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

use crate::held::{Held, News};
use crate::job::{Job, PATIENCE};
use crate::page;
use crate::trouble::Trouble;

/// How often files are looked at while a page is open.
const LOOK: Duration = Duration::from_secs(1);

/// How long a stream stays silent, at most: whoever is gone without a word is noticed then.
const SILENCE: Duration = Duration::from_secs(20);

/// Looks at the files of all dossiers that anybody has open, for ever.
pub(crate) async fn watch(all: Vec<Arc<Held>>) {
    loop {
        tokio::time::sleep(LOOK).await;
        for held in all.iter().filter(|it| it.is_watched()) {
            let held = Arc::clone(held);
            // Reading files waits for a disk.
            let _ = tokio::task::spawn_blocking(move || held.refresh()).await;
        }
    }
}

/// Streams at once, at most: a browser has few, and connections are left for pages.
const STREAMS_MAX: usize = 512;

static STREAMS: Semaphore = Semaphore::const_new(STREAMS_MAX);

/// News of a dossier, to a page that says what `shown` says.
pub(crate) fn of_dossier(held: &Held, mut shown: News) -> Response {
    let Ok(place) = STREAMS.try_acquire() else { return busy() };
    let mut news = held.news();
    let (send, stream) = mpsc::channel::<String>(1);
    tokio::spawn(async move {
        let _place = place;
        loop {
            let now = *news.borrow_and_update();
            let said = match now {
                _ if now == shown => ": \n\n".to_owned(),
                News { broken: true, version } => format!("event: broken\ndata: {version}\n\n"),
                News { version, .. } => format!("event: changed\ndata: {version}\n\n"),
            };
            shown = now;
            if send.send(said).await.is_err() {
                return;
            }
            tokio::select! {
                // A page that was left gives its place to the next at once.
                () = send.closed() => return,
                _ = tokio::time::timeout(SILENCE, news.changed()) => {}
            }
        }
    });
    events(stream)
}

/// How far an answer is, until it is there.
pub(crate) fn of_job(job: Arc<Job>) -> Response {
    let Ok(place) = STREAMS.try_acquire() else { return busy() };
    let (send, stream) = mpsc::channel::<String>(1);
    tokio::spawn(async move {
        let _place = place;
        loop {
            let done = tokio::select! {
                () = send.closed() => return,
                outcome = job.within(PATIENCE) => outcome.is_some(),
            };
            let said = match done {
                true => "event: done\ndata: 1000\n\n".to_owned(),
                false => format!("event: progress\ndata: {}\n\n", job.thousandths()),
            };
            if send.send(said).await.is_err() || done {
                return;
            }
        }
    });
    events(stream)
}

/// An answer that is there already, to a page that waits for it.
pub(crate) fn done() -> Response {
    let (send, stream) = mpsc::channel::<String>(1);
    let _ = send.try_send("event: done\ndata: 1000\n\n".to_owned());
    events(stream)
}

fn busy() -> Response {
    let full = Trouble::new(503, "Too many pages wait for news at once.");
    page::trouble(&full.hint("Close some, or reload this one now and then."), None)
}

fn events(stream: mpsc::Receiver<String>) -> Response {
    let bytes = ReceiverStream::new(stream).map(|it| Ok::<Bytes, Infallible>(Bytes::from(it)));
    let mut response = Response::new(Body::from_stream(bytes));
    *response.status_mut() = StatusCode::OK;
    let kind = header::HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
