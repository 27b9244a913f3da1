//! Figures and modal words, each compared in its place; what only looks like one is none.

use super::super::{case, table};
use super::{compare, record};
use plenipo::finding::table::Cell;

/// Figures and modal words of one wording that became another.
fn changes(a: &str, b: &str) -> (String, String) {
    let [figures, modality, ..] = all_changes(a, b);
    (figures, modality)
}

/// Names that changed places.
fn names(a: &str, b: &str) -> String {
    let [.., names] = all_changes(a, b);
    names
}

/// Figures, modal words, references and names.
fn all_changes(a: &str, b: &str) -> [String; 4] {
    // Lineage on record: what is tried is not whether the two are found to belong together.
    let text = record(&[("a", &[("1", a)]), ("b", &[("1", b)])]);
    let drawn = format!("text = {b:?}, lineage = [{{ is = \"reworded\", of = \"a#1\" }}] }}");
    let (first, second) = text.split_once("[[draft]]\nid = \"b\"").expect("two drafts");
    let second = second.replace(&format!("text = {b:?} }}"), &drawn);
    let case = case(&format!("{first}[[draft]]\nid = \"b\"{second}"));
    let finding = compare(&case, &["a", "b"], "redline");
    let changes = table(&finding, "changes");
    assert_eq!(changes.rows.len(), 1, "{a} / {b}");
    let cell = |column: &str| match changes.cell(0, column) {
        Some(cell) => cell.in_words().unwrap_or_default(),
        None => unreachable!("{column}"),
    };
    ["figures", "modality", "references", "names"].map(cell)
}

fn references(all: &[(&str, &str, &str)]) {
    for (a, b, said) in all {
        let [figures, _, references, _] = all_changes(a, b);
        assert_eq!((references.as_str(), figures.as_str()), (*said, ""), "{a} / {b}");
    }
}

fn figures(all: &[(&str, &str, &str)]) {
    for (a, b, said) in all {
        assert_eq!(changes(a, b).0, *said, "{a} / {b}");
    }
}

fn modality(all: &[(&str, &str, &str)]) {
    for (a, b, said) in all {
        assert_eq!(changes(a, b).1, *said, "{a} / {b}");
    }
}

#[test]
fn figures_exchanged_between_clauses_are_seen() {
    figures(&[
        (
            "Hill keeps 40 per cent, Dale keeps 60 per cent.",
            "Hill keeps 60 per cent, Dale keeps 40 per cent.",
            "40 per cent → 60 per cent; 60 per cent → 40 per cent",
        ),
        (
            "Hill pays 5 crowns and Dale pays 9 crowns.",
            "Hill pays 9 crowns and Dale pays 5 crowns.",
            "5 crowns → 9 crowns; 9 crowns → 5 crowns",
        ),
        ("A split of 40/60 is agreed.", "A split of 60/40 is agreed.", "40 → 60; 60 → 40"),
        (
            "Hill keeps forty seats; Dale keeps sixty seats.",
            "Hill keeps sixty seats; Dale keeps forty seats.",
            "forty seats → sixty seats; sixty seats → forty seats",
        ),
        (
            "Talks begin on 5 May and end on 7 June.",
            "Talks begin on 5 June and end on 7 May.",
            "5 May → 5 June; 7 June → 7 May",
        ),
    ]);
}

#[test]
fn sentences_and_clauses_that_changed_places_keep_their_figures() {
    figures(&[
        ("Hill keeps 40. Dale keeps 60.", "Dale keeps 60. Hill keeps 40.", ""),
        ("Hill keeps 40 and Dale keeps 60.", "Dale keeps 60 and Hill keeps 40.", ""),
        ("Hill gives 5 crowns in 10 days.", "In 10 days Hill gives 5 crowns.", ""),
    ]);
    modality(&[
        ("Hill shall pay. Dale may inspect.", "Dale may inspect. Hill shall pay.", ""),
        ("Hill must pay and Dale should pay.", "Dale should pay and Hill must pay.", ""),
    ]);
}

