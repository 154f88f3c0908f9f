"""A job that does a little of what most jobs do, so that the classes for it get into the archive."""

import tempfile

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

folder = tempfile.mkdtemp()
spark = SparkSession.builder.appName("shared-classes").getOrCreate()
numbers = spark.range(1000).select("id", (F.col("id") % 8).alias("k"), F.lit("text").alias("s"), F.current_timestamp().alias("at"))
for format in "parquet", "json", "csv", "orc":
    numbers.repartition(2).write.mode("overwrite").format(format).save(f"{folder}/{format}")
    spark.read.format(format).load(f"{folder}/{format}").count()
numbers.write.partitionBy("k").parquet(f"{folder}/partitions")
numbers.createOrReplaceTempView("numbers")
spark.sql("select a.k, count(*) n, avg(a.id) from numbers a join numbers b on a.id = b.id group by a.k order by n").show()
numbers.withColumn("row", F.row_number().over(Window.partitionBy("k").orderBy("id"))).agg(F.sum("row")).show()
double = F.udf(lambda n: 2 * n, "long")
print(numbers.select(F.sum(double("id"))).first())
print(spark.sparkContext.parallelize(range(100), 2).map(lambda n: n % 3).countByValue())

# The clients of S3 and of Kubernetes, as far as they get without one.
jvm, conf = spark._jvm, spark._jsc.hadoopConfiguration()
for key, value in {
    "endpoint": "http://127.0.0.1:9",
    "endpoint.region": "us-east-1",
    "access.key": "x",
    "secret.key": "x",
    "attempts.maximum": "0",
    "retry.limit": "0",
    "path.style.access": "true",
}.items():
    conf.set(f"fs.s3a.{key}", value)
try:
    spark.read.text("s3a://bucket/key").count()
except Exception as error:
    print(f"no S3 here: {type(error).__name__}")
try:
    client = jvm.io.fabric8.kubernetes.client.KubernetesClientBuilder().withConfig(
        jvm.io.fabric8.kubernetes.client.ConfigBuilder().withMasterUrl("http://127.0.0.1:9").withRequestRetryBackoffLimit(0).build()
    ).build()
    client.pods().inNamespace("default").list()
except Exception as error:
    print(f"no Kubernetes here: {type(error).__name__}")
for name in (
    "org.apache.spark.deploy.history.HistoryServer",
    "org.apache.spark.deploy.history.FsHistoryProvider",
    "org.apache.spark.deploy.k8s.submit.KubernetesClientApplication",
    "org.apache.spark.deploy.k8s.submit.KubernetesDriverBuilder",
    "org.apache.spark.executor.CoarseGrainedExecutorBackend",
    "org.apache.spark.scheduler.cluster.k8s.ExecutorPodsAllocator",
    "org.apache.spark.scheduler.cluster.k8s.ExecutorPodsLifecycleManager",
    "org.apache.spark.scheduler.cluster.k8s.ExecutorPodsWatchSnapshotSource",
    "org.apache.spark.scheduler.cluster.k8s.ExecutorPodsPollingSnapshotSource",
    "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
    "org.apache.spark.scheduler.cluster.k8s.KubernetesClusterSchedulerBackend",
    "org.apache.spark.scheduler.cluster.k8s.KubernetesClusterManager",
    "org.apache.hadoop.fs.s3a.commit.magic.MagicS3GuardCommitter",
    "org.apache.hadoop.fs.s3a.commit.magic.MagicCommitTracker",
    "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol",
    "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter",
    "org.apache.spark.metrics.sink.PrometheusServlet",
):
    jvm.java.lang.Class.forName(name)
spark.stop()
