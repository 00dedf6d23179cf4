/** What a recording knows of the contracts' views: probes, and events that set an allowance or a role. */
import { Interface, type LogDescription } from 'ethers';
import { CONTRACT } from '../../audit/chain/contract.ts';
import poolAbi from '../../subgraph/abis/LiquidityStakingV1.json' with { type: 'json' };
import { type Answer, type Probes, type RecordedBlock, readRecordingFile } from './recording.ts';

/** A recorded revert. */
export class Revert extends Error {}
/** Nothing recorded tells. */
export class Unknown extends Error {}

/** A lie: what the view answers from that block on is changed. */
export interface Falsehood {
  view: string;
  args: string[];
  fromBlock: number;
  change: (answer: Answer) => Answer;
}

const EVENTS = new Interface(poolAbi);

/** In the contract's code, so that one answer holds for as long as the code does. */
const IMMUTABLES = ['DISTRIBUTION_START', 'DISTRIBUTION_END', 'STAKED_TOKEN', 'REWARDS_TOKEN', 'REWARDS_TREASURY'];

/** What no event has set: a recording has all events from the beginning. */
const UNSET: Readonly<Record<string, Answer>> = { allowance: '0', hasRole: false, getRoleAdmin: `0x${'0'.repeat(64)}` };

/** Contracts that are asked, by their names in a recording. */
const ASKED = ['liquidityStaking', 'merkleDistributor', 'usdc'];

/** Contracts whose events are read. */
const OWN = ['liquidityStaking', 'merkleDistributor'];

/** Blocks and values of what an event has set, by contract, view and arguments. */
type History = Map<string, { block: number; value: Answer }[]>;

export class RecordedAnswers {
  readonly falsehoods: Falsehood[] = [];
  chainId = 1;
  lastBlock = 0;
  /** Name by address. */
  readonly #contracts = new Map<string, string>();
  readonly #probes = new Map<number, Map<string, Answer>>();
  readonly #history: History = new Map();

  static async read(file: string): Promise<RecordedAnswers> {
    const answers = new RecordedAnswers();
    for await (const line of readRecordingFile(file)) {
      if (line.type === 'header') {
        answers.chainId = line.chainId;
        for (const name of ASKED) answers.#contracts.set(line.contracts[name]?.address ?? '', name);
      }
      if (line.type === 'block') answers.#readLogs(line);
      if (line.type === 'probes' && line.kind === 'block') answers.#readProbes(line);
    }
    return answers;
  }

  /** Returned bytes of a call after that block. */
  call(to: string, data: string, from: string | undefined, block: number): string {
    const parsed = CONTRACT.parseTransaction({ data });
    if (parsed === null) throw new Unknown(`no function has the selector ${data.slice(0, 10)}`);
    const { name } = parsed;
    const args = parsed.args.map((value: unknown) => String(value).toLowerCase());
    if (name === 'claimRewards' && from?.toLowerCase() !== args[0]) throw new Unknown('a claim for another account');
    const answer = this.#falsified(name, args, block, this.#find(to.toLowerCase(), name, args, block));
    if (typeof answer === 'object' && !Array.isArray(answer)) throw new Revert(`execution reverted: ${answer.revert}`);
    return CONTRACT.encodeFunctionResult(name, Array.isArray(answer) ? answer : [answer]);
  }

  #find(to: string, name: string, args: string[], block: number): Answer {
    const contract = this.#contracts.get(to) ?? to;
    const known = this.#probes.get(block)?.get(`${contract} ${name} ${args}`);
    if (known !== undefined) return known;
    const set = this.#history.get(`${contract} ${name} ${args}`)?.findLast((each) => each.block <= block);
    if (set !== undefined) return set.value;
    if (name in UNSET && OWN.includes(contract)) return UNSET[name] as Answer;
    if (name === 'getShortfall') return this.#shortfall(Number(args[0]), block);
    throw new Unknown(`missing trie node: ${name}(${args}) is not recorded at block ${block}`);
  }

  /** Beyond the list the contract runs into an invalid opcode; of the list itself all are recorded. */
  #shortfall(index: number, block: number): Answer {
    const count = this.#probes.get(block)?.get('liquidityStaking getShortfallCount ');
    if (typeof count === 'string' && index >= Number(count)) return { revert: 'invalid opcode: INVALID' };
    throw new Unknown(`missing trie node: getShortfall(${index}) is not recorded at block ${block}`);
  }

  #falsified(view: string, args: string[], block: number, answer: Answer): Answer {
    const lie = this.falsehoods.find(
      (each) => each.view === view && each.args.join() === args.join() && block >= each.fromBlock,
    );
    return lie === undefined ? answer : lie.change(answer);
  }

  #readProbes({ block, groups }: Probes): void {
    const known = this.#probes.get(block) ?? new Map<string, Answer>();
    this.#probes.set(block, known);
    for (const { contract, args, results } of groups) {
      const given = args.map((argument) => argument.toLowerCase());
      for (const [view, answer] of Object.entries(results)) {
        known.set(`${contract} ${view} ${given}`, answer);
        if (OWN.includes(contract) && IMMUTABLES.includes(view)) this.#set(contract, view, given, block, answer);
      }
    }
  }

  #readLogs({ number, logs }: RecordedBlock): void {
    this.lastBlock = number;
    for (const log of logs) {
      const contract = this.#contracts.get(log.address) ?? '';
      const event = OWN.includes(contract) ? EVENTS.parseLog(log) : null;
      if (event !== null) this.#readEvent(contract, event, number);
    }
  }

  #readEvent(contract: string, { name, args }: LogDescription, block: number): void {
    const set = (view: string, keys: unknown[], value: Answer) => this.#set(contract, view, keys, block, value);
    if (name === 'Approval') set('allowance', [args.owner, args.spender], String(args.value));
    if (name === 'RoleGranted' || name === 'RoleRevoked') {
      set('hasRole', [args.role, args.account], name === 'RoleGranted');
      // Of a role that never had another admin.
      if (!this.#history.has(`${contract} getRoleAdmin ${args.role}`))
        set('getRoleAdmin', [args.role], `0x${'0'.repeat(64)}`);
    }
    if (name === 'RoleAdminChanged') set('getRoleAdmin', [args.role], args.newAdminRole);
  }

  #set(contract: string, view: string, keys: unknown[], block: number, value: Answer): void {
    const key = `${contract} ${view} ${keys.map((each) => String(each).toLowerCase())}`;
    this.#history.set(key, [...(this.#history.get(key) ?? []), { block, value }]);
  }
}
