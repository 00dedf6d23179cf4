/** What the gateway counts, for Prometheus. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });
const registers = [registry];
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const metrics = {
  requestSeconds: new Histogram({
    name: 'gateway_request_seconds',
    help: 'Time from a GraphQL request to its answer, seconds, by kind of plan.',
    labelNames: ['plan'],
    buckets,
    registers,
  }),
  upstreamSeconds: new Histogram({
    name: 'gateway_upstream_seconds',
    help: 'Time of one query to the Graph Node, seconds.',
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
  lagSeconds: new Gauge({
    name: 'gateway_lag_seconds',
    help: 'Seconds by which the index is behind the chain it knows.',
    registers,
  }),
  lagBlocks: new Gauge({
    name: 'gateway_lag_blocks',
    help: 'Blocks by which the index is behind the chain it knows.',
    registers,
  }),
};
