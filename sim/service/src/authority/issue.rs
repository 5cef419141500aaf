//! Certificates: the authority's own, and the one that the listener shows.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Arc,
};

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SanType,
};
use rustls::ServerConfig;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// Names that the certificate covers beside those given: the recording hosts that clients insist on and the issuer of
/// callback tokens, for those who map them to this machine.
const NAMES: [&str; 4] = [
    "localhost",
    "*.localhost",
    "*.asm.skype.com",
    "acscallautomation.communication.azure.com",
];
const ADDRESSES: [IpAddr; 2] = [
    IpAddr::V4(Ipv4Addr::LOCALHOST),
    IpAddr::V6(Ipv6Addr::LOCALHOST),
];
/// Clients refuse server certificates that live longer than 825 days.
const LEAF_DAYS: i64 = 390;

/// Makes the authority's key and certificate, as PEM.
pub(super) fn authority(
    from: Timestamp,
    until: Timestamp,
) -> Result<(String, String), rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(Vec::<String>::new())?;
    params
        .distinguished_name
        .push(DnType::CommonName, "Ringback local development authority");
    params
        .distinguished_name
        .push(DnType::OrganizationName, "Ringback");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    set_days(&mut params, from, until);
    let certificate = params.self_signed(&key)?;
    Ok((key.serialize_pem(), certificate.pem()))
}

/// Makes the listener's configuration, with a fresh certificate signed by the authority.
pub(super) fn server(
    key_pem: &str,
    certificate_pem: &str,
    hosts: &[String],
    now: Timestamp,
) -> Result<ServerConfig, String> {
    let text = |error: rcgen::Error| error.to_string();
    let issuer_key = KeyPair::from_pem(key_pem).map_err(text)?;
    let issuer = Issuer::from_ca_cert_pem(certificate_pem, issuer_key).map_err(text)?;
    let key = KeyPair::generate().map_err(text)?;
    let mut params = CertificateParams::new(Vec::<String>::new()).map_err(text)?;
    params
        .distinguished_name
        .push(DnType::CommonName, "Ringback");
    params.subject_alt_names = names(hosts)?;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    set_days(
        &mut params,
        now - 48.hours(),
        now + (LEAF_DAYS * 24).hours(),
    );
    let certificate = params.signed_by(&key, &issuer).map_err(text)?;
    let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| error.to_string())?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn names(hosts: &[String]) -> Result<Vec<SanType>, String> {
    let mut names: Vec<SanType> = ADDRESSES.into_iter().map(SanType::IpAddress).collect();
    for host in NAMES.into_iter().chain(hosts.iter().map(String::as_str)) {
        match host.parse::<IpAddr>() {
            Ok(address) => names.push(SanType::IpAddress(address)),
            Err(_) => names.push(SanType::DnsName(
                host.try_into()
                    .map_err(|_| format!("{host:?} is no host name"))?,
            )),
        }
    }
    Ok(names)
}

fn set_days(params: &mut CertificateParams, from: Timestamp, until: Timestamp) {
    let day = |at: Timestamp| {
        let date = TimeZone::UTC.to_datetime(at).date();
        let month = u8::try_from(date.month()).expect("a month is from 1 to 12");
        let day = u8::try_from(date.day()).expect("a day is from 1 to 31");
        rcgen::date_time_ymd(i32::from(date.year()), month, day)
    };
    (params.not_before, params.not_after) = (day(from), day(until));
}
