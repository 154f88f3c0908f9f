-- Statements end with a semicolon at the end of a line. $input and $output are the job's arguments.
CREATE TEMPORARY VIEW flights USING csv OPTIONS (path '$input', header 'true');

INSERT OVERWRITE DIRECTORY '$output' USING parquet
SELECT carrier, count(*) AS flights
FROM flights
GROUP BY carrier
ORDER BY flights DESC, carrier;
