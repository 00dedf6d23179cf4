import { describe, expect, it } from 'vitest';
import { DATASETS } from '../../api/export/catalogue.ts';
import type { Dataset } from '../../api/export/dataset.ts';
import { checkNames, readExtent, readMomentQuery } from '../../api/export/parameters.ts';

const query = (text: string): URLSearchParams => new URLSearchParams(text);
const dataset = (what: string): Dataset => DATASETS.get(what) as Dataset;
const refusal = expect.objectContaining({ code: 'BAD_USER_INPUT' });

describe('the moment', () => {
  it.each([
    ['', { kind: 'newest', value: 0n, at: null }],
    ['block=293', { kind: 'block', value: 293n, at: null }],
    ['block=293&at=1645282999', { kind: 'block', value: 293n, at: 1645282999n }],
    ['timestamp=1645282999', { kind: 'timestamp', value: 1645282999n, at: null }],
    ['epoch=0', { kind: 'epoch', value: 0n, at: null }],
  ])('is read from %j', (text, moment) => {
    expect(readMomentQuery(query(text))).toEqual(moment);
  });

  it.each([
    'block=1&epoch=2',
    'block=',
    'block=-1',
    'block=2147483648',
    'block=1.5',
    'block=0x1',
    'epoch=last',
    'timestamp=1e9',
    'at=5',
    'epoch=3&at=5',
  ])('is refused in %j', (text) => {
    expect(() => readMomentQuery(query(text))).toThrow(refusal);
  });
});

describe('the extent', () => {
  it.each([
    ['activities', 'from=5&to=9', { from: 5n, to: 9n, interval: 'day' }],
    ['activities', 'to=9', { from: null, to: 9n, interval: 'day' }],
    ['series', 'interval=hour&from=1645282999', { from: 1645282999n, to: null, interval: 'hour' }],
    ['stakers', '', { from: null, to: null, interval: 'day' }],
  ])('of %s is read from %j', (what, text, extent) => {
    expect(readExtent(query(text), dataset(what))).toEqual(extent);
  });

  it.each([
    ['activities', 'from=9&to=5'],
    ['activities', 'from=2147483648'],
    ['activities', 'interval=day'],
    ['series', 'interval=week'],
    ['stakers', 'from=1'],
    ['stakers', 'to=1'],
  ])('of %s is refused in %j', (what, text) => {
    expect(() => readExtent(query(text), dataset(what))).toThrow(refusal);
  });
});

it('refuses parameters that are unknown or repeated', () => {
  expect(() => checkNames(query('block=1&blok=2'), ['block'])).toThrow(refusal);
  expect(() => checkNames(query('block=1&block=2'), ['block'])).toThrow(refusal);
  expect(() => checkNames(query('block=1'), ['block', 'at'])).not.toThrow();
});
