//! The ports: what the use cases need of the outside world.

mod answers;
mod lookups;
mod outbox;
mod reads;
mod source;
mod store;
mod work;

pub use answers::{AnswerStore, Claim, Claimed, InstallationKey, KeptAnswer};
pub use lookups::LookupStore;
pub use outbox::{MailState, Outbox, Posted, Try};
pub use reads::{Cursor, Fetched, Next, Pages, Purpose, ReadSoFar, ReadStore, ReadsUnderWay, SavedRead, Unsaved};
pub use source::{
    Credentials, FieldProfile, PermissionCheck, Progress, SecretReader, SecretWriter, Silent, Source, SourceOpener, Step, Wanted,
};
pub use store::{
    AlongWith, ControlStore, Directory, DirectoryWriter, Lease, Leases, Listed, Outcome, PlanStore, Refusal, RunStore, Trigger,
    WriteBatch,
};
pub use work::{Clock, CommitWork, Mailer, Scheduler, Work, WorkQueue};
