/** What Graph Node says of its own work, in the text format of Prometheus. */
import { request } from 'undici';

/** Seconds of each section of work, by the side that does it: `process` runs the handlers, `writer` fills the database. */
export type Sections = ReadonlyMap<string, number>;

export async function readMetrics(url: string): Promise<string> {
  return (await request(url)).body.text();
}

/** Sum over all series of a counter. */
export function counted(metrics: string, name: string): number {
  return [...metrics.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  );
}

/** Triggers whose handlers have run. */
export function triggersDone(metrics: string): number {
  return counted(metrics, 'deployment_trigger_processing_duration_count');
}

export function sectionsOf(metrics: string): Sections {
  const sections = new Map<string, number>();
  for (const [, labels, value] of metrics.matchAll(/^deployment_sync_secs\{([^}]*)\} (\S+)$/gm)) {
    const label = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(labels ?? '')?.[1] ?? '';
    const name = `${label('stage')}: ${label('section').replaceAll('_', ' ')}`;
    sections.set(name, (sections.get(name) ?? 0) + Number(value));
  }
  return sections;
}
