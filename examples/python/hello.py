from pyspark.sql import SparkSession

print(SparkSession.builder.getOrCreate().range(1000).count())
