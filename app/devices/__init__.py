"""Hardware: a second small domain beside the business one. It knows words (`app.core`) and wires, no goods, no money.

    bytes ──▶ transports ──▶ worker (one thread a port) ──▶ driver ──▶ readings, scans, faults
                  │                                            ▲
               recorder                            pure: bytes in, answers out

- `scales`, `scanners`, `printers`, `labels`, `displays`, `tags`: what a device says and is told; pure, on bytes.
- `doctor`: finds out how a scale talks by listening, and learns what nobody has written down.
- `transports`: how bytes travel: serial, TCP, file, spooler, playback of a recording.
- `faults`: everything that can go wrong, by name. A fault is shown, it never becomes a weight or a scan.
"""
