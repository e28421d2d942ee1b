CREATE TABLE taxonomy_item
(
    kind TEXT NOT NULL, -- region, skillGroup, skill, occupation
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- One row; grows with every change of an item.
CREATE TABLE taxonomy_version
(
    version INTEGER NOT NULL
) STRICT;

INSERT INTO taxonomy_version (version) VALUES (0);
