/**
 * Stands in unit tests for what Pulumi's SDK loads to send functions to the cloud, which this program never does: npm's own library
 * and the TypeScript compiler are two thirds of the time in which a file of tests gets the SDK.
 */
export default {};
