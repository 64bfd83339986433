-- Persons, how they come in, the groups they share in, and the record of what they read. Secrets (sessions, tokens,
-- invitations, recovery codes) are kept as SHA-256 in hexadecimal only.

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    -- In small letters.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisation (code),
    -- Argon2id, as a PHC string; absent until an invitation was accepted.
    password TEXT,
    -- Base32; `totp_offered` becomes `totp` when a first code has proven that it arrived.
    totp TEXT,
    totp_offered TEXT,
    -- The last step (30 seconds since 1970) of which a code was used: none is taken twice.
    totp_step INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    disabled INTEGER
) STRICT;
CREATE INDEX person_organisation ON person (organisation);

CREATE TABLE person_role (
    person TEXT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
    person TEXT NOT NULL REFERENCES person (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (person, digest)
) STRICT, WITHOUT ROWID;

-- `halfway` sessions wait for their second step and open nothing.
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person (id),
    halfway INTEGER NOT NULL,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    agent TEXT NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person);

CREATE TABLE token (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person (id),
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX token_person ON token (person);

-- Without a person: whoever accepts becomes the first admin.
CREATE TABLE invitation (
    digest TEXT PRIMARY KEY,
    person TEXT REFERENCES person (id),
    expires INTEGER NOT NULL
) STRICT;

-- Organisations that left. Apart from the register, which imports rewrite.
CREATE TABLE organisation_disabled (
    code TEXT PRIMARY KEY REFERENCES organisation (code),
    at INTEGER NOT NULL
) STRICT;

-- app::model::group::Group as JSON, without its members; `ends` is its last day, YYYY-MM-DD.
CREATE TABLE sharing_group (
    code TEXT PRIMARY KEY,
    ends TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

-- `member` is written as in an audience: `organisation:douane`, `person:ID`.
CREATE TABLE group_member (
    code TEXT NOT NULL REFERENCES sharing_group (code),
    member TEXT NOT NULL,
    PRIMARY KEY (code, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_member ON group_member (member);

-- Who read what. A person and a document may be gone before their rows are.
CREATE TABLE trace (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    person TEXT NOT NULL,
    deed TEXT NOT NULL,
    document TEXT NOT NULL,
    tlp TEXT,
    ground TEXT NOT NULL
) STRICT;
CREATE INDEX trace_at ON trace (at);
CREATE INDEX trace_person ON trace (person, at);
CREATE INDEX trace_document ON trace (document, at);
