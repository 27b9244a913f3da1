//! Reading sheets against a dossier: what is new, what contradicts the record, what cannot be read.

use plenipo_exchange::sheet::export::workbook;
use plenipo_exchange::sheet::import::{Import, import};
use plenipo_exchange::sheet::{Sheet, SheetCell, Workbook, read};
use plenipo_record::dossier::read::NamedBytes;

use plenipo_testing::dossier::{fixture, named, read_with};

fn book() -> Workbook {
    workbook(&read_with(&fixture(), &[]).0.expect("a case"), None, None)
}

fn taken(book: &Workbook) -> Import {
    import(book, &fixture(), "new.toml", "sheets.xlsx")
}

fn sheet<'b>(book: &'b mut Workbook, name: &str) -> &'b mut Sheet {
    book.sheets.iter_mut().find(|it| it.name == name).expect("a sheet")
}

fn column(sheet: &Sheet, name: &str) -> usize {
    sheet.rows[0].iter().position(|it| it.shown() == name).expect("a column")
}

/// The messages of an import's problems with their places.
fn problems(found: &Import) -> Vec<String> {
    let at = |it: &plenipo_exchange::sheet::import::Remark| {
        format!("{}: {}", it.at.as_ref().map_or(String::new(), |it| it.shown()), it.message)
    };
    found.problems.iter().map(at).collect()
}

#[test]
fn the_fixture_comes_back_as_no_change() {
    let found = taken(&book());
    assert!(found.same > 20, "{found:?}");
    assert_eq!(found, Import { same: found.same, ..Import::default() });
}

#[test]
fn sheets_of_the_full_record_are_known_by_either_name_of_it() {
    for said in ["full record", "the keeper"] {
        let mut book = book();
        let about = sheet(&mut book, "about");
        let row = about.rows.iter_mut().find(|it| it[0].shown() == "for").expect("for whom");
        assert_eq!(row[1].shown(), "full record");
        row[1] = SheetCell::text(said);
        assert_eq!(problems(&taken(&book)), [""; 0], "{said}");
    }
}

#[test]
fn a_copied_row_with_other_words_is_a_new_record() {
    let mut book = book();
    let sheet = sheet(&mut book, "red_line");
    let (id, words) = (column(sheet, "id"), column(sheet, "words"));
    let mut copy = sheet.rows[1].clone();
    copy[id] = SheetCell::text("copied");
    copy[words] = SheetCell::text("Other words.");
    // Above the row it was copied from: the one that says what the record says is the record's own.
    sheet.rows.insert(1, copy);
    let found = taken(&book);
    assert_eq!((problems(&found), found.conflicts.len()), (vec![], 0), "{found:?}");
    assert!(found.text.expect("a file").contains("words = \"Other words.\""));
    assert!(found.notes[0].message.contains("copy"), "{:?}", found.notes);
}

#[test]
fn a_row_that_is_older_than_the_dossier_is_passed_over() {
    let book = book();
    let mut files = fixture();
    let file = files.iter_mut().find(|it| it.name == "parties.toml").expect("a file");
    let text = String::from_utf8(file.bytes.clone()).expect("text");
    let at = text.find("name = \"").expect("a name") + 8;
    file.bytes = format!("{}New {}", &text[..at], &text[at..]).into_bytes();
    let found = import(&book, &files, "new.toml", "sheets.xlsx");
    assert!(found.conflicts.is_empty() && found.text.is_none(), "{found:?}");
    assert!(found.notes[0].message.contains("older"), "{:?}", found.notes);
}

