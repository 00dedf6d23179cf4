// Files of rewards on IPFS: what is kept, and what is wrong with those that are not.
import { INTERVAL, START, schedule } from './mapping-cast.ts';
import { all, at, type Expected, type File, hash, distributorLog as log, scenario } from './mapping-scenario.ts';

const A = '0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const B = '0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
const C = '0xCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC';
const ETHER = '1000000000000000000';
const LARGEST = '115792089237316195423570985008687907853269984665640564039457584007913129639935';
const TOO_LARGE = '115792089237316195423570985008687907853269984665640564039457584007913129639936';

// The CIDs are those of the contents.
const ONE: File = {
  cid: 'bafkreihdhv6enxaqmjqhjhl7qp74rhsfrtzws3jx757xp75yi4atk2aiqq',
  content: '[["0xE4dDb4233513498b5aA79B98bEA473b01b101a67","123"]]',
};
const THREE: File = {
  cid: 'bafkreie7akvcm3tvk3csr3ozt4anmozjzzmj24bmeishwzwpyaluefikfu',
  content: JSON.stringify([
    [A, ETHER],
    [B, '2'],
    [A, ETHER],
    [C, LARGEST],
  ]),
};
const CUT_OFF: File = {
  cid: 'bafkreichgwte2u6u5ltct4ntl3ub2emgwauh6qdhn463ollumbm2ikyfs4',
  content: '[["0xE4dDb4233513498b5aA79B98bEA473b01b101a67","12',
};
const TWICE: File = {
  cid: 'bafkreibrddsa6w4onj2mruzy472xkuimd6pnnr27kompov67dqyqtk3ajm',
  content: JSON.stringify([
    [A, '1'],
    [B, '2'],
    [A, '3'],
  ]),
};
const NOT_PAIRS: File[] = [
  { cid: 'bafkreigu75k5hlpdo3mellxjtbafynt2xhef73ocyyvuebjry7akkv5hi4', content: `{"${A}":"1"}` },
  { cid: 'bafkreiaw4i6tyfbtwbkoyrumxrst5o76safk6qkrgoajwthkmemylxuthe', content: `[["${A}",1]]` },
  { cid: 'bafkreia5iawul624hjebt45qoj4tpnmw6uu245772otvza6tjdg4hyzfem', content: `[["${A}","-1"]]` },
  { cid: 'bafkreih5zvmcay43dx37xqvmjqtypdimvukiacp2zgsxzkngqwrlzakh6i', content: `[["${A}","${TOO_LARGE}"]]` },
  { cid: 'bafkreigfbykyjzm4fikykcdpywc3bqesdv77mgnkfugqmeavequgrszlme', content: '[["0xabc","1"]]' },
];
const EMPTY: File = { cid: 'bafkreicpkpg2ddblvigagvf3l6nd5s7f5ujkwtmocg5iopbpcelbeavziu', content: '[]' };

/** Of ONE: the leaf that contracts.md 7.3 gives. */
const ROOT_OF_ONE = '0xf653091b92ed0c143acbb679e6a1194b2ae6666249387dfff4ae61985eb02287';
const ROOT_OF_THREE = '0xddd9e9fedb09235901c78781347c53058e8241c210ffd3dae53ab878f335ced1';
/** The contract would take either amount of A. */
const ROOT_OF_TWICE = '0xbb05b3c9faba1b59fe270ed7ed15ebd5653f1dce922b8dd4f92644c335954cc8';
const PROPOSED = hash(7);

const bytesOf = (cid: string): string => `0x${Buffer.from(cid).toString('hex')}`;
const word = (hex: string): string => hex.padStart(64, '0');

const proposed = (second: number, root: string, epoch: number, cid: string) =>
  at(second, log('RootProposed', root, epoch, bytesOf(cid), second + 604_800));

const opening = at(START, log('EpochScheduleUpdated', INTERVAL, START), ...schedule());

const rejected = (
  file: File,
  fault: string,
  of: { root?: string; computed?: string } = {},
): { [name: string]: Expected } => ({
  merkleRoot: of.root ?? PROPOSED,
  ipfsCid: file.cid,
  size: file.content.length,
  verified: false,
  fault,
  computedRoot: of.computed ?? null,
  accountCount: 0,
  totalRewards: 0,
  leaves: null,
});

