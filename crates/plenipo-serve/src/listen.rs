//! Connections: from this machine, so many at once, and none that dawdles.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

use crate::desk::Shelf;
use crate::held::Held;
use crate::live;
use crate::patient::Patient;
use crate::routes::{self, House};

/// Connections at once, at most.
const CONNECTIONS_MAX: usize = 1024;

/// How long a browser may take to say what it wants.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// How long a browser may take nothing of what it asked for.
const TAKING_TIME: Duration = Duration::from_secs(20);

/// How a server is run.
#[derive(Debug, Clone)]
pub struct Serving {
    /// What a browser must know to be answered: 16 characters or more that nobody can guess.
    pub key: String,
    /// A key that opens the server once, for whoever hands it to a browser by a way that leaves traces.
    pub once: Option<String>,
    /// The party to answer for, whatever an address says; every viewer where there is none.
    pub viewer: Option<String>,
    /// Seed of every random stream.
    pub seed: u64,
    /// Number of samples.
    pub samples: usize,
}

/// All addresses of a server that is reached at `address`, for tests and for [`serve`].
pub fn router(shelves: Vec<Shelf>, serving: Serving, address: SocketAddr) -> Router {
    let held = held(shelves, &serving);
    routes::router(Arc::new(House::new(held, serving, address)))
}

/// Answers on `listener` until the process ends.
///
/// # Errors
/// What the system says where it cannot.
pub fn serve(listener: TcpListener, shelves: Vec<Shelf>, serving: Serving) -> io::Result<()> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let held = held(shelves, &serving);
    let router = routes::router(Arc::new(House::new(held.clone(), serving, address)));
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::spawn(live::watch(held));
        accept(&listener, router).await
    })
}

fn held(shelves: Vec<Shelf>, serving: &Serving) -> Vec<Arc<Held>> {
    let viewer = serving.viewer.as_deref();
    shelves.into_iter().map(|it| Arc::new(Held::new(it, viewer))).collect()
}

async fn accept(listener: &tokio::net::TcpListener, router: Router) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        // Never closed.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return Ok(()) };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            // One that broke off, or too many files open: the next may do.
            Err(_) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(64 << 10);
            // What a browser does wrong is told to it, and nobody else.
            let stream = TokioIo::new(Patient::new(stream, TAKING_TIME));
            let _ = http.serve_connection(stream, service).await;
            drop(place);
        });
    }
}
