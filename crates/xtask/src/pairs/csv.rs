//! Comma-separated values with quotes (RFC 4180), of a file that was published and is no user's.

/// Rows of cells.
pub(super) fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match (quoted, c) {
            (true, '"') if chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            (_, '"') => quoted = !quoted,
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (false, '\r') => {}
            (_, c) => cell.push(c),
        }
    }
    if !(cell.is_empty() && row.is_empty()) {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    #[test]
    fn quotes_commas_and_lines_in_cells_are_read() {
        let text = "a,\"b \"\"c\"\", d\"\r\n\"two\nlines\",e";
        let rows: [&[&str]; 2] = [&["a", "b \"c\", d"], &["two\nlines", "e"]];
        assert_eq!(super::rows(text), rows);
    }
}
