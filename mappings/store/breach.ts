import { Bytes, Value } from '@graphprotocol/graph-ts';
import { Breach, StarkProxy } from '../../generated/schema';
import { Journal } from './journal';

/** Records that the activity does not keep to a rule; what happened counts all the same. */
export function recordBreach(journal: Journal, proxy: StarkProxy, rule: string): void {
  const activity = journal.activity;
  const id = activity.getBytes('id');
  const breach = new Breach(id.concat(Bytes.fromUTF8(rule)));
  breach.starkProxy = proxy.id;
  breach.rule = rule;
  // Set by hand: codegen takes the id of an interface for text.
  breach.setBytes('activity', id);
  breach.sequence = activity.getI32('sequence');
  breach.set('epoch', activity.get('epoch') as Value);
  breach.blockNumber = activity.getBigInt('blockNumber');
  breach.timestamp = activity.getBigInt('timestamp');
  breach.transactionHash = activity.getBytes('transactionHash');
  breach.save();
  proxy.breachCount += 1;
}
