//! Mail on a laptop: a file for each.

use std::fs;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use sync::StoreError;
use sync::ports::Mailer;
use sync::run::OutboxMail;

/// Writes each mail as `mail/<id>.eml` in the data folder.
#[derive(Debug)]
pub(crate) struct MailFolder {
    folder: PathBuf,
}

impl MailFolder {
    /// The mail folder of a data folder.
    pub(crate) fn in_folder(data: &Path) -> Self {
        Self { folder: data.join("mail") }
    }
}

#[async_trait]
impl Mailer for MailFolder {
    async fn send(&self, mail: &OutboxMail) -> Result<String, StoreError> {
        let failed = |_| StoreError::Service { service: "the mail folder", what: "a mail cannot be written".to_owned() };
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let path = self.folder.join(format!("{}.eml", mail.id));
        fs::write(&path, eml(mail)).map_err(failed)?;
        Ok(path.display().to_string())
    }
}

fn eml(mail: &OutboxMail) -> String {
    let to = if mail.to.is_empty() { "administrator@localhost".to_owned() } else { mail.to.join(", ") };
    let date = mail.created_at.strftime("%a, %d %b %Y %H:%M:%S +0000");
    let body = mail.body.replace("\r\n", "\n").replace('\n', "\r\n");
    format!(
        "From: Rollcall <rollcall@localhost>\r\nTo: {to}\r\nSubject: {}\r\nDate: {date}\r\nMessage-ID: <{}@localhost>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}",
        mail.subject, mail.id
    )
}
