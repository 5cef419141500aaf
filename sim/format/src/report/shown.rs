//! Tables as comma-separated values (RFC 4180) and as JSON.

use ringback_world::reports::{Cell, Table};
use serde_json::{Map, Value, json};

/// A number with a fraction is kept in millionths.
const MILLION: u64 = 1_000_000;

/// Writes a table with its header as comma-separated values, lines ended as RFC 4180 says.
pub fn csv(table: &Table) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let rows = table
        .rows
        .iter()
        .map(|row| row.iter().map(Cell::to_string).collect::<Vec<String>>());
    let header = table.columns.iter().map(|name| (*name).to_owned());
    for line in std::iter::once(header.collect()).chain(rows) {
        writer
            .write_record(line)
            .expect("memory takes everything, and each row is as wide as the header");
    }
    let bytes = writer.into_inner().expect("memory takes everything");
    String::from_utf8(bytes).expect("it was made of texts")
}

/// Shows a table as JSON: its name, and each row as an object with the published names of the columns.
pub fn json(table: &Table) -> Value {
    let row = |row: &Vec<Cell>| -> Value {
        let columns = table.columns.iter().map(|name| (*name).to_owned());
        Value::Object(columns.zip(row.iter().map(cell)).collect::<Map<_, _>>())
    };
    json!({
        "table": table.name,
        "value": table.rows.iter().map(row).collect::<Vec<Value>>(),
    })
}

/// Shows rows as JSON, each as a list of its values in order.
pub fn rows(rows: &[Vec<Cell>]) -> Value {
    let row = |row: &Vec<Cell>| Value::Array(row.iter().map(cell).collect());
    Value::Array(rows.iter().map(row).collect())
}

fn cell(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Whole(number) => json!(number),
        Cell::Decimal(millionths) => match millionths % MILLION {
            0 => json!(millionths / MILLION),
            _ => json!(*millionths as f64 / MILLION as f64),
        },
        Cell::Truth(truth) => json!(truth),
        Cell::Text(_) | Cell::Date(_) | Cell::DateTime(_) => json!(cell.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            name: "fSample",
            columns: vec!["A, B", "C", "D", "E"],
            rows: vec![
                vec![
                    Cell::Text("says \"hello\",\nand goes".to_owned()),
                    Cell::Whole(3),
                    Cell::Decimal(17_250_000),
                    Cell::Empty,
                ],
                vec![
                    Cell::Truth(true),
                    Cell::Empty,
                    Cell::Decimal(20_000_000),
                    Cell::Date("2024-07-02".parse().expect("it is a date")),
                ],
            ],
        }
    }

    #[test]
    fn values_with_commas_quotes_and_line_ends_are_quoted() {
        assert_eq!(
            csv(&table()),
            "\"A, B\",C,D,E\r\n\"says \"\"hello\"\",\nand goes\",3,17.25,\r\ntrue,,20,2024-07-02\r\n"
        );
    }

    #[test]
    fn json_keeps_numbers_and_what_is_empty() {
        let expected = json!({
            "table": "fSample",
            "value": [
                {"A, B": "says \"hello\",\nand goes", "C": 3, "D": 17.25, "E": null},
                {"A, B": true, "C": null, "D": 20, "E": "2024-07-02"},
            ],
        });
        assert_eq!(json(&table()), expected);
    }
}
