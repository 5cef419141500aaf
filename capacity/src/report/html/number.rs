//! Figures as they are read.

use ringback_format::figures::{Estimate, Measure, Unit};

/// Writes a number with digits behind the point and thousands apart by a narrow space.
pub(super) fn grouped(value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = String::new();
    // A rounded zero has no sign.
    if value < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        out.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && whole.len() > 4 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out + rest
}

/// The digits behind the point that a number of this size needs.
fn digits(unit: Unit, value: f64) -> usize {
    match unit {
        Unit::Share => 1,
        Unit::Seconds | Unit::Count | Unit::Hours if value.abs() >= 100.0 => 0,
        Unit::Seconds | Unit::Count | Unit::Hours => 1,
        Unit::Mean => 2,
        Unit::Money => 0,
    }
}

fn scale(unit: Unit) -> f64 {
    if unit == Unit::Share { 100.0 } else { 1.0 }
}

fn suffix(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => "\u{202f}%",
        Unit::Seconds => "\u{202f}s",
        Unit::Hours => "\u{202f}h",
        Unit::Count | Unit::Mean | Unit::Money => "",
    }
}

/// Writes a number in a unit.
pub(super) fn value(unit: Unit, value: f64) -> String {
    let scaled = value * scale(unit);
    grouped(scaled, digits(unit, scaled)) + suffix(unit)
}

/// Writes half the width of an interval with enough digits to say something, up to three behind the point.
pub(super) fn plus_minus(unit: Unit, half_width: f64) -> String {
    let scaled = half_width * scale(unit);
    let digits = match scaled {
        none if none < 0.0005 => 0,
        wide if wide >= 100.0 => 0,
        wide if wide >= 1.0 => 1,
        wide if wide >= 0.1 => 2,
        _ => 3,
    };
    format!("± {}{}", grouped(scaled, digits), suffix(unit))
}

/// Writes an estimate with how far it can be trusted, where that is known.
pub(super) fn estimate(measure: Measure, estimate: &Estimate) -> String {
    estimate_in(measure.unit(), estimate)
}

/// Writes an estimate in a unit.
pub(super) fn estimate_in(unit: Unit, estimate: &Estimate) -> String {
    let shown = value(unit, estimate.value);
    match estimate.half_width() {
        Some(half) => format!("{shown} {}", plus_minus(unit, half)),
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_a_rounded_zero_has_no_sign() {
        assert_eq!(grouped(1_234_567.25, 1), "1\u{202f}234\u{202f}567.2");
        assert_eq!(grouped(9_000.0, 0), "9000");
        assert_eq!(grouped(-12.34, 1), "\u{2212}12.3");
        assert_eq!(grouped(-0.04, 1), "0.0");
    }

    #[test]
    fn estimates_say_their_unit_and_their_precision() {
        let found = Estimate {
            value: 0.8123,
            standard_error: Some(0.001),
            low: Some(0.8103),
            high: Some(0.8143),
        };
        assert_eq!(
            estimate(Measure::ServiceLevel, &found),
            "81.2\u{202f}% ± 0.20\u{202f}%"
        );
        assert_eq!(
            estimate(Measure::Asa, &Estimate::bare(123.4)),
            "123\u{202f}s"
        );
        assert_eq!(plus_minus(Unit::Count, 0.0), "± 0");
        assert_eq!(plus_minus(Unit::Count, 0.0312), "± 0.031");
    }
}
