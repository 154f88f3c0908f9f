import fc from "fast-check";
import { type Bin, cheapest } from "../../../bench/packing";

const large: Bin = { name: "large", price: 10, holds: 2 };
const xlarge: Bin = { name: "xlarge", price: 15, holds: 4 };

test("the cheapest of some small nodes and a large one", () => {
  expect(cheapest(3, [large, xlarge])).toEqual({ price: 15, nodes: ["xlarge"] });
  expect(cheapest(2, [large, xlarge])).toEqual({ price: 10, nodes: ["large"] });
  expect(cheapest(6, [large, xlarge])?.price).toBe(25);
  expect(cheapest(1, [{ ...large, holds: 0 }])).toBeUndefined();
});

test("never dearer than any one type alone, and the nodes hold the pods", () => {
  const bin = fc.record({
    name: fc.string(),
    price: fc.integer({ min: 1, max: 99 }),
    holds: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(bin, { minLength: 1, maxLength: 5 }),
      (pods, bins) => {
        const found = cheapest(pods, bins);
        for (const { price, holds } of bins) {
          expect(found?.price).toBeLessThanOrEqual(Math.ceil(pods / holds) * price);
        }
      },
    ),
  );
});
