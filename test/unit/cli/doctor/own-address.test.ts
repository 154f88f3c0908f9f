import { ownAddressFinding } from "../../../../cli/doctor/own-address";

const from = (address?: string) => async () => address;
const narrow = { publicAccess: ["198.41.0.0/24", "52.94.76.7/32"], callersInside: false };

test("a machine that the API server would not let in is told so before anything is made", async () => {
  expect(await ownAddressFinding(narrow, from("20.1.2.3"))).toEqual({
    state: "blocks",
    need: "API server",
    found: "would not let this machine in: 20.1.2.3 is in none of 198.41.0.0/24, 52.94.76.7/32",
    cure: expect.stringMatching(/^Add 20\.1\.2\.3\/32 to eks\.publicAccess, .*STACK_RUNNER\.$/),
  });
  expect(await ownAddressFinding(narrow, from("198.41.0.9"))).toMatchObject({ state: "ok" });
});

test("nobody is asked where every address is let in, or none matters", async () => {
  const asked = jest.fn(from("20.1.2.3"));
  const open = { publicAccess: ["0.0.0.0/0"], callersInside: false };
  expect(await ownAddressFinding(open, asked)).toMatchObject({ state: "ok" });
  expect(await ownAddressFinding({ publicAccess: [], callersInside: true }, asked)).toMatchObject({
    state: "ok",
  });
  expect(asked).not.toHaveBeenCalled();
});

test.each([undefined, "2001:db8::1", "<html>"])("no proof, no objection: %p", async (answer) => {
  expect(await ownAddressFinding(narrow, from(answer))).toMatchObject({ state: "ok" });
});
