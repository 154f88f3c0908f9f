import { storageRules, storageWarnings } from "../../../../components/spark/rules/storage";
import { subject } from "../../../support/subject";

const lists = ["jars", "files", "pyFiles", "archives"] as const;

test.each(["s3a:/lake/a.jar", "s3a:///a.jar", "s3a:a.jar"])("%s names no bucket", (value) => {
  const told = storageRules.flatMap((rule) =>
    rule(subject({ mainApplicationFile: value, arguments: [value] })),
  );
  expect(told.map(({ path, reason }) => [path, reason])).toEqual([
    ["spec.mainApplicationFile", "names no bucket"],
  ]);
});

describe.each(["s3", "s3n"])("%s://, which no file system outside of EMR answers to", (scheme) => {
  const path = `${scheme}://lake/a`;
  const found = (spec: object) =>
    storageRules.flatMap((rule) => rule(subject(spec))).map(({ path: at, cure }) => [at, cure]);

  test.each(lists)("is refused in deps.%s", (list) => {
    expect(found({ deps: { [list]: [path] } })).toEqual([[`spec.deps.${list}[0]`, "Use s3a://lake/a."]]);
  });

  test("is refused of the main file and of properties, and not of an argument", () => {
    expect(found({ mainApplicationFile: path, arguments: [path] })).toEqual([
      ["spec.mainApplicationFile", "Use s3a://lake/a."],
    ]);
    expect(found({ sparkConf: { "spark.eventLog.dir": path } })).toHaveLength(1);
  });

  test("is taken where the job maps the scheme to S3A itself", () => {
    const hadoopConf = { [`fs.${scheme}.impl`]: "org.apache.hadoop.fs.s3a.S3AFileSystem" };
    expect(found({ deps: { jars: [path] }, hadoopConf })).toEqual([]);
  });
});

test.each(lists)("a bucket that is none of the stack's is said of deps.%s", (list) => {
  const warned = storageWarnings(subject({ deps: { [list]: ["s3a://lake/a", "s3a://other/a"] } }));
  expect(warned.map(({ path }) => path)).toEqual([`spec.deps.${list}[1]`]);
});
