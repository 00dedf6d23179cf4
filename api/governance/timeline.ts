/** The root `governanceTimeline`: pages of changes, each with who could make it and its activity. */

import { digestOf } from '../connection/condition.ts';
import { allActivities, findPage } from '../connection/field.ts';
import { compileNodes, readNodes } from '../connection/nodes.ts';
import { checkList, pinOf } from '../connection/pin.ts';
import { readPageRequest } from '../connection/request.ts';
import { connectionWriter, type Edge, type ItemCompiler, type Page } from '../connection/selection.ts';
import type { LateField, LateScope, Sub } from '../plan/late.ts';
import { objectWriter } from '../plan/object-writer.ts';
import { valueWriter } from '../plan/values.ts';
import { readFilter } from './filter.ts';
import type { GovernanceChange } from './history.ts';
import { readHistory } from './read.ts';
import { showChange } from './shown.ts';

interface GovernancePage extends Page {
  change(sequence: number): GovernanceChange;
}

export const governanceTimeline: LateField = {
  needs: [],
  block: allActivities.block as NonNullable<LateField['block']>,
  compile(node) {
    const subs: Sub[] = [];
    const { write, countsAll } = connectionWriter<GovernancePage>(node, changeWriter(node.scope, subs));
    return async (_rows, request) => {
      const wanted = readPageRequest(request.args);
      const filter = readFilter(wanted.where);
      const digest = digestOf('governance', wanted.where);
      checkList(wanted, digest);
      const pin = await pinOf(request, wanted);
      const { changes } = await readHistory(request, pin);
      const known = changes.filter(filter).map(({ sequence }) => sequence);
      const list = { conditions: [], known, range: { from: 1, to: known.at(-1) ?? 0 }, digest };
      const page = await findPage(request, pin, wanted, list, countsAll);
      const texts = await Promise.all(subs.map((sub) => readNodes(request, pin, sub, page.sequences)));
      const bySequence = new Map(changes.map((change) => [change.sequence, change]));
      return [
        write({
          ...page,
          node: (sub, sequence) => texts[subs.indexOf(sub)]?.get(sequence) as string,
          change: (sequence) => bySequence.get(sequence) as GovernanceChange,
        }),
      ];
    };
  },
};

function changeWriter(scope: LateScope, subs: Sub[]): ItemCompiler<GovernancePage> {
  return (type, sets) => {
    const write = objectWriter<Edge<GovernancePage> & { readonly shown: ReturnType<typeof showChange> }>(
      scope,
      type,
      sets,
      (name, of, inner) => {
        if (name === 'activity') {
          const sub = compileNodes(scope, inner);
          subs.push(sub);
          return ({ page, sequence }) => page.node(sub, sequence);
        }
        const value = valueWriter(scope, of, inner);
        return ({ shown }) => value((shown as Readonly<Record<string, unknown>>)[name]);
      },
    );
    return (edge) => write({ ...edge, shown: showChange(edge.page.change(edge.sequence)) });
  };
}
