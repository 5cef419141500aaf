//! The environment of the service.

use ringback_built_in::{Defect, Misbehave, Settings};

fn read(changed: &str, value: Option<&str>) -> Result<Settings, String> {
    Settings::from_variables(|name| {
        if name == changed {
            return value.map(str::to_owned);
        }
        let usual = match name {
            "COMMUNICATION_CONNECTION_STRING" => "endpoint=http://127.0.0.1:8700/;accesskey=a2V5",
            "CALLBACK_HOST" => "http://127.0.0.1:5000/",
            "PORT" => "5000",
            "SUPPORT_QUEUE" | "SALES_QUEUE" => "app",
            _ => return None,
        };
        Some(usual.to_owned())
    })
    .map_err(|error| error.to_string())
}

#[test]
fn the_environment_is_read() {
    let settings = read("", None).unwrap();
    assert_eq!(settings.connection.endpoint, "http://127.0.0.1:8700");
    assert_eq!(settings.connection.access_key, b"key");
    assert_eq!(settings.callback_host, "http://127.0.0.1:5000");
    assert_eq!(settings.port, 5000);
    assert_eq!(settings.misbehave, Misbehave::None);
    assert!(
        !format!("{settings:?}").contains("a2V5"),
        "the key is not shown"
    );
}

#[test]
fn each_error_names_its_variable_and_the_cure() {
    for (name, value, part) in [
        ("PORT", None, "PORT is not set"),
        ("PORT", Some("no"), "\"no\" is not a port number"),
        ("COMMUNICATION_CONNECTION_STRING", None, "is not set"),
        (
            "COMMUNICATION_CONNECTION_STRING",
            Some("accesskey=a2V5"),
            "no endpoint",
        ),
        (
            "COMMUNICATION_CONNECTION_STRING",
            Some("endpoint=http://h/"),
            "no accesskey",
        ),
        (
            "COMMUNICATION_CONNECTION_STRING",
            Some("endpoint=https://h/;accesskey=a2V5"),
            "http://",
        ),
        (
            "COMMUNICATION_CONNECTION_STRING",
            Some("endpoint=http://h/;accesskey=*"),
            "base64",
        ),
        (
            "MISBEHAVE",
            Some("sometimes"),
            "none, fails-callback:EVENTTYPE, dies:EVENTTYPE, or one of answers-late, answers-twice,",
        ),
    ] {
        let error = read(name, value).unwrap_err();
        assert!(error.contains(name) && error.contains(part), "{error}");
    }
}

#[test]
fn misbehaviour_is_read() {
    let of = |value| read("MISBEHAVE", Some(value)).unwrap().misbehave;
    assert_eq!(of("none"), Misbehave::None);
    for defect in Defect::ALL {
        assert_eq!(of(defect.name()), Misbehave::Defect(defect));
    }
    let failing = Misbehave::FailsCallback("RecognizeCompleted".to_owned());
    assert_eq!(of("fails-callback:RecognizeCompleted"), failing);
    assert_eq!(
        of("dies:CallConnected"),
        Misbehave::Dies("CallConnected".to_owned())
    );
}
