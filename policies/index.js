require("tsx/cjs");
require("./pack.ts").start();
