//! Which names the files of a bundle may have: such as lie in a dossier, on any system.

use plenipo_record::dossier::filename;

/// Longest name of a folder or file, in bytes: more, no usual file system takes.
const PART_MAX: usize = 255;

/// Folders within folders, at most: the reader of a folder looks no deeper.
const DEPTH_MAX: usize = 16;

/// Whether a part of this name is a folder, which holds nothing itself.
pub(super) fn is_folder(name: &str) -> bool {
    name.strip_suffix('/').is_some_and(is_within)
}

/// Whether a file of this name lies within the dossier and would be read there.
pub(super) fn is_sound(name: &str) -> bool {
    is_within(name) && filename::is_read(name)
}

/// Whether a path stays below the folder it is joined to. `\` and `:` part names or name drives elsewhere.
fn is_within(name: &str) -> bool {
    let part = |it: &str| {
        !it.is_empty()
            && it.len() <= PART_MAX
            && it != "."
            && it != ".."
            && !it.contains(|it: char| it == '\\' || it == ':' || it.is_control())
    };
    name.split('/').count() <= DEPTH_MAX && name.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_stay_within_the_dossier_are_sound() {
        for name in ["dossier.toml", "drafts/one.toml", "a/b/c d.toml", "Ünder.TOML"] {
            assert!(is_sound(name), "{name}");
        }
        let long = format!("{}.toml", "x".repeat(300));
        let deep = format!("{}x.toml", "a/".repeat(40));
        for name in [
            "../a.toml",
            "a/../../b.toml",
            "/etc/a.toml",
            "a//b.toml",
            "./a.toml",
            "a\\..\\b.toml",
            "C:a.toml",
            "a\0.toml",
            "a\n.toml",
            ".hidden.toml",
            ".git/a.toml",
            "a.exe",
            "",
            "/",
            &long,
            &deep,
        ] {
            assert!(!is_sound(name), "{name}");
        }
        assert!(is_folder("drafts/") && !is_folder("../") && !is_folder("/") && !is_folder("a"));
    }
}
