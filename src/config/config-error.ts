/** Everything that is wrong with the environment, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
