/** Where the parts of jobs lie in the bucket. */
export const parts = "s3a://workshop-lake/parts";
/** Where each job writes. */
export const outputs = "s3a://workshop-lake/matrix";
