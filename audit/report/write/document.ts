/** A report as a sequence of headings, sentences, tables and charts, from which each readable form is written. */

export type Cell = string | { readonly text: string; readonly form: 'code' | 'strong' };

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly isWarning?: boolean }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, Cell])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      /** Sums and the like, set apart. */
      readonly foot?: readonly (readonly Cell[])[];
    }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Only forms that show pictures have it; what it shows is in a table too. */
  | { readonly kind: 'chart'; readonly id: string; readonly chart: Chart }
  | { readonly kind: 'listing'; readonly title: string; readonly language: string; readonly text: string }
  | { readonly kind: 'signature'; readonly lines: readonly string[] };

export interface Chart {
  readonly title: string;
  /** What the picture shows, in words, for those who do not see it. */
  readonly description: string;
  /** Vega's description of it. */
  readonly spec: Readonly<Record<string, unknown>>;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Document {
  readonly title: string;
  readonly sections: readonly Section[];
}

export const code = (text: string): Cell => ({ text, form: 'code' });
export const strong = (text: string): Cell => ({ text, form: 'strong' });
export const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
/** Columns of numbers after those of words. */
export const columns = (words: readonly string[], numbers: readonly string[]): Column[] => [
  ...words.map((title) => ({ title })),
  ...numbers.map((title) => ({ title, isNumber: true })),
];