#[test]
fn formulas_merged_cells_and_hidden_sheets_are_told() {
    let mut book = book();
    let sheet = sheet(&mut book, "party");
    let name = column(sheet, "name");
    let old = sheet.rows[1][name].clone();
    sheet.rows[1][name] = SheetCell::Formula(Box::new(old));
    sheet.hidden = true;
    let found = taken(&book);
    assert!(found.conflicts.is_empty() && found.problems.is_empty(), "{found:?}");
    let notes: Vec<&str> = found.notes.iter().map(|it| it.message.as_str()).collect();
    assert!(notes.iter().any(|it| it.contains("hidden")), "{notes:?}");
    assert!(notes.iter().any(|it| it.contains("formula; its value was used")), "{notes:?}");
    let sheet = self::sheet(&mut book, "party");
    sheet.merged.push("B2:B4".to_owned());
    sheet.rows[1][name] =
        SheetCell::Formula(Box::new(SheetCell::Fault("the error #REF!".to_owned())));
    let found = problems(&taken(&book));
    assert!(found[0].contains("B2:B4 are merged"), "{found:?}");
    assert!(found[1].contains("#REF!"), "{found:?}");
}

#[test]
fn a_csv_file_in_another_encoding_is_read_or_told_as_that() {
    let text = "record,id,date,by,words\nnew,s9,2031-05-03,a,h\n";
    let same = read::csv("statement", text.as_bytes()).expect("read");
    for pair in [u16::to_le_bytes, u16::to_be_bytes] {
        let plain: Vec<u8> = text.encode_utf16().flat_map(pair).collect();
        let marked: Vec<u8> = [&pair(0xfeff)[..], &plain].concat();
        for bytes in [plain, marked] {
            assert_eq!(read::csv("statement", &bytes).as_ref(), Ok(&same));
        }
    }
    let four: Vec<u8> =
        format!("\u{feff}{text}").chars().flat_map(|it| u32::from(it).to_le_bytes()).collect();
    for (bytes, words) in [
        (&b"record,id\nnew,\xe9\n"[..], "this is not UTF-8 text (line 2)"),
        (b"\xff\xfer\0,\0\n\0\0\xd8,\0", "this is not UTF-16LE text (line 2)"),
        (&four, "in UTF-32"),
    ] {
        let fault = read::csv("statement", bytes).expect_err("refused");
        assert!(fault.message.contains(words), "{fault:?}");
        assert!(fault.hint.is_some_and(|it| it.contains("CSV UTF-8")));
    }
    // A cell that cannot be read is no name, neither of a column nor of a record.
    let damaged = text.replace("id", "i\u{1}d").replace("new", "n\u{1}ew");
    let sheet = read::csv("statement", damaged.as_bytes()).expect("read");
    let found = taken(&Workbook { sheets: vec![sheet] });
    let told = problems(&found).join("\n");
    assert!(told.contains("the name of this column cannot be read: this cell contains"), "{told}");
    assert!(told.contains("`record`: this cell contains the control character"), "{told}");
    assert!(!told.contains("has no column"), "{told}");
    assert!(
        found.problems.iter().any(|it| it.hint.as_ref().is_some_and(|it| it.contains("UTF-8")))
    );
}

#[test]
fn an_entry_of_a_list_needs_its_record() {
    let mut book = book();
    let sheet = sheet(&mut book, "issue.options");
    let mut row = sheet.rows[1].clone();
    row[0] = SheetCell::text("nothing-like-it");
    sheet.rows.push(row.clone());
    row[0] = SheetCell::Blank;
    sheet.rows.push(row);
    let found = problems(&taken(&book));
    assert!(found[0].contains("there is no issue `nothing-like-it`"), "{found:?}");
    assert!(found[1].contains("does not say which issue"), "{found:?}");
}

#[test]
fn a_new_issue_comes_with_its_options() {
    let row = |cells: &[&str]| cells.iter().map(|it| SheetCell::text(*it)).collect();
    let sheet = |name: &str, rows| Sheet { name: name.to_owned(), rows, ..Sheet::default() };
    let book = Workbook {
        sheets: vec![
            sheet("issue", vec![row(&["id", "title"]), row(&["toll", "The toll"])]),
            sheet(
                "issue.options",
                vec![
                    row(&["record", "id", "text"]),
                    row(&["toll", "free", "none"]),
                    row(&["toll", "paid", "a toll; of course"]),
                ],
            ),
        ],
    };
    let found = taken(&book);
    assert_eq!(problems(&found), [""; 0]);
    let text = found.text.expect("a file");
    assert!(text.contains("{ id = \"paid\", text = \"a toll; of course\" }"), "{text}");
    let mut files = fixture();
    files.push(named("new.toml", text));
    let case = read_with(&files, &[]).0.expect("a case");
    assert!(case.issues.iter().any(|it| it.title == "The toll" && it.options.len() == 2));
}

