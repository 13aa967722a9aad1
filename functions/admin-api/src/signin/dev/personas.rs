//! The people whom one can be.

/// Somebody to sign in as.
#[derive(Debug)]
pub struct Persona {
    /// Name in addresses.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// What they may do, in words.
    pub about: &'static str,
    /// Their role; none where they have none.
    pub role: Option<&'static str>,
    /// Whether their account is another one.
    pub elsewhere: bool,
}

/// All of them.
pub static PERSONAS: [Persona; 6] = [
    Persona {
        id: "account-administrator",
        name: "Ada Account Administrator",
        about: "May do everything that a customer may.",
        role: Some("account-administrator"),
        elsewhere: false,
    },
    Persona {
        id: "employee-data-administrator",
        name: "Eddie Employee Data Administrator",
        about: "Connects, maps, reviews and imports.",
        role: Some("employee-data-administrator"),
        elsewhere: false,
    },
    Persona {
        id: "product-support-specialist",
        name: "Sam Support Specialist",
        about: "Sees everything, and deactivates the missing.",
        role: Some("product-support-specialist"),
        elsewhere: false,
    },
    Persona {
        id: "data-and-integrations-specialist",
        name: "Dana Data and Integrations Specialist",
        about: "Unlocks the mapping and changes the specialist's settings.",
        role: Some("data-and-integrations-specialist"),
        elsewhere: false,
    },
    Persona { id: "no-role", name: "Nora No Role", about: "Is known and may nothing.", role: None, elsewhere: false },
    Persona {
        id: "other-account",
        name: "Olga Other Account's Administrator",
        about: "Administers the account other, and sees nothing of this one.",
        role: Some("account-administrator"),
        elsewhere: true,
    },
];
