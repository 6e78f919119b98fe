"""hearten in a real browser: Chromium against `hearten serve --with-worker` with a PostgreSQL of its own."""
