import { renderAll } from "../../../cli/preview/render";
import { runTool } from "../../../cli/process/exec";

jest.mock("../../../cli/process/exec", () => ({ runTool: jest.fn() }));
jest.mock("../../../cli/process/signals", () => ({
  stopWhenInterrupted: () => {
    throw new Error("interrupted");
  },
}));

test("after Ctrl-C no program is begun: nobody would be left to end it", async () => {
  await expect(renderAll(process.cwd(), ["dev", "aws", "prod"])).rejects.toThrow("interrupted");
  expect(runTool).not.toHaveBeenCalled();
});
