//! The only connection that leaves this program: to the language model that the user names.
//!
//! One address, asked with POST and nothing else. No redirect is followed, since it could lead off the machine; no proxy
//! of the environment is used; what comes back is bounded in time and size.

use std::fmt;
use std::net::{IpAddr, ToSocketAddrs};
use std::thread::sleep;
use std::time::Duration;

use ureq::http::Uri;

/// The most bytes of an answer.
const ANSWER_MAX: u64 = 4 * 1024 * 1024;

/// The longest that a busy endpoint is waited for before it is asked again.
const PATIENCE_MAX: Duration = Duration::from_secs(20);

/// What the path of a chat endpoint ends with.
const CHAT: &str = "/chat/completions";

/// Where a model answers.
pub(crate) struct Endpoint {
    address: String,
    host: String,
    port: u16,
    key: Option<String>,
    agent: ureq::Agent,
}

/// Why nothing came back.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum EndpointFault {
    /// The address is none that can be asked.
    Address(String),
    /// The endpoint answered with a status and perhaps some words.
    Status(u16, String),
    /// It did not answer in time.
    Slow,
    /// The answer is too long.
    Long,
    /// The connection failed.
    Connection(String),
}

impl fmt::Display for EndpointFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EndpointFault::Address(why) => f.write_str(why),
            EndpointFault::Status(status, words) => {
                let what = match status {
                    401 | 403 => "the endpoint does not accept the key",
                    404 => "the endpoint has nothing at this address, or does not know the model",
                    429 => "the endpoint is asked too often",
                    300..=399 => "the endpoint points elsewhere, which is not followed",
                    500.. => "the endpoint failed",
                    _ => "the endpoint does not take the request",
                };
                write!(f, "{what} (status {status})")?;
                if words.is_empty() { Ok(()) } else { write!(f, ": {words}") }
            }
            EndpointFault::Slow => f.write_str("the endpoint did not answer in time"),
            EndpointFault::Long => f.write_str("the answer is longer than 4 MB"),
            EndpointFault::Connection(why) => write!(f, "the endpoint cannot be reached: {why}"),
        }
    }
}

impl Endpoint {
    /// The chat endpoint at `address`, such as `http://127.0.0.1:8080/v1`; `key` is sent with each request.
    pub(crate) fn at(
        address: &str,
        key: Option<String>,
        within: Duration,
    ) -> Result<Endpoint, EndpointFault> {
        let wrong = |why: &str| EndpointFault::Address(format!("`{address}` {why}"));
        let uri: Uri = address.parse().map_err(|_| wrong("is no address"))?;
        let port = match uri.scheme_str() {
            Some("http") => 80,
            Some("https") => 443,
            _ => return Err(wrong("does not begin with http:// or https://")),
        };
        let host = uri.host().filter(|it| !it.is_empty()).ok_or_else(|| wrong("names no host"))?;
        if uri.authority().is_some_and(|it| it.as_str().contains('@')) {
            return Err(wrong("holds a user's name: a key goes into the environment"));
        }
        if uri.query().is_some() {
            return Err(wrong("has a query, which no chat endpoint takes"));
        }
        let base = address.trim_end_matches('/');
        let address = match base.ends_with(CHAT) {
            true => base.to_owned(),
            false => format!("{base}{CHAT}"),
        };
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(within))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .build();
        Ok(Endpoint {
            address,
            host: host.trim_matches(['[', ']']).to_owned(),
            port: uri.port_u16().unwrap_or(port),
            key,
            agent: agent.into(),
        })
    }

    /// The host that is asked.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Whether nothing that is sent leaves this machine: the host is an address of the machine itself, and so is all
    /// that its name stands for.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.host.parse::<IpAddr>() {
            Ok(address) => address.is_loopback(),
            Err(_) => {
                let found = (self.host.as_str(), self.port).to_socket_addrs();
                let all: Vec<_> = found.into_iter().flatten().collect();
                !all.is_empty() && all.iter().all(|it| it.ip().is_loopback())
            }
        }
    }

    /// Sends `body` and gives back what came. A busy or failing endpoint is asked once more.
    pub(crate) fn ask(&self, body: &[u8]) -> Result<Vec<u8>, EndpointFault> {
        let first = self.once(body)?;
        match first.body {
            Err(EndpointFault::Status(429 | 500..=599, _)) if first.wait <= PATIENCE_MAX => {
                sleep(first.wait);
                self.once(body)?.body
            }
            body => body,
        }
    }

    /// One request.
    fn once(&self, body: &[u8]) -> Result<Reply, EndpointFault> {
        let mut request = self.agent.post(&self.address).header("content-type", "application/json");
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        let mut answer = request.send(body).map_err(fault)?;
        let status = answer.status().as_u16();
        let wait = answer.headers().get("retry-after").and_then(|it| it.to_str().ok());
        let wait =
            wait.and_then(|it| it.parse().ok()).map_or(Duration::from_secs(1), Duration::from_secs);
        let bytes =
            answer.body_mut().with_config().limit(ANSWER_MAX).read_to_vec().map_err(fault)?;
        let body = match status {
            200..=299 => Ok(bytes),
            _ => Err(EndpointFault::Status(status, words(&bytes))),
        };
        Ok(Reply { body, wait })
    }
}

