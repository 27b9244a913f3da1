//! A count as a list writes it: the number formats of ECMA-376 Part 1, 17.18.59 (`ST_NumberFormat`).

/// `count` in the format that a file calls `format`; in decimal figures where that is another.
pub(super) fn figure(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => repeated(count, 'a'..='z'),
        "upperLetter" => repeated(count, 'A'..='Z'),
        "lowerRoman" => roman(count),
        "upperRoman" => roman(count).to_uppercase(),
        "none" => String::new(),
        "decimalZero" => format!("{count:02}"),
        "numberInDash" => format!("- {count} -"),
        "ordinal" => ordinal(count),
        "cardinalText" => cardinal(count).map_or_else(|| count.to_string(), capital),
        "ordinalText" => ordinal_word(count).map_or_else(|| ordinal(count), capital),
        "russianLower" => repeated(count, "абвгдежзиклмнопрстуфхцчшщэюя".chars()),
        "russianUpper" => repeated(count, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ".chars()),
        "arabicAlpha" => repeated(count, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي".chars()),
        "arabicAbjad" => repeated(count, "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ".chars()),
        "ganada" => repeated(count, "가나다라마바사아자차카타파하".chars()),
        "decimalFullWidth" => count.to_string().chars().map(wide).collect(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => han(count),
        _ => count.to_string(),
    }
}

/// `a` to `z`, then `aa`, `bb`, as word processors count.
fn repeated(count: u32, signs: impl Iterator<Item = char>) -> String {
    let signs: Vec<char> = signs.collect();
    let Some(at) = count.checked_sub(1) else { return "0".to_owned() };
    let (at, of) = (at as usize, signs.len());
    signs[at % of].to_string().repeat((at / of + 1).min(8))
}

fn wide(digit: char) -> char {
    digit.to_digit(10).and_then(|it| char::from_u32(0xff10 + it)).unwrap_or(digit)
}

fn ordinal(count: u32) -> String {
    let ending = match (count % 100, count % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{count}{ending}")
}

const CARDINALS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A count below 100 in English words.
fn cardinal(count: u32) -> Option<String> {
    let count = usize::try_from(count).ok()?;
    if let Some(word) = CARDINALS.get(count) {
        return Some((*word).to_owned());
    }
    let tens = TENS.get((count / 10).checked_sub(2)?)?;
    Some(match count % 10 {
        0 => (*tens).to_owned(),
        ones => format!("{tens}-{}", CARDINALS[ones]),
    })
}

/// The place of a count below 100 in English words.
fn ordinal_word(count: u32) -> Option<String> {
    const OWN: [(&str, &str); 7] = [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    let word = cardinal(count)?;
    let own = OWN.iter().find_map(|(ends, own)| Some((word.strip_suffix(ends)?, own)));
    Some(match (own, word.strip_suffix('y')) {
        (Some((begins, own)), _) => format!("{begins}{own}"),
        (None, Some(begins)) => format!("{begins}ieth"),
        (None, None) => format!("{word}th"),
    })
}

fn capital(word: String) -> String {
    let mut rest = word.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

/// `十二`: counts below 100 in Han numerals.
fn han(count: u32) -> String {
    const SIGNS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if !(1..100).contains(&count) {
        return count.to_string();
    }
    let (tens, ones) = (count as usize / 10, count as usize % 10);
    let ten = if tens > 0 { "十" } else { "" };
    let tens = if tens > 1 { SIGNS[tens] } else { "" };
    format!("{tens}{ten}{}", SIGNS[ones])
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&count) {
        return count.to_string();
    }
    let mut left = count;
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            text.push_str(sign);
            left -= worth;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_a_word_processor() {
        for (format, counts, wanted) in [
            ("lowerLetter", [1, 26, 27, 28], ["a", "z", "aa", "bb"]),
            ("upperLetter", [1, 26, 27, 53], ["A", "Z", "AA", "AAA"]),
            ("upperRoman", [4, 9, 28, 1999], ["IV", "IX", "XXVIII", "MCMXCIX"]),
            ("decimalZero", [1, 9, 10, 100], ["01", "09", "10", "100"]),
            ("ordinal", [1, 12, 22, 103], ["1st", "12th", "22nd", "103rd"]),
            ("ordinalText", [1, 12, 20, 35], ["First", "Twelfth", "Twentieth", "Thirty-fifth"]),
            ("cardinalText", [1, 13, 40, 42], ["One", "Thirteen", "Forty", "Forty-two"]),
            ("chineseCounting", [1, 10, 12, 45], ["一", "十", "十二", "四十五"]),
            ("decimalFullWidth", [1, 2, 10, 12], ["１", "２", "１０", "１２"]),
            ("russianLower", [1, 3, 28, 29], ["а", "в", "я", "аа"]),
            ("of another file", [1, 2, 3, 4], ["1", "2", "3", "4"]),
        ] {
            assert_eq!(counts.map(|it| figure(it, format)), wanted, "{format}");
        }
    }
}
