//! A form, whole and of a bearable size, before anybody looks at it: what is refused here has changed nothing, and what
//! is let through is answered with what became of it, however long that takes.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{Method, header};
use tokio_stream::StreamExt;

use crate::trouble::Trouble;

/// Bytes of a form, at most.
const BODY_MAX: usize = 1 << 20;

/// Bytes that are let pass unread of a form that is too long, so that its sender hears why.
const PASSED_MAX: usize = 8 << 20;

/// Fields of a form, at most: a record of the longest lists has fewer.
const FIELDS_MAX: usize = 5_000;

/// How long a form may take to arrive.
const FORM_TIME: Duration = Duration::from_secs(20);

/// The request with its form read; of what is no form, nothing is read.
///
/// # Errors
/// Forms that are too long, have too many fields, break off, or take too long to arrive.
pub(crate) async fn arrived(request: Request) -> Result<Request, Trouble> {
    let (head, body) = request.into_parts();
    if head.method != Method::POST {
        return Ok(Request::from_parts(head, Body::empty()));
    }
    let said = head.headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok());
    let said: usize = said.and_then(|it| it.parse().ok()).unwrap_or(0);
    if said > BODY_MAX + PASSED_MAX {
        return Err(too_long());
    }
    let late = |_| Trouble::new(408, "This form took too long to arrive.").hint(NOTHING);
    let bytes = tokio::time::timeout(FORM_TIME, whole(body)).await.map_err(late)??;
    if bytes.iter().filter(|it| **it == b'&').count() >= FIELDS_MAX {
        return Err(
            Trouble::new(413, "This form has more fields than any form here.").hint(NOTHING)
        );
    }
    Ok(Request::from_parts(head, Body::from(bytes)))
}

const NOTHING: &str = "Nothing was written.";

fn too_long() -> Trouble {
    Trouble::new(413, "This form is longer than a megabyte.").hint(NOTHING)
}

async fn whole(body: Body) -> Result<Bytes, Trouble> {
    let mut stream = body.into_data_stream();
    let (mut all, mut n) = (Vec::new(), 0);
    while let Some(part) = stream.next().await {
        let part = part.map_err(|_| Trouble::misused("This form broke off.").hint(NOTHING))?;
        n += part.len();
        if n <= BODY_MAX {
            all.extend_from_slice(&part);
        } else if n > BODY_MAX + PASSED_MAX {
            break;
        }
    }
    if n > BODY_MAX { Err(too_long()) } else { Ok(all.into()) }
}