#[test]
fn modal_words_exchanged_between_clauses_are_seen() {
    let (down, up) = ("shall → may (weaker)", "may → shall (stronger)");
    let both = format!("{down}; {up}");
    modality(&[
        ("The parties shall pay. They may leave.", "The parties may pay. They shall leave.", &both),
        ("Hill shall pay; Dale may inspect.", "Hill may pay; Dale shall inspect.", &both),
        (
            "Hill must pay and Dale should pay.",
            "Hill should pay and Dale must pay.",
            "must → should (weaker); should → must (stronger)",
        ),
        (
            "The gates shall open. The gates shall not close.",
            "The gates shall not open. The gates shall close.",
            "shall → shall not; shall not → shall",
        ),
        ("The text says “Hill shall pay”.", "The text says “Hill may pay”.", down),
        ("Hill can't leave.", "Hill cannot leave.", ""),
        ("Hill would pay.", "Hill would not pay.", "would → would not"),
        ("Hill won't pay.", "Hill will pay.", "will not → will"),
    ]);
}

#[test]
fn a_number_is_the_same_however_it_is_written() {
    figures(&[
        ("Confinement of 5 to 8 years.", "Confinement of five to eight years.", ""),
        ("an army of 800,000", "an army of 800 000", ""),
        ("an army of 800,000", "an army of 0.8 million", ""),
        ("an army of 800,000", "an army of eight hundred thousand", ""),
        ("a fee of 60%", "a fee of sixty per cent", ""),
        ("a fee of 60 percent", "a fee of 40 %", "60 percent → 40%"),
        ("a range of 40–60 days", "a range of 40 to 60 days", ""),
        ("a range of 40–60 days", "a range of 40–70 days", "60 days → 70 days"),
        ("a sum of 1,5 million", "a sum of 1.5 million", ""),
        // Eight hundred to some, eight hundred thousand to others: not for us to say.
        ("an army of 800,000", "an army of 800.000", "800,000 → 800.000"),
        ("a hundred and fifty men", "150 men", ""),
        ("between forty and sixty men", "between 40 and 70 men", "sixty → 70"),
        (
            "a lease of ten (10) years",
            "a lease of twelve (12) years",
            "ten (10) years → twelve (12) years",
        ),
        ("a lease of ten (10) years", "a lease of 10 years", ""),
        ("a lease of one year", "a lease of 1 year", ""),
        (
            "a sum of [40] [80] million crowns",
            "a sum of 80 million crowns",
            "40 million crowns taken out",
        ),
        ("for [five] [seven] years", "for five years", "seven years taken out"),
    ]);
}

#[test]
fn money_and_dates_are_one_figure() {
    figures(&[
        ("Hill pays $5 million.", "Hill pays €5 million.", "$5 million → €5 million"),
        ("Hill pays USD 5 million.", "Hill pays USD 6 million.", "USD 5 million → USD 6 million"),
        ("Hill pays 5 €, Dale 6 €.", "Hill pays 6 €, Dale 5 €.", "5€ → 6€; 6€ → 5€"),
        ("Gates open on 5 May 2031.", "Gates open on 5 June 2031.", "5 May 2031 → 5 June 2031"),
        ("Gates open on 5 May 2031.", "Gates open on May 5, 2031.", ""),
        ("Gates open on 5 May 2031.", "Gates open on 2031-05-05.", ""),
        ("from 1 January 2031", "from 1 March 2031", "1 January 2031 → 1 March 2031"),
        ("on the 5th of May", "on 6 May", "5th of May → 6 May"),
    ]);
}

#[test]
fn what_only_looks_like_a_figure_is_none() {
    figures(&[
        ("They meet in the Jewish quarter.", "They meet in the Jewish district.", ""),
        ("At the end of every quarter they meet.", "At the end of every season they meet.", ""),
        ("A third party guards it.", "An outside party guards it.", ""),
        ("The second gate opens.", "The upper gate opens.", ""),
        ("The ferry goes to One Tree Hill.", "The ferry goes to Bare Hill.", ""),
        ("A quarter of the toll is Hill's.", "A part of the toll is Hill's.", "quarter taken out"),
        ("Two thirds of the toll are due.", "Half of the toll is due.", "Two thirds → Half"),
        // A reference, which is told as one.
        ("Article 5 applies.", "Article 6 applies.", ""),
    ]);
}

