-- Values with two clocks: the period they are about, and the day they became known. A value is never overwritten: one that
-- is known later closes the interval of the one before it. Typed columns instead of records, so that millions fit.

ALTER TABLE observation RENAME TO observation_0001;

-- What the values of one source about one place have in common: `source` and `sharing` are JSON of app::model.
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL REFERENCES indicator (code),
    place TEXT NOT NULL,
    source TEXT NOT NULL,
    sharing TEXT NOT NULL,
    UNIQUE (indicator, place, source, sharing)
) STRICT;

CREATE TABLE observation (
    series INTEGER NOT NULL REFERENCES series (id),
    period TEXT NOT NULL,
    -- Days since 1 January 1970: from when it was known, and until when (not included; NULL: it still is).
    known_on INTEGER NOT NULL,
    known_until INTEGER,
    -- When it came in.
    recorded INTEGER NOT NULL,
    loader TEXT NOT NULL,
    -- The name of the row in its file, if it has one.
    code TEXT,
    -- A decimal number; NULL where the status says why.
    value TEXT,
    -- SDMX CL_OBS_STATUS, or `-`: withdrawn, from this day on there is no value.
    status TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    -- JSON of app::model::lang::Text.
    note TEXT,
    PRIMARY KEY (series, period, known_on, recorded)
) STRICT, WITHOUT ROWID;

-- All values were public until now.
INSERT INTO series (indicator, place, source, sharing)
SELECT DISTINCT indicator, json_extract(record, '$.place'), json_extract(record, '$.source'), '{"tlp":"TLP:CLEAR"}'
FROM observation_0001 ORDER BY 1, 2, 3;

-- Known on the day that is told, or else on the last day on which the source can have been published, or else today.
INSERT INTO observation (series, period, known_on, recorded, loader, code, value, status, qualifier, note)
SELECT
    s.id,
    json_extract(o.record, '$.period'),
    CAST(julianday(min(
        coalesce(
            json_extract(o.record, '$.known_on'),
            CASE length(json_extract(o.record, '$.source.date'))
                WHEN 10 THEN json_extract(o.record, '$.source.date')
                WHEN 7 THEN date(json_extract(o.record, '$.source.date') || '-01', '+1 month', '-1 day')
                WHEN 4 THEN json_extract(o.record, '$.source.date') || '-12-31'
            END,
            date('now')
        ),
        date('now')
    )) - 2440587.5 AS INTEGER),
    CAST(unixepoch('subsec') * 1000 AS INTEGER) + row_number() OVER (ORDER BY o.code),
    o.loader,
    o.code,
    json_extract(o.record, '$.value'),
    'A',
    json_extract(o.record, '$.qualifier'),
    json_extract(o.record, '$.note')
FROM observation_0001 o
JOIN series s ON s.indicator = o.indicator AND s.place = json_extract(o.record, '$.place')
    AND s.source = json_extract(o.record, '$.source');

-- Two rows of one source about the same place and period: the later one holds.
UPDATE observation SET known_until = (
    SELECT min(l.known_on) FROM observation l
    WHERE l.series = observation.series AND l.period = observation.period
        AND (l.known_on, l.recorded) > (observation.known_on, observation.recorded)
);

DROP TABLE observation_0001;

-- Names of directions have hyphens, as all other names have.
UPDATE indicator SET record = replace(replace(record,
    '"direction":"higherisbetter"', '"direction":"higher-is-better"'),
    '"direction":"lowerisbetter"', '"direction":"lower-is-better"');
