//! Where a list goes on. A cursor is sealed: nobody reads in it or makes one, and it fits only the list that gave it.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use sync::ports::InstallationKey;
use tokio::sync::OnceCell;

use super::{Problem, registry};

/// The most characters of a cursor.
const CHARS_MAX: usize = 1024;

/// Seals and opens cursors, by the key of the installation, which is fetched with the first one.
#[derive(Clone)]
pub struct Cursors {
    keys: Arc<dyn InstallationKey>,
    key: Arc<OnceCell<LessSafeKey>>,
}

impl fmt::Debug for Cursors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursors")
    }
}

impl Cursors {
    /// By the key that is kept there.
    #[must_use]
    pub fn by(keys: Arc<dyn InstallationKey>) -> Self {
        Self { keys, key: Arc::default() }
    }

    /// The cursor of a position in a list. `list` names the list: account, path and filter.
    pub(crate) async fn seal(&self, list: &[&str], position: &impl Serialize) -> Result<String, Problem> {
        let mut sealed = serde_json::to_vec(position).map_err(|_| Problem::panicked())?;
        let nonce = random::<NONCE_LEN>()?;
        let key = self.key().await?;
        let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), aad(list), &mut sealed);
        let tag = tag.map_err(|_| Problem::panicked())?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed, tag.as_ref()].concat()))
    }

    /// The position of a cursor that the same list gave.
    pub(crate) async fn open<T: DeserializeOwned>(&self, list: &[&str], cursor: &str) -> Result<T, Problem> {
        let key = self.key().await?;
        opened(key, list, cursor).ok_or_else(|| {
            let detail = "The cursor is not one that this list gave for this filter. Begin anew without a cursor.";
            Problem::of(&registry::BAD_CURSOR, detail)
        })
    }

    async fn key(&self) -> Result<&LessSafeKey, Problem> {
        let make = || async {
            let secret = self.keys.installation_key(&random()?).await?;
            let key = Sha256::new().chain_update(b"rollcall cursors v1\n").chain_update(secret).finalize();
            UnboundKey::new(&CHACHA20_POLY1305, &key).map(LessSafeKey::new).map_err(|_| Problem::panicked())
        };
        self.key.get_or_try_init(make).await
    }
}

fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Problem::panicked())?;
    Ok(bytes)
}

fn opened<T: DeserializeOwned>(key: &LessSafeKey, list: &[&str], cursor: &str) -> Option<T> {
    let mut bytes = URL_SAFE_NO_PAD.decode(cursor).ok().filter(|_| cursor.len() <= CHARS_MAX)?;
    let (nonce, sealed) = bytes.split_at_mut_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let json = key.open_in_place(nonce, aad(list), sealed).ok()?;
    serde_json::from_slice(json).ok()
}

/// What a cursor is bound to, each part with its length: no two lists have the same.
fn aad(list: &[&str]) -> Aad<Vec<u8>> {
    Aad::from(list.iter().flat_map(|part| [part.len().to_string().as_bytes(), b":", part.as_bytes()].concat()).collect())
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use sync::StoreError;

    use super::*;

    struct Installation(u8);

    #[async_trait]
    impl InstallationKey for Installation {
        async fn installation_key(&self, _: &[u8; 32]) -> Result<[u8; 32], StoreError> {
            Ok([self.0; 32])
        }
    }

    fn cursors(installation: u8) -> Cursors {
        Cursors::by(Arc::new(Installation(installation)))
    }

    #[tokio::test]
    async fn a_cursor_leads_back_to_its_position_in_its_list_and_nowhere_else() {
        let list = ["acme", "/employees", "status=active"];
        let cursor = cursors(1).seal(&list, &("emp_1", 7)).await.unwrap();
        assert_eq!(cursors(1).open::<(String, u32)>(&list, &cursor).await.unwrap(), ("emp_1".to_owned(), 7));
        let other_lists: [&[&str]; 4] = [
            &["other", "/employees", "status=active"],
            &["acme", "/runs", "status=active"],
            &["acme", "/employees", "status=former"],
            &["acme/employees", "status=active"],
        ];
        for other in other_lists {
            assert!(cursors(1).open::<(String, u32)>(other, &cursor).await.is_err(), "{other:?}");
        }
        assert!(cursors(2).open::<(String, u32)>(&list, &cursor).await.is_err(), "another installation's");
        for at in 0..cursor.len() - 1 {
            let mut damaged = cursor.clone().into_bytes();
            damaged[at] = if damaged[at] == b'A' { b'B' } else { b'A' };
            let damaged = String::from_utf8(damaged).unwrap();
            assert!(cursors(1).open::<(String, u32)>(&list, &damaged).await.is_err(), "{at}");
        }
        for nonsense in ["", "A", "emp_1", &"A".repeat(2000)] {
            assert!(cursors(1).open::<(String, u32)>(&list, nonsense).await.is_err());
        }
    }
}
