//! The program under test, serving a copy of a case until the test ends.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A server that ends with the test, on folders that nobody else has.
pub struct Server {
    child: Child,
    folder: TempDir,
    /// Scheme, name and port.
    pub origin: String,
    /// The address that it printed, with the key.
    pub entry: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Serves a copy of each of `cases`, which come with the program, and of each made dossier: its name and files.
    pub fn start(cases: &[&str], made: &[(&str, &[(&str, &str)])], args: &[&str]) -> Server {
        let folder = tempfile::tempdir().expect("a folder");
        let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases");
        for case in cases {
            copy(&top.join(case), &folder.path().join(case));
        }
        for (name, files) in made {
            for (file, text) in *files {
                write(&folder.path().join(name).join(file), text);
            }
        }
        let names = cases.iter().copied().chain(made.iter().map(|it| it.0));
        let mut child = Command::new(program())
            .current_dir(folder.path())
            .args(["serve", "--port", "0"])
            .args(names)
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts: PLENIPO_BIN says where it is");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("its address");
        let entry = line.trim().to_owned();
        let origin = entry.split_once("/?key=").expect("an address with a key").0.to_owned();
        Server { child, folder, origin, entry }
    }

    /// Where a file of a dossier is.
    pub fn file(&self, dossier: &str, name: &str) -> PathBuf {
        self.folder.path().join(dossier).join(name)
    }

    /// Writes a file of a dossier.
    pub fn write(&self, dossier: &str, name: &str, text: &str) {
        write(&self.file(dossier, name), text);
    }

    /// All that stands in the files of a folder of a dossier; nothing where it is not there.
    pub fn text_in(&self, dossier: &str, folder: &str) -> String {
        let Ok(entries) = std::fs::read_dir(self.file(dossier, folder)) else {
            return String::new();
        };
        let paths = entries.map(|it| it.expect("an entry").path());
        paths.map(|it| std::fs::read_to_string(it).expect("a file")).collect()
    }
}

/// The program under test.
fn program() -> PathBuf {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let given = std::env::var_os("PLENIPO_BIN").map(PathBuf::from);
    // Tests run in this crate's folder, the server in one of its own.
    let path = top.join(given.unwrap_or_else(|| "../target/release/plenipo".into()));
    assert!(path.is_file(), "there is no program at {}: build it first", path.display());
    path
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a case") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &to),
            false => drop(std::fs::copy(&path, &to).expect("a copy")),
        }
    }
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}
