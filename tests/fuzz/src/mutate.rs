//! Small changes of an input: of its bytes, and of the values in its text.

use crate::random::Random;

/// No input is longer.
pub(crate) const LONGEST: usize = 8 * 1024;

/// Values at which readers go wrong.
const ODD: [&str; 36] = [
    "0",
    "-1",
    "1e999",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "0.1",
    "null",
    "true",
    "\"\"",
    "\" \"",
    "{}",
    "[]",
    "[[[[[[[[",
    "\"\\ud83d\"",
    "\"\\u0000\"",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "𝒳",
    "\u{10ffff}",
    "\"",
    "\\",
    "'",
    "\r\n",
    "=",
    "0001-01-01",
    "9999-12-31",
    "-9999-01-01",
    "02/29/2024",
    "@",
];

/// Makes another input of one.
pub(crate) fn mutate(input: &[u8], other: &[u8], words: &[&str], random: &mut Random) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=random.below(4) {
        change(&mut bytes, other, words, random);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], words: &[&str], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let length = 1 + random.below(16);
    let end = (at + length).min(bytes.len());
    let odd = || ODD.len() + words.len();
    let word = |number: usize| ODD.iter().chain(words).nth(number).copied().unwrap_or_default();
    match random.below(9) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = random.next().to_le_bytes()[0];
            }
        }
        2 => drop(bytes.drain(at..end)),
        3 => {
            let again = bytes[at..end].repeat(1 + random.below(8));
            insert(bytes, at, &again);
        }
        4 => {
            let from = random.below(other.len() + 1);
            let to = (from + 1 + random.below(64)).min(other.len());
            insert(bytes, at, &other[from..to]);
        }
        5 => insert(bytes, at, word(random.below(odd())).as_bytes()),
        6 => bytes.truncate(at),
        _ => {
            // Twice as likely as the others: it leaves the syntax whole, so that readers come further.
            let Some((start, end)) = value(bytes, random) else { return };
            let odd = word(random.below(odd()));
            let quoted = if random.below(2) == 0 { odd.to_owned() } else { format!("{:?}", odd.trim_matches('"')) };
            bytes.splice(start..end, quoted.bytes());
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    if bytes.len() + what.len() <= LONGEST {
        bytes.splice(at..at, what.iter().copied());
    }
}

/// Where a text between quotes, a number or a word begins and ends, by the first one behind a random place.
fn value(bytes: &[u8], random: &mut Random) -> Option<(usize, usize)> {
    let from = random.below(bytes.len());
    let start = from + bytes.get(from..)?.iter().position(|byte| matches!(byte, b':' | b'=' | b',' | b'['))? + 1;
    let start = start + bytes.get(start..)?.iter().position(|byte| *byte != b' ')?;
    let rest = bytes.get(start..)?;
    let length = match rest.first()? {
        b'"' => rest.iter().skip(1).position(|byte| *byte == b'"')? + 2,
        _ => rest.iter().position(|byte| matches!(byte, b',' | b'}' | b']' | b'\n'))?,
    };
    Some((start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_changed_the_same_way_by_the_same_seed_and_never_grows_beyond_the_longest() {
        let changed = |seed| {
            let mut random = Random::new(seed);
            let mut input = br#"{"a":"x","b":[1,2]}"#.to_vec();
            for _ in 0..2_000 {
                input = mutate(&input, b"other", &["word"], &mut random);
                assert!(input.len() <= LONGEST);
            }
            input
        };
        assert_eq!(changed(7), changed(7));
        assert_ne!(changed(7), changed(8));
    }

    #[test]
    fn a_value_is_found_with_its_quotes() {
        let mut random = Random::new(1);
        let text = br#"{"a":"x y","b":12}"#;
        let found: std::collections::BTreeSet<&[u8]> =
            (0..100).filter_map(|_| value(text, &mut random)).map(|(start, end)| &text[start..end]).collect();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [&b"\"b\""[..], b"\"x y\"", b"12"]);
    }
}
