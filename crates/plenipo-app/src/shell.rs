//! Paths in commands that are printed to be typed: in quotes where a shell would part them or read more into them.

use std::path::Path;

/// `path` as it is typed on a command line.
pub(crate) fn path(path: &Path) -> String {
    let shown = path.display().to_string();
    // By a leading stroke it would be taken for a flag.
    let shown = if shown.starts_with('-') { format!("./{shown}") } else { shown };
    let plain =
        |it: char| it.is_alphanumeric() || "/._-+,:@%".contains(it) || cfg!(windows) && it == '\\';
    match (shown.chars().all(plain) && !shown.is_empty(), cfg!(windows)) {
        (true, _) => shown,
        (false, true) => format!("\"{shown}\""),
        (false, false) => format!("'{}'", shown.replace('\'', "'\\''")),
    }
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::path;
    use std::path::Path;

    #[test]
    fn what_a_shell_would_part_stands_in_quotes() {
        for (name, typed) in [
            ("talks", "talks"),
            ("a/b-c_1.d", "a/b-c_1.d"),
            ("Gespräche", "Gespräche"),
            ("My Talks", "'My Talks'"),
            ("it's", "'it'\\''s'"),
            ("$HOME", "'$HOME'"),
            ("a;b", "'a;b'"),
            ("-x", "./-x"),
        ] {
            assert_eq!(path(Path::new(name)), typed);
        }
    }
}
