-- Until when the registration of a guest stands who has not opened the link in the mail to their address; NULL: for good.
ALTER TABLE attendee ADD COLUMN held_until INTEGER;
-- When they did.
ALTER TABLE attendee ADD COLUMN confirmed INTEGER;
-- Whether the link came by mail. One that a page showed proves no address.
ALTER TABLE attendee_link ADD COLUMN mailed INTEGER NOT NULL DEFAULT 0;

-- Of a file that goes along with a draft: which attachment of the published document it takes the place of.
ALTER TABLE attachment ADD COLUMN replaces TEXT;
