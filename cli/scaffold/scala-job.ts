import { versions } from "../../components/versions/versions";
import { type JobNames, jobFile, type NewFile } from "./job-kinds";

/** A Scala job: its jar is built with scala-cli and lies in the bucket for raw data. */
export function scalaJob(names: JobNames): NewFile[] {
  const { job, object } = names;
  const folder = `apps/${job}`;
  return [
    jobFile(names, {
      about: `Flights by airline. The jar must be in the bucket first: ${folder}/${object}.scala says how.`,
      readsData: true,
      args: [
        "main: {",
        '  type: "Scala",',
        `  mainClass: "${object}",`,
        `  file: \`\${landing.uri}/jars/${job}.jar\`,`,
        "},",
        `arguments: [\`\${data.uri}/flights.csv\`, \`\${lake.uri}/${job}\`],`,
      ],
    }),
    {
      path: `${folder}/${object}.scala`,
      text: `//> using scala 2.13
//> using jvm 21
//> using dep org.apache.spark::spark-sql:${versions.spark}

// scala-cli test ${folder}
// scala-cli --power package --library ${folder} -o ${job}.jar
// aws s3 cp ${job}.jar s3://workshop-landing/jars/${job}.jar    (with --endpoint-url http://localhost:9000 on kind)
// A run keeps the jar it was started with. Another name, such as ${job}-2.jar, runs the job again.

import org.apache.spark.sql.{DataFrame, SparkSession}
import org.apache.spark.sql.functions.{col, count, desc}

object ${object} {
  def transform(flights: DataFrame): DataFrame =
    flights.groupBy("carrier").agg(count("*").as("flights")).orderBy(desc("flights"), col("carrier"))

  def main(args: Array[String]): Unit = {
    val Array(input, output) = args
    val spark = SparkSession.builder().appName("${job}").getOrCreate()
    transform(spark.read.option("header", true).csv(input)).write.mode("overwrite").parquet(output)
    spark.stop()
  }
}
`,
    },
    {
      path: `${folder}/${object}.test.scala`,
      text: `//> using test.dep org.scalameta::munit:1.2.1

import org.apache.spark.sql.SparkSession

class ${object}Test extends munit.FunSuite {
  test("airlines are counted") {
    val spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate()
    try {
      val flights = spark.createDataFrame(Seq(("UA", 1), ("B6", 2), ("UA", 3))).toDF("carrier", "flight")
      val rows = ${object}.transform(flights).collect().toSeq.map(row => (row.getString(0), row.getLong(1)))
      assertEquals(rows, Seq(("UA", 2L), ("B6", 1L)))
    } finally spark.stop()
  }
}
`,
    },
  ];
}
