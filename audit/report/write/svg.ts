/** A chart as inline SVG: drawn by Vega without a browser, named for those who do not see it. */
import { parse, type Spec, View } from 'vega';
import type { Chart } from './document.ts';

/** The same chart gives the same text. `id` is unique in the page; `escaped` makes text safe inside an element. */
export async function svgOf(
  { title, description, spec }: Chart,
  id: string,
  escaped: (text: string) => string,
): Promise<string> {
  const view = new View(parse(spec as unknown as Spec), { renderer: 'none' });
  const drawn = await view.toSVG();
  view.finalize();
  const [, viewBox = '', body = ''] = /^<svg[^>]*viewBox="([^"]*)"[^>]*>(.*)<\/svg>\s*$/s.exec(drawn) ?? [];
  if (body === '') throw new Error(`the chart ${id} was not drawn`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" role="img" aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>${body}</svg>`
  );
}
