/** Spaces that YAML takes for letters, as pages of the web have them: the no-break space and its like, for a regular expression. */
export const otherSpaces = "[\\u00a0\\u2000-\\u200a\\u202f\\u3000]";
