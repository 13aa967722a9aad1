//! Sentences of errors as the admin UI says them. Where they are made they name the command's ways on, and runs and look-ups
//! keep them so; the command shows them as they are. Here each way is called by what a person finds in the UI.

/// The command's words, in which `…` stands for one word, and the UI's.
const WORDS: [(&str, &str); 17] = [
    ("(rollcall auto run, or rollcall commit … as before)", "(import the same plan once more, or let the daily sync do it)"),
    ("review a manual sync (rollcall plan)", "start a review"),
    ("make it again (`rollcall plan`, or `rollcall undo RUN`)", "review again, or plan the undo again"),
    ("run `rollcall plan` and commit the digest that it prints", "start a review and import that"),
    ("run `rollcall plan` and `rollcall commit` first", "review and import first"),
    ("run `rollcall connect --company ID` first", "connect TriNet first"),
    ("run `rollcall map --lock` first", "lock the field mapping first"),
    ("run `rollcall setup` first", "do the set-up sync first"),
    ("run `rollcall fields` to see which there are", "choose one of those that TriNet has"),
    ("as `rollcall explain` lists them", "as the person's page lists them"),
    ("see `rollcall employees`", "look under Users"),
    ("see `rollcall history`", "see the import history"),
    ("see `rollcall show`", "look at the review again"),
    ("(--confirm \"why\") or leave those changes out (--skip)", "or leave those changes out"),
    ("by --deactivate and --reactivate alone", "by deactivating and reactivating alone"),
    ("run the command again", "look at what is there now, and try again"),
    ("use the rollcall command", "ask support"),
];

/// A sentence in the UI's words.
pub(crate) fn in_ui(sentence: &str) -> String {
    WORDS.iter().fold(sentence.to_owned(), |sentence, (command, ui)| replaced(&sentence, command, ui).unwrap_or(sentence))
}

fn replaced(sentence: &str, command: &str, ui: &str) -> Option<String> {
    let (begin, end) = command.split_once('…').unwrap_or((command, ""));
    let (before, rest) = sentence.split_once(begin)?;
    let (word, behind) = rest.split_once(end)?;
    (!word.contains(' ')).then(|| format!("{before}{ui}{behind}"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The files below a folder, without their tests.
    fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text.split("#[cfg(test)]").next().unwrap().to_owned()));
            }
        }
    }

    #[test]
    fn every_command_that_a_sentence_names_has_words_of_the_ui() {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates");
        let mut files = Vec::new();
        for name in ["sync", "domain"] {
            sources(&crates.join(name).join("src"), &mut files);
        }
        // A mail names commands where there is no UI to link to.
        files.retain(|(path, _)| !path.ends_with("sync/src/mail.rs"));
        let names_command = |text: &str| {
            let flag = text.split([' ', '(']).any(|word| word.starts_with("--"));
            flag || text.contains("rollcall ") || text.contains("the command")
        };
        let mut seen = 0;
        for (path, text) in files {
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//") && line.contains('"'));
            for line in lines.map(|line| line.replace("\\\"", "\"")).filter(|line| names_command(line)) {
                seen += 1;
                assert!(!names_command(&in_ui(&line)), "{}: {line}", path.display());
            }
        }
        assert!(seen >= WORDS.len(), "only {seen} sentences were found");
    }

    #[test]
    fn a_sentence_that_names_no_command_stays_as_it_is() {
        let plan =
            "run_1 is not finished; finish it first (rollcall auto run, or rollcall commit sha256:ab as before), then undo it";
        let ui =
            "run_1 is not finished; finish it first (import the same plan once more, or let the daily sync do it), then undo it";
        assert_eq!(in_ui(plan), ui);
        for other in ["", "TriNet is away.", "rollcall commit several words as before"] {
            assert_eq!(in_ui(other), other);
        }
    }
}
