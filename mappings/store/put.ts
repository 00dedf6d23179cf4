import { Entity, TypedMapEntry, Value } from '@graphprotocol/graph-ts';

/** Sets a field that the entity does not have yet; `set` would look for it among all others first, one by one. */
export function put(entity: Entity, field: string, value: Value): void {
  entity.entries.push(new TypedMapEntry<string, Value>(field, value));
}
