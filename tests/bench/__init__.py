"""Speed, beside raw SQLite and bare windows: ``python -m tests.bench`` (``make bench``), ``--quick`` in minutes.

Each workload does the same work twice in one run: through our services, and by SQL written by hand that leaves the same
rows behind (a test compares them, row by row). Both sides alternate; the gate is the median of the per-round ratios.
Figures of the processor come from a memory file system, those of the disk stand beside the `fdatasync` of the same
minute, and commits and statements are counted, which no noise can change.

``firms``       seeded firms, posted through the services, kept between runs
``trade``       what is traded in them
``raw_posting``, ``raw_costing``, ``raw_reports``   the other side
``bare_window``, ``bare_files``   the other side of what is painted, and of what comes from files and goes to them
``screen``      painting, timed; ``alone`` tells what memory work adds
``workloads``   one module a matter; `workloads.ALL` is the list
``measuring``   rounds, ratios, counters
``results``     the table and the file
"""
