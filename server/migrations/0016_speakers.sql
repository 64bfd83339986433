-- What organisers ask of speakers, and what these hand in with a personal link and without an account.
CREATE TABLE speaker_link (
    id TEXT PRIMARY KEY,
    conference TEXT NOT NULL REFERENCES conference (code),
    -- The guid of the session: the link holds as long as that stands in the published programme.
    session TEXT NOT NULL,
    speaker TEXT NOT NULL,
    -- For reminders alone.
    email TEXT,
    -- The language of what they are told.
    lang TEXT NOT NULL,
    -- The widest TLP label that may be proposed.
    widest TEXT NOT NULL,
    expires INTEGER NOT NULL,
    created INTEGER NOT NULL,
    actor TEXT NOT NULL,
    -- When it was last opened.
    used INTEGER,
    -- When an organiser ended it.
    ended INTEGER
) STRICT;
CREATE INDEX speaker_link_session ON speaker_link (conference, session, id);

-- Its secrets, by their hash. Every reminder brings one of its own.
CREATE TABLE speaker_secret (
    digest TEXT PRIMARY KEY,
    link TEXT NOT NULL REFERENCES speaker_link (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_secret_link ON speaker_secret (link);

CREATE TABLE speaker_reminder (
    id TEXT PRIMARY KEY,
    link TEXT NOT NULL REFERENCES speaker_link (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    -- What was missing then: codes of app::model::speakers::Missing with spaces between them.
    missing TEXT NOT NULL,
    -- 'due' until the mail went out, then 'mailed'; 'written' where an organiser sends the text.
    state TEXT NOT NULL
) STRICT;
CREATE INDEX speaker_reminder_link ON speaker_reminder (link, id);

-- Files that came with a link. Until an organiser publishes one, its attachment hangs on `speaker` and has no keys; the
-- label there is the one that the speaker proposes.
CREATE TABLE handed_file (
    attachment TEXT PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
    link TEXT NOT NULL REFERENCES speaker_link (id) ON DELETE CASCADE,
    -- Whether the speaker agrees that it is published, and, of a recording, that this is.
    publish INTEGER NOT NULL,
    record INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX handed_file_link ON handed_file (link);

-- Sessions for which nothing is asked, such as breaks.
CREATE TABLE unasked_session (
    conference TEXT NOT NULL REFERENCES conference (code),
    session TEXT NOT NULL,
    PRIMARY KEY (conference, session)
) STRICT, WITHOUT ROWID;
