//! When two values are the same, and which are values at all (D4, D8, D14, D17).

/// D8: blanks are no value.
pub(crate) fn value(text: Option<&String>) -> Option<String> {
    let text = text?.trim();
    if text.is_empty() { None } else { Some(text.to_owned()) }
}

/// D4, for the letters that these worlds use.
pub(crate) fn alike(left: &str, right: &str) -> bool {
    let plain = |text: &str| {
        let letters = text.to_lowercase().replace('ç', "c").replace('ğ', "g");
        letters.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    plain(left) == plain(right)
}

/// D14: compared without case.
pub(crate) fn same_email(left: Option<&String>, right: Option<&String>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left.to_lowercase() == right.to_lowercase(),
        _ => false,
    }
}

/// D15 and R28: to the letter, and two blanks are not equal.
pub(crate) fn same_id(left: Option<&String>, right: Option<&String>) -> bool {
    left.is_some() && left == right
}

/// D14, as far as ASCII goes.
pub(crate) fn is_email(text: &str) -> bool {
    let parts: Vec<&str> = text.split('@').collect();
    if parts.len() != 2 || parts[0].is_empty() || text.len() > 254 || text.contains(' ') {
        return false;
    }
    parts[1].contains('.') && parts[1].split('.').all(|label| !label.is_empty())
}

/// D17: an ISO date that the calendar has. Such texts sort as the days do.
pub(crate) fn day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    if parts.len() != 3 || [parts[0].len(), parts[1].len(), parts[2].len()] != [4, 2, 2] {
        return None;
    }
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let [year, month, date] = numbers[..] else { return None };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    };
    (date >= 1 && date <= length).then(|| text.to_owned())
}

/// D17: nobody is born in the future, younger than 13 or older than 120.
pub(crate) fn plausible_birth(birth: &str, today: &str) -> bool {
    let year = |day: &str| day[..4].parse::<i32>().ok();
    let (Some(this_year), Some(birth_year)) = (year(today), year(birth)) else { return false };
    let had_birthday = today[4..] >= birth[4..];
    let age = this_year - birth_year - i32::from(!had_birthday);
    (13..=120).contains(&age)
}
