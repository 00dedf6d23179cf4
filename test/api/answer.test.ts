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
    expect(error.code).toBe('QUERY_REFUSED');
    expect(error.message).not.toContain('postgres');
  });
});
