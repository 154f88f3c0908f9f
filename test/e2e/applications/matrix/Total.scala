package com.example

import org.apache.spark.sql.SparkSession
import scala.util.Try

/** Writes a sum that executors made with a closure of this jar, and what the library says where the job has it: `--output URI`. */
object Totals {
  case class Row(n: Long)

  def main(arguments: Array[String]): Unit = {
    val spark = SparkSession.builder().getOrCreate()
    import spark.implicits._
    val sum = spark.range(0, 1000, 1, 4).map(n => Row(n * 2)).map(_.n).reduce(_ + _)
    val loader = Thread.currentThread().getContextClassLoader
    val library = Try(Class.forName("lib.Library", true, loader)).map(" class=" + _.getMethod("says").invoke(null))
    val output = arguments(arguments.indexOf("--output") + 1)
    Seq(s"sum=$sum${library.getOrElse("")}").toDF("value").coalesce(1).write.mode("overwrite").text(output)
    spark.stop()
  }
}
