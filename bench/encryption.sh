#!/usr/bin/env bash
# What authentication and encryption of Spark's own traffic cost a job: the flights, and one query of TPC-DS' kind (three joins, two
# aggregations, a window and a sort, each with its shuffle) over rows made on the spot, with every value of `sparkEncryption`, in the
# Spark image alone: a driver and two executors of `local-cluster`, which fetch half of each shuffle from one another over TCP, as pods
# do. All are started first, and then take turns, so that whatever else the machine does meets each alike. Nothing here passes or fails.
# Two ratios: of the clock, and of processor time of driver and executors, which a busy machine changes less.
#   bench/encryption.sh [ROUNDS [MILLIONS [MODE...]]]      8 rounds, 2 million sales, every mode if not said
# Needs Docker, the images of `./workshop up` and 2 GiB of memory for each mode; no cluster.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-8} millions=${2:-2}
modes=("${@:3}")
[ "${#modes[@]}" -gt 0 ] || modes=(none authentication network network-and-disk)
spark=$(npx tsx -e "const { sparkImage } = require('./components/images/catalog'), { versions } = require('./components/versions/versions'); console.log(sparkImage(versions).reference)")
work=$(mktemp -d "${TMPDIR:-/tmp}/workshop-encryption.XXXXXX")
finish() {
    for mode in "${modes[@]}"; do docker rm --force "encryption-bench-$$-$mode" >/dev/null 2>&1 || true; done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

cat >"$work/query.py" <<'PYTHON'
import glob, os, sys, time
from pyspark.sql import SparkSession, Window, functions as f

millions = int(sys.argv[1])
began = time.monotonic()
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
    # Of driver, executors and Python: all that runs in this container, in ticks of its clock.
    ticks = 0
    for stat in glob.glob("/proc/[0-9]*/stat"):
        try:
            ticks += sum(map(int, open(stat).read().rsplit(")", 1)[1].split()[11:15]))
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")

def shuffled():
    executors = spark.sparkContext._jsc.sc().statusStore().executorList(False)
    return sum(executors.apply(i).totalShuffleWrite() for i in range(executors.size()))

# Until the first answer: JVMs, their classes, and the first words that they say to one another.
flights()
print(f"start {time.monotonic() - began:.2f} {processor():.2f} 0", flush=True)
# spark-submit hands Python no standard input.
for line in open(sys.argv[2]):
    written, started, used = shuffled(), time.monotonic(), processor()
    {"flights": flights, "query": query}[line.strip()]()
    took = f"{time.monotonic() - started:.2f} {processor() - used:.2f}"
    print(f"{line.strip()} {took} {(shuffled() - written) / 1e6:.0f}", flush=True)
PYTHON

# The properties are the product's own, and a secret, which Spark makes by itself on Kubernetes and not here.
options() { # options MODE
    npx tsx -e '
      const conf = require("./components/spark/conf/encryption").sparkEncryption[process.argv[1]];
      const secret = Object.keys(conf).length > 0 ? { "spark.authenticate.secret": "bench" } : {};
      for (const [name, value] of Object.entries({ ...conf, ...secret })) console.log("--conf\n" + name + "=" + value);
    ' "$1"
}
declare -A ask answer
hear() { # hear MODE: the next line that it says
    local line
    IFS= read -r line <&"${answer[$1]}" || { echo "$1 has ended:" >&2; tail -n 30 "$work/$1.log" >&2; exit 1; }
    echo "$1 $line"
}
start() { # start MODE: leaves it waiting for names of jobs
    local mode=$1 conf in out
    mapfile -t conf < <(options "$mode")
    mkfifo "$work/$mode.in" "$work/$mode.out"
    docker run --rm --name "encryption-bench-$$-$mode" --network none --hostname localhost --env SPARK_LOCAL_IP=127.0.0.1 \
        --volume "$work:/bench:ro" --user 0 "$spark" /opt/spark/bin/spark-submit \
        --master 'local-cluster[2,1,1024]' --executor-memory 1g --driver-memory 1g --conf spark.log.level=ERROR \
        --conf spark.driver.host=localhost --conf spark.shuffle.readHostLocalDisk=false "${conf[@]}" /bench/query.py "$millions" "/bench/$mode.in" \
        >"$work/$mode.out" 2>"$work/$mode.log" &
    # Both ways at once: to open a fifo waits for its other end.
    exec {in}<>"$work/$mode.in" {out}<"$work/$mode.out"
    ask[$mode]=$in answer[$mode]=$out
    hear "$mode"
}
for mode in "${modes[@]}"; do
    start "$mode" >>"$work/times"
    tail -n 1 "$work/times" >&2
done
# The first rounds are the compiler's, and count for nothing.
for round in $(seq -2 "$rounds"); do
    for job in flights query; do
        for mode in "${modes[@]}"; do
            echo "$job" >&"${ask[$mode]}"
            hear "$mode" >"$work/said"
            [ "$round" -lt 1 ] || tee -a "$work/times" <"$work/said" >&2
        done
    done
done
node -e '
  const [file, base] = process.argv.slice(1);
  const times = {};
  for (const line of require("fs").readFileSync(file, "utf8").trim().split("\n")) {
    const [mode, job, ...figures] = line.split(" ");
    ["s of the clock", "s of processors", "MB of shuffles"].forEach((of, i) => ((times[`${job}, ${of}`] ??= {})[mode] ??= []).push(Number(figures[i])));
  }
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  for (const [what, modes] of Object.entries(times)) {
    const ratio = (mode) => (mode === base || what.includes("MB") ? "" : ` (${(median(modes[mode]) / median(modes[base])).toFixed(2)} times)`);
    const of = (mode) => `${mode} ${median(modes[mode])}${ratio(mode)}`;
    console.log(`${what.padEnd(24)} ${Object.keys(modes).map(of).join(", ")}`);
  }
' "$work/times" "${modes[0]}"
