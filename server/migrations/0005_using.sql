-- What readers do with published documents. Whatever hangs on a document has readers of its own, who must be readers of
-- the document as well: `hung` says on which it hangs, `hung_key` which keys open it (app::model::sharing).

CREATE TABLE hung (
    id TEXT PRIMARY KEY,
    -- The id of the document, also when that is withdrawn.
    document TEXT NOT NULL,
    noun TEXT NOT NULL,
    -- UTC milliseconds.
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX hung_document ON hung (document, noun);
CREATE INDEX hung_at ON hung (at);

CREATE TABLE hung_key (
    item TEXT NOT NULL REFERENCES hung (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (item, key)
) STRICT, WITHOUT ROWID;

-- Steps of hubs with documents. A step is never changed: the next one tells how it stands.
CREATE TABLE adoption (
    id TEXT PRIMARY KEY REFERENCES hung (id),
    hub TEXT NOT NULL,
    -- YYYY-MM-DD.
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    organisation TEXT NOT NULL,
    author TEXT NOT NULL,
    -- app::model::adoption::Told as JSON.
    record TEXT NOT NULL
) STRICT;
CREATE INDEX adoption_hub ON adoption (hub);

-- What persons watch, saved searches among it.
CREATE TABLE watch (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    -- app::model::following::Watched in text.
    what TEXT NOT NULL,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    -- When the person last looked at what is new about it.
    looked INTEGER NOT NULL,
    -- SHA-256 of the secret of its feed, in hexadecimal; absent where there is none.
    feed TEXT UNIQUE,
    UNIQUE (person, what)
) STRICT;

-- Who wants news by mail. What was new up to `sent` has gone.
CREATE TABLE mail (
    person TEXT PRIMARY KEY REFERENCES person (id),
    sent INTEGER NOT NULL,
    -- The language of the page on which they asked for it.
    lang TEXT NOT NULL
) STRICT;

-- The secrets with which mail is ended: each mail brings one. SHA-256 in hexadecimal.
CREATE TABLE mail_end (
    digest TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL
) STRICT;

-- Where a modus operandi was seen. Neither organisation nor author is kept of a report that is to stay unnamed.
CREATE TABLE sighting (
    id TEXT PRIMARY KEY REFERENCES hung (id),
    hub TEXT NOT NULL,
    -- YYYY-MM.
    month TEXT NOT NULL,
    verdict TEXT NOT NULL,
    tlp TEXT NOT NULL,
    organisation TEXT,
    author TEXT
) STRICT;

-- What readers say about a document.
CREATE TABLE remark (
    id TEXT PRIMARY KEY REFERENCES hung (id),
    -- `comment`, or `outdated`, of which the owner is told.
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    organisation TEXT NOT NULL,
    author TEXT NOT NULL,
    private INTEGER NOT NULL,
    tlp TEXT NOT NULL,
    resolved INTEGER,
    resolver TEXT
) STRICT;

-- Proposals for another's text: between who proposes and the owner of the document, and nobody else.
CREATE TABLE proposal (
    id TEXT PRIMARY KEY,
    -- The id of the document, and the revision that was read.
    document TEXT NOT NULL,
    base INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    -- app::model::proposal::Draft as JSON.
    record TEXT NOT NULL
) STRICT;
CREATE INDEX proposal_document ON proposal (document);

CREATE TABLE proposal_message (
    id TEXT PRIMARY KEY,
    proposal TEXT NOT NULL REFERENCES proposal (id),
    organisation TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX proposal_message_proposal ON proposal_message (proposal);

-- Questions without an answer. `asker` tells askers of one day apart and nobody who they were: it is made with a secret that
-- is kept nowhere and changes with every start.
CREATE TABLE missed (
    text TEXT NOT NULL,
    asker TEXT NOT NULL,
    -- YYYY-MM-DD.
    day TEXT NOT NULL,
    PRIMARY KEY (text, asker)
) STRICT, WITHOUT ROWID;
CREATE INDEX missed_day ON missed (day);

-- Questions for access to something that somebody has heard of. `document` is the id of what it is about, where there is
-- such a thing; `owner` the organisation that hears of it.
CREATE TABLE ask (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL,
    about TEXT NOT NULL,
    why TEXT NOT NULL,
    document TEXT,
    owner TEXT NOT NULL,
    settled INTEGER,
    settler TEXT
) STRICT;
CREATE INDEX ask_owner ON ask (owner);

-- That somebody read unusually much, for the admins of their organisation.
CREATE TABLE warning (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL,
    reads INTEGER NOT NULL,
    settled INTEGER
) STRICT;
CREATE INDEX warning_organisation ON warning (organisation);
