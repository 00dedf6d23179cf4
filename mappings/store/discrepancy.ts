import { BigInt, Bytes, ethereum, log } from '@graphprotocol/graph-ts';
import { Discrepancy, Pool } from '../../generated/schema';
import { activityId, record } from './activity';

/**
 * The value the contract logged. Where it differs from the computed one the difference is recorded: the contract is
 * right, and nobody shall have to guess since when.
 */
export function adopt(
  pool: Pool,
  event: ethereum.Event,
  subject: Bytes,
  quantity: string,
  computed: BigInt,
  logged: BigInt,
): BigInt {
  if (computed.equals(logged)) return logged;
  const discrepancy = new Discrepancy(activityId(event).concat(Bytes.fromUTF8(quantity)));
  discrepancy.subject = subject;
  discrepancy.quantity = quantity;
  discrepancy.computed = computed;
  discrepancy.logged = logged;
  record(discrepancy, 'adoptLoggedValue', null, subject.equals(pool.id) ? [] : [subject], pool, event);
  discrepancy.save();
  pool.discrepancyCount += 1;
  log.warning('{} of {} computed {} but logged {} in transaction {}', [
    quantity,
    subject.toHexString(),
    computed.toString(),
    logged.toString(),
    event.transaction.hash.toHexString(),
  ]);
  return logged;
}
