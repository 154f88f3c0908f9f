import { sentence } from "../../../components/errors";
import { checkConfig, readConfig } from "../../../stacks/config";
import { expiryProblems, isExpired } from "../../../stacks/expires";

const read = (values: Record<string, string>) =>
  checkConfig({ get: (key) => values[key] }, Object.keys(values)).problems.map(sentence);
const login = { auths: { "ghcr.io": { username: "u", password: "hunter2", auth: "dTpodW50ZXIy" } } };

describe("the login of a registry", () => {
  test.each([
    ["what docker login writes, indented", JSON.stringify(login, undefined, "\t")],
    ["the same on one line", JSON.stringify(login)],
    ["an object without a login, which the API server takes", "{}"],
    ["no registry yet", '{"auths":{}}'],
    ["a mark that there is one", "[secret]"],
    ["none", ""],
  ])("may be %s", (_, pullSecret) => {
    const values = { target: "kind", attendees: "1", pullSecret };
    expect(read(values)).toEqual([]);
    expect(readConfig({ get: (key) => (values as Record<string, string>)[key] }, [], "dev").pullSecret).toBe(
      pullSecret,
    );
  });

  test.each([
    ["plain text", "hunter2", "is not JSON"],
    ["blank", " ", "is not JSON"],
    ["cut short", '{"auths":{"ghcr.io":{"password":"hunter2"', "is not JSON"],
    ["a list", '["hunter2"]', "is not a JSON object"],
    ["a text in quotes", '"hunter2"', "is not a JSON object"],
    ["auths that are a text", '{"auths":"hunter2"}', "has auths that are not an object"],
    ["a registry that is a text", '{"auths":{"ghcr.io":"hunter2"}}', "has a registry in auths without"],
    [
      "a pointer to a store of this machine",
      '{"auths":{"ghcr.io":{}},"credsStore":"hunter2"}',
      "has no login in it",
    ],
  ])("may not be %s, and is not repeated", (_, pullSecret, reason) => {
    const [problem = "", ...others] = read({ target: "kind", attendees: "1", pullSecret });
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^pullSecret ${reason}`));
    expect(problem).not.toContain("hunter2");
  });

  test("is not repeated under a misspelt key", () => {
    const [problem] = read({ target: "kind", pulSecret: JSON.stringify(login) });
    expect(problem).toBe("pulSecret is not a key of this program. Is pullSecret meant?");
  });
});

test.each([
  ["environment", "[secret]"],
  ["eks", '{"access":{"admins":["[secret]"]}}'],
  ["attendees", "[secret]"],
  ["target", "[secret]"],
])("%s encrypted is said so where nobody can read it, and nothing else", (key, value) => {
  const [problem, ...others] = read({ target: "kind", [key]: value });
  expect(others).toEqual([]);
  expect(problem).toBe(
    `${key} is encrypted, which only the stack itself can read: ./workshop, previews and reviewers cannot. Nothing in it is secret: write it in plain text, pulumi config set --plaintext ${key}.`,
  );
});

describe("expires", () => {
  test.each([
    "2027-03-01",
    "2028-02-29",
    "2027-03-01T18:00Z",
    "2027-03-01T18:00:00Z",
    "2027-03-01T18:00:00+14:00",
    "",
  ])("%j is taken", (expires) => expect(read({ target: "kind", expires })).toEqual([]));

  test.each([
    "2026-13-45",
    "2026-02-30",
    "2027-02-29",
    "0000-00-00",
    "2026-03-01T24:00:00Z",
    "2026-03-01T99:99:99Z",
    "2026-03-01T18:00:00+25:00",
    "2026-03-01T18:00:00+14:01",
    "2026-03-01T18:00:00",
    "2026-03-01 ",
    "soon",
  ])("%j is no date", (expires) => {
    expect(read({ target: "kind", expires })).toEqual([
      `expires ("${expires}") is not a valid date such as 2027-03-01 nor a moment such as 2027-03-01T18:00:00Z. See the key's description in Pulumi.yaml.`,
    ]);
    expect(isExpired(expires, new Date("2100-01-01"))).toBe(false);
  });

  test("in the past is refused when the stack is to come up", () => {
    expect(expiryProblems("2026-03-01", new Date("2026-03-01T23:00:00Z"))).toEqual([]);
    expect(expiryProblems("2026-03-01", new Date("2026-03-02T00:00:00Z")).map(sentence)).toEqual([
      'expires ("2026-03-01") is in the past: the stack would be taken down as soon as it is up. Set a later date, or leave it out.',
    ]);
  });
});
