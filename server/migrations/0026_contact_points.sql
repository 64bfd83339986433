-- Where an organisation can be asked: a desk, or the post of a liaison officer.
CREATE TABLE contact_point (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (code),
    -- app::model::contact_point::ContactSheet as JSON.
    record TEXT NOT NULL,
    -- Where it is told that a message waits. It is shown and exported nowhere; absent where a point came from another store.
    address TEXT,
    -- Who is behind it, and whether they want their name shown.
    person TEXT REFERENCES person (id) ON DELETE SET NULL,
    named INTEGER NOT NULL DEFAULT 0,
    -- When its organisation last said that it is right; a year later it is not shown any more.
    confirmed INTEGER NOT NULL,
    -- When they were last mailed that it is about to end.
    reminded INTEGER,
    -- Since when it is not shown; a year later it goes.
    ended INTEGER,
    -- Grows with each change by hand.
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contact_point_organisation ON contact_point (organisation);
CREATE INDEX contact_point_person ON contact_point (person);

CREATE TABLE contact_point_key (
    point TEXT NOT NULL REFERENCES contact_point (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (point, key)
) STRICT, WITHOUT ROWID;

-- Messages to a contact point. They stay with the organisation when the point goes, and end when they are settled.
CREATE TABLE contact_message (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (code),
    point TEXT REFERENCES contact_point (id) ON DELETE SET NULL,
    -- What the point was called: app::model::lang::Text as JSON.
    about TEXT NOT NULL,
    sender TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- How the sender is called for who reads it.
    signed TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Whether the address was mailed that there is one.
    told INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX contact_message_organisation ON contact_message (organisation, id);
CREATE INDEX contact_message_point ON contact_message (point);
CREATE INDEX contact_message_sender ON contact_message (sender, at);