#[test]
fn a_sheet_of_one_s_own_says_nothing_of_what_it_leaves_out() {
    let row = |cells: &[&str]| cells.iter().map(|it| SheetCell::text(*it)).collect();
    let rows = vec![row(&["id", "name"]), row(&["third", "A third party"])];
    let book =
        Workbook { sheets: vec![Sheet { name: "party".to_owned(), rows, ..Sheet::default() }] };
    let found = taken(&book);
    assert!(found.conflicts.is_empty() && found.text.is_some(), "{found:?}");
}

#[test]
fn a_row_without_mark_and_id_is_known_again() {
    let mut book = book();
    let sheet = sheet(&mut book, "red_line");
    let (id, words) = (column(sheet, "id"), column(sheet, "words"));
    let mut row = sheet.rows[1].clone();
    (row[0], row[id]) = (SheetCell::Blank, SheetCell::Blank);
    row[words] = SheetCell::text("Words without a name.");
    sheet.rows.push(row);
    let first = taken(&book);
    assert_eq!((problems(&first), first.conflicts.len()), (vec![], 0), "{first:?}");
    let mut files = fixture();
    let bytes = first.text.expect("a file").into_bytes();
    files.push(NamedBytes { name: "new.toml".to_owned(), bytes });
    let again = import(&book, &files, "newer.toml", "sheets.xlsx");
    assert_eq!(again, Import { same: first.same + 1, ..Import::default() });
    // Without its row the record is missed, as any other.
    book.sheets.iter_mut().find(|it| it.name == "red_line").expect("a sheet").rows.pop();
    let without = import(&book, &files, "newer.toml", "sheets.xlsx");
    assert_eq!(without.conflicts.len(), 1, "{without:?}");
    assert!(without.conflicts[0].message.contains("no longer has a row"), "{without:?}");
}

#[test]
fn a_row_that_is_there_twice_is_passed_over() {
    let whole = book();
    let names = whole.sheets.iter().filter(|it| it.name != "about" && !it.name.contains('.'));
    let mut without_id = 0;
    for name in names.filter(|it| it.rows.len() > 1).map(|it| &it.name) {
        let mut book = whole.clone();
        let sheet = sheet(&mut book, name);
        let id = column(sheet, "id");
        without_id += usize::from(sheet.rows[1][id].shown().is_empty());
        sheet.rows.push(sheet.rows[1].clone());
        let found = taken(&book);
        assert_eq!((found.text.as_ref(), found.conflicts.len()), (None, 0), "{found:?}");
        assert_eq!(found.notes.len(), 1, "{name}: {found:?}");
        assert_eq!(found.notes[0].message, "the same as row 2; skipped", "{name}");
    }
    assert!(without_id > 0);
}

#[test]
fn sheets_of_no_table_are_told_with_the_tables_there_are() {
    let sheet = |name: &str| Sheet {
        name: name.to_owned(),
        rows: vec![vec![SheetCell::text("id")], vec![SheetCell::text("x")]],
        ..Sheet::default()
    };
    for sheets in [vec![sheet("zzzzzzzz")], vec![sheet("zzzzzzzz"), sheet("qqqqqq")], vec![]] {
        let found = taken(&Workbook { sheets });
        assert_eq!(found.problems.len(), 1, "{found:?}");
        let hint = found.problems[0].hint.as_deref().expect("a hint");
        assert!(hint.contains("position") && hint.contains("red_line"), "{hint}");
    }
}

