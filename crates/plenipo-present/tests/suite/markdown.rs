use insta::assert_snapshot;
use plenipo_present::markdown::text;
use plenipo_present::terminal::TerminalStyle;

const PAGE: &str = "# acceptance

## Question

Would each *principal* accept this draft at **the table**,
and what stops it? See [`record`](record.md).

## Model

- one
  line
- two
  1. inner
  2. more

| key | is |
|---|---:|
| `id` | its name, which is long enough that it must be broken somewhere in the middle |
|  | 2 |

```
# use plenipo_record::case::Case;
let it = 1;
    indented();
```

```text
# a heading in a file
```
";

#[test]
fn a_docs_page() {
    assert_snapshot!(text(PAGE, &TerminalStyle { width: 60, colour: false }), @r"
    acceptance
    ══════════

    Question
    ────────
    Would each principal accept this draft at the table, and
    what stops it? See record.

    Model
    ─────
      • one line
      • two
        1. inner
        2. more

    key  is
    ───  ───────────────────────────────────────────────────────
    id   its name, which is long enough that it must be broken
         somewhere in the middle
         2

        let it = 1;
            indented();

        # a heading in a file
    ");
}
