//! Bundles on disk: one encrypted file, readable by its owner only.
//!
//! Form: a head of 68 bytes (name, version, Argon2id's cost, salt, nonce, length of the rest) and AES-256-GCM over the JSON,
//! with the head as associated data.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretString};
use sync::replay::Bundle;

use crate::failure::Failure;
use crate::terminal;

/// Where the passphrase comes from where nobody can be asked.
const PASSPHRASE: &str = "ROLLCALL_BUNDLE_PASSPHRASE";
/// The shortest passphrase that a new bundle takes.
const SHORTEST: usize = 12;

const NAME: &[u8; 16] = b"rollcall-bundle\0";
const VERSION: u32 = 1;
/// What OWASP advises for Argon2id: memory in KiB, passes, lanes.
const COST: [u32; 3] = [19 * 1024, 2, 1];
/// The most that a file may ask for, so that a forged one cannot use up this machine.
const MOST: [u32; 3] = [1024 * 1024, 16, 16];
const HEAD: usize = 16 + 4 + 12 + 16 + 12 + 8;

/// The passphrase, from the environment or asked for; for a `new` bundle it is asked for twice and must be long enough.
pub(crate) fn passphrase(new: bool, may_ask: bool) -> Result<SecretString, Failure> {
    let passphrase = match std::env::var(PASSPHRASE) {
        Ok(passphrase) if !passphrase.is_empty() => passphrase,
        _ if may_ask && terminal::can_ask() => terminal::ask_secret("Passphrase of the bundle:")?,
        _ => return Err(Failure::usage(format!("{PASSPHRASE} is not set; set it, or run in a terminal to be asked"))),
    };
    if new && passphrase.chars().count() < SHORTEST {
        return Err(Failure::usage(format!(
            "the passphrase is too short: a bundle holds personal data; use {SHORTEST} letters or more"
        )));
    }
    Ok(SecretString::from(passphrase))
}

/// Writes a bundle, in place of a file of that name, with mode 0600. A crash leaves the old file or the new one.
pub(crate) fn write(path: &Path, bundle: &Bundle, passphrase: &SecretString) -> Result<(), Failure> {
    let json = serde_json::to_vec(bundle).map_err(|_| Failure::local("the bundle cannot be written as JSON"))?;
    let sealed = seal(json, passphrase).ok_or_else(|| Failure::local("the bundle cannot be encrypted on this machine"))?;
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    let _ = fs::remove_file(&fresh);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?;
    file.write_all(&sealed)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    Ok(())
}

/// Reads a bundle.
pub(crate) fn read(path: &Path, passphrase: &SecretString) -> Result<Bundle, Failure> {
    let json = open(&fs::read(path)?, passphrase).map_err(|why| Failure::bundle(&why))?;
    Bundle::from_json(&json).map_err(|why| Failure::bundle(&why))
}

fn seal(mut json: Vec<u8>, passphrase: &SecretString) -> Option<Vec<u8>> {
    let (mut salt, mut nonce) = ([0; 16], [0; 12]);
    let random = SystemRandom::new();
    random.fill(&mut salt).ok()?;
    random.fill(&mut nonce).ok()?;
    let length = u64::try_from(json.len() + AES_256_GCM.tag_len()).ok()?;
    let mut sealed = NAME.to_vec();
    sealed.extend(VERSION.to_le_bytes());
    sealed.extend(COST.iter().flat_map(|cost| cost.to_le_bytes()));
    sealed.extend(salt.iter().chain(&nonce));
    sealed.extend(length.to_le_bytes());
    let key = key(passphrase, &salt, COST)?;
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(sealed.as_slice()), &mut json).ok()?;
    sealed.extend(json);
    Some(sealed)
}

fn open(file: &[u8], passphrase: &SecretString) -> Result<Vec<u8>, String> {
    let none = || "it is not a bundle of rollcall; name the file that --bundle wrote".to_owned();
    let short = || "the file is cut short or too long; copy it again".to_owned();
    let mut rest = file.strip_prefix(NAME.as_slice()).ok_or_else(none)?;
    let head = file.get(..HEAD).ok_or_else(short)?;
    let version = number(&mut rest).ok_or_else(short)?;
    if version != VERSION {
        return Err(format!("the file has version {version} and this release knows {VERSION}; use a later release"));
    }
    let mut cost = [0; 3];
    for (cost, most) in cost.iter_mut().zip(MOST) {
        *cost = number(&mut rest).filter(|cost| *cost <= most).ok_or("the file is damaged; copy it again")?;
    }
    let salt: [u8; 16] = taken(&mut rest).ok_or_else(short)?;
    let nonce: [u8; 12] = taken(&mut rest).ok_or_else(short)?;
    let length = taken(&mut rest).map(u64::from_le_bytes).ok_or_else(short)?;
    if u64::try_from(rest.len()) != Ok(length) {
        return Err(short());
    }
    let locked = || "the passphrase is another one, or the file is damaged".to_owned();
    let key = key(passphrase, &salt, cost).ok_or_else(locked)?;
    let mut json = rest.to_vec();
    let opened = key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(head), &mut json).map_err(|_| locked())?.len();
    json.truncate(opened);
    Ok(json)
}

fn key(passphrase: &SecretString, salt: &[u8], [memory, passes, lanes]: [u32; 3]) -> Option<LessSafeKey> {
    let mut key = [0; 32];
    let params = Params::new(memory, passes, lanes, Some(key.len())).ok()?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase.expose_secret().as_bytes(), salt, &mut key).ok()?;
    Some(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).ok()?))
}

fn taken<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, behind) = rest.split_first_chunk::<N>()?;
    *rest = behind;
    Some(*first)
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    taken(rest).map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    #[test]
    fn what_was_sealed_is_opened_by_its_passphrase_alone_and_never_looks_alike_twice() {
        let (one, two) =
            (seal(b"content".to_vec(), &secret("right")).unwrap(), seal(b"content".to_vec(), &secret("right")).unwrap());
        assert_ne!(one, two);
        assert!(!one.windows(7).any(|part| part == b"content"));
        assert_eq!(open(&one, &secret("right")).unwrap(), b"content");
        assert_eq!(open(&one, &secret("wrong")).unwrap_err(), "the passphrase is another one, or the file is damaged");
    }

    #[test]
    fn no_damaged_and_no_cut_file_is_opened() {
        let sealed = seal(b"content".to_vec(), &secret("right")).unwrap();
        for length in 0..sealed.len() {
            let why = open(&sealed[..length], &secret("right")).unwrap_err();
            assert!(why.contains("cut short") || why.contains("not a bundle"), "{length}: {why}");
        }
        assert!(open(&[sealed.as_slice(), b"x"].concat(), &secret("right")).unwrap_err().contains("too long"));
        // Every part of the head counts, and the content; costs beyond the most are not even tried.
        for at in [0, 16, 20, 23, 32, 48, 60, HEAD, sealed.len() - 1] {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert!(open(&damaged, &secret("right")).is_err(), "byte {at}");
        }
    }
}
