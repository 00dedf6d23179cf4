/** USDC of StarkProxies, transaction by transaction: what each of its logs speaks of has its transfer. */
import { placeOf } from '../check.ts';
import type { Activity } from '../ledger/rows.ts';
import type { Sheet } from '../sheet.ts';

/** Field of the amount, whether USDC comes in, and the field of the account on the other side where the log has it. */
const LEGS: Readonly<Record<string, readonly [amount: string, isIn: boolean, other?: string]>> = {
  StarkProxyBorrowed: ['amount', true],
  StarkProxyRepaidBorrow: ['amount', false],
  StarkProxyRepaidDebt: ['amount', false],
  DepositedToExchange: ['tokenAmount', false],
  WithdrewFromExchange: ['tokenAmount', true],
  DepositReclaimed: ['fundsReclaimed', true],
  ExternalWithdrewToken: ['amount', false, 'recipient'],
};

/** The pool is on the other side of these. */
const WITH_POOL = new Set(['StarkProxyBorrowed', 'StarkProxyRepaidBorrow', 'StarkProxyRepaidDebt']);

export class ProxyCash {
  readonly #sheet: Sheet;
  readonly #pool: string;
  #events: Activity[] = [];
  #transfers: Activity[] = [];

  constructor(sheet: Sheet, pool: string) {
    this.#sheet = sheet;
    this.#pool = pool;
  }

  /** Of a StarkProxy whose transfers are followed. */
  see(activity: Activity): void {
    if (activity.type in LEGS) this.#events.push(activity);
    if (activity.type === 'StarkProxyTokenTransfer') this.#transfers.push(activity);
  }

  transactionEnd(): void {
    for (const event of this.#events) this.#match(event);
    this.#events = [];
    this.#transfers = [];
  }

  #match(event: Activity): void {
    const [field = '', isIn = false, other = ''] = LEGS[event.type] ?? [];
    const { starkProxy = '', [field]: amount = '0', [other]: account } = event.fields;
    const counterpart = WITH_POOL.has(event.type) ? this.#pool : account;
    this.#sheet.count();
    const found = this.#transfers.findIndex(({ fields }) => {
      const [own, theirs] = isIn ? [fields.to, fields.from] : [fields.from, fields.to];
      const isTheirs = counterpart === undefined || theirs === counterpart;
      return own === starkProxy && isTheirs && fields.value === amount;
    });
    if (found >= 0) this.#transfers.splice(found, 1);
    else if (amount !== '0') {
      const [way, of] = isIn ? ['to', 'from'] : ['from', 'to'];
      const whom = counterpart === undefined ? '' : ` ${of} ${counterpart}`;
      this.#sheet.fault(`no USDC transfer of ${amount} ${way} ${starkProxy}${whom} in its transaction`, placeOf(event));
    }
  }
}
