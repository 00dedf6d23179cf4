import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { StarkProxy, StarkProxyTokenTransfer, TokenOutflow } from '../../generated/schema';
import { Journal } from './journal';
import { addToStarkProxyEpoch } from './stark-proxy-epoch';

const UNEXPLAINED = 'other';

/** Records USDC that leaves; what it is for, a later log of the same transaction tells. */
export function openOutflow(journal: Journal, proxy: StarkProxy, transfer: StarkProxyTokenTransfer): void {
  const outflow = new TokenOutflow(transfer.id);
  outflow.starkProxy = proxy.id;
  outflow.transfer = transfer.id;
  outflow.amount = transfer.value;
  outflow.transactionHash = transfer.transactionHash;
  outflow.purpose = UNEXPLAINED;
  outflow.save();
  proxy.lastOutflow = outflow.id;
  addUnexplained(journal, proxy, transfer.value);
}

/** Says what the last outflow was for, if it is of this transaction and amount and nothing has said so yet. */
export function explainOutflow(journal: Journal, proxy: StarkProxy, amount: BigInt, purpose: string | null): void {
  const last = proxy.lastOutflow;
  if (last === null || purpose === null) return;
  const outflow = TokenOutflow.load(last as Bytes);
  if (outflow === null || outflow.purpose != UNEXPLAINED || !outflow.amount.equals(amount)) return;
  if (!outflow.transactionHash.equals(journal.activity.getBytes('transactionHash'))) return;
  outflow.purpose = purpose as string;
  outflow.explainedBy = journal.activity.getBytes('id');
  outflow.save();
  addUnexplained(journal, proxy, amount.neg());
}

function addUnexplained(journal: Journal, proxy: StarkProxy, amount: BigInt): void {
  proxy.cumulativeOtherOutflow = proxy.cumulativeOtherOutflow.plus(amount);
  addToStarkProxyEpoch(journal, proxy, 'otherOutflow', amount);
}
