-- Values that partners hand in on a page. A file waits here until its sender has seen what it would change; afterwards what
-- is left of it is the record of who brought what, and when.
CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    organisation TEXT NOT NULL REFERENCES organisation (code),
    -- As its sender calls it.
    name TEXT NOT NULL,
    -- SHA-256 of the bytes, in hexadecimal.
    digest TEXT NOT NULL,
    sent INTEGER NOT NULL,
    -- The bytes; gone once the values are taken.
    file BLOB,
    -- When the values were taken, and how many of them were new, revised and known already.
    taken INTEGER,
    new INTEGER NOT NULL DEFAULT 0,
    revised INTEGER NOT NULL DEFAULT 0,
    same INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX delivery_person ON delivery (person, taken);
CREATE INDEX delivery_organisation ON delivery (organisation, taken);
