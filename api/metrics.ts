/** What the gateway counts, for Prometheus; docs/operating.md lists the same, which a test holds to this. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ERROR_CODES } from './errors.ts';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });
const registers = [registry];
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Counted by hand. */
export const inFlight = { requests: 0 };

export const metrics = {
  requestSeconds: new Histogram({
    name: 'gateway_request_seconds',
    help: 'Time from a GraphQL request to the end of its answer, seconds, by kind of plan and by operation.',
    labelNames: ['plan', 'operation'],
    buckets,
    registers,
  }),
  requestsInFlight: new Gauge({
    name: 'gateway_requests_in_flight',
    help: 'Requests whose answer has not ended.',
    registers,
    // Read when it is asked for: counting costs every request.
    collect() {
      this.set(inFlight.requests);
    },
  }),
  upstreamSeconds: new Histogram({
    name: 'gateway_upstream_seconds',
    help: 'Time of one query to the Graph Node, seconds.',
    buckets,
    registers,
  }),
  upstreamWaiting: new Gauge({
    name: 'gateway_upstream_waiting',
    help: 'Queries that wait for their turn at the Graph Node.',
    registers,
  }),
  breakerOpen: new Gauge({
    name: 'gateway_breaker_open',
    help: '1 while the Graph Node is away and queries are refused without asking it.',
    registers,
  }),
  derivedSeconds: new Histogram({
    name: 'gateway_derived_seconds',
    help: 'Time of working out derived fields and writing one answer, seconds, without queries to the Graph Node.',
    buckets,
    registers,
  }),
  cacheLookups: new Counter({
    name: 'gateway_cache_lookups_total',
    help: 'Lookups in the cache, by what was looked up and whether it was there.',
    labelNames: ['cache', 'result'],
    registers,
  }),
  errors: new Counter({
    name: 'gateway_errors_total',
    help: 'Errors answered to clients, by code.',
    labelNames: ['code'],
    registers,
  }),
  rateLimited: new Counter({
    name: 'gateway_rate_limited_total',
    help: 'Requests refused for their number, by the name of the API key, or anonymous.',
    labelNames: ['client'],
    registers,
  }),
  ready: new Gauge({
    name: 'gateway_ready',
    help: '1 while /ready answers 200.',
    registers,
  }),
  lagSeconds: new Gauge({
    name: 'gateway_lag_seconds',
    help: 'Seconds by which the index is behind the chain; NaN where that is not known.',
    registers,
  }),
  lagBlocks: new Gauge({
    name: 'gateway_lag_blocks',
    help: 'Blocks by which the index is behind the chain; NaN where that is not known.',
    registers,
  }),
};

// A rate can only be taken of a series that was there before its first error.
for (const code of ERROR_CODES) metrics.errors.labels(code).inc(0);
