/** The Merkle distributor: each activity against what was before it, and what is stored against all of them. */
import { DistributorBooks, SETTINGS, textAt } from '../books/distributor.ts';
import { type Check, type Closing, placeOf, type World } from '../check.ts';
import type { Activity, LedgerRow } from '../ledger/rows.ts';
import { allOf, type LedgerSource, type Stored, textOf } from '../ledger/source.ts';
import { FIELDS } from '../replay.ts';
import { Sheet } from '../sheet.ts';
import { compareStored } from './stored.ts';

const OWN_TYPES = new Set([
  ...Object.keys(SETTINGS),
  ...['RootProposed', 'RootUpdated', 'RootUpdatesPaused', 'RootUpdatesUnpaused'],
  ...['RewardsClaimed', 'AlwaysAllowClaimForUpdated'],
]);

const CONTRACT = 42;

export class DistributorCheck implements Check {
  readonly sheet = new Sheet(
    'distributor',
    'Settings, roots and claims of the Merkle distributor are what its activities say, and each says what was before it.',
  );
  readonly #world: World;
  readonly #books = new DistributorBooks();
  /** Of each contract that an activity names, and of the distributor under its name, the first block. */
  readonly #firstBlocks = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Of a window: what was stored before it. */
  async load(source: LedgerSource): Promise<void> {
    const [distributor] = await allOf(source, 'rewardsDistributors');
    if (distributor === undefined) return;
    const [roots, accounts] = [await allOf(source, 'rewardsRoots'), await allOf(source, 'rewardsAccounts')];
    this.#books.load(distributor, roots, accounts);
    this.#firstBlocks.set('distributor', textAt(distributor, 'firstBlock'));
  }

  before({ activity }: LedgerRow): void {
    const { type, fields } = activity;
    const place = placeOf(activity);
    const { state, isInitialised } = this.#books;
    for (const [, stored, previous] of SETTINGS[type] ?? []) {
      this.sheet.equal(fields[previous], isInitialised ? state[stored] : undefined, previous, place);
    }
    if (type === 'RootProposed' || type === 'RootUpdated') this.sheet.equal(fields.root, rootId(fields), 'root', place);
    if (type === 'RootUpdated') this.sheet.equal(fields.previousRoot ?? '', state.activeRoot, 'previousRoot', place);
    const contract = OWN_TYPES.has(type) ? 'distributor' : (fields.role?.slice(0, CONTRACT) ?? fields.proxy);
    if (contract !== undefined && !this.#firstBlocks.has(contract))
      this.#firstBlocks.set(contract, String(activity.blockNumber));
  }

  after({ activity }: LedgerRow): void {
    this.#books.book(activity);
    if (!OWN_TYPES.has(activity.type)) return;
    const place = placeOf(activity);
    const { replay } = this.#world;
    const [subject = ''] = replay.subjects('rewardsDistributor');
    for (const field of FIELDS.rewardsDistributor ?? []) {
      const value = replay.value('rewardsDistributor', subject, field);
      this.sheet.equal(numberOf(this.#books.state[field]), value, `${field}, against its changes,`, place);
    }
    this.#compareClaim(activity);
  }

  async finish({ source }: Closing): Promise<void> {
    const distributors = await allOf(source, 'rewardsDistributors');
    for (const row of distributors) {
      const id = textOf(row, 'id');
      this.#compare('rewardsDistributor', row, this.#books.state);
      const blocks = [this.#firstBlocks.get('distributor'), this.#firstBlocks.get(id)].filter((block) => block);
      const first = String(Math.min(...blocks.map(Number)));
      this.sheet.equal(textAt(row, 'firstBlock'), first, 'what is stored', {
        subject: `rewardsDistributor ${id} firstBlock`,
      });
      compareStored(this.sheet, 'rewardsDistributor', row, this.#world.replay);
    }
    await this.#compareAll(source, 'rewardsRoots', this.#books.roots, distributors);
    await this.#compareAll(source, 'rewardsAccounts', this.#books.accounts, distributors);
    const { rootCount = '0', claimCount = '0' } = this.#books.state;
    Object.assign(this.sheet.figures, {
      distributors: String(distributors.length),
      roots: rootCount,
      claims: claimCount,
    });
  }

  #compareClaim(activity: Activity): void {
    const { claimant, newClaimedRewards } = activity.fields;
    if (claimant === undefined) return;
    const place = placeOf(activity);
    const account = this.#books.accounts.get(claimant);
    if (newClaimedRewards !== undefined)
      this.sheet.equal(newClaimedRewards, account?.claimedRewards, 'newClaimedRewards', place);
    for (const field of FIELDS.rewardsAccount ?? []) {
      const value = this.#world.replay.value('rewardsAccount', claimant, field);
      this.sheet.equal(numberOf(account?.[field]), value, `${field}, against its changes,`, place);
    }
  }

  async #compareAll(
    source: LedgerSource,
    kind: 'rewardsRoots' | 'rewardsAccounts',
    expected: ReadonlyMap<string, Readonly<Record<string, string>>>,
    distributors: readonly Stored[],
  ): Promise<void> {
    const seen = new Set<string>();
    for await (const page of source.entities(kind)) {
      for (const row of page) {
        const id = textOf(row, 'id');
        seen.add(id);
        const values = expected.get(id);
        if (values === undefined) this.sheet.fault('no activity names it', { subject: `${kind} ${id}` });
        else this.#compare(kind, row, { ...values, distributor: textAt(distributors[0] ?? {}, 'id') });
        if (kind === 'rewardsAccounts') compareStored(this.sheet, 'rewardsAccount', row, this.#world.replay);
      }
    }
    for (const id of expected.keys()) {
      if (!seen.has(id)) this.sheet.fault('activities name it and nothing is stored', { subject: `${kind} ${id}` });
    }
  }

  #compare(kind: string, row: Stored, expected: Readonly<Record<string, string>>): void {
    for (const [field, value] of Object.entries(expected)) {
      const subject = `${kind} ${textOf(row, 'id')} ${field}`;
      this.sheet.equal(textAt(row, field), value, 'what is stored', { subject });
    }
  }
}

const numberOf = (text: string | undefined): bigint =>
  text === 'true' ? 1n : text === 'false' ? 0n : BigInt(text || 0);

/** The id that a root must have: root, epoch as four little-endian bytes, bytes of the CID. */
function rootId({ merkleRoot = '', rootEpoch = '0', ipfsCid = '' }: Activity['fields']): string {
  const epoch = Buffer.alloc(4);
  epoch.writeInt32LE(Number(rootEpoch));
  const cid = ipfsCid.startsWith('0x') ? ipfsCid.slice(2) : Buffer.from(ipfsCid).toString('hex');
  return merkleRoot + epoch.toString('hex') + cid;
}
