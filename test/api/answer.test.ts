import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/errors.ts';
import { parseAnswer } from '../../api/upstream/answer.ts';

function failure(text: string): ApiError {
  try {
    parseAnswer(Buffer.from(text));
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error('no error');
}

const upstream = (message: string): ApiError => failure(JSON.stringify({ errors: [{ message }] }));

describe('an answer of the Graph Node', () => {
  it('is its data', () => {
    expect(parseAnswer(Buffer.from('{"data":{"pools":[]}}'))).toEqual({ data: { pools: [] }, errors: null });
  });

  it.each(['', 'not JSON', '[]', '{"data":null}', '{}'])('that is not GraphQL is an error: %s', (text) => {
    expect(failure(text).code).toBe('UPSTREAM_INVALID');
  });

  it('names the newest block when a later one was asked for', () => {
    const error = upstream(
      'Failed to decode `block.number` value: `subgraph /srv/secret/subgraph.yaml has only indexed up to block number 30 ' +
        'and data for block number 500 is therefore not yet available`',
    );
    expect(error.code).toBe('BLOCK_NOT_INDEXED');
    expect(error.message).toContain('Block 500 is not indexed, the newest indexed block is 30');
    expect(error.message).not.toContain('secret');
  });

  it('keeps what helps with the query', () => {
    expect(upstream('The `first` argument must be between 0 and 1000, but is 1001').message).toContain('1000');
  });

  it('with the data of only some roots is an error', () => {
    const error = failure('{"data":{"pools":[]},"errors":[{"message":"Filter must by an object"}]}');
    expect(error.code).toBe('QUERY_REFUSED');
  });

  it('is its data where the client allowed it to be incomplete', () => {
    const errors = [{ message: 'indexing_error' }];
    const text = JSON.stringify({ data: { pools: [] }, errors });
    expect(parseAnswer(Buffer.from(text))).toEqual({ data: { pools: [] }, errors });
  });

  it('shows nothing of what lies behind', () => {
    const error = upstream('Failed to get entities from store: connection to postgres://user:secret@db refused');
    expect(error.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(error.message).not.toContain('postgres');
  });

  it.each([
    ["Store error: store error: Invalid character 'z' at position 0", 'BAD_USER_INPUT'],
    ['Store error: store error: Odd number of digits', 'BAD_USER_INPUT'],
    ['Failed to decode `Bytes` value: `Odd number of digits`', 'BAD_USER_INPUT'],
    ['Failed to decode `BigInt` value: `invalid digit found in string`', 'BAD_USER_INPUT'],
    ['Failed to decode `block.hash` value: `no block with that hash found`', 'BLOCK_NOT_INDEXED'],
    ['Store error: store error: Expected an integer', 'BAD_USER_INPUT'],
    ['Store error: database unavailable', 'UPSTREAM_UNAVAILABLE'],
    ['Store error: store error: connection closed', 'UPSTREAM_UNAVAILABLE'],
    ['Failed to get entities from store: terminating connection due to administrator command', 'UPSTREAM_UNAVAILABLE'],
    ['Failed to get entities from store: invalid byte sequence, binds: ["connection"]', 'QUERY_REFUSED'],
  ])('tells what the client wrote wrong from a database that is away: %s', (message, code) => {
    expect(upstream(message).code).toBe(code);
  });
});
