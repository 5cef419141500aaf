//! Pages of lists: what the query asks for, and where the next page is.

use axum::response::Response;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use http::StatusCode;
use jiff::Timestamp;
use ringback_wire::chat::Collection;
use serde::Serialize;

use super::{answer, asked::Asked, refuse};
use crate::respond::WireError;

/// How many items a page may hold.
///
/// Source: "Service limits for Azure Communication Services", section Chat, 2023.
const SIZES: std::ops::RangeInclusive<usize> = 1..=200;
/// How many it holds without a word; the live service publishes no number.
const DEFAULT_SIZE: usize = 100;

/// What a request says of the page that it wants.
pub(super) struct Page {
    /// How many items at most.
    pub(super) size: usize,
    /// How many were seen already.
    pub(super) skip: usize,
    /// From when on.
    pub(super) start: Option<Timestamp>,
    /// Where the page before ended, in our own words.
    pub(super) after: Option<String>,
}

impl Page {
    pub(super) fn of(asked: &Asked) -> Result<Self, WireError> {
        let query = |name: &str| asked.query.get(name).filter(|text| !text.is_empty());
        let size = query("maxPageSize").map_or(Ok(DEFAULT_SIZE), |text| {
            let size = text.parse().ok().filter(|size| SIZES.contains(size));
            size.ok_or_else(|| invalid("maxPageSize", text, "a number from 1 to 200"))
        })?;
        let skip = query("skip").map_or(Ok(0), |text| {
            text.parse()
                .map_err(|_| invalid("skip", text, "a number from 0 on"))
        })?;
        let start = query("startTime").map(|text| {
            text.parse()
                .map_err(|_| invalid("startTime", text, "a time such as 2025-03-27T06:34:22Z"))
        });
        let after = query("syncState").map(|text| {
            let state = BASE64_URL_SAFE_NO_PAD.decode(text).ok();
            let state = state.and_then(|bytes| String::from_utf8(bytes).ok());
            state.ok_or_else(|| bad_state(text))
        });
        Ok(Self {
            size,
            skip,
            start: start.transpose()?,
            after: after.transpose()?,
        })
    }

    /// Answers with one page, given one item more than it holds where there are more; `seen` tells where a page ended that
    /// ends with an item.
    pub(super) fn answer<T, W: Serialize>(
        &self,
        asked: &Asked,
        address: &str,
        mut items: Vec<T>,
        seen: impl FnOnce(&T) -> Seen,
        show: impl Fn(&T) -> W,
    ) -> Response {
        let more = items.len() > self.size;
        items.truncate(self.size);
        let next_link = items
            .last()
            .filter(|_| more)
            .map(|last| self.next_link(asked, address, &seen(last)));
        let value = items.iter().map(show).collect();
        answer::json(StatusCode::OK, &Collection { value, next_link })
    }

    fn next_link(&self, asked: &Asked, address: &str, seen: &Seen) -> String {
        let mut link = match seen {
            Seen::UpTo(state) => {
                format!(
                    "{address}?syncState={}",
                    BASE64_URL_SAFE_NO_PAD.encode(state)
                )
            }
            Seen::Count => format!("{address}?skip={}", self.skip.saturating_add(self.size)),
        };
        if let Some(start) = self.start {
            link.push_str(&format!("&startTime={start}"));
        }
        link.push_str(&format!(
            "&maxPageSize={}&api-version={}",
            self.size, asked.version.0
        ));
        link
    }
}

/// Where a page ended.
pub(super) enum Seen {
    /// At the item so described.
    UpTo(String),
    /// After so many as were counted.
    Count,
}

/// Refuses a continuation that is none of ours.
pub(super) fn bad_state(text: &str) -> WireError {
    invalid("syncState", text, "the one of a nextLink")
}

fn invalid(name: &str, given: &str, wanted: &str) -> WireError {
    refuse::bad_request(format!(
        "Value for {name} ({given}) is not valid; it is {wanted}."
    ))
}
