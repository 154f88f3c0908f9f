/** Another run of the same cases: `PROPERTY_SEED=… npx jest …`. A failure prints its seed. CI asks the same each time. */
const seed = Number(process.env.PROPERTY_SEED ?? (process.env.CI ? 1 : Date.now() % 2 ** 31));

/** So many cases of a property, with the seed that they all have. */
export const runs = (numRuns: number) => ({ seed, numRuns });
