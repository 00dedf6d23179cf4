/** Settings of the gateway: from the caller or, when run as a command, from arguments and the environment. */
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { StartError } from './errors.ts';
import { environmentName, settings } from './settings.ts';

/** What a caller gives; everything but the Graph Node has a default. */
export type GatewayOptions = z.input<typeof settings>;
/** What the gateway runs with. */
export type GatewayConfig = z.output<typeof settings>;

/** Checks the settings; a wrong one is a StartError that names it. */
export function parseConfig(options: unknown): GatewayConfig {
  const result = settings.safeParse(options);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = issue?.path.join('.') || 'configuration';
  throw new StartError('BAD_CONFIG', `The setting ${name} is not usable (${issue?.message ?? 'invalid'}): correct it.`);
}

/** What the environment sets; an empty text counts as not set, but for lists, where it is the empty one. */
export function environmentSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(settings.shape)) {
    const value = env[environmentName(name)];
    if (value !== undefined && (value !== '' || name === 'corsOrigin')) given[name] = value;
  }
  return given;
}

/** Settings of the command: arguments first, then the environment. */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): GatewayConfig {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: option,
      host: option,
      'graph-node': option,
      rpc: option,
      'lp-results': option,
      'log-level': option,
    },
  });
  const given = {
    port: values.port,
    host: values.host,
    graphNodeUrl: values['graph-node'],
    rpcUrl: values.rpc,
    lpResults: values['lp-results'],
    logLevel: values['log-level'],
  };
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return parseConfig({ ...environmentSettings(env), ...named });
}
