//! Where a company is read from: a checked base address and company id.

use sync::SourceError;
use url::{Host, Url};

use crate::endpoint::Endpoint;

/// The longest company id that is accepted; every one seen has three characters.
const COMPANY_CHARS_MAX: usize = 20;

/// A base address and a company id that were checked; every request is built from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    base: Url,
    /// The company id, trimmed.
    pub(crate) company: String,
    /// Whether the host is this machine.
    pub(crate) loopback: bool,
    /// Whether it is spoken to without TLS; only this machine may be.
    pub(crate) plain: bool,
}

impl Address {
    /// Checks a connection. The base may have a path prefix and may end in `/` or `/v1`.
    ///
    /// # Errors
    /// When it is not an HTTPS address (HTTP is for loopback hosts only), or the company id has an impossible form.
    pub(crate) fn parse(url: &str, company: &str) -> Result<Self, SourceError> {
        let bad = |why: &str| Err(SourceError::BadAddress(why.to_owned()));
        let Ok(mut base) = Url::parse(url.trim()) else {
            return bad("it is not a web address; use one like https://api.trinet.com");
        };
        if base.host_str().is_some_and(|host| host.to_ascii_lowercase().contains("zenefits")) {
            return bad("that is TriNet HR Platform (formerly Zenefits), which is not supported; Rollcall reads TriNet PEO");
        }
        let loopback = match base.host() {
            Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => return bad("it names no host"),
        };
        match base.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return bad("HTTPS is required; plain HTTP is for this machine only"),
            _ => return bad("it must begin with https://"),
        }
        if !base.username().is_empty() || base.password().is_some() {
            return bad("it must not contain a user or password");
        }
        if base.query().is_some() || base.fragment().is_some() {
            return bad("it must not contain ? or #");
        }
        let plain = base.scheme() == "http";
        let path = base.path().trim_end_matches('/').to_owned();
        base.set_path(path.strip_suffix("/v1").unwrap_or(&path));
        let company = company.trim();
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if company.is_empty() || company.len() > COMPANY_CHARS_MAX || !company.chars().all(allowed) {
            return bad("the company id must be 1 to 20 letters or digits, as TriNet shows it beside the client id");
        }
        Ok(Self { base, company: company.to_owned(), loopback, plain })
    }

    /// The address of the token endpoint.
    pub(crate) fn token(&self) -> Url {
        let mut url = self.below("oauth/accesstoken");
        url.set_query(Some("grant_type=client_credentials"));
        url
    }

    /// The address of an endpoint of the company.
    pub(crate) fn of(&self, endpoint: Endpoint) -> Url {
        let mut url = self.below(&format!("v1/{}", endpoint.path(&self.company)));
        url.set_query(endpoint.query().as_deref());
        url
    }

    fn below(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{path}", self.base.path().trim_end_matches('/')));
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::View;

    #[test]
    fn an_address_is_https_or_this_machine() {
        let check = |url: &str, fine: bool| assert_eq!(Address::parse(url, "A1B").is_ok(), fine, "{url}");
        check("https://api.trinet.com", true);
        check("https://gateway.example/trinet/v1/", true);
        check("http://127.0.0.1:8080", true);
        check("http://127.9.9.9", true);
        check("http://[::1]:80/", true);
        check("http://localhost:1", true);
        check("http://api.trinet.com", false);
        check("http://localhost.example", false);
        check("http://127.0.0.1.example", false);
        check("http://169.254.169.254", false);
        check("http://0.0.0.0", false);
        check("ftp://api.trinet.com", false);
        check("file:///etc", false);
        check("https://user:pass@api.trinet.com", false);
        check("https://api.trinet.com?x=1", false);
        check("https://api.trinet.com#x", false);
        check("api.trinet.com", false);
        check("", false);
    }

    #[test]
    fn a_company_id_cannot_leave_its_place_in_the_path() {
        let check = |company: &str, fine: bool| {
            assert_eq!(Address::parse("https://api.trinet.com", company).is_ok(), fine, "{company:?}");
        };
        check("A1B", true);
        check(" a-1_B ", true);
        check("12345678901234567890", true);
        check("123456789012345678901", false);
        check("", false);
        check("..", false);
        check("A/B", false);
        check("A%2FB", false);
        check("A?b", false);
        check("Ä1B", false);
    }

    #[test]
    fn a_base_may_end_in_a_slash_or_the_version_and_may_have_a_prefix() {
        let check = |base: &str, token: &str, employees: &str| {
            let address = Address::parse(base, "A1B").unwrap();
            assert_eq!(address.token().as_str(), token);
            assert_eq!(address.of(Endpoint::Employees { view: View::All, limit: 100, offset: 1 }).as_str(), employees);
        };
        let token = "https://api.trinet.com/oauth/accesstoken?grant_type=client_credentials";
        let employees = "https://api.trinet.com/v1/company/A1B/employees?viewType=All&limit=100&offset=1";
        for base in
            ["https://api.trinet.com", "https://api.trinet.com/", "https://api.trinet.com/v1", "https://api.trinet.com/v1/"]
        {
            check(base, token, employees);
        }
        check(
            "https://gateway.example/hr/trinet/v1/",
            "https://gateway.example/hr/trinet/oauth/accesstoken?grant_type=client_credentials",
            "https://gateway.example/hr/trinet/v1/company/A1B/employees?viewType=All&limit=100&offset=1",
        );
    }
}
