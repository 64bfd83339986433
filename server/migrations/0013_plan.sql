-- The plan after the letter: what was promised, and what became of it.

CREATE TABLE promise (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;

-- What people record about a part of the plan. A row is never changed but to strike it out; `subject` is written as
-- app::model::progress::Subject, `record` is JSON of app::model::progress::Said.
CREATE TABLE plan_entry (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    -- The day it is about, YYYY-MM-DD.
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (code),
    record TEXT NOT NULL,
    struck INTEGER,
    struck_by TEXT REFERENCES person (id),
    struck_why TEXT
) STRICT;
CREATE INDEX plan_entry_subject ON plan_entry (subject, day);

-- Reports for parliament. `written` and `figures` are JSON of app::model::report; figures are there from when a report was
-- submitted, and never change once it is published.
CREATE TABLE report (
    slug TEXT PRIMARY KEY,
    -- YYYY-MM-DD, both included.
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    -- draft, submitted, published.
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    written TEXT NOT NULL,
    figures TEXT,
    published INTEGER
) STRICT;

-- What was decided about indicators in the portal, on top of what their file says; in the order of ids. `record` is JSON of
-- app::model::edit::Edit.
CREATE TABLE indicator_edit (
    id TEXT PRIMARY KEY,
    indicator TEXT NOT NULL,
    at INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (code),
    record TEXT NOT NULL
) STRICT;
CREATE INDEX indicator_edit_indicator ON indicator_edit (indicator);
