/** What bench/peers.ts hands over in the environment. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: this is started by npm run bench -- --only peers`);
  return value;
}
