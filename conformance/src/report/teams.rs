//! The historical reports of Teams voice apps: a file of comma-separated values for each table.

use ringback_format::report::csv;
use ringback_world::reports::Table;

use crate::Summary;

/// Writes the tables of all cases, the rows of each case after those of the case before it: the name of each file, and
/// what stands in it.
pub fn teams(summary: &Summary) -> Vec<(String, String)> {
    let mut joined: Vec<Table> = Vec::new();
    for table in summary.results.iter().flat_map(|result| &result.teams) {
        match joined.iter_mut().find(|known| known.name == table.name) {
            Some(known) => known.rows.extend(table.rows.iter().cloned()),
            None => joined.push(table.clone()),
        }
    }
    let files = joined.iter();
    files
        .map(|table| (format!("{}.csv", table.name), csv(table)))
        .collect()
}

#[cfg(test)]
mod tests {
    use ringback_world::reports::Cell;

    use super::*;
    use crate::report::samples::{case, summary};

    fn table(name: &'static str, rows: &[u64]) -> Table {
        Table {
            name,
            columns: vec!["Call Count"],
            rows: rows.iter().map(|row| vec![Cell::Whole(*row)]).collect(),
        }
    }

    #[test]
    fn the_rows_of_all_cases_stand_in_one_file_for_each_table_in_the_order_of_the_cases() {
        let mut first = case("menu/key", Vec::new());
        first.teams = vec![table("fOne", &[1, 2]), table("fTwo", &[])];
        let mut second = case("menu/word", Vec::new());
        second.teams = vec![table("fOne", &[3]), table("fTwo", &[4])];
        let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            teams(&summary(vec![first, second])),
            [
                file("fOne.csv", "Call Count\r\n1\r\n2\r\n3\r\n"),
                file("fTwo.csv", "Call Count\r\n4\r\n"),
            ]
        );
    }
}
