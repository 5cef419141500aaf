//! Words of the historical reports that facts carry.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16.

use serde::{Deserialize, Serialize};

/// Which kind of voice app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoiceAppKind {
    /// A call queue.
    Queue,
    /// An auto attendant.
    Attendant,
}

/// How a call reached a voice app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReachedBy {
    /// By its resource account.
    Account,
    /// From another voice app, without a resource account.
    Direct,
}

/// How a call came to the tenant: `PSTNConnectivityType` of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Connectivity {
    /// From an Azure Communication Services resource: over the web, or from an application of it.
    AcsCall,
    /// To a Calling Plan number.
    CallingPlan,
    /// To an Operator Connect number.
    OperatorConnect,
    /// To a number of Direct Routing.
    DirectRouting,
    /// From a person of the tenant.
    Internal,
}

/// How the directory of an attendant was searched: `AutoAttendantDirectorySearchMethod` of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchMethod {
    /// With keys.
    AbsSearchDtmf,
    /// With words.
    AbsSearchVoice,
}

/// Where in the flow of an attendant a call was when it left: `AutoAttendantCallFlow` of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallFlow {
    /// In a search of the directory.
    AbsSearch,
    /// In an announcement.
    Announcement,
    /// In a flow that needs no input.
    AutomaticMenu,
    /// Where the attendant ends calls.
    CallTermination,
    /// Where the attendant sends calls on.
    CallTransfer,
    /// Between two states: no call leaves there.
    FirstLevelMenu,
    /// In the greeting, or in the menu before any selection.
    MainMenu,
    /// In the menu, after a selection by voice.
    SpeechInputConfirmation,
    /// In the menu, after a selection by key.
    UserSelection,
}
