/** A block as far as the index or the chain knows it. */
export interface Block {
  readonly number: number;
  readonly hash: string | null;
  /** Unix seconds. */
  readonly timestamp: bigint | null;
}

/** The newest indexed block: nothing about it is unknown. */
export interface Head {
  readonly number: number;
  readonly hash: string;
  readonly timestamp: bigint;
}

/** A block as `extensions.block` shows it: times are decimal strings, as everywhere in the API. */
export function writeBlock({ number, hash, timestamp }: Block): string {
  const time = timestamp === null ? 'null' : `"${timestamp}"`;
  return `{"number":${number},"hash":${JSON.stringify(hash)},"timestamp":${time}}`;
}

/** The newest block that no reorganisation reaches any more; below all blocks where the head is not known. */
export function finalUpTo(head: Head | null, finalityDepth: number): number {
  return head === null ? -1 : head.number - finalityDepth;
}
