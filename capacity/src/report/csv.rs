//! One wide table for spreadsheets.

use std::collections::BTreeSet;

use ringback_format::figures::{Estimate, Figures, Measure, Measures, Subject};
use serde_json::Value;

/// Writes a table with a row for each queue, group, channel and kind and each of its intervals; the row without `from` is the
/// whole period. Each measure that occurs has three columns, the figure and the ends of its confidence interval, in the units
/// of [`Measure::unit`].
pub fn csv(figures: &Figures) -> String {
    let subjects = [
        ("queue", &figures.queues),
        ("group", &figures.groups),
        ("channel", &figures.channels),
        ("kind", &figures.kinds),
    ];
    let all = || {
        subjects
            .iter()
            .flat_map(|(of, subjects)| subjects.iter().map(move |subject| (*of, subject)))
    };
    let measures: BTreeSet<Measure> = all()
        .flat_map(|(_, subject)| rows(subject))
        .flat_map(|(_, figures)| figures.keys().copied())
        .collect();
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let mut head = ["of", "name", "from"].map(str::to_owned).to_vec();
    for measure in &measures {
        let name = name(*measure);
        head.extend([name.clone(), format!("{name}-low"), format!("{name}-high")]);
    }
    let mut write = |row: Vec<String>| {
        writer
            .write_record(row)
            .expect("rows are equally long and memory takes them");
    };
    write(head);
    for (of, subject) in all() {
        for (from, figures) in rows(subject) {
            let mut row = vec![of.to_owned(), subject.name.clone(), from.to_owned()];
            for measure in &measures {
                row.extend(cells(figures.get(measure)));
            }
            write(row);
        }
    }
    let bytes = writer.into_inner().expect("memory takes it");
    String::from_utf8(bytes).expect("it was written from text")
}

fn rows(subject: &Subject) -> impl Iterator<Item = (&str, &Measures)> {
    let intervals = subject
        .intervals
        .iter()
        .map(|interval| (interval.from.as_str(), &interval.figures));
    core::iter::once(("", &subject.whole)).chain(intervals)
}

/// Gives the name of a measure as JSON has it.
fn name(measure: Measure) -> String {
    match serde_json::to_value(measure) {
        Ok(Value::String(name)) => name,
        Ok(_) | Err(_) => measure.title().replace(' ', "-"),
    }
}

fn cells(estimate: Option<&Estimate>) -> [String; 3] {
    let cell = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    [
        cell(estimate.map(|estimate| estimate.value)),
        cell(estimate.and_then(|estimate| estimate.low)),
        cell(estimate.and_then(|estimate| estimate.high)),
    ]
}

#[cfg(test)]
mod tests {
    use super::csv;
    use crate::report::sample;

    #[test]
    fn every_subject_and_interval_has_a_row_and_every_measure_its_columns() {
        insta::assert_snapshot!(csv(&sample::figures()));
    }

    #[test]
    fn a_name_with_commas_and_quotes_stays_one_cell() {
        let mut figures = sample::figures();
        figures.queues[0].name = "a, \"b\"\nc".to_owned();
        let text = csv(&figures);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let first = reader.records().next().expect("a row").expect("it is read");
        assert_eq!(&first[1], "a, \"b\"\nc");
    }
}
