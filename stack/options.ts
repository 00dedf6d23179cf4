import { fileURLToPath } from 'node:url';

/** What to run and in front of what; see `npm start -- --help`. Without anything: the bundled recording. */
export interface StackOptions {
  recording?: string | undefined;
  rpc?: string | undefined;
  network?: string | undefined;
  pool?: string | undefined;
  distributor?: string | undefined;
  startBlock?: number | undefined;
  /** Query URL of a subgraph on an existing Graph Node: only the gateway is started. */
  graphNode?: string | undefined;
  ipfs?: string | undefined;
  /** Folder with results of `npm run lp-rewards`, which the gateway serves. */
  lpResults?: string | undefined;
  /** Of the gateway; 0 takes a free one. */
  port?: number | undefined;
  data?: string | undefined;
  postgresUrl?: string | undefined;
  /** Follow calls, which needs a node with traces. Default: for recordings only. */
  calls?: boolean | undefined;
  /** False starts everything behind the gateway but not the gateway, `part` starts it as a process of its own. */
  gateway?: false | 'part' | undefined;
}

export const DEFAULT_PORT = 4000;
export const BUNDLED_RECORDING = fileURLToPath(new URL('./recordings/story.jsonl.gz', import.meta.url));
