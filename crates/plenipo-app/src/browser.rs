//! Opening the user's browser. What stands on a command line can be read by every user of the machine, so the address
//! does not stand there: a file does that only this user can read, and what it leads to opens the server once.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::NamedTempFile;

/// How long a browser has to take the file.
const TAKING_TIME: Duration = Duration::from_secs(60);

/// Asks the system to open a page that leads to `link`, which is an address of a server of this machine.
///
/// # Errors
/// Where the page cannot be written, and where nothing opens it.
pub(crate) fn open(link: &str) -> io::Result<()> {
    let page = page(link, &folder())?;
    let (program, args): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("explorer", &[]),
        _ => ("xdg-open", &[]),
    };
    let quiet = || Stdio::null();
    let mut begun = Command::new(program)
        .args(args)
        .arg(page.path())
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn()?;
    // What the page leads to is no key any more by then, so that it matters to nobody where this is cut short.
    std::thread::spawn(move || {
        let _ = begun.wait();
        std::thread::sleep(TAKING_TIME);
        drop(page);
    });
    Ok(())
}

/// The page, as a file that is there until it is dropped and that only the user can read.
fn page(link: &str, within: &Path) -> io::Result<NamedTempFile> {
    let mut page =
        tempfile::Builder::new().prefix("plenipo-").suffix(".html").tempfile_in(within)?;
    // An address of ours is of letters, digits and `:/?=.`: nothing in it needs escaping.
    writeln!(
        page,
        "<!DOCTYPE html>\n<meta charset=\"utf-8\"/>\n<meta http-equiv=\"refresh\" content=\"0; url={link}\"/>\n\
         <title>plenipo</title>\n<p><a href=\"{link}\">Open plenipo</a></p>"
    )?;
    page.flush()?;
    Ok(page)
}

/// Where files of this user lie that are gone with the session; where there is no such place, among passing ones.
fn folder() -> PathBuf {
    let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    own.filter(|it| it.is_absolute() && it.is_dir()).unwrap_or_else(std::env::temp_dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_can_read_the_page_and_it_goes() {
        let dir = tempfile::tempdir().expect("a folder");
        let made = page("http://127.0.0.1:4600/?once=abc", dir.path()).expect("a page");
        let text = std::fs::read_to_string(made.path()).expect("its text");
        assert!(text.contains("content=\"0; url=http://127.0.0.1:4600/?once=abc\""), "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(made.path()).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        drop(made);
        assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 0);
    }
}
