//! The hours and holidays that Teams accepts for an auto attendant.
//!
//! Source: "New-CsOnlineTimeRange", "New-CsOnlineDateTimeRange" and "New-CsOnlineSchedule", Microsoft Teams PowerShell
//! reference, 2026; "Set up an auto attendant for Microsoft Teams", Microsoft Learn, 2024-01-31.

use ringback_world::declaration as world;

use super::{
    AttendantDeclaration,
    error::{Findings, Problem},
    queue_rules::Lowering,
    schedule::{DatesDeclaration, HoursDeclaration},
};

const HOLIDAYS_MAX: usize = 20;
const RANGES_MAX: usize = 10;
/// Times of a week stand on quarters of an hour.
const QUARTER: u16 = 15;
/// Times of holidays stand on half hours.
const HALF_HOUR: i8 = 30;
const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const DAY_WORDS: &str = "monday to sunday, weekdays, weekend or every-day";

impl Lowering<'_> {
    pub(super) fn after_hours(
        &self,
        declared: &AttendantDeclaration,
        findings: &mut Findings,
    ) -> Option<world::AfterHours> {
        let open = self.open(declared, findings);
        let has_hours = open.iter().any(|day| !day.is_empty());
        match (&declared.after_hours, has_hours) {
            (None, false) if declared.hours.is_empty() => None,
            (None, _) => {
                findings.add(
                    self.at("after-hours"),
                    Problem::Missing {
                        needs: "what happens outside the hours"
                            .to_owned(),
                        cure:
                            "write after-hours: { greeting: \"We are closed.\", then: disconnect } (New-CsAutoAttendantCallHandlingAssociation)"
                                .to_owned(),
                    },
                );
                None
            }
            (Some(_), false) => {
                findings.add(
                    self.at("hours"),
                    Problem::Missing {
                        needs: "an hour of the week in which it is open (New-CsOnlineSchedule)"
                            .to_owned(),
                        cure:
                            "write hours: { weekdays: [\"09:00-17:00\"] }, or leave out after-hours"
                                .to_owned(),
                    },
                );
                None
            }
            (Some(flow), true) => Some(world::AfterHours {
                open,
                flow: self.flow("after-hours", flow, findings),
            }),
        }
    }

    fn open(
        &self,
        declared: &AttendantDeclaration,
        findings: &mut Findings,
    ) -> [Vec<world::HoursRange>; 7] {
        let mut open: [Vec<world::HoursRange>; 7] = Default::default();
        let mut given_in: [Option<&str>; 7] = [None; 7];
        for (word, ranges) in &declared.hours {
            let field = format!("hours.{word}");
            let Some(days) = days(word) else {
                findings.add(
                    self.at(&field),
                    Problem::NotHere {
                        given: format!("{word:?}"),
                        expected: format!("{DAY_WORDS} (New-CsOnlineSchedule)"),
                    },
                );
                continue;
            };
            for (index, range) in ranges.iter().enumerate() {
                self.hours(&format!("{field}[{index}]"), *range, findings);
            }
            for day in days {
                if let Some(first) = given_in[day].replace(word) {
                    findings.add(
                        self.at(&field),
                        Problem::Twice {
                            name: DAYS[day].to_owned(),
                            first: format!("hours.{first}"),
                        },
                    );
                }
                open[day] = ranges.iter().map(|range| range.0).collect();
            }
        }
        open
    }

    fn hours(&self, field: &str, range: HoursDeclaration, findings: &mut Findings) {
        let world::HoursRange { from, to } = range.0;
        if from >= to || from % QUARTER != 0 || to % QUARTER != 0 {
            findings.add(
                self.at(field),
                Problem::OutOfRange {
                    given: range.to_string(),
                    expected: "a start before its end, both on quarters of an hour (New-CsOnlineTimeRange)"
                        .to_owned(),
                },
            );
        }
    }

    pub(super) fn holidays(
        &self,
        declared: &AttendantDeclaration,
        findings: &mut Findings,
    ) -> Vec<world::Holiday> {
        if declared.holidays.len() > HOLIDAYS_MAX {
            findings.add(
                self.at("holidays"),
                Problem::OutOfRange {
                    given: format!("{} holidays", declared.holidays.len()),
                    expected: format!(
                        "at most {HOLIDAYS_MAX} (Set up an auto attendant for Microsoft Teams, 2024)"
                    ),
                },
            );
        }
        let mut taken: Vec<(String, world::DatesRange)> = Vec::new();
        let mut holidays = Vec::new();
        for (name, holiday) in &declared.holidays {
            let field = format!("holidays.{name}");
            if holiday.dates.len() > RANGES_MAX {
                findings.add(
                    self.at(&format!("{field}.dates")),
                    Problem::OutOfRange {
                        given: format!("{} ranges", holiday.dates.len()),
                        expected: format!("at most {RANGES_MAX} (New-CsOnlineSchedule)"),
                    },
                );
            }
            let mut dates = Vec::new();
            for (index, one) in holiday.dates.iter().enumerate() {
                let field = format!("{field}.dates[{index}]");
                dates.extend(self.dates(&field, one, &mut taken, findings));
            }
            holidays.push(world::Holiday {
                name: name.clone(),
                dates,
                flow: self.flow(&format!("{field}.flow"), &holiday.flow, findings),
            });
        }
        holidays
    }

    /// Dates are unique across the holidays of an attendant.
    fn dates(
        &self,
        field: &str,
        declared: &DatesDeclaration,
        taken: &mut Vec<(String, world::DatesRange)>,
        findings: &mut Findings,
    ) -> Option<world::DatesRange> {
        let on_half_hours = |time: jiff::civil::DateTime| time.minute() % HALF_HOUR == 0;
        let bounds = declared.bounds();
        let range = bounds
            .filter(|(from, to)| from < to && on_half_hours(*from) && on_half_hours(*to))
            .map(|(from, to)| world::DatesRange { from, to });
        let Some(range) = range else {
            findings.add(
                self.at(field),
                Problem::OutOfRange {
                    given: bounds.map_or_else(
                        || "a date".to_owned(),
                        |(from, to)| format!("{from} to {to}"),
                    ),
                    expected:
                        "a start before its end, both on half hours (New-CsOnlineDateTimeRange)"
                            .to_owned(),
                },
            );
            return None;
        };
        let mut others = taken.iter();
        match others.find(|(_, other)| other.from < range.to && range.from < other.to) {
            Some((first, _)) => findings.add(
                self.at(field),
                Problem::Twice {
                    name: range.from.date().to_string(),
                    first: first.clone(),
                },
            ),
            None => taken.push((field.to_owned(), range)),
        }
        Some(range)
    }
}

fn days(word: &str) -> Option<std::ops::Range<usize>> {
    match word {
        "weekdays" => Some(0..5),
        "weekend" => Some(5..7),
        "every-day" => Some(0..7),
        day => {
            let day = DAYS.iter().position(|known| *known == day)?;
            Some(day..day + 1)
        }
    }
}
