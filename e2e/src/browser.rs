//! A headless Chromium with its driver, and what is asked of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::Url;

use crate::is_required;

/// How long anything may take: machines are busy.
const PATIENCE: Duration = Duration::from_secs(90);

/// How often is looked again.
const LOOK: Duration = Duration::from_millis(50);

/// A browser that ends with the test, with its driver.
pub struct Browser {
    driver: Driver,
    /// The session, for what is not below.
    pub client: Client,
}

/// A command that only this browser's driver has.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// The driver's process, which ends its browsers when it is told to end.
struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts one; `None` where there is none.
    fn start() -> Option<Driver> {
        let started = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = started.ok()?;
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let port = lines.by_ref().find_map(|it| {
            let it = it.expect("a line");
            it.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok()
        });
        // It says more later: a pipe that nobody reads would hold it up.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Driver { child, port: port.expect("its port") })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Killed, it would leave its browser behind; and a test that fails must not either.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let asked = "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            let _ = stream.write_all(asked.as_bytes());
            let _ = stream.read_to_end(&mut Vec::new());
        }
        let since = Instant::now();
        while since.elapsed() < Duration::from_secs(10) {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(LOOK);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Browser {
    /// A browser; `None`, with a line that says so, where there is no driver and none is required.
    pub async fn start() -> Option<Browser> {
        Browser::with(json!({})).await
    }

    /// A browser whose pages run no script of theirs.
    pub async fn without_script() -> Option<Browser> {
        Browser::with(json!({ "profile.managed_default_content_settings.javascript": 2 })).await
    }

    async fn with(prefs: Value) -> Option<Browser> {
        let Some(driver) = Driver::start() else {
            assert!(!is_required(), "chromedriver is required");
            println!("skipped: there is no chromedriver here");
            return None;
        };
        let asked = json!({
            "goog:chromeOptions": {
                "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                         "--disable-background-networking", "--window-size=1440,900", "--lang=en-GB"],
                "prefs": prefs,
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let Value::Object(asked) = asked else { unreachable!("an object") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(asked)
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .expect("a browser");
        Some(Browser { driver, client })
    }

    /// Ends the session, the browser and its driver.
    pub async fn close(self) {
        self.client.close().await.expect("closed");
        drop(self.driver);
    }

    async fn own(&self, path: &'static str, body: Value) -> Value {
        self.client.issue_cmd(Own { path, body }).await.expect(path)
    }

    async fn devtools(&self, command: &str, params: Value) {
        self.own("goog/cdp/execute", json!({ "cmd": command, "params": params })).await;
    }

    /// Opens an address, and waits until the page is there with its answer.
    pub async fn open(&self, address: &str) {
        self.client.goto(address).await.expect(address);
        self.until_answered().await;
    }

    /// Waits until no part of the page is being worked out.
    pub async fn until_answered(&self) {
        self.until("return !document.querySelector('[data-job]')").await;
    }

    /// A window of that many pixels, as if on a screen of that size.
    pub async fn size(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Says which colours the reader prefers: `light` or `dark`.
    pub async fn prefer(&self, colours: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": colours }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What the console took since it was last asked, warnings and errors only.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.own("se/log", json!({ "type": "browser" })).await;
        let entries = log.as_array().expect("a list").iter();
        let bad = entries.filter(|it| it["level"] == "SEVERE" || it["level"] == "WARNING");
        bad.map(|it| it["message"].to_string()).collect()
    }

    /// What a script of ours returns; the page's rules for scripts do not hold for it.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect(script)
    }

    /// What a script returns, as text.
    pub async fn text(&self, script: &str) -> String {
        self.run(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// What a script returns, as a list of texts.
    pub async fn list(&self, script: &str) -> Vec<String> {
        let all = self.run(script).await;
        let all = all.as_array().cloned().unwrap_or_default();
        all.iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Waits until a script returns true.
    pub async fn until(&self, script: &str) {
        let since = Instant::now();
        loop {
            // While one page takes the place of another, there is none to ask.
            let said = self.client.execute(script, Vec::new()).await;
            if said.as_ref().is_ok_and(|it| it == &json!(true)) {
                return;
            }
            if since.elapsed() > PATIENCE {
                let here = self.client.current_url().await.expect("an address");
                let page = self.text("return document.body.innerText").await;
                panic!("never: {script} ({said:?})\nat {here}\n{page}");
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The element of that selector, once it is there.
    pub async fn find(&self, css: &str) -> Element {
        let quoted = json!(css);
        self.until(&format!("return document.querySelector({quoted}) !== null")).await;
        self.client.find(Locator::Css(css)).await.expect(css)
    }

    /// Presses the element of that selector.
    pub async fn click(&self, css: &str) {
        self.find(css).await.click().await.expect(css);
    }

    /// Path and query of the address at hand.
    pub async fn address(&self) -> String {
        self.text("return location.pathname + location.search").await
    }

    /// Presses keys one after the other, as a keyboard does.
    pub async fn keys(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.iter().copied() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.expect("pressed");
    }

    /// Types what is written there.
    pub async fn write(&self, text: &str) {
        let keys: Vec<char> = text.chars().collect();
        self.keys(&keys).await;
    }

    /// Presses Enter.
    pub async fn enter(&self) {
        self.keys(&[Key::Enter.into()]).await;
    }

    /// Types over all that stands in the field that has the focus.
    pub async fn instead(&self, text: &str) {
        let hold = Key::Control.into();
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: hold })
            .then(KeyAction::Down { value: 'a' })
            .then(KeyAction::Up { value: 'a' })
            .then(KeyAction::Up { value: hold });
        self.client.perform_actions(actions).await.expect("pressed");
        self.write(text).await;
    }

    /// Presses Tab until the element that has the focus is one of `css`; it must come within the page.
    pub async fn tab_to(&self, css: &str) {
        let quoted = json!(css);
        let is_there =
            format!("const at = document.activeElement; return !!at && at.matches({quoted})");
        for _ in 0..400 {
            self.keys(&[Key::Tab.into()]).await;
            if self.run(&is_there).await == json!(true) {
                return;
            }
        }
        panic!("the keyboard does not get to {css}");
    }
}
