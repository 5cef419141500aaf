//! An event as filters see it, and how their keys find a field.
//!
//! Source: "Understand event filtering for Event Grid subscriptions", key, 2024; published samples of ACS write keys such as
//! `data.to.PhoneNumber.Value`, so case does not matter.

use std::borrow::Cow;

use serde_json::Value;

/// An event as filters see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// The resource's topic.
    pub(crate) topic: &'a str,
    /// What it is about.
    pub(crate) subject: &'a str,
    /// Its published type.
    pub(crate) event_type: &'a str,
    /// What it says.
    pub(crate) data: &'a Value,
}

impl<'a> Seen<'a> {
    /// Finds a field by its key, in the spelling of either schema.
    pub(crate) fn find(&self, key: &str) -> Option<Cow<'a, Value>> {
        let text = |text: &str| Some(Cow::Owned(Value::String(text.to_owned())));
        let mut names = key.split('.');
        let first = names.next()?.to_ascii_lowercase();
        if first == "data" {
            let mut found = self.data;
            for name in names {
                found = member(found, name)?;
            }
            return Some(Cow::Borrowed(found));
        }
        if names.next().is_some() {
            return None;
        }
        match first.as_str() {
            "id" | "eventid" => text(self.id),
            "topic" | "source" => text(self.topic),
            "subject" => text(self.subject),
            "eventtype" | "type" => text(self.event_type),
            "dataversion" | "eventtypeversion" => text("1.0"),
            _ => None,
        }
    }
}

/// Finds a member of an object; the exact spelling comes first.
fn member<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let members = object.as_object()?;
    members.get(name).or_else(|| {
        let mut alike = members.iter();
        alike
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_finds_its_field_at_any_depth_and_in_any_case() {
        let data =
            json!({"to": {"kind": "phoneNumber", "phoneNumber": {"value": "+1425"}}, "n": null});
        let event = Seen {
            id: "1",
            topic: "/t",
            subject: "/s",
            event_type: "T",
            data: &data,
        };
        let found = |key: &str| event.find(key).map(Cow::into_owned);
        assert_eq!(found("data.to.PhoneNumber.Value"), Some(json!("+1425")));
        assert_eq!(found("Data.TO.kind"), Some(json!("phoneNumber")));
        assert_eq!(found("data.n"), Some(Value::Null));
        assert_eq!(found("data.to.rawId"), None);
        assert_eq!(found("data.n.m"), None);
        for (key, value) in [
            ("Id", "1"),
            ("EventId", "1"),
            ("source", "/t"),
            ("Topic", "/t"),
            ("Subject", "/s"),
            ("type", "T"),
            ("EventType", "T"),
            ("DataVersion", "1.0"),
        ] {
            assert_eq!(found(key), Some(json!(value)), "{key}");
        }
        assert_eq!(found("subject.x"), None);
        assert_eq!(found("recipient"), None);
    }
}
