-- To whom an organisation shows the names of its authors; to nobody where there is no row.
CREATE TABLE organisation_names (
    code TEXT PRIMARY KEY,
    -- `colleagues` or `community`.
    shown TEXT NOT NULL
) STRICT;
