//! Which numbers a queue calls back.
//!
//! Source: "New-CsCallQueue", Microsoft Teams PowerShell reference, 2026: numbers in E.164 that are publicly dialable and not
//! of premium rate, with its list of North American codes.

/// North American codes that are not called back: other countries of the plan, and services.
const EXCLUDED: [u16; 40] = [
    242, 246, 264, 268, 284, 340, 345, 441, 473, 500, 600, 649, 658, 664, 670, 671, 684, 700, 721,
    758, 767, 784, 787, 800, 809, 811, 822, 829, 833, 844, 849, 855, 866, 868, 869, 876, 877, 888,
    900, 939,
];
/// The exchange of directory assistance and of numbers for fiction.
const FICTION: &str = "555";

/// Tells whether a queue calls this number back.
pub(super) fn is_dialable(number: &str) -> bool {
    let Some(digits) = number.strip_prefix('+') else {
        return false;
    };
    let is_e164 = (7..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_e164
        && digits
            .strip_prefix('1')
            .is_none_or(is_dialable_in_north_america)
}

fn is_dialable_in_north_america(digits: &str) -> bool {
    let (Some(area), Some(exchange), Some(line)) =
        (digits.get(..3), digits.get(3..6), digits.get(6..))
    else {
        return false;
    };
    let excluded = area.parse().is_ok_and(|area| EXCLUDED.contains(&area));
    let fictional = exchange == FICTION && (line == "1212" || line.starts_with("01"));
    digits.len() == 10 && !excluded && !fictional
}

#[cfg(test)]
mod tests {
    use super::is_dialable;

    #[test]
    fn public_numbers_are_called_back_and_services_and_fiction_are_not() {
        for number in [
            "+14252345678",
            "+442079460000",
            "+4930901820",
            "+14255550200",
        ] {
            assert!(is_dialable(number), "{number}");
        }
        let refused = [
            "+18005551000",
            "+19005551000",
            "+18764567890",
            "+14255550123",
            "+14255551212",
            "+1425234567",
            "4252345678",
            "+0123456789",
            "+1425",
            "+1425234567x",
            "",
        ];
        for number in refused {
            assert!(!is_dialable(number), "{number}");
        }
    }
}
