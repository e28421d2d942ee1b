-- Collections of a state that grow lie in rows of their own, written in the transaction of the state's row and under its version.
CREATE TABLE grain_part
(
    grain_type TEXT NOT NULL,
    grain_key TEXT NOT NULL,
    kind TEXT NOT NULL, -- of a placement offer, application; of a student offer, list
    place INTEGER NOT NULL, -- from 0, in the order of adding
    part_key TEXT NOT NULL, -- offer, student, or round
    status TEXT NULL, -- of a placement's offers and applications
    payload TEXT NOT NULL,
    PRIMARY KEY (grain_type, grain_key, kind, place)
) STRICT;

INSERT INTO grain_part (grain_type, grain_key, kind, place, part_key, status, payload)
SELECT 'placement', s.grain_key, 'offer', o.key, o.value ->> '$.offer.id', o.value ->> '$.offer.status', o.value
FROM grain_state AS s, json_each(s.payload, '$.ledger.offers') AS o
WHERE s.grain_type = 'placement' AND s.payload IS NOT NULL
UNION ALL
SELECT 'placement', s.grain_key, 'application', a.key, a.value ->> '$.student', a.value ->> '$.stage', a.value
FROM grain_state AS s, json_each(s.payload, '$.applications') AS a
WHERE s.grain_type = 'placement' AND s.payload IS NOT NULL AND json_type(s.payload, '$.applications') = 'array'
UNION ALL
SELECT 'student', s.grain_key, 'offer', o.key, o.value ->> '$.copy.id', NULL, o.value
FROM grain_state AS s, json_each(s.payload, '$.commitments.offers') AS o
WHERE s.grain_type = 'student' AND s.payload IS NOT NULL
UNION ALL
SELECT 'student', s.grain_key, 'list', l.key, l.value ->> '$.round', NULL, l.value
FROM grain_state AS s, json_each(s.payload, '$.drafts.lists') AS l
WHERE s.grain_type = 'student' AND s.payload IS NOT NULL;

UPDATE grain_state
SET payload = json_remove(payload, '$.ledger.offers', '$.applications')
WHERE grain_type = 'placement' AND (json_type(payload, '$.ledger.offers') IS NOT NULL OR json_type(payload, '$.applications') IS NOT NULL);

UPDATE grain_state
SET payload = json_remove(payload, '$.commitments.offers', '$.drafts.lists')
WHERE grain_type = 'student' AND (json_type(payload, '$.commitments.offers') IS NOT NULL OR json_type(payload, '$.drafts.lists') IS NOT NULL);

-- Which students have a list for a round, and the lists.
DROP TABLE student_list;

CREATE VIEW student_list AS
SELECT grain_key AS student, part_key AS round, payload AS list FROM grain_part WHERE grain_type = 'student' AND kind = 'list';

CREATE INDEX student_list_round ON grain_part (part_key, grain_key) WHERE grain_type = 'student' AND kind = 'list';

-- Which students have a placement on a list for a round; it follows the lists, where they change.
DROP TABLE ranked_placement;

CREATE TABLE ranked_placement
(
    placement TEXT NOT NULL,
    student TEXT NOT NULL,
    round TEXT NOT NULL,
    PRIMARY KEY (placement, student, round)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO ranked_placement (placement, student, round)
SELECT p.value, l.student, l.round FROM student_list AS l, json_each(l.list, '$.ranked') AS p;

CREATE TRIGGER list_made AFTER INSERT ON grain_part WHEN NEW.grain_type = 'student' AND NEW.kind = 'list'
BEGIN
    INSERT OR IGNORE INTO ranked_placement (placement, student, round)
    SELECT value, NEW.grain_key, NEW.part_key FROM json_each(NEW.payload, '$.ranked');
END;

CREATE TRIGGER list_changed AFTER UPDATE ON grain_part WHEN NEW.grain_type = 'student' AND NEW.kind = 'list'
BEGIN
    DELETE FROM ranked_placement
    WHERE student = OLD.grain_key AND round = OLD.part_key AND placement IN
    (
        SELECT value FROM json_each(OLD.payload, '$.ranked')
        EXCEPT SELECT value FROM json_each(NEW.payload, '$.ranked') WHERE NEW.part_key = OLD.part_key
    );
    INSERT OR IGNORE INTO ranked_placement (placement, student, round)
    SELECT value, NEW.grain_key, NEW.part_key FROM json_each(NEW.payload, '$.ranked')
    EXCEPT SELECT value, OLD.grain_key, OLD.part_key FROM json_each(OLD.payload, '$.ranked');
END;

CREATE TRIGGER list_gone AFTER DELETE ON grain_part WHEN OLD.grain_type = 'student' AND OLD.kind = 'list'
BEGIN
    DELETE FROM ranked_placement
    WHERE student = OLD.grain_key AND round = OLD.part_key AND placement IN (SELECT value FROM json_each(OLD.payload, '$.ranked'));
END;

-- Placements with the offers whose seat is taken now, a JSON array.
CREATE VIEW posted_placement AS
SELECT
    p.id,
    p.status,
    p.document,
    (
        SELECT json_group_array(json(o.payload)) FROM grain_part AS o
        WHERE o.grain_type = 'placement' AND o.grain_key = p.id AND o.kind = 'offer' AND o.status = 'accepted'
    ) AS taken
FROM placement AS p;
