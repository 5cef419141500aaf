//! ACS resources.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(super) const DEFAULT_RESOURCE: &str = "default";

/// The immutable resource id of the default resource.
pub const DEVELOPMENT_RESOURCE_ID: &str = "5f0c1d2e-8700-4a11-9b11-00c0ffee0001";
/// The first access key of the default resource. It is published and protects nothing.
pub const DEVELOPMENT_KEY: &str =
    "UmluZ2JhY2sgZGV2ZWxvcG1lbnQga2V5IG9uZTogcHVibGlzaGVkLCBwcm90ZWN0cyBub3RoaW5nLg==";
/// The second access key of the default resource. It is published and protects nothing.
pub const DEVELOPMENT_KEY_2: &str =
    "UmluZ2JhY2sgZGV2ZWxvcG1lbnQga2V5IHR3bzogcHVibGlzaGVkLCBwcm90ZWN0cyBub3RoaW5nLg==";
const DEVELOPMENT_NUMBERS: [&str; 2] = ["+14255550100", "+18005550100"];

/// An ACS resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ResourceDeclaration {
    /// Its immutable id; without one it follows from the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its access keys in base64, at most two; those left out follow from the name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access_keys: Vec<String>,
    /// The phone numbers that it owns, in E.164.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phone_numbers: Vec<String>,
}

impl ResourceDeclaration {
    /// The default resource, the same for everybody.
    pub fn development() -> Self {
        Self {
            id: Some(DEVELOPMENT_RESOURCE_ID.to_owned()),
            access_keys: vec![DEVELOPMENT_KEY.to_owned(), DEVELOPMENT_KEY_2.to_owned()],
            phone_numbers: DEVELOPMENT_NUMBERS.map(str::to_owned).to_vec(),
        }
    }
}
