"""Shows the first delay of a table."""

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("delays").getOrCreate()
table = spark.sql("SELECT * FROM VALUES (17, 'UA') AS flights (delay, carrier)")
print("it ran:", table.selectExpr("carier", "delay").first())
spark.stop()