#[test]
fn a_row_that_was_cut_short_is_told_once() {
    let mut book = book();
    let sheet = sheet(&mut book, "red_line");
    sheet.rows[1].truncate(3);
    let found = taken(&book);
    assert_eq!((problems(&found), found.conflicts.len()), (vec![], 1), "{found:?}");
    assert!(found.conflicts[0].message.contains("ends after column C"), "{found:?}");
}

#[test]
fn a_question_that_its_viewer_knows_by_anothers_name_is_asked_about() {
    let question = |id: &str, more: &str| {
        format!(
            "[[forecast]]\nid = \"{id}\"\nquestion = \"Will they sign?\"\ncriteria = \"Yes if so.\"\n\
             opens = 2031-05-01\n{more}\n"
        )
    };
    let head = "format = 1\n[dossier]\ntitle = \"Cod\"\ndisclosure = \"open\"\n\
                [[party]]\nid = \"north\"\nname = \"North\"\n";
    let row = |cells: &[&str]| cells.iter().map(|it| SheetCell::text(*it)).collect();
    let rows = vec![
        row(&["forecast", "by", "date", "chance"]),
        row(&["sign", "north", "2031-05-02", "0.5"]),
    ];
    let of = |more: &str| {
        let text = format!("{head}{}{}", question("sign", more), question("sign--2", ""));
        let files = [named("dossier.toml", text)];
        let case = read_with(&files, &[]).0.expect("a case");
        let mut book = workbook(&case, case.find("north"), None);
        book.sheets.retain(|it| it.name == "about");
        book.sheets.push(Sheet {
            name: "prediction".to_owned(),
            rows: rows.clone(),
            ..Sheet::default()
        });
        import(&book, &files, "new.toml", "sheets.xlsx")
    };
    let found = of("");
    assert!(found.text.is_some() && found.problems.is_empty(), "{found:?}");
    let found = of("handling = []");
    assert!(found.text.is_none(), "{found:?}");
    assert!(found.problems[0].message.contains("several questions called `sign`"), "{found:?}");
}

/// An XLSX file with a new draft and one point, whose number stands in the cell `cell`; its style 1 has
/// this format, by number and by letters.
fn pointed(cell: &str, format: (u32, &str), from_1904: bool) -> Vec<u8> {
    let text = |place: &str, text: &str| {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let sheet = |rows: [String; 2]| {
        let [head, row] = rows;
        format!(
            "<worksheet><sheetData><row r=\"1\">{head}</row><row r=\"2\">{row}</row></sheetData></worksheet>"
        )
    };
    let drafts = sheet([
        ["id", "title", "date", "form", "known", "basis"]
            .iter()
            .zip(["B1", "C1", "D1", "E1", "F1", "G1"])
            .map(|(name, place)| text(place, name))
            .collect::<String>(),
        [("B2", "zz"), ("C2", "Z"), ("E2", "text"), ("F2", "2031-05-05"), ("G2", "stated")]
            .iter()
            .map(|(place, it)| text(place, it))
            .chain(["<c r=\"D2\" s=\"2\"><v>46515</v></c>".to_owned()])
            .collect(),
    ]);
    let points = sheet([
        text("A1", "record") + &text("B1", "number") + &text("C1", "text"),
        text("A2", "zz") + cell + &text("C2", "Words."),
    ]);
    let (id, code) = format;
    let styles = format!(
        "<styleSheet><numFmts>{}</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"{id}\"/>\
         <xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        match code {
            "" => String::new(),
            code => format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>"),
        }
    );
    let book = format!(
        "<workbook><workbookPr date1904=\"{from_1904}\"/><sheets>\
         <sheet name=\"draft\" r:id=\"rId1\"/><sheet name=\"draft.points\" r:id=\"rId2\"/></sheets></workbook>"
    );
    let links = "<Relationships><Relationship Id=\"rId1\" Target=\"a.xml\"/>\
                 <Relationship Id=\"rId2\" Target=\"b.xml\"/></Relationships>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("xl/workbook.xml", book.as_str()),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/styles.xml", &styles),
        ("xl/a.xml", &drafts),
        ("xl/b.xml", &points),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut zip, text.as_bytes()).expect("written");
    }
    zip.finish().expect("a file").into_inner()
}

