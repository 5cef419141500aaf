//! How long a sound file is, read from its header.

use ringback_world::{Span, calls::FileFound};

/// The only format that is played: mono, 16 bits, 16 kHz, uncompressed
/// ("Play audio in calls", Azure Communication Services documentation, 2025).
const FORMAT: Format = Format {
    coding: 1,
    channels: 1,
    samples_per_second: 16_000,
    bits: 16,
};
const BYTES_PER_SECOND: u64 = 32_000;

#[derive(PartialEq, Eq)]
struct Format {
    coding: u16,
    channels: u16,
    samples_per_second: u32,
    bits: u16,
}

/// Tells what the bytes of a file are.
pub(super) fn examine(bytes: &[u8]) -> FileFound {
    match length(bytes) {
        Some(length) => FileFound::Sound(length),
        None => FileFound::WrongFormat,
    }
}

fn length(bytes: &[u8]) -> Option<Span> {
    if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WAVE" {
        return None;
    }
    let mut at = 12;
    let mut right_format = false;
    loop {
        let name = bytes.get(at..at + 4)?;
        let size = u32_at(bytes, at + 4)?;
        let body = at + 8;
        match name {
            b"fmt " => right_format = format(bytes, body)? == FORMAT,
            b"data" if right_format => {
                // A header may promise more than there is, and writers that stream promise the maximum.
                let there = (bytes.len() - body) as u64;
                let data = u64::from(size).min(there);
                return Some(Span::from_micros(data * 1_000_000 / BYTES_PER_SECOND));
            }
            b"data" => return None,
            _ => {}
        }
        // Chunks are padded to an even length.
        at = body
            .checked_add(usize::try_from(size).ok()?)?
            .checked_add((size & 1) as usize)?;
    }
}

fn format(bytes: &[u8], at: usize) -> Option<Format> {
    Some(Format {
        coding: u16_at(bytes, at)?,
        channels: u16_at(bytes, at + 2)?,
        samples_per_second: u32_at(bytes, at + 4)?,
        bits: u16_at(bytes, at + 14)?,
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(channels: u16, rate: u32, samples: usize) -> Vec<u8> {
        let data = samples * 2;
        let mut bytes = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0".to_vec();
        bytes.extend(channels.to_le_bytes());
        bytes.extend(rate.to_le_bytes());
        bytes.extend((rate * 2).to_le_bytes());
        bytes.extend(2_u16.to_le_bytes());
        bytes.extend(16_u16.to_le_bytes());
        bytes.extend(b"LIST\x03\0\0\0abc\0");
        bytes.extend(b"data");
        bytes.extend(u32::try_from(data).expect("small").to_le_bytes());
        bytes.resize(bytes.len() + data, 0);
        bytes
    }

    #[test]
    fn the_length_follows_from_the_samples() {
        let found = examine(&wav(1, 16_000, 24_000));
        assert_eq!(found, FileFound::Sound(Span::from_micros(1_500_000)));
    }

    #[test]
    fn any_other_format_is_wrong() {
        for bytes in [
            wav(2, 16_000, 100),
            wav(1, 8_000, 100),
            b"ID3 mp3".to_vec(),
            Vec::new(),
        ] {
            assert_eq!(examine(&bytes), FileFound::WrongFormat);
        }
    }

    #[test]
    fn a_cut_off_header_makes_no_harm() {
        let whole = wav(1, 16_000, 4);
        for cut in 0..whole.len() {
            let _found = examine(&whole[..cut]);
        }
        let mut huge = whole;
        huge[16..20].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(examine(&huge), FileFound::WrongFormat);
    }
}
