//! Figures as JSON: the document that other programs read, by the schema `figures.json`.

use ringback_format::figures::Figures;

/// Gives figures as readable JSON that ends with a line break.
pub fn json(figures: &Figures) -> String {
    let text = serde_json::to_string_pretty(figures).expect("figures are plain JSON");
    text + "\n"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ringback_format::{figures::Estimate, schema};
    use serde_json::Value;

    use super::*;
    use crate::report::sample;

    fn read(text: &str) -> Figures {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_report_reads_back_to_the_same_figures() {
        let figures = sample::figures();
        let text = json(&figures);
        assert!(text.ends_with("}\n"));
        assert_eq!(read(&text), figures);
        // Equality of maps does not see their order, the text does.
        assert_eq!(json(&read(&text)), text);
    }

    #[test]
    fn a_report_is_valid_by_its_schema_and_a_damaged_one_is_not() {
        let schema: Value = serde_json::from_str(&schema::figures()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let report: Value = serde_json::from_str(&json(&sample::figures())).unwrap();
        assert!(
            validator.is_valid(&report),
            "{:?}",
            validator.validate(&report)
        );
        let damages: [(&str, Value); 3] = [
            ("/definitions/short-abandons", "forgiven".into()),
            ("/queues/0/whole/asa/value", "41.3 s".into()),
            (
                "/period",
                serde_json::json!({ "start": "2026-03-02T07:30:00" }),
            ),
        ];
        for (place, value) in damages {
            let mut damaged = report.clone();
            *damaged.pointer_mut(place).unwrap() = value;
            assert!(!validator.is_valid(&damaged), "{place}");
        }
    }

    proptest! {
        #[test]
        fn no_digit_of_a_figure_is_lost(value in 0.0..1e6_f64) {
            let mut figures = sample::figures();
            figures.flows[0].contacts = Estimate::bare(value);
            prop_assert_eq!(read(&json(&figures)).flows[0].contacts.value, value);
        }
    }
}
