-- Two users, each with what it needs. The passwords come as session variables, so that none stands in a file or an argument:
--   SET @asterisk_password = '...', @scc_password = '...';  SOURCE users.sql;
-- @asterisk_from and @scc_from are the hosts that Asterisk and cdr-sync-service come from (default: this machine).
SET @asterisk_from = COALESCE(@asterisk_from, '127.0.0.1'), @scc_from = COALESCE(@scc_from, '127.0.0.1');
SET @asterisk_user = CONCAT('''asterisk''@', QUOTE(@asterisk_from)), @scc_user = CONCAT('''scc''@', QUOTE(@scc_from));

SET @statement = CONCAT('CREATE USER IF NOT EXISTS ', @asterisk_user, ' IDENTIFIED BY ', QUOTE(@asterisk_password));
PREPARE statement FROM @statement;
EXECUTE statement;
SET @statement = CONCAT('GRANT SELECT, INSERT ON asteriskcdrdb.cdr TO ', @asterisk_user);
PREPARE statement FROM @statement;
EXECUTE statement;

SET @statement = CONCAT('CREATE USER IF NOT EXISTS ', @scc_user, ' IDENTIFIED BY ', QUOTE(@scc_password));
PREPARE statement FROM @statement;
EXECUTE statement;
SET @statement = CONCAT('GRANT SELECT ON asteriskcdrdb.cdr TO ', @scc_user);
PREPARE statement FROM @statement;
EXECUTE statement;
