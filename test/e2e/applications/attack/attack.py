"""What a job of one attendee tries with its keys and over the network, and what comes of it: a file of JSON with a word for each try."""

import json
import os
import socket
import sys

from pyspark.sql import SparkSession


def main(output: str, victim: str, addresses: str) -> None:
    spark = SparkSession.builder.getOrCreate()
    jvm = spark._jvm
    conf = spark._jsc.hadoopConfiguration()

    def path(uri):
        return jvm.org.apache.hadoop.fs.Path(uri)

    def fs(uri):
        return path(uri).getFileSystem(conf)

    def read(uri):
        stream = fs(uri).open(path(uri))
        try:
            stream.read()
        finally:
            stream.close()

    def write(uri):
        stream = fs(uri).create(path(uri), True)
        stream.writeBytes("attacked\n")
        stream.close()

    def listing(uri):
        fs(uri).listStatus(path(uri))

    def delete(uri):
        if not fs(uri).delete(path(uri), True):
            raise ValueError("nothing was there to delete")

    def reach(address):
        host, port = address.rsplit(":", 1)
        socket.create_connection((host, int(port)), timeout=3).close()

    # A connection that a network policy forbids gets no answer at all.
    def is_refused(error: Exception) -> bool:
        return isinstance(error, TimeoutError) or "AccessDenied" in str(error) or "403" in str(error)

    tries = {
        "write what is its own": lambda: write(output + ".own"),
        "read what is its own": lambda: read(output + ".own"),
        "read raw data": lambda: listing("s3a://workshop-landing/nycflights13/"),
        "read another's object": lambda: read(f"s3a://workshop-lake/{victim}/secret.txt"),
        "list another's folder": lambda: listing(f"s3a://workshop-lake/{victim}/"),
        "overwrite another's object": lambda: write(f"s3a://workshop-lake/{victim}/secret.txt"),
        "delete another's object": lambda: delete(f"s3a://workshop-lake/{victim}/secret.txt"),
        "delete another's folder": lambda: delete(f"s3a://workshop-lake/{victim}/"),
        "read the platform's tables": lambda: read("s3a://workshop-lake/secret.txt"),
        "write the platform's tables": lambda: write("s3a://workshop-lake/flights-report/part-0.json"),
        "write raw data": lambda: write("s3a://workshop-landing/nycflights13/more.csv"),
        "read another's event log": lambda: read(f"s3a://workshop-events/{victim}/secret.log"),
        "write another's event log": lambda: write(f"s3a://workshop-events/{victim}/secret.log"),
        "write an event log of the platform": lambda: write("s3a://workshop-events/forged"),
    }
    for name, address in json.loads(addresses).items():
        tries["reach " + name] = lambda address=address: reach(address)
    said = {"who it is": os.environ.get("AWS_ACCESS_KEY_ID", "nobody")}
    for name, attempt in tries.items():
        try:
            attempt()
            said[name] = "done"
        except Exception as error:  # noqa: BLE001: each error is an answer
            said[name] = "refused" if is_refused(error) else f"failed: {error}"[:500]
    stream = fs(output).create(path(output), True)
    stream.writeBytes(json.dumps(said))
    stream.close()
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
