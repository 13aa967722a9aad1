//! Serves a simulated TriNet until it is interrupted.
//!
//! `cargo run -p testkit --example simulated_trinet -- [PORT [PEOPLE [SEED]]]`: a free port by default; without
//! PEOPLE the bundled company, with it a generated one of that size.

use std::io::{Error, ErrorKind, Write as _};
use std::net::SocketAddr;

use testkit::trinet::{SimulatedTriNet, World};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut numbers = Vec::new();
    for argument in std::env::args().skip(1) {
        let usage = |_| Error::new(ErrorKind::InvalidInput, "usage: simulated_trinet [PORT [PEOPLE [SEED]]]");
        numbers.push(argument.parse::<u64>().map_err(usage)?);
    }
    let number = |index: usize| numbers.get(index).copied();
    let port = u16::try_from(number(0).unwrap_or(0)).map_err(|_| Error::from(ErrorKind::InvalidInput))?;
    let world = match number(1).and_then(|people| usize::try_from(people).ok()) {
        Some(people) => World::generated(people, number(2).unwrap_or(1)),
        None => World::bundled(),
    };
    let companies: Vec<String> = world.companies.iter().map(|it| format!("{} ({} records)", it.id, it.people.len())).collect();
    let server = SimulatedTriNet::start_on(SocketAddr::from(([127, 0, 0, 1], port)), world).await?;
    let (client_id, secret) = server.credentials();
    let mut out = std::io::stdout();
    writeln!(out, "url           {}", server.url())?;
    writeln!(out, "client id     {client_id}\nclient secret {secret}")?;
    writeln!(out, "companies     {}", companies.join(", "))?;
    tokio::signal::ctrl_c().await?;
    server.stop().await;
    Ok(())
}
