-- Other ways in than a password: an account at an identity provider, and passkeys.

-- Who somebody is at a provider (OpenID Connect Core 1.0, section 2: `iss` and `sub`).
CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    since INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject),
    -- Nobody is two people there.
    UNIQUE (person, issuer)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkey (
    -- The credential id, in hexadecimal.
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    -- Public key, counter and what the device told of itself, as JSON.
    record TEXT NOT NULL,
    created INTEGER NOT NULL,
    used INTEGER
) STRICT;
CREATE INDEX passkey_person ON passkey (person);

-- When the name and address of somebody who left were taken away; their id stays in the record.
ALTER TABLE person ADD COLUMN erased INTEGER;
