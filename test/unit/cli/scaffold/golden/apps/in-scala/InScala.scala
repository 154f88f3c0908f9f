//> using scala 2.13
//> using jvm 21
//> using dep org.apache.spark::spark-sql:4.1.2

// scala-cli test apps/in-scala
// scala-cli --power package --library apps/in-scala -o in-scala.jar
// aws s3 cp in-scala.jar s3://workshop-landing/jars/in-scala.jar    (with --endpoint-url http://localhost:9000 on kind)
// A run keeps the jar it was started with. Another name, such as in-scala-2.jar, runs the job again.

import org.apache.spark.sql.{DataFrame, SparkSession}
import org.apache.spark.sql.functions.{col, count, desc}

object InScala {
  def transform(flights: DataFrame): DataFrame =
    flights.groupBy("carrier").agg(count("*").as("flights")).orderBy(desc("flights"), col("carrier"))

  def main(args: Array[String]): Unit = {
    val Array(input, output) = args
    val spark = SparkSession.builder().appName("in-scala").getOrCreate()
    transform(spark.read.option("header", true).csv(input)).write.mode("overwrite").parquet(output)
    spark.stop()
  }
}
