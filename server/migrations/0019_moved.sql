-- Entries about the plan that came from another store: who recorded them there is not known here.
CREATE TABLE plan_entry_moved (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    -- The day it is about, YYYY-MM-DD.
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    person TEXT REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (code),
    record TEXT NOT NULL,
    struck INTEGER,
    struck_by TEXT REFERENCES person (id),
    struck_why TEXT
) STRICT;
INSERT INTO plan_entry_moved
    SELECT id, subject, day, at, person, organisation, record, struck, struck_by, struck_why FROM plan_entry;
DROP TABLE plan_entry;
ALTER TABLE plan_entry_moved RENAME TO plan_entry;
CREATE INDEX plan_entry_subject ON plan_entry (subject, day);
