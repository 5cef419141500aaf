//! Where the authority is kept.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use jiff::{Timestamp, ToSpan};
use tokio_rustls::TlsAcceptor;

use super::issue;
use crate::outer_time;

const YEARS: i64 = 10;
/// It is made anew when so little time is left.
const RENEWED_DAYS: i64 = 60;
const CERTIFICATE_BEGINS: &str = "-----BEGIN CERTIFICATE-----";
/// Where systems keep their roots, in the order in which they are looked for.
const SYSTEM_ROOTS: [&str; 7] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/opt/homebrew/etc/openssl@3/cert.pem",
    "/usr/local/etc/openssl@3/cert.pem",
];

/// The local authority, ready to accept TLS connections.
pub(crate) struct Authority {
    /// Accepts TLS connections.
    pub(crate) acceptor: TlsAcceptor,
    /// The file with its certificate.
    pub(crate) certificate: PathBuf,
    /// The file with the system's roots and its certificate.
    pub(crate) bundle: PathBuf,
}

impl Authority {
    /// Reads the authority of a folder, or makes one there. `hosts` are further names that the listener's certificate
    /// covers.
    pub(crate) fn open(folder: &Path, hosts: &[String]) -> Result<Self, String> {
        let text = |error: io::Error| error.to_string();
        let now = outer_time::now();
        fs::create_dir_all(folder).map_err(text)?;
        let (key, certificate) = kept_or_made(folder, now)?;
        let server = issue::server(&key, &certificate, hosts, now)?;
        let (own, bundle) = (folder.join("ca.pem"), folder.join("bundle.pem"));
        write_whole(&own, &certificate).map_err(text)?;
        write_whole(&bundle, &format!("{}\n{certificate}", system_roots())).map_err(text)?;
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(server)),
            certificate: own,
            bundle,
        })
    }
}

/// Gives key and certificate of the folder. Starts at the same moment must end with one authority: the later ones take
/// the first one's.
fn kept_or_made(folder: &Path, now: Timestamp) -> Result<(String, String), String> {
    let text = |error: io::Error| error.to_string();
    let lock = fs::File::create(folder.join("authority.lock")).map_err(text)?;
    lock.lock().map_err(text)?;
    let kept = folder.join("authority.pem");
    match read(&kept, now) {
        Some(pair) => Ok(pair),
        None => make(&kept, now),
    }
}

/// Reads key and certificate; nothing when they are missing, broken, or near their end.
fn read(kept: &Path, now: Timestamp) -> Option<(String, String)> {
    let text = fs::read_to_string(kept).ok()?;
    let (first, rest) = text.split_once('\n')?;
    let until: Timestamp = first.strip_prefix("until ")?.trim().parse().ok()?;
    if until < now + (RENEWED_DAYS * 24).hours() {
        return None;
    }
    let at = rest.find(CERTIFICATE_BEGINS)?;
    let (key, certificate) = rest.split_at(at);
    Some((key.to_owned(), certificate.to_owned()))
}

fn make(kept: &Path, now: Timestamp) -> Result<(String, String), String> {
    let until = now + (YEARS * 365 * 24).hours();
    let (key, certificate) =
        issue::authority(now - 48.hours(), until).map_err(|error| error.to_string())?;
    let whole = format!("until {until}\n{key}{certificate}");
    write_whole(kept, &whole).map_err(|error| error.to_string())?;
    Ok((key, certificate))
}

fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    let draft = draft_of(path);
    write_private(&draft, text)?;
    fs::rename(&draft, path)
}

fn draft_of(path: &Path) -> PathBuf {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let made = MADE.fetch_add(1, Ordering::Relaxed);
    path.with_extension(format!("draft-{}-{made}", std::process::id()))
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

fn system_roots() -> String {
    SYSTEM_ROOTS
        .iter()
        .find_map(|path| fs::read_to_string(path).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_outlives_a_restart_and_its_bundle_ends_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let hosts = ["ringback.test".to_owned()];
        let open = || Authority::open(folder.path(), &hosts).expect("usable");
        let first = fs::read_to_string(open().certificate).expect("written");
        let again = open();
        assert_eq!(
            fs::read_to_string(&again.certificate).expect("written"),
            first
        );
        assert!(
            fs::read_to_string(&again.bundle)
                .expect("written")
                .ends_with(&first)
        );
    }

    /// Starts eight at once in a fresh folder and gives the certificates that they work with.
    fn started_together() -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let together = std::sync::Barrier::new(8);
        let start = || {
            together.wait();
            kept_or_made(folder.path(), outer_time::now())
                .expect("usable")
                .1
        };
        std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
            starts
                .into_iter()
                .map(|start| start.join().expect("no panic"))
                .collect()
        })
    }

    #[test]
    fn starts_at_the_same_moment_end_with_one_authority() {
        // Without the lock about every third round parts them.
        for _ in 0..30 {
            let certificates = started_together();
            assert!(certificates.iter().all(|one| *one == certificates[0]));
        }
    }

    #[test]
    fn an_authority_near_its_end_is_made_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = folder.path().join("authority.pem");
        let now = outer_time::now();
        let old = make(&kept, now).expect("made");
        assert_eq!(read(&kept, now).as_ref(), Some(&old));
        assert_eq!(read(&kept, now + (3_600 * 24).hours()), None);
        assert_ne!(make(&kept, now).expect("made"), old);
    }

    #[test]
    fn a_broken_file_is_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = folder.path().join("authority.pem");
        fs::write(&kept, "nonsense").expect("written");
        assert!(Authority::open(folder.path(), &[]).is_ok());
        assert!(read(&kept, outer_time::now()).is_some());
    }
}
