/**
 * Images that a repository of the stack's own keeps, by when they were pushed: each change is another tag, of about half a gigabyte
 * at $0.10 a gigabyte and month.
 */
export const imagesKept = 5;

/** The lifecycle policy of such a repository. @see ECR user guide, "Examples of lifecycle policies" */
export function keepLast(count: number): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `the last ${count}`,
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: count },
        action: { type: "expire" },
      },
    ],
  });
}
