/** Datasets as the schema that is served has them: made when first asked for, then kept. */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { DATASETS } from './catalogue.ts';
import type { Column } from './column.ts';
import type { Dataset } from './dataset.ts';
import { describeColumns } from './describe.ts';
import { compileQuery } from './query.ts';

export interface Prepared {
  readonly dataset: Dataset;
  readonly columns: readonly Column[];
  readonly document: DocumentNode;
}

export interface Catalogue {
  /** Undefined where there is no dataset of that name. */
  get(what: string): Prepared | undefined;
  all(): readonly Prepared[];
}

export function prepareCatalogue(schema: GraphQLSchema): Catalogue {
  const known = new Map<Dataset, Prepared>();
  const prepare = (dataset: Dataset): Prepared => {
    let prepared = known.get(dataset);
    if (!prepared) {
      const columns = describeColumns(schema, dataset);
      prepared = { dataset, columns, document: compileQuery(schema, dataset, columns) };
      known.set(dataset, prepared);
    }
    return prepared;
  };
  return {
    get(what) {
      const dataset = DATASETS.get(what);
      return dataset && prepare(dataset);
    },
    all: () => [...DATASETS.values()].map(prepare),
  };
}
