CREATE TABLE taxonomy_item
(
    kind text COLLATE "C" NOT NULL, -- region, skillGroup, skill, occupation
    id text COLLATE "C" NOT NULL,
    payload text NOT NULL,
    PRIMARY KEY (kind, id)
);

-- One row; grows with every change of an item.
CREATE TABLE taxonomy_version
(
    version bigint NOT NULL
);

INSERT INTO taxonomy_version (version) VALUES (0);
