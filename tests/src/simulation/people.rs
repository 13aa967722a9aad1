//! The people of a simulated company, and what happens to them.

use domain::{Employment, NameKind, SourceName, SourcePerson};

use super::rng::Rng;

/// A company of the source.
#[derive(Debug, Clone)]
pub struct Company {
    /// Its id.
    pub id: String,
    /// Everybody, ended people included.
    pub people: Vec<SourcePerson>,
    /// Which version of the secret is accepted.
    pub secret: u64,
    /// The number of the next person.
    next: usize,
    /// How often people were given hostile texts or somebody else's identifier.
    pub poisoned: u64,
}

impl Company {
    /// A company of so many people.
    #[must_use]
    pub fn new(id: &str, people: usize) -> Self {
        let mut company = Self { id: id.to_owned(), people: Vec::new(), secret: 1, next: 1, poisoned: 0 };
        for _ in 0..people {
            company.hire();
        }
        company
    }

    /// Hires a person.
    pub fn hire(&mut self) {
        let n = self.next;
        self.next += 1;
        self.people.push(SourcePerson {
            source_id: format!("S{n}"),
            names: vec![name("Person", &format!("Number{n}"))],
            email: Some(format!("p{n}@{}.example", self.id.to_lowercase())),
            employee_id: Some(format!("E{n}")),
            birth_date: Some(format!("19{:02}-03-0{}", 60 + n % 40, 1 + n % 9)),
            service_date: Some("2020-01-06".to_owned()),
            employment: Employment::Employed,
            manager_source_id: (n > 1).then(|| "S1".to_owned()),
            ..SourcePerson::default()
        });
    }

    /// Ends the person at this place on a date.
    pub fn end(&mut self, at: usize, date: &str) {
        if let Some(person) = self.people.get_mut(at) {
            person.termination_date = Some(date.to_owned());
            person.employment = Employment::Ended;
        }
    }

    /// Gives the person at this place another first name.
    pub fn rename(&mut self, at: usize, first: &str) {
        if let Some(person) = self.people.get_mut(at) {
            person.names = vec![name(first, &format!("of {}", person.source_id))];
        }
    }

    /// Gives the person at this place another email.
    pub fn move_email(&mut self, at: usize, email: &str) {
        if let Some(person) = self.people.get_mut(at) {
            person.email = Some(email.to_owned());
        }
    }

    /// Lets something happen to somebody. `today` is an ISO date.
    pub fn live_on(&mut self, rng: &mut Rng, today: &str) {
        let at = usize::try_from(rng.below(self.people.len() as u64)).unwrap_or_default();
        let tag = rng.below(100_000);
        match rng.below(13) {
            0 | 1 => self.hire(),
            2 | 3 if at > 0 => self.end(at, today),
            4 => self.end(at.max(1), "2026-03-09"),
            5 if at > 0 => self.come_back(at),
            6 => self.move_email(at, &format!("p{tag}@{}.example", self.id.to_lowercase())),
            7 => self.new_employee_id(at, &format!("E{tag}")),
            8 if rng.chance(300) && at > 0 => self.swap_emails(at, at + 1),
            9 if rng.chance(300) && at > 0 => self.take_email_of(at, at + 1),
            10 if at > 0 && rng.chance(500) => drop(self.people.remove(at)),
            11 if at > 0 => self.poison(at, rng),
            _ => self.rename(at, &format!("Name{tag}")),
        }
    }

    fn come_back(&mut self, at: usize) {
        if let Some(person) = self.people.get_mut(at) {
            person.termination_date = None;
            person.employment = Employment::Employed;
        }
    }

    fn new_employee_id(&mut self, at: usize, id: &str) {
        if let Some(person) = self.people.get_mut(at) {
            person.employee_id = Some(id.to_owned());
        }
    }

    /// F51.
    fn swap_emails(&mut self, one: usize, other: usize) {
        self.poisoned += 1;
        if let Some([left, .., right]) = self.people.get_mut(one..=other) {
            std::mem::swap(&mut left.email, &mut right.email);
        }
    }

    /// F51, as a chain: the first takes the second's email, who gets a new one.
    fn take_email_of(&mut self, one: usize, other: usize) {
        self.poisoned += 1;
        if let Some([left, .., right]) = self.people.get_mut(one..=other) {
            left.email = right.email.replace(format!("moved.{}@chain.example", right.source_id));
        }
    }

    /// F49, F50: texts that trip software.
    fn poison(&mut self, at: usize, rng: &mut Rng) {
        self.poisoned += 1;
        let long = "x".repeat(10_000);
        let texts = ["=cmd()", "\u{202e}rtl", "<script>", "${jndi:x}", "a\r\nb", "nul\u{0}", "Ö\u{308}", long.as_str()];
        let text = rng.pick(&texts).copied().unwrap_or_default().to_owned();
        let twin = self.people.first().and_then(|first| first.email.clone()).map(|email| email.to_uppercase());
        let twice = rng.chance(200);
        if let Some(person) = self.people.get_mut(at) {
            person.names = vec![name(&text, "Poison")];
            if twice {
                person.email = twin;
            }
            person.manager_source_id = Some(person.source_id.clone());
        }
    }
}

fn name(first: &str, last: &str) -> SourceName {
    SourceName { kind: NameKind::Primary, first: Some(first.to_owned()), last: Some(last.to_owned()), effective: None }
}