export const rewardsFiles = {
  'rewards-files': scenario(
    'contracts.md 7.3: a tree of one leaf is that leaf; three leaves, one odd, a pair given twice, the largest amount',
    [
      opening,
      proposed(START + 1, ROOT_OF_ONE, 0, ONE.cid),
      proposed(START + 2, ROOT_OF_THREE, 1, THREE.cid),
      // The same again, and the same file for the next epoch: each root has its tree once.
      proposed(START + 3, ROOT_OF_ONE, 0, ONE.cid),
      proposed(START + 4, ROOT_OF_THREE, 2, THREE.cid),
      at(START + 5),
    ],
    [
      all(
        'rewardsTrees',
        {
          merkleRoot: ROOT_OF_ONE,
          ipfsCid: ONE.cid,
          size: 54,
          verified: true,
          fault: null,
          computedRoot: ROOT_OF_ONE,
          accountCount: 1,
          totalRewards: 123,
          leaves: `0xe4ddb4233513498b5aa79b98bea473b01b101a67${word('7b')}`,
        },
        ...[1, 2].map(() => ({
          merkleRoot: ROOT_OF_THREE,
          ipfsCid: THREE.cid,
          size: 318,
          verified: true,
          fault: null,
          computedRoot: ROOT_OF_THREE,
          accountCount: 3,
          totalRewards: '115792089237316195423570985008687907853269984665640564039458584007913129639937',
          leaves: `${A}${word('de0b6b3a7640000')}${C.toLowerCase().slice(2)}${'f'.repeat(64)}${B.slice(2)}${word('2')}`,
        })),
      ),
      all(
        'rewardsRoots',
        { merkleRoot: ROOT_OF_ONE, epoch: 0, ipfsCid: ONE.cid, tree: { verified: true, accountCount: 1 } },
        { merkleRoot: ROOT_OF_THREE, epoch: 1, ipfsCid: THREE.cid, tree: { verified: true, accountCount: 3 } },
        { merkleRoot: ROOT_OF_THREE, epoch: 2, ipfsCid: THREE.cid, tree: { verified: true, accountCount: 3 } },
      ),
    ],
    [ONE, THREE],
  ),

  'rewards-files-at-fault': scenario(
    'another root, JSON cut off, two amounts for one address although the root is right, no pairs, nothing: none is kept',
    [
      opening,
      ...[ONE, CUT_OFF, ...NOT_PAIRS, EMPTY].map((file, i) => proposed(START + 1 + i, PROPOSED, 0, file.cid)),
      proposed(START + 20, ROOT_OF_TWICE, 0, TWICE.cid),
      at(START + 21),
    ],
    [
      all(
        'rewardsTrees',
        rejected(ONE, 'otherRoot', { computed: ROOT_OF_ONE }),
        rejected(CUT_OFF, 'notJson'),
        ...NOT_PAIRS.map((file) => rejected(file, 'notPairs')),
        rejected(EMPTY, 'empty'),
        rejected(TWICE, 'twoAmounts', { root: ROOT_OF_TWICE }),
      ),
    ],
    [ONE, CUT_OFF, ...NOT_PAIRS, EMPTY, TWICE],
  ),

  'rewards-files-unnamed': scenario(
    'what the oracle names may be no text, or text that is no CID: the root is recorded, and no file is looked for',
    [
      opening,
      at(START + 1, log('RootProposed', PROPOSED, 0, '0x00ff', START + 2)),
      at(START + 2, log('RootProposed', PROPOSED, 0, '0x', START + 3)),
      at(START + 3, log('RootProposed', PROPOSED, 0, bytesOf('nothing'), START + 4)),
      at(START + 4),
    ],
    [
      all('rewardsTrees'),
      all(
        'rewardsRoots',
        { ipfsCid: '0x00ff', tree: null },
        { ipfsCid: '0x', tree: null },
        { ipfsCid: 'nothing', tree: null },
      ),
    ],
  ),
};
