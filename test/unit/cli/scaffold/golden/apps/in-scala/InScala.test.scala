//> using test.dep org.scalameta::munit:1.2.1

import org.apache.spark.sql.SparkSession

class InScalaTest extends munit.FunSuite {
  test("airlines are counted") {
    val spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate()
    try {
      val flights = spark.createDataFrame(Seq(("UA", 1), ("B6", 2), ("UA", 3))).toDF("carrier", "flight")
      val rows = InScala.transform(flights).collect().toSeq.map(row => (row.getString(0), row.getLong(1)))
      assertEquals(rows, Seq(("UA", 2L), ("B6", 1L)))
    } finally spark.stop()
  }
}
