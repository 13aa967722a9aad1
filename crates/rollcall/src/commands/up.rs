//! `up`: the whole system on one port.

use super::Context;
use crate::failure::Failure;

pub(crate) async fn run(_context: Context, _port: u16, _trinet_url: Option<String>) -> Result<u8, Failure> {
    Err(Failure::usage("not yet"))
}
