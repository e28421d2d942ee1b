-- What a round has frozen and found, by the lock it belongs to.
CREATE TABLE round_input
(
    round text COLLATE "C" NOT NULL,
    lock_number integer NOT NULL,
    issue integer NOT NULL, -- 1 = as locked, then one a repair
    pass integer NOT NULL,
    kind text COLLATE "C" NOT NULL, -- employer, placement, student
    id text COLLATE "C" NOT NULL,
    payload text NOT NULL,
    PRIMARY KEY (round, lock_number, issue, pass, kind, id)
);

CREATE TABLE round_assignment
(
    round text COLLATE "C" NOT NULL,
    lock_number integer NOT NULL,
    issue integer NOT NULL, -- 1 = as cleared, then one a repair
    student text COLLATE "C" NOT NULL,
    placement text COLLATE "C" NOT NULL,
    pass integer NOT NULL,
    rank integer NOT NULL,
    PRIMARY KEY (round, lock_number, issue, student)
);

CREATE TABLE round_document
(
    round text COLLATE "C" NOT NULL,
    lock_number integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (round, lock_number, name)
);

CREATE VIEW round AS
SELECT grain_key AS id, payload AS document, payload #>> '{entity,phase}' AS phase
FROM grain_state
WHERE grain_type = 'round' AND payload IS NOT NULL;


-- Students' lists, one row a student and round.
CREATE VIEW student_list AS
SELECT s.grain_key AS student, l.value ->> 'round' AS round, l.value::text AS list
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(s.payload #> '{drafts,lists}') AS l (value)
WHERE s.grain_type = 'student' AND s.payload IS NOT NULL;