#[test]
fn the_month_of_may_and_people_of_that_name_bind_nobody() {
    for (a, b) in [
        ("The gates open in May.", "The gates open in June."),
        ("The gates open on 5 May 2031.", "The gates open on 5 June 2031."),
        ("May 2031 is the deadline.", "June 2031 is the deadline."),
        ("In May the parties meet.", "In autumn the parties meet."),
        ("The May talks continue.", "The spring talks continue."),
        ("On 1 May they sign.", "On 2 June they sign."),
        ("May was dry.", "June was dry."),
        ("May talks go on.", "June talks go on."),
        ("May, June and July are dry.", "June and July are dry."),
        ("From mid-May the gates open.", "From mid-June the gates open."),
        ("Prime Minister May signs.", "Prime Minister Hill signs."),
        ("BY 5 MAY THE GATES OPEN.", "BY 5 JUNE THE GATES OPEN."),
        ("in may 2031 they meet", "in june 2031 they meet"),
    ] {
        assert_eq!(changes(a, b).1, "", "{a} / {b}");
    }
    modality(&[
        ("They shall meet in May.", "They may meet in May.", "shall → may (weaker)"),
        (
            "Prime Minister May may leave.",
            "Prime Minister May shall leave.",
            "may → shall (stronger)",
        ),
        ("May the parties live in peace.", "The parties live in peace.", "may taken out"),
        ("THE PARTIES MAY LEAVE.", "THE PARTIES SHALL LEAVE.", "may → shall (stronger)"),
        (
            "States under Article 5 may leave.",
            "States under Article 5 shall leave.",
            "may → shall (stronger)",
        ),
        ("Both parties—may leave.", "Both parties—shall leave.", "may → shall (stronger)"),
        ("Parties May Withdraw", "Parties Shall Withdraw", "may → shall (stronger)"),
    ]);
}

#[test]
fn nouns_of_the_same_form_bind_nobody() {
    for (a, b) in [
        ("This shows the will of the parties.", "This shows the wish of the parties."),
        ("Either side ends it at will.", "Either side ends it freely."),
        ("Political will is needed.", "Political courage is needed."),
        ("Last will and testament.", "Last word and testament."),
        ("Dale joins of its own free will.", "Dale joins gladly."),
        ("It is the parties' will.", "It is the parties' wish."),
        ("Hill's will prevails.", "Hill's wish prevails."),
        ("People of good will, and others, come.", "Kind people, and others, come."),
        ("The might of the army is known.", "The strength of the army is known."),
        ("It fights with all its might.", "It fights with all its strength."),
        ("He holds a can of water.", "He holds a jar of water."),
        ("An empty can was found.", "An empty jar was found."),
        ("A ceasefire is a must.", "A ceasefire is a need."),
        ("The Must harvest begins.", "The grape harvest begins."),
        ("A would-be ally comes.", "A ready ally comes."),
        ("The aim is to open the gates.", "The aim stays open gates."),
        ("Mr Will signs.", "Mr Hill signs."),
    ] {
        assert_eq!(changes(a, b).1, "", "{a} / {b}");
    }
    let weaker = "will → may (weaker)";
    modality(&[
        ("Prisoners set free will return.", "Prisoners set free may return.", weaker),
        ("The general will attend.", "The general may attend.", weaker),
        ("This will be signed.", "This may be signed.", weaker),
        ("They will of course pay.", "They may of course pay.", weaker),
        ("Steps that will lead there follow.", "Steps that may lead there follow.", weaker),
        (
            "The council can open the gates.",
            "The council shall open the gates.",
            "can → shall (stronger)",
        ),
        ("Will the parties pay?", "May the parties pay?", weaker),
        ("The political will will be shown.", "The political will may be shown.", weaker),
    ]);
}

#[test]
fn figures_of_the_keepers_own_words_are_not_compared() {
    let text = "format = 1\n[dossier]\ntitle = \"Wells\"\ndisclosure = \"open\"\n\
        [[draft]]\nid = \"a\"\ntitle = \"a\"\nform = \"text\"\npoints = [{ number = 1, GIST = \"A cap of 600 men.\" }]\n\
        [[draft]]\nid = \"b\"\ntitle = \"b\"\nform = \"text\"\npoints = [{ number = 1, gist = \"A cap of 800 men.\", lineage = [{ is = \"reworded\", of = \"a#1\" }] }]\n";
    for first in ["gist", "text"] {
        let case = case(&text.replace("GIST", first));
        let finding = compare(&case, &["a", "b"], "redline");
        let changes = table(&finding, "changes");
        assert_eq!(changes.cell(0, "figures"), Some(&Cell::list([])), "{first}");
        assert!(!format!("{:?}", finding.account).contains("FIGURES"), "{first}");
    }
}

