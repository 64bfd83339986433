-- A file of a draft keeps the label of its own, and TLP:CLEAR where it has none: the label of the draft limits it whenever it
-- is looked at, and that of the document when it is published. Until now what was kept was the label of that moment.
UPDATE attachment SET sharing = '{"tlp":"TLP:CLEAR"}' WHERE noun = 'draft';
