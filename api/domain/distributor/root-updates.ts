/** MD1RootUpdates: whether a root waits to become active, and from when it may. Unix seconds, no rounding. */

export interface RootUpdates {
  /** Epoch of the root proposed last, which stays stored when it becomes active; null while there is none. */
  readonly proposedEpoch: bigint | null;
  readonly nextRootEpoch: bigint;
  readonly waitingPeriodEnd: bigint;
  readonly isPaused: boolean;
}

/** `hasPendingRoot()`: whether the root proposed last has not become active. */
export function hasPendingRoot({ proposedEpoch, nextRootEpoch }: RootUpdates): boolean {
  return proposedEpoch === nextRootEpoch;
}

/** `canUpdateRoot()`: from the last second of the waiting period on, unless root updates are paused. */
export function canUpdateRoot(updates: RootUpdates, at: bigint): boolean {
  return hasPendingRoot(updates) && at >= updates.waitingPeriodEnd && !updates.isPaused;
}

/** The first second at which the pending root may become active; null without one, and while it is not known: paused. */
export function updatableFrom(updates: RootUpdates): bigint | null {
  return hasPendingRoot(updates) && !updates.isPaused ? updates.waitingPeriodEnd : null;
}
