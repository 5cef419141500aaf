//! `ringback cert`.

use ringback_format::exit_code::ExitCode;

use crate::{
    arguments::{Cert, CertDo},
    talk,
};

pub(crate) fn run(arguments: &Cert) -> ExitCode {
    let certificate = match ringback_service::certificates(
        &arguments.common.state_dir(),
        &arguments.common.hosts,
    ) {
        Ok(certificate) => certificate,
        Err(error) => {
            talk::error(&error.to_string());
            return ExitCode::Environment;
        }
    };
    let path = certificate.ca_certificate.display();
    let bundle = certificate.ca_bundle.display();
    let text = match arguments.what {
        CertDo::Show => format!("{path}\n"),
        CertDo::Export => match std::fs::read_to_string(&certificate.ca_certificate) {
            Ok(pem) => pem,
            Err(why) => {
                talk::error(&format!("cannot read {path}: {why}"));
                return ExitCode::Environment;
            }
        },
        CertDo::Trust => format!(
            "Python:  export REQUESTS_CA_BUNDLE={bundle} SSL_CERT_FILE={bundle}\n\
             Node:    export NODE_EXTRA_CA_CERTS={path}\n\
             Others:  add {path} to the trust store of your system or runtime\n"
        ),
    };
    talk::result(&text);
    ExitCode::Passed
}
