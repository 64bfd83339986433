-- Programmes as organisers work on them, before anybody else sees them. No news to readers, so the log has no rows of them.
CREATE TABLE programme_draft (
    -- Of a conference that has a programme, or will have one.
    conference TEXT PRIMARY KEY,
    -- Counts the saves: whoever saves names the one they began from.
    version INTEGER NOT NULL,
    -- The edition that it was begun from, or became; 0 for none.
    base INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    actor TEXT NOT NULL,
    -- The first day, YYYY-MM-DD; lists are sorted by it.
    day TEXT NOT NULL,
    -- app::model::conference::Outline as JSON.
    outline TEXT NOT NULL,
    -- app::model::conference::Working as JSON.
    work TEXT NOT NULL
) STRICT;
