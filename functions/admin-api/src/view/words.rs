//! The words that answers use, as the description lists them.
//!
//! A later release may answer with another word, so a shape of the description is any text, with the words of this release
//! under `x-extensible-enum`. Whoever takes that list for a closed one breaks at the next release.

use std::borrow::Cow;

use serde_json::{Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Shapes for enumerations, or for plain lists of words.
macro_rules! words {
    () => {};
    ($(#[doc = $about:literal])+ $shape:ident($kind:ty) { $($word:ident),+ } $($more:tt)*) => {
        words!(@shape $($about)+, $shape, {
            type Kind = $kind;
            // A word that is forgotten here does not compile.
            let _all = |it: Kind| match it { $(Kind::$word => ()),+ };
            vec![$(json!(Kind::$word)),+]
        });
        words!($($more)*);
    };
    ($(#[doc = $about:literal])+ $shape:ident = $words:expr; $($more:tt)*) => {
        words!(@shape $($about)+, $shape, $words.into_iter().map(|word| json!(word)).collect());
        words!($($more)*);
    };
    (@shape $($about:literal)+, $shape:ident, $words:expr) => {
        $(#[doc = $about])+
        #[derive(Debug)]
        pub struct $shape;

        impl $shape {
            /// The words of this release.
            #[must_use]
            pub fn all() -> Vec<Value> {
                $words
            }
        }

        impl PartialSchema for $shape {
            fn schema() -> RefOr<Schema> {
                shape(concat!($($about),+).trim(), Self::all())
            }
        }

        impl ToSchema for $shape {
            fn name() -> Cow<'static, str> {
                stringify!($shape).into()
            }
        }
    };
}

fn shape(about: &str, words: Vec<Value>) -> RefOr<Schema> {
    let words = ExtensionsBuilder::new().add("x-extensible-enum", words).build();
    ObjectBuilder::new().schema_type(Type::String).description(Some(about)).extensions(Some(words)).into()
}

words! {
    /// What is done to one person.
    Action(domain::Action) { Create, Update, Deactivate, Reactivate }

    /// What a finding or a guard is about.
    Code = domain::Code::ALL;

    /// How a run went: green, yellow or red (D20).
    Colour(domain::Colour) { Green, Yellow, Red }

    /// What somebody did, where it is no run.
    Deed(sync::acting::Deed) {
        RevealedChange, RevealedEmployee, Connected, Disconnected, MappingLocked, MappingUnlocked, SettingsChanged, AutoSyncOn, AutoSyncOff
    }

    /// Whether a person may sign in, and if not, why.
    EmployeeStatus(domain::EmployeeStatus) { Active, Former, Deactivated }

    /// What a reviewer must look at in a change.
    Flag(domain::Flag) { HighRiskChange, PossibleDuplicate, IdentifierChange }

    /// Where an integration stands.
    IntegrationState(domain::IntegrationState) {
        NotConnected, Connecting, Connected, Mapped, SettingUp, ReadyToFinalise, Importing, Live, Blocked, CredentialFailed
    }

    /// What a look into the source is about.
    LookupKind = ["fields", "preview", "what_if"];

    /// How far a look into the source is.
    LookupState(sync::lookup::LookupState) { Running, Done, Failed }

    /// What became of a mail.
    MailState = ["waiting", "sent", "given_up"];

    /// What a person does next.
    NextAction(domain::NextAction) { Connect, Map, SetUp, Review, Reconnect, Wait, None }

    /// Where the values of an employee come from: `edited` where an edit or an undo gave one of them, `directory` where no
    /// import ever wrote one.
    Origin = ["trinet", "edited", "directory"];

    /// Why a change was not written.
    Refusal(sync::ports::Refusal) { ChangedSinceReview, IdentifierTaken, Superseded }

    /// What a person may do in an account.
    Role = crate::signin::Role::ALL.map(crate::signin::Role::name);

    /// What a run was for.
    RunKind(sync::RunKind) { Setup, Review, Auto, Manual, File, Undo, Support, Act }

    /// How a run ended, or that it goes on.
    RunState(sync::RunState) { Running, Planned, Completed, Committed, Blocked, Failed, Skipped }

    /// How bad a finding is.
    Severity(domain::Severity) { Info, Warning, Error }

    /// What a plan was made for.
    Trigger(domain::Trigger) { Manual, Auto, File, DeactivateMissing, Undo, Edit }

    /// What came out of planning.
    Verdict(domain::Verdict) { Apply, Blocked, Incomplete, NoChanges }
}
