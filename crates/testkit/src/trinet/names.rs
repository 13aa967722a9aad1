//! Made-up people: names from lists of ordinary first and last names, combined by a seed.

use std::collections::BTreeSet;

use super::person::WorldPerson;
use super::rng::Rng;

const FIRST: [&str; 64] = [
    "Aaliyah",
    "Adam",
    "Aisha",
    "Alan",
    "Amara",
    "André",
    "Anita",
    "Åsa",
    "Beatriz",
    "Ben",
    "Björn",
    "Callum",
    "Camila",
    "Chidi",
    "Chloé",
    "Dana",
    "Daniel",
    "Deepa",
    "Diego",
    "Elena",
    "Emre",
    "Esra",
    "Farah",
    "Felix",
    "François",
    "Freya",
    "Grace",
    "Hana",
    "Hugo",
    "Ingrid",
    "Ivan",
    "Jasmine",
    "Jiří",
    "José",
    "Kai",
    "Keiko",
    "Lars",
    "Leila",
    "Łukasz",
    "Mateo",
    "Maya",
    "Mei",
    "Miriam",
    "Nadia",
    "Noah",
    "Olga",
    "Omar",
    "Özlem",
    "Paula",
    "Priya",
    "Quinn",
    "Ravi",
    "Rosa",
    "Samir",
    "Sofia",
    "Søren",
    "Tariq",
    "Tomás",
    "Uma",
    "Victor",
    "Wei",
    "Yara",
    "Zoë",
    "Zuri",
];

const LAST: [&str; 90] = [
    "Abara",
    "Adeyemi",
    "Ahlgren",
    "Álvarez",
    "Amari",
    "Anders",
    "Baker",
    "Bakshi",
    "Bergström",
    "Bianchi",
    "Brandt",
    "Brennan",
    "Calloway",
    "Castillo",
    "Chandra",
    "Chen",
    "Chowdhury",
    "Costa",
    "Dahl",
    "Delgado",
    "Demir",
    "Dubois",
    "Duarte",
    "Eriksen",
    "Espinoza",
    "Falk",
    "Farrow",
    "Ferrari",
    "Fischer",
    "Fontaine",
    "Fraser",
    "Gallo",
    "García",
    "Goldberg",
    "Grant",
    "Gupta",
    "Haas",
    "Hale",
    "Hansen",
    "Hayashi",
    "Hernández",
    "Holm",
    "Hughes",
    "Ibarra",
    "Ivanova",
    "Jensen",
    "Jonsson",
    "Kapoor",
    "Keller",
    "Khalil",
    "Kim",
    "Kowalski",
    "Kumar",
    "Laurent",
    "Lindqvist",
    "López",
    "Lund",
    "Marín",
    "Mbeki",
    "Mensah",
    "Moreau",
    "Müller",
    "Nakamura",
    "Ndiaye",
    "Nguyễn",
    "Novák",
    "Nyström",
    "Okafor",
    "Olsen",
    "O'Neill",
    "Ortiz",
    "Park",
    "Patel",
    "Peña",
    "Petrov",
    "Quintero",
    "Rahman",
    "Reyes",
    "Rossi",
    "Sato",
    "Schäfer",
    "Silva",
    "Singh",
    "Škoda",
    "Tanaka",
    "Torres",
    "Vega",
    "Wójcik",
    "Yılmaz",
    "Zhang",
];

/// Hands out full names and emails, none of them twice.
#[derive(Debug, Default)]
pub(super) struct NameGiver {
    names: BTreeSet<(String, String)>,
    emails: BTreeSet<String>,
}

impl NameGiver {
    /// One that gives nobody a name or an address that these people have.
    pub(super) fn knowing<'a>(people: impl IntoIterator<Item = &'a WorldPerson>) -> Self {
        let mut giver = Self::default();
        for person in people {
            giver.names.insert((person.first_name.clone(), person.last_name.clone()));
            giver.emails.insert(person.work_email.to_lowercase());
        }
        giver
    }

    /// A new first and last name. Double last names once the plain ones run low, triple ones once those do.
    pub(super) fn name(&mut self, rng: &mut Rng) -> (String, String) {
        loop {
            let first = (*rng.pick(&FIRST)).to_owned();
            let mut last = (*rng.pick(&LAST)).to_owned();
            let mut plenty = FIRST.len() * LAST.len() / 4;
            while self.names.len() > plenty {
                last = format!("{last}-{}", rng.pick(&LAST));
                plenty *= LAST.len();
            }
            if self.names.insert((first.clone(), last.clone())) {
                return (first, last);
            }
        }
    }

    /// A new address made from the name; a number is added when the plain one is taken.
    pub(super) fn email(&mut self, first: &str, last: &str, domain: &str) -> String {
        let mut address = email(first, last, domain);
        let mut number = 2;
        while !self.emails.insert(address.clone()) {
            address = email(first, &format!("{last}{number}"), domain);
            number += 1;
        }
        address
    }
}

/// `first.last@domain` in plain letters.
pub(super) fn email(first: &str, last: &str, domain: &str) -> String {
    format!("{}.{}@{domain}", plain(first), plain(last))
}

/// Lower-case ASCII letters, digits and hyphens.
fn plain(name: &str) -> String {
    let fold = |letter: char| match letter {
        'å' | 'á' | 'ä' => "a",
        'č' | 'ç' => "c",
        'é' | 'ë' | 'ễ' => "e",
        'í' | 'ı' => "i",
        'ł' => "l",
        'ñ' => "n",
        'ö' | 'ó' | 'ø' => "o",
        'ř' => "r",
        'š' => "s",
        'ü' => "u",
        _ => "",
    };
    let mut out = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            out.push(letter);
        } else {
            out.push_str(fold(letter));
        }
    }
    out
}
