-- Iceberg: create, append, overwrite and merge; a semicolon in quotes splits nothing.
CREATE NAMESPACE IF NOT EXISTS lake.shop;
CREATE OR REPLACE TABLE lake.shop.orders (n INT, what STRING) USING iceberg PARTITIONED BY (n);
INSERT INTO lake.shop.orders VALUES (1, 'one'), (2, 'two');
INSERT OVERWRITE lake.shop.orders VALUES (2, 'deux');
INSERT INTO lake.shop.orders VALUES (1, '${day}');
MERGE INTO lake.shop.orders o USING (SELECT 2 AS n, 'dois; e mais' AS what UNION ALL SELECT 3, 'três') s ON o.n = s.n
WHEN MATCHED THEN UPDATE SET what = s.what
WHEN NOT MATCHED THEN INSERT *;
INSERT OVERWRITE DIRECTORY 's3a://workshop-lake/matrix/orders' USING text
SELECT concat_ws(' ', sort_array(collect_list(concat(n, '=', what)))) AS value FROM lake.shop.orders;
