/** What all charts share: colours of the page, so that they follow it into the dark, and a plain frame. */

export const WIDTH = 620;

/** Label font size; Vega measures with it. */
const FONT_SIZE = 11;

const axis = { domainColor: 'var(--soft)', tickColor: 'var(--soft)', gridColor: 'var(--rule)' };
const text = { labelColor: 'var(--ink)', titleColor: 'var(--ink)', labelFontSize: FONT_SIZE, titleFontSize: FONT_SIZE };

/** The frame of a chart; `parts` are Vega's data, scales, axes, legends and marks. */
export function chartSpec(height: number, parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    width: WIDTH,
    height,
    padding: 8,
    autosize: 'pad',
    config: { axis: { ...axis, ...text, titleFontWeight: 'normal' }, legend: { ...text, symbolStrokeWidth: 2 } },
    ...parts,
  };
}

/** USDC on an axis: 10M, 2.5k. */
export const USDC_FORMAT = '~s';

export const text11 = { fontSize: { value: FONT_SIZE }, fill: { value: 'var(--ink)' } };

/** An address as far as a label has room for it. */
export const shortened = (address: string): string => `${address.slice(0, 8)}…${address.slice(-4)}`;

/** An axis of whole addresses, of which the labels show as much. */
export const addressAxis = {
  orient: 'left',
  scale: 'y',
  ticks: false,
  domain: false,
  encode: { labels: { update: { text: { signal: "slice(datum.value, 0, 8) + '…' + slice(datum.value, -4)" } } } },
};