/// What came back of one request.
struct Reply {
    body: Result<Vec<u8>, EndpointFault>,
    /// How long the endpoint asks to be left alone.
    wait: Duration,
}

fn fault(error: ureq::Error) -> EndpointFault {
    match error {
        ureq::Error::Timeout(_) => EndpointFault::Slow,
        ureq::Error::BodyExceedsLimit(_) => EndpointFault::Long,
        other => EndpointFault::Connection(other.to_string()),
    }
}

/// What an endpoint says of its failure, cut short and without anything that a terminal would act on.
fn words(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let said = serde_json::from_str::<serde_json::Value>(&text).ok().and_then(|it| {
        let error = it.get("error")?;
        let message = error.get("message").and_then(|it| it.as_str()).or_else(|| error.as_str());
        message.map(str::to_owned)
    });
    let text = said.unwrap_or_else(|| text.into_owned());
    let plain: String = text.chars().filter(|it| !it.is_control()).take(200).collect();
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::io::{Read, Write};
    use std::net::{Shutdown, TcpListener, TcpStream};
    use std::thread;

    /// A server that answers each connection with the next of these, whatever is asked.
    fn server(answers: Vec<Vec<u8>>, wait: Duration) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        thread::spawn(move || {
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else { return };
                hear(&mut stream);
                sleep(wait);
                let _ = stream.write_all(&answer);
                // A server that hangs up with words unheard resets the connection, and the
                // other side may then lose what it has not read yet.
                let _ = stream.shutdown(Shutdown::Write);
                let _ = std::io::copy(&mut stream, &mut std::io::sink());
            }
        });
        format!("http://{address}/v1/")
    }

    /// Takes in the whole request, head and body: they may come in more than one piece.
    fn hear(stream: &mut TcpStream) {
        let mut asked = Vec::new();
        let mut piece = [0; 65_536];
        while !asked.ends_with(b"\r\n\r\n{}") {
            match stream.read(&mut piece) {
                Ok(0) | Err(_) => return,
                Ok(count) => asked.extend_from_slice(piece.get(..count).unwrap_or_default()),
            }
        }
    }

    fn answer(status: &str, body: &str) -> Vec<u8> {
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\nretry-after: 0\r\nconnection: close\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body.as_bytes()].concat()
    }

    fn ask(answers: Vec<Vec<u8>>) -> Result<Vec<u8>, EndpointFault> {
        let address = server(answers, Duration::ZERO);
        Endpoint::at(&address, Some("key".to_owned()), Duration::from_secs(5))
            .expect("an endpoint")
            .ask(b"{}")
    }

    #[test]
    fn what_came_back_is_given_or_why_not() {
        assert_eq!(ask(vec![answer("200 OK", "{}")]), Ok(b"{}".to_vec()));
        assert_eq!(
            ask(vec![answer("401 Unauthorized", "{\"error\":{\"message\":\"bad key\"}}")]),
            Err(EndpointFault::Status(401, "bad key".to_owned()))
        );
        assert_eq!(ask(vec![answer("429 Busy", ""), answer("200 OK", "[]")]), Ok(b"[]".to_vec()));
        assert_eq!(
            ask(vec![answer("500 Oh", "x\u{1b}[31m"), answer("503 No", "later")]),
            Err(EndpointFault::Status(503, "later".to_owned()))
        );
        // A redirect could lead off the machine.
        let away =
            b"HTTP/1.1 302 Found\r\nlocation: http://example.org/\r\ncontent-length: 0\r\n\r\n"
                .to_vec();
        assert!(matches!(ask(vec![away]), Err(EndpointFault::Status(302, _))));
        let long = answer("200 OK", &"x".repeat(5 * 1024 * 1024));
        assert_eq!(ask(vec![long]), Err(EndpointFault::Long));
        assert!(matches!(ask(vec![b"nonsense".to_vec()]), Err(EndpointFault::Connection(_))));
    }

    #[test]
    fn a_slow_endpoint_is_left() {
        let address = server(vec![answer("200 OK", "{}")], Duration::from_secs(3));
        let endpoint =
            Endpoint::at(&address, None, Duration::from_millis(300)).expect("an endpoint");
        assert_eq!(endpoint.ask(b"{}"), Err(EndpointFault::Slow));
    }

    #[test]
    fn an_address_is_of_this_machine_or_not() {
        let at = |it: &str| Endpoint::at(it, None, Duration::from_secs(1));
        for it in [
            "http://127.0.0.1:8080/v1",
            "http://127.8.0.1",
            "http://[::1]:11434/v1",
            "http://localhost:1/v1",
        ] {
            assert!(at(it).is_ok_and(|it| it.is_loopback()), "{it}");
        }
        for it in ["http://192.0.2.1/v1", "https://models.invalid/v1", "http://0.0.0.0/v1"] {
            assert!(at(it).is_ok_and(|it| !it.is_loopback()), "{it}");
        }
        for it in [
            "ftp://127.0.0.1",
            "127.0.0.1:80",
            "http://user:key@127.0.0.1/",
            "",
            "http://",
            "http://a/?k=v",
        ] {
            assert!(matches!(at(it), Err(EndpointFault::Address(_))), "{it}");
        }
        let full = at("http://127.0.0.1/v1/chat/completions").expect("an endpoint");
        assert_eq!(full.address, "http://127.0.0.1/v1/chat/completions");
        assert_eq!(full.host(), "127.0.0.1");
    }
}
