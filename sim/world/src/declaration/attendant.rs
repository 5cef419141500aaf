//! Auto attendants: flows, menus and the times at which each flow runs.
//!
//! Source: "New-CsAutoAttendant" and its family, Microsoft Teams PowerShell reference, 2026.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{DialScope, DirectorySearch, Prompt, ResourceAccount, Target, UserNameExtension};
use crate::{Guid, calls::Tone};

/// An auto attendant with its resource account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attendant {
    /// Its short name.
    pub name: String,
    /// Its own id.
    pub id: Guid,
    /// Its resource account, by which calls reach it; an attendant reached only from others may have none.
    pub resource_account: Option<ResourceAccount>,
    /// The name of its time zone in the IANA database; all its hours and holidays are read in it.
    pub time_zone: String,
    /// Whether callers may speak.
    pub voice_response: VoiceResponse,
    /// Who takes calls that make no selection, and those that the menu sends to the operator.
    pub operator: Option<Target>,
    /// Whom its callers may look for in the directory, where a menu lets them.
    #[serde(default)]
    pub scope: DialScope,
    /// What follows each name when several are read out.
    #[serde(default)]
    pub user_name_extension: UserNameExtension,
    /// The flow of business hours, and of all times where nothing else is declared.
    pub flow: Flow,
    /// When it is closed, and the flow that runs then.
    pub after_hours: Option<AfterHours>,
    /// Holidays, before everything else.
    pub holidays: Vec<Holiday>,
}

/// Whether callers may speak to an attendant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoiceResponse {
    /// They may; keys work too.
    On,
    /// Keys alone.
    Off,
}

/// What an attendant does with a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// What the caller hears first.
    pub greeting: Option<Prompt>,
    /// Whether input waits until greeting and menu have been heard.
    pub force_listen: ForceListen,
    /// What the menu says.
    pub prompt: Option<Prompt>,
    /// What can be selected.
    pub options: Vec<MenuOption>,
    /// By what people can be looked for, with what no option has.
    #[serde(default)]
    pub search: DirectorySearch,
}

/// Whether a caller must hear greeting and menu out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForceListen {
    /// Input meanwhile is not processed.
    On,
    /// Input interrupts.
    Off,
}

/// One option of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuOption {
    /// How it is selected.
    pub by: SelectedBy,
    /// The phrase that selects it where callers may speak.
    pub phrase: Option<String>,
    /// What it does.
    pub action: MenuAction,
}

/// How an option is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SelectedBy {
    /// Without any input.
    Automatic,
    /// By a key.
    Key(Tone),
}

/// What an option does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MenuAction {
    /// The call ends.
    Disconnect,
    /// The operator gets the call.
    Operator,
    /// The caller hears something, and the menu again.
    Announcement(Prompt),
    /// The call goes there.
    Redirect(Target),
}

/// When an attendant is closed, and what it does then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterHours {
    /// The opening hours of each day, Monday first; outside them it is after hours.
    pub open: [Vec<HoursRange>; 7],
    /// What happens then.
    pub flow: Flow,
}

/// A part of a day in minutes since midnight, its end excluded; 1440 is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursRange {
    /// The first minute.
    pub from: u16,
    /// The first minute after it.
    pub to: u16,
}

/// A holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Its short name.
    pub name: String,
    /// When it is, in the attendant's time zone.
    pub dates: Vec<DatesRange>,
    /// What happens then.
    pub flow: Flow,
}

/// A time on the calendar, its end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatesRange {
    /// Its first instant.
    pub from: DateTime,
    /// The first instant after it.
    pub to: DateTime,
}
