//! What the service is told by its environment.

use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::misbehave::Misbehave;

/// What the service is told by its environment.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the communication resource is, and its key (`COMMUNICATION_CONNECTION_STRING`).
    pub connection: ConnectionString,
    /// The service's own base URL, as the resource reaches it (`CALLBACK_HOST`).
    pub callback_host: String,
    /// The port on 127.0.0.1 that the service listens on (`PORT`).
    pub port: u16,
    /// Object id of the resource account of the support queue (`SUPPORT_QUEUE`).
    pub support_queue: String,
    /// Object id of the resource account of the sales queue (`SALES_QUEUE`).
    pub sales_queue: String,
    /// Object id of the resource account of the auto attendant (`ATTENDANT`).
    pub attendant: String,
    /// Entra object id of the expert, a Teams user (`EXPERT`).
    pub expert: String,
    /// The bot's identity in the resource (`BOT_ID`); without one chats have no bot.
    pub bot_id: String,
    /// The bot's app id (`BOT_APP_ID`); without one nothing is signed.
    pub bot_app_id: String,
    /// The base URL of the authority of the Bot Framework (`BOT_FRAMEWORK`).
    pub bot_framework: String,
    /// The base URL of the control API of the simulator (`RINGBACK_CONTROL`), which only defects use that wait.
    pub control: String,
    /// The AI service that speaks and understands speech (`COGNITIVE_SERVICES_ENDPOINT`).
    pub cognitive_services_endpoint: String,
    /// The service's own phone number, which the bot tells and from which it calls (`PHONE_NUMBER`).
    pub phone_number: String,
    /// A fault of the service that a test asked for (`MISBEHAVE`).
    pub misbehave: Misbehave,
}

/// The address and the key of a communication resource.
#[derive(Clone)]
pub struct ConnectionString {
    /// The base URL, without a slash at its end.
    pub endpoint: String,
    /// The decoded access key.
    pub access_key: Vec<u8>,
}

/// A setting that is missing or cannot be read.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// A variable that has no default is not set.
    #[error("environment variable {0} is not set")]
    Missing(&'static str),
    /// A variable is set to something else than it should be.
    #[error("environment variable {name}: {value:?} is not {expected}")]
    Invalid {
        /// The name of the variable.
        name: &'static str,
        /// What it holds.
        value: String,
        /// What it should hold.
        expected: String,
    },
    /// The connection string cannot be used. Its text is not shown, it holds a key.
    #[error("environment variable COMMUNICATION_CONNECTION_STRING: {0}")]
    Connection(&'static str),
}

impl Settings {
    /// Reads the settings from the environment of the process.
    pub fn from_environment() -> Result<Self, SettingsError> {
        Self::from_variables(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Reads the settings from any source of named values.
    pub fn from_variables(get: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let required = |name| get(name).ok_or(SettingsError::Missing(name));
        let port = required("PORT")?;
        Ok(Self {
            connection: required("COMMUNICATION_CONNECTION_STRING")?.parse()?,
            callback_host: required("CALLBACK_HOST")?.trim_end_matches('/').to_owned(),
            port: port.parse().map_err(|_| SettingsError::Invalid {
                name: "PORT",
                value: port,
                expected: "a port number".to_owned(),
            })?,
            support_queue: required("SUPPORT_QUEUE")?,
            sales_queue: required("SALES_QUEUE")?,
            attendant: get("ATTENDANT").unwrap_or_default(),
            expert: get("EXPERT").unwrap_or_default(),
            bot_id: get("BOT_ID").unwrap_or_default(),
            bot_app_id: get("BOT_APP_ID").unwrap_or_default(),
            bot_framework: get("BOT_FRAMEWORK").unwrap_or_default(),
            control: get("RINGBACK_CONTROL").unwrap_or_default(),
            cognitive_services_endpoint: get("COGNITIVE_SERVICES_ENDPOINT")
                .unwrap_or_else(|| "https://contoso.cognitiveservices.azure.com/".to_owned()),
            phone_number: get("PHONE_NUMBER").unwrap_or_else(|| "+18005550100".to_owned()),
            misbehave: get("MISBEHAVE").map_or(Ok(Misbehave::None), |value| misbehave(&value))?,
        })
    }
}

impl FromStr for ConnectionString {
    type Err = SettingsError;

    fn from_str(text: &str) -> Result<Self, SettingsError> {
        let part = |wanted: &str| {
            text.split(';')
                .filter_map(|part| part.split_once('='))
                .find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))
                .map(|(_, value)| value.trim())
        };
        let endpoint = part("endpoint").ok_or(SettingsError::Connection("it has no endpoint="))?;
        let key = part("accesskey").ok_or(SettingsError::Connection("it has no accesskey="))?;
        if !endpoint.starts_with("http://") {
            return Err(SettingsError::Connection(
                "this service speaks plain http, give it an endpoint that begins with http://",
            ));
        }
        let access_key = STANDARD
            .decode(key)
            .map_err(|_| SettingsError::Connection("its accesskey is not base64"))?;
        Ok(Self {
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            access_key,
        })
    }
}

impl std::fmt::Debug for ConnectionString {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "endpoint={};accesskey=...", self.endpoint)
    }
}

fn misbehave(value: &str) -> Result<Misbehave, SettingsError> {
    value.parse().map_err(|expected| SettingsError::Invalid {
        name: "MISBEHAVE",
        value: value.to_owned(),
        expected,
    })
}
