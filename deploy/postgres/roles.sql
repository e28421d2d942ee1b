-- Two roles for one database: vocmatch_owner brings the schema up to date, vocmatch_app runs the service and defines nothing.
-- Run as a superuser in the database, once:  psql -d vocmatch -f roles.sql
-- Passwords are set afterwards:              \password vocmatch_owner   and   \password vocmatch_app
CREATE ROLE vocmatch_owner LOGIN;
CREATE ROLE vocmatch_app LOGIN;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO vocmatch_owner;
GRANT USAGE ON SCHEMA public TO vocmatch_app;

ALTER DEFAULT PRIVILEGES FOR ROLE vocmatch_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vocmatch_app;
