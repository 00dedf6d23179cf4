/** What was really published for epoch 10, to the last digit. The large files stand beside the project or not at all. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  addRewards,
  checkGrowth,
  formatCumulative,
  leavesOf,
  parseCumulative,
} from '../../api/domain/lp-rewards/cumulative.ts';
import { rewardsFromQuoteScores } from '../../api/domain/lp-rewards/epoch-rewards.ts';
import { treeOf } from '../../api/domain/lp-rewards/merkle-tree.ts';
import { parseOracleData } from '../../api/domain/lp-rewards/oracle-data.ts';

const extract = readFileSync(new URL('./epoch-10.json', import.meta.url), 'utf8');

function rewardsOf(text: string) {
  const { epoch, scores, links } = parseOracleData(text, 'the oracle data');
  return rewardsFromQuoteScores(epoch, scores, links, []);
}

const files: { name: string; text: () => string }[] = [{ name: 'an extract', text: () => extract }];
if (existsSync(beside('rewards-test-data-3')))
  files.push({ name: 'the whole file', text: () => real('rewards-test-data-3') });

describe.each(files)('the oracle data of epoch 10, $name', ({ text }) => {
  it('pays what it paid', () => {
    const { distributed, payments } = rewardsOf(text());
    expect(distributed).toBe(1_150_684_999_999_999_999_999_986n);
    const paid = new Map(payments.map(({ address, reward }) => [address, reward]));
    expect(paid.get('0x00000092efe40470c25228372310142836f1eda6')).toBe(783_491_425_947_658_741_067_487n);
    expect(paid.get('0x38d981c3c42b2ec8e9572f560552407d0f1279fb')).toBe(118_811_783_344_694_735_028_388n);
    expect(paid.get('0x1bb61d9e992510a17c5920d8a24f6b2c547d0ae2')).toBe(87_562_873_198_522_624_433_854n);
  });

  it('pays linked addresses at their primary one', () => {
    const { providers, payments } = rewardsOf(text());
    const linked = providers.find(({ address }) => address === '0x0b2b08ac98a1568a34208121c26f4f41a9e0fbb6');
    expect(linked?.paidTo).toBe('0x00000092efe40470c25228372310142836f1eda6');
    expect(linked?.reward).toBeGreaterThan(0n);
    expect(payments.some(({ address }) => address === linked?.address)).toBe(false);
  });
});

function beside(name: string): URL {
  return new URL(`../../../shared/data/${name}.json.gz`, import.meta.url);
}

function real(name: string): string {
  return gunzipSync(readFileSync(beside(name))).toString('utf8');
}

describe.runIf(existsSync(beside('previous-test-data-1')))('the real trees', () => {
  it.each([
    ['rewards', '0xf9096745e9a694fbc45fec9c97663ccdb8d98286196a2e19369076dfc7baaf70'],
    ['expected-test-data-1', '0x41f9ff21e8f74f7f0e8f0ef5dec38b18075b8849a08a6a281f66a181bc409e34'],
    ['previous-test-data-1', '0xe65066f596e90b3134a9febc5c59e7699f16b6b97b693e49437cc663dd385cbf'],
    ['previous-test-data-2', '0x12eabf93ca80d46c1849b9adb16e8dcd6765eb53bbb7399bb3843d12a459abc0'],
    ['expected-result-1', '0x3af15a8e0293b40ec5413eab8420951f71deb31182f9748efec42153a16c5413'],
  ])('have their roots: %s', (name, root) => {
    expect(treeOf(leavesOf(parseCumulative(real(name), name))).root).toBe(root);
  });

  it('keep the order of their leaves', () => {
    const text = real('rewards');
    expect(JSON.parse(formatCumulative(parseCumulative(text, 'tree')))).toEqual(JSON.parse(text));
  });

  it('come out of each other: epoch 9, the providers of epoch 10, and what traders earned', () => {
    const previous = parseCumulative(real('previous-test-data-1'), 'epoch 9');
    const next = parseCumulative(real('expected-result-1'), 'epoch 10');
    checkGrowth(previous, next, 'epoch 10');
    const payments = new Map(
      rewardsOf(real('rewards-test-data-3')).payments.map(({ address, reward }) => [address, reward]),
    );
    const withProviders = addRewards(previous, payments);
    // What is left is the trading pool of 3,835,616 DYDX, less rounding: nobody's provider rewards were too high.
    const traders = new Map(
      [...next].map(([address, amount]) => [address, amount - (withProviders.get(address) ?? 0n)]),
    );
    const trading = [...traders.values()].reduce((sum, amount) => sum + amount, 0n);
    expect([...traders.values()].every((amount) => amount >= 0n)).toBe(true);
    expect(3_835_616n * 10n ** 18n - trading).toBeLessThan(10_000n);
    expect(addRewards(withProviders, traders)).toEqual(next);
  });
});
