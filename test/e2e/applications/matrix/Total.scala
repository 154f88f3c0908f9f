import org.apache.spark.sql.SparkSession

/** Writes a sum that executors made with a closure of this jar, and what the dependency says. */
object Total {
  case class Row(n: Long)

  def main(arguments: Array[String]): Unit = {
    val spark = SparkSession.builder().getOrCreate()
    import spark.implicits._
    val sum = spark.range(0, 1000, 1, 4).map(n => Row(n * 2)).map(_.n).reduce(_ + _)
    val library = arguments.drop(1).map { name =>
      val loader = Thread.currentThread().getContextClassLoader
      " class=" + Class.forName(name, true, loader).getMethod("says").invoke(null)
    }.mkString
    Seq(s"sum=$sum$library").toDF("value").coalesce(1).write.mode("overwrite").text(arguments(0))
    spark.stop()
  }
}
