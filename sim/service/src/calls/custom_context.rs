//! Headers that travel with a call, and their limits.

use std::collections::BTreeMap;

use ringback_wire::call_automation::CustomCallingContext;
use ringback_world::calls::CustomContext;

use super::asked::invalid;
use crate::respond::WireError;

/// How many VoIP headers may travel, and how long their keys and values may be.
const VOIP: Limits = Limits {
    headers: 1000,
    key: 64,
    value: 1024,
};
/// The same for SIP headers, beside `User-To-User`.
const SIP: Limits = Limits {
    headers: 5,
    key: 64,
    value: 256,
};

/// Limits of headers ("Pass contextual data between calls", Azure Communication Services documentation, 2025).
struct Limits {
    headers: usize,
    key: usize,
    value: usize,
}

/// Reads the headers that travel with a call.
pub(super) fn read(given: Option<CustomCallingContext>) -> Result<CustomContext, WireError> {
    let given = given.unwrap_or_default();
    let context = CustomContext {
        sip: given.sip_headers.unwrap_or_default(),
        voip: given.voip_headers.unwrap_or_default(),
    };
    let custom = context.sip.keys().filter(|key| !is_user_to_user(key));
    check(
        "customCallingContext.sipHeaders",
        &context.sip,
        custom.count(),
        &SIP,
    )?;
    check(
        "customCallingContext.voipHeaders",
        &context.voip,
        context.voip.len(),
        &VOIP,
    )?;
    Ok(context)
}

fn is_user_to_user(key: &str) -> bool {
    key.eq_ignore_ascii_case("User-To-User")
}

fn check(
    field: &str,
    headers: &BTreeMap<String, String>,
    count: usize,
    limits: &Limits,
) -> Result<(), WireError> {
    if count > limits.headers {
        return Err(invalid(
            field,
            &format!("at most {} headers", limits.headers),
        ));
    }
    for (key, value) in headers {
        if key.chars().count() > limits.key || value.chars().count() > limits.value {
            let (key_max, value_max) = (limits.key, limits.value);
            let why =
                format!("{key}: at most {key_max} characters for a key, {value_max} for a value");
            return Err(invalid(field, &why));
        }
    }
    Ok(())
}
