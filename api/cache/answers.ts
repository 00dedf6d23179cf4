/** What was answered before, for as long as its block stands. Bounded by bytes. */
import { LRUCache } from 'lru-cache';
import { metrics } from '../metrics.ts';

export interface Cache<Value extends object> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, bytes: number): void;
  clear(): void;
}

/** `name` labels its metrics. A bound of 0 keeps nothing. */
export function createCache<Value extends object>(name: string, maxBytes: number): Cache<Value> {
  if (maxBytes === 0) return { get: () => undefined, set: () => undefined, clear: () => undefined };
  const entries = new LRUCache<string, { readonly value: Value }>({ maxSize: maxBytes });
  const hits = metrics.cacheLookups.labels(name, 'hit');
  const misses = metrics.cacheLookups.labels(name, 'miss');
  return {
    get(key) {
      const entry = entries.get(key);
      (entry ? hits : misses).inc();
      return entry?.value;
    },
    set(key, value, bytes) {
      entries.set(key, { value }, { size: bytes + key.length + 1 });
    },
    clear: () => entries.clear(),
  };
}
