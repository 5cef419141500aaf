//! Keys of the phone, from and to their published words.

use ringback_wire::call_automation::Tone as Published;
use ringback_world::calls::Tone;

/// Every key with its published word.
const KEYS: [(Published, Tone); 16] = [
    (Published::Zero, Tone::Zero),
    (Published::One, Tone::One),
    (Published::Two, Tone::Two),
    (Published::Three, Tone::Three),
    (Published::Four, Tone::Four),
    (Published::Five, Tone::Five),
    (Published::Six, Tone::Six),
    (Published::Seven, Tone::Seven),
    (Published::Eight, Tone::Eight),
    (Published::Nine, Tone::Nine),
    (Published::A, Tone::A),
    (Published::B, Tone::B),
    (Published::C, Tone::C),
    (Published::D, Tone::D),
    (Published::Pound, Tone::Pound),
    (Published::Asterisk, Tone::Asterisk),
];

/// Reads a key of a request.
pub(super) fn tone(given: Published) -> Tone {
    let found = KEYS.iter().find(|(published, _)| *published == given);
    found.expect("every key is in the table").1
}

/// Shows a key.
pub(crate) fn published_tone(tone: Tone) -> Published {
    let found = KEYS.iter().find(|(_, known)| *known == tone);
    found.expect("every key is in the table").0
}