#[test]
fn a_small_file_that_would_fill_the_memory_is_refused() {
    let archive = |rows: &str, strings: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        for (name, text) in [
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"party\" r:id=\"a\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Target=\"a.xml\"/></Relationships>",
            ),
            ("xl/a.xml", &sheet),
            ("xl/sharedStrings.xml", strings),
        ] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
            std::io::Write::write_all(&mut zip, text.as_bytes()).expect("written");
        }
        zip.finish().expect("a file").into_inner()
    };
    // One cell in each row, in the last column there may be: those before it take room as well.
    let far = |n: usize| {
        (1..=n).map(|it| format!("<row><c r=\"GR{it}\"><v>1</v></c></row>")).collect::<String>()
    };
    assert!(read::xlsx(&archive(&far(10_000), "")).is_ok());
    let fault = read::xlsx(&archive(&far(10_001), "")).expect_err("refused");
    assert!(fault.message.contains("cells, empty ones included"), "{fault:?}");
    // One long text that every cell refers to.
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let same = |n: usize| "<row><c t=\"s\"><v>0</v></c></row>".repeat(n);
    assert!(read::xlsx(&archive(&same(3), &long)).is_ok());
    let fault = read::xlsx(&archive(&same(65), &long)).expect_err("refused");
    assert!(fault.message.contains("64 MiB of text"), "{fault:?}");
}

#[test]
fn a_number_of_a_point_stays_what_was_typed_or_is_asked_about() {
    let taken_in =
        |cell: &str, format| taken(&read::xlsx(&pointed(cell, format, false)).expect("read"));
    let number = |value: &str| format!("<c r=\"B2\" s=\"1\"><v>{value}</v></c>");
    for (value, format, label) in [
        ("7", (0, ""), "number = 7,"),
        ("1.1", (2, ""), "number = \"1.10\","),
        ("7", (164, "000"), "number = \"007\","),
        ("3", (164, "0.0"), "number = \"3.0\","),
        ("0.5", (9, ""), "number = \"50%\","),
        ("47882", (164, "yyyy-mm-dd"), "number = \"2031-02-03\","),
    ] {
        let found = taken_in(&number(value), format);
        let text = found.text.clone().unwrap_or_default();
        assert!(text.contains(label), "{value} {format:?}: {found:?}");
        // The day beside it is one.
        assert!(text.contains("date = 2027-05-08"), "{text}");
    }
    for (value, format, asked) in [
        ("47882", (16, ""), "the date 2031-02-03"),
        ("1.1", (0, ""), "whether `1.1` or `1.10` was typed"),
        ("1.104", (2, ""), "the number 1.104 but shows it differently"),
        ("100000", (11, ""), "the number 100000 but shows it differently"),
        ("0.75", (12, ""), "the number 0.75 but shows it differently"),
        ("1000", (3, ""), "the number 1000 but shows it differently"),
        ("0.0625", (20, ""), "a date with a time"),
        ("47882.5", (164, "h:mm"), "a date with a time"),
    ] {
        let found = taken_in(&number(value), format);
        let told = problems(&found);
        assert!(found.text.is_none() && told.len() == 1, "{value} {format:?}: {found:?}");
        assert!(told[0].starts_with("draft.points B2: `number`: "), "{told:?}");
        assert!(told[0].contains(asked), "{told:?}");
    }
    let flag = taken_in("<c r=\"B2\" t=\"b\"><v>1</v></c>", (0, ""));
    assert!(problems(&flag)[0].contains("TRUE"), "{flag:?}");
    let text = taken_in("<c r=\"B2\" t=\"inlineStr\"><is><t>2-3</t></is></c>", (0, ""));
    assert!(text.text.expect("a file").contains("number = \"2-3\","));
    // Days count from another day in some files.
    let bytes = pointed(&number("7"), (0, ""), true);
    let found = taken(&read::xlsx(&bytes).expect("read"));
    assert!(found.text.expect("a file").contains("date = 2031-05-09"));
}

