//! Pinned draws: the sequence of a seed never changes.

use ringback_engine::Span;
use ringback_engine::chance::{Distribution, Purpose, Source, bytes16};

#[test]
fn draws_of_a_seed_are_pinned() {
    let source = Source::new(42, Purpose::named("patience"));
    let draws = [
        source.draw(0, 0),
        source.draw(0, 1),
        source.draw(1, 0),
        source.draw(1, 2),
    ];
    assert_eq!(
        draws,
        [
            6_271_255_788_331_424_970,
            10_195_966_403_513_514_502,
            15_746_949_072_339_364_973,
            16_422_684_950_629_981_873
        ]
    );
}

#[test]
fn samples_of_a_seed_are_pinned() {
    let source = Source::new(42, Purpose::named("samples"));
    let minute = Span::from_secs(60);
    let laws = [
        Distribution::uniform(Span::ZERO, minute),
        Distribution::exponential(minute),
        Distribution::lognormal(minute, 1.2),
    ];
    let samples = laws.map(|law| law.sample(source.uniform(7, 0)).as_micros());
    assert_eq!(samples, [53_317_680, 131_692_761, 121_496_731]);
}

#[test]
fn bytes_for_identifiers_are_pinned() {
    let bytes = bytes16(42, Purpose::named("call"), 1, 2);
    assert_eq!(
        u128::from_be_bytes(bytes),
        0x827ee1fb4ad8b20503a36639b0383d9
    );
}
