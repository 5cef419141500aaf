//! Presence: what a person's Teams client shows.

use serde::{Deserialize, Serialize};

/// A presence state.
///
/// Source: "User presence in Teams", Microsoft Learn, 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// Available.
    Available,
    /// Available, with an out-of-office note.
    AvailableOutOfOffice,
    /// Busy by choice.
    Busy,
    /// In a call.
    InACall,
    /// In a meeting.
    InAMeeting,
    /// Do not disturb.
    DoNotDisturb,
    /// Presenting.
    Presenting,
    /// Focusing.
    Focusing,
    /// Away.
    Away,
    /// Be right back.
    BeRightBack,
    /// Off work.
    OffWork,
    /// Signed in and showing as offline.
    AppearOffline,
    /// Not signed in.
    Offline,
    /// Out of office.
    OutOfOffice,
}