#[test]
fn very_many_figures_are_compared_in_order() {
    let all = |first: usize| {
        let each: Vec<String> = (0..300).map(|it| format!("{} men", 1000 + first * it)).collect();
        format!("Posts of {}.", each.join(", then of "))
    };
    let (a, b) = (all(1), all(1).replace("1007 men", "7007 men"));
    figures(&[(&a, &b, "1007 → 7007")]);
}

#[test]
fn a_negation_that_came_or_went_is_seen() {
    modality(&[
        ("Hill will open the gates.", "Hill will never open the gates.", "will → will never"),
        ("Hill shall never pay.", "Hill shall pay.", "shall never → shall"),
        ("Hill may leave.", "Hill may not leave.", "may → may not"),
        ("Hill may leave.", "Hill may never leave.", "may → may never"),
        ("Hill can leave.", "Hill can henceforth not leave.", "can → can not"),
        ("The gates shall be open.", "The gates shall be open without notice.", "without put in"),
        ("The gates are opened unless both object.", "The gates are opened.", "unless taken out"),
        ("Hill has troops there.", "Hill has no troops there.", "no put in"),
        ("No third party guards it.", "A third party guards it.", "no taken out"),
        ("Hill opens the gates.", "Hill never opens the gates.", "never put in"),
        ("The toll is due.", "The toll isn't due.", "not put in"),
        ("The toll is not due.", "The toll isn't due.", ""),
        (
            "Water of not less than 5 metres.",
            "Water of not more than 5 metres.",
            "not less than → not more than",
        ),
        ("Water of not less than 5 metres.", "Water of at least 5 metres.", ""),
        (
            "Hill pays without delay; Dale pays not in kind.",
            "Hill pays not in kind; Dale pays without delay.",
            "",
        ),
        (
            "Hill works without guards; Dale sends no guards.",
            "Hill works no guards; Dale sends without guards.",
            "without → no; no → without",
        ),
        // A number, and what adds rather than denies.
        ("The gate No. 5 opens.", "The gate 5 opens.", ""),
        ("Both guard the gate.", "Both not only guard the gate.", ""),
        ("Вода не отводится.", "Вода отводится.", "не taken out"),
    ]);
}

#[test]
fn shares_in_words_are_figures() {
    figures(&[
        (
            "Half goes to Hill, a third to Dale.",
            "A third goes to Hill, half to Dale.",
            "Half → third; third → half",
        ),
        (
            "Hill keeps one half and Dale one third of the toll.",
            "Hill keeps one third and Dale one half of the toll.",
            "one half → one third; one third → one half",
        ),
        ("Hill keeps two thirds.", "Hill keeps two-thirds.", ""),
        ("Hill keeps three quarters.", "Hill keeps two fifths.", "three quarters → two fifths"),
        ("Hill keeps a tenth of it.", "Hill keeps a fifth of it.", "tenth → fifth"),
        // Places in a row.
        ("A third party keeps it.", "A fifth party keeps it.", ""),
        ("The third gate opens.", "The fourth gate opens.", "third → fourth"),
        ("The first phase lasts 3 months.", "The second phase lasts 3 months.", "first → second"),
        ("The 1st phase begins.", "The first phase begins.", ""),
        ("The 38th parallel is the line.", "The 39th parallel is the line.", "38th → 39th"),
        ("In the first half of it they meet.", "In the early part of it they meet.", ""),
    ]);
}

