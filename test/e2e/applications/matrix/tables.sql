-- Iceberg: create, append, overwrite and merge; a semicolon in quotes splits nothing.
CREATE NAMESPACE IF NOT EXISTS lake.${schema};
CREATE OR REPLACE TABLE lake.${schema}.t (n INT, what STRING) USING iceberg PARTITIONED BY (n);
INSERT INTO lake.${schema}.t VALUES (1, 'one'), (2, 'two');
INSERT OVERWRITE lake.${schema}.t VALUES (2, 'deux');
MERGE INTO lake.${schema}.t USING (SELECT 2 AS n, 'dois; e mais' AS what UNION ALL SELECT 3, 'três') s ON t.n = s.n
WHEN MATCHED THEN UPDATE SET what = s.what
WHEN NOT MATCHED THEN INSERT *;
INSERT OVERWRITE DIRECTORY '${output}' USING text
SELECT concat_ws(' ', sort_array(collect_list(concat(n, '=', what)))) AS value FROM lake.${schema}.t;
