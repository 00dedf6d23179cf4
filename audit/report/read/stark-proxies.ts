/** StarkProxies at one moment, and what moved, was forced and was broken in an epoch. */
import { z } from 'zod';
import { address, hash, integer, reference, small } from './answers.ts';
import { type ApiClient, PAGE, type Pin, readAll } from './client.ts';

const proxies = {
  name: 'starkProxies',
  text: `query starkProxies($block: Int!, $after: Bytes!) {
  starkProxies(block: { number: $block }, first: ${PAGE}, orderBy: id, where: { id_gt: $after }) {
    id isKnownFromCreation tokenBalance approvedAmountForExternalWithdrawal isBorrowingRestricted
    borrower { borrowedBalance debtBalance }
  }
}`,
  shape: z.object({
    starkProxies: z.array(
      z.object({
        id: address,
        isKnownFromCreation: z.boolean(),
        tokenBalance: integer.nullable(),
        approvedAmountForExternalWithdrawal: integer.nullable(),
        isBorrowingRestricted: z.boolean(),
        borrower: z.object({ borrowedBalance: integer, debtBalance: integer }).nullable(),
      }),
    ),
  }),
};

const flows = {
  name: 'starkProxyEpochs',
  text: `query starkProxyEpochs($block: Int!, $epoch: Int!, $after: Bytes!) {
  starkProxyEpoches(block: { number: $block }, first: ${PAGE}, orderBy: id, where: { number: $epoch, id_gt: $after }) {
    id starkProxy { id } borrowed repaidBorrow repaidDebt depositedToExchange withdrawnFromExchange
    reclaimedFromExchange withdrawnFromSurplus withdrawnByApproval withdrawnInBreach otherOutflow received sent
  }
}`,
  shape: z.object({
    starkProxyEpoches: z.array(
      z.object({
        id: z.string(),
        starkProxy: reference,
        borrowed: integer,
        repaidBorrow: integer,
        repaidDebt: integer,
        depositedToExchange: integer,
        withdrawnFromExchange: integer,
        reclaimedFromExchange: integer,
        withdrawnFromSurplus: integer,
        withdrawnByApproval: integer,
        withdrawnInBreach: integer,
        otherOutflow: integer,
        received: integer,
        sent: integer,
      }),
    ),
  }),
};

const breaches = {
  name: 'breaches',
  text: `query breaches($block: Int!, $epoch: String!, $after: Bytes!) {
  breaches(block: { number: $block }, first: ${PAGE}, orderBy: id, where: { epoch: $epoch, id_gt: $after }) {
    id starkProxy { id } rule sequence timestamp transactionHash
  }
}`,
  shape: z.object({
    breaches: z.array(
      z.object({
        id: z.string(),
        starkProxy: reference,
        rule: z.string(),
        sequence: small,
        timestamp: small,
        transactionHash: hash,
      }),
    ),
  }),
};

const forcedTrades = {
  name: 'forcedTrades',
  text: `query forcedTrades($block: Int!, $after: Bytes!) {
  forcedTrades(block: { number: $block }, first: ${PAGE}, orderBy: id, where: { id_gt: $after }) {
    id starkProxy { id } argsHash vaultId status queuedAt earliestSubmission latestSubmission decidedAt
  }
}`,
  shape: z.object({
    forcedTrades: z.array(
      z.object({
        id: z.string(),
        starkProxy: reference,
        argsHash: hash,
        vaultId: integer,
        status: z.enum(['queued', 'vetoed', 'submitted', 'ambiguous']),
        queuedAt: small,
        earliestSubmission: small,
        latestSubmission: small,
        decidedAt: z.coerce.number().int().nullable(),
      }),
    ),
  }),
};

export type ProxyMoment = z.infer<typeof proxies.shape>['starkProxies'][number];
export type ProxyFlows = z.infer<typeof flows.shape>['starkProxyEpoches'][number];
export type BreachRow = z.infer<typeof breaches.shape>['breaches'][number];
export type ForcedTradeRow = z.infer<typeof forcedTrades.shape>['forcedTrades'][number];

const FIRST = '0x';
const idOf = ({ id }: { readonly id: string }): string => id;

export function readStarkProxies(api: ApiClient, pin: Pin): Promise<ProxyMoment[]> {
  const page = async (after: string | number, isFurtherPage: boolean) =>
    (await api.ask(proxies, { block: pin.number, after }, { pin, isFurtherPage })).starkProxies;
  return readAll(page, idOf, FIRST);
}

export function readProxyFlows(api: ApiClient, pin: Pin, epoch: number): Promise<ProxyFlows[]> {
  const page = async (after: string | number, isFurtherPage: boolean) =>
    (await api.ask(flows, { block: pin.number, epoch, after }, { pin, isFurtherPage })).starkProxyEpoches;
  return readAll(page, idOf, FIRST);
}

export function readBreaches(api: ApiClient, pin: Pin, epoch: number): Promise<BreachRow[]> {
  const page = async (after: string | number, isFurtherPage: boolean) =>
    (await api.ask(breaches, { block: pin.number, epoch: String(epoch), after }, { pin, isFurtherPage })).breaches;
  return readAll(page, idOf, FIRST);
}

export function readForcedTrades(api: ApiClient, pin: Pin): Promise<ForcedTradeRow[]> {
  const page = async (after: string | number, isFurtherPage: boolean) =>
    (await api.ask(forcedTrades, { block: pin.number, after }, { pin, isFurtherPage })).forcedTrades;
  return readAll(page, idOf, FIRST);
}
