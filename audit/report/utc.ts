/** A unix second as people read it. */
export const utc = (second: number): string =>
  `${new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
