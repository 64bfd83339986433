-- Who comes to a congress, and what came of it. Names are kept for a set time, and then erased.
CREATE TABLE registration (
    conference TEXT PRIMARY KEY REFERENCES conference (code),
    open INTEGER NOT NULL,
    -- NULL: as many as come.
    places INTEGER,
    -- Whether people without an account may register.
    guests INTEGER NOT NULL,
    -- The last day on which one may register, YYYY-MM-DD.
    closes TEXT,
    -- Days after the last day of the congress, until everything about who came is erased.
    keep_days INTEGER NOT NULL
) STRICT;

CREATE TABLE attendee (
    id TEXT PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES registration (conference) ON DELETE CASCADE,
    -- The order in which they came.
    n INTEGER NOT NULL,
    -- Somebody with an account; their name and address stand there alone.
    person TEXT REFERENCES person (id) ON DELETE CASCADE,
    -- Of somebody without.
    name TEXT,
    organisation TEXT,
    email TEXT,
    -- The language of what they are told.
    lang TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- What the last mail told: nothing yet, 'in' or 'waiting'.
    told TEXT NOT NULL DEFAULT '',
    UNIQUE (conference, n),
    UNIQUE (conference, person)
) STRICT;

-- The personal links of those without an account, by the hash of their secret. Every mail brings one of its own.
CREATE TABLE attendee_link (
    digest TEXT PRIMARY KEY,
    attendee TEXT NOT NULL REFERENCES attendee (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX attendee_link_attendee ON attendee_link (attendee);

-- Places in sessions for which one registers.
CREATE TABLE seat (
    attendee TEXT NOT NULL REFERENCES attendee (id) ON DELETE CASCADE,
    -- `conference/guid`.
    session TEXT NOT NULL,
    -- The order in which they were asked for, in the whole congress.
    n INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    PRIMARY KEY (attendee, session)
) STRICT, WITHOUT ROWID;
CREATE INDEX seat_session ON seat (session, n);

-- What was agreed in a session, and what was promised.
CREATE TABLE outcome (
    id TEXT PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES conference (code),
    -- The guid of the session.
    session TEXT NOT NULL,
    -- 'result' or 'promise'.
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Who sees to a promise, and until when (YYYY-MM-DD).
    owner TEXT REFERENCES organisation (code),
    due TEXT,
    -- Of a promise: 'open', 'kept' or 'dropped', and since when.
    state TEXT NOT NULL,
    decided TEXT,
    -- TLP:CLEAR or TLP:GREEN.
    tlp TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE INDEX outcome_conference ON outcome (conference, session, id);

-- What readers ask of a session, before and after it, and what they tell its organisers.
CREATE TABLE session_note (
    id TEXT PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES conference (code),
    session TEXT NOT NULL,
    -- 'question' or 'feedback'.
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    organisation TEXT NOT NULL,
    at INTEGER NOT NULL,
    answer TEXT,
    answered INTEGER
) STRICT;
CREATE INDEX session_note_session ON session_note (conference, session, id);

-- Drafts that began from a session, and so the documents that came of it. The id is that of the document.
CREATE TABLE session_document (
    document_id TEXT PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES conference (code),
    session TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_document_conference ON session_document (conference, session);
