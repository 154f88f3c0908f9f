import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from zipfile import ZipFile

import jars


class Jars(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.spark, self.s3a = (Path(folder.name, name) for name in ("spark", "s3a"))
        self.spark.mkdir()
        self.s3a.mkdir()
        quiet = contextlib.redirect_stdout(io.StringIO())
        quiet.__enter__()
        self.addCleanup(quiet.__exit__, None, None, None)

    def jar(self, folder, name, *entries, content=""):
        with ZipFile(folder / name, "w") as archive:
            for entry in entries:
                archive.writestr(entry, content)

    def names(self):
        return sorted(p.name for p in self.spark.iterdir())

    def entries(self, name):
        with ZipFile(self.spark / name) as archive:
            return sorted(archive.namelist())

    def test_names_and_versions(self):
        self.assertEqual(jars.artifact("httpclient-4.5.14.jar"), ("httpclient", (4, 5, 14)))
        self.assertEqual(jars.artifact("netty-buffer-4.2.7.Final.jar"), ("netty-buffer", (4, 2, 7)))
        self.assertEqual(jars.artifact("hive-exec-2.3.10-core.jar"), ("hive-exec", (2, 3, 10)))
        self.assertEqual(jars.artifact("spark-core_2.13-4.1.2.jar"), ("spark-core_2.13", (4, 1, 2)))

    def test_sparks_own_newer_copy_stays_alone(self):
        self.jar(self.spark, "http-4.10.jar", "A.class")
        self.jar(self.s3a, "http-4.9.jar", "A.class")
        self.jar(self.s3a, "s3-2.jar", "B.class")
        jars.merge(self.s3a, self.spark)
        self.assertEqual(self.names(), ["http-4.10.jar", "s3-2.jar"])

    def test_an_older_copy_of_sparks_is_refused(self):
        self.jar(self.spark, "http-4.9.jar")
        self.jar(self.s3a, "http-4.10.jar")
        with self.assertRaisesRegex(jars.Refused, "http-4.10.jar is newer than Spark's own http 4.9"):
            jars.merge(self.s3a, self.spark)

    def test_the_very_same_class_twice_is_no_conflict(self):
        self.jar(self.spark, "spark-core-4.jar", "Unused.class")
        self.jar(self.s3a, "spark-hadoop-cloud-4.jar", "Unused.class")
        jars.merge(self.s3a, self.spark)
        self.assertEqual(self.names(), ["spark-core-4.jar", "spark-hadoop-cloud-4.jar"])

    def test_another_version_of_a_class_in_a_jar_of_another_name_is_refused(self):
        self.jar(self.spark, "jcl-over-slf4j-2.0.jar", "org/Log.class", content="Spark's")
        self.jar(self.s3a, "commons-logging-1.2.jar", "org/Log.class", content="another")
        with self.assertRaisesRegex(jars.Refused, "commons-logging-1.2.jar .* jcl-over-slf4j-2.0.jar"):
            jars.merge(self.s3a, self.spark)

    def test_other_platforms_go(self):
        libraries = ["linux/amd64/z.so", "linux/aarch64/z.so", "win/amd64/z.dll", "darwin/aarch64/z.dylib", "b-linux64-musl.so"]
        for machine, stays in (("x86_64", "linux/amd64/z.so"), ("aarch64", "linux/aarch64/z.so")):
            self.jar(self.spark, "z-1.jar", "Z.class", "x86/notes.txt", *libraries)
            self.jar(self.spark, "quic-1-osx-x86_64.jar", "META-INF/native/quic_osx_x86_64.jnilib")
            self.jar(self.spark, "spark-yarn_2.13-4.jar", "Y.class")
            jars.prune(self.spark, machine)
            self.assertEqual(self.names(), ["z-1.jar"])
            self.assertEqual(self.entries("z-1.jar"), sorted(["Z.class", "x86/notes.txt", stays]))

    def test_a_platform_without_a_list_is_refused(self):
        with self.assertRaisesRegex(jars.Refused, "s390x"):
            jars.prune(self.spark, "s390x")

    def test_missing_classes(self):
        report = "hadoop-aws.jar -> not found\n   org.Encryption$1   -> com.Kms   not found\n"
        jars.missing(report, "# why\norg.Encryption\n")
        with self.assertRaisesRegex(jars.Refused, "lack something they refer to: org.Encryption"):
            jars.missing(report, "")
        with self.assertRaisesRegex(jars.Refused, "off the list: org.Gone"):
            jars.missing(report, "org.Encryption\norg.Gone\n")

    def test_configuration_in_a_jar_is_refused(self):
        self.jar(self.spark, "a-1.jar", "hive-log4j2.properties", "core-default.xml", "org/log4j2.properties")
        jars.configuration(self.spark)
        self.jar(self.spark, "b-1.jar", "core-site.xml", "log4j2.properties")
        with self.assertRaisesRegex(jars.Refused, "b-1.jar has core-site.xml, log4j2.properties"):
            jars.configuration(self.spark)


if __name__ == "__main__":
    unittest.main()
