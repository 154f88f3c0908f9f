import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { ProgramInfo, RunPluginRequest, RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { runtimeOptions, splitWords } from "../../../offline/plugins/language/options";
import { pluginArguments, pluginEnvironment } from "../../../offline/plugins/language/plugin";
import { stackVariables } from "../../../offline/plugins/language/policy-pack";
import { legacyKeys, outcome, programArguments } from "../../../offline/plugins/language/program";

describe("runtime options", () => {
  it("has the real host's defaults", () => {
    expect(runtimeOptions({})).toEqual({
      typescript: true,
      tsconfig: "",
      nodeargs: [],
      packagemanager: "npm",
    });
  });

  it("splits the arguments for node as a shell would", () => {
    expect(runtimeOptions({ nodeargs: "--import tsx", typescript: false })).toMatchObject({
      typescript: false,
      nodeargs: ["--import", "tsx"],
    });
    expect(splitWords(` --a='b c'  "d\\"e" f\\ g '' `)).toEqual(["--a=b c", 'd"e', "f g", ""]);
    expect(() => splitWords("--a 'b")).toThrow("the quote ' is not closed");
  });

  it("refuses options of the wrong type", () => {
    expect(() => runtimeOptions({ typescript: "no" })).toThrow("typescript option must be a boolean");
    expect(() => runtimeOptions({ nodeargs: 1 })).toThrow("nodeargs option must be a string");
  });
});

describe("running a program", () => {
  const request = (dryRun: boolean): RunRequest => {
    const info = new ProgramInfo();
    info.setProgramDirectory("/program");
    info.setRootDirectory("/root");
    info.setEntryPoint(".");
    const run = new RunRequest();
    run.setInfo(info);
    run.setMonitorAddress("127.0.0.1:1");
    run.setProject("p");
    run.setStack("dev");
    run.setOrganization("organization");
    run.setParallel(8);
    run.setDryrun(dryRun);
    return run;
  };

  it("says all that the SDK's runner asks for", () => {
    expect(programArguments(request(true), "127.0.0.1:2").join(" ")).toBe(
      "--monitor 127.0.0.1:1 --engine 127.0.0.1:2 --organization organization --project p --root-directory /root --stack dev --pwd /program --parallel 8 --dry-run .",
    );
    expect(programArguments(request(false), "127.0.0.1:2")).not.toContain("--dry-run");
  });

  it("passes configuration under the names that every SDK reads", () => {
    expect(legacyKeys({ "p:a": "1", "p:config:b": "2", "p:c:d": "3" })).toEqual({
      "p:config:a": "1",
      "p:config:b": "2",
      "p:config:c:d": "3",
    });
  });

  it.each([
    [0, null, { error: "", bail: false }],
    [32, null, { error: "", bail: true }],
    [1, null, { error: "Program exited with non-zero exit code: 1", bail: false }],
    [null, "SIGKILL" as const, { error: "Program exited unexpectedly: signal: SIGKILL", bail: false }],
  ])("answers exit code %s, signal %s", (code, signal, expected) => {
    expect(outcome(code, signal).toObject()).toEqual(expected);
  });
});

test("a package of components is run by the SDK's own runner, with what the engine and PulumiPlugin.yaml say", () => {
  const info = new ProgramInfo();
  info.setProgramDirectory(process.cwd());
  info.setOptions(Struct.fromJavaScript({ typescript: false, nodeargs: "--max-old-space-size=512" }));
  const request = new RunPluginRequest();
  request.setInfo(info);
  request.setArgsList(["127.0.0.1:1"]);
  request.setEnvList(["A=b=c"]);
  const [runner, ...args] = pluginArguments(request);
  expect(runner).toMatch(/@pulumi\/pulumi\/cmd\/run-plugin\/index\.js$/);
  expect(args).toEqual(["--max-old-space-size=512", process.cwd(), "127.0.0.1:1"]);
  expect(pluginEnvironment(request)).toEqual({ A: "b=c" });
});

describe("running a policy pack", () => {
  it("tells it the stack by the variables that the SDK reads at the start", () => {
    const request = new AnalyzerStackConfigureRequest();
    request.setProject("p").setStack("prod").setDryRun(true);
    request.getConfigMap().set("p:environment", "prod");
    expect(stackVariables(request)).toEqual({
      PULUMI_NODEJS_PROJECT: "p",
      PULUMI_NODEJS_STACK: "prod",
      PULUMI_NODEJS_DRY_RUN: "true",
      PULUMI_CONFIG: '{"p:environment":"prod"}',
    });
  });
});
