//! A small contact-center service that speaks HTTP and imports nothing of the simulator.
