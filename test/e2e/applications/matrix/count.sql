INSERT OVERWRITE DIRECTORY '${output}' USING text
SELECT concat('rows=', count(*)) AS value FROM range(1000);
