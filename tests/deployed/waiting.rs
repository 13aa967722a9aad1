//! Waiting for what other processes do.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Asks again and again until there is an answer; fails after `limit`, naming `what` it waited for.
pub(crate) async fn until<T>(what: &str, limit: Duration, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + limit;
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(Instant::now() < end, "waited {} s in vain until {what}", limit.as_secs());
        sleep(Duration::from_millis(100)).await;
    }
}
