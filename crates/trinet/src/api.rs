//! Reads one endpoint: token, request, and what an answer's status means.

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, AUTHORIZATION};
use sync::SourceError;

use crate::address::Address;
use crate::endpoint::Endpoint;
use crate::envelope;
use crate::http::{Answer, Http, has};
use crate::token::Tokens;

/// One company at one address with one pair of credentials. Its only method reads.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) address: Address,
    pub(crate) http: Http,
    pub(crate) tokens: Tokens,
}

impl Api {
    /// The body of a successful answer.
    ///
    /// A 401 is answered once with a new token: the old one may have expired. A second 401 is about the credentials, or
    /// about the endpoint where the gateway says that they do not include it.
    ///
    /// # Errors
    /// As the variants of [`SourceError`] say.
    pub(crate) async fn get(&self, endpoint: Endpoint) -> Result<Vec<u8>, SourceError> {
        let mut answer = self.once(endpoint).await?;
        if answer.status == StatusCode::UNAUTHORIZED {
            tracing::info!(endpoint = endpoint.name(), "the token was refused; trying once with a new one");
            answer = self.once(endpoint).await?;
        }
        let not_permitted = || SourceError::NotPermitted { what: endpoint.name().to_owned() };
        match answer.status {
            status if status.is_success() => Ok(answer.body),
            StatusCode::UNAUTHORIZED if has(&answer.body, "InvalidAPICallAsNoApiProductMatchFound") => Err(not_permitted()),
            StatusCode::UNAUTHORIZED => Err(SourceError::CredentialsRejected),
            StatusCode::FORBIDDEN => Err(not_permitted()),
            status => Err(envelope::unexpected(status, endpoint.name())),
        }
    }

    async fn once(&self, endpoint: Endpoint) -> Result<Answer, SourceError> {
        let header = self.tokens.header(&self.http).await?;
        let url = self.address.of(endpoint);
        let request = |client: &reqwest::Client| {
            client.get(url.clone()).header(ACCEPT, "application/json").header(AUTHORIZATION, header.clone())
        };
        let answer = self.http.send(endpoint.name(), request).await?;
        if answer.status == StatusCode::UNAUTHORIZED {
            self.tokens.refused(&header).await;
        }
        Ok(answer)
    }
}
