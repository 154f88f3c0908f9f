/** What to do where Pulumi cannot read a state's secrets, as sentences. */
export const passphraseCure =
  "The state's secrets cannot be read with this passphrase. Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the one that the stack was made with.";
