//! One importing process at a time in a data folder, held by the operating system: a killed process lets go by itself.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::failure::Failure;

/// Held while this process imports.
#[derive(Debug)]
pub(crate) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock, or says at once that another process has it.
    pub(crate) fn take(data: &Path, account: &str) -> Result<Self, Failure> {
        let path = data.join(format!("{account}.lock"));
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Failure::busy()),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
