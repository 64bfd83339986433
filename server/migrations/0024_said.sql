-- Steps and remarks that came from another store: which person said it there is not known here.
CREATE TABLE adoption_said (
    id TEXT PRIMARY KEY REFERENCES hung (id),
    hub TEXT NOT NULL,
    -- YYYY-MM-DD.
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    organisation TEXT NOT NULL,
    author TEXT,
    -- app::model::adoption::Told as JSON.
    record TEXT NOT NULL
) STRICT;
INSERT INTO adoption_said SELECT id, hub, day, state, organisation, author, record FROM adoption;
DROP TABLE adoption;
ALTER TABLE adoption_said RENAME TO adoption;
CREATE INDEX adoption_hub ON adoption (hub);

CREATE TABLE remark_said (
    id TEXT PRIMARY KEY REFERENCES hung (id),
    -- `comment`, or `outdated`, of which the owner is told.
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    organisation TEXT NOT NULL,
    author TEXT,
    private INTEGER NOT NULL,
    tlp TEXT NOT NULL,
    resolved INTEGER,
    resolver TEXT
) STRICT;
INSERT INTO remark_said SELECT id, kind, text, organisation, author, private, tlp, resolved, resolver FROM remark;
DROP TABLE remark;
ALTER TABLE remark_said RENAME TO remark;
