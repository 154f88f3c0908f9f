/**
 * Which folder may import which. `npm run lint` holds the sources to it.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "components-stand-alone",
      comment:
        "components/ is what others would import: it knows neither the program, nor the tool, nor the tests.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(jobs|stacks|cli|policies|test|offline|codegen|bench|index\\.ts)" },
    },
    {
      name: "program-uses-the-package-by-its-entries",
      comment: "What the program needs of components/, other people's programs can have: it is exported.",
      severity: "error",
      from: { path: "^(index\\.ts|stacks/|jobs/)" },
      to: { path: "^components/", pathNot: "^components/(index|kind|existing|eks|facts|problems)\\.ts$" },
    },
    {
      name: "only-what-declares-loads-components",
      comment: "The rest of stacks/ is read by commands that make nothing: facts and problems load no SDK.",
      severity: "error",
      from: {
        path: "^(index\\.ts|stacks/)",
        pathNot: "^stacks/(attendees|aws|existing|kind|spark-platform|targets/[^/]+/program)\\.ts$",
      },
      to: { path: "^components/(index|kind|existing|eks)\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "facades-need-components-alone",
      comment: "They hand components to other languages.",
      severity: "error",
      from: { path: "^facades/" },
      to: { path: "^(jobs|stacks|cli|policies|test|offline|codegen|bench|index\\.ts)" },
    },
    {
      name: "jobs-need-components-alone",
      comment: "The program finds jobs by the names of their files; a job imports what it declares.",
      severity: "error",
      from: { path: "^jobs/" },
      to: { path: "^(stacks|cli|policies|test|offline|codegen|bench|index\\.ts)" },
    },
    {
      name: "stacks-know-no-tool",
      comment: "The program runs under plain pulumi as well.",
      severity: "error",
      from: { path: "^(stacks/|index\\.ts)" },
      to: { path: "^(cli|policies|test|offline|codegen|bench)/" },
    },
    {
      name: "policies-read-components",
      comment: "A policy calls the rule of the component, and reads the types of the stacks' configuration.",
      severity: "error",
      from: { path: "^policies/" },
      to: { path: "^(cli|test|offline|codegen|bench|index\\.ts)" },
    },
    {
      name: "policies-take-only-types-of-stacks",
      severity: "error",
      from: { path: "^policies/" },
      // The facts of the targets are data: they load nothing.
      to: { path: "^stacks/", pathNot: "^stacks/targets\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "cli-needs-no-offline",
      comment: "cli/ starts the stand-ins as programs of their own; it loads nothing of them.",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: "^(test|offline|codegen|bench)/" },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-circles-between-folders-of-components",
      severity: "error",
      scope: "folder",
      from: { path: "^components/[^/]+$" },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)node_modules/|^(\\.(workshop|git)|(site/)?dist)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
