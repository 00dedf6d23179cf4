/** Parameters, shares, restrictions, roles and code that were set in the epoch. */
import { z } from 'zod';
import { address, hash, integer, reference, small } from './answers.ts';
import { type ApiClient, PAGE, type Pin, readAllActivities } from './client.ts';

const settings = {
  name: 'settings',
  text: `query settings($block: Int!, $epoch: String!, $after: Int!) {
  activities(block: { number: $block }, first: ${PAGE}, orderBy: sequence, where: { epoch: $epoch, sequence_gt: $after, verb_in: [
    setRewardsPerSecond, setEpochParameters, setBlackoutWindow, setBorrowerAllocation, setBorrowingRestriction,
    grantRole, revokeRole, setRoleAdmin, upgrade, changeAdmin
  ] }) {
    sequence timestamp transactionHash verb
    ... on RewardsPerSecondUpdated { emissionPerSecond previousEmissionPerSecond }
    ... on EpochParametersChanged { interval offset previousInterval previousOffset }
    ... on BlackoutWindowChanged { blackoutWindow previousBlackoutWindow }
    ... on ScheduledBorrowerAllocationChange { borrower { id } oldAllocation newAllocation epochNumber }
    ... on BorrowingRestrictionChanged { borrower { id } isBorrowingRestricted }
    ... on RoleGranted { role { name role contract } account }
    ... on RoleRevoked { role { name role contract } account }
    ... on RoleAdminChanged { role { name role contract } previousAdminRole newAdminRole }
    ... on Upgraded { proxy implementation previousImplementation }
    ... on AdminChanged { proxy previousAdmin newAdmin }
  }
}`,
  shape: z.object({
    activities: z.array(
      z.object({
        sequence: small,
        timestamp: small,
        transactionHash: hash,
        verb: z.string(),
        emissionPerSecond: integer.optional(),
        previousEmissionPerSecond: integer.optional(),
        interval: integer.optional(),
        offset: integer.optional(),
        previousInterval: integer.nullish(),
        previousOffset: integer.nullish(),
        blackoutWindow: integer.optional(),
        previousBlackoutWindow: integer.nullish(),
        borrower: reference.optional(),
        oldAllocation: integer.optional(),
        newAllocation: integer.optional(),
        epochNumber: integer.optional(),
        isBorrowingRestricted: z.boolean().optional(),
        role: z.object({ name: z.string().nullable(), role: hash, contract: address }).optional(),
        proxy: address.optional(),
        account: address.optional(),
        previousAdminRole: hash.optional(),
        newAdminRole: hash.optional(),
        implementation: address.optional(),
        previousImplementation: address.nullish(),
        previousAdmin: address.optional(),
        newAdmin: address.optional(),
      }),
    ),
  }),
};

export type SettingRow = z.infer<typeof settings.shape>['activities'][number];

export function readSettings(api: ApiClient, pin: Pin, epoch: number): Promise<SettingRow[]> {
  return readAllActivities(api, settings, pin, epoch);
}
