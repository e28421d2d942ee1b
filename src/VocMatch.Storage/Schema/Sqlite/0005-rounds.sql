-- What a round has frozen and found, by the lock it belongs to.
CREATE TABLE round_input
(
    round TEXT NOT NULL,
    lock_number INTEGER NOT NULL,
    issue INTEGER NOT NULL, -- 1 = as locked, then one a repair
    pass INTEGER NOT NULL,
    kind TEXT NOT NULL, -- employer, placement, student
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (round, lock_number, issue, pass, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_assignment
(
    round TEXT NOT NULL,
    lock_number INTEGER NOT NULL,
    issue INTEGER NOT NULL, -- 1 = as cleared, then one a repair
    student TEXT NOT NULL,
    placement TEXT NOT NULL,
    pass INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (round, lock_number, issue, student)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_document
(
    round TEXT NOT NULL,
    lock_number INTEGER NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (round, lock_number, name)
) STRICT;

CREATE VIEW round AS
SELECT grain_key AS id, payload AS document, payload ->> '$.entity.phase' AS phase
FROM grain_state
WHERE grain_type = 'round' AND payload IS NOT NULL;


-- Students' lists, one row a student and round.
CREATE VIEW student_list AS
SELECT s.grain_key AS student, l.value ->> '$.round' AS round, l.value AS list
FROM grain_state s, json_each(s.payload, '$.drafts.lists') AS l
WHERE s.grain_type = 'student' AND s.payload IS NOT NULL;