#[test]
fn what_a_spreadsheet_wrote_into_a_csv_file_is_asked_about() {
    let taken_in = |number: &str| {
        let draft = "record,id,title,form,known,basis\n,zz,Z,text,2031-05-05,stated\n";
        let points = format!("record,number,text\nzz,{number},Words.\n");
        let read = |name: &str, text: &str| read::csv(name, text.as_bytes()).expect("read");
        taken(&Workbook { sheets: vec![read("draft", draft), read("draft.points", &points)] })
    };
    for typed in
        ["2-3", "1.10", "3/4", "007", "1E5", "true", "\"TRUE\"", "\"2-Mar\"", "4 bis", "Annex 1-2"]
    {
        let found = taken_in(typed);
        let label = format!("number = \"{}\",", typed.trim_matches('"'));
        assert!(found.text.as_ref().is_some_and(|it| it.contains(&label)), "{typed}: {found:?}");
    }
    for made in [
        "2-Mar",
        "03-févr",
        "Mar-31",
        "02/03/2031",
        "2031-02-03",
        "2.3.2031",
        "1.00E+05",
        "TRUE",
        "FALSCH",
    ] {
        let found = problems(&taken_in(made));
        assert!(found[0].contains("that a spreadsheet made"), "{made}: {found:?}");
    }
    let found = problems(&taken_in("1\0"));
    assert!(found[0].contains("the control character \\u{0}"), "{found:?}");
}

#[test]
fn columns_of_words_are_marked_and_numbers_of_points_are_text() {
    let mut book = book();
    let sheet = sheet(&mut book, "draft.points");
    let number = column(sheet, "number");
    assert!(sheet.words.contains(&number) && sheet.words.contains(&0));
    assert_eq!(sheet.rows[1][number], SheetCell::text("1"));
    let sheet = self::sheet(&mut book, "draft");
    let (day, title) = (column(sheet, "date"), column(sheet, "title"));
    assert!(!sheet.words.contains(&day) && sheet.words.contains(&title));
}

#[test]
fn text_is_the_same_composed_and_decomposed() {
    let title = |text: &str| {
        let mut files = fixture();
        let file = files.iter_mut().find(|it| it.name == "drafts/first.toml").expect("a file");
        let old = String::from_utf8(file.bytes.clone()).expect("text");
        file.bytes = old.replace("Spring paper", text).into_bytes();
        files
    };
    let (one, two) = ("Papier d\u{e9}pos\u{e9}", "Papier de\u{301}pose\u{301}");
    let (one, two) = (title(one), title(two));
    let case = |files: &[NamedBytes]| read_with(files, &[]).0.expect("a case");
    let told = |files: &[NamedBytes]| plenipo_record::dossier::write::write(&case(files));
    assert_eq!(told(&one), told(&two));
    // What a spreadsheet hands back decomposed is no change.
    let mut book = workbook(&case(&one), None, None);
    for cell in book.sheets.iter_mut().flat_map(|it| it.rows.iter_mut().skip(1).flatten()) {
        if let SheetCell::Text(text) = cell {
            *text = text.replace('\u{e9}', "e\u{301}");
        }
    }
    let found = import(&book, &two, "new.toml", "sheets.xlsx");
    assert_eq!((found.conflicts.len(), found.text, found.problems.len()), (0, None, 0));
    // Problems still point into the file as it is.
    let text = "[[party]]\nid = \"x\"\nname = \"e\u{301}\"\nroles = [\"king\"]\n";
    let mut files = fixture();
    files.push(named("extra.toml", text));
    let problem = &read_with(&files, &[]).1[0];
    assert_eq!(&text[problem.span.clone()], "\"king\"");
}

