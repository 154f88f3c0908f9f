/**
 * What a program is told when it asks the cloud who and where it is: nobody in particular, in the region of the stack file.
 * The same on every machine, so that account ids and zones in a report say nothing of whoever made it.
 *
 * @param region that the stack file names.
 */
export function answerOf(
  token: string,
  inputs: Record<string, unknown>,
  region: string,
): Record<string, unknown> {
  switch (token) {
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId, arn: `arn:aws:iam::${accountId}:role/preview`, id: accountId, userId: "preview" };
    case "aws:index/getAvailabilityZones:getAvailabilityZones":
      return { id: region, names: zoneLetters.map((letter) => `${region}${letter}`), zoneIds: [] };
    case "aws:eks/getClusters:getClusters":
      return { id: region, names: [] };
    case "aws:index/getRegion:getRegion":
      return {
        id: region,
        name: region,
        region,
        description: region,
        endpoint: `ec2.${region}.amazonaws.com`,
      };
    case "aws:index/getPartition:getPartition":
      return { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };
    default:
      return inputs;
  }
}

const accountId = "000000000000";
/** As many zones as any region has. */
const zoneLetters = ["a", "b", "c", "d", "e", "f"];
