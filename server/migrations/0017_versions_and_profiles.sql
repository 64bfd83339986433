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

-- What persons tell others of their work, where they want to. The id is not that of the person: one without a name does not
-- tell whose it is.
CREATE TABLE profile (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL UNIQUE REFERENCES person (id) ON DELETE CASCADE,
    -- Whether the name is shown.
    named INTEGER NOT NULL,
    post TEXT NOT NULL,
    expertise TEXT NOT NULL,
    -- Codes, with spaces between them.
    langs TEXT NOT NULL,
    hubs TEXT NOT NULL,
    lines TEXT NOT NULL,
    -- Names, one a line.
    countries TEXT NOT NULL,
    -- app::model::sharing::Sharing as JSON.
    sharing TEXT NOT NULL,
    -- When its person last said that it is right; a year later it goes.
    confirmed INTEGER NOT NULL,
    -- When they were last mailed that it is about to go.
    reminded INTEGER
) STRICT;

CREATE TABLE profile_key (
    profile TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (profile, key)
) STRICT, WITHOUT ROWID;

-- Messages from one person to another, which end when they are settled.
CREATE TABLE direct_message (
    id TEXT PRIMARY KEY,
    receiver TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    sender TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- How the sender is called for the receiver: a name, or the post of a profile without one.
    signed TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Whether the receiver was mailed that there is one.
    told INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX direct_message_receiver ON direct_message (receiver, id);
CREATE INDEX direct_message_sender ON direct_message (sender, at);
