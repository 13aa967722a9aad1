//! The functions of a Rust file with their lengths, by counting braces.

/// A function: its name and how many lines it has, from `fn` to its closing brace.
#[derive(Debug, PartialEq)]
pub(super) struct Length {
    pub(super) name: String,
    pub(super) lines: usize,
}

/// Every function with a body, nested ones too.
pub(super) fn functions_in(source: &str) -> Vec<Length> {
    let code: Vec<char> = code_alone(source).chars().collect();
    let starts = (0..code.len()).filter(|at| is_fn(&code, *at));
    starts.filter_map(|at| length(&code, at)).collect()
}

fn is_fn(code: &[char], at: usize) -> bool {
    let word_before = at > 0 && (code[at - 1].is_alphanumeric() || code[at - 1] == '_');
    !word_before && code[at..].starts_with(&['f', 'n', ' '])
}

fn length(code: &[char], at: usize) -> Option<Length> {
    let name: String = code[at + 3..].iter().take_while(|it| it.is_alphanumeric() || **it == '_').collect();
    // A declaration ends with `;` before any body, and `fn(` is a type. A `;` may stand inside `[u8; 4]`.
    let mut brackets = 0_usize;
    let mut depth = 0_usize;
    for (offset, character) in code[at..].iter().enumerate() {
        match character {
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            ';' if depth == 0 && brackets == 0 => return None,
            '{' => depth += 1,
            '}' if depth == 1 => {
                let lines = code[at..=at + offset].iter().filter(|it| **it == '\n').count() + 1;
                return (!name.is_empty()).then_some(Length { name, lines });
            }
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The source with comments and the content of strings and characters taken out; line ends stay.
fn code_alone(source: &str) -> String {
    let text: Vec<char> = source.chars().collect();
    let mut code = String::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let skipped = if rest.starts_with(&['/', '/']) {
            rest.iter().take_while(|it| **it != '\n').count()
        } else if rest.starts_with(&['/', '*']) {
            until(rest, 2, &['*', '/'])
        } else if let Some(hashes) = raw_string(&text, at) {
            let mut end = vec!['"'];
            end.extend(std::iter::repeat_n('#', hashes));
            until(rest, hashes + 2, &end)
        } else if rest[0] == '"' {
            quoted(rest, '"')
        } else if rest[0] == '\'' && (rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'')) {
            quoted(rest, '\'')
        } else {
            code.push(rest[0]);
            at += 1;
            continue;
        };
        code.extend(rest.iter().take(skipped).filter(|it| **it == '\n'));
        at += skipped;
    }
    code
}

/// How many `#` a raw string that begins here has.
fn raw_string(text: &[char], at: usize) -> Option<usize> {
    let inside_word = at > 0 && (text[at - 1].is_alphanumeric() || text[at - 1] == '_') && text[at - 1] != 'b';
    if text[at] != 'r' || inside_word {
        return None;
    }
    let hashes = text[at + 1..].iter().take_while(|it| **it == '#').count();
    (text.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// The length up to and with `end`, looked for from `from` on.
fn until(text: &[char], from: usize, end: &[char]) -> usize {
    (from..text.len()).find(|at| text[*at..].starts_with(end)).map_or(text.len(), |at| at + end.len())
}

/// The length of a quoted piece, with its quotes.
fn quoted(text: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != quote {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

#[test]
fn braces_in_strings_and_comments_do_not_count() {
    let source = "fn a() {\n  let x = \"{ \\\" {\"; // {\n  let y = '{'; let z = r#\"{\"\n}\"#; /* { */\n}\n\nfn b<'a>(it: &'a [u8; 2]) -> u8 { it[0] }\n";
    let expected = [("a", 5), ("b", 1)].map(|(name, lines)| Length { name: name.to_owned(), lines });
    assert_eq!(functions_in(source), expected);
}

#[test]
fn a_declaration_and_a_function_type_have_no_body() {
    assert_eq!(functions_in("trait T { fn a(&self) -> u8; }\nstruct S { run: fn (u8) -> u8 }\n"), []);
}