#[test]
fn a_reference_that_changed_is_told_as_one() {
    references(&[
        ("Article 4 applies.", "Article 5 applies.", "Article 4 → Article 5"),
        (
            "Under Article 4 Hill pays; under Article 5 Dale pays.",
            "Under Article 5 Hill pays; under Article 4 Dale pays.",
            "Article 4 → Article 5; Article 5 → Article 4",
        ),
        ("Articles 5 and 7 apply.", "Articles 5 and 8 apply.", "Article 7 → Article 8"),
        ("Annex II applies.", "Annex III applies.", "Annex II → Annex III"),
        ("As in Annex A.", "As in Annex B.", "Annex A → Annex B"),
        ("Hill pays as in paragraph 4a.", "Hill pays.", "paragraph 4a taken out"),
        ("Article 4 applies.", "Art. 4 applies.", ""),
    ]);
}

#[test]
fn what_belongs_to_a_reference_is_part_of_it() {
    references(&[
        ("Article 5(1) applies.", "Article 5(2) applies.", "Article 5(1) → Article 5(2)"),
        ("Article 5 (1) applies.", "Article 5(1) applies.", ""),
        ("Paragraph 3(b) applies.", "Paragraph 3(c) applies.", "Paragraph 3(b) → Paragraph 3(c)"),
        ("Paragraph 3 (b) applies.", "Paragraph 3 applies.", "Paragraph 3(b) → Paragraph 3"),
        ("Article 5(1)(a) holds.", "Article 5(1)(b) holds.", "Article 5(1)(a) → Article 5(1)(b)"),
        (
            "Under paragraph (b) it ends.",
            "Under paragraph (d) it ends.",
            "paragraph (b) → paragraph (d)",
        ),
        ("Article 4 bis applies.", "Article 4 ter applies.", "Article 4 bis → Article 4 ter"),
        ("Article 4 applies.", "Article 4 bis applies.", "Article 4 → Article 4 bis"),
        ("Article 4-A applies.", "Article 4-B applies.", "Article 4-A → Article 4-B"),
        ("Section 3.1 applies.", "Section 3.10 applies.", "Section 3.1 → Section 3.10"),
        ("Section 12.3.1 applies.", "Section 12.3.2 applies.", "Section 12.3.1 → Section 12.3.2"),
        ("Protocol I applies.", "Protocol II applies.", "Protocol I → Protocol II"),
        ("Protocol 1 applies.", "Protocol 2 applies.", "Protocol 1 → Protocol 2"),
        ("Appendix B applies.", "Appendix C applies.", "Appendix B → Appendix C"),
        ("Annex A1 applies.", "Annex A2 applies.", "Annex A1 → Annex A2"),
        ("Annexes A and B apply.", "Annexes A and C apply.", "Annex B → Annex C"),
        (
            "Paragraphs 3(b) and 4(c) apply.",
            "Paragraphs 3(b) and 5(c) apply.",
            "Paragraph 4(c) → Paragraph 5(c)",
        ),
    ]);
    // No references.
    figures(&[
        ("A third part of 5 men stays.", "A third part of 6 men stays.", "5 → 6"),
        ("Under Article 5 (600 men) it ends.", "Under Article 5 (700 men) it ends.", "600 → 700"),
    ]);
}

#[test]
fn a_share_and_a_time_are_one_figure() {
    figures(&[
        ("Hill keeps 1/3 of it.", "Hill keeps 2/3 of it.", "1/3 → 2/3"),
        ("Hill keeps 1/3 of it.", "Hill keeps one third of it.", ""),
        ("It begins at 12:00.", "It begins at 12:30.", "12:00 → 12:30"),
        ("From 9:00 to 17:00 it is open.", "From 9:00 to 18:00 it is open.", "17:00 → 18:00"),
        ("It begins at 09:00.", "It begins at 9:00.", ""),
        (
            "Under resolution 60/251 it ends.",
            "Under resolution 60/252 it ends.",
            "resolution 60/251 → resolution 60/252",
        ),
    ]);
}

