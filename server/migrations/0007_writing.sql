-- Drafts and the steps they took, and what revisions and withdrawn documents tell their readers.

-- A working text. No news to readers until it is published, so the log has no rows of it.
CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    -- Of the document that it changes, or will become.
    document_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    kind TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES person (id),
    -- On whose behalf it is written.
    organisation TEXT NOT NULL REFERENCES organisation (code),
    -- app::model::workflow::State.
    state TEXT NOT NULL,
    -- The revision it was begun from; 0 for a new document.
    base INTEGER NOT NULL,
    -- Counts the saves.
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    -- app::model::sheet::Sheet as JSON.
    sheet TEXT NOT NULL,
    -- Why findings of the check stay: a JSON object by the name of the finding.
    reasons TEXT NOT NULL,
    -- An audience: `organisation:douane` or `person:ID`.
    asked TEXT,
    -- Who published it in a hurry, or approved it for later.
    publisher TEXT,
    due INTEGER,
    -- The revision it became.
    revision INTEGER
) STRICT;
CREATE INDEX draft_author ON draft (author, state);
CREATE INDEX draft_state ON draft (state, due);
CREATE INDEX draft_document ON draft (document_id);

-- What happened to a draft, with what was said.
CREATE TABLE draft_step (
    id TEXT PRIMARY KEY,
    draft TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    person TEXT NOT NULL,
    organisation TEXT NOT NULL,
    -- app::model::workflow::Act.
    act TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX draft_step_draft ON draft_step (draft, id);

-- What readers are told of a revision. Loads have nothing to tell.
ALTER TABLE revision ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN minor INTEGER NOT NULL DEFAULT 0;
-- A second pair of eyes is owed.
ALTER TABLE revision ADD COLUMN owed INTEGER NOT NULL DEFAULT 0;
-- Who approved it; absent for loads and while it is owed.
ALTER TABLE revision ADD COLUMN approved_by TEXT;

-- Why a person took a document back. Absent where a load did: then it is as if it had never been.
ALTER TABLE withdrawn ADD COLUMN reason TEXT;
ALTER TABLE withdrawn ADD COLUMN successor TEXT;

-- Marks of texts that somebody is to look at again: `review:2027-03-01`, and `verifier:douane`.
CREATE INDEX text_mark_review ON text_mark (mark) WHERE mark >= 'review:' AND mark < 'review;';
