"""Writes components/units/spark-properties.json: the properties that a Spark knows, by what its configuration registers. In the Spark image:
docker run --rm --volume "$PWD/codegen/spark-properties:/app:ro" IMAGE python3 /app/spark_properties.py
"""

import json
import re

from pyspark.java_gateway import launch_gateway

OBJECTS = [
    *(f"internal.config.{name}$" for name in ("package", "Kryo", "Network", "Python", "R", "Status", "Streaming", "UI")),
    "deploy.k8s.Config$",
    "sql.internal.SQLConf$",
    "sql.internal.StaticSQLConf$",
]
# Of other cluster managers, of Spark's daemons and of its own tests.
OTHERS = re.compile(r"spark\.(yarn|mesos|history|worker|master|deploy|test|testing)\b")

class_of = launch_gateway().jvm.java.lang.Class.forName


def static(name):
    """The one object of a Scala object, with its class."""
    found = class_of(f"org.apache.spark.{name}")
    return found, found.getField("MODULE$").get(None)


for name in OBJECTS:
    static(name)
entry, module = static("internal.config.ConfigEntry$")
registered = entry.getDeclaredField("knownConfigs")
registered.setAccessible(True)

families: dict[str, list[str]] = {}
for name in sorted(registered.get(module).keySet()):
    if not re.match(r"spark\.\w", name) or OTHERS.match(name):
        continue
    family, dot, rest = name.removeprefix("spark.").partition(".")
    families.setdefault(family if dot else "", []).append(rest if dot else family)

_, package = static("package$")
known = {
    "spark": package.SPARK_VERSION(),
    "families": {family: " ".join(names) for family, names in sorted(families.items())},
}
print(json.dumps(known, indent=2))
