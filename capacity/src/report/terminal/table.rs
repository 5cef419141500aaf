//! A table in characters.

use comfy_table::{
    Cell as Drawn, CellAlignment, ContentArrangement, Table as Drawing, TableComponent, presets,
};

use crate::report::tables::{Align, Cell, Mark, Table};

/// How wide a report is at most, in characters, if words and numbers allow.
pub(super) const WIDTH: u16 = 116;
/// Longer names lose their end.
const NAME_MAX: usize = 36;
/// Between two columns; one of it is the place of a line that is not drawn.
const GAP: u16 = 2;

/// Draws a table under its title. One that is too wide goes on below, each part with the first column.
pub(in crate::report) fn draw(table: &Table) -> String {
    let mut text = format!("{}\n", table.title);
    for line in wrapped(&table.note) {
        text.push_str(&format!("  {line}\n"));
    }
    for columns in parts(table) {
        text.push('\n');
        text.push_str(&lines(&drawing(table, &columns)));
    }
    text
}

/// Draws named sentences, the names in a column of their own.
pub(super) fn facts(facts: &[(&str, String)]) -> String {
    let mut drawing = bare();
    drawing.set_content_arrangement(ContentArrangement::Dynamic);
    for (name, said) in facts {
        drawing.add_row([*name, said]);
    }
    pad(&mut drawing);
    lines(&drawing)
}

/// Breaks words into lines.
fn wrapped(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut drawing = bare();
    drawing.set_content_arrangement(ContentArrangement::Dynamic);
    drawing.add_row([text]);
    lines(&drawing)
        .lines()
        .map(|line| line.trim().to_owned())
        .collect()
}

fn bare() -> Drawing {
    let mut drawing = Drawing::new();
    drawing.load_preset(presets::NOTHING).set_width(WIDTH);
    drawing
}

fn pad(drawing: &mut Drawing) {
    for (number, column) in drawing.column_iter_mut().enumerate() {
        column.set_padding((if number == 0 { 2 } else { 0 }, GAP - 1));
    }
}

fn drawing(table: &Table, columns: &[usize]) -> Drawing {
    let mut drawing = bare();
    drawing
        .set_style(TableComponent::HeaderLines, '─')
        .set_style(TableComponent::MiddleHeaderIntersections, '─');
    let aligned = |text: String, column: usize| {
        Drawn::new(text).set_alignment(match table.columns[column].align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        })
    };
    let has_over = table.columns.iter().any(|column| !column.over.is_empty());
    drawing.set_header(columns.iter().map(|column| {
        let head = &table.columns[*column];
        let title = short(&head.title);
        let title = if has_over {
            format!("{}\n{title}", head.over)
        } else {
            title
        };
        aligned(title, *column)
    }));
    let halves: Vec<usize> = columns
        .iter()
        .map(|column| half_max(table, *column))
        .collect();
    for row in &table.rows {
        drawing.add_row(
            columns
                .iter()
                .zip(&halves)
                .map(|(column, half)| aligned(said(&row[*column], *half), *column)),
        );
    }
    pad(&mut drawing);
    drawing
}

/// Gives the longest half width of a column, in characters.
fn half_max(table: &Table, column: usize) -> usize {
    table
        .rows
        .iter()
        .filter_map(|row| row[column].half.as_ref())
        .map(|half| half.chars().count())
        .max()
        .unwrap_or(0)
}

/// Writes a cell so that the signs of its column stand below each other.
fn said(cell: &Cell, half_max: usize) -> String {
    let text = short(&cell.text);
    let text = match cell.mark {
        Mark::Bad if cell.text.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("! {text}")
        }
        Mark::Bad | Mark::None => text,
    };
    match (&cell.half, half_max) {
        (_, 0) => text,
        (Some(half), width) => format!("{text} ± {half:>width$}"),
        // A space that is not broken keeps its place at the end of a cell.
        (None, width) => format!("{text}{}", "\u{a0}".repeat(width + 3)),
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= NAME_MAX {
        return text.to_owned();
    }
    text.chars().take(NAME_MAX - 1).chain(['…']).collect()
}

/// Divides the columns so that each part fits the width.
fn parts(table: &Table) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    let widths = drawing(table, &all).column_max_content_widths();
    let width = |column: usize| widths.get(column).copied().unwrap_or(0) + GAP;
    let first = 2 + width(0);
    let mut parts = Vec::new();
    let (mut part, mut sum) = (vec![0], first);
    for column in 1..all.len() {
        if sum + width(column) > WIDTH && part.len() > 1 {
            parts.push(core::mem::replace(&mut part, vec![0]));
            sum = first;
        }
        part.push(column);
        sum += width(column);
    }
    parts.push(part);
    parts
}

fn lines(drawing: &Drawing) -> String {
    drawing
        .lines()
        .map(|line| format!("{}\n", line.replace('\u{a0}', " ").trim_end()))
        .collect()
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::{Estimate, Unit};

    use super::*;
    use crate::report::tables::Column;

    fn table(columns: usize) -> Table {
        let around = |half: f64| Estimate {
            value: 0.5,
            standard_error: None,
            low: Some(0.5 - half),
            high: Some(0.5 + half),
        };
        let row = |half: f64| {
            core::iter::once(Cell::text("row"))
                .chain((0..columns).map(|_| Cell::estimate(Unit::Share, &around(half))))
                .collect()
        };
        Table {
            title: "A table".to_owned(),
            note: String::new(),
            columns: core::iter::once(Column::words("what"))
                .chain((0..columns).map(|number| Column::numbers(format!("column {number}"))))
                .collect(),
            rows: vec![row(0.004), row(0.12)],
        }
    }

    #[test]
    fn the_signs_of_a_column_stand_below_each_other() {
        let text = draw(&table(1));
        let places: Vec<_> = text
            .lines()
            .filter_map(|line| line.chars().position(|sign| sign == '±'))
            .collect();
        assert_eq!(places.len(), 2, "{text}");
        assert_eq!(places[0], places[1], "{text}");
    }

    #[test]
    fn a_table_that_is_too_wide_goes_on_below() {
        let text = draw(&table(30));
        assert!(
            text.lines()
                .all(|line| line.chars().count() <= usize::from(WIDTH)),
            "{text}"
        );
        assert_eq!(text.matches("what").count(), 5, "{text}");
        for number in 0..30 {
            let heads = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(heads.contains(&format!("column {number}")), "{text}");
        }
    }

    #[test]
    fn a_long_name_does_not_push_the_numbers_away() {
        let mut table = table(2);
        table.columns[1].title = "x".repeat(300);
        assert!(draw(&table).contains(&format!("{}…", "x".repeat(NAME_MAX - 1))));
    }
}
