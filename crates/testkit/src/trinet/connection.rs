//! A listener whose connections can be reset from inside a handler.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Lets a handler cut its own connection.
#[derive(Debug, Clone)]
pub(super) struct Breaker(Arc<AtomicUsize>);

const UNLIMITED: usize = usize::MAX;

impl Breaker {
    /// From now on only so many bytes may leave; then the peer gets a reset.
    pub(super) fn reset_after(&self, bytes: usize) {
        self.0.store(bytes, Ordering::Release);
    }
}

/// Accepts on loopback; tells when it is dropped, so that a caller can wait for the port to be free.
#[derive(Debug)]
pub(super) struct BreakableListener {
    listener: TcpListener,
    _open: watch::Receiver<()>,
}

impl BreakableListener {
    pub(super) fn new(listener: TcpListener, open: watch::Receiver<()>) -> Self {
        Self { listener, _open: open }
    }
}

impl Listener for BreakableListener {
    type Io = BreakableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Pages are small; waiting to fill a segment would only add latency.
        let _ = stream.set_nodelay(true);
        (BreakableStream { stream, breaker: Breaker(Arc::new(AtomicUsize::new(UNLIMITED))) }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

#[derive(Debug)]
pub(super) struct BreakableStream {
    stream: TcpStream,
    breaker: Breaker,
}

impl Connected<IncomingStream<'_, BreakableListener>> for Breaker {
    fn connect_info(stream: IncomingStream<'_, BreakableListener>) -> Self {
        stream.io().breaker.clone()
    }
}

impl AsyncRead for BreakableStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for BreakableStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let allowed = self.breaker.0.load(Ordering::Acquire);
        if allowed == UNLIMITED {
            return Pin::new(&mut self.stream).poll_write(cx, buf);
        }
        if allowed == 0 {
            // Without lingering, closing sends RST instead of FIN.
            let _ = self.stream.set_zero_linger();
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        let part = &buf[..buf.len().min(allowed)];
        let written = Pin::new(&mut self.stream).poll_write(cx, part);
        if let Poll::Ready(Ok(count)) = written {
            self.breaker.reset_after(allowed - count);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