#[test]
fn names_that_changed_places_are_seen() {
    for (a, b, said) in [
        ("Hill pays 40 %, Dale 60 %.", "Dale pays 40 %, Hill 60 %.", "Hill → Dale; Dale → Hill"),
        ("Hill pays 40 %, Dale 60 %.", "Dale pays 60 %, Hill 40 %.", ""),
        (
            "Hill shall inform Dale of its troops.",
            "Dale shall inform Hill of its troops.",
            "Hill → Dale; Dale → Hill",
        ),
        ("Hill informs Dale at once.", "Dale is at once informed by Hill.", ""),
        (
            "The guards of the Port Guild leave before those of North Dale.",
            "The guards of North Dale leave before those of the Port Guild.",
            "Port Guild → North Dale; North Dale → Port Guild",
        ),
        // A name put otherwise is for whoever reads the words.
        ("The gate is kept by Hill.", "The gate is kept by the Republic of Hill.", ""),
        ("Hill keeps 40. Then Dale keeps 60.", "Then Dale keeps 60. Hill keeps 40.", ""),
    ] {
        assert_eq!(names(a, b), said, "{a} / {b}");
    }
}

#[test]
fn a_sign_before_a_figure_is_part_of_it() {
    figures(&[
        ("It is -5 degrees.", "It is 5 degrees.", "-5 → 5"),
        ("It is −5 degrees.", "It is minus five degrees.", ""),
        ("A change of (-5) points.", "A change of (5) points.", "-5 → 5"),
        ("A balance of -€5 million.", "A balance of €5 million.", "-€5 million → €5 million"),
        // A range, a bullet and a compound have none.
        ("Growth of 5-8 % a year.", "Growth of 5–8 % a year.", ""),
        ("- 5 men stay.", "5 men stay.", ""),
        ("Phase A-5 begins.", "Phase A-5 begins now.", ""),
    ]);
}

#[test]
fn figures_of_one_row_count_the_same() {
    let out = "twenty-five years taken out";
    figures(&[
        ("The term is ten or twenty-five years.", "The term is ten years.", out),
        (
            "The term is ten, fifteen or twenty years.",
            "The term is ten or twenty years.",
            "fifteen years taken out",
        ),
        ("A share of 40 or 60 %.", "A share of 40 %.", "60% taken out"),
        (
            "A sum of 5 or 10 million crowns.",
            "A sum of 5 million crowns.",
            "10 million crowns taken out",
        ),
        (
            "Signed in 2031 and 5 years after.",
            "Signed in 2031 and 6 years after.",
            "5 years → 6 years",
        ),
    ]);
}

#[test]
fn an_exchange_is_told_from_both_sides() {
    modality(&[
        ("Up to 800 men stay.", "At least 800 men stay.", "up to → at least"),
        ("Fewer than 800 men stay.", "More than 800 men stay.", "fewer than → more than"),
        ("Less than half stays.", "More than half stays.", "less than → more than"),
        ("Over 800 men stay.", "Under 800 men stay.", "over → under"),
        ("Up to 800 men stay.", "No more than 800 men stay.", ""),
        // No amount follows.
        ("It is up to the parties.", "It is for the parties.", ""),
        ("The bridge over the river stays.", "The bridge by the river stays.", ""),
        (
            "Hill is entitled to fish.",
            "Hill is obliged to fish.",
            "is entitled to → is obliged to (stronger)",
        ),
        ("It is forbidden to fish.", "It is allowed to fish.", "is forbidden to → is allowed to"),
        (
            "Hill has the right to fish.",
            "Hill has no right to fish.",
            "has the right to → has no right to",
        ),
        ("Hill needs to pay.", "Hill need not pay.", "needs to → need not"),
        ("Hill is keen to pay.", "Hill is obliged to pay.", "is keen to → is obliged to"),
        ("It stands if both agree.", "It stands unless both agree.", "if → unless"),
        ("Neither side shall fire.", "Both sides shall fire.", "neither → both"),
        ("The need to pay is plain.", "The duty to pay is plain.", ""),
    ]);
}

#[test]
fn a_month_in_capitals_is_no_modal() {
    modality(&[
        ("MAY: Hill reports.", "JUNE: Hill reports.", ""),
        ("BETWEEN MARCH AND MAY ALL REPORT.", "BETWEEN MARCH AND JULY ALL REPORT.", ""),
        ("THE TALKS END IN MAY.", "THE TALKS END IN JUNE.", ""),
        ("HILL MAY PUMP IN MAY.", "HILL SHALL PUMP IN MAY.", "may → shall (stronger)"),
        (
            "HILL MAY: (A) PUMP; (B) WAIT.",
            "HILL SHALL: (A) PUMP; (B) WAIT.",
            "may → shall (stronger)",
        ),
    ]);
}
