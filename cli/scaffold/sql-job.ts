import { type JobNames, jobFile, type NewFile } from "./job-kinds";
import { testClass, testHead } from "./python-job";

/** A job in SQL: statements in a file of their own, run one after the other by a small PySpark program. */
export function sqlJob(names: JobNames): NewFile[] {
  const { job, module } = names;
  return [
    jobFile(names, {
      about: "Flights by airline, in SQL. Change the statements.",
      readsData: true,
      imports: ['import { readFileSync } from "node:fs";'],
      args: [
        `python: "apps/${job}/${module}.py",`,
        "// In the job's ConfigMap: an edit of the statements runs the job again.",
        `settings: { STATEMENTS: readFileSync("apps/${job}/${module}.sql", "utf8") },`,
        `arguments: ["--input", \`\${data.uri}/flights.csv\`, "--output", \`\${lake.uri}/${job}\`],`,
      ],
    }),
    {
      path: `apps/${job}/${module}.sql`,
      text: `-- Statements end with a semicolon at the end of a line. $input and $output are the job's arguments.
CREATE TEMPORARY VIEW flights USING csv OPTIONS (path '$input', header 'true');

INSERT OVERWRITE DIRECTORY '$output' USING parquet
SELECT carrier, count(*) AS flights
FROM flights
GROUP BY carrier
ORDER BY flights DESC, carrier;
`,
    },
    {
      path: `apps/${job}/${module}.py`,
      text: `"""Runs the statements of ${module}.sql, which come in the variable STATEMENTS."""

import argparse
import os
import re
from string import Template

from pyspark.sql import SparkSession


def statements(text: str, **names: str) -> list[str]:
    """The statements of a file, with its names filled in. One that is not known is an error."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
    parts = re.split(r";\\s*$", "\\n".join(lines), flags=re.MULTILINE)
    return [Template(part.strip()).substitute(names) for part in parts if part.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    args = parser.parse_args()
    spark = SparkSession.builder.appName("${job}").getOrCreate()
    for statement in statements(os.environ["STATEMENTS"], input=args.input, output=args.output):
        spark.sql(statement)
    spark.stop()


if __name__ == "__main__":
    main()
`,
    },
    {
      path: `apps/${job}/test_${module}.py`,
      text: `${testHead(job)}
import ${module}

FLIGHTS = """\\
carrier,flight
UA,1
B6,2
UA,3
"""


${testClass(names)}
    def test_the_statements_count_airlines(self):
        text = Path(__file__).with_name("${module}.sql").read_text()
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "flights.csv"), Path(folder, "out")
            source.write_text(FLIGHTS)
            for statement in ${module}.statements(text, input=str(source), output=str(target)):
                self.spark.sql(statement)
            rows = self.spark.read.parquet(str(target)).orderBy("carrier").collect()
        self.assertEqual([tuple(row) for row in rows], [("B6", 1), ("UA", 2)])

    def test_a_name_that_is_not_given_is_an_error(self):
        with self.assertRaises(KeyError):
            ${module}.statements("SELECT '$nothing';")


if __name__ == "__main__":
    unittest.main()
`,
    },
  ];
}
