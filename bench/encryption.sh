#!/usr/bin/env bash
# What authentication and encryption of Spark's own traffic cost a job: the flights, and one query of TPC-DS' kind (three joins, two
# aggregations, a window and a sort, each with its shuffle) over rows made on the spot, each with and without, in turn, in the Spark
# image alone: a driver and one executor of `local-cluster`, which talk and shuffle as pods do. Nothing here passes or fails.
# Two ratios: of the clock, and of processor time, which a busy machine changes less.
#   bench/encryption.sh [RUNS [MILLIONS]]      3 runs, 4 million sales if not said
# Needs Docker and the images of `./workshop up`; no cluster.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-3} millions=${2:-4}
spark=$(npx tsx -e "const { sparkImage } = require('./components/images/catalog'), { versions } = require('./components/versions/versions'); console.log(sparkImage(versions).reference)")
work=$(mktemp -d "${TMPDIR:-/tmp}/workshop-encryption.XXXXXX")
container=
finish() {
    [ -z "$container" ] || docker rm --force "$container" >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

cat >"$work/query.py" <<'PYTHON'
import glob, os, sys, time
from pyspark.sql import SparkSession, Window, functions as f

millions = int(sys.argv[1])
spark = SparkSession.builder.getOrCreate()
spark.conf.set("spark.sql.autoBroadcastJoinThreshold", -1)
spark.conf.set("spark.sql.shuffle.partitions", 16)
sales = spark.range(millions * 1_000_000).select(
    (f.hash("id") % 20_000).alias("item"), (f.hash("id", f.lit(1)) % 50_000).alias("customer"),
    (f.hash("id", f.lit(2)) % 1_800).alias("day"), (f.rand(7) * 100).alias("price"), f.repeat(f.lit("x"), 40).alias("note"))
items = spark.range(-20_000, 20_000).select(f.col("id").alias("item"), (f.col("id") % 10).alias("category"))
customers = spark.range(-50_000, 50_000).select(f.col("id").alias("customer"), (f.col("id") % 50).alias("state"))
days = spark.range(-1_800, 1_800).select(f.col("id").alias("day"), (f.col("id") % 12).alias("month"))

def query():
    joined = sales.join(items, "item").join(customers, "customer").join(days, "day")
    grouped = joined.groupBy("state", "category", "month").agg(f.sum("price").alias("sum"), f.max("note").alias("note"))
    ranked = grouped.withColumn("rank", f.rank().over(Window.partitionBy("state").orderBy(f.desc("sum"))))
    return ranked.where("rank <= 100").orderBy("state", "rank").count()

def flights():
    # The shape of the flights' job: a table of 336,776 rows, grouped, joined with carriers, sorted.
    rows = spark.range(336_776).select((f.hash("id") % 16).alias("carrier"), (f.rand(3) * 60).alias("delay"))
    names = spark.range(-16, 16).select(f.col("id").alias("carrier"), f.concat(f.lit("c"), f.col("id")).alias("name"))
    return rows.groupBy("carrier").agg(f.avg("delay").alias("delay")).join(names, "carrier").orderBy("delay").count()

def processor():
    # Of driver, executor and Python: all that runs in this container, in ticks of its clock.
    ticks = 0
    for stat in glob.glob("/proc/[0-9]*/stat"):
        try:
            ticks += sum(map(int, open(stat).read().rsplit(")", 1)[1].split()[11:15]))
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")

for name, work in (("flights", flights), ("query", query)):
    work()
    for _ in range(3):
        started, used = time.monotonic(), processor()
        work()
        print(f"took {name} {time.monotonic() - started:.2f} {processor() - used:.2f}", flush=True)
PYTHON

with="--conf spark.authenticate=true --conf spark.authenticate.secret=bench --conf spark.network.crypto.enabled=true --conf spark.io.encryption.enabled=true"
run() { # run NAME OPTIONS...
    local name=$1
    shift
    container="encryption-bench-$$"
    docker run --rm --name "$container" --network none --hostname localhost --env SPARK_LOCAL_IP=127.0.0.1 \
        --volume "$work:/bench:ro" --user 0 "$spark" /opt/spark/bin/spark-submit \
        --master 'local-cluster[1,2,1536]' --driver-memory 1g --conf spark.log.level=ERROR --conf spark.driver.host=localhost \
        "$@" /bench/query.py "$millions" 2>/dev/null | sed -n "s/^took /$name /p"
    container=
}
for n in $(seq "$runs"); do
    echo "run $n of $runs" >&2
    run without
    # shellcheck disable=SC2086 # options, a word each
    run with $with
done | tee "$work/times" >&2
node -e '
  const times = {};
  for (const line of require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n")) {
    const [mode, job, ...seconds] = line.split(" ");
    ["clock", "processor"].forEach((of, i) => seconds[i] && ((times[`${job}, ${of}`] ??= {})[mode] ??= []).push(Number(seconds[i])));
  }
  const median = (list = []) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  for (const [job, { without, with: encrypted }] of Object.entries(times))
    console.log(`${job.padEnd(18)} ${median(without)} s without, ${median(encrypted)} s with: ${(median(encrypted) / median(without)).toFixed(2)} times`);
' "$work/times"
