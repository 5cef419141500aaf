//! Names in the letters and digits of a phone.

use crate::spoken;

/// Letters beyond the alphabet of the keypad, and what they are looked for as; our choice, as it is not published.
const FOLDED: [(&str, &str); 26] = [
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
    ("þ", "th"),
    ("ŋ", "ng"),
    ("ĳ", "ij"),
    ("'’‘`´", ""),
];

/// Brings a name, or words, into the form in which names are compared: lower case, no accents, no apostrophes, words parted
/// by single spaces.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter);
            continue;
        }
        let folded = FOLDED.iter().find(|(letters, _)| letters.contains(letter));
        match folded {
            Some((_, to)) => plain.push_str(to),
            None => plain.push(letter),
        }
    }
    spoken::normal(&plain)
}

/// Spells what [`plain`] gives on the keypad, 0 for the space. Letters that no key has are left out.
///
/// Source: "Dial and voice recognition reference for auto attendants", Microsoft Learn, 2024.
pub(super) fn keys(plain: &str) -> String {
    plain.chars().filter_map(key).collect()
}

fn key(letter: char) -> Option<char> {
    match letter {
        ' ' => Some('0'),
        'a'..='c' => Some('2'),
        'd'..='f' => Some('3'),
        'g'..='i' => Some('4'),
        'j'..='l' => Some('5'),
        'm'..='o' => Some('6'),
        'p'..='s' => Some('7'),
        't'..='v' => Some('8'),
        'w'..='z' => Some('9'),
        '0'..='9' => Some(letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_the_key_of_a_phone() {
        assert_eq!(
            keys("abcdefghijklmnopqrstuvwxyz"),
            "22233344455566677778889999"
        );
        assert_eq!(keys("amos marble"), "26670627253");
        assert_eq!(keys("r2 d2"), "72032");
    }

    #[test]
    fn names_are_plain_without_accents_and_apostrophes() {
        assert_eq!(plain("  José  MÜLLER-Groß "), "jose muller gross");
        assert_eq!(plain("Siobhán O’Brien"), "siobhan obrien");
        assert_eq!(plain("Łukasz Ærø"), "lukasz aero");
        assert_eq!(keys(&plain("王 伟")), "0");
    }
}
