//! How deeply a text nests, told without recursion.
//!
//! The TOML reader bounds brackets and dotted keys one by one, but not their product: a dotted key
//! of 80 parts in each of 80 nested tables would exhaust the stack when the tree is freed. So the
//! nesting is bounded before the text is handed over.

/// Deepest nesting read. The deepest a dossier needs is six.
pub(super) const DEPTH_MAX: usize = 64;

/// The byte at which `text` first nests deeper than is allowed.
pub fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // For each open bracket, the dots of the key it is the value of; at the end, those of the key
    // being read. Every dot outside a string counts: numbers have one at most.
    let mut dots: Vec<usize> = vec![0];
    let mut depth = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let top = dots.len() - 1;
        match byte {
            b'"' | b'\'' => {
                at = after_string(bytes, at);
                continue;
            }
            b'#' => {
                at += bytes[at..].iter().position(|it| *it == b'\n').unwrap_or(bytes.len() - at);
                continue;
            }
            b'{' | b'[' => {
                dots.push(0);
                depth += 1;
            }
            b'}' | b']' if top > 0 => {
                depth -= 1 + dots.pop().unwrap_or(0);
            }
            // Inside brackets a line may end anywhere without ending what stands in it.
            b',' => depth -= std::mem::take(&mut dots[top]),
            b'\n' if top == 0 => {
                depth -= std::mem::take(&mut dots[top]);
            }
            b'.' => {
                dots[top] += 1;
                depth += 1;
            }
            _ => {}
        }
        if depth > DEPTH_MAX {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The place after the string that opens at `at`; the end of the line where it is not closed.
fn after_string(bytes: &[u8], at: usize) -> usize {
    let quote = bytes[at];
    let long = bytes[at..].starts_with(&[quote; 3]);
    let mut here = if long { at + 3 } else { at + 1 };
    while let Some(&byte) = bytes.get(here) {
        match byte {
            b'\\' if quote == b'"' => {
                here += if matches!(bytes.get(here + 1), Some(b'\\' | b'"')) { 2 } else { 1 };
            }
            b'\n' if !long => return here,
            _ if byte == quote && !long => return here + 1,
            _ if byte == quote && bytes[here..].starts_with(&[quote; 3]) => {
                // Up to two quotes may stand right before the closing three.
                let more = bytes[here + 3..].iter().take(2).take_while(|it| **it == quote);
                return here + 3 + more.count();
            }
            _ => here += 1,
        }
    }
    bytes.len()
}
