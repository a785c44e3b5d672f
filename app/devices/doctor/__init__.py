"""The device doctor: finds out how a scale talks by listening to it, and learns a way nobody has written down (N7).

    port ──Examination (own thread)──▶ Heard … ──propose──▶ Proposals ──fitting(what the display shows)──▶ DeviceSetup
                                         │                                              │ none fits
                                         └──────────── Samples ──learn──▶ Pattern ──────┘

- `heard`: bytes and how the line was set while they came; parity is read off the bytes themselves.
- `readout`: one protocol's view of a stream: its weights, and how much of the stream they explain.
- `proposals`: all protocols on all that was heard, the best first.
- `course`: the state of one examination, from the first byte to a device.
- `learning`: position, sign, unit and the mark of rest of a line nobody knows, as data (`scales.profile.Pattern`).
- `examination`: opens the port at one speed after the other, asks those that only answer, then keeps listening.
- `sharing`: a device as a file, for the next shop with the same scale.

All but `examination` and `sharing` is pure. A scale is only ever asked for its weight: nothing here zeroes or tares.
"""
