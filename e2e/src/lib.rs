//! What the tests stand on: a server on a case of its own, and a browser that looks at it.
//!
//! | module | owns |
//! |---|---|
//! | `server` | the program under test, serving a copy of a case until the test ends |
//! | `browser` | a headless Chromium with its driver, and what is asked of it |

pub mod browser;
pub mod server;

/// Whether everything has to be there, so that nothing may be left out.
pub fn is_required() -> bool {
    std::env::var_os("PLENIPO_REQUIRE_E2E").is_some_and(|it| it == "1")
}
