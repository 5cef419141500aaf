//! All figures as JSON.

use ringback_format::figures::Figures;

/// Writes figures as readable JSON, with a line end at its end. The schema of it is `figures.json`.
pub fn json(figures: &Figures) -> String {
    let mut text = serde_json::to_string_pretty(figures).expect("figures are plain JSON");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::{Estimate, Figures, Measure};
    use serde_json::Value;

    use super::json;
    use crate::report::sample;

    /// Names what a document does that the committed schema does not allow.
    fn violations(document: &Value) -> Vec<String> {
        let schema: Value = serde_json::from_str(&ringback_format::schema::figures())
            .expect("a schema is plain JSON");
        let validator = jsonschema::validator_for(&schema).expect("it is a schema");
        validator
            .iter_errors(document)
            .map(|error| error.to_string())
            .collect()
    }

    #[test]
    fn what_was_written_is_read_back() {
        let figures = sample::figures();
        let text = json(&figures);
        assert!(text.ends_with("}\n"));
        let back: Figures = serde_json::from_str(&text).expect("it is read");
        assert_eq!(back, figures);
    }

    #[test]
    fn what_is_written_follows_the_schema_and_mistakes_do_not() {
        let document: Value = serde_json::from_str(&json(&sample::figures())).expect("it is JSON");
        assert_eq!(violations(&document), Vec::<String>::new());
        let wrong: [fn(&mut Value); 6] = [
            |document| document["seed"] = "one".into(),
            |document| document["sead"] = 1.into(),
            |document| document["run"] = "dream".into(),
            |document| document["queues"][0]["whole"]["speed"] = estimate(),
            |document| document["queues"][0]["whole"]["asa"] = 3.into(),
            |document| document["targets"][0]["met"] = Value::Null,
        ];
        for (number, spoil) in wrong.into_iter().enumerate() {
            let mut document = document.clone();
            spoil(&mut document);
            assert_ne!(violations(&document), Vec::<String>::new(), "{number}");
        }
    }

    fn estimate() -> Value {
        serde_json::to_value(Estimate::bare(1.0)).expect("it is plain JSON")
    }

    #[test]
    fn a_figure_that_does_not_exist_is_not_there() {
        let mut figures = sample::figures();
        figures.queues[0].whole.shift_remove(&Measure::Asa);
        let document: Value = serde_json::from_str(&json(&figures)).expect("it is JSON");
        assert_eq!(document["queues"][0]["whole"].get("asa"), None);
        assert!(document["queues"][1]["whole"].get("asa").is_some());
    }
}
