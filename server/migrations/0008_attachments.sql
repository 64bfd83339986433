-- Files that hang on documents, and the text that was found in them. The bytes are in the data folder, under `files`.

-- A file by the SHA-256 of its bytes, in hexadecimal; it may hang on several things.
CREATE TABLE file (
    digest TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    kind TEXT NOT NULL,
    -- How far its text was taken out: NULL not yet, `whole`, `part` or `nothing`.
    reading TEXT,
    -- Pages, slides, sheets or parts.
    passages INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The text of one of them, numbered from 1; those without text have no row.
CREATE TABLE passage (
    digest TEXT NOT NULL REFERENCES file (digest) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    -- Of spoken text: milliseconds from the start.
    begins INTEGER,
    text TEXT NOT NULL,
    PRIMARY KEY (digest, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    -- What it hangs on: `document` and its id, or `session` and `conference/guid`. That may go, and come back.
    noun TEXT NOT NULL,
    parent TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES file (digest),
    name TEXT NOT NULL,
    -- app::model::sharing::Sharing as JSON: whoever reads it may read this and what it hangs on.
    sharing TEXT NOT NULL,
    author TEXT,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Until this moment only organisers read it.
    embargo INTEGER
) STRICT;
CREATE INDEX attachment_parent ON attachment (noun, parent, id);
CREATE INDEX attachment_digest ON attachment (digest);

-- Its reader keys. They stay when it is taken away: who could read it until then may learn that it is gone.
CREATE TABLE attachment_key (
    attachment TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (attachment, key)
) STRICT, WITHOUT ROWID;

-- What was taken away: names and bytes are gone, that it happened is not.
CREATE TABLE detached (
    id TEXT PRIMARY KEY,
    noun TEXT NOT NULL,
    parent TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Which attachment of the document was read, where it was one.
ALTER TABLE trace ADD COLUMN attachment TEXT;
