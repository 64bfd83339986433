-- Congresses: what sources announce (a register), and the programmes that organisers published.
CREATE TABLE announcement (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;

CREATE TABLE conference (
    code TEXT PRIMARY KEY,
    -- The edition that readers see: the last one.
    edition INTEGER NOT NULL,
    -- The first day, YYYY-MM-DD; lists are sorted by it.
    day TEXT NOT NULL,
    -- app::model::conference::Outline as JSON.
    outline TEXT NOT NULL
) STRICT;

-- Every programme that was published; immutable.
CREATE TABLE edition (
    conference TEXT NOT NULL REFERENCES conference (code),
    -- From 1, without gaps.
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    -- SHA-256 of `programme` in hexadecimal.
    digest TEXT NOT NULL,
    -- app::model::conference::Programme as JSON.
    programme TEXT NOT NULL,
    -- Sessions of earlier editions that this one has no more, as JSON.
    gone TEXT NOT NULL,
    -- app::model::conference::Log as JSON: what this edition changed.
    log TEXT NOT NULL,
    -- What the organisers call this version.
    name TEXT NOT NULL,
    PRIMARY KEY (conference, n)
) STRICT, WITHOUT ROWID;
