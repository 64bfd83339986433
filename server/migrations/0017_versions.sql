-- What an attachment was before a corrected file took its place under the same address. Whoever reads the file reads these.
CREATE TABLE attachment_version (
    attachment TEXT NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
    -- From 1, the oldest first.
    n INTEGER NOT NULL,
    digest TEXT NOT NULL REFERENCES file (digest),
    name TEXT NOT NULL,
    -- Who brought it, and when.
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (attachment, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_version_digest ON attachment_version (digest);
