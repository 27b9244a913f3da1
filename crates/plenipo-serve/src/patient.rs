//! A connection whose client has to take what it asked for: one that reads nothing for a while is given up.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A connection that waits so long, and no longer, for its client to take more.
pub(crate) struct Patient<S> {
    stream: S,
    patience: Duration,
    /// Runs while the client takes nothing.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<S> Patient<S> {
    pub(crate) fn new(stream: S, patience: Duration) -> Patient<S> {
        Patient { stream, patience, stalled: None }
    }

    /// `written`, or that the client took too long.
    fn timed<T>(
        &mut self,
        written: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(patience)));
        match stalled.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.timed(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.timed(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.timed(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::Read;
    use std::time::Instant;

    use tokio::net::TcpListener;

    use super::*;

    const PATIENCE: Duration = Duration::from_millis(300);

    /// Writes so many bytes to a client that takes them as `client` does.
    async fn written(n: usize, client: fn(std::net::TcpStream)) -> io::Result<usize> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            client(std::net::TcpStream::connect(address).expect("a connection"))
        });
        let (stream, _) = listener.accept().await.expect("a client");
        let mut stream = Patient::new(stream, PATIENCE);
        let bytes = vec![b'a'; 64 << 10];
        let mut done = 0;
        while done < n {
            done += poll_fn(|it| Pin::new(&mut stream).poll_write(it, &bytes)).await?;
        }
        Ok(done)
    }

    #[tokio::test]
    async fn a_client_that_takes_nothing_is_given_up_and_a_slow_one_is_not() {
        let begun = Instant::now();
        let never = written(1 << 30, |it| {
            std::thread::sleep(Duration::from_secs(30));
            drop(it);
        });
        assert_eq!(never.await.map_err(|it| it.kind()), Err(io::ErrorKind::TimedOut));
        assert!(begun.elapsed() >= PATIENCE && begun.elapsed() < Duration::from_secs(20));
        let slowly = written(48 << 20, |mut it| {
            let mut some = vec![0; 4 << 20];
            while it.read(&mut some).is_ok_and(|it| it > 0) {
                std::thread::sleep(PATIENCE / 6);
            }
        });
        assert!(slowly.await.is_ok_and(|it| it >= 48 << 20));
    }
}
