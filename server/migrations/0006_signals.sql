-- What overviews need to know of the values that hold now, kept beside what they have in common: so that a page of many
-- indicators reads the values it shows, and not all there are.

-- Periods with a number, and whole years among them.
ALTER TABLE series ADD COLUMN readings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE series ADD COLUMN years INTEGER NOT NULL DEFAULT 0;
-- The period that reaches furthest; the store fills it in where it is absent.
ALTER TABLE series ADD COLUMN latest TEXT;

UPDATE series SET readings = (
    SELECT count(*) FROM observation o
    WHERE o.series = series.id AND o.known_until IS NULL AND o.value IS NOT NULL
);

CREATE INDEX series_told ON series (sharing, indicator, place, readings, years);

-- What the early-warning statistics found. `sharing` and `evidence` are JSON of app::model.
CREATE TABLE signal (
    id TEXT PRIMARY KEY,
    indicator TEXT NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    -- Of a displacement: where it went down. Empty otherwise.
    other TEXT NOT NULL,
    period TEXT NOT NULL,
    sharing TEXT NOT NULL,
    evidence TEXT NOT NULL,
    found INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    -- NULL while nobody knows.
    outcome TEXT,
    owner TEXT REFERENCES person (id),
    UNIQUE (indicator, kind, place, other, period, sharing)
) STRICT;

-- The keys that open a signal; see app::model::sharing.
CREATE TABLE signal_key (
    signal TEXT NOT NULL REFERENCES signal (id),
    key TEXT NOT NULL,
    PRIMARY KEY (signal, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX signal_key_key ON signal_key (key);

CREATE TABLE signal_note (
    id TEXT PRIMARY KEY,
    signal TEXT NOT NULL REFERENCES signal (id),
    at INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    text TEXT NOT NULL
) STRICT;

CREATE INDEX signal_note_signal ON signal_note (signal);

-- What a signal is about besides figures: documents by slug, measures by code.
CREATE TABLE signal_link (
    signal TEXT NOT NULL REFERENCES signal (id),
    noun TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (signal, noun, target)
) STRICT, WITHOUT ROWID;