/// Options that nobody knew of on the day of an export leave sets that nothing meets: they come back as they went, into
/// the dossier and into a new one.
#[test]
fn sheets_of_a_day_on_which_an_option_was_not_on_record_come_back() {
    let head = "format = 2\n[dossier]\ntitle = \"T\"\ndisclosure = \"open\"\nas_of = 2031-06-01\n";
    let text = r#"
[file]
basis = "assumed"
[[party]]
id = "hill"
name = "Hill"
roles = ["principal"]
[[issue]]
id = "x"
title = "Water"
options = [{ id = "x1", text = "one" }, { id = "x2", text = "two" }, { id = "late", text = "three", known = 2031-05-01 }]
[[issue]]
id = "y"
title = "Land"
options = [{ id = "y1", text = "one" }, { id = "y2", text = "two" }]
[[draft]]
id = "d"
title = "The text"
date = 2031-01-01
form = "text"
points = [{ sets = { y = "y1" }, only_if = { when = { x = "late" } } }]
[[red_line]]
id = "line"
party = "hill"
date = 2031-01-02
words = "never"
rules_out = { y = "y2" }
condition = { when = { x = "late" } }
[[answer]]
id = "answer"
party = "hill"
to = "d"
answer = "accept-if"
date = 2031-01-03
condition = { when = { x = "late" } }
[[consent]]
id = "vote"
act = "a vote"
when = { x = "late" }
[[capacity]]
id = "veto"
party = "hill"
is = "must-consent"
when = { x = "late" }
[[rule]]
id = "fee"
when = { y = "y1" }
requires = { x = "late" }
[[rule]]
id = "toll"
when = { x = "late" }
excludes = { y = "y1" }
[[demand]]
id = "warn"
is = "warning"
party = "hill"
date = 2031-01-04
when = { x = "late" }
[[movement]]
id = "move"
party = "hill"
issue = "x"
is = "floated"
from = ["x1"]
to = ["late"]
date = 2031-01-05
"#;
    let files = [named("dossier.toml", format!("{head}{text}"))];
    let (case, problems) = read_with(&files, &[]);
    let case = case.unwrap_or_else(|| panic!("{problems:#?}"));
    let day = "2031-04-30".parse().ok();
    let book = workbook(&case, None, day);
    assert!(!format!("{book:?}").contains("late"), "{book:?}");
    let back = import(&book, &files, "new.toml", "sheets.xlsx");
    assert_eq!((self::problems(&back), back.conflicts.len()), (vec![], 0), "{back:?}");
    assert_eq!(back.text, None);
    // Into a new dossier: as of that day it says what the old one does.
    let bare = [named("dossier.toml", head.replace("2031-06-01", "2031-04-30"))];
    let mut book = book;
    let records = [
        "party", "issue", "draft", "red_line", "answer", "consent", "capacity", "rule", "demand",
        "movement",
    ];
    for sheet in book.sheets.iter_mut().filter(|it| records.contains(&it.name.as_str())) {
        // Without their marks they are new records.
        sheet.rows.iter_mut().skip(1).for_each(|row| row[0] = SheetCell::Blank);
    }
    let found = import(&book, &bare, "new.toml", "sheets.xlsx");
    assert_eq!((self::problems(&found), found.elsewhere.as_slice()), (vec![], &[][..]));
    let new = found.text.expect("a file");
    let both = [bare[0].clone(), named("new.toml", new)];
    let (copy, problems) = read_with(&both, &[]);
    let copy = copy.unwrap_or_else(|| panic!("{problems:#?}"));
    let [was, is] = [&case, &copy].map(|it| it.seen(None, day));
    assert_eq!((&was.rules, &was.consents), (&is.rules, &is.consents));
    assert_eq!((&was.red_lines, &was.capacities), (&is.red_lines, &is.capacities));
    assert_eq!((&was.demands, &was.movements), (&is.demands, &is.movements));
}
