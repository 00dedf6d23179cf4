/** Governance of the Merkle distributor: MD1Owner, MD1Configuration and MD1Pausable. */
import type { JsonObject } from '../json.ts';
import type { Unit, Value } from './log.ts';
import { text } from './row.ts';
import { previous, type Source, setting, value } from './source.ts';

/** A value whose log has the one before too; the log's name of it may differ from the stored field's. */
function logged(row: JsonObject, name: string, unit: Unit, key = name): Value {
  const before = `previous${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  return value(name, unit, previous(row, before), text(row, key));
}

const ORACLE: Source = {
  root: 'rewardsOracleChangeds',
  fields: 'previousRewardsOracle rewardsOracle',
  read: (row, { distributor }) => ({
    ...setting(distributor),
    kind: 'rewardsOracle',
    values: [logged(row, 'rewardsOracle', 'address')],
  }),
};

const PARAMETERS: Source = {
  root: 'rewardsParametersUpdateds',
  fields:
    'previousMarketMakerRewardsAmount marketMakerRewardsAmount previousTraderRewardsAmount traderRewardsAmount' +
    ' previousTraderScoreAlpha traderScoreAlpha',
  read: (row, { distributor }) => ({
    ...setting(distributor),
    kind: 'rewardsParameters',
    values: [
      logged(row, 'marketMakerRewardsAmount', 'dydx'),
      logged(row, 'traderRewardsAmount', 'dydx'),
      logged(row, 'traderScoreAlpha', 'wad'),
    ],
  }),
};

const EPOCH_SCHEDULE: Source = {
  root: 'epochScheduleUpdateds',
  fields: 'previousInterval interval previousOffset offset',
  read: (row, { distributor }) => ({
    ...setting(distributor),
    kind: 'epochSchedule',
    values: [logged(row, 'epochInterval', 'seconds', 'interval'), logged(row, 'epochOffset', 'unixSeconds', 'offset')],
  }),
};

const IPNS_NAME: Source = {
  root: 'ipnsNameUpdateds',
  fields: 'previousIpnsName ipnsName',
  read: (row, { distributor }) => ({
    ...setting(distributor),
    kind: 'publication',
    values: [logged(row, 'ipnsName', 'text')],
  }),
};

const IPFS_UPDATE_PERIOD: Source = {
  root: 'ipfsUpdatePeriodUpdateds',
  fields: 'previousIpfsUpdatePeriod ipfsUpdatePeriod',
  read: (row, { distributor }) => ({
    ...setting(distributor),
    kind: 'publication',
    values: [logged(row, 'ipfsUpdatePeriod', 'seconds')],
  }),
};

/** Each of the two calls reverts where it would change nothing. */
function pause(root: string, paused: boolean): Source {
  return {
    root,
    fields: '',
    read: (_row, { distributor }) => ({
      ...setting(distributor),
      kind: 'pause',
      values: [value('rootUpdatesPaused', 'boolean', String(!paused), String(paused))],
    }),
  };
}

export const DISTRIBUTOR_SOURCES: readonly Source[] = [
  ...[ORACLE, PARAMETERS, EPOCH_SCHEDULE, IPNS_NAME, IPFS_UPDATE_PERIOD],
  ...[pause('rootUpdatesPauseds', true), pause('rootUpdatesUnpauseds', false)],
];
